"""Moments in the bot's time, in words; and how far a jump of the demo's clock goes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

#: The jumps the clock bar offers, in order: name in the form → words on the button.
JUMPS: Mapping[str, str] = MappingProxyType(
    {"hour": "1 hour", "day": "1 day", "week": "1 week", "month": "1 month"}
)


def clock_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return ``moment`` as people say it: "Thursday 9 January 2025, 6:42 pm"."""
    return f"{day_words(moment, zone)}, {time_words(moment, zone)}"


def day_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return the day alone: "Thursday 9 January 2025"."""
    return str(format_datetime(moment.astimezone(zone), "EEEE d MMMM y", locale="en_GB"))


def time_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return the time alone: "6:42 pm"."""
    return str(format_datetime(moment.astimezone(zone), "h:mm a", locale="en_GB"))


def jump(now: datetime, name: str, zone: ZoneInfo) -> timedelta:
    """Return how far on from ``now`` the jump ``name`` of JUMPS leads.

    An hour is an hour. A day, a week and a month keep the time of day in ``zone``, over a change of
    the clocks too; a month from the 31st ends on the last day of a shorter month.
    """
    if name == "hour":
        return timedelta(hours=1)
    local = now.astimezone(zone)
    if name == "month":
        year, month = local.year + local.month // 12, local.month % 12 + 1
        day = min(local.day, monthrange(year, month)[1])
        return local.replace(year=year, month=month, day=day).astimezone(now.tzinfo) - now
    days = {"day": 1, "week": 7}[name]
    return (local + timedelta(days=days)).astimezone(now.tzinfo) - now
