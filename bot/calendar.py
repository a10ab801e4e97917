"""Waking hours, by the calendar of a project's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Nobody is written to unasked before this time of day, or from the other on.
MORNING, EVENING = time(9), time(20)


def next_waking(
    moment: datetime, timezone: str, awake: tuple[time, time] | None = None
) -> datetime:
    """Return ``moment`` if it lies in waking hours, else when they next begin there, in UTC.

    ``awake`` are someone's own hours: from the first to the second, over midnight if it is the
    earlier one; two that are the same mean any time.
    """
    first, last = awake or (MORNING, EVENING)
    there = moment.astimezone(ZoneInfo(timezone))
    if _within(there.time(), first, last):
        return moment
    today = there.time() < first
    return at(there.date() + timedelta(days=0 if today else 1), first, timezone)


def _within(hour: time, first: time, last: time) -> bool:
    if first < last:
        return first <= hour < last
    return hour >= first or hour < last


def at(day: date, hour: time, timezone: str) -> datetime:
    """Return a time of day there, as a moment in UTC; right on the days the clocks change too."""
    return datetime.combine(day, hour, ZoneInfo(timezone)).astimezone(UTC)


def days_after(moment: datetime, days: int, timezone: str) -> datetime:
    """Return ten in the morning so many calendar days after ``moment``, in UTC."""
    there = moment.astimezone(ZoneInfo(timezone)).date()
    return at(there + timedelta(days=days), time(10), timezone)
