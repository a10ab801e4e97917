"""Taking what is attached and not typed: files and albums, spots on the map, and the rest."""

from __future__ import annotations

from dataclasses import replace

from conversations import inputs as given
from conversations.flow import Ask
from conversations.hearing import add_to_previous, came_too_soon, decided, heard, told_before
from conversations.questions.files import Files
from conversations.questions.place import Place
from conversations.run import Answer
from conversations.text import clean
from conversations.turn import Turn


def sent_media(turn: Turn, sent: given.SentMedia) -> None:
    """Take a file: as an answer where words are asked for, beside the last one, or to keep."""
    came = heard(clean(sent.caption), (sent.media,), sent.message)
    ask = turn.wake()
    if turn.run.pending:
        decided(turn, None, clean(sent.caption), came.media)
    elif _belongs_before(turn, ask, sent):
        _add(turn, came, sent.album)
    elif ask is None:
        turn.over(clean(sent.caption), came.media)
    elif not ask.question.open:
        _beside(turn, ask, came)
        turn.reject("words_only")
    elif isinstance(ask.question, Files) and not ask.question.asks_for(sent.kind):
        _beside(turn, ask, came)
        turn.reject("other_kind")
    else:
        turn.take(ask, came)
        turn.run = replace(turn.run, album=sent.album, files=1)


def _belongs_before(turn: Turn, ask: Ask | None, sent: given.SentMedia) -> bool:
    """Say whether a file is one more of what was told before."""
    before = told_before(turn)
    if before is None or before.block is not None:
        # A file could not be kept apart: what people say about themselves is in words.
        return False
    same_album = sent.album != "" and sent.album == turn.run.album
    # Where nothing is told, it can only mean what was told before.
    elsewhere = ask is not None and not ask.question.telling
    return same_album or elsewhere or came_too_soon(turn, sent.sent_at)


def _add(turn: Turn, came: Answer, album: str) -> None:
    ask, files = turn.ask(turn.run.previous or ""), turn.run.files
    question, joined = ask.question, album != "" and album == turn.run.album
    if isinstance(question, Files) and question.full(files):
        turn.keep(ask.key, "\n".join(came.words), came.media)
        # Of an album that is too long they are told once.
        if not joined or not question.full(files - 1):
            turn.reject("enough", node=ask.key)
    else:
        add_to_previous(turn, came, "joined" if joined else "added")
    turn.run = replace(turn.run, album=album, files=files + 1)


def _beside(turn: Turn, ask: Ask, came: Answer) -> None:
    """Keep a file that is no answer to the open question beside the answer to come."""
    turn.keep(ask.key, "\n".join(came.words), came.media)
    if ask.block is None:
        turn.run = replace(turn.run, beside=turn.run.beside.joined(came))


def sent_place(turn: Turn, sent: given.SentPlace) -> None:
    """Take a spot on the map where a place is asked for. Elsewhere nobody needs it: it is let go.

    What the map calls it says more exactly where it is, so it is kept no longer than the street is.
    """
    ask = turn.wake()
    if turn.run.pending:
        decided(turn, None, "", ())
        return
    before, asked = told_before(turn), ask.question if ask else None
    here = isinstance(asked, Place) and not came_too_soon(turn, sent.sent_at)
    if before and isinstance(before.question, Place) and not here:
        _add_place(turn, before, _heard_place(before.question, sent))
    elif ask and isinstance(asked, Place):
        turn.take(ask, _heard_place(asked, sent))
    elif ask is None:
        turn.over()
    else:
        turn.reject("no_place")


def _heard_place(question: Place, sent: given.SentPlace) -> Answer:
    name = clean(sent.name) if question.exact == "street" else ""
    spot = question.rounded(sent.latitude, sent.longitude)
    return replace(heard(name, (), sent.message), value=(spot,))


def _add_place(turn: Turn, ask: Ask, came: Answer) -> None:
    """Put a spot beside the words for it; a second spot stands in for the first."""
    add_to_previous(turn, came, "replaced" if turn.run.answers[ask.key].value else "added")


def sent_other(turn: Turn, sent: given.SentOther) -> None:
    """Say that this cannot be taken; there is nothing in it to keep."""
    if turn.wake() is None:
        turn.over()
    elif turn.run.pending:
        decided(turn, None, "", ())
    else:
        turn.reject("not_taken")
