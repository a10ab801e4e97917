"""What keeps a project from going live, said so that someone can do something about it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.registry import words_folder
from conversations.inspect import unchecked_texts
from conversations.languages import own_name
from conversations.problems import Problem
from conversations.reading.draft import read_draft
from conversations.snapshot import Snapshot

_ASK = (
    "someone who speaks {name} every day, did not write the translation, and knows how people "
    "here talk about trust and danger: a bilingual peer lead, a community interpreter, a link "
    "worker"
)


def unchecked(snapshot: Snapshot) -> dict[str, tuple[Problem, ...]]:
    """Return by language the texts on consent, privacy and safety that nobody has checked."""
    catalogues = {
        path.parent.parent.name: path.read_bytes()
        for path in sorted(words_folder().glob("*/LC_MESSAGES/messages.po"))
    }
    return unchecked_texts(snapshot, catalogues)


def in_short(found: Mapping[str, tuple[Problem, ...]]) -> str:
    """Return how many there are in each language, and what to do."""
    counted = ", ".join(f"{language} ({len(texts)})" for language, texts in found.items())
    return (
        f"Texts about consent, privacy or safety that no speaker has checked: {counted}. "
        "`tellback project publish` says which, and who could check them; "
        "`tellback project messages PATH --language TAG --checked-by NAME` shows a project's own "
        "one by one."
    )


def in_full(snapshot: Snapshot, found: Mapping[str, tuple[Problem, ...]]) -> str:
    """Return which texts they are, language by language, and who could check them."""
    draft = read_draft(snapshot)
    parts = []
    for language, texts in found.items():
        who = draft.checkers.get(language) or _ASK.format(name=own_name(language))
        parts.append(f"{own_name(language)}, {language} ({len(texts)}). To check them, ask {who}.")
        parts += [f"  {problem}" for problem in texts]
    counted = ", ".join(f"{language} ({len(texts)})" for language, texts in found.items())
    return (
        f"Texts about consent, privacy or safety that no speaker has checked: {counted}.\n"
        + "\n".join(parts)
        + "\nWhoever has checked a text writes “# checked by NAME on YYYY-MM-DD” above it, in "
        "place of “# draft”; `tellback project messages PATH --language TAG --checked-by NAME` "
        "shows a project's own one by one and does that. --allow-drafts publishes for a rehearsal."
    )
