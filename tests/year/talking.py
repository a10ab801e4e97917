"""How residents talk: they read what is asked of them, in their language, and say what is true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.demo.lines import labels
from bot.demo.stage import Stage
from tests.year.answers import Tap, Tell, Type, reply
from tests.year.ears import Ears
from tests.year.people import BEFORE, Resident
from tests.year.phone import Message, Phone, shown

#: People read before they answer. What comes within two seconds belongs to the answer before.
_READING = timedelta(seconds=6)

#: Longer than any conversation there is, in messages of one person.
_ENDLESS = 60


class Stuck(AssertionError):
    """Somebody was asked something and does not know what to say; the message is what they see."""


@dataclass
class Talker:
    """A resident with their phone. ``wave`` is when in the year they talk."""

    who: Resident
    phone: Phone
    ears: Ears
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
        match reply(key, self.who, self.wave):
            case None:
                raise Stuck(f"{self.who} knows no answer to {key}:\n{shown(message)}")
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
