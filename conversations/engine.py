"""The engine: (script, run, input, now) → (run, events). Plain, total and repeatable.

Whatever arrives, in whatever order, a run is left waiting, paused or ended, and nothing that was
said is dropped without an event that keeps it. The engine decides; it never acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from conversations import events as happened
from conversations import inputs as given
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Ask, Script
from conversations.questions.base import Drafted, Reading, Unclear, Understood, Wanted
from conversations.questions.choice import NO, YES
from conversations.questions.choices import DONE, SeveralChoices
from conversations.questions.matching import match_option
from conversations.questions.own_words import OwnWords
from conversations.run import Answer, Run
from conversations.text import clean
from conversations.turn import Turn

#: Nobody reads a question and answers it in their own words faster than this: what comes sooner
#: was written before the question was seen, and belongs to the answer before.
QUICK = timedelta(seconds=2)

#: After this many tries that we could not read, the words are kept and the talk moves on.
TRIES = 2

#: So many words typed where a choice was asked are a remark, and stand beside the answer that
#: follows; fewer are more likely a slip.
REMARK = 3

#: A silent person is reminded at most this often, then left in peace.
REMINDERS = 2


def begin(
    script: Script,
    run_id: str,
    language: str,
    facts: Mapping[str, str],
    now: datetime,
    words: Words,
) -> tuple[Run, tuple[Event, ...]]:
    """Start a run of ``script`` and put its first question."""
    turn = Turn(script, Run(run_id, script.key, language, facts), now, words)
    turn.advance()
    return turn.result()


def resume(
    script: Script, run: Run, arrived: given.Input, now: datetime, words: Words
) -> tuple[Run, tuple[Event, ...]]:
    """Return the run after ``arrived``, and what happened. Never raises for anything a person does.

    ``words`` are those of the run's language: what is typed is read in it, or in English.
    """
    turn = Turn(script, run, now, words)
    _HANDLERS[type(arrived)](turn, arrived)
    return turn.result()


def _started(turn: Turn, started: given.Started) -> None:
    ask = turn.open_question()
    if ask is None or (turn.run.status == "ended" and turn.run.how != "stopped"):
        turn.reject("over")
        return
    if turn.run.status != "waiting":
        turn.emit(happened.RunResumed())
    turn.prompt(ask, again=True)


def _wake(turn: Turn) -> bool:
    """Resume a paused run when something comes; return whether the run takes input at all."""
    if turn.run.status == "paused":
        turn.run = replace(turn.run, status="waiting")
        turn.emit(happened.RunResumed())
    return turn.run.status == "waiting"


def _said(turn: Turn, said: given.Said) -> None:
    text = clean(said.text)
    ask = turn.open_question()
    if not _wake(turn) or ask is None:
        _keep(turn, None, text)
        turn.reject("over")
    elif turn.run.pending:
        _decide_change(turn, _yes_or_no(text, turn.words), text)
    else:
        reading = _read(turn, ask, text)
        if _came_too_soon(turn, said.sent_at, reading):
            _add_to_previous(turn, text, (), said.message)
        else:
            _apply(turn, ask, reading, text, said.message)


def _read(turn: Turn, ask: Ask, text: str) -> Reading:
    """Read what was typed; "done" typed is the Done button, with the options ticked so far."""
    question = ask.question
    if isinstance(question, SeveralChoices) and question.says_done(text, turn.words):
        return question.tap(DONE, turn.run.draft)
    return question.read(text, turn.words)


def _yes_or_no(text: str, words: Words) -> bool | None:
    reading = match_option(text, (YES, NO), words)
    return reading.value == (YES.key,) if isinstance(reading, Understood) else None


def _came_too_soon(turn: Turn, sent_at: datetime | None, reading: Reading | None) -> bool:
    """Say whether this was written before the open question was seen."""
    if sent_at is None or turn.run.asked_at is None or sent_at > turn.run.asked_at + QUICK:
        return False
    readable = isinstance(reading, Understood) and bool(reading.value)
    return not readable and _previous_is_own_words(turn)


def _previous_is_own_words(turn: Turn) -> bool:
    key = turn.run.previous
    ask = turn.script.find(key) if key else None
    if ask is None or key is None or not isinstance(ask.question, OwnWords):
        return False
    answer = turn.run.answers.get(key)
    return answer is not None and answer.status == "given" and key != turn.run.at


def _add_to_previous(turn: Turn, text: str, media: tuple[str, ...], message: int | None) -> None:
    ask = turn.script.find(turn.run.previous or "")
    assert ask is not None, "only called when the previous answer is in own words"
    old = turn.run.answers[ask.key]
    answer = replace(
        old,
        words=old.words + ((text,) if text else ()),
        media=old.media + media,
        messages=old.messages + ((message,) if message is not None else ()),
    )
    turn.commit(ask, answer, "added")


def _apply(turn: Turn, ask: Ask, reading: Reading, text: str, message: int | None) -> None:
    match reading:
        case Understood():
            sent_in = (message,) if message is not None else ()
            _answer(
                turn,
                ask,
                Answer(reading.value, reading.words, status=reading.status, messages=sent_in),
            )
        case Drafted():
            turn.run = replace(turn.run, draft=reading.draft)
            turn.emit(happened.DraftChanged(ask.key, turn.run.step, reading.draft))
        case Wanted(what="why"):
            turn.emit(happened.WhyShown(ask.key))
        case Wanted():
            turn.emit(happened.TeamAsked(ask.key))
        case _:
            _unclear(turn, ask, reading, text, message)


def _answer(turn: Turn, ask: Ask, answer: Answer) -> None:
    if turn.run.beside:
        answer = replace(answer, words=(*turn.run.beside, *answer.words))
    if turn.record(ask, answer):
        turn.advance()


def _unclear(turn: Turn, ask: Ask, reading: Unclear, text: str, message: int | None) -> None:
    tries = turn.run.tries + 1
    if text and ask.optional and tries >= TRIES:
        sent_in = (message,) if message is not None else ()
        _answer(turn, ask, Answer(words=(text,), status="kept", messages=sent_in))
        return
    remark = (text,) if len(text.split()) >= REMARK else ()
    turn.run = replace(turn.run, tries=tries, beside=(*turn.run.beside, *remark))
    _keep(turn, ask.key, text)
    turn.reject(reading.reason, reading.near)


def _keep(turn: Turn, node: str | None, text: str, media: tuple[str, ...] = ()) -> None:
    if text or media:
        turn.emit(happened.WordsKept(node, text, media))


def _tapped(turn: Turn, tapped: given.Tapped) -> None:
    ask = turn.open_question()
    if turn.run.status == "ended" or ask is None or tapped.step != turn.run.step:
        turn.reject("stale")
        return
    _wake(turn)
    if turn.run.pending:
        _decide_change(turn, {"yes": True, "no": False}.get(tapped.value), "")
        return
    reading = ask.question.tap(tapped.value, turn.run.draft)
    if isinstance(reading, Unclear):
        turn.reject(reading.reason, reading.near)
    else:
        _apply(turn, ask, reading, "", None)


def _decide_change(turn: Turn, yes: bool | None, text: str) -> None:
    """Act on the answer to "these would fall away: change it all the same?"."""
    pending = turn.run.pending
    assert pending is not None, "only called while a change waits"
    ask = turn.script.find(pending.node)
    assert ask is not None, "a change waits only for a question of this script"
    if yes is None:
        _keep(turn, ask.key, text)
        turn.run = replace(turn.run, step=turn.run.step + 1)
        turn.emit(happened.ChangeQuestioned(ask.key, pending.falls_away, turn.run.step))
        return
    if yes:
        turn.commit(ask, pending.answer)
    else:
        turn.run = replace(turn.run, pending=None)
        turn.emit(happened.ChangeDropped(ask.key))
    turn.advance()


def _drop_pending(turn: Turn) -> None:
    if turn.run.pending:
        turn.emit(happened.ChangeDropped(turn.run.pending.node))
        turn.run = replace(turn.run, pending=None)


def _sent_media(turn: Turn, sent: given.SentMedia) -> None:
    caption, media = clean(sent.caption), (sent.media,)
    ask = turn.open_question()
    if not _wake(turn) or ask is None:
        _keep(turn, None, caption, media)
        turn.reject("over")
        return
    own = isinstance(ask.question, OwnWords)
    if _previous_is_own_words(turn) and (not own or _came_too_soon(turn, sent.sent_at, None)):
        _add_to_previous(turn, caption, media, sent.message)
    elif ask.question.open and not turn.run.pending:
        sent_in = (sent.message,) if sent.message is not None else ()
        _answer(
            turn, ask, Answer(words=(caption,) if caption else (), media=media, messages=sent_in)
        )
    else:
        _keep(turn, ask.key, caption, media)
        turn.reject("words_only")


def _edited(turn: Turn, edited: given.Edited) -> None:
    """Take a message corrected on the phone as a correction of the answer it gave."""
    text = clean(edited.text)
    key = next((k for k, a in turn.run.answers.items() if edited.message in a.messages), None)
    ask = turn.script.find(key) if key else None
    if ask is None or turn.run.pending:
        _keep(turn, None, text)
        return
    old = turn.run.answers[ask.key]
    reading = ask.question.read(text, turn.words)
    if not isinstance(reading, Understood):
        _keep(turn, ask.key, text)
        turn.reject(reading.reason if isinstance(reading, Unclear) else "unclear")
        return
    answer = replace(
        old,
        value=reading.value,
        status=reading.status,
        words=_corrected(old, edited.message, text, reading.words),
    )
    if turn.record(ask, answer, "corrected"):
        _settle(turn)


def _corrected(old: Answer, message: int, text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Replace the words of one message where an answer came in several."""
    if len(old.messages) == len(old.words) > 1:
        at = old.messages.index(message)
        return (*old.words[:at], text, *old.words[at + 1 :])
    return words


def _settle(turn: Turn) -> None:
    """After a correction stay where we were, unless the way there has gone or grown."""
    at = turn.run.at
    if at is None or not turn.on_the_way(at):
        unanswered = any(
            isinstance(node, Ask) and node.key not in turn.run.answers for node in turn.way()
        )
        if at is not None or unanswered:
            turn.advance()


def _went_back(turn: Turn, wish: given.WentBack) -> None:
    if not _wake(turn):
        turn.reject("over")
        return
    _drop_pending(turn)
    way_here = takewhile(lambda node: node.key != turn.run.at, turn.way())
    before = [node for node in way_here if isinstance(node, Ask)]
    if before:
        turn.prompt(before[-1], again=True)
    else:
        turn.reject("first")


def _skipped(turn: Turn, wish: given.Skipped) -> None:
    ask = turn.open_question()
    if not _wake(turn) or ask is None:
        turn.reject("over")
        return
    _drop_pending(turn)
    if ask.key in turn.run.answers:
        turn.advance()
    elif ask.optional:
        _answer(turn, ask, Answer(status="skipped"))
    else:
        turn.reject("needed")


def _paused(turn: Turn, wish: given.Paused) -> None:
    if turn.run.status == "ended":
        turn.reject("over")
        return
    _drop_pending(turn)
    turn.run = replace(turn.run, status="paused")
    turn.emit(happened.RunPaused())


def _stopped(turn: Turn, wish: given.Stopped) -> None:
    if turn.run.status == "ended":
        return
    _drop_pending(turn)
    turn.run = replace(turn.run, status="ended", how="stopped")
    turn.emit(happened.RunEnded("stopped", turn.run.at))


def _revisited(turn: Turn, revisited: given.Revisited) -> None:
    ask = turn.script.find(revisited.node)
    if ask is None or ask.key not in turn.run.answers:
        turn.reject("stale")
        return
    _drop_pending(turn)
    turn.prompt(ask, again=True)


def _changed_language(turn: Turn, changed: given.ChangedLanguage) -> None:
    turn.run = replace(turn.run, language=changed.language)
    turn.emit(happened.LanguageChanged(changed.language))
    ask = turn.open_question()
    if ask is not None and turn.run.status == "waiting":
        turn.prompt(ask, again=True)


def _timed_out(turn: Turn, timed_out: given.TimedOut) -> None:
    ask = turn.open_question()
    waiting = turn.run.status == "waiting" and timed_out.step == turn.run.step
    if ask is None or not waiting or turn.run.reminders >= REMINDERS:
        return
    count = turn.run.reminders + 1
    turn.run = replace(turn.run, reminders=count)
    turn.emit(happened.Reminded(count))
    turn.prompt(ask, again=True)


#: What each kind of input does; a new kind is a function and a line here.
_HANDLERS: Mapping[type, Callable[[Turn, Any], None]] = {
    given.Started: _started,
    given.Said: _said,
    given.Tapped: _tapped,
    given.SentMedia: _sent_media,
    given.Edited: _edited,
    given.WentBack: _went_back,
    given.Skipped: _skipped,
    given.Paused: _paused,
    given.Stopped: _stopped,
    given.Revisited: _revisited,
    given.ChangedLanguage: _changed_language,
    given.TimedOut: _timed_out,
}
