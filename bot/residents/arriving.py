"""Arriving: /start, with or without a link; what is open to take part in; coming back."""

from __future__ import annotations

from datetime import datetime

from bot.channels.base import Incoming
from bot.house import House
from bot.leads import joining
from bot.residents import coming_online
from bot.residents.conversation import begin, go_on
from bot.residents.places import Place, buttons, listing, options, places
from bot.residents.pseudonyms import pseudonym
from bot.residents.talking import hear
from bot.scripts import others_for
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Understood
from conversations.questions.matching import match_option
from conversations.text import Text
from storage import participants, projects, runs, scope, staff
from storage.participants import Person
from storage.scope import LeadLink
from storage.sqlite import Connection
from storage.tasks import Task

INVITE = "inv_"

#: Where someone came from who came by a peer lead's own link.
PEER = "peer"

NOTHING_OPEN = N_(
    "Hello. There is nothing to take part in at the moment. "
    "If someone gave you a link, please open it again."
)


_NO_SUCH_CODE = N_(
    "I do not know that code. Please look at it again, or ask whoever helped you. Send it like "
    "this: /start ABC-DEF"
)


def welcome(db: Connection, house: House, came: Incoming, now: datetime) -> Person:
    """Add someone who writes for the first time; their app's language is only a hint."""
    hint = (came.language_code or "en").split("-")[0]
    language = hint if hint == "en" or hint in house.bot_words else "en"
    return participants.add(db, house.new_id(), came.chat_id or 0, language, now)


def first_words(visit: Visit, came: Incoming) -> None:
    """Someone's first message is no command: keep their words, and begin as with /start."""
    _start(visit, "")
    if came.text:
        participants.keep_words(
            visit.db, visit.house.new_id(), visit.person.id, visit.project(), came.text, visit.now
        )


def _start(visit: Visit, payload: str) -> None:
    if visit.person.stopped:
        participants.set_stopped(visit.db, visit.person.id, None)
    if payload.startswith(INVITE):
        joining.offer(visit, payload.removeprefix(INVITE))
        return
    if payload.startswith(coming_online.MINE):
        if not coming_online.offer(visit, payload.removeprefix(coming_online.MINE)):
            visit.say(visit.words.say(_NO_SUCH_CODE))
        return
    link = projects.link(visit.db, payload) if payload else None
    theirs = scope.lead_link(visit.db, payload) if payload else None
    if link is not None:
        _enter(visit, link.project, link.source)
    elif theirs is not None:
        _enter_by_lead(visit, theirs)
    elif payload and coming_online.offer(visit, payload):
        pass
    elif staff.posts(visit.db, visit.person.id):
        visit.command("projects")
    else:
        _offer(visit, unknown_link=bool(payload))


def _offer(visit: Visit, *, unknown_link: bool) -> None:
    """Show what they are in and what they could join; where there is only one, go on with it."""
    listed = places(visit)
    if not listed:
        visit.say(visit.words.say(NOTHING_OPEN))
    elif len(listed) == 1:
        _enter(visit, listed[0].slug, None)
    else:
        _choose(visit, listed, unknown_link)


def _choose(visit: Visit, listed: tuple[Place, ...], unknown_link: bool) -> None:
    visit.begin_task("open", "choose")
    text = (
        visit.words.t("I do not know that link. This is what is open now:")
        if unknown_link
        else visit.words.t("This is what is open now. Tap the one you want, or type its number.")
    )
    visit.say(f"{text}\n\n{listing(listed)}", buttons(listed, "open"))


def _chosen(visit: Visit, task: Task, came: Incoming) -> None:
    """A conversation by its number or name; anything else goes where it would go without a list."""
    visit.end_task()
    reading = match_option(came.text or "", options(places(visit)), visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        _enter(visit, reading.value[0], None)
    else:
        hear(visit, came)


def _can_go_on(held: runs.Held) -> bool:
    return held.run.status != "ended" or held.run.how == "stopped"


def _enter_by_lead(visit: Visit, link: LeadLink) -> None:
    """Begin as one of a peer lead's own people, in the language of their link."""
    still = staff.holds(visit.db, link.lead, link.project, "lead")
    if participants.membership(visit.db, visit.person.id, link.project) is None:
        visit.speak(link.language)
    _enter(visit, link.project, PEER, link.lead if still else None)


def _enter(visit: Visit, slug: str, source: str | None, lead: str | None = None) -> None:
    """Begin a project, go on with it, or show someone who has finished where it stands."""
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        visit.say(visit.words.say(NOTHING_OPEN))
        return
    held = runs.main_of(visit.db, visit.person.id, slug)
    published = projects.get(visit.db, slug)
    live = published is not None and published.live
    if held is None and not live:
        _too_late(visit, loaded)
        return
    if held is None:
        _join(visit, loaded, source, lead)
        return
    _move(visit, loaded)
    if _can_go_on(held):
        go_on(visit, held)
    else:
        visit.command("answers", slug)


def _too_late(visit: Visit, loaded: Loaded) -> None:
    """Tell someone kindly that a project has closed, and what else there is."""
    words = visit.words_of(loaded)
    visit.say(
        words.t(
            "Thank you for coming. <b>{title}</b> has closed: nobody new is asked any more. "
            "To ask its team something: {name}, {number}",
            title=loaded.project.title,
            name=loaded.project.team.name,
            number=loaded.project.team.number,
        )
    )
    others = tuple(place for place in places(visit) if place.slug != loaded.project.slug)
    if others:
        _choose(visit, others, unknown_link=False)


def _move(visit: Visit, loaded: Loaded) -> None:
    """Say so to someone who comes from another project, and that nothing is lost there."""
    before, here = visit.project(), loaded.project
    visit.be_in(here.slug)
    left = visit.house.project(visit.db, before) if before and before != here.slug else None
    if left is not None:
        visit.say(
            visit.words_of(loaded).t(
                "We are now in <b>{here}</b>. Your place in {left} is kept.",
                here=here.title,
                left=Text(visit.words_of(left).plain(left.project.title)),
            )
        )


def _join(visit: Visit, loaded: Loaded, source: str | None, lead: str | None) -> None:
    project = loaded.project
    if visit.person.language not in project.languages:
        visit.speak(project.language)
    if participants.membership(visit.db, visit.person.id, project.slug) is not None:
        visit.say(
            visit.words_of(loaded).t(
                "Welcome back. What you had not sent was deleted after 30 days, as we said. "
                "We begin again."
            )
        )
    else:
        name = pseudonym(visit.db, project.slug, visit.house.new_id)
        participants.join(
            visit.db, visit.person.id, project.slug, name, source, visit.now, lead=lead
        )
    facts = {"source": source} if source else {}
    facts |= others_for(visit.db, loaded, visit.person.id)
    begin(visit, loaded, project.script, sent=False, facts=facts)


def _open(visit: Visit, args: tuple[str, ...]) -> None:
    visit.end_task()
    _enter(visit, args[0] if args else "", None)


COMMANDS = {"start": _start}
TAPS = {"open": _open}
TASKS = {"open": _chosen}
