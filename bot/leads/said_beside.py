"""Said beside the questions: words that were no answer, read by the team as what they are."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, day, not_there, workplace
from bot.leads.telling import parts, telling_of
from bot.officers.safeguarding import raise_concern
from bot.scripts import script_of
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.listing import asked
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, insert
from storage import kept, runs
from storage.kept import Kept
from storage.tasks import Task

_DOORS = (Option("next", N_("Next")), Option("safe", N_("Someone's safety")))


def _beside(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        _show_next(visit, loaded)


def _show_next(visit: Visit, loaded: Loaded) -> None:
    waiting = kept.unread(visit.db, loaded.project.slug, visit.person.id)
    if not waiting:
        visit.end_task()
        visit.say(
            visit.words.t("Nothing more was said beside the questions."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    one = waiting[0]
    visit.begin_task("beside", "read", kept=one.id)
    with telling_of(visit, one.participant, one.project):
        _say(visit, loaded, one)


def _say(visit: Visit, loaded: Loaded, one: Kept) -> None:
    if one.media is not None and one.media_there:
        visit.say(insert(one.pseudonym), media=one.media, protect=True)
    first, *others = parts(one.words) or ("",)
    visit.say(
        _head(visit, loaded, one, first), () if others else _keyboard(visit, one), protect=True
    )
    for at, part in enumerate(others, start=1):
        last = at == len(others)
        visit.say(f"“{insert(part)}”", _keyboard(visit, one) if last else (), protect=True)


def _keyboard(visit: Visit, one: Kept) -> Keyboard:
    return column(tap(door.label, "beside", door.key, one.id, words=visit.words) for door in _DOORS)


def _head(visit: Visit, loaded: Loaded, one: Kept, first: str) -> str:
    """Return who said it, at which question, and (the first part of) their words."""
    words, held = visit.words_of(loaded), runs.get(visit.db, one.run) if one.run else None
    ask = script_of(visit.db, visit.house, held)[1].find(one.node or "") if held else None
    lines = [
        f"<b>{insert(one.pseudonym)}</b> · {day(one.at, words, visit.house.timezone)}",
        words.t("Said beside the questions. It is no answer."),
        words.t("It came at: {question}", question=Html(asked(ask, words))) if ask else "",
        f"“{insert(first)}”" if first else "",
    ]
    return "\n".join(line for line in lines if line)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) == 2:
        _act(visit, args[0], args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    reading = match_option(came.text or "", _DOORS, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _act(visit, reading.value[0], str(task.data["kept"]))
    else:
        visit.say(visit.words.t("Please tap one of the buttons, or type back."))


def _act(visit: Visit, what: str, which: str) -> None:
    one = kept.get(visit.db, which, visit.person.id)
    loaded = visit.house.project(visit.db, one.project) if one else None
    if one is None or loaded is None:
        not_there(visit, N_("That was read already, or taken back."))
        return
    kept.read(visit.db, one.id, visit.person.id, visit.now)
    visit.mark_tapped("✓ " + visit.words.t("Read"))
    if what == "safe":
        raise_concern(visit, loaded, one.words, by="lead", about=one.participant)
        contact = loaded.project.safeguarding
        visit.say(
            visit.words_of(loaded).t(
                "Passed on to {name}. If it cannot wait, call {number}. You are not alone with it.",
                name=contact.name,
                number=contact.number,
            )
        )
    _show_next(visit, loaded)


def _back(visit: Visit, task: Task) -> None:
    visit.end_task()
    visit.command("desk")


COMMANDS = {"beside": _beside}
TAPS = {"beside": _tapped}
TASKS = {"beside": _typed}
BACKS = {"beside": _back}
