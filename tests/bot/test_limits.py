"""How fast we may send, on a clock that stands where the test puts it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.limits import SendLimits

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)


#: Where what one chat may have is looked at, and not all of them together.
SWIFT = 10_000


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_chat_may_have_a_burst_and_then_one_a_second() -> None:
    limits = SendLimits(per_second=SWIFT)
    assert [limits.wait_seconds(1, NOON) for _ in range(20)] == [0] * 20
    assert limits.wait_seconds(1, NOON) == 1
    assert limits.wait_seconds(1, after(0.25)) == 0.75
    assert limits.wait_seconds(1, after(1)) == 0
    assert limits.wait_seconds(1, after(1)) == 1


def test_one_busy_chat_does_not_hold_up_another() -> None:
    limits = SendLimits(per_second=SWIFT)
    for _ in range(20):
        limits.wait_seconds(1, NOON)
    assert limits.wait_seconds(1, NOON) > 0
    assert limits.wait_seconds(2, NOON) == 0


def test_thirty_a_second_over_all() -> None:
    limits = SendLimits()
    now, sent = NOON, []
    for chat in range(90):
        now += timedelta(seconds=limits.peek_seconds(chat, now))
        assert limits.wait_seconds(chat, now) == 0
        sent.append((now - NOON).total_seconds())
    assert sent[9] == 0, "ten may go at once"
    assert 0.033 < sent[10] < 0.034, "the others one after the other"
    assert 2.6 < sent[89] <= 3, "and not more slowly than thirty a second"


def test_twenty_a_minute_in_a_group() -> None:
    limits = SendLimits(per_second=SWIFT)
    waits = [limits.wait_seconds(-5, after(second), group=True) for second in range(20)]
    assert waits == [0] * 20
    assert limits.wait_seconds(-5, after(20), group=True) == 40
    assert limits.wait_seconds(-5, after(60), group=True) == 0


def test_peeking_counts_nothing() -> None:
    limits = SendLimits(per_second=SWIFT)
    assert [limits.peek_seconds(1, NOON) for _ in range(100)] == [0] * 100
    assert len(limits) == 0
    assert [limits.wait_seconds(1, NOON) for _ in range(20)] == [0] * 20
    assert limits.peek_seconds(1, NOON) == limits.wait_seconds(1, NOON) == 1


def test_a_pause_holds_everyone_and_is_never_shortened() -> None:
    limits = SendLimits()
    limits.pause_until(after(30))
    limits.pause_until(after(3))
    assert limits.wait_seconds(1, after(10)) == 20
    assert limits.wait_seconds(2, after(29)) == 1
    assert limits.wait_seconds(2, after(30)) == 0


def test_quiet_chats_are_forgotten() -> None:
    limits = SendLimits(per_second=10_000)
    for chat in range(5000):
        now = after(chat / 10)
        assert limits.wait_seconds(chat, now, group=chat % 2 == 0) == 0
    assert len(limits) <= 1300


def test_a_clock_set_back_silences_nobody_for_long() -> None:
    limits = SendLimits(per_second=SWIFT)
    for _ in range(20):
        limits.wait_seconds(1, after(86_400))
        limits.wait_seconds(-1, after(86_400), group=True)
    assert limits.wait_seconds(1, NOON) <= 20
    assert limits.wait_seconds(-1, NOON, group=True) <= 60


@pytest.mark.parametrize("group", [False, True])
def test_who_waits_as_told_may_send(group: bool) -> None:
    limits = SendLimits(per_second=SWIFT)
    now, sent = NOON, 0
    while sent < 60:
        wait = limits.wait_seconds(9, now, group=group)
        if wait:
            now += timedelta(seconds=wait)
            assert limits.peek_seconds(9, now, group=group) == 0
        else:
            sent += 1
    assert now - NOON == timedelta(seconds=120 if group else 40)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 700)), max_size=300))
def test_no_stretch_ever_has_more_than_thirty_a_second_and_ten(
    asked: list[tuple[int, int]],
) -> None:
    limits = SendLimits()
    now, sent = NOON, []
    for chat, milliseconds in asked:
        now += timedelta(milliseconds=milliseconds // 10)
        if limits.wait_seconds(chat, now) == 0:
            sent.append(now)
    for seconds in (1, 2, 5):
        most = 10 + 30 * seconds
        for first, later in zip(sent, sent[most:], strict=False):
            assert later - first >= timedelta(seconds=seconds) * 0.999
