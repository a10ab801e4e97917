"""What keeps a project from going live: texts nobody has checked, and nobody to turn to."""

from __future__ import annotations

from collections.abc import Mapping

from bot.house import words_folder
from conversations.catalogue import N_, Phrase
from conversations.inspect import unchecked_texts
from conversations.languages import own_name
from conversations.problems import Problem
from conversations.reading.draft import read_draft
from conversations.snapshot import Snapshot


def unchecked(snapshot: Snapshot) -> dict[str, tuple[Problem, ...]]:
    """Return by language the texts on consent, privacy and safety that nobody has checked."""
    catalogues = {
        path.parent.parent.name: path.read_bytes()
        for path in sorted(words_folder().glob("*/LC_MESSAGES/messages.po"))
    }
    return unchecked_texts(snapshot, catalogues)


def who_checks(snapshot: Snapshot, found: Mapping[str, tuple[Problem, ...]]) -> dict[str, Phrase]:
    """Return for each language in ``found`` how many texts wait, and who could check them."""
    checkers = read_draft(snapshot).checkers
    return {
        language: N_(
            "{name}, {language} ({n}). To check them, ask {who}.",
            name=own_name(language),
            language=language,
            n=len(texts),
            who=checkers[language],
        )
        if language in checkers
        else N_(
            "{name}, {language} ({n}). To check them, ask someone who speaks {name} every day, did "
            "not write the translation, and knows how people here talk about trust and danger: a "
            "bilingual peer lead, a community interpreter, a link worker.",
            name=own_name(language),
            language=language,
            n=len(texts),
        )
        for language, texts in found.items()
    }
