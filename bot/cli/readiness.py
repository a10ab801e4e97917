"""What keeps a project from going live, said on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.authors.readiness import who_checks
from conversations.catalogue import Words
from conversations.problems import Problem
from conversations.snapshot import Snapshot


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
    parts = []
    for language, who in who_checks(snapshot, found).items():
        parts.append(Words().plain(who))
        parts += [f"  {problem}" for problem in found[language]]
    counted = ", ".join(f"{language} ({len(texts)})" for language, texts in found.items())
    return (
        f"Texts about consent, privacy or safety that no speaker has checked: {counted}.\n"
        + "\n".join(parts)
        + "\nWhoever has checked a text writes “# checked by NAME on YYYY-MM-DD” above it, in "
        "place of “# draft”; `tellback project messages PATH --language TAG --checked-by NAME` "
        "shows a project's own one by one and does that. --allow-drafts publishes for a rehearsal."
    )
