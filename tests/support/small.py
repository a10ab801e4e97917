"""A small script made by hand, and someone who talks through it: for tests of the engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from conversations import engine
from conversations.catalogue import Words
from conversations.conditions import Compare
from conversations.events import Event
from conversations.flow import Ask, Branch, End, Say, Script
from conversations.inputs import Input, Said
from conversations.questions.base import Option
from conversations.questions.card import Card
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.render import Output, Spoken, Toast, render
from conversations.run import Run
from conversations.text import PDI, Text

WORDS = Words()
START = datetime(2027, 1, 4, 10, tzinfo=UTC)

OFTEN = OneChoice(
    Text("How often?"), (Option("never", Text("Never")), Option("often", Text("Often")))
)
HELPS = SeveralChoices(
    Text("What helps?"),
    (Option("bus", Text("A bus")), Option("room", Text("A room")), Option("tea", Text("Tea"))),
    most=2,
    none=True,
)
SAFE = Scale(Text("How safe?"), 5, Text("not at all"), Text("very"))

CARD = Card(
    "bus",
    "fixed",
    3,
    Text("No bus"),
    Text("No money for it"),
    Text("The council decided"),
    Text(""),
    Text(""),
    1,
    2,
)

SCRIPT = Script(
    "main",
    (
        Say("hello", Text("Hello")),
        Ask("often", OFTEN, numbered=True),
        Branch(
            "often?",
            Compare("often", "is", ("often",)),
            (Ask("why", OwnWords(Text("Why?")), numbered=True),),
        ),
        Ask("helps", HELPS, numbered=True),
        Ask("safe", SAFE, numbered=True, optional=False),
        Ask("day", OwnWords(Text("Tell us of a day"), story=True), numbered=True),
        Ask("review", Review(), optional=False, reviewed=False),
        End("end", "done", Text("Sent")),
    ),
)


class Person:
    """Someone who talks; each thing they do comes ten seconds after the one before."""

    def __init__(self, script: Script = SCRIPT, words: Words = WORDS) -> None:
        self.script = script
        self.words = words
        self.now = START
        self.run: Run
        self.run, self.events = engine.begin(script, "run", "en", {}, self.now, words)

    def does(self, *inputs: Input, after: float = 10) -> tuple[Event, ...]:
        """Do these things in turn; return the events of the last."""
        for one in inputs:
            self.now += timedelta(seconds=after)
            self.run, self.events = engine.resume(self.script, self.run, one, self.now, self.words)
        return self.events

    def outputs(self) -> tuple[Output, ...]:
        """Return what they saw of the last thing."""
        return render(self.script, self.run, self.events, self.words)

    def sees(self) -> str:
        """Return the texts of it, one below the other, without direction marks."""
        shown = [o.text for o in self.outputs() if isinstance(o, Spoken | Toast)]
        return "\n".join(shown).replace("\u2068", "").replace(PDI, "")

    def labels(self) -> list[str]:
        """Return the buttons under the last message."""
        spoken = [o for o in self.outputs() if isinstance(o, Spoken)]
        return [choice.label for row in spoken[-1].rows for choice in row]


def kinds(events: tuple[Event, ...]) -> list[str]:
    """Return what happened, by name only."""
    return [type(event).__name__ for event in events]


def at_review() -> Person:
    """Return someone who has answered all of it, and has yet to send; message 7 told the day."""
    person = Person()
    person.does(Said("often", message=3), Said("the bus"), Said("1"), Said("3"))
    person.does(Said("a day", message=7))
    assert person.run.at == "review"
    return person
