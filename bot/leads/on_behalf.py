"""Speaking for someone: in a helper's chat, what is written may be what the one they help says.

Each message in that chat was for somebody: a tap on its button is theirs. What is typed is said by
whoever the helper speaks for, until they pause, send, or do something of their own.
"""

from __future__ import annotations

from datetime import timedelta

from bot.channels.base import Incoming
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_, Words
from storage import helped, outbox, participants, runs

#: After so long without a word, what is typed is the helper's own again.
_SILENCE = timedelta(hours=2)

#: Commands that are said by the one who is helped; every other is the helper's own.
_THEIRS = frozenset(
    {
        "aboutme",
        "answers",
        "ask",
        "back",
        "change",
        "delete",
        "go",
        "help",
        "language",
        "mine",
        "more",
        "myanswers",
        "mydetails",
        "pause",
        "privacy",
        "readers",
        "safe",
        "skip",
        "stop",
        "text",
        "voice",
    }
)


def whose(own: Visit) -> Visit:
    """Return the visit this is: somebody's own, or that of the one they speak for."""
    speaker = own.person.id
    speaking = helped.speaking_for(own.db, speaker)
    came = own.incoming
    if came is None or (speaking is None and (came.kind == "message" or not _helps(own))):
        return own
    if speaking is not None and came.kind == "message" and _long_ago(own, speaking):
        helped.speak_for_oneself(own.db, speaker)
        _say_set_aside(own)
        return own
    meant = _meant(own, came, speaking)
    theirs = whose_turn(own, meant) if meant else None
    if theirs is None:
        helped.speak_for_oneself(own.db, speaker)
        return own
    return theirs


def _long_ago(own: Visit, speaking: str) -> bool:
    """Say whether they fell silent: what a helper types hours later is hardly that person's."""
    held = runs.latest(own.db, speaking)
    waits = held is not None and held.run.status == "waiting"
    return held is not None and waits and held.heard_at < own.now - _SILENCE


def _say_set_aside(own: Visit) -> None:
    own.say(own.words.t("Set aside. You speak for yourself again. To go on: /helping"), _desk(own))


def _helps(own: Visit) -> bool:
    return helped.helps_anyone(own.db, own.person.id)


def whose_turn(own: Visit, participant: str) -> Visit | None:
    """Begin to speak for someone; ``None`` if this person may not."""
    person = participants.get(own.db, participant)
    if person is None or person.through != own.person.id:
        return None
    helped.speak_for(own.db, own.person.id, person.id)
    return Visit(own.db, own.house, own.now, person, own.incoming)


def to_helper(theirs: Visit) -> Words:
    """Return the words in which the one who speaks for somebody is told what to do."""
    helper = participants.get(theirs.db, theirs.person.through or "")
    return theirs.house.words(helper.language) if helper else theirs.words


def _meant(own: Visit, came: Incoming, speaking: str | None) -> str | None:
    """Return whom something is said for, or ``None`` for the helper themselves."""
    if came.kind == "tap" and came.chat_id is not None and came.message_id is not None:
        return outbox.whose(own.db, came.chat_id, came.message_id)
    if came.kind == "edited" and came.message_id is not None:
        if runs.of_message(own.db, own.person.id, came.message_id) is not None:
            return None
        return helped.of_message(own.db, own.person.id, came.message_id)
    text = came.text or ""
    if text.startswith("/"):
        return speaking if text[1:].partition(" ")[0].casefold() in _THEIRS else None
    return speaking


def afterwards(own: Visit, visit: Visit) -> None:
    """After something was said for someone: if they are done for now, the helper is told so."""
    if visit is own:
        return
    if participants.get(own.db, visit.person.id) is None:
        own.say(own.words.t("Nothing of that conversation is kept."), _desk(own))
        return
    held = visit.latest_run()
    if visit.task() is not None or (held is not None and held.run.status == "waiting"):
        return
    helped.speak_for_oneself(own.db, own.person.id)
    if held is None or held.run.status != "ended":
        _say_set_aside(own)
    else:
        own.say(own.words.t("From here on you speak for yourself again."), _desk(own))


def _desk(own: Visit) -> Keyboard:
    return column([tap(N_("To the desk"), "desk", "desk", words=own.words)])
