"""When people are asked again, as an author writes it: “check_backs”, or the days of “dates”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from conversations.problems import did_you_mean, listed
from conversations.reading.reader import Reader
from conversations.reading.shapes import CHECK_BACKS
from conversations.reading.yamlfile import Plain, Table, Tree
from conversations.schedules import FROM, USUAL, From, Schedule, Step, read_step

#: Two check-backs closer together than this could not tell apart what changed between them.
_APART = 7

#: A day to count from lies in one of these years.
_YEARS = range(2000, 2201)

#: So many check-backs at most.
_MOST = 12


def read_schedule(reader: Reader, table: Table, report_back: int, keep_months: int) -> Schedule:
    """Return when people are asked again in the project that ``table`` describes."""
    dates = table.entries.get("dates")
    short = dates if isinstance(dates, Table) and "check_back" in dates.entries else None
    if "check_backs" not in table.entries:
        return _short(reader, short)
    if short is not None:
        reader.problem(
            short.places["check_back"],
            "check-backs",
            "“check_backs” says when people are asked again, so “check_back” has nothing left to "
            "say. Keep one of them.",
        )
    described = reader.table(table.entries["check_backs"], CHECK_BACKS)
    start, steps = _start(reader, described), _steps(reader, described)
    if not steps:
        return replace(USUAL, start=start)
    schedule = Schedule(start, steps)
    _check(reader, described, schedule, report_back, keep_months)
    return schedule


def _short(reader: Reader, dates: Table | None) -> Schedule:
    """Return once, so many days after the decision as “dates” says."""
    if dates is None:
        return USUAL
    usual = USUAL.steps[0].number
    return Schedule("decision", (Step(reader.number(dates, "check_back", 1, 730, usual), "day"),))


def _start(reader: Reader, table: Table) -> From | date:
    said = reader.word(table, "from")
    for known in FROM:
        if said == known:
            return known
    day = _day(said)
    if day is not None:
        return day
    if said:
        reader.problem(
            table.entries["from"].place,
            "check-backs",
            f"“from” has to be one of {listed(FROM)}, or a day like 2027-04-01, not “{said}”."
            f"{did_you_mean(said, FROM)}",
        )
    return "decision"


def _day(said: str) -> date | None:
    """Return a day of our time, or ``None``: the calendar ends with the year 9999."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _steps(reader: Reader, table: Table) -> tuple[Step, ...]:
    said = table.entries.get("after")
    trees: Sequence[Tree] = (said,) if isinstance(said, Plain) else reader.items(table, "after")
    steps = []
    for tree in trees:
        step = read_step(tree.value) if isinstance(tree, Plain) else None
        if step is None:
            said_so = f"“{tree.value}”" if isinstance(tree, Plain) else "This"
            reader.problem(
                tree.place,
                "check-backs",
                f"{said_so} is no length of time. Write each one like 90 days, 2 weeks or 1 month.",
            )
        else:
            steps.append(step)
            reader.places[f"check_backs.after.{len(steps)}"] = tree.place
    if said is not None and not 1 <= len(trees) <= _MOST:
        reader.problem(
            said.place,
            "check-backs",
            f"“after” has to hold at least one check-back, and {_MOST} at most.",
        )
    return tuple(steps)


def _check(
    reader: Reader, table: Table, schedule: Schedule, report_back: int, keep_months: int
) -> None:
    """Note what cannot be: out of order, before people have heard, or when answers are gone."""
    for number, (before, step) in enumerate(pairwise(schedule.steps), start=2):
        if step.roughly < before.roughly + _APART:
            reader.problem(
                reader.places[f"check_backs.after.{number}"],
                "check-backs",
                f"“{step}” has to lie at least {_APART} days behind the one before it "
                f"(“{before}”): all are counted from the start, the soonest first.",
            )
    first, last = schedule.steps[0], schedule.steps[-1]
    place = table.entries["after"].place
    if schedule.start == "published" and first.roughly < report_back:
        reader.problem(
            place,
            "check-backs",
            f"{first} after publication you would ask if it got better, before people hear what "
            f"was decided ({report_back} days). Ask later, or count from the decision.",
        )
    if last.roughly > Step(keep_months, "month").roughly:
        reader.problem(
            place,
            "check-backs",
            f"After {last} you would ask again, and answers are kept for {keep_months} months: "
            "there would be nothing left to compare with. Ask sooner, or raise “keep_months”.",
        )
