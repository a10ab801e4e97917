"""How buttons lie under a message: one a row, digits side by side, the way round at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Phrase, Words
from conversations.flow import Ask
from conversations.questions.base import Choice

#: The longest label that fits a button on a small phone; longer ones are numbered in the text.
LONGEST_LABEL = 24

Rows = tuple[tuple[Choice, ...], ...]

#: Values of the buttons that are not answers; the shell acts on them.
BACK, SKIP, MORE, HELP, ANSWERS, ASK_TEAM, GO_ON, STOP, DELETE, CHANGE, SEND_NOW, PRIVACY = (
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
)

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
    choices = ask.question.choices(words, draft)
    text = ask.question.ask(words)
    if any(len(choice.label) > LONGEST_LABEL for choice in choices):
        text, rows = _numbered(text, choices)
    else:
        rows = rows_of(choices)
    return Laid(text, (*rows, *_way_round(ask, words, first)))


def rows_of(choices: tuple[Choice, ...]) -> Rows:
    """Return one row a choice, but digits side by side."""
    digits = tuple(c for c in choices if c.label.isdecimal())
    others = tuple((c,) for c in choices if not c.label.isdecimal())
    return ((digits,) if digits else ()) + others


def _numbered(text: str, choices: tuple[Choice, ...]) -> tuple[str, Rows]:
    lines = [text]
    short: list[Choice] = []
    for number, choice in enumerate(choices, start=1):
        ticked = choice.label.startswith("✓ ")
        lines.append(f"{number}. {_escaped(choice.label.removeprefix('✓ '))}")
        short.append(Choice(f"✓ {number}" if ticked else str(number), choice.value))
    last = choices[-1]
    if last.value == "done!":
        lines.pop()
        short[-1] = last
    return "\n".join(lines), rows_of(tuple(short))


def _escaped(label: str) -> str:
    return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _way_round(ask: Ask, words: Words, first: bool) -> Rows:
    help_row = column(words, HELP) if getattr(ask.question, "story", False) else ()
    if ask.consent == "take_part":
        help_row = column(words, PRIVACY)
    values = (() if first else (BACK,)) + ((SKIP,) if ask.optional else ()) + (MORE,)
    return (*help_row, buttons(words, *values))
