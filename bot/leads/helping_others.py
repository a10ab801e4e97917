"""Helping someone take part: whom, how (face to face, by phone, from paper), in which language."""

from __future__ import annotations

from typing import cast

from bot.channels.base import Incoming
from bot.leads import deleting_for
from bot.leads.beginning_for import begin_for, go_on_with
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text, fold
from storage import helped, participants, projects
from storage.helped import How, tidy
from storage.tasks import Task

_HOW = (
    Option("face", N_("Face to face")),
    Option("phone", N_("By phone")),
    Option("paper", N_("From a paper form")),
)
_NO_CODE = Option("none", N_("No code on it"), (N_("no"), N_("none")))
_NEW = Option("new", N_("Someone new"))
_LONGEST_CODE = 20


def _helping(visit: Visit, rest: str) -> None:
    """Show whom this person is helping, or begin with someone new."""
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    deleting_for.show_waiting(visit, loaded.project.slug)
    mine = helped.of_helper(visit.db, visit.person.id, loaded.project.slug)
    if not mine:
        _ask_how(visit, loaded)
        return
    visit.begin_task("helping", "whom", project=loaded.project.slug)
    visit.say(
        visit.words.t("For whom do you want to speak? What you began with them is kept."),
        column(
            [
                *(tap(Text(one.pseudonym), "help", "go", one.participant) for one in mine),
                tap(_NEW.label, "help", "new", loaded.project.slug, words=visit.words),
            ]
        ),
    )


def _ask_how(visit: Visit, loaded: Loaded) -> None:
    published = projects.get(visit.db, loaded.project.slug)
    if published is None or not published.live:
        visit.end_task()
        visit.say(visit.words.t("This project has closed: nobody new is asked any more."))
        return
    visit.begin_task("helping", "how", project=loaded.project.slug)
    visit.say(
        visit.words.t(
            "You write down what someone else says, in their words. They are asked if they agree "
            "first; if not, nothing is kept. How do you talk with them?"
        ),
        column(tap(o.label, "help", o.key, words=visit.words) for o in _HOW),
    )


def _ask_code(visit: Visit, loaded: Loaded) -> None:
    visit.begin_task("helping", "code", project=loaded.project.slug, how="paper")
    visit.say(
        visit.words.t("Is there a code on the form? Please type it."),
        column([tap(_NO_CODE.label, "help", _NO_CODE.key, words=visit.words)]),
    )


def _ask_language(visit: Visit, loaded: Loaded, how: str, code: str) -> None:
    visit.begin_task("helping", "language", project=loaded.project.slug, how=how, code=code)
    visit.say(
        visit.words.t("In which language do they want to be asked?"),
        column(tap(own_name(tag), "help", "in", tag) for tag in loaded.project.languages),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if not args:
        return
    if args[0] == "go" and len(args) == 2:
        go_on_with(visit, args[1])
        return
    if args[0] == "new" and len(args) == 2:
        loaded = visit.house.project(visit.db, args[1])
        if loaded is not None and allowed(visit, args[1], *TEAM):
            _ask_how(visit, loaded)
        return
    task = visit.task()
    if task is None or task.name != "helping":
        remark(visit, N_("To help someone take part, send /helping."))
        return
    visit.mark_tapped("✓")
    _step(visit, task, args[-1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    _step(visit, task, _read(visit, task, (came.text or "").strip()))


def _read(visit: Visit, task: Task, said: str) -> str:
    """Return the key of what was typed where there are buttons; a code is what it is."""
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None:
        return said
    options: tuple[Option, ...] = _HOW
    if task.step == "language":
        options = tuple(Option(tag, Text(own_name(tag))) for tag in loaded.project.languages)
    elif task.step == "whom":
        mine = helped.of_helper(visit.db, visit.person.id, loaded.project.slug)
        options = (*(Option(one.participant, Text(one.pseudonym)) for one in mine), _NEW)
    elif task.step == "code":
        options = (_NO_CODE,) if fold(said) != fold(_NO_CODE.key) else ()
    reading = match_option(said, options, visit.words)
    return reading.value[0] if isinstance(reading, Understood) and not reading.words else said


def _step(visit: Visit, task: Task, chosen: str) -> None:
    slug = str(task.data["project"])
    loaded = visit.house.project(visit.db, slug)
    if loaded is None or not allowed(visit, slug, *TEAM):
        visit.end_task()
        return
    languages = loaded.project.languages
    if task.step == "whom" and chosen == _NEW.key:
        _ask_how(visit, loaded)
    elif task.step == "whom" and participants.get(visit.db, chosen) is not None:
        go_on_with(visit, chosen)
    elif task.step == "how" and chosen == "paper":
        _ask_code(visit, loaded)
    elif task.step == "how" and chosen in {option.key for option in _HOW}:
        _ask_language(visit, loaded, chosen, "")
    elif task.step == "code":
        _with_code(visit, loaded, chosen)
    elif task.step == "language" and chosen in languages:
        how, code = cast("How", task.data["how"]), str(task.data["code"])
        begin_for(visit, loaded, how, code, chosen)
    else:
        visit.say(visit.words.t("Please tap one of the buttons, or type back."))


def _with_code(visit: Visit, loaded: Loaded, typed: str) -> None:
    """Go on with whose form it is, if some of it was typed in before: nobody counts twice."""
    if typed == _NO_CODE.key:
        _ask_language(visit, loaded, "paper", "")
        return
    code, slug = tidy(typed), loaded.project.slug
    if not 3 <= len(code) <= _LONGEST_CODE:
        visit.say(visit.words.t("A code has 3 to 20 letters or digits. Please type it again."))
        return
    known = [one for one in helped.by_code(visit.db, code) if one.project == slug]
    if not known:
        _ask_language(visit, loaded, "paper", code)
    elif participants.through(visit.db, known[0].participant) == visit.person.id:
        visit.say(
            visit.words.t(
                "That is {who}, whom you began with before. We go on there.",
                who=known[0].pseudonym,
            )
        )
        go_on_with(visit, known[0].participant)
    else:
        visit.say(
            visit.words.t(
                "Somebody with that code is in this project already, and would count twice. "
                "Please type the code again, or type back."
            )
        )


COMMANDS = {"helping": _helping}
TAPS = {"help": _tapped}
TASKS = {"helping": _typed}
