"""Correcting what was said: an edited message, an answer taken up again, a change confirmed."""

from __future__ import annotations

from dataclasses import replace

from conversations import inputs as given
from conversations.flow import Ask
from conversations.questions.base import Understood
from conversations.run import Answer, Pending
from conversations.text import clean
from conversations.turn import Turn


def edited(turn: Turn, edited: given.Edited) -> None:
    """Take a message corrected on the phone as a correction of the answer it gave."""
    text = clean(edited.text)
    if turn.run.how == "stopped":
        turn.over(text)
        return
    key = next((k for k, a in turn.run.answers.items() if edited.message in a.messages), None)
    if key is None or turn.run.pending:
        _set_down(turn, key, text)
        return
    ask, old = turn.ask(key), turn.run.answers[key]
    reading = ask.read(text, turn.words)
    if isinstance(reading, Understood):
        answer = replace(
            _corrected(old, edited.message, reading.words),
            value=reading.value or _value_beside(turn, ask, old, edited.message),
            status=reading.status,
        )
    elif text and old.messages.index(edited.message) < len(old.words):
        # Words that stood beside a choice may be put otherwise; the choice stays.
        answer = _corrected(old, edited.message, (text,))
    else:
        _set_down(turn, key, text)
        return
    if turn.record(ask, answer, "corrected"):
        _settle(turn)


def _value_beside(turn: Turn, ask: Ask, old: Answer, message: int) -> tuple[str, ...]:
    """Return the value that came otherwise than by ``message``, and so outlives its words."""
    at = old.messages.index(message)
    was = ask.read(old.words[at], turn.words) if at < len(old.words) else None
    outlives = isinstance(was, Understood) and was.value != old.value
    return old.value if outlives else ()


def _set_down(turn: Turn, key: str | None, text: str) -> None:
    """Keep an edit that corrects nothing, and say so."""
    if text:
        turn.keep(key, text)
        turn.reject("edited")


def _corrected(old: Answer, message: int, words: tuple[str, ...]) -> Answer:
    """Return the answer with ``words`` in place of those that came in ``message``."""
    was = old.messages.index(message)
    others = old.messages[:was] + old.messages[was + 1 :]
    at = min(was, len(old.words))
    corrected = (*old.words[:at], *words, *old.words[at + 1 :])
    place = at if words else len(corrected)
    return replace(old, words=corrected, messages=(*others[:place], message, *others[place:]))


def _settle(turn: Turn) -> None:
    """After a correction stay where we were, unless the way there has gone or grown."""
    at = turn.run.at
    if at is None:
        # Over already: taken up again only if the way now holds a question without an answer.
        if turn.unanswered():
            turn.advance()
    elif not turn.on_the_way(at):
        turn.advance()


def revisited(turn: Turn, revisited: given.Revisited) -> None:
    """Put a question once more whose answer they want to change."""
    if turn.run.how == "stopped":
        turn.over()
        return
    ask = turn.script.find(revisited.node)
    if ask is None or ask.key not in turn.run.answers:
        turn.reject("stale")
        return
    turn.drop_change()
    turn.prompt(ask, again=True)


def decide(turn: Turn, pending: Pending, yes: bool) -> None:
    """Act on the answer to "these would fall away: change it all the same?"."""
    if yes:
        turn.commit(turn.ask(pending.node), pending.answer)
    else:
        turn.drop_change()
    turn.advance()
