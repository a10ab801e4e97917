"""What the bot says to whatever can happen in a run, as one can read it.

``python -m tests.support.sayings`` writes it anew. A sentence or a button that changes shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

from conversations import events as happened
from conversations.events import Event, How, InputRejected, Reason
from conversations.flow import Ask, Script
from conversations.outcome_words import told
from conversations.outcomes import Change
from conversations.questions.ages import Ages
from conversations.questions.base import Option, Question
from conversations.questions.day import Bound, Day
from conversations.questions.files import Files
from conversations.questions.number import Number
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place
from conversations.questions.ranking import Ranking
from conversations.render import Marked, Output, Redrawn, Spoken, render
from conversations.run import Answer, Run
from conversations.text import FSI, PDI, Text
from tests.support.outcomes import SAFE, outcome
from tests.support.small import SCRIPT, START, WORDS, at_review

KEPT = Path(__file__).parent.parent / "conversations" / "sayings.txt"

REASONS: tuple[Reason, ...] = get_args(Reason)

_MARKS = str.maketrans({FSI: None, PDI: None})

_TEA = tuple(Option(key, Text(key.title())) for key in ("tea", "bus", "room"))
_TODAY = date(2027, 1, 4)

#: Questions that say in words of their own why an answer does not fit.
QUESTIONS: dict[str, Question] = {
    "number from 0 to 24": Number(Text("How many?"), Decimal(0), Decimal(24)),
    "number from 1": Number(Text("How many?"), Decimal(1)),
    "number up to 9.5": Number(Text("How many?"), None, Decimal("9.5"), decimals=1),
    "number with its own words": Number(
        Text("How many?"), Decimal(0), decimals=2, unit=Text("hours"), wrong=Text("A day has 24.")
    ),
    "day": Day(Text("When?"), today=_TODAY),
    "day between": Day(
        Text("When?"), earliest=Bound(date(2026, 5, 3)), latest=Bound(), today=_TODAY
    ),
    "day from": Day(Text("When?"), earliest=Bound(days=1), today=_TODAY),
    "month up to": Day(Text("When?"), exact="month", latest=Bound(days=-1), today=_TODAY),
    "day with its own words": Day(
        Text("When?"), latest=Bound(), wrong=Text("Not yet."), today=_TODAY
    ),
    "ages": Ages(Text("How old?"), (16, 40, 70)),
    "ranking of two": Ranking(Text("What first?"), _TEA, 2),
    "ranking of one": Ranking(Text("What first?"), _TEA, 1),
    "files": Files(Text("Show us"), ("photo", "voice"), 3),
    "one file": Files(Text("Show us"), ("document",), 1),
    "place": Place(Text("Where?")),
    "words": OwnWords(Text("Why?")),
}

_OLD, _NEW = Answer(("never",), language="en"), Answer(("often",), ("a lot",), language="en")


def sayings() -> str:
    """Return all of it."""
    return "\n".join(line for lines in (_runs(), _refused(), _outcomes()) for line in lines) + "\n"


def _runs() -> Iterator[str]:
    person = at_review()
    run = person.run
    waiting = replace(run, at="safe", status="waiting")
    ended = replace(run, at=None, status="ended", how="done")
    for event in _events():
        for name, one in (("at the end", run), ("in the middle", waiting), ("over", ended)):
            yield from _said(f"{_named(event)}, {name}", SCRIPT, one, event)
    quiet = replace(SCRIPT, review=False)
    yield from _said("reminded, nothing to send", quiet, waiting, happened.Reminded(1))
    album = replace(waiting, album="a")
    changed = happened.AnswerChanged("often", _NEW, _OLD, 3)
    yield from _said("changed in an album", SCRIPT, album, changed)


def _named(event: Event) -> str:
    """Return what kind of event it is, and of which sort."""
    sorts = ("how", "reason", "node", "near", "again", "last", "since", "count")
    known = {sort: getattr(event, sort) for sort in sorts if getattr(event, sort, None)}
    return " ".join([type(event).__name__, *(f"{sort}={value}" for sort, value in known.items())])


def _events() -> Iterator[Event]:
    for how in get_args(How):
        yield happened.AnswerChanged("often", _NEW, _OLD, 3, how)
    yield happened.AnswerChanged("often", _OLD, _OLD, 3)
    yield happened.AnswerRecorded("day", Answer(words=("a day",), language="en"), 3)
    yield happened.RunPaused()
    yield happened.RunResumed()
    yield happened.RunResumed(START - timedelta(days=300))
    yield happened.ScriptChanged()
    yield happened.ChangeDropped("often")
    yield happened.Reminded(1)
    yield happened.Reminded(2, last=True)
    yield happened.RemindersEnded()
    yield happened.TeamAsked("often")
    yield happened.ChangeQuestioned("often", ("why", "day"), 9)
    yield happened.RunEnded("stopped")
    yield happened.RunEnded("done", "end")
    yield happened.RunEnded("done", "end", again=True)
    for reason in REASONS:
        yield InputRejected(reason)
        yield InputRejected(reason, "safe")
    yield InputRejected("near", "helps", ("bus", "tea"))


def _refused() -> Iterator[str]:
    for name, question in QUESTIONS.items():
        yield f"# {name}: {_plain(question.ask(WORDS))}"
        for reason in REASONS:
            refused = question.refuse(reason, WORDS)
            if refused:
                yield f"  {reason}: {_plain(refused)}"
        ask = Ask("q", question)
        run = Run("run", "main", "en", at="q", step=1)
        event = InputRejected("unclear", "q")
        yield from _said(f"{name}, unclear", Script("main", (ask,)), run, event)


def _outcomes() -> Iterator[str]:
    for found in (
        Change(1, 1, 1, 0),
        Change(2, 10, 10, 0),
        Change(2, 10, 10, 3),
        Change(10, 10, 0, 0),
        Change(23, 11, 7, 3),
        Change(23, 11, 7, 5),
        Change(23, 11, 7, 38),
    ):
        yield f"{found}: {_plain(told(outcome(found), SAFE, 5, WORDS))}"


def _said(name: str, script: Script, run: Run, event: Event) -> Iterator[str]:
    outputs = render(script, run, (event,), WORDS)
    yield f"# {name}"
    for output in outputs:
        yield f"  {_shown(output)}"


def _shown(output: Output) -> str:
    match output:
        case Marked():
            return f"mark {output.step}: {_plain(output.mark)}"
        case Spoken() | Redrawn():
            buttons = " ".join(f"[{c.label}={c.value}]" for row in output.rows for c in row)
            name = type(output).__name__.lower()
            asks = ", asks" if isinstance(output, Spoken) and output.question else ""
            return f"{name} at {output.step}{asks}: {_plain(output.text)} {buttons}".rstrip()
        case _:
            return f"note: {_plain(output.text)}"


def _plain(text: str) -> str:
    return text.translate(_MARKS).replace("\n", " / ")


def main() -> None:
    """Write it anew."""
    KEPT.write_text(sayings(), encoding="utf-8")


if __name__ == "__main__":
    main()
