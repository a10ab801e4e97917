"""Which of several projects a member of the team works in now: shown, and chosen."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, workplaces
from bot.residents.places import Place, buttons, listing, options
from bot.residents.talking import hear
from bot.visit import Visit
from conversations.questions.base import Understood
from conversations.questions.matching import match_option
from storage import participants, reviews
from storage.tasks import Task


def _projects(visit: Visit, rest: str) -> None:
    listed = _listed(visit)
    if len(listed) < 2:
        visit.command("desk")
        return
    visit.begin_task("workplace", "choose")
    visit.say(
        visit.words.t("You are on several teams. Which project do you want to work in?")
        + f"\n\n{listing(listed)}",
        buttons(listed, "work"),
    )


def _listed(visit: Visit) -> tuple[Place, ...]:
    found = ((slug, visit.house.project(visit.db, slug)) for slug in workplaces(visit, *TEAM))
    return tuple(
        Place(slug, visit.words_of(one).plain(one.project.title), _waits(visit, slug))
        for slug, one in found
        if one is not None
    )


def _waits(visit: Visit, slug: str) -> str:
    fresh = reviews.unread_count(visit.db, slug, visit.person.id)
    return (
        visit.words.tn("{n} new to read", "{n} new to read", fresh)
        if fresh
        else visit.words.t("Nothing new to read.")
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in workplaces(visit, *TEAM):
        visit.end_task()
        _work_in(visit, args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    visit.end_task()
    reading = match_option(came.text or "", options(_listed(visit)), visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        _work_in(visit, reading.value[0])
    else:
        hear(visit, came)


def _work_in(visit: Visit, slug: str) -> None:
    participants.work_in(visit.db, visit.person.id, slug)
    visit.person = participants.get(visit.db, visit.person.id) or visit.person
    visit.command("desk")


COMMANDS = {"projects": _projects}
TAPS = {"work": _tapped}
TASKS = {"workplace": _typed}
