"""Correcting what was said: an edited message, an answer taken up again, a change confirmed."""

from __future__ import annotations

from dataclasses import replace

from conversations import inputs as given
from conversations.events import How
from conversations.flow import Ask
from conversations.questions.base import Understood
from conversations.run import Answer, Pending
from conversations.text import clean
from conversations.turn import Turn


def edited(turn: Turn, edited: given.Edited) -> None:
    """Take a message corrected on the phone as a correction of the answer it gave."""
    text, media = clean(edited.text), (edited.media,) if edited.media else ()
    if turn.run.how == "stopped":
        turn.over(text, media)
        return
    key = next((k for k, a in turn.run.answers.items() if edited.message in a.messages), None)
    answer = None
    if key is not None and not turn.run.pending:
        answer = _reworded(turn, turn.ask(key), turn.run.answers[key], edited.message, text)
    if key is None or answer is None:
        _set_down(turn, key, text, media)
        return
    how: How = "replaced" if answer == turn.run.answers[key] else "corrected"
    answer = _standing_in(answer, edited.media, edited.instead_of)
    # Telegram tells of an edit, too, where only what it shows beside the words has changed.
    if answer != turn.run.answers[key] and turn.record(turn.ask(key), answer, how):
        _settle(turn)


def _reworded(turn: Turn, ask: Ask, old: Answer, message: int, text: str) -> Answer | None:
    """Return the answer with ``text`` for what ``message`` said; ``None`` if it fits nowhere."""
    had_words = old.messages.index(message) < len(old.words)
    if not text:
        # A caption can be taken away from what it stood under; a message of words alone cannot.
        return _corrected(old, message, ()) if had_words and old.media else old
    reading = ask.read(text, turn.words)
    if isinstance(reading, Understood):
        return replace(
            _corrected(old, message, reading.words),
            value=reading.value or _value_beside(turn, ask, old, message),
            status=reading.status,
        )
    # Words that stood beside a choice may be put otherwise; the choice stays.
    return _corrected(old, message, (text,)) if had_words else None


def _standing_in(answer: Answer, media: str, instead_of: str) -> Answer:
    """Return the answer with a file in another's place, or behind the rest if that has gone."""
    if not media:
        return answer
    if instead_of not in answer.media:
        return replace(answer, media=(*answer.media, media))
    return replace(answer, media=tuple(media if m == instead_of else m for m in answer.media))


def resent(turn: Turn, resent: given.Resent) -> None:
    """Let a file stand in for one that never came, in the answer or beside the one to come."""
    old = resent.instead_of
    key = next((k for k, a in turn.run.answers.items() if old in a.media), None)
    if key is not None:
        answer = _standing_in(turn.run.answers[key], resent.media, old)
        turn.commit(turn.ask(key), answer, "resent")
        return
    turn.keep(None, "", (resent.media,))
    if old in turn.run.beside.media:
        turn.run = replace(turn.run, beside=_standing_in(turn.run.beside, resent.media, old))
        turn.reject("words_only")
    else:
        turn.reject("parted")


def _value_beside(turn: Turn, ask: Ask, old: Answer, message: int) -> tuple[str, ...]:
    """Return the value that came otherwise than by ``message``, and so outlives its words."""
    at = old.messages.index(message)
    was = ask.read(old.words[at], turn.words) if at < len(old.words) else None
    outlives = isinstance(was, Understood) and was.value != old.value
    return old.value if outlives else ()


def _set_down(turn: Turn, key: str | None, text: str, media: tuple[str, ...]) -> None:
    """Keep an edit that corrects nothing, and say so."""
    if text or media:
        turn.keep(key, text, media)
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
