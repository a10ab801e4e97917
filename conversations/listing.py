"""A person's answers as they would read them, and how far along the way they are."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from conversations.catalogue import N_, Words
from conversations.equality.apart import OFFER, REUSE
from conversations.flow import Ask, Branch, Node, Script, every, path
from conversations.run import Answer, Run
from conversations.text import FSI, PDI, Text, telegram_length

#: How much of someone's words a list shows; the rest is one tap away.
SHORT = 160

#: How much is shown where an answer stands alone. A message holds 4,096 of Telegram's characters,
#: of which some letters and every emoji take two.
WHOLE = 1_800

#: How long a list may become, in Telegram's characters; what does not fit is said to be more.
LONGEST_LIST = 3_500


#: Stands below a list of answers, where someone told us of themselves.
ABOUT_YOU = N_("What you said about yourself is kept apart from these. To see it, type: my details")


@dataclass(frozen=True)
class Line:
    """One answered question: its number in the list, what was asked, what was said."""

    number: int
    node: str
    asked: str
    said: str


def lines(script: Script, run: Run, words: Words, first: int = 1) -> tuple[Line, ...]:
    """Return the answers on this person's way that are theirs to check, in order, as HTML.

    They are numbered from ``first`` on: a list may go through several runs. What they
    said about themselves is not among them: it is kept apart.
    """
    way = path(script.nodes, run.answers, run.facts)
    answered = [n for n in way if isinstance(n, Ask) and n.reviewed and n.key in run.answers]
    asks = [ask for ask in answered if ask.block is None]
    return tuple(
        Line(number, ask.key, asked(ask, words), said(ask, run.answers[ask.key], words))
        for number, ask in enumerate(asks, start=first)
    )


def asked(ask: Ask, words: Words) -> str:
    """Return the question's short name, or what was asked, in one line.

    What stands before the last line of a question of ours is preamble; an author's is a question
    as a whole, and in Easy Read each of its sentences has a line.
    """
    own = ask.said_in(words)
    called = ask.short or ask.question.text
    said_lines = own.say(called).splitlines()
    name = " ".join(said_lines) if isinstance(called, Text) else said_lines[-1]
    # The same question of another round is told apart by its number.
    return f"{name} ({ask.round})" if ask.round > 1 else name


def said(ask: Ask, answer: Answer, words: Words, longest: int = SHORT) -> str:
    """Return an answer in words, as Telegram HTML: its value, then the person's own words.

    ``longest``: after so many characters of their words, the rest is left out, and shown to be.
    """
    parts = [ask.show(answer, words)]
    if answer.status == "skipped":
        parts.append(words.t("(skipped)"))
    parts += _quoted(answer.words, longest)
    if answer.media:
        parts.append(
            words.tn(
                "({n} voice message, photo or file)",
                "({n} voice messages, photos or files)",
                len(answer.media),
            )
        )
    return " · ".join(part for part in parts if part)


def _quoted(texts: tuple[str, ...], longest: int) -> Iterator[str]:
    room = longest
    for text in texts:
        if room <= 0:
            yield "…"
            return
        short = text if len(text) <= room else text[: room - 1].rstrip() + "…"
        yield f"{FSI}“{html.escape(short, quote=False)}”{PDI}"
        room -= len(text)


def listing(script: Script, run: Run, words: Words, first: int = 1) -> str:
    """Return a person's answers as a numbered list, as Telegram HTML, ``LONGEST_LIST`` at most."""
    shown: list[str] = []
    room = LONGEST_LIST
    for line in lines(script, run, words, first):
        entry = f"{line.number}. {line.asked}\n   → {line.said}"
        room -= telegram_length(entry) + 1
        if room < 0:
            shown.append(words.t("… and more. Type the number of any answer to see or change it."))
            break
        shown.append(entry)
    if _told_of_themselves(run):
        shown.append(words.say(ABOUT_YOU))
    return "\n".join(shown) or words.t("Nothing yet.")


def _told_of_themselves(run: Run) -> bool:
    """Say whether they agreed to tell something, or that what they told elsewhere is used."""
    agreed = (answer for key, answer in run.answers.items() if key in (OFFER, REUSE))
    return any(answer.value == ("yes",) for answer in agreed)


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
    sure = not _may_grow(script.nodes, run)
    return Progress(numbered.index(node) + 1, len(numbered) if sure else None)


def _may_grow(nodes: tuple[Node, ...], run: Run) -> bool:
    """Say whether an answer still to come decides if numbered questions are asked."""
    return any(_is_undecided(node, run) for node in nodes if isinstance(node, Branch | Ask))


def _is_undecided(branch: Branch | Ask, run: Run) -> bool:
    if isinstance(branch, Ask):
        # With nothing left to choose it is not asked.
        return any(name not in run.answers for name in branch.question.depends)
    if any(name not in run.answers for name in branch.when.names()):
        return _has_numbered(branch.then + branch.otherwise)
    taken = branch.then if branch.when.holds(run.answers, run.facts) else branch.otherwise
    return _may_grow(taken, run)


def _has_numbered(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Ask) and n.numbered for n in every(nodes))
