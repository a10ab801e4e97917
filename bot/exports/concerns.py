"""The safeguarding record of a project: each concern's history, a line for each thing that was."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.exports.csv_files import harmless
from bot.house import House
from storage import audit, concerns, staff
from storage.concerns import Happened
from storage.sqlite import Connection

_COLUMNS = ("concern", "made-up name", "at", "what", "by", "to", "words")

_WHAT = {
    "told": "contacts told",
    "chased": "contacts told again",
    "officers": "officers told that something waits, without its words",
    "seen": "seen",
    "noted": "what was done",
    "handed": "handed over",
    "outside": "handed over outside",
    "looked": "found out who it is, because",
}
#: What the clock does.
_BY_ITSELF = ("told", "chased", "officers")
_LEFT = "someone who has left"
_MARKED = {
    "resident": "marked by the person",
    "lead": "marked by a peer lead",
    "contact": "marked by a safeguarding contact",
}


def record(db: Connection, house: House, project: str) -> bytes:
    """Return the record as CSV; rehearsals are not in it, and nobody's Telegram account is."""
    called = {
        one.participant: one.name or f"safeguarding contact {one.number}"
        for one in staff.named(db, project, "safeguarding")
    }
    zone = ZoneInfo(house.timezone)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for number, one in enumerate(concerns.of_project(db, project), start=1):
        rows = [(one.marked_at, _MARKED[one.marked_by], "", "", one.words)]
        rows += [
            (step.at, _WHAT[step.what], *_who(called, step), step.words or "")
            for step in concerns.history(db, one.id)
        ]
        for at, *cells in rows:
            when = f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
            line = (str(number), one.pseudonym, when, *cells)
            writer.writerow([harmless(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _who(called: Mapping[str, str], step: Happened) -> tuple[str, str]:
    """Return who did it, and whom it went to; what happens by itself nobody did."""
    by = "" if step.what in _BY_ITSELF else called.get(step.by or "", _LEFT)
    return by, called.get(step.other or "", _LEFT) if step.what == "handed" else ""


def noted(db: Connection, project: str, reason: str, now: datetime) -> None:
    """Write down that the record left, and why."""
    audit.add(
        db,
        actor="the command line",
        action="exported the safeguarding record",
        now=now,
        project=project,
        reason=reason,
    )
