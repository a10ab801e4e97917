"""A place: typed as the person calls it, or a spot on the map, kept only as exactly as needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from conversations.catalogue import N_, Phrase, Words
from conversations.questions.base import Choice, Reading, Steady, Unclear, Understood, Wording
from conversations.run import Answer
from conversations.text import ascii_digits

#: How exactly a spot is kept.
Nearness = Literal["street", "neighbourhood", "town"]

#: Decimal places of a degree that are kept. A step of the last one is 111 m, 1.1 km or 11 km from
#: south to north; in Britain, from west to east, about 0.6 of that.
_PLACES: dict[Nearness, int] = {"street": 3, "neighbourhood": 2, "town": 1}

#: What people are told that comes to.
_DISTANCES: dict[Nearness, Phrase] = {
    "street": N_("100 metres"),
    "neighbourhood": N_("1 km"),
    "town": N_("10 km"),
}

_NUMBER = r"([+-]?\d{1,3}[.٫]\d+)°?"
_PAIR = re.compile(rf"\(?{_NUMBER}\s*[,;،\s]\s*{_NUMBER}\)?")


@dataclass(frozen=True)
class Place(Steady):
    """A question about where. A spot is rounded before anything keeps it; words stay words."""

    text: Wording
    exact: Nearness = "neighbourhood"
    open: bool = True
    telling = True

    def ask(self, words: Words) -> str:
        """Return the question, how to answer it, and how exactly the answer is kept."""
        how = words.t(
            "Type it, or send a spot on the map: tap the paper clip, then Location.\n"
            "We keep a spot only to about {distance}. What you type is kept as you write it.",
            distance=_DISTANCES[self.exact],
        )
        return f"{words.say(self.text)}\n{how}"

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return none: a place is typed, or sent from the map."""
        return ()

    def read(self, said: str, words: Words) -> Reading:
        """Take any words as they are; but two coordinates are a spot, and kept like one."""
        pair = _PAIR.fullmatch(ascii_digits(said.strip()).replace("\N{MINUS SIGN}", "-"))
        if pair:
            latitude, longitude = (float(one.replace("٫", ".")) for one in pair.groups())
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return Understood((self.rounded(latitude, longitude),))
        return Understood((), (said,)) if said.strip() else Unclear("empty")

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Refuse: there was no button."""
        return Unclear("stale")

    def rounded(self, latitude: float, longitude: float) -> str:
        """Return a spot as it is kept: "53.80,-1.55", its decimals showing how exactly."""
        places = _PLACES[self.exact]
        # Adding nought turns -0.0 into 0.0.
        return ",".join(f"{round(one, places) + 0.0:.{places}f}" for one in (latitude, longitude))

    def show(self, answer: Answer, words: Words) -> str:
        """Return the spot and how exactly it is known; typed words are shown by themselves."""
        if not answer.value:
            return ""
        return words.t(
            "a spot on the map ({spot}), to about {distance}",
            spot=answer.value[0].replace(",", ", "),
            distance=_DISTANCES[self.exact],
        )
