"""Every room of the house: which command, tap, task and timer each subject answers.

A new subject is a new file beside its siblings and a line here. A room is a module with any of
``COMMANDS`` (word after the slash → function), ``TAPS`` (first part of a button's data →
function), ``TASKS`` (name → function), ``BACKS`` (name of a task that has a step before → what
"back" does in it; elsewhere "back" leaves the task) and ``TIMERS`` (kind → function).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from bot.channels.base import Incoming
from bot.visit import Visit
from storage.tasks import Task
from storage.timers import Timer

#: Called with the visit and what was typed after the command.
Command = Callable[[Visit, str], None]
#: Called with the visit and the button's data after its name.
Tap = Callable[[Visit, tuple[str, ...]], None]
#: Called with the visit, the task the person is in the middle of, and what they sent.
TaskStep = Callable[[Visit, Task, Incoming], None]
#: Called with a visit to the timer's person and the timer.
TimerStep = Callable[[Visit, Timer], None]


def rooms() -> tuple[ModuleType, ...]:
    """Return every room. Imported here, not above: rooms import what this module defines."""
    from bot import leads, officers, residents

    return (*residents.ROOMS, *leads.ROOMS, *officers.ROOMS)


def gather(name: str) -> Mapping[str, Any]:
    """Return all rooms' entries of one kind; raises ``ValueError`` if two rooms claim one."""
    found: dict[str, Any] = {}
    for key, value in _entries(name):
        if key in found:
            raise ValueError(f"Two rooms claim {name} {key!r}.")
        found[key] = value
    return found


def _entries(name: str) -> Iterator[tuple[str, Any]]:
    for room in rooms():
        yield from getattr(room, name, {}).items()
