"""The team's word on a promise: still on it, kept, kept in part, or it will not be; and why."""

from __future__ import annotations

from datetime import date
from typing import cast

from bot.channels.base import Incoming
from bot.leads.decision_questions import chosen, today, unreadable, unusable
from bot.leads.keeping import SAID, found_by, options
from bot.leads.scope import remark
from bot.outreach.going_out import TO_TAKE_BACK
from bot.outreach.lateness import watch
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.days import read_day
from conversations.loader import Loaded
from conversations.questions.base import Option
from storage import promises
from storage.promises import Promise, State, Word
from storage.tasks import Task

_NO_REASON = Option("bare", N_("Nothing to add"), (N_("No"),))
_NO_DAY = Option("noday", N_("I cannot say yet"), (N_("No"),))

#: Where a new day can be named: what is under way, and the rest of what is kept in part.
_WITH_A_DAY = ("in_hand", "part")


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button about one promise: ``word:<id>:<what>``."""
    found = found_by(visit, args[0]) if len(args) in (2, 3) else None
    if found is None:
        return
    loaded, promise = found
    what, task = args[1], visit.task()
    if what == "undo" and len(args) == 3:
        _undo(visit, args[2])
    elif what in {one.key for one in options(promise)}:
        visit.mark_tapped("✓")
        _ask_why(visit, promise, cast("State", what))
    elif task is None or task.name != "promise" or task.data["promise"] != promise.id:
        remark(visit, N_("That button is from earlier and no longer works."))
    else:
        _take(visit, loaded, promise, task, what, tapped=True)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = found_by(visit, str(task.data["promise"]))
    if found is None:
        visit.end_task()
        return
    loaded, promise = found
    text = (came.text or "").strip()
    if task.step == "which":
        what = chosen(visit.words, options(promise), text, tapped=False)
        if what is None:
            visit.say(visit.words.t("Please tap how it stands. Or type: back"))
        else:
            _ask_why(visit, promise, cast("State", what))
    else:
        _take(visit, loaded, promise, task, text, tapped=False)


def _ask_why(visit: Visit, promise: Promise, state: State) -> None:
    """Ask for the reason; of what is kept, whether there is something to add."""
    visit.begin_task("promise", "why", promise=promise.id, state=state)
    if state == "kept":
        button = tap(_NO_REASON.label, "word", promise.id, _NO_REASON.key, words=visit.words)
        visit.say(visit.words.t("Good. Do you want to add something?"), column([button]))
    else:
        visit.say(visit.words.t("Why? People read it as you write it. Or type: back"))


def _take(
    visit: Visit, loaded: Loaded, promise: Promise, task: Task, said: str, *, tapped: bool
) -> None:
    state = cast("State", task.data["state"]) if "state" in task.data else None
    if state is None:
        remark(visit, N_("That button is from earlier and no longer works."))
    elif task.step == "why":
        _take_why(visit, loaded, promise, state, said, tapped=tapped)
    else:
        _take_day(visit, loaded, promise, task, said, tapped=tapped)


def _take_why(
    visit: Visit, loaded: Loaded, promise: Promise, state: State, said: str, *, tapped: bool
) -> None:
    bare = (_NO_REASON,) if state == "kept" else ()
    if chosen(visit.words, bare, said, tapped):
        visit.mark_tapped("✓")
        _say(visit, loaded, promise, state, "", None)
        return
    wrong = unusable(said, tapped)
    if wrong is not None:
        visit.say(visit.words.say(wrong))
    elif state in _WITH_A_DAY:
        visit.begin_task("promise", "day", promise=promise.id, state=state, reason=said)
        button = tap(_NO_DAY.label, "word", promise.id, _NO_DAY.key, words=visit.words)
        visit.say(
            visit.words.t("By which day is it expected now? The day promised stays as it was."),
            column([button]),
        )
    else:
        _say(visit, loaded, promise, state, said, None)


def _take_day(
    visit: Visit, loaded: Loaded, promise: Promise, task: Task, said: str, *, tapped: bool
) -> None:
    state, reason = cast("State", task.data["state"]), str(task.data["reason"])
    if chosen(visit.words, (_NO_DAY,), said, tapped):
        visit.mark_tapped("✓")
        _say(visit, loaded, promise, state, reason, None)
        return
    now = today(visit, loaded)
    expected = read_day(said, visit.person.language, now)
    if expected is None:
        visit.say(visit.words.say(unreadable(date(now.year + 1, 4, 1))))
    elif expected < now:
        visit.say(visit.words.t("That day has passed. By which day is it expected now?"))
    else:
        _say(visit, loaded, promise, state, reason, expected)


def _say(
    visit: Visit, loaded: Loaded, promise: Promise, state: State, reason: str, expected: date | None
) -> None:
    """Keep what the team says; for a while it can be taken back, then those concerned hear it."""
    visit.end_task()
    new, project = visit.house.new_id(), loaded.project
    word = Word(state, reason, expected, visit.person.language, visit.now)
    promises.say(visit.db, new, promise.id, word, visit.person.id)
    watch(visit.db, project.slug, project.timezone, visit.now, visit.house.new_id)
    words = visit.words
    visit.say(
        words.t(
            "Kept as the team's word: {said}. It can be undone for {n} minutes. What people say "
            "of it stands beside it.",
            said=SAID[state].label,
            n=int(TO_TAKE_BACK.total_seconds() // 60),
        ),
        column(
            [
                tap(N_("Undo"), "word", promise.id, "undo", new, words=words),
                tap(N_("All promises"), "desk", "promises", words=words),
                tap(N_("To the desk"), "desk", "desk", words=words),
            ]
        ),
    )


def _undo(visit: Visit, word: str) -> None:
    if promises.unsay(visit.db, word):
        visit.mark_tapped(visit.words.t("Undone. It stands as it did before."))
    else:
        remark(visit, N_("People have heard it, or something was said since. Say it anew."))


def _skip(visit: Visit, task: Task) -> None:
    """Leave out what may be left out: more words on what is kept, a new day."""
    visit.begin_task(task.name, task.step, **task.data)
    found = found_by(visit, str(task.data["promise"]))
    way = {"why": _NO_REASON.key, "day": _NO_DAY.key}.get(task.step, "")
    if found is None:
        visit.end_task()
    elif way and (task.step == "day" or task.data["state"] == "kept"):
        _take(visit, *found, task, way, tapped=True)
    else:
        visit.say(visit.words.t("This cannot be left out. To leave all of it, type: back"))


TAPS = {"word": _tapped}
TASKS = {"promise": _typed}
SKIPS = {"promise": _skip}
