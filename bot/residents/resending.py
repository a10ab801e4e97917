"""Files that never came through: their sender is told, and can send them again in their place."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.channels.base import Button, Incoming
from bot.house import House
from bot.residents.conversation import resume
from bot.residents.talking import hear, is_file, keep_file, where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.inputs import Resent
from storage import media, participants, runs
from storage.sqlite import Connection
from storage.tasks import Task

Why = Literal["gone", "too_big"]

_WHY = {
    "too_big": N_(
        "A file you sent is larger than 20 MB, and that is the most I can fetch. "
        "You can send a shorter or smaller one in its place."
    ),
    "gone": N_(
        "A file you sent did not come through, and Telegram no longer has it. "
        "You can send it again, in its place."
    ),
}
_AGAIN = N_("Send it again")


def never_came(db: Connection, house: House, file: str, why: Why, now: datetime) -> None:
    """Give a file up, and tell whoever sent it, once; one unit of work."""
    found = media.get(db, file)
    media.give_up(db, file, why)
    person = participants.get(db, found.participant) if found else None
    if person is not None and not person.stopped:
        visit = Visit(db, house, now, person)
        run = media.run_of(db, file)
        visit.say(visit.words.say(_WHY[why]), _button(visit, file) if run else ())


def offer_again(visit: Visit, held: runs.Held) -> None:
    """Say which files of a run did not come through, with a way to send them again."""
    failed = media.failed_of_run(visit.db, held.run.id)
    if failed:
        visit.say(
            visit.words.tn(
                "{n} file did not come through. You can send it again.",
                "{n} files did not come through. You can send them again, one by one.",
                len(failed),
            ),
            _button(visit, failed[0]),
        )


def _button(visit: Visit, file: str) -> tuple[tuple[Button, ...], ...]:
    return column([tap(_AGAIN, "again", file, words=visit.words)])


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = media.get(visit.db, args[0]) if len(args) == 1 else None
    mine = found is not None and found.participant == visit.person.id
    if not mine or media.run_of(visit.db, args[0]) is None:
        visit.toast = visit.words.plain(N_("That file is there now, or was taken back."))
        return
    visit.begin_task("again", "file", media=args[0])
    visit.say(visit.words.t("Please send the file now. To leave it, type: back"))


def _sent(visit: Visit, task: Task, came: Incoming) -> None:
    if not is_file(came.media):
        visit.say(visit.words.t("Please send the file now. To leave it, type: back"))
        return
    visit.end_task()
    old = str(task.data["media"])
    run = media.run_of(visit.db, old)
    held = runs.get(visit.db, run) if run else None
    if held is None:
        hear(visit, came)
        return
    resume(visit, held, Resent(keep_file(visit, came.media), old))
    offer_again(visit, held)
    where_we_are(visit)


TAPS = {"again": _tapped}
TASKS = {"again": _sent}
