"""From events to what a person sees: messages, marks on messages, short notes."""

from __future__ import annotations

from dataclasses import dataclass

from conversations import acknowledging, refusals, resting
from conversations import events as happened
from conversations.aloud import Aloud, aloud, question_aloud
from conversations.catalogue import N_, Words
from conversations.equality.questions import Offer
from conversations.events import Event
from conversations.flow import Ask, End, Say, Script, every
from conversations.layout import (
    ANSWERS,
    ASK_TEAM,
    DELETE,
    MINE,
    STOP,
    Laid,
    Rows,
    column,
    lay_out,
    rows_of,
)
from conversations.listing import WHOLE, asked, listing, progress, said
from conversations.questions.base import Choice, Setting, Wording
from conversations.questions.card import Card
from conversations.questions.review import Review
from conversations.run import Answer, Run
from conversations.text import Html


@dataclass(frozen=True)
class Spoken:
    """A new message. ``step``: which question its buttons belong to."""

    text: str
    rows: Rows = ()
    step: int | None = None
    #: the message puts a question (and so may be sent a second time without harm)
    question: bool = False
    #: how it is read aloud, if it can have a recording
    aloud: Aloud | None = None


@dataclass(frozen=True)
class Marked:
    """The message of ``step`` loses its buttons and shows ``mark`` below its text."""

    step: int
    mark: str


@dataclass(frozen=True)
class Redrawn:
    """The message of ``step`` gets other buttons (and, where they are listed in it, text)."""

    step: int
    text: str
    rows: Rows


@dataclass(frozen=True)
class Toast:
    """A short note over the chat, in answer to a tap."""

    text: str


#: So many answers are named when a change would set them aside; a longer list is not read.
MOST_NAMED = 10

Output = Spoken | Marked | Redrawn | Toast


def render(script: Script, run: Run, events: tuple[Event, ...], words: Words) -> tuple[Output, ...]:
    """Return what the person sees of ``events``, in order, in ``words``' language.

    ``run`` is the run after them. A change of answer at a step marks that step's message.
    """
    outputs: list[Output] = []
    for event in events:
        outputs += _render(script, run, event, words)
    return tuple(outputs)


def _render(script: Script, run: Run, event: Event, words: Words) -> list[Output]:
    match event:
        case happened.Prompted():
            return [prompt(script, run, event, words)]
        case happened.Shown():
            return _shown(script, event, words)
        case happened.AnswerRecorded():
            return _recorded(script, event, words)
        case happened.AnswerChanged():
            return _changed(script, run, event, words)
        case happened.DraftChanged():
            return _redrawn(script, run, event, words)
        case happened.InputRejected():
            return _rejected(script, run, event, words)
        case happened.WhyShown():
            return _why(script, run, event, words)
        case happened.ChangeQuestioned():
            return [_change_questioned(script, event, words)]
        case happened.RunEnded():
            return _ended(script, run, event, words)
        case _:
            return _short(script, run, event, words)


def prompt(script: Script, run: Run, event: happened.Prompted, words: Words) -> Spoken:
    """Return the message that puts a question: number, words, buttons, the answer so far."""
    ask = _put(script, run, event.node)
    own = ask.said_in(words)
    laid = _laid(script, ask, words, run.draft)
    parts = [_number(script, run, event.node, own), laid.text]
    if isinstance(ask.question, Review):
        parts += [listing(script, run, words)]
    elif event.again and ask.reviewed and ask.key in run.answers and not _shows(ask, run, words):
        old = Html(said(ask, run.answers[ask.key], own, WHOLE))
        parts.append(own.t("Your answer so far: {answer}", answer=old))
    text = words.noted("\n".join(part for part in parts if part), own)
    heard = question_aloud(ask, words)
    return Spoken(text, laid.rows, event.step, question=True, aloud=heard)


def _shows(ask: Ask, run: Run, words: Words) -> bool:
    """Say whether the question itself shows what was chosen before."""
    return bool(ask.question.so_far(run.draft, words))


def _laid(script: Script, ask: Ask, words: Words, draft: tuple[str, ...]) -> Laid:
    first = next((node.key for node in every(script.nodes) if isinstance(node, Ask)), None)
    return lay_out(ask, words, draft, first=ask.key == first)


def _number(script: Script, run: Run, node: str, words: Words) -> str:
    at = progress(script, run, node)
    if at is None:
        return ""
    if at.of is None:
        return words.t("<b>Question {number}</b>", number=at.number)
    return words.t("<b>Question {number} of {of}</b>", number=at.number, of=at.of)


def _ask(script: Script, key: str) -> Ask:
    ask = script.find(key)
    assert ask is not None, f"an event named a question the script does not have: {key}"
    return ask


def _put(script: Script, run: Run, key: str) -> Ask:
    """Return the question as it was put to this person, options and days and all."""
    return _ask(script, key).at(Setting(run.answers, run.facts, run.asked_at))


def _shown(script: Script, event: happened.Shown, words: Words) -> list[Output]:
    return [
        _told(node.text, words)
        for node in every(script.nodes)
        if isinstance(node, Say) and node.key == event.node
    ]


def _told(text: Wording, words: Words, rows: Rows = ()) -> Spoken:
    """Return a message that stands by itself and asks nothing."""
    return Spoken(words.message(text), rows, aloud=aloud(text, words))


def _recorded(script: Script, event: happened.AnswerRecorded, words: Words) -> list[Output]:
    ask = _ask(script, event.node)
    marked = Marked(event.step, acknowledging.mark(ask, event.answer, words))
    note = acknowledging.written_down(ask, event.answer, words)
    return [marked, Spoken(note)] if note else [marked]


def _changed(script: Script, run: Run, event: happened.AnswerChanged, words: Words) -> list[Output]:
    return [*_said_of(script, run, event, words), *_listed_anew(script, run, event, words)]


def _listed_anew(
    script: Script, run: Run, event: happened.AnswerChanged, words: Words
) -> list[Output]:
    """Return the list of answers as it is now, where it stands open and nothing puts it again."""
    if event.how == "changed" or run.at is None or run.status != "waiting":
        return []
    if not isinstance(_ask(script, run.at).question, Review):
        return []
    listed = prompt(script, run, happened.Prompted(run.at, run.step, again=True), words)
    return [Redrawn(run.step, listed.text, listed.rows)]


def _said_of(script: Script, run: Run, event: happened.AnswerChanged, words: Words) -> list[Output]:
    if event.how == "joined":
        # The first of an album was acknowledged, and they were sent in one go.
        return []
    if event.how == "added":
        over = run.status == "ended"
        text = (
            words.t("Added to what you said before.")
            if over
            else words.t("Added to what you said before. The question above is still open.")
        )
        return [Spoken(text)]
    ask = _ask(script, event.node)
    if event.how == "corrected":
        return [
            Spoken(
                words.t(
                    "Corrected, as you wrote it: {answer}",
                    answer=Html(said(ask, event.answer, words)),
                )
            )
        ]
    now = Spoken(
        words.t("Changed. It now says: {answer}", answer=Html(said(ask, event.answer, words)))
    )
    if event.how == "replaced":
        return [now]
    if event.how == "resent":
        return [Spoken(words.t("Thank you. It stands in for the one that did not come through."))]
    mark = Marked(event.step, acknowledging.mark(ask, event.answer, words))
    if run.album:
        # More of it may follow, so what it says now would be half of it.
        return [mark, Spoken(words.t("Changed. What you just sent is your answer now."))]
    return [mark] if _says_the_same(event.answer, event.old) else [mark, now]


def _says_the_same(answer: Answer, old: Answer) -> bool:
    return (answer.value, answer.words, answer.media) == (old.value, old.words, old.media)


def _redrawn(script: Script, run: Run, event: happened.DraftChanged, words: Words) -> list[Output]:
    ask = _put(script, run, event.node)
    own = ask.said_in(words)
    laid = _laid(script, ask, words, event.draft)
    head = _number(script, run, event.node, own)
    text = words.noted(f"{head}\n{laid.text}" if head else laid.text, own)
    return [Redrawn(event.step, text, laid.rows)]


def _rejected(
    script: Script, run: Run, event: happened.InputRejected, words: Words
) -> list[Output]:
    note = refusals.toast(event, words)
    if note:
        return [Toast(note)]
    ask = _put(script, run, event.node) if event.node else None
    text = (ask.question.refuse(event.reason, words) if ask else "") or refusals.sentence(
        event, words
    )
    if event.reason in ("stopped", "enough", "parted", "reminded"):
        return [Spoken(text)]
    if event.reason == "edited":
        return [Spoken(text, column(words, ANSWERS))]
    if ask is None:
        return [Spoken(text, column(words, ASK_TEAM, ANSWERS))]
    if event.near:
        near = tuple(c for c in ask.choices(words) if c.value in event.near)
        return [Spoken(text, rows_of(near), run.step)]
    laid = _laid(script, ask, words, run.draft)
    numbered = any(c.label.isdecimal() for row in laid.rows for c in row)
    # Buttons that are bare numbers mean nothing without the text that numbers them.
    shown = f"{text}\n\n{laid.text}" if numbered else text
    return [Spoken(shown, laid.rows, run.step)]


def _why(script: Script, run: Run, event: happened.WhyShown, words: Words) -> list[Output]:
    ask = _ask(script, event.node)
    assert isinstance(ask.question, Card | Offer), "these two can be asked why"
    choices = tuple(c for c in ask.question.choices(words) if c.value != "why")
    heard = aloud(ask.question.because, words)
    return [Spoken(ask.question.why(words), rows_of(choices), run.step, aloud=heard)]


def _change_questioned(script: Script, event: happened.ChangeQuestioned, words: Words) -> Spoken:
    named = ["• " + asked(_ask(script, key), words) for key in event.falls_away[:MOST_NAMED]]
    more = len(event.falls_away) - MOST_NAMED
    if more > 0:
        named.append("• " + words.tn("{n} more answer", "{n} more answers", more))
    lost = "\n".join(named)
    text = words.t(
        "If you change this, these answers no longer fit and are put aside:\n{lost}",
        lost=Html(lost),
    )
    yes = Choice(words.t("Yes, change it"), "yes")
    no = Choice(words.t("No, keep it as it was"), "no")
    return Spoken(text, ((yes,), (no,)), event.step, question=True)


def _ended(script: Script, run: Run, event: happened.RunEnded, words: Words) -> list[Output]:
    if event.how == "stopped":
        text = words.t(
            "Stopped. You will get no more messages from us. What you already sent stays, "
            "unless you delete it. To start again, send /start."
        )
        return [Spoken(text, column(words, DELETE))]
    if event.again:
        text = words.t("Thank you. Your answers are sent as they stand now.")
        return [Spoken(text, column(words, ANSWERS))]
    texts = [
        node.text
        for node in every(script.nodes)
        if isinstance(node, End) and node.key == event.node
    ]
    rows = column(words, ANSWERS, MINE, STOP) if event.how == "done" else ()
    return [_told(text, words, rows) for text in texts]


def _short(script: Script, run: Run, event: Event, words: Words) -> list[Output]:
    """Return the one sentence each of the remaining events needs, if any."""
    match event:
        case happened.RunPaused():
            return [Spoken(*resting.paused(words))]
        case happened.RunResumed():
            return [Spoken(resting.welcome_back(event, words))]
        case happened.ScriptChanged():
            text = words.t("The questions were changed a little since. What you said is kept.")
            return [Spoken(text)]
        case happened.ChangeDropped():
            return [Spoken(words.t("All right. It stays as it was."))]
        case happened.Reminded():
            return [Spoken(*resting.reminded(script, run, words, last=event.last))]
        case happened.RemindersEnded():
            return [Spoken(resting.no_more(words))]
        case happened.TeamAsked():
            return [Spoken(words.say(ASK_NOW))]
        case _:
            return []


#: Said when someone wants to ask the team; their next message is the question.
ASK_NOW = N_(
    "What do you want to ask the team? Type it in one message. "
    "They do not see your name. To leave it, type: back"
)
