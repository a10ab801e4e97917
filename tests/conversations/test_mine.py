"""What happened to mine: where a thing stands, how far it came, and what happens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from conversations.catalogue import Words
from conversations.mine import STANDS, Ahead, Came, Theme, Where, following, steps, where

EN = Words()
ON = date(2027, 1, 4)
AHEAD = Ahead(
    today=date(2027, 1, 10),
    read_by=date(2027, 2, 3),
    report_by=date(2027, 3, 5),
    asked_on=date(2027, 4, 4),
    decided=False,
    may_write=True,
)


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ("", "unsent"),
        ("told", "unsent"),
        ("sent", "counted"),
        ("sent decided", "counted"),
        ("sent told", "received"),
        ("sent told decided", "received"),
        ("sent told read", "read"),
        ("sent told read grouped", "grouped"),
        ("sent told read decided", "apart"),
        ("sent told read grouped decided", "apart"),
        ("sent told read rests decided", "decided"),
        ("sent rests decided", "decided"),
        ("sent told withheld", "withheld"),
        ("sent told withheld rests decided", "withheld"),
    ],
)
def test_a_thing_stands_where_it_stands(facts: str, stands: Where) -> None:
    true = facts.split()
    names = ("sent", "told", "withheld", "read", "grouped", "rests", "decided")
    assert where(**{name: name in true for name in names}) == stands


def test_whatever_became_of_a_thing_it_stands_somewhere() -> None:
    names = ("sent", "told", "withheld", "read", "grouped", "rests", "decided")
    for values in product((False, True), repeat=len(names)):
        assert where(**dict(zip(names, values, strict=True))) in STANDS


def say(phrases: object) -> str:
    lines = [EN.plain(one) for one in phrases]  # type: ignore[attr-defined]  # phrases, each way
    return "\n".join(lines)


def came(stands: Where, *others: int) -> str:
    themes = tuple(Theme("Nights", n) for n in others)
    read = ON if stands in ("read", "grouped", "apart", "decided") else None
    return say(steps(Came(stands, ON, ON, read, themes), small=5))


def test_how_far_it_came_is_told_step_by_step() -> None:
    assert came("unsent") == "It is not sent yet. Only you can see it."
    assert came("withheld") == "You said that nobody may use it. The team does not see it."
    assert came("received") == "Received on 4 January 2027.\nNobody has read it yet."
    assert came("read") == "Received on 4 January 2027.\nRead by the team on 4 January 2027."
    assert came("counted").endswith("Counted together with what everyone tapped.")
    assert came("apart").endswith("You can ask the team why.")
    assert say(steps(Came("received", ON), 5)) == "Nobody has read it yet."


def test_a_small_number_of_others_is_not_told_exactly() -> None:
    assert came("grouped", 0).endswith("Put under “Nights”. Nobody else is there so far.")
    assert came("grouped", 4).endswith("together with fewer than 5 other people.")
    assert came("grouped", 5).endswith("together with 5 other people.")
    assert "4 other" not in came("grouped", 4)


def follows(*stands: Where, ahead: Ahead = AHEAD, said_on: date = ON) -> str:
    return say(following([Came(one, said_on) for one in stands], ahead))


READ_BY = "We read everything by 3 February 2027."
REPORT_BY = "You hear what is decided, and why, by 5 March 2027."
AGAIN = "On 4 April 2027 we ask you again if it got better."


@pytest.mark.parametrize(
    ("stands", "lines"),
    [
        ("unsent", "To go on, and to send it, send /start"),
        ("withheld", "You can let it be read any time. Type: my story"),
        ("received", f"{READ_BY}\n{REPORT_BY}\n{AGAIN}"),
        ("read", f"{REPORT_BY}\n{AGAIN}"),
        ("counted", f"{REPORT_BY}\n{AGAIN}"),
        ("apart", AGAIN),
        ("decided", AGAIN),
        ("answered", AGAIN),
    ],
)
def test_what_happens_next_is_said_with_its_day(stands: Where, lines: str) -> None:
    assert follows(stands) == lines


def test_of_several_things_each_step_is_said_once() -> None:
    assert follows("read", "received", "received") == f"{READ_BY}\n{REPORT_BY}\n{AGAIN}"


def test_what_is_late_is_called_late() -> None:
    late = replace(AHEAD, today=date(2027, 3, 6), asked_on=None)
    assert follows("received", ahead=late) == (
        "We said we read everything by 3 February 2027. We are late with this.\n"
        "You should have heard what is decided by 5 March 2027. We are late."
    )
    assert follows("decided", ahead=late) == ""


def test_for_what_came_after_the_day_no_day_is_promised() -> None:
    after = follows("received", ahead=replace(AHEAD, decided=True), said_on=date(2027, 2, 4))
    assert after == f"The team reads it as soon as it can.\n{AGAIN}"


def test_who_is_not_to_be_written_to_is_told_to_look_here() -> None:
    told = follows("decided", ahead=replace(AHEAD, may_write=False))
    assert told == "You said that we may not write to you. You can look here any time."
