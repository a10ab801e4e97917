"""When a prompt goes out: now, later, or again and again until a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bot.calendar import at, next_waking
from bot.leads.prompt_draft import Draft
from bot.visit import Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.moments import find_moment
from conversations.questions.base import Option
from conversations.questions.finding_days import find_day

WEEK, MONTH = Option("week", N_("Every week")), Option("month", N_("Every month"))
RHYTHMS = (WEEK, MONTH)

_UNCLEAR = N_("I could not read that as a day and a time. Please type it like this: tomorrow 10:00")
_PAST = N_("That has passed. Please choose a time to come.")

#: Nothing is repeated for longer: by then nobody remembers why.
_LONGEST = timedelta(days=366)


def take_first(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    """Take when it goes out first; nobody is written to at night, so a time there is moved."""
    zone = loaded.project.timezone
    today = visit.now.astimezone(ZoneInfo(zone)).date()
    found = find_moment(said, visit.words, today)
    if found is None:
        return _UNCLEAR
    moment = next_waking(at(found.date(), found.time(), zone), zone)
    if moment <= visit.now:
        return _PAST
    return replace(draft, first=moment.isoformat(), step="until" if draft.every else "preview")


def take_until(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    """Take the last day on which it may go out."""
    today = visit.now.astimezone(ZoneInfo(loaded.project.timezone)).date()
    found, first = find_day(said, visit.words, today, "future"), draft.at()
    if found is None or found.exact != "day" or first is None:
        return N_("I could not read that as a day. Please type it like this: 30 June")
    if found.day <= first.astimezone(ZoneInfo(loaded.project.timezone)).date():
        return N_("It has to be after the first time. Please choose a later day.")
    if found.day - today > _LONGEST:
        return N_("At most a year ahead, please. You can always begin anew.")
    return replace(draft, until=found.day.isoformat(), step="preview")


def when(words: Words, draft: Draft, zone: str) -> str:
    """Say when it goes out, and how it repeats."""
    first = draft.at()
    if first is None:
        return ""
    there = first.astimezone(ZoneInfo(zone))
    day, hour = words.day(there.date(), "day"), format_time(there, "short", locale=words.locale)
    if not draft.every:
        return words.t("When: {day}, {time}", day=day, time=hour)
    return words.t(
        "When: {rhythm}, first on {day}, {time}, until {last}",
        rhythm=WEEK.label if draft.every == WEEK.key else MONTH.label,
        day=day,
        time=hour,
        last=date.fromisoformat(draft.until),
    )


def following(first: datetime, every: str, until: str, times: int, zone: str) -> datetime | None:
    """Return when it goes out for the time after ``times``; ``None``: it does not.

    By the calendar: the same day of the week or of the month, or the month's last where it has no
    such day, at the same time of day there.
    """
    there = first.astimezone(ZoneInfo(zone))
    if not every:
        return first if times == 0 else None
    if every == WEEK.key:
        day = there.date() + timedelta(weeks=times)
    else:
        day = _months_on(there.date(), times)
    return at(day, there.time(), zone) if day <= date.fromisoformat(until) else None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
