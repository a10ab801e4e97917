"""The desk: what waits for a member of the team, and where to go from here.

In front stand the few doors of every day and those where something waits; the rest is behind
"More". Which doors there are: ``bot.leads.doors``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bot.channels.base import Incoming
from bot.leads.doors import DOORS, Door
from bot.leads.scope import TEAM, people, workplace
from bot.outreach.lateness import late_sentence
from bot.residents.talking import hear, left_as_it_was
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import exact, match_option
from conversations.text import Html
from conversations.turn import STALLED
from storage import projects, runs, staff
from storage.tasks import Task

_MORE, _HELP = Option("behind", N_("More")), Option("safe", N_("Get help now"))
_DESK = Option("desk", N_("To the desk"))
_EVERY = {o.key: o for o in (*(door.option for door in DOORS), _MORE, _HELP, _DESK)}


def _desk(visit: Visit, rest: str) -> None:
    """Show the desk, or go through the door that was named."""
    named = exact(rest, tuple(_EVERY.values()), visit.words)
    if named is not None and named.value[0] != _DESK.key:
        visit.command(named.value[0])
        return
    posts = staff.posts(visit.db, visit.person.id)
    if posts and all(post.role == "safeguarding" for post in posts):
        visit.command("concerns")
        return
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    waits = {door.command: door.waits(visit, loaded) for door in _doors(visit, loaded)}
    title = f"<b>{visit.words_of(loaded).say(loaded.project.title)}</b>"
    front = [door.option for door in _doors(visit, loaded) if _in_front(door, waits[door.command])]
    _put(
        visit,
        "door",
        [title, *(said for said in waits.values() if said), *_state(visit, loaded)],
        (*front, _MORE, _HELP),
    )


def _behind(visit: Visit, rest: str) -> None:
    """Show the other doors, by what they are about; their numbers stand beside their names."""
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    there = [
        door for door in _doors(visit, loaded) if not _in_front(door, door.waits(visit, loaded))
    ]
    numbered = enumerate(there, start=1)
    lines = [
        f"<b>{visit.words.say(group)}</b>\n"
        + " · ".join(f"{n} {visit.words.say(door.label)}" for n, door in doors)
        for group, doors in groupby(numbered, key=lambda one: one[1].group)
        if group is not None
    ]
    _put(visit, "behind", lines, (*(door.option for door in there), _DESK))


def _put(visit: Visit, step: str, lines: Iterable[str], doors: Iterable[Option]) -> None:
    shown = tuple(doors)
    visit.begin_task("desk", step, shown=[door.key for door in shown])
    visit.say(
        "\n".join(lines),
        column(tap(door.label, "desk", door.key, words=visit.words) for door in shown),
    )


def _doors(visit: Visit, loaded: Loaded) -> tuple[Door, ...]:
    return tuple(door for door in DOORS if door.who(visit, loaded))


def _in_front(door: Door, waits: str) -> bool:
    return door.group is None or bool(waits)


def _state(visit: Visit, loaded: Loaded) -> list[str]:
    """Return what else there is to know: who is stalled, what is late, that it is retired."""
    words, project = visit.words_of(loaded), loaded.project
    published = projects.get(visit.db, project.slug)
    stalled = runs.stalled(visit.db, project.slug, visit.now - STALLED)
    late = late_sentence(loaded, visit.db, visit.now)
    found = []
    if stalled:
        many = Html(people(stalled, project.small_number, words))
        found.append(words.t("Stalled at a question for a day or more: {people}", people=many))
    if late:
        found.append(words.say(late))
    if published is not None and not published.live:
        found.append(words.t("This project is retired. To take it back: /reopen"))
    return found


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in _EVERY:
        visit.end_task()
        visit.command(args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """A door by its number on this page, or by its name on either; else as without a desk."""
    visit.end_task()
    text = came.text or ""
    shown = [_EVERY[str(key)] for key in task.data["shown"]]
    reading = match_option(text, shown, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        reading = exact(text, tuple(_EVERY.values()), visit.words) or reading
    if not came.media and isinstance(reading, Understood) and not reading.words:
        visit.command(reading.value[0])
    else:
        hear(visit, came)


def _back(visit: Visit, task: Task) -> None:
    """Back to the front from behind; from the front, out."""
    if task.step == "behind":
        visit.command("desk")
    else:
        left_as_it_was(visit)


COMMANDS = {"desk": _desk, "behind": _behind}
TAPS = {"desk": _tapped}
TASKS = {"desk": _typed}
BACKS = {"desk": _back}
