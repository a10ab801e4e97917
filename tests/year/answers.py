"""What residents say to each question of the year: what is true for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations.languages import own_name
from tests.year.people import HARM_TOLD, WAVES, Resident
from tests.year.words import telling


@dataclass(frozen=True)
class Tap:
    """The button in this place under the question, the one called so, or so in English."""

    place: int = 0
    label: str = ""
    english: str = ""


@dataclass(frozen=True)
class Type:
    """Something typed, whatever else they rather do."""

    text: str


@dataclass(frozen=True)
class Tell:
    """Own words, written or spoken."""

    words: str


Reply = Tap | Type | Tell

SKIP = Type("skip")

#: How the buttons are called, in English, for one's word on a promise, and for having moved on.
VERDICTS = {
    "better": "Better",
    "same": "The same",
    "worse": "Worse",
    "cant_tell": "Can't tell",
    "not_me": "Doesn't touch me",
}
_AWAY = "I'm not there any more"


def reply(key: str, who: Resident, wave: str) -> Reply | None:
    """Return what somebody answers to a question in ``wave``; ``None``: they know no answer.

    The answer to ``card.`` is that to every question whose key begins so.
    """
    found = _ANSWERS.get(key) or _ANSWERS.get(f"{key.partition('.')[0]}.")
    return found(who, wave) if found else None


def _on_scale(who: Resident, wave: str, level: int) -> Reply:
    return Tap(english=_AWAY) if wave in WAVES and who.says_goodbye(wave) else Tap(level - 1)


def _unplanned(who: Resident, wave: str) -> Reply:
    """Asked what nobody planned, those whom the noise keeps awake say so, once."""
    if wave == HARM_TOLD and who.says_of_noise():
        return Tell(telling("noise", who.language, who.sign))
    return SKIP


def _day(who: Resident, wave: str) -> Reply:
    return Tell(telling("nights", who.language, who.sign)) if who.topic == "nights" else SKIP


def _at(place: int) -> Answer:
    return lambda who, wave: Tap(place)


Answer = Callable[[Resident, str], Reply]

_ANSWERS: Mapping[str, Answer] = {
    "language": lambda who, wave: Tap(label=own_name(who.language)),
    "hello": _at(0),
    "take_part": _at(0),
    "age": _at(0),
    "contact": lambda who, wave: Tap(0 if who.contact else 1),
    "whom": _at(0),
    "card.": _at(0),
    "understood": lambda who, wave: Tap(2),
    "measure.safe": lambda who, wave: _on_scale(who, wave, who.safe(wave)),
    "measure.trust": lambda who, wave: _on_scale(who, wave, who.trust(wave)),
    "weekends": lambda who, wave: Tap(2 if who.topic == "room" else 0),
    "why_weekends": lambda who, wave: Tell(telling("room", who.language, who.sign)),
    "helps": lambda who, wave: Type("1, 3"),
    "move_day_feel": _at(1),
    "night_help": _at(1),
    "keep": lambda who, wave: Tell(telling("kind", who.language, who.sign)),
    "day": _day,
    "day.about": _at(0),
    "day.use": lambda who, wave: Tap(2 if who.quotable else 0),
    "day.weight": _at(3),
    "review": _at(0),
    "report.answers": lambda who, wave: Tap(english=who.answered),
    "report.why": lambda who, wave: SKIP,
    "promise.room": lambda who, wave: Tap(english=VERDICTS[who.finds("room", wave)]),
    "promise.nights": lambda who, wave: Tap(english=VERDICTS[who.finds("nights", wave)]),
    "after.hear": lambda who, wave: Tap(english="No"),
    "after.unplanned": _unplanned,
    "after.tone": lambda who, wave: Tap(english="Bad"),
}
