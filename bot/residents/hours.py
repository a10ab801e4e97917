"""The hours in which someone wants to be written to unasked: tapped, or typed their own way."""

from __future__ import annotations

import re
from datetime import time

from bot.calendar import EVENING, MORNING
from bot.channels.base import Incoming
from bot.residents.being_written_to import agree, agrees
from bot.residents.helping import project_of
from bot.residents.talking import hear, where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import ascii_digits
from storage import participants
from storage.tasks import Task

Hours = tuple[time, time]

_OPTIONS = (
    Option("usual", N_("9:00 to 20:00")),
    Option("morning", N_("Mornings: 7 to 12")),
    Option("afternoon", N_("Afternoons: 12 to 18")),
    Option("evening", N_("Evenings: 18 to 22")),
    Option("any", N_("Any time")),
)
_NEVER, _AGAIN = Option("never", N_("Do not write to me")), Option("again", N_("You may write"))

#: The hours of each; the usual ones need no note, and two that are the same mean any time.
_HOURS: dict[str, Hours | None] = {
    "usual": None,
    "morning": (time(7), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
    "any": (time(0), time(0)),
}

_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?"
_FROM_TO = re.compile(rf"{_HOUR}[^\d]+{_HOUR}\D*", re.IGNORECASE)


def read_hours(said: str) -> Hours | None:
    """Return the hours someone typed ("18-22", "from 7 to 9:30", "6-10pm"), or ``None``.

    "10-6" is ten in the morning to six in the evening; "22-6" goes over midnight.
    """
    found = re.search(_FROM_TO, ascii_digits(said))
    if found is None:
        return None
    start, end = _minutes(found[1], found[2], found[3]), _minutes(found[4], found[5], found[6])
    if found[6] and not found[3] and found[6].casefold() == "pm" and start + 720 < end:
        start += 720
    if not found[3] and not found[6] and end <= start <= 720:
        end += 720
    if max(start, end) > 1440 or start == end:
        return None
    return _time(start), _time(end)


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    h = int(hour)
    if half:
        h = h % 12 + (12 if half.casefold() == "pm" else 0)
    return h * 60 + int(minute or 0)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _hours(visit: Visit, rest: str) -> None:
    if rest:
        _read(visit, rest)
        return
    visit.begin_task("hours", "choose")
    visit.say(
        _now(visit)
        + "\n"
        + visit.words.t("Do you want other hours? Tap, or type them like: 18-22"),
        column(tap(o.label, "hours", o.key, words=visit.words) for o in _offered(visit)),
    )


def _offered(visit: Visit) -> tuple[Option, ...]:
    """Return the hours, and with them whether to be written to at all, for who is in a project."""
    slug = visit.project()
    loaded = project_of(visit) if slug in visit.projects() else None
    if loaded is None:
        return _OPTIONS
    return (*_OPTIONS, _NEVER if agrees(visit, loaded) else _AGAIN)


def _now(visit: Visit) -> str:
    first, last = visit.person.awake or (MORNING, EVENING)
    if first == last:
        return visit.words.t("I write to you at any time of day.")
    return visit.words.t(
        "I write to you by myself only between {first} and {last}.",
        first=f"{first:%H:%M}",
        last=f"{last:%H:%M}",
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    for option in _offered(visit):
        if args == (option.key,):
            visit.mark_tapped("✓ " + visit.words.say(option.label))
            _take(visit, option.key)


def _take(visit: Visit, key: str) -> None:
    loaded = project_of(visit)
    if key in _HOURS:
        _choose(visit, _HOURS[key])
    elif loaded is not None:
        visit.end_task()
        agree(visit, loaded, given=key == _AGAIN.key)
        where_we_are(visit)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """Hours, or one of those offered; anything else goes where it would go without the list."""
    said = came.text or ""
    reading = match_option(said, _offered(visit), visit.words)
    if came.media or not (any(map(str.isdecimal, said)) or isinstance(reading, Understood)):
        visit.end_task()
        hear(visit, came)
    else:
        _read(visit, said)


def _read(visit: Visit, said: str) -> None:
    found = read_hours(said)
    reading = match_option(said, _offered(visit), visit.words)
    if found is not None:
        _choose(visit, found)
    elif isinstance(reading, Understood) and not reading.words:
        _take(visit, reading.value[0])
    else:
        visit.begin_task("hours", "choose")
        visit.say(visit.words.t("I could not read hours in that. Please type them like: 18-22"))


def _choose(visit: Visit, hours: Hours | None) -> None:
    visit.end_task()
    participants.set_awake(visit.db, visit.person.id, hours)
    visit.person = participants.get(visit.db, visit.person.id) or visit.person
    visit.say(visit.words.t("All right.") + " " + _now(visit))
    where_we_are(visit)


COMMANDS = {"hours": _hours}
TAPS = {"hours": _tapped}
TASKS = {"hours": _typed}
