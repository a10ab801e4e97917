"""Hours and expenses as a CSV file: a peer's own, or a whole project's for its officers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from bot.exports.csv_files import harmless
from conversations.catalogue import N_, Words
from storage import timesheet
from storage.sqlite import Connection
from storage.timesheet import Kind, Line

_COLUMNS = ("day", "hours", "pounds", "what", "receipt")


def amount_of(kind: Kind, amount: int, words: Words) -> str:
    """Return hours and minutes, or pounds, as they are said."""
    if kind == "pence":
        return f"£{amount // 100}.{amount % 100:02}"
    hours, minutes = divmod(amount, 60)
    said = (
        words.plain(N_("{n} h", n=str(hours))) if hours or not minutes else "",
        words.plain(N_("{n} min", n=str(minutes))) if minutes else "",
    )
    return " ".join(one for one in said if one)


def wanted(project: str, participant: str) -> dict[str, Any]:
    """Return a file of someone's own lines as the outbox keeps it."""
    return {"project": project, "participant": participant}


def of_kept(db: Connection, kept: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the lines of a file in the outbox, as they are now."""
    return timesheet.own(db, str(kept["participant"]), str(kept["project"]))


def written(lines: Iterable[Line]) -> bytes:
    """Return someone's lines as CSV."""
    return _csv(_COLUMNS, (_cells(line) for line in lines))


def written_for_all(lines: Iterable[tuple[Line, str | None]], files: Mapping[str, str]) -> bytes:
    """Return a project's lines as CSV, by person; ``files`` names each receipt's file."""
    numbers: dict[str, int] = {}
    rows = []
    for line, name in lines:
        number = numbers.setdefault(line.participant, len(numbers) + 1)
        cells = _cells(line)
        cells[-1] = files.get(line.receipt or "", "")
        rows.append([name or f"Team member {number}", *cells])
    return _csv(("who", *_COLUMNS), rows)


def _cells(line: Line) -> list[str]:
    hundredths = Decimal(line.amount) / (60 if line.kind == "minutes" else 100)
    amount = f"{hundredths:.2f}"
    return [
        line.day.isoformat(),
        amount if line.kind == "minutes" else "",
        amount if line.kind == "pence" else "",
        line.what,
        "yes" if line.receipt else "",
    ]


def _csv(head: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
