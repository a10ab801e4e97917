"""A link to invite people with, and its poster: a peer lead's own, or the project's.

Whoever comes by a peer lead's own link is one of their own people.
"""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import allowed, people, workplace
from bot.posters.making import FORMS, can_be_drawn, wanted
from bot.posters.wording import poster
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, address, insert
from storage import projects, scope, staff
from storage.staff import Role
from storage.tasks import Task

_ROLES: tuple[Role, ...] = ("lead", "officer")

_LONGEST_SOURCE = 40


def _invite(visit: Visit, rest: str) -> None:
    """Ask in which language people will read it, where there are several.

    What an officer types behind the command is where the project's link hangs.
    """
    loaded = workplace(visit, *_ROLES)
    if loaded is None:
        return
    source = rest[:_LONGEST_SOURCE].strip()
    languages = loaded.project.languages
    if len(languages) == 1:
        _give(visit, loaded, languages[0], source)
        return
    visit.begin_task("invite", "language", project=loaded.project.slug, source=source)
    visit.say(
        visit.words.t("In which language will the people you invite read it?"),
        column(
            tap(option.label, "invite", loaded.project.slug, option.key, words=visit.words)
            for option in _choices(loaded)
        ),
    )


def _choices(loaded: Loaded) -> tuple[Option, ...]:
    return tuple(Option(tag, Text(own_name(tag))) for tag in loaded.project.languages)


def _give(visit: Visit, loaded: Loaded, language: str, source: str) -> None:
    visit.end_task()
    if staff.holds(visit.db, visit.person.id, loaded.project.slug, "lead"):
        _give_own(visit, loaded, language)
    else:
        _give_projects(visit, loaded, language, source)


def _give_own(visit: Visit, loaded: Loaded, language: str) -> None:
    """Say the link, send its posters, and say how many came by theirs so far."""
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
    mine = next((one for one in scope.leads(visit.db, slug) if one.participant == me), None)
    _send_posters(visit, loaded, link.code, language, mine.name if mine else None)
    visit.say(
        words.t(
            "Came by you so far: {people}",
            people=Html(people(len(own), loaded.project.small_number, words)),
        ),
        column([tap(N_("To the desk"), "desk", "desk", words=words)]),
    )


def _give_projects(visit: Visit, loaded: Loaded, language: str, source: str) -> None:
    """Say the project's link for a place, as the command line makes it, and send its posters."""
    words = visit.words_of(loaded)
    link = projects.link_for(
        visit.db, loaded.project.slug, source or None, visit.house.new_id()[:8], visit.now
    )
    said = (
        words.t("It is kept with who came by it: “{source}”.", source=source)
        if source
        else words.t("To know where people came from, add the place: /invite library")
    )
    visit.say(
        words.t(
            "The link of {title}:\n{link}\nIt works again and again.",
            title=loaded.project.title,
            link=address(visit.house.link(link.code)),
        )
        + "\n"
        + said
    )
    _send_posters(visit, loaded, link.code, language, None)


def _send_posters(visit: Visit, loaded: Loaded, code: str, language: str, by: str | None) -> None:
    """Send it as a picture and as a page; files with nobody's words may go through the chat."""
    words, slug = visit.words_of(loaded), loaded.project.slug
    if not can_be_drawn(poster(loaded, language, visit.house.link(code), by)):
        visit.say(
            words.t(
                "There is no poster in {language} yet: I have no letters for it. The link works.",
                language=own_name(language),
            )
        )
        return
    captions = {
        "png": words.t("A poster to send on"),
        "pdf": words.t("A poster to print and hang up, A4"),
    }
    for form in FORMS:
        visit.say_file(captions[form], {"poster": wanted(slug, code, language, by, form)})


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is None or args[1] not in loaded.project.languages:
        return
    if allowed(visit, args[0], *_ROLES):
        visit.mark_tapped("✓ " + insert(own_name(args[1])))
        _give(visit, loaded, args[1], _source_of(visit.task()))


def _source_of(task: Task | None) -> str:
    return str(task.data.get("source", "")) if task and task.name == "invite" else ""


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *_ROLES):
        visit.end_task()
        return
    reading = match_option(came.text or "", _choices(loaded), visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _give(visit, loaded, reading.value[0], _source_of(task))
    else:
        visit.say(visit.words.t("Please tap one of the languages, or type its name."))


COMMANDS = {"invite": _invite}
TAPS = {"invite": _tapped}
TASKS = {"invite": _typed}
