"""How residents talk: they read what is asked of them, in their language, and say what is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.demo.lines import labels
from bot.demo.stage import Stage
from conversations.languages import own_name
from tests.year.ears import Ears
from tests.year.people import BEFORE, WAVES, Resident
from tests.year.phone import Message, Phone, shown
from tests.year.words import telling

#: People read before they answer. What comes within two seconds belongs to the answer before.
_READING = timedelta(seconds=6)

#: Longer than any conversation there is, in messages of one person.
_ENDLESS = 60


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
    "better": "Yes",
    "same": "No",
    "worse": "No",
    "cant_tell": "Can't tell",
    "not_me": "Can't tell",
}
_AWAY = "I'm not there any more"

#: What somebody answers to a question, by its key, or by what stands before its dot; in a wave.
Answers = Mapping[str, Callable[[Resident, str], Reply]]


class Stuck(AssertionError):
    """Somebody was asked something and does not know what to say; the message is what they see."""


@dataclass
class Talker:
    """A resident with their phone. ``wave`` is when in the year they talk."""

    who: Resident
    phone: Phone
    ears: Ears
    answers: Answers
    wave: str = BEFORE
    over: set[str] = field(default_factory=set)

    def act(self) -> bool:
        """Answer the newest question, if there is one; say whether they did."""
        for message in reversed(self.phone.new()):
            key = self.ears.understands(message)
            if key.startswith("over."):
                self.over.add(key.removeprefix("over."))
                return False
            if key and not key.startswith("news."):
                self._answer(key, message)
                return True
        return False

    def _answer(self, key: str, message: Message) -> None:
        found = self.answers.get(key) or self.answers.get(f"{key.partition('.')[0]}.")
        if found is None:
            raise Stuck(f"{self.who} knows no answer to {key}:\n{shown(message)}")
        match found(self.who, self.wave):
            case Tell(words) if self.who.aloud:
                self.phone.speaks(words)
            case Tell(text) | Type(text):
                self.phone.says(text)
            case Tap(place, label, english):
                label = label or (self.ears.says(english) if english else labels(message)[place])
                if self.who.types:
                    self.phone.says(label)
                else:
                    self.phone.taps(message, label)

    def presses(self, english: str) -> None:
        """Tap the newest button that is called so in English."""
        label = self.ears.says(english)
        message = next(m for m in reversed(self.phone.messages()) if label in labels(m))
        self.phone.taps(message, label)


def answers() -> Answers:
    """Return what people say to everything they are asked in the year."""
    first, second = (lambda who, wave: Tap(0)), (lambda who, wave: Tap(1))
    return {
        "language": lambda who, wave: Tap(label=own_name(who.language)),
        "hello": first,
        "take_part": first,
        "age": first,
        "contact": lambda who, wave: Tap(0 if who.contact else 1),
        "whom": first,
        "card.": first,
        "understood": lambda who, wave: Tap(2),
        "measure.safe": lambda who, wave: _on_scale(who, wave, who.safe(wave)),
        "measure.trust": lambda who, wave: _on_scale(who, wave, who.trust(wave)),
        "weekends": lambda who, wave: Tap(2 if who.topic == "room" else 0),
        "why_weekends": lambda who, wave: Tell(telling("room", who.language, who.sign)),
        "helps": lambda who, wave: Type("1, 3"),
        "move_day_feel": second,
        "night_help": second,
        "keep": lambda who, wave: Tell(telling("kind", who.language, who.sign)),
        "day": _day,
        "day.about": first,
        "day.weight": lambda who, wave: Tap(4),
        "day.use": lambda who, wave: Tap(2 if who.number % 2 else 0),
        "review": first,
        "report.answers": lambda who, wave: Tap(english=who.answered),
        "report.why": lambda who, wave: SKIP,
        "promise.room": lambda who, wave: Tap(english=VERDICTS[who.finds("room", wave)]),
        "promise.nights": lambda who, wave: Tap(english=VERDICTS[who.finds("nights", wave)]),
        "after.unplanned": _unplanned,
    }


def _on_scale(who: Resident, wave: str, level: int) -> Reply:
    return Tap(english=_AWAY) if wave in WAVES and who.says_goodbye(wave) else Tap(level - 1)


def _unplanned(who: Resident, wave: str) -> Reply:
    """In the second wave those whom the noise keeps awake say so."""
    if wave == WAVES[1] and who.fate.harmed:
        return Tell(telling("noise", who.language, who.sign))
    return SKIP


def _day(who: Resident, wave: str) -> Reply:
    return Tell(telling("nights", who.language, who.sign)) if who.topic == "nights" else SKIP


async def talk(stage: Stage, talkers: Iterable[Talker], wave: str, over: str) -> None:
    """Let them talk, in this wave, until all have come to the end called ``over``.

    Raises :class:`Stuck` if somebody was left in the middle.
    """
    talking: Sequence[Talker] = [*talkers]
    for talker in talking:
        talker.wave = wave
        talker.over.discard(over)
    for _ in range(_ENDLESS):
        stage.clock.jump_to(stage.clock.now() + _READING)
        if not [talker for talker in talking if talker.act()]:
            break
        await stage.settle()
    left = [talker for talker in talking if over not in talker.over]
    for talker in left:
        last = "\n---\n".join(shown(message) for message in talker.phone.messages()[-3:])
        raise Stuck(f"{len(left)} are stuck, and first of them {talker.who}:\n{last}")
