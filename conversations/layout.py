"""How buttons lie under a message: one a row, digits side by side, the way round at the bottom."""

from __future__ import annotations

import html
from dataclasses import dataclass
from math import ceil

from conversations.catalogue import N_, Phrase, Words
from conversations.flow import Ask
from conversations.questions.base import Choice
from conversations.questions.ticking import DONE, TICK

#: The longest label that fits a button on a small phone; longer ones are numbered in the text.
LONGEST_LABEL = 24

#: Telegram puts no more buttons side by side than this.
MOST_IN_A_ROW = 8

Rows = tuple[tuple[Choice, ...], ...]

#: Values of the buttons that are not answers; the shell acts on them.
BACK, SKIP, MORE, HELP, ANSWERS, ASK_TEAM, GO_ON, STOP, DELETE, CHANGE, SEND_NOW, PRIVACY, MINE = (
    "nav:back",
    "nav:skip",
    "nav:more",
    "nav:help",
    "nav:answers",
    "nav:ask",
    "nav:go",
    "nav:stop",
    "nav:delete",
    "nav:change",
    "nav:send",
    "nav:privacy",
    "nav:mine",
)
#: Those under a reminder: be reminded again then, or not any more.
HOUR, TOMORROW, ENOUGH = "nav:hour", "nav:tomorrow", "nav:enough"

LABELS: dict[str, Phrase] = {
    BACK: N_("Back"),
    SKIP: N_("Skip"),
    MORE: N_("More"),
    HELP: N_("Get help now"),
    ANSWERS: N_("My answers"),
    ASK_TEAM: N_("Ask the team"),
    GO_ON: N_("Go on"),
    STOP: N_("Stop"),
    DELETE: N_("Delete"),
    CHANGE: N_("Change something"),
    SEND_NOW: N_("Send what I have"),
    PRIVACY: N_("Full privacy notice"),
    MINE: N_("What happened to mine?"),
    HOUR: N_("In an hour"),
    TOMORROW: N_("Tomorrow"),
    ENOUGH: N_("No thanks"),
}


@dataclass(frozen=True)
class Laid:
    """A question's text and its buttons, ready to be shown."""

    text: str
    rows: Rows


def buttons(words: Words, *values: str) -> tuple[Choice, ...]:
    """Return the buttons with these ``values`` of ours, labelled in the person's language."""
    return tuple(Choice(words.plain(LABELS[value]), value) for value in values)


def column(words: Words, *values: str) -> Rows:
    """Return the same, one a row."""
    return tuple((button,) for button in buttons(words, *values))


def lay_out(ask: Ask, words: Words, draft: tuple[str, ...] = (), *, first: bool = False) -> Laid:
    """Return the question as it is shown; ``first``: nothing lies before it, so no Back."""
    choices = ask.choices(words, draft)
    text = ask.text(words)
    rows = rows_of(choices)
    if any(len(_unticked(choice)) > _room(choices) for choice in choices):
        text, rows = _numbered(text, choices)
    so_far = ask.question.so_far(draft, words)
    text = f"{text}\n{so_far}" if so_far else text
    return Laid(text, (*rows, *_way_round(ask, words, first)))


def rows_of(choices: tuple[Choice, ...]) -> Rows:
    """Return one row a choice, but numbers side by side, in rows as even as can be."""
    numbers = tuple(c for c in choices if _unticked(c).isdecimal())
    others = tuple((c,) for c in choices if not _unticked(c).isdecimal())
    count = ceil(len(numbers) / MOST_IN_A_ROW)
    long = ceil(len(numbers) / count) if count else 0
    return (*(numbers[i * long : (i + 1) * long] for i in range(count)), *others)


def _numbered(text: str, choices: tuple[Choice, ...]) -> tuple[str, Rows]:
    lines = [text]
    short: list[Choice] = []
    for number, choice in enumerate(choices, start=1):
        if choice.value == DONE:
            short.append(choice)
            continue
        label = _unticked(choice)
        lines.append(f"{number}. {html.escape(label, quote=False)}")
        short.append(
            Choice(f"{TICK}{number}" if label != choice.label else f"{number}", choice.value)
        )
    return "\n".join(lines), rows_of(tuple(short))


def _room(choices: tuple[Choice, ...]) -> int:
    """Return how long a label may be. Where it may be ticked there must be room for the tick."""
    ticked = any(choice.value == DONE for choice in choices)
    return LONGEST_LABEL - len(TICK) if ticked else LONGEST_LABEL


def _unticked(choice: Choice) -> str:
    return choice.label.removeprefix(TICK)


def _way_round(ask: Ask, words: Words, first: bool) -> Rows:
    help_row = column(words, HELP) if getattr(ask.question, "story", False) else ()
    if ask.consent == "take_part":
        help_row = column(words, PRIVACY)
    # Where an option of its own skips it, one button for that is enough.
    skip = ask.optional and not getattr(ask.question, "skips", False)
    values = (() if first else (BACK,)) + ((SKIP,) if skip else ()) + (MORE,)
    return (*help_row, buttons(words, *values))
