"""A person's answers as they would read them, and how far along the way they are."""

from __future__ import annotations

import html
from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.flow import Ask, Branch, Node, Script, every, path
from conversations.run import Answer, Run
from conversations.text import Html, insert

#: How much of a long answer a list shows; the whole is one tap away.
_SHORT = 160


@dataclass(frozen=True)
class Line:
    """One answered question: its number in the list, what was asked, what was said."""

    number: int
    node: str
    asked: str
    said: str


def lines(script: Script, run: Run, words: Words) -> tuple[Line, ...]:
    """Return the answers on this person's way that are theirs to check, in order, as HTML."""
    way = path(script.nodes, run.answers, run.facts)
    asks = [n for n in way if isinstance(n, Ask) and n.reviewed and n.key in run.answers]
    return tuple(
        Line(number, ask.key, asked(ask, words), said(ask, run.answers[ask.key], words))
        for number, ask in enumerate(asks, start=1)
    )


def asked(ask: Ask, words: Words) -> str:
    """Return the question's short name or last line: what comes before it is preamble."""
    return words.say(ask.short or ask.question.text).splitlines()[-1]


def said(ask: Ask, answer: Answer, words: Words, longest: int = _SHORT) -> str:
    """Return an answer in words, as Telegram HTML: its value, then the person's own words."""
    parts = [ask.question.show(answer, words)] if answer.value else []
    if answer.status == "unsure" and not answer.value:
        parts.append(words.t("Not sure"))
    if answer.status == "skipped":
        parts.append(words.t("(skipped)"))
    parts += [_quoted(text, longest) for text in answer.words]
    if answer.media:
        parts.append(
            words.tn(
                "({n} voice message, photo or file)",
                "({n} voice messages, photos or files)",
                len(answer.media),
            )
        )
    return " · ".join(part for part in parts if part)


def _quoted(text: str, longest: int) -> str:
    short = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return insert(Html(f"\u2068“{html.escape(short, quote=False)}”\u2069"))


@dataclass(frozen=True)
class Progress:
    """Question ``number`` of ``of``; ``of`` is ``None`` while it is not sure."""

    number: int
    of: int | None


def progress(script: Script, run: Run, node: str) -> Progress | None:
    """Return how far along the numbered questions ``node`` is, or ``None`` if it is not one."""
    numbered = [
        n.key
        for n in path(script.nodes, run.answers, run.facts)
        if isinstance(n, Ask) and n.numbered
    ]
    if node not in numbered:
        return None
    sure = not any(
        _may_grow(branch, run) for branch in every(script.nodes) if isinstance(branch, Branch)
    )
    return Progress(numbered.index(node) + 1, len(numbered) if sure else None)


def _may_grow(branch: Branch, run: Run) -> bool:
    """Say whether an answer still to come decides if this branch's questions are asked."""
    undecided = any(name not in run.answers for name in branch.when.names())
    return undecided and _has_numbered(branch.then + branch.otherwise)


def _has_numbered(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Ask) and n.numbered for n in every(nodes))
