"""My answers: what someone told us, changing any of it, and what came of it."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.outreach.results import what_came_of_it
from bot.residents.conversation import resume
from bot.residents.talking import where_we_are
from bot.scripts import script_of
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.inputs import Revisited
from conversations.listing import Line, lines, listing
from conversations.text import ascii_digits
from storage import runs
from storage.tasks import Task


def _mine(visit: Visit, slug: str = "") -> runs.Held | None:
    """Return the run whose answers are meant: the project's own, not a prompt's."""
    latest = visit.latest_run()
    project = slug or (latest.project if latest else "")
    return runs.main_of(visit.db, visit.person.id, project) or latest


def _answers(visit: Visit, rest: str) -> None:
    held = _mine(visit, rest)
    if held is None:
        visit.say(visit.words.t("You have told us nothing yet. Send /start to begin."))
        return
    loaded, script = script_of(visit.db, visit.house, held)
    words = loaded.catalogues.words(visit.person.language)
    sent = (
        words.t("Sent. The team can read this, under a made-up name.")
        if held.sent_at
        else words.t("Not sent yet. Only you can see this.")
    )
    visit.say(
        f"<b>{words.say(loaded.project.title)}</b>\n{sent}\n\n{listing(script, held.run, words)}",
        column(
            [
                tap(N_("Change an answer"), "do", "change", words=words),
                tap(N_("Ask the team"), "do", "ask", words=words),
                tap(N_("Delete"), "do", "delete", words=words),
            ]
        ),
    )
    for text in what_came_of_it(visit, loaded):
        visit.say(text)


def _change(visit: Visit, rest: str) -> None:
    held = _mine(visit)
    listed = _listed(visit, held) if held else ()
    if held is None or not listed:
        visit.say(visit.words.t("There is no answer to change yet."))
        where_we_are(visit)
        return
    if rest:
        _pick(visit, held, listed, rest)
        return
    visit.begin_task("change", "number", run=held.run.id)
    loaded, script = script_of(visit.db, visit.house, held)
    words = loaded.catalogues.words(visit.person.language)
    visit.say(
        words.t("Which one do you want to change? Tap or type its number.")
        + f"\n\n{listing(script, held.run, words)}",
        (
            tuple(tap(str(line.number), "chg", held.run.id, line.number) for line in listed[:8]),
            *(
                tuple(tap(str(line.number), "chg", held.run.id, line.number) for line in row)
                for row in (listed[8:16], listed[16:24])
                if row
            ),
        ),
    )


def _listed(visit: Visit, held: runs.Held) -> tuple[Line, ...]:
    loaded, script = script_of(visit.db, visit.house, held)
    return lines(script, held.run, loaded.catalogues.words(visit.person.language))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    held = runs.get(visit.db, str(task.data.get("run", "")))
    if held is None:
        visit.end_task()
        return
    _pick(visit, held, _listed(visit, held), came.text or "")


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    held = runs.get(visit.db, args[0]) if len(args) == 2 else None
    if held is not None and held.participant == visit.person.id:
        visit.mark_tapped(f"✓ {args[1]}")
        _pick(visit, held, _listed(visit, held), args[1])


def _pick(visit: Visit, held: runs.Held, listed: tuple[Line, ...], said: str) -> None:
    number = ascii_digits(said).strip()
    node = next((line.node for line in listed if str(line.number) == number), None)
    visit.end_task()
    if node is None:
        visit.say(visit.words.t("There is no answer with that number. Nothing has changed."))
        where_we_are(visit)
        return
    resume(visit, held, Revisited(node))


COMMANDS = {"answers": _answers, "myanswers": _answers, "change": _change}
TAPS = {"chg": _tapped}
TASKS = {"change": _typed}
