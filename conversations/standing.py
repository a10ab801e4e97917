"""How a promise stands on a day: still to come, late, or what the team says became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from conversations.catalogue import N_, Phrase
from conversations.languages import base_of, own_name

#: A change; or a date agreed at the start: by when all is read, by when people hear the decision.
Kind = Literal["change", "read", "report"]

#: Its day is to come; it has passed and nothing is known; or what the team says became of it.
Stands = Literal["coming", "late", "kept", "part", "not_kept"]


@dataclass(frozen=True)
class Standing:
    """One promise as it stands.

    ``days`` counts the days after ``due_on``: so far if it is late, until it was kept if it was
    kept late, else 0. ``reason`` and ``expected_on`` are the team's, in ``language``, and may be
    missing; so is ``what`` for a date agreed at the start, which has a sentence of its own.
    """

    kind: Kind
    what: str
    due_on: date
    stands: Stands
    days: int
    reason: str = ""
    expected_on: date | None = None
    language: str = ""


def stands(
    due_on: date, today: date, said: str | None = None, said_on: date | None = None
) -> tuple[Stands, int]:
    """Return how a promise stands today, and how many days late it is or was.

    ``said`` is the team's last word (``in_hand`` settles nothing) and ``said_on`` its day.
    """
    if said in ("kept", "part"):
        return ("kept" if said == "kept" else "part"), max(0, ((said_on or today) - due_on).days)
    if said == "not_kept":
        return "not_kept", 0
    return ("late", (today - due_on).days) if today > due_on else ("coming", 0)


_AGREED: dict[str, Phrase] = {
    "read": N_("We read everything that was sent."),
    "report": N_("You hear what was decided, and why."),
}


def what(standing: Standing) -> Phrase | str:
    """Return what was promised: the team's words, or the bot's for a date agreed at the start."""
    return _AGREED.get(standing.kind, standing.what)


def lines(standing: Standing, reader: str) -> tuple[Phrase, ...]:
    """Return one promise as a list tells it, line by line, to who reads ``reader`` (a tag)."""
    promised = N_("Promised by {day}: {what}", day=standing.due_on, what=what(standing))
    return (_how(standing), promised, *why(standing, reader))


def _how(standing: Standing) -> Phrase:
    match standing.stands:
        case "coming":
            return N_("<b>Still to come.</b>")
        case "late":
            return N_("<b>Late.</b> Days late: {days}.", days=standing.days)
        case "not_kept":
            return N_("<b>Will not be</b>, the team says.")
    if standing.stands == "part":
        told = N_("<b>Kept in part</b>, the team says.")
    elif standing.kind == "change":
        told = N_("<b>Kept</b>, the team says.")
    else:
        told = N_("<b>Kept.</b>")
    return N_("{told} Days late: {days}.", told=told, days=standing.days) if standing.days else told


def why(standing: Standing, reader: str) -> tuple[Phrase, ...]:
    """Return the team's reason and the day it expects now, or that nobody has said why.

    A reason written in another language than ``reader`` says which.
    """
    if not standing.reason:
        return (N_("Nobody has said why yet."),) if standing.stands == "late" else ()
    told = [N_("<b>Why:</b> {reason}", reason=standing.reason)]
    if standing.expected_on is not None and standing.stands in ("late", "coming"):
        told.append(N_("It is now expected by {day}.", day=standing.expected_on))
    if base_of(standing.language) != base_of(reader):
        written = own_name(base_of(standing.language))
        told.append(N_("(The team wrote this in {language}.)", language=written))
    return tuple(told)
