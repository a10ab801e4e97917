"""Questions answered with an amount: a number, a date, an age."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import cast

from conversations.questions.ages import Ages
from conversations.questions.day import Bound, Day
from conversations.questions.finding_days import Exact
from conversations.questions.number import Number
from conversations.reading.given import Given
from conversations.reading.yamlfile import Plain, Tree

#: An age at which a band may begin: nobody is older than the oldest person known (122).
OLDEST = 122

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")
_RELATIVE = re.compile(r"today(?: *([+-]) *([0-9]{1,5}))?")


def number(given: Given) -> Number:
    """Read a “number” question."""
    reader, table = given.reader, given.table
    least, most = _decimal(given, "least"), _decimal(given, "most")
    if least is not None and most is not None and least > most:
        reader.problem(
            table.entries["most"].place,
            "least-most",
            f"“most” ({most}) is smaller than “least” ({least}): nobody could answer.",
        )
    return Number(
        given.text,
        least,
        most,
        decimals=reader.number(table, "decimals", 0, 4, 0),
        unit=reader.text(table, "unit", given.path, "part") or None,
        wrong=reader.text(table, "wrong", given.path, "message") or None,
    )


def _decimal(given: Given, key: str) -> Decimal | None:
    tree = given.table.entries.get(key)
    if tree is None:
        return None
    if isinstance(tree, Plain) and _DECIMAL.fullmatch(tree.value.strip()):
        return Decimal(tree.value.strip())
    given.reader.problem(
        tree.place, "number", f"“{key}” has to be a number, like 3 or 2.5, without a unit."
    )
    return None


def day(given: Given) -> Day:
    """Read a “date” question."""
    reader, table = given.reader, given.table
    earliest, latest = _bound(given, "earliest"), _bound(given, "latest")
    if _never(earliest, latest):
        reader.problem(
            table.entries["latest"].place,
            "least-most",
            "“latest” lies before “earliest”: nobody could answer.",
        )
    exact = reader.one_of(table, "exact", ("day", "month", "year"), "day")
    return Day(
        given.text,
        reader.zone,
        cast("Exact", exact),
        earliest,
        latest,
        wrong=reader.text(table, "wrong", given.path, "message") or None,
    )


def _never(earliest: Bound | None, latest: Bound | None) -> bool:
    if earliest is None or latest is None:
        return False
    if earliest.day and latest.day:
        return latest.day < earliest.day
    return not (earliest.day or latest.day) and latest.days < earliest.days


def _bound(given: Given, key: str) -> Bound | None:
    tree = given.table.entries.get(key)
    if tree is None:
        return None
    bound = _bound_in(tree)
    if bound is None:
        given.reader.problem(
            tree.place,
            "date",
            f"“{key}” has to be a day like 2027-05-03, or “today”, or so many days from today: "
            "today+30, today-30.",
        )
    return bound


def _bound_in(tree: Tree) -> Bound | None:
    said = tree.value.strip() if isinstance(tree, Plain) else ""
    relative = _RELATIVE.fullmatch(said)
    if relative:
        return Bound(days=int(f"{relative[1] or ''}{relative[2] or 0}"))
    try:
        return Bound(date.fromisoformat(said)) if len(said) == len("2027-05-03") else None
    except ValueError:
        return None


def ages(given: Given) -> Ages:
    """Read an “ages” question: the ages at which a band begins."""
    reader, table = given.reader, given.table
    values = reader.values(table, "bands") if "bands" in table.entries else USUAL_BANDS
    bands = tuple(int(v) for v in values if re.fullmatch(r"[0-9]{1,3}", v))
    rising = all(low < high for low, high in pairwise(bands))
    if len(bands) < len(values) or len(bands) < 2 or not rising or bands[-1] > OLDEST:
        reader.problem(
            table.entries["bands"].place,
            "bands",
            "“bands” has to be a list of at least two ages at which a band begins, rising: "
            "[16, 25, 35, 50, 65].",
        )
        return Ages(given.text, (16, 25))
    return Ages(given.text, bands)


#: Where an author names none: the bands most public bodies in Britain report in.
USUAL_BANDS = ("16", "25", "35", "45", "55", "65", "75")
