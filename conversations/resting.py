"""What is said around a rest: that someone paused, came back, or is reminded."""

from __future__ import annotations

from conversations import events as happened
from conversations.catalogue import Words
from conversations.flow import Script
from conversations.layout import ENOUGH, GO_ON, HOUR, SEND_NOW, STOP, TOMORROW, Rows, column
from conversations.listing import lines
from conversations.run import Run


def paused(words: Words) -> tuple[str, Rows]:
    """Return what someone hears who paused."""
    text = words.t(
        "Paused. Nothing is lost: your place is kept for a year. Write anything, or tap Go on, "
        "when you are ready."
    )
    return text, column(words, GO_ON)


def welcome_back(event: happened.RunResumed, words: Words) -> str:
    """Return what someone hears who is back; after a long time, since when the question waits."""
    if event.since is None:
        return words.t("Welcome back. We go on where you stopped.")
    return words.t(
        "Welcome back. The question where you stopped has waited since {day}.",
        day=event.since.date(),
    )


def reminded(script: Script, run: Run, words: Words, *, last: bool) -> tuple[str, Rows]:
    """Return a reminder. It offers to send what there is and, unless ``last``, another one."""
    sendable = script.review and bool(lines(script, run, words))
    text = (
        words.t(
            "You have an unfinished conversation with us. Take your time: go on below, send what "
            "you have, or stop. /stop ends all messages."
        )
        if sendable
        else words.t(
            "We asked you something, and there is no hurry. You can answer below, or skip. "
            "/stop ends all messages."
        )
    )
    more = (
        words.t("This is my last reminder.") if last else words.t("Shall I remind you once more?")
    )
    again = (STOP,) if last else (HOUR, TOMORROW, ENOUGH)
    send = (SEND_NOW,) if sendable else ()
    return f"{text}\n{more}", column(words, *again, *send)


def no_more(words: Words) -> str:
    """Return what someone hears who wants no more reminders."""
    return words.t("All right, no more reminders. Write anything, any time, to go on.")
