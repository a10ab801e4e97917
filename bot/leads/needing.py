"""What needs the team: one thing at a time, with what was said and a note; done, and undone."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, day, not_there, remark, workplace
from bot.leads.telling import play_files, say_told
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import marks, reviews
from storage.marks import Flag
from storage.tasks import Task

_DONE, _NEXT = Option("done", N_("Done")), Option("next", N_("Next"))
_GONE = N_("Somebody has dealt with it, or it was taken back.")


def _needs(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        _show(visit, loaded)


def _show(visit: Visit, loaded: Loaded, after: str = "") -> None:
    """Show the oldest flag, or the one that comes after another."""
    waiting = marks.open_flags(visit.db, loaded.project.slug, visit.person.id)
    keys = [one.id for one in waiting]
    start = keys.index(after) + 1 if after in keys else 0
    left = waiting[start:] or waiting[: 1 if after not in keys else 0]
    if not left:
        visit.end_task()
        visit.say(
            visit.words.t("Nothing else needs the team."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    _say(visit, loaded, left[0])


def _say(visit: Visit, loaded: Loaded, flag: Flag) -> None:
    told = reviews.get(visit.db, flag.answer, visit.person.id)
    if told is None:
        return
    words = visit.words_of(loaded)
    play_files(visit, told)
    say_told(visit, loaded, told)
    noted = words.t(
        "Marked for the team on {day}: {note}",
        day=day(flag.at, words, visit.house.timezone),
        note=flag.note or words.plain(N_("no note")),
    )
    visit.begin_task("needs", "what", flag=flag.id)
    visit.say(
        noted, column(tap(o.label, "need", flag.id, o.key, words=words) for o in (_DONE, _NEXT))
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    flag = marks.flag_of(visit.db, args[0]) if len(args) == 2 else None
    told = reviews.get(visit.db, flag.answer, visit.person.id) if flag is not None else None
    if flag is None or told is None:
        not_there(visit, _GONE)
    elif allowed(visit, told.project, *TEAM):
        loaded = visit.house.project(visit.db, told.project)
        if loaded is not None:
            _act(visit, loaded, flag, args[1])


def _act(visit: Visit, loaded: Loaded, flag: Flag, what: str) -> None:
    if what == "next":
        _show(visit, loaded, flag.id)
    elif what == "undo":
        if marks.reopen(visit.db, flag.id, visit.person.id):
            visit.mark_tapped(visit.words.t("Undone. It needs the team again."))
            _say(visit, loaded, flag)
        else:
            remark(visit, N_("That was undone already, or cannot be."))
    elif marks.resolve(visit.db, flag.id, visit.person.id, visit.now):
        visit.mark_tapped("✓ " + visit.words.t("Done"))
        visit.say(
            visit.words.t("Done: {note}", note=flag.note)
            if flag.note
            else visit.words.t("Done. The team no longer sees it."),
            column([tap(N_("Undo"), "need", flag.id, "undo", words=visit.words)]),
        )
        _show(visit, loaded)
    else:
        remark(visit, _GONE)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    reading = match_option(came.text or "", (_DONE, _NEXT), visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _tapped(visit, (str(task.data["flag"]), reading.value[0]))
    else:
        visit.say(visit.words.t("Please tap Done or Next. Or type: back"))


COMMANDS = {"needs": _needs}
TAPS = {"need": _tapped}
TASKS = {"needs": _typed}
