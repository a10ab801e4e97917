"""What there is for the peers themselves, in one place."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, workplace
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import staff
from storage.tasks import Task

#: Doors by the command they stand for.
_DOORS = (
    Option("timesheet", N_("My hours and costs")),
    Option("digest", N_("My week in short")),
    Option("train", N_("Practise")),
    Option("howareyou", N_("After a hard story")),
)
_STEP_BACK = Option("stepback", N_("Step back"))
_DESK = Option("desk", N_("To the desk"))


def _menu(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    visit.begin_task("foryou", "door", project=loaded.project.slug)
    visit.say(
        visit.words.t("This is for you. What you write down here is seen by no resident."),
        column(
            tap(door.label, "foryou", door.key, words=visit.words)
            for door in _doors(visit, loaded.project.slug)
        ),
    )


def _doors(visit: Visit, project: str) -> tuple[Option, ...]:
    lead = staff.holds(visit.db, visit.person.id, project, "lead")
    return (*_DOORS, *((_STEP_BACK,) if lead else ()), _DESK)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in (door.key for door in (*_DOORS, _STEP_BACK, _DESK)):
        visit.end_task()
        visit.command(args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    visit.end_task()
    doors = _doors(visit, str(task.data["project"]))
    reading = match_option(came.text or "", doors, visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        visit.command(reading.value[0])
    else:
        hear(visit, came)


COMMANDS = {"foryou": _menu}
TAPS = {"foryou": _tapped}
TASKS = {"foryou": _typed}
