"""Help: what I can do, real numbers at once, and a way to say that someone may come to harm."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.base import Incoming
from bot.officers.safeguarding import raise_concern
from bot.residents import languages
from bot.residents.talking import hear, where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.text import fold, insert
from storage import concerns, projects, runs, staff
from storage.tasks import Task

#: Instead of new words: something they said before.
_BEFORE = N_("Something I said")
_GO_ON = N_("Go on")

#: Whoever asks for help and soon sends so many words may be telling what is wrong.
_WORDS, _SOON = 3, timedelta(minutes=15)


def project_of(visit: Visit, slug: str = "") -> Loaded | None:
    """Return the project someone is in now (or ``slug``, if they are in it), as they know it.

    Someone who is in none means the one they work for, or the only one there is.
    """
    mine = visit.projects()
    meant = slug if slug in mine else visit.project()
    if meant in mine:
        held = runs.main_of(visit.db, visit.person.id, meant)
        return (
            visit.house.revision(visit.db, held.revision)
            if held
            else visit.house.project(visit.db, meant)
        )
    live = [p.slug for p in projects.every(visit.db) if p.live]
    theirs = [post.project for post in staff.posts(visit.db, visit.person.id) if post.project]
    for work in (visit.person.workplace, *reversed(theirs)):
        if work is not None and (found := visit.house.project(visit.db, work)) is not None:
            return found
    return visit.house.project(visit.db, live[0]) if len(live) == 1 else None


def _help(visit: Visit, rest: str) -> None:
    visit.say(
        # safety: shown whenever someone asks for help
        visit.words.t(
            "I am Tellback, a program. People read what you send me, but not all the time.\n"
            "In danger, tap Get help now.\n"
            "You can always type: back, skip, pause, stop, language, my answers, change, "
            "ask the team, privacy, delete."
        ),
        column(
            [
                tap(N_("Get help now"), "do", "safe", words=visit.words),
                tap(N_("Ask the team"), "do", "ask", words=visit.words),
                tap(_GO_ON, "do", "go", words=visit.words),
            ]
        ),
    )


def _safe(visit: Visit, rest: str) -> None:
    """Real numbers first, then the way to a person."""
    loaded = project_of(visit)
    if loaded is None:
        # safety: the first thing anyone is told who asks for help now
        visit.say(visit.words.t("In danger, call your emergency number now (in the UK: 999)."))
        return
    words, project = visit.words_of(loaded), loaded.project
    # safety: the first thing anyone is told who asks for help now
    lines = [words.t("Nobody watches this chat all the time. If someone is in danger, call now:")]
    lines += [f"{words.say(c.name)}: <b>{insert(c.number)}</b>" for c in project.emergency]
    lines.append(
        words.t(
            "For worries about someone's safety: {name}, {number}",
            name=project.safeguarding.name,
            number=project.safeguarding.number,
        )
    )
    lines.append(
        words.t(
            "To talk to the team: {name}, {number}",
            name=project.team.name,
            number=project.team.number,
        )
    )
    visit.say(
        "\n".join(lines),
        column(
            [
                tap(N_("It is about safety"), "safe", "tell", words=words),
                tap(_GO_ON, "do", "go", words=words),
            ]
        ),
    )
    if visit.task() is None:
        visit.begin_task("help", "shown", at=visit.now.isoformat())


def _after(visit: Visit, task: Task, came: Incoming) -> None:
    """What comes next goes where it would go; if it may be what is wrong, nobody is told yet."""
    visit.end_task()
    language = languages.named(visit, came.text) if came.text and not came.media else None
    if language is not None:
        languages.choose(visit, language)
        return
    if fold(came.text or "") == fold(visit.words.plain(_GO_ON)):
        visit.command("go")
        return
    hear(visit, came)
    shown = datetime.fromisoformat(str(task.data.get("at", visit.now.isoformat())))
    told = came.media is not None or len((came.text or "").split()) >= _WORDS
    if told and visit.now - shown < _SOON:
        visit.say(
            # safety: after someone asked for help and then wrote something
            visit.words.t(
                "Nobody has been told of what you just sent. If it is about someone's safety, "
                "please tap here, or type: about safety"
            ),
            column([tap(N_("It is about safety"), "do", "safety", words=visit.words)]),
        )


def kept_for(visit: Visit, loaded: Loaded) -> str:
    """Return how long what was marked is kept, to be said before it is."""
    # safety: how long what is about safety is kept
    return visit.words.tn(
        "That is kept for {n} month after it was dealt with, also if you delete the rest.",
        "That is kept for {n} months after it was dealt with, also if you delete the rest.",
        loaded.project.keep_concerns_months,
    )


def _tell(visit: Visit, args: tuple[str, ...]) -> None:
    ask_for_words(visit)


def ask_for_words(visit: Visit) -> None:
    """Ask what is wrong, saying before who reads it and how long it is kept."""
    loaded = project_of(visit)
    visit.begin_task("safety", "words")
    # safety: before someone writes about harm
    asked = visit.words.t(
        "Tell me in one message what is wrong. Your exact words go to the safeguarding "
        "contact at once. They may find out who you are, to help. "
        "To leave it, type: back"
    )
    if loaded is None:
        visit.say(asked)
        return
    said = concerns.said_by(visit.db, visit.person.id, loaded.project.slug, 1)
    before = tap(_BEFORE, "do", "safety", loaded.project.slug, words=visit.words)
    visit.say(f"{asked}\n{kept_for(visit, loaded)}", column([before] if said else []))


def _told(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = project_of(visit)
    if fold(came.text or "") == fold(visit.words.plain(_BEFORE)):
        visit.command("safety")
        return
    if loaded is None or not came.text:
        visit.say(visit.words.t("Please type it in words, so that the right person can read it."))
        return
    visit.end_task()
    reached = raise_concern(visit, loaded, came.text, by="resident")
    thank(visit, loaded, reached=reached)
    where_we_are(visit)


def thank(visit: Visit, loaded: Loaded, *, reached: bool) -> None:
    """Thank who marked something, and say truly whether somebody can read it."""
    words, project = visit.words_of(loaded), loaded.project
    contact, emergency = project.safeguarding, project.emergency[0].number
    if reached:
        # safety: after someone wrote about harm
        said = words.t(
            "Thank you for telling us. {name} has your words now and will read them as soon as "
            "they can. That may take time. If it cannot wait, call {number}, or {emergency} "
            "in danger.",
            name=contact.name,
            number=contact.number,
            emergency=emergency,
        )
    else:
        # safety: after someone wrote about harm, and the contact cannot be told here
        said = words.t(
            "Thank you for telling us. Your words are kept, but {name} cannot be reached here "
            "at the moment. Please call {number}, or {emergency} in danger.",
            name=contact.name,
            number=contact.number,
            emergency=emergency,
        )
    visit.say(said)


COMMANDS = {"help": _help, "safe": _safe}
TAPS = {"safe": _tell}
TASKS = {"safety": _told, "help": _after}
