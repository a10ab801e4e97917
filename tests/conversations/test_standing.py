"""How a promise stands on a day, and how a list tells it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.catalogue import Words
from conversations.standing import Standing, lines, stands

DUE = date(2027, 4, 1)
EN = Words()


@pytest.mark.parametrize(
    ("today", "said", "said_on", "expected"),
    [
        (0, None, None, ("coming", 0)),
        (1, None, None, ("late", 1)),
        (12, "in_hand", 3, ("late", 12)),
        (-5, "in_hand", -6, ("coming", 0)),
        (40, "kept", -2, ("kept", 0)),
        (40, "kept", 9, ("kept", 9)),
        (40, "part", 9, ("part", 9)),
        (40, "not_kept", 9, ("not_kept", 0)),
    ],
)
def test_a_promise_is_late_from_the_day_after_until_the_team_says_what_became_of_it(
    today: int, said: str | None, said_on: int | None, expected: tuple[str, int]
) -> None:
    on = None if said_on is None else DUE + timedelta(days=said_on)
    assert stands(DUE, DUE + timedelta(days=today), said, on) == expected


def told(**of: object) -> str:
    usual = {"kind": "change", "what": "Open daily", "due_on": DUE, "stands": "coming", "days": 0}
    standing = Standing(**{**usual, **of})  # type: ignore[arg-type]  # what a test names
    shown = "\n".join(EN.plain(line) for line in lines(standing, "en"))
    return shown.replace("<b>", "").replace("</b>", "")


def test_a_list_tells_how_it_stands_what_was_promised_and_why() -> None:
    assert told() == "Still to come.\nPromised by 1 April 2027: Open daily"
    assert told(stands="late", days=3) == (
        "Late. Days late: 3.\nPromised by 1 April 2027: Open daily\nNobody has said why yet."
    )
    late = told(stands="late", days=3, reason="No key", expected_on=date(2027, 5, 1), language="en")
    assert late.endswith("Why: No key\nIt is now expected by 1 May 2027.")


def test_what_the_team_says_is_told_as_the_teams_word() -> None:
    assert told(stands="kept").startswith("Kept, the team says.\n")
    assert told(stands="kept", days=9).startswith("Kept, the team says. Days late: 9.")
    assert told(stands="part").startswith("Kept in part, the team says.")
    gone = told(stands="not_kept", reason="No money", language="pl", expected_on=DUE)
    assert gone.startswith("Will not be, the team says.")
    # What will not be is expected on no day; and a reason in another language says so.
    assert "expected" not in gone
    assert "(The team wrote this in Polski.)" in gone


def test_a_date_agreed_at_the_start_has_a_sentence_of_its_own() -> None:
    assert told(kind="report", what="", stands="kept").startswith(
        "Kept.\nPromised by 1 April 2027: You hear what was decided, and why."
    )
    assert "We read everything that was sent." in told(kind="read", what="")
