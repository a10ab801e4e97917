"""A peer lead's own link: whoever comes by it is one of their own people."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import people, remark, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, address, insert
from storage import scope, staff
from storage.tasks import Task

_NOT_A_LEAD = N_(
    "Only peer leads have a link of their own. For posters, the project's officers make links."
)


def _invite(visit: Visit, rest: str) -> None:
    """Ask in which language people will read it, where there are several."""
    loaded = workplace(visit, "lead", "officer")
    if loaded is None:
        return
    if not staff.holds(visit.db, visit.person.id, loaded.project.slug, "lead"):
        remark(visit, _NOT_A_LEAD)
        return
    languages = loaded.project.languages
    if len(languages) == 1:
        _give(visit, loaded, languages[0])
        return
    visit.begin_task("invite", "language", project=loaded.project.slug)
    visit.say(
        visit.words.t("In which language will the people you invite read it?"),
        column(
            tap(option.label, "invite", loaded.project.slug, option.key, words=visit.words)
            for option in _choices(loaded)
        ),
    )


def _choices(loaded: Loaded) -> tuple[Option, ...]:
    return tuple(Option(tag, Text(own_name(tag))) for tag in loaded.project.languages)


def _give(visit: Visit, loaded: Loaded, language: str) -> None:
    """Say the link, and how many came by theirs so far."""
    visit.end_task()
    slug, me = loaded.project.slug, visit.person.id
    link = scope.lead_link_for(visit.db, slug, me, language, visit.house.new_id()[:8], visit.now)
    own = scope.own_people(visit.db, me, slug)
    words = visit.words_of(loaded)
    visit.say(
        words.t(
            "Your link for {title}, in {language}:\n{link}\nWhoever comes by it is one of your "
            "people: you read what they send, under a made-up name. It works again and again.",
            title=loaded.project.title,
            language=own_name(language),
            link=address(visit.house.link(link.code)),
        )
    )
    visit.say(
        words.t(
            "Came by you so far: {people}",
            people=Html(people(len(own), loaded.project.small_number, words)),
        ),
        column([tap(N_("To the desk"), "desk", "desk", words=words)]),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is None or args[1] not in loaded.project.languages:
        return
    if not staff.holds(visit.db, visit.person.id, args[0], "lead"):
        remark(visit, _NOT_A_LEAD)
        return
    visit.mark_tapped("✓ " + insert(own_name(args[1])))
    _give(visit, loaded, args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not staff.holds(visit.db, visit.person.id, loaded.project.slug, "lead"):
        visit.end_task()
        remark(visit, _NOT_A_LEAD)
        return
    reading = match_option(came.text or "", _choices(loaded), visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _give(visit, loaded, reading.value[0])
    else:
        visit.say(visit.words.t("Please tap one of the languages, or type its name."))


COMMANDS = {"invite": _invite}
TAPS = {"invite": _tapped}
TASKS = {"invite": _typed}
