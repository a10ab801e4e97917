"""After a story that was hard to read: some hours later, somebody asks the peer how they are."""

from __future__ import annotations

from datetime import timedelta

from bot.calendar import next_waking
from bot.channels.base import Incoming
from bot.leads.scope import TEAM, called, within_reach, workplace
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import care, scope, staff, timers
from storage.tasks import Task
from storage.timers import Timer

#: Long enough to have put the phone away, soon enough to be the same day.
_LATER = timedelta(hours=3)

#: Nobody is asked how they are twice within so long.
_ONCE = timedelta(days=1)

#: What somebody was doing hours ago, that can be taken up again any time.
_PUT_AWAY = frozenset({"listen", "desk", "foryou", "themes", "timesheet"})

#: Nothing is written yet where a question waits for its answer.
_BARELY_BEGUN = ("answer", "words")

_FINE, _TALK, _REST, _OFF = _ANSWERS = (
    Option("fine", N_("I am all right")),
    Option("talk", N_("I would like to talk")),
    Option("rest", N_("I need a break")),
    Option("off", N_("Do not ask me")),
)


def was_hard(visit: Visit, project: str) -> bool:
    """Ask this member of the team later how they are; ``False`` if they are not to be asked."""
    mine = care.of(visit.db, visit.person.id)
    waits = timers.waits(visit.db, "howareyou", visit.person.id)
    if not mine.ask_after or waits:
        return waits
    due = visit.now + _LATER
    if mine.asked_at is not None:
        due = max(due, mine.asked_at + _ONCE)
    timers.add(
        visit.db,
        Timer(
            visit.house.new_id(),
            "howareyou",
            next_waking(due, visit.house.timezone, visit.person.awake),
            participant=visit.person.id,
            project=project,
            subject=visit.person.id,
        ),
        visit.now,
    )
    return True


def _due(visit: Visit, timer: Timer) -> None:
    mine, loaded = care.of(visit.db, visit.person.id), None
    if timer.project:
        loaded = visit.house.project(visit.db, timer.project)
    quiet = visit.person.stopped or not visit.person.reachable or not mine.ask_after
    if loaded is None or quiet or not _on_the_team(visit, loaded.project.slug):
        return
    care.asked(visit.db, visit.person.id, visit.now)
    words, project = visit.words_of(loaded), loaded.project
    line, lead = project.emergency[-1], staff.holds(visit.db, visit.person.id, project.slug, "lead")
    task = visit.task()
    if task is None or task.name in _PUT_AWAY or (task.name, task.step) == _BARELY_BEGUN:
        visit.begin_task("care", "asked", project=project.slug)
    visit.say(
        words.t(
            "You read something hard today. How are you? It is fine to take a break, and fine "
            "to read no more today. To talk: {team}, {number}, or {line}, {line_number}.",
            team=project.team.name,
            number=project.team.number,
            line=line.name,
            line_number=line.number,
        ),
        column(
            tap(o.label, "care", o.key, project.slug, words=words)
            for o in _ANSWERS
            if lead or o is not _REST
        ),
        kind="notice",
    )


def _on_the_team(visit: Visit, project: str) -> bool:
    return staff.holds(visit.db, visit.person.id, project, *TEAM)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args in (("on",), ("off",)):
        visit.mark_tapped("✓")
        _set(visit, ask=args[0] == "on")
    elif len(args) == 2:
        visit.end_task()
        _answer(visit, *args)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """An answer as it stands on a button; anything else goes where it would go without asking."""
    visit.end_task()
    reading = match_option(came.text or "", _ANSWERS, visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        _answer(visit, reading.value[0], str(task.data["project"]))
    else:
        hear(visit, came)


def _answer(visit: Visit, said: str, project: str) -> None:
    if said == _FINE.key:
        visit.mark_tapped("✓")
        visit.say(visit.words.t("Good. Thank you for reading it with care."))
    elif said == _TALK.key:
        _would_like_to_talk(visit, project)
    elif said == _REST.key:
        visit.mark_tapped("✓")
        visit.command("stepback")
    elif said == _OFF.key:
        visit.mark_tapped("✓")
        _set(visit, ask=False)


def _would_like_to_talk(visit: Visit, slug: str) -> None:
    loaded = visit.house.project(visit.db, slug)
    if loaded is None or not _on_the_team(visit, slug):
        return
    visit.mark_tapped("✓")
    reached = _tell_officers(visit, loaded)
    words, team = visit.words_of(loaded), loaded.project.team
    visit.say(
        words.t("The project's officers know that you would like to talk. They get in touch.")
        if reached
        else words.t(
            "Nobody could be told just now. Please call {name}, {number}.",
            name=team.name,
            number=team.number,
        )
    )


def _tell_officers(visit: Visit, loaded: Loaded) -> bool:
    """Tell them who would like to talk, and nothing of what was read."""
    reached = False
    for person in within_reach(visit, loaded.project.slug, "officer", "admin"):
        if person.id == visit.person.id:
            continue
        other = visit.other(person)
        words = other.words_of(loaded)
        leads = scope.leads(visit.db, loaded.project.slug)
        lead = next((one for one in leads if one.participant == visit.person.id), None)
        name = called(words, lead) if lead else words.plain(N_("Someone on the team"))
        other.say(
            words.t(
                "{name} has read something hard in {title} and would like to talk. Please get "
                "in touch with them today.",
                name=name,
                title=loaded.project.title,
            ),
            kind="notice",
        )
        reached = True
    return reached


def _how(visit: Visit, rest: str) -> None:
    if workplace(visit, *TEAM) is None:
        return
    asked = care.of(visit.db, visit.person.id).ask_after
    label = _OFF.label if asked else N_("Do ask me")
    visit.say(
        visit.words.t(
            "After a story that was hard to read I ask you some hours later how you are, once a "
            "day at most."
        )
        if asked
        else visit.words.t("I do not ask you how you are after a hard story."),
        column([tap(label, "care", "off" if asked else "on", words=visit.words)]),
    )


def _set(visit: Visit, *, ask: bool) -> None:
    care.set_asking(visit.db, visit.person.id, ask=ask)
    if ask:
        visit.say(visit.words.t("All right. After a hard story I ask you how you are."))
        return
    timers.drop_about(visit.db, "howareyou", visit.person.id)
    visit.say(visit.words.t("All right, I do not ask. To change that: /howareyou"))


COMMANDS = {"howareyou": _how}
TAPS = {"care": _tapped}
TASKS = {"care": _typed}
TIMERS = {"howareyou": _due}
