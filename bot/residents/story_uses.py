"""How my story may be used: its teller sees what they allowed, and changes it at any time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.base import Incoming
from bot.residents.conversation import resume
from bot.residents.helping import project_of
from bot.residents.talking import where_we_are
from bot.scripts import script_of
from bot.visit import Visit, column, tap
from conversations.inputs import Revisited
from conversations.listing import lines
from conversations.loader import Loaded
from conversations.storytelling import USE
from conversations.text import ascii_digits
from storage import runs
from storage.runs import Held
from storage.tasks import Task


@dataclass(frozen=True)
class Use:
    """A story of theirs: what was asked, how they said it may be used, and where that is said."""

    held: Held
    node: str
    story: str
    said: str


def _stories(visit: Visit, loaded: Loaded) -> tuple[Use, ...]:
    """Return the stories someone told in a project, in order."""
    found: list[Use] = []
    for held in runs.of_project(visit.db, visit.person.id, loaded.project.slug):
        there, script = script_of(visit.db, visit.house, held)
        listed = lines(script, held.run, there.catalogues.words(visit.person.language))
        asked = {line.node: line.asked for line in listed}
        found += [
            Use(held, line.node, asked.get(line.node.removesuffix(USE), line.asked), line.said)
            for line in listed
            if line.node.endswith(USE)
        ]
    return tuple(found)


def _uses(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    told = _stories(visit, loaded) if loaded is not None else ()
    if loaded is None or not told:
        visit.say(visit.words.t("You have told no story here, so nothing of one can be used."))
        where_we_are(visit)
        return
    if len(told) == 1:
        _ask(visit, told[0])
        return
    listed = [f"{n}. {one.story}\n   → {one.said}" for n, one in enumerate(told, start=1)]
    visit.begin_task("uses", "which", project=loaded.project.slug)
    visit.say(
        visit.words.t("Which story is it about? Tap or type its number.")
        + "\n\n"
        + "\n".join(listed),
        column(
            tap(str(n), "use", one.held.run.id, one.node) for n, one in enumerate(told, start=1)
        ),
    )


def _ask(visit: Visit, use: Use) -> None:
    visit.end_task()
    visit.be_in(use.held.project)
    resume(visit, use.held, Revisited(use.node))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    held = runs.get(visit.db, args[0]) if len(args) == 2 else None
    if held is None or held.participant != visit.person.id:
        return
    loaded = visit.house.project(visit.db, held.project)
    told = _stories(visit, loaded) if loaded is not None else ()
    for one in told:
        if (one.held.run.id, one.node) == args:
            visit.mark_tapped("✓")
            _ask(visit, one)
            return


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    number = ascii_digits(came.text or "").strip()
    told = dict(enumerate(_stories(visit, loaded) if loaded is not None else (), start=1))
    if number.isdecimal() and int(number) in told:
        _ask(visit, told[int(number)])
    else:
        visit.say(visit.words.t("Please type the number of a story. Or type: back"))


COMMANDS = {"uses": _uses}
TAPS = {"use": _tapped}
TASKS = {"uses": _typed}
