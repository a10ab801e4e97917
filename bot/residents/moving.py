"""Moving about by word: back, skip, pause, stop, and the list of all there is."""

from __future__ import annotations

from bot.residents.aloud import SWITCHES
from bot.residents.conversation import end_quietly, go_on, resume
from bot.residents.farewell import forget_about
from bot.residents.recordings import switch
from bot.residents.reserved import IN_BETWEEN
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.inputs import Input, Paused, Skipped, Stopped, WentBack
from storage import outbox, outreach, participants, runs, staff, timers

_MENU: tuple[tuple[str, Phrase], ...] = (
    ("pause", N_("Pause")),
    ("answers", N_("My answers")),
    ("change", N_("Change an answer")),
    ("uses", N_("How my story may be used")),
    ("mine", N_("What happened to mine?")),
    ("mydetails", N_("My details")),
    ("better", N_("Did it get better?")),
    ("ask", N_("Ask the team")),
    ("readers", N_("Who reads this?")),
    ("language", N_("Language")),
    ("safe", N_("Get help now")),
    ("safety", N_("It is about safety")),
    ("privacy", N_("Privacy")),
    ("stop", N_("Stop")),
    ("delete", N_("Delete")),
)

#: After so many of them stands how to hear recordings, or no more: beside the language.
_FIRST = 8


def _move(visit: Visit, given: Input) -> None:
    held = visit.latest_run()
    if held is None and staff.posts(visit.db, visit.person.id):
        visit.command("desk")
        return
    if held is None:
        visit.say(visit.words.t("There is no conversation open. Send /start to see what there is."))
        return
    resume(visit, held, given)


def _back(visit: Visit, rest: str) -> None:
    """Back to the question before; whoever is in no conversation works with one: to the desk."""
    if visit.latest_run() is None and staff.posts(visit.db, visit.person.id):
        visit.command("desk")
    else:
        _move(visit, WentBack())


def _go(visit: Visit, rest: str) -> None:
    """Put the open question again; with none open, show what there is."""
    held = visit.latest_run()
    if held is not None and held.run.status != "ended":
        go_on(visit, held)
    else:
        visit.command("start")


def _skip(visit: Visit, rest: str) -> None:
    _move(visit, Skipped())


def _pause(visit: Visit, rest: str) -> None:
    _move(visit, Paused())


def _stop(visit: Visit, rest: str) -> None:
    """Stop means stop: at once, for all projects, also for what is already queued."""
    outbox.cancel_for(visit.db, visit.person.id, "said stop")
    timers.drop_for(visit.db, visit.person.id)
    outreach.cancel_person(visit.db, visit.person.id)
    participants.set_stopped(visit.db, visit.person.id, visit.now)
    told = forget_about(visit)
    held = visit.latest_run()
    if held is not None and held.run.status != "ended":
        for other in runs.open_of(visit.db, visit.person.id)[1:]:
            end_quietly(visit, other)
        resume(visit, held, Stopped())
    else:
        visit.say(
            visit.words.t(
                "Stopped. You will get no more messages from us. What you already sent stays, "
                "unless you delete it. To start again, send /start."
            ),
            column([tap(N_("Delete"), "do", "delete", words=visit.words)]),
        )
    if told:
        visit.say(visit.words.t("What you told us about yourself is deleted."))


def _more(visit: Visit, rest: str) -> None:
    menu = (*_MENU[:_FIRST], *switch(visit), *_MENU[_FIRST:])
    visit.say(
        visit.words.t("You can tap one of these, or type the word, at any time."),
        column(tap(label, "do", command, words=visit.words) for command, label in menu),
    )


def _do(visit: Visit, args: tuple[str, ...]) -> None:
    """A button that stands for a command."""
    commands = visit.house.rooms.commands
    if args and args[0] in ("start", "go", *SWITCHES, *dict(_MENU)):
        if args[0] not in IN_BETWEEN:
            visit.end_task()
        commands[args[0]](visit, args[1] if len(args) > 1 else "")


COMMANDS = {"go": _go, "back": _back, "skip": _skip, "pause": _pause, "stop": _stop, "more": _more}
TAPS = {"do": _do}
