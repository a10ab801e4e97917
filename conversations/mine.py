"""What happened to mine: where each thing someone said stands, in words they can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from conversations.catalogue import N_, Phrase

#: Where a thing stands. ``unsent`` and ``withheld``: the team does not see it; ``apart``: it was
#: read, and no decision rests on it though some were made; ``counted``: it was tapped, not told.
Where = Literal[
    "unsent",
    "withheld",
    "received",
    "read",
    "grouped",
    "apart",
    "decided",
    "counted",
    "waits",
    "answered",
    "everyone",
]

#: The same in a list, behind what was said.
STANDS: dict[Where, Phrase] = {
    "unsent": N_("not sent yet: only you can see it"),
    "withheld": N_("for nobody to read, as you said"),
    "received": N_("received, not read yet"),
    "read": N_("read by the team"),
    "grouped": N_("read, and put beside what others said"),
    "apart": N_("read, not part of a decision so far"),
    "decided": N_("decided"),
    "counted": N_("counted together with everyone's"),
    "waits": N_("the team has it, no answer yet"),
    "answered": N_("the team answered"),
    "everyone": N_("decided for everyone who took part"),
}


#: What a decision may still come to rest on.
_UNDECIDED = frozenset({"received", "read", "grouped", "counted"})


@dataclass(frozen=True)
class Theme:
    """A theme on something someone said, and how many other people are under it."""

    name: str
    others: int


@dataclass(frozen=True)
class Came:
    """How far one thing came: the days on which it was said, sent and read, as far as it was."""

    where: Where
    said_on: date
    sent_on: date | None = None
    read_on: date | None = None
    themes: tuple[Theme, ...] = ()


def where(
    *, sent: bool, told: bool, withheld: bool, read: bool, grouped: bool, rests: bool, decided: bool
) -> Where:
    """Return where an answer stands.

    ``rests``: a decision rests on it; ``decided``: there is any decision in its project.
    """
    if not sent:
        return "unsent"
    if withheld:
        return "withheld"
    if rests:
        return "decided"
    if not told:
        return "counted"
    if not read:
        return "received"
    if decided:
        return "apart"
    return "grouped" if grouped else "read"


def steps(came: Came, small: int) -> Iterator[Phrase]:
    """Yield how far a thing came, step by step; a small number of others is not told exactly."""
    if came.where == "unsent":
        yield N_("It is not sent yet. Only you can see it.")
        return
    if came.where == "withheld":
        yield N_("You said that nobody may use it. The team does not see it.")
        return
    if came.sent_on is not None:
        yield N_("Received on {day}.", day=came.sent_on)
    if came.where == "counted":
        yield N_("Counted together with what everyone tapped.")
    elif came.read_on is None:
        yield N_("Nobody has read it yet.")
    else:
        yield N_("Read by the team on {day}.", day=came.read_on)
    for theme in came.themes:
        yield _under(theme, small)
    if came.where == "apart":
        yield N_("No decision rests on it so far. You can ask the team why.")


def _under(theme: Theme, small: int) -> Phrase:
    if theme.others == 0:
        return N_("Put under “{theme}”. Nobody else is there so far.", theme=theme.name)
    if theme.others < small:
        return N_(
            "Put under “{theme}”, together with fewer than {small} other people.",
            theme=theme.name,
            small=small,
        )
    return N_(
        "Put under “{theme}”, together with {n} other people.", theme=theme.name, n=theme.others
    )


@dataclass(frozen=True)
class Ahead:
    """What lies ahead of someone in a project.

    ``read_by`` and ``report_by`` are the days promised at the start; ``asked_on`` when they are
    next asked if it got better. ``decided``: people hear of a decision already. ``may_write``:
    they agreed that we write to them.
    """

    today: date
    read_by: date
    report_by: date
    asked_on: date | None
    decided: bool
    may_write: bool


def following(cames: Iterable[Came], ahead: Ahead) -> Iterator[Phrase]:
    """Yield what happens next with one thing, or with several, and when; each step once."""
    listed = tuple(cames)
    stand = {came.where for came in listed}
    unread = [came for came in listed if came.where == "received"]
    if "unsent" in stand:
        yield N_("To go on, and to send it, send /start")
    if "withheld" in stand:
        yield N_("You can let it be read any time. Type: my story")
    if unread:
        yield _read_by(min(came.said_on for came in unread), ahead)
    if stand & _UNDECIDED and not ahead.decided:
        yield _report_by(ahead)
    if not stand - {"unsent", "withheld"}:
        return
    if not ahead.may_write:
        yield N_("You said that we may not write to you. You can look here any time.")
    elif ahead.asked_on is not None:
        yield N_("On {day} we ask you again if it got better.", day=ahead.asked_on)


def _read_by(said_on: date, ahead: Ahead) -> Phrase:
    if said_on > ahead.read_by:
        return N_("The team reads it as soon as it can.")
    if ahead.today > ahead.read_by:
        return N_("We said we read everything by {day}. We are late with this.", day=ahead.read_by)
    return N_("We read everything by {day}.", day=ahead.read_by)


def _report_by(ahead: Ahead) -> Phrase:
    if ahead.today > ahead.report_by:
        return N_(
            "You should have heard what is decided by {day}. We are late.", day=ahead.report_by
        )
    return N_("You hear what is decided, and why, by {day}.", day=ahead.report_by)
