"""Hearing what someone says, taps or sends at the open question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from conversations import events as happened
from conversations import inputs as given
from conversations.catalogue import Words
from conversations.correcting import decide
from conversations.events import How
from conversations.flow import Ask
from conversations.questions.base import Drafted, Reading, Unclear, Understood, Wanted
from conversations.questions.card import Card
from conversations.questions.choice import NO, YES
from conversations.questions.matching import match_option
from conversations.questions.ticking import DONE, Ticking
from conversations.run import NO_MESSAGE, Answer
from conversations.text import clean
from conversations.turn import Turn

#: Nobody reads a question and answers it in their own words faster than this: what comes sooner
#: was written before the question was seen, and belongs to the answer before.
QUICK = timedelta(seconds=2)

#: After this many tries that we could not read, the words are kept and the talk moves on; where an
#: answer is needed, we say it differently.
TRIES = 2

#: So many words typed where a choice was asked are a remark, and stand beside the answer that
#: follows; fewer are more likely a slip, or a greeting.
REMARK = 3


def said(turn: Turn, said: given.Said) -> None:
    """Take what was typed: as an answer, a choice, a remark, or words to keep."""
    text = clean(said.text)
    left_alone = turn.left_alone()
    ask = turn.wake()
    if ask is None:
        if came_too_soon(turn, said.sent_at):
            add_to_previous(turn, heard(text, (), said.message))
        else:
            turn.over(text)
    elif turn.run.pending:
        decided(turn, _yes_or_no(text, turn.words), text, ())
    else:
        reading = _read(turn, ask, text)
        if left_alone and _only_says_hello(ask, reading, text):
            _remark(turn, ask, text, said.message)
            turn.put_again(ask)
        elif came_too_soon(turn, said.sent_at, reading):
            add_to_previous(turn, heard(text, (), said.message))
        else:
            _apply(turn, ask, reading, text, said.message)


def _read(turn: Turn, ask: Ask, text: str) -> Reading:
    """Read what was typed, together with the options ticked so far."""
    question, draft = ask.question, turn.run.draft
    reading = ask.read(text, turn.words)
    if not isinstance(question, Ticking):
        return reading
    if isinstance(reading, Understood) and reading.status != "given":
        return reading
    if question.says_done(text, turn.words):
        return question.tap(DONE, draft)
    answered = turn.run.answers.get(ask.key)
    ticked_now = answered is None or draft != answered.value
    return question.together(reading, draft) if ticked_now else reading


def _only_says_hello(ask: Ask, reading: Reading, text: str) -> bool:
    """Say whether someone who had been away only wrote to go on, as we told them to."""
    if isinstance(reading, Unclear):
        return True
    if not isinstance(reading, Understood) or not reading.words or reading.status != "given":
        return False
    nothing_chosen = isinstance(ask.question, Card) or not reading.value
    return nothing_chosen and not _is_remark(text)


def _is_remark(text: str) -> bool:
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return len(words) >= REMARK


def _yes_or_no(text: str, words: Words) -> bool | None:
    reading = match_option(text, (YES, NO), words)
    return reading.value == (YES.key,) if isinstance(reading, Understood) else None


def came_too_soon(turn: Turn, sent_at: datetime | None, reading: Reading | None = None) -> bool:
    """Say whether this was written before the open question, or the end, was seen."""
    if sent_at is None or turn.run.asked_at is None or sent_at > turn.run.asked_at + QUICK:
        return False
    chosen = isinstance(reading, Understood) and (reading.value or reading.status == "unsure")
    return not chosen and told_before(turn) is not None


def told_before(turn: Turn) -> Ask | None:
    """Return the question before, if it was answered by telling and can be told more."""
    key = turn.run.previous
    if key is None or key == turn.run.at or turn.run.how == "stopped":
        return None
    ask, answer = turn.ask(key), turn.run.answers.get(key)
    telling = ask.question.telling and answer is not None and answer.status == "given"
    return ask if telling else None


def add_to_previous(turn: Turn, more: Answer, how: How = "added") -> None:
    """Put ``more`` behind what was told before."""
    ask = turn.ask(turn.run.previous or "")
    answer = turn.run.answers[ask.key].joined(more)
    turn.commit(ask, replace(answer, value=more.value or answer.value), how)


def heard(text: str, media: tuple[str, ...] = (), message: int | None = None) -> Answer:
    """Return what one message brought."""
    words = (text,) if text else ()
    if message is None:
        # A place is held, so that each of an answer's words keeps its own message.
        return Answer(words=words, media=media, messages=(NO_MESSAGE,) if words else ())
    return Answer(words=words, media=media, messages=(message,))


def _apply(turn: Turn, ask: Ask, reading: Reading, text: str, message: int | None) -> None:
    match reading:
        case Understood():
            came = heard(text if reading.words else "", (), message)
            turn.take(ask, replace(came, value=reading.value, status=reading.status))
        case Drafted():
            turn.run = replace(turn.run, draft=reading.draft)
            turn.emit(happened.DraftChanged(ask.key, turn.run.step, reading.draft))
        case Wanted():
            _remark(turn, ask, text if reading.words else "", message)
            why = reading.what == "why"
            turn.emit(happened.WhyShown(ask.key) if why else happened.TeamAsked(ask.key))
        case _:
            _unclear(turn, ask, reading, text, message)


def _unclear(turn: Turn, ask: Ask, reading: Unclear, text: str, message: int | None) -> None:
    tries = turn.run.tries + 1
    if text and ask.optional and tries >= TRIES:
        turn.take(ask, replace(heard(text, (), message), status="kept"))
        return
    turn.run = replace(turn.run, tries=tries)
    _remark(turn, ask, text, message)
    still = reading.reason == "unclear" and tries >= TRIES
    turn.reject("still_unclear" if still else reading.reason, reading.near)


def _remark(turn: Turn, ask: Ask, text: str, message: int | None) -> None:
    """Keep words that are no answer; a remark of some length stands beside the answer to come."""
    turn.keep(ask.key, text)
    if _is_remark(text):
        beside = turn.run.beside.joined(heard(text, (), message))
        turn.run = replace(turn.run, beside=beside)


def tapped(turn: Turn, tapped: given.Tapped) -> None:
    """Take a tap on a button of the open question; any other is too late."""
    ask = turn.open_question()
    if turn.run.status == "ended" or ask is None:
        turn.reject("stale")
        return
    if tapped.step != turn.run.step:
        _tapped_too_late(turn, ask)
        return
    turn.wake()
    if turn.run.pending:
        decided(turn, {"yes": True, "no": False}.get(tapped.value), "", ())
        return
    reading = ask.tap(tapped.value, turn.run.draft)
    if isinstance(reading, Unclear):
        turn.reject(reading.reason, reading.near)
    else:
        _apply(turn, ask, reading, "", None)


def _tapped_too_late(turn: Turn, ask: Ask) -> None:
    """A button of an earlier question: after a while it is how someone comes back."""
    if turn.left_alone():
        turn.wake()
        turn.put_again(ask)
    else:
        turn.reject("stale")


def decided(turn: Turn, yes: bool | None, text: str, media: tuple[str, ...]) -> None:
    """Act on a yes or a no to a change; anything else is kept, and the change asked about again."""
    pending = turn.run.pending
    assert pending is not None, "only called while a change waits"
    if yes is None:
        turn.keep(pending.node, text, media)
        turn.put_again(turn.ask(pending.node))
    else:
        decide(turn, pending, yes)
