"""Moving about a run: starting, going back, skipping, pausing, stopping, being reminded."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from conversations import events as happened
from conversations import inputs as given
from conversations.flow import Ask
from conversations.run import Answer
from conversations.turn import Turn

#: A silent person is reminded at most this often in a run, then left in peace.
REMINDERS = 2


def started(turn: Turn, wish: given.Started) -> None:
    """Put what is open once more; whoever had stopped or paused goes on."""
    ask = turn.open_question()
    if ask is None:
        turn.over()
        return
    since = turn.waited_since()
    if turn.run.status != "waiting" or since is not None:
        turn.emit(happened.RunResumed(since))
    turn.put_again(ask)


def went_back(turn: Turn, wish: given.WentBack) -> None:
    """Put the question before; from a change not yet confirmed, back to its own question."""
    ask = turn.wake()
    if ask is None:
        turn.over()
        return
    if turn.run.pending:
        changing = turn.ask(turn.run.pending.node)
        turn.drop_change()
        turn.prompt(changing, again=True)
        return
    way_here = takewhile(lambda node: node.key != ask.key, turn.way())
    before = [node for node in way_here if isinstance(node, Ask)]
    if before:
        turn.prompt(before[-1], again=True)
    else:
        turn.reject("first")


def skipped(turn: Turn, wish: given.Skipped) -> None:
    """Go on without an answer, or with the one there is."""
    ask = turn.wake()
    if ask is None:
        turn.over()
    elif turn.run.pending or ask.key in turn.run.answers:
        turn.drop_change()
        turn.advance()
    elif ask.optional:
        turn.take(ask, Answer(status="skipped"))
    else:
        turn.reject("needed")


def paused(turn: Turn, wish: given.Paused) -> None:
    """Ask nothing until they come back."""
    if turn.run.status == "ended":
        turn.over()
        return
    turn.drop_change()
    turn.run = replace(turn.run, status="paused")
    turn.emit(happened.RunPaused())


def stopped(turn: Turn, wish: given.Stopped) -> None:
    """End the run; only Started takes it up again."""
    if turn.run.status == "ended":
        return
    turn.drop_change()
    turn.run = replace(turn.run, status="ended", how="stopped")
    turn.emit(happened.RunEnded("stopped", turn.run.at))


def closed(turn: Turn, over: given.Closed) -> None:
    """End the run where it is, for good: its question is put no more."""
    if turn.run.status == "ended":
        return
    turn.drop_change()
    turn.run = replace(turn.run, status="ended", how="closed", at=None)
    turn.emit(happened.RunEnded("closed"))


def changed_language(turn: Turn, changed: given.ChangedLanguage) -> None:
    """Go on in another language, from the open question."""
    turn.run = replace(turn.run, language=changed.language)
    turn.emit(happened.LanguageChanged(changed.language))
    ask = turn.open_question()
    if ask is not None and turn.run.status == "waiting":
        turn.put_again(ask)


def timed_out(turn: Turn, timed_out: given.TimedOut) -> None:
    """Remind a silent person, gently and not for ever."""
    ask = turn.open_question()
    waiting = turn.run.status == "waiting" and timed_out.step == turn.run.step
    if ask is None or not waiting or turn.run.reminders >= REMINDERS:
        return
    count = turn.run.reminders + 1
    turn.run = replace(turn.run, reminders=count)
    turn.emit(happened.Reminded(count, last=count >= REMINDERS))
    turn.put_again(ask)


def postponed(turn: Turn, wish: given.Postponed) -> None:
    """Be asked again later, if a reminder is left; or not at all."""
    if turn.run.status == "ended":
        turn.over()
    elif wish.until is None:
        turn.run = replace(turn.run, reminders=REMINDERS)
        turn.emit(happened.RemindersEnded())
    elif turn.run.reminders < REMINDERS:
        turn.emit(happened.ReminderSet(wish.until))
    else:
        turn.reject("reminded")
