"""Forms that Tellback wrote itself: what stands in them for the opening is in every project anyway.

Without this, a project that went out as a form and comes back would ask for consent twice.
"""

from __future__ import annotations

from bot.importers.known import Asked, Known
from bot.importers.workbook import Sheet
from conversations.opening import AGE, CONTACT, LANGUAGE, TAKE_PART, WHOM

#: What only a form has is called so, as no key of a project can be.
_FORM = "Form."

#: By this one row such a form is known.
_LIMITS = "Form.limits"

_OPENING = frozenset({LANGUAGE, TAKE_PART, AGE, CONTACT, WHOM, "cards", "understood"})
_CARDS = (_FORM, "card.", "understood.")


def is_ours(survey: Sheet) -> bool:
    """Say whether Tellback wrote this form."""
    return any(row.cells.get("name") == _LIMITS for row in survey.rows)


def is_opening(name: str) -> bool:
    """Say whether a row of such a form is part of its opening."""
    return name in _OPENING or name.startswith(_CARDS)


def know_opening(known: Known, languages: tuple[str, ...]) -> None:
    """Let conditions name the questions of the opening; whoever answers has consented by then."""
    known.calculated.update({TAKE_PART: "'yes'", AGE: "'yes'"})
    answers = {WHOM: ("self", "other"), CONTACT: ("yes", "no"), LANGUAGE: languages}
    for key, options in answers.items():
        choices = {option: ((key, option),) for option in options}
        known.asked[key] = Asked((key,), "choice", choices)
