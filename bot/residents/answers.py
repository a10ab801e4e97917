"""My answers: what someone told us, changing any of it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.base import Incoming
from bot.outreach.results import what_came_of_it
from bot.residents.conversation import resume
from bot.residents.helping import project_of
from bot.residents.places import elsewhere
from bot.residents.resending import offer_again
from bot.residents.talking import where_we_are
from bot.scripts import script_of
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.inputs import Revisited
from conversations.layout import MOST_IN_A_ROW
from conversations.listing import Line, lines, listing
from conversations.storytelling import USE
from conversations.text import ascii_digits
from storage import runs
from storage.runs import Held
from storage.tasks import Task

USES = N_("How my story may be used")

#: So many answers have a button; any other is changed by typing its number.
_MOST_BUTTONS = 24


@dataclass(frozen=True)
class Said:
    """What someone said in one run: as a list to read, and its lines, numbered on from before."""

    held: Held
    listed: str
    lines: tuple[Line, ...]


def _said(visit: Visit, project: str) -> tuple[Said, ...]:
    """Return what someone said in a project: its own questions first, then what came later."""
    found: list[Said] = []
    first = 1
    for held in runs.of_project(visit.db, visit.person.id, project):
        loaded, script = script_of(visit.db, visit.house, held)
        words = loaded.catalogues.words(visit.person.language)
        there = lines(script, held.run, words, first)
        if there or held.script == "main":
            found.append(Said(held, listing(script, held.run, words, first), there))
        first += len(there)
    return tuple(found)


def _answers(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    said = _said(visit, loaded.project.slug) if loaded else ()
    if loaded is None or not said:
        visit.say(visit.words.t("You have told us nothing yet. Send /start to begin."))
        return
    words = visit.words_of(loaded)
    sent = (
        words.t("Sent. The team can read this, under a made-up name.")
        if said[0].held.sent_at
        else words.t("Not sent yet. Only you can see this.")
    )
    parts = [f"<b>{words.say(loaded.project.title)}</b>\n{sent}\n\n{said[0].listed}"]
    later = "\n".join(one.listed for one in said[1:])
    if later:
        parts.append(words.t("<b>Asked later, and sent as you answered:</b>") + f"\n{later}")
    for part in parts[:-1]:
        visit.say(part)
    story = any(line.node.endswith(USE) for one in said for line in one.lines)
    visit.say(parts[-1], _doors(visit, loaded.project.slug, story=story))
    for one in said:
        offer_again(visit, one.held)
    mine = tap(N_("What happened to mine?"), "do", "mine", loaded.project.slug, words=words)
    visit.say("\n".join(what_came_of_it(visit, loaded)), column([mine]))


def _doors(visit: Visit, project: str, *, story: bool) -> Keyboard:
    doors = [
        tap(N_("Change an answer"), "do", "change", project, words=visit.words),
        *([tap(USES, "do", "uses", project, words=visit.words)] if story else []),
        tap(N_("Ask the team"), "do", "ask", project, words=visit.words),
        tap(N_("It is about safety"), "do", "safety", project, words=visit.words),
        tap(N_("Delete"), "do", "delete", words=visit.words),
    ]
    return column([*doors, *elsewhere(visit)])


def _change(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    said = _said(visit, loaded.project.slug) if loaded else ()
    if loaded is None or not any(one.lines for one in said):
        visit.say(visit.words.t("There is no answer to change yet."), column(elsewhere(visit)))
        where_we_are(visit)
        return
    visit.begin_task("change", "number", project=loaded.project.slug)
    words = visit.words_of(loaded)
    listed = [one.listed for one in said if one.lines]
    title = f"<b>{words.say(loaded.project.title)}</b>\n" if len(visit.projects()) > 1 else ""
    for part in listed[:-1]:
        visit.say(title + part)
        title = ""
    visit.say(
        title
        + words.t("Which one do you want to change? Tap or type its number.")
        + f"\n\n{listed[-1]}",
        (*_numbers(said), *column(elsewhere(visit))),
    )


def _numbers(said: tuple[Said, ...]) -> Keyboard:
    """Return a button a line. It names the line by its place in its run, which does not move."""
    taps = [
        tap(str(line.number), "chg", one.held.run.id, place)
        for one in said
        for place, line in enumerate(one.lines, start=1)
    ][:_MOST_BUTTONS]
    starts = range(0, len(taps), MOST_IN_A_ROW)
    return tuple(tuple(taps[start : start + MOST_IN_A_ROW]) for start in starts)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    number = ascii_digits(came.text or "").strip()
    for one in _said(visit, str(task.data.get("project", ""))):
        for line in one.lines:
            if str(line.number) == number:
                _pick(visit, one.held, line)
                return
    _pick(visit, None, None)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    held = runs.get(visit.db, args[0]) if len(args) == 2 else None
    if held is None or held.participant != visit.person.id:
        return
    said = [one for one in _said(visit, held.project) if one.held.run.id == held.run.id]
    places = dict(enumerate(said[0].lines if said else (), start=1))
    line = places.get(int(args[1])) if args[1].isdecimal() else None
    if line is not None:
        visit.mark_tapped(f"✓ {line.number}")
    _pick(visit, held, line)


def _pick(visit: Visit, held: Held | None, line: Line | None) -> None:
    visit.end_task()
    if held is None or line is None:
        visit.say(visit.words.t("There is no answer with that number. Nothing has changed."))
        where_we_are(visit)
        return
    visit.be_in(held.project)
    resume(visit, held, Revisited(line.node))


COMMANDS = {"answers": _answers, "myanswers": _answers, "change": _change}
TAPS = {"chg": _tapped}
TASKS = {"change": _typed}
