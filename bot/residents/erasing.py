"""Two ways to leave: delete everything I said, or forget who I am and keep my words."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.residents.farewell import forget, leave_nothing
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import audit, concerns, participants, tasks
from storage.tasks import Task

_WAYS = (
    Option("all", N_("Delete everything")),
    Option("who", N_("Forget who I am")),
    Option("keep", N_("Keep it all"), (N_("No"),)),
)
_SURE = (Option("yes", N_("Yes, do it")), Option("no", N_("No, keep it")))


def _delete(visit: Visit, rest: str) -> None:
    visit.begin_task("delete", "way")
    note = ""
    if concerns.of_person(visit.db, visit.person.id):
        # safety: what deleting cannot undo
        note = "\n" + visit.words.t(
            "One thing stays: what was marked as about someone's safety is kept by the "
            "safeguarding contact, because someone may depend on it."
        )
    visit.say(
        # safety: before someone deletes
        visit.words.t(
            "There are two ways.\n"
            "<b>Delete everything</b>: all you said is gone, and who you are.\n"
            "<b>Forget who I am</b>: your words stay and count, but nobody can ever know they "
            "were yours, and we cannot write to you again.\n"
            "What is already on a phone or in an export is beyond our reach."
        )
        + note,
        column(tap(o.label, "del", o.key, words=visit.words) for o in _WAYS),
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    options = _WAYS if task.step == "way" else _SURE
    reading = match_option(came.text or "", options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _go(visit, task, reading.value[0])
    else:
        visit.say(visit.words.t("Nothing is deleted yet. Please tap a button, or type back."))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = tasks.current(visit.db, visit.person.id)
    if task is None or task.name != "delete" or not args:
        visit.toast = visit.words.plain(N_("Nothing was deleted. To delete, type: delete"))
        return
    visit.mark_tapped("✓")
    _go(visit, task, args[0])


def _go(visit: Visit, task: Task, chosen: str) -> None:
    if chosen in ("keep", "no"):
        visit.end_task()
        visit.say(visit.words.t("Nothing is deleted."))
        where_we_are(visit)
    elif chosen in ("all", "who") and task.step == "way":
        visit.begin_task("delete", "sure", way=chosen)
        visit.say(
            visit.words.t("Are you sure? This cannot be undone."),
            column(tap(o.label, "del", o.key, words=visit.words) for o in _SURE),
        )
    elif chosen == "yes" and task.step == "sure":
        _erase(visit, str(task.data["way"]))


def _erase(visit: Visit, way: str) -> None:
    """Do it, and leave one line that it was done: without a name, so that it can be shown."""
    for membership in participants.memberships(visit.db, visit.person.id):
        audit.add(
            visit.db,
            actor="resident",
            now=visit.now,
            project=membership.project,
            action="deleted everything" if way == "all" else "asked to be forgotten",
            subject=membership.pseudonym,
        )
    if way == "all":
        leave_nothing(
            visit,
            visit.words.t("Done. Everything you said is deleted, and who you are. Take care."),
        )
    else:
        forget(
            visit,
            visit.words.t(
                "Done. Your words stay, under the made-up name. Nobody can find out whose "
                "they were. Take care."
            ),
        )


COMMANDS = {"delete": _delete}
TAPS = {"del": _tapped}
TASKS = {"delete": _typed}
