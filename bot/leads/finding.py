"""Searching what one's own people said, in any script; what is found is read one by one."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.reading import show_found
from bot.leads.scope import TEAM, allowed, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.text import fold
from storage import searching
from storage.tasks import Task

#: More than this nobody reads one by one: another word finds fewer.
_MOST = 50


def _find(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    if rest.strip():
        _search(visit, loaded, rest)
        return
    visit.begin_task("find", "words", project=loaded.project.slug)
    visit.say(
        visit.words.t(
            "Which words do you look for? The beginning of a word is enough, in any language. "
            "Or type: back"
        )
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
        return
    _search(visit, loaded, came.text or "")


def _search(visit: Visit, loaded: Loaded, typed: str) -> None:
    slug = loaded.project.slug
    found = searching.search(visit.db, slug, visit.person.id, typed, _MOST)
    if found:
        visit.say(
            visit.words.t("The newest {n} that fit. A further word finds fewer.", n=_MOST)
            if len(found) == _MOST
            else visit.words.tn("{n} answer found.", "{n} answers found.", len(found))
        )
        show_found(visit, loaded, list(found))
        return
    visit.begin_task("find", "words", project=slug)
    visit.say(
        visit.words.t("Nothing found. Type other words, or: back")
        if fold(typed)
        else visit.words.t("Please type a word to look for. Or type: back"),
        column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
    )


COMMANDS = {"find": _find}
TASKS = {"find": _typed}
NAMES = {"find": ("words",)}
