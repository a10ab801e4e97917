"""A power card: one thing that is fixed, open or shared; read, asked about, then put aside."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Phrase, Words
from conversations.questions.base import (
    Choice,
    Option,
    Reading,
    Steady,
    Unclear,
    Understood,
    Wanted,
)
from conversations.questions.matching import match_option
from conversations.run import Answer
from conversations.text import Text

_NEXT = Option("next", N_("Next"), (N_("go on"), N_("ok"), N_("yes")))
_WHY = Option("why", N_("Why?"))
_ASK = Option("ask", N_("Ask the team"))

#: What each kind of card is called.
HEADS = {
    "fixed": N_("Decided"),
    "open": N_("Open: you can change this"),
    "shared": N_("Shared: decided together with you"),
}


@dataclass(frozen=True)
class Card(Steady):
    """The ``number``-th of ``of`` power cards."""

    constraint: str
    kind: str
    version: int
    text: Text
    because: Text
    who: Text
    when: Text
    heard: Text
    number: int
    of: int
    open: bool = False

    @property
    def head(self) -> Phrase:
        """Return what kind of card it is, in words: never by colour or emoji alone."""
        return HEADS[self.kind]

    def ask(self, words: Words) -> str:
        """Return the card: where we are, what it is, who decides by when, what we heard."""
        head = words.t("Card {number} of {of}", number=self.number, of=self.of)
        lines = [f"{head} · <b>{words.say(self.head)}</b>", words.say(self.text)]
        lines += [words.say(part) for part in (self.who, self.when, self.heard) if part]
        return "\n".join(lines)

    def why(self, words: Words) -> str:
        """Return the reason, asked for with "Why?"."""
        return words.message(self.because)

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return Next, Why? and Ask the team."""
        return tuple(Choice(words.plain(o.label), o.key) for o in (_NEXT, _WHY, _ASK))

    def read(self, said: str, words: Words) -> Reading:
        """Read one of the buttons typed; anything else is a comment on the card, kept.

        "Why can it not stay?" wants the reason as "Why?" does, and its words are kept too.
        """
        reading = match_option(said, (_NEXT, _WHY, _ASK), words)
        if isinstance(reading, Unclear):
            return Understood(("next",), (said,)) if said.strip() else reading
        if reading.value == ("why",):
            return Wanted("why", reading.words)
        if reading.value == ("ask",):
            return Wanted("ask", reading.words)
        return reading

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Read a tap on one of the buttons."""
        if value == "why":
            return Wanted("why")
        if value == "ask":
            return Wanted("ask")
        return Understood(("next",)) if value == "next" else Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return nothing: having read a card is not an answer to be shown."""
        return ""
