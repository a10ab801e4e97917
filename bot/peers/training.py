"""Practice: a day's work of a peer lead with invented residents, in one's own chat.

It is a script played from here and no project in the database: what is not there cannot be
counted, exported or sent, and no query has to remember to leave it out. All there is of it is the
step somebody is at. It is open to anyone, since nothing in it is confidential: so whoever is
invited can try before saying yes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.channels.base import Incoming
from bot.peers import scenes
from bot.residents.reserved import STALE
from bot.residents.talking import where_we_are
from bot.visit import Visit
from conversations.questions.base import Understood
from conversations.questions.choice import NO, YES
from conversations.questions.matching import match_option
from conversations.text import ascii_digits
from storage.tasks import Task

_LONGEST = 1500


def _train(visit: Visit, rest: str) -> None:
    scenes.opening(visit)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if len(args) != 2 or task is None or task.name != "train" or args[0] != task.step:
        visit.toast = visit.words.plain(STALE)
        return
    if args[1] in task.data.get("shown", ()):
        visit.mark_tapped("✓")
        _choose(visit, args[1])


def _choose(visit: Visit, chosen: str) -> None:
    """Go where a button leads; the same one leads to the same place wherever it stands."""
    task = visit.task()
    step = task.step if task else ""
    if chosen == scenes.LEAVE.key:
        _leave(visit)
    elif chosen == scenes.DESK.key:
        visit.end_task()
        visit.command("desk")
    elif chosen in (scenes.AGAIN.key, scenes.BEGIN.key, scenes.UNDO.key):
        scenes.reading(visit)
    elif chosen == scenes.ON.key:
        _NEXT[step](visit)
    elif chosen == scenes.SAFE.key:
        scenes.sure(visit)
    elif chosen in (YES.key, NO.key):
        scenes.passed_on(visit) if chosen == YES.key else scenes.worrying(visit)
    elif chosen == scenes.SEND.key:
        scenes.answered(visit)
    elif step == "theme":
        scenes.themed(
            visit, next(visit.words.plain(o.label) for o in scenes.THEMES if o.key == chosen)
        )
    else:
        scenes.missed(visit)


#: Where "Go on" leads from each step that only tells something.
_NEXT: Mapping[str, Callable[[Visit], None]] = {
    "themed": scenes.worrying,
    "passed": scenes.asked,
    "answered": scenes.prompting,
}


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    text = (came.text or "").strip()
    shown = [str(key) for key in task.data.get("shown", ())]
    options = [next(o for o in scenes.EVERY if o.key == key) for key in shown]
    reading = match_option(text, options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _choose(visit, reading.value[0])
    elif task.step == "theme" and 0 < len(text) <= 40:
        scenes.themed(visit, text)
    elif task.step == "count":
        _count(visit, text)
    elif task.step in _WRITTEN and 0 < len(text) <= _LONGEST:
        _WRITTEN[task.step](visit, text)
    else:
        visit.say(visit.words.t("Please tap a button, or type what stands on it."))


#: What is done with what somebody writes at a step.
_WRITTEN: Mapping[str, Callable[[Visit, str], None]] = {
    "question": scenes.preview,
    "preview": scenes.preview,
    "prompt": scenes.counting,
}


def _count(visit: Visit, text: str) -> None:
    if ascii_digits(text) == str(scenes.PEOPLE):
        scenes.end(visit)
    else:
        visit.say(visit.words.t("Nothing is sent. To send it, type {n}.", n=str(scenes.PEOPLE)))


def _leave(visit: Visit) -> None:
    visit.end_task()
    visit.say(visit.words.t("You have left practice. Nothing of it was kept. Again: /train"))
    if visit.projects():
        where_we_are(visit)


def _back(visit: Visit, task: Task) -> None:
    """Go to the beginning of the scene before; from the first one, out."""
    before = {
        "themed": scenes.reading,
        "safe": scenes.reading,
        "sure": scenes.worrying,
        "passed": scenes.worrying,
        "question": scenes.worrying,
        "preview": scenes.asked,
        "answered": scenes.asked,
        "prompt": scenes.asked,
        "count": scenes.prompting,
        "end": scenes.prompting,
    }.get(task.step, _leave)
    before(visit)


COMMANDS = {"train": _train}
TAPS = {"train": _tapped}
TASKS = {"train": _typed}
BACKS = {"train": _back}
