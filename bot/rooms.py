"""What a room of the house is: which command, tap, task and timer each subject answers.

A room is a module with any of ``COMMANDS`` (word after the slash → function), ``TAPS`` (first
part of a button's data → function), ``TASKS`` (name → function), ``BACKS`` (name of a task that
has a step before → what "back" does in it; elsewhere "back" leaves the task), ``SKIPS`` (the same
for "skip", where that does not leave it), ``NAMES`` (name of a task → its steps at which what is
typed is a name, or words to look for, even if it is one of our own words), ``TIMERS`` (kind →
function), ``AFTER_RUN`` (called when someone's run is done) and ``AFTER_CHANGE`` (called when they
did something in a run that the team can read already). ``bot.registry`` lists the rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bot.channels.base import Incoming
from storage.runs import Held
from storage.tasks import Task
from storage.timers import Timer

if TYPE_CHECKING:  # a visit knows the rooms, and the rooms are called with a visit
    from bot.visit import Visit
    from conversations.loader import Loaded

#: Called with the visit and what was typed after the command.
Command = Callable[["Visit", str], None]
#: Called with the visit and the button's data after its name.
Tap = Callable[["Visit", tuple[str, ...]], None]
#: Called with the visit, the task the person is in the middle of, and what they sent.
TaskStep = Callable[["Visit", Task, Incoming], None]
#: Called with the visit and the task whose step before is wanted.
TaskBack = Callable[["Visit", Task], None]
#: Called with a visit to the timer's person and the timer.
TimerStep = Callable[["Visit", Timer], None]
#: Called with the visit, the project, and the run as it was before it ended.
AfterRun = Callable[["Visit", "Loaded", Held], None]


@dataclass(frozen=True)
class Rooms:
    """All rooms' doors, by kind and name."""

    commands: Mapping[str, Command]
    taps: Mapping[str, Tap]
    tasks: Mapping[str, TaskStep]
    backs: Mapping[str, TaskBack]
    skips: Mapping[str, TaskBack]
    names: Mapping[str, tuple[str, ...]]
    timers: Mapping[str, TimerStep]
    after_run: tuple[AfterRun, ...]
    after_change: tuple[AfterRun, ...]

    @classmethod
    def of(cls, modules: Iterable[ModuleType]) -> Rooms:
        """Gather the doors of ``modules``; raises ``ValueError`` if two rooms claim one."""
        rooms = tuple(modules)
        return cls(
            _gather(rooms, "COMMANDS"),
            _gather(rooms, "TAPS"),
            _gather(rooms, "TASKS"),
            _gather(rooms, "BACKS"),
            _gather(rooms, "SKIPS"),
            _gather(rooms, "NAMES"),
            _gather(rooms, "TIMERS"),
            tuple(room.AFTER_RUN for room in rooms if hasattr(room, "AFTER_RUN")),
            tuple(room.AFTER_CHANGE for room in rooms if hasattr(room, "AFTER_CHANGE")),
        )


def _gather(rooms: tuple[ModuleType, ...], kind: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for room in rooms:
        for name, function in getattr(room, kind, {}).items():
            if name in found:
                raise ValueError(f"Two rooms claim {kind} {name!r}.")
            found[name] = function
    return found
