"""Waking hours, by the calendar of a project's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Nobody is written to unasked before this time of day, or from the other on.
MORNING, EVENING = time(9), time(20)


def next_waking(moment: datetime, timezone: str) -> datetime:
    """Return ``moment`` if it lies in waking hours, else the next morning there, in UTC."""
    there = moment.astimezone(ZoneInfo(timezone))
    if there.time() < MORNING:
        return at(there.date(), MORNING, timezone)
    if there.time() >= EVENING:
        return at(there.date() + timedelta(days=1), MORNING, timezone)
    return moment


def at(day: date, hour: time, timezone: str) -> datetime:
    """Return a time of day there, as a moment in UTC; right on the days the clocks change too."""
    return datetime.combine(day, hour, ZoneInfo(timezone)).astimezone(UTC)


def days_after(moment: datetime, days: int, timezone: str) -> datetime:
    """Return ten in the morning so many calendar days after ``moment``, in UTC."""
    there = moment.astimezone(ZoneInfo(timezone)).date()
    return at(there + timedelta(days=days), time(10), timezone)
