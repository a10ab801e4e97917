"""Arriving: /start, with or without a link; what is open to take part in; coming back."""

from __future__ import annotations

from datetime import datetime

from bot.channels.base import Incoming
from bot.house import House
from bot.leads import joining
from bot.residents.conversation import begin, resume
from bot.residents.pseudonyms import pseudonym
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.inputs import Started
from conversations.loader import Loaded
from storage import participants, projects, runs, staff
from storage.participants import Person
from storage.sqlite import Connection

INVITE = "inv_"

NOTHING_OPEN = N_(
    "Hello. There is nothing to take part in at the moment. "
    "If someone gave you a link, please open it again."
)


def welcome(db: Connection, house: House, came: Incoming, now: datetime) -> Person:
    """Add someone who writes for the first time; their app's language is only a hint."""
    hint = (came.language_code or "en").split("-")[0]
    language = hint if hint == "en" or hint in house.bot_words else "en"
    return participants.add(db, house.new_id(), came.chat_id or 0, language, now)


def first_words(visit: Visit, came: Incoming) -> None:
    """Someone's first message is no command: keep their words, and begin as with /start."""
    _start(visit, "")
    held = visit.latest_run()
    if held is not None and came.text:
        participants.keep_words(
            visit.db, visit.house.new_id(), visit.person.id, held.project, came.text, visit.now
        )


def _start(visit: Visit, payload: str) -> None:
    if visit.person.stopped:
        participants.set_stopped(visit.db, visit.person.id, None)
    if payload.startswith(INVITE):
        joining.offer(visit, payload.removeprefix(INVITE))
        return
    link = projects.link(visit.db, payload) if payload else None
    if link is not None:
        _enter(visit, link.project, link.source)
    elif staff.posts(visit.db, visit.person.id):
        visit.house.rooms.commands["desk"](visit, "")
    else:
        _offer(visit, unknown_link=bool(payload))


def _offer(visit: Visit, *, unknown_link: bool) -> None:
    """Go on with what is open, or show what there is to take part in."""
    held = visit.latest_run()
    live = [p.slug for p in projects.every(visit.db) if p.live]
    if held is not None and _can_go_on(held):
        resume(visit, held, Started())
    elif not live:
        visit.say(visit.words.say(NOTHING_OPEN))
    elif len(live) == 1:
        _enter(visit, live[0], None)
    else:
        _choose(visit, live, unknown_link)


def _can_go_on(held: runs.Held) -> bool:
    return held.run.status != "ended" or held.run.how == "stopped"


def _choose(visit: Visit, live: list[str], unknown_link: bool) -> None:
    loaded = [found for slug in live if (found := visit.house.project(visit.db, slug))]
    buttons = [
        tap(visit.words_of(one).plain(one.project.title)[:40], "open", one.project.slug)
        for one in loaded
    ]
    text = (
        visit.words.t("I do not know that link. This is what is open now:")
        if unknown_link
        else visit.words.t("This is what is open now. Which one is it about?")
    )
    visit.say(text, column(buttons))


def _enter(visit: Visit, slug: str, source: str | None) -> None:
    """Begin a project, go on with it, or show someone who has finished where it stands."""
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        visit.say(visit.words.say(NOTHING_OPEN))
        return
    held = runs.main_of(visit.db, visit.person.id, slug)
    if held is not None and _can_go_on(held):
        resume(visit, held, Started())
    elif held is not None:
        visit.house.rooms.commands["answers"](visit, slug)
    else:
        _join(visit, loaded, source)


def _join(visit: Visit, loaded: Loaded, source: str | None) -> None:
    project = loaded.project
    if visit.person.language not in project.languages:
        visit.speak(project.language)
    name = pseudonym(visit.db, project.slug, visit.house.new_id)
    participants.join(visit.db, visit.person.id, project.slug, name, source, visit.now)
    facts = {"source": source} if source else {}
    begin(visit, loaded, project.script, sent=False, facts=facts)


def _open(visit: Visit, args: tuple[str, ...]) -> None:
    _enter(visit, args[0] if args else "", None)


COMMANDS = {"start": _start}
TAPS = {"open": _open}
