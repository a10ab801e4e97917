"""What a form on paper or on another device says, as plain text in one language."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TypeVar

from conversations.catalogue import N_, Words
from conversations.flow import Ask
from conversations.languages import is_right_to_left
from conversations.project import Constraint, Project
from conversations.questions.base import Wording
from conversations.questions.choice import OneChoice
from conversations.text import FSI, PDI

T = TypeVar("T")

_TAG = re.compile(r"</?[a-z]+>")
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def bare(said: str) -> str:
    """Return Telegram HTML as plain text."""
    return html.unescape(_TAG.sub("", said))


def laid(said: str, language: str) -> str:
    """Return ``said`` with the marks that keep numbers in order only where they are needed."""
    return said if is_right_to_left(language) else said.translate(_ISOLATES)


def plain(words: Words, wording: Wording) -> str:
    """Return ``wording`` as plain text."""
    return bare(words.whole(wording).say(wording))


def kind_of(asked: object, kinds: Mapping[type, T]) -> T:
    """Return what ``kinds`` has for a question's own kind, or for the one it is a sort of."""
    return next(kinds[kind] for kind in type(asked).__mro__ if kind in kinds)


def question(ask: Ask, words: Words) -> str:
    """Return what is asked, without how to answer it in a chat."""
    own = _STORY_USE if ask.consent == "story" else _OWN.get(ask.key)
    if own is None and isinstance(ask.question, OneChoice) and ask.key.endswith(".about"):
        own = _STORY_ABOUT
    if own is not None:
        return bare(words.say(own))
    return bare(ask.said_in(words).say(ask.question.text))


#: Questions of ours that are put otherwise where nobody answers at once.
_OWN = {
    "understood": N_("What can this conversation still change? Choose what you think."),
    "understood.why": N_("Do you want to say why?"),
    # safety: what someone agrees to on paper, or on another's device
    "contact": N_(
        "May we tell you later what was decided, and ask if it got better? Whoever gave you this "
        "form does that."
    ),
}

_STORY_ABOUT = N_("What is this story mostly about? You know best.")

# safety: what a story's teller agrees to on paper, or on another's device
_STORY_USE = N_("How may we use this story? Never with your name.")

#: What a card is, in words.
KINDS = {
    "fixed": N_("Decided"),
    "open": N_("Open: you can change this"),
    "shared": N_("Shared: decided together with you"),
}


def card(constraint: Constraint, words: Words) -> tuple[str, tuple[str, ...]]:
    """Return a power card: its heading; what it is, why, who decides by when, what we heard."""
    own = words.whole(*_parts(constraint))
    kind = bare(own.say(KINDS[constraint.kind]))
    lines = tuple(bare(own.say(part)) for part in _parts(constraint) if part)
    return f"{kind} · {bare(own.say(constraint.name))}", lines


def _parts(constraint: Constraint) -> tuple[Wording, ...]:
    return (
        constraint.what,
        constraint.because,
        constraint.who,
        constraint.when,
        constraint.heard,
    )


def introduction(project: Project, words: Words) -> str:
    """Return who is asking and why, and how long it takes."""
    return bare(
        words.t(
            "This is {title}, run by {organisation}.\n{about}\n"
            "It takes about {minutes} minutes. You can leave out any question.",
            title=project.title,
            organisation=project.organisation,
            about=project.about,
            minutes=project.minutes,
        )
    )


def limits(project: Project, words: Words) -> tuple[str, ...]:
    """Return what someone has to know before they agree, one thing each."""
    return tuple(
        bare(one)
        for one in (
            # safety: before someone agrees to take part, on paper or on another's device
            words.t("What you say is confidential. Please do not write your name anywhere."),
            # safety: before someone agrees to take part, on paper or on another's device
            words.t(
                "One limit: if someone may come to harm, one named person ({safeguarding}) may "
                "find out who you are, to help.",
                safeguarding=project.safeguarding.name,
            ),
            # safety: before someone agrees to take part, on paper or on another's device
            words.t("People who know you may know your handwriting, your voice or your story."),
            # safety: before someone agrees to take part, on paper or on another's device
            words.t(
                "This form is not read at once. In danger, call {emergency}.",
                emergency=project.emergency[0].number,
            ),
            words.tn(
                "We keep it for {n} month.",
                "We keep it for {n} months.",
                project.keep_months,
            ),
        )
    )


def help_now(project: Project, words: Words) -> tuple[str, ...]:
    """Return where to get help, one number each, and whom to ask about the project."""
    lines = [
        f"{plain(words, contact.name)}: {FSI}{contact.number}{PDI}" for contact in project.emergency
    ]
    lines.append(
        bare(
            words.t(
                "For worries about someone's safety: {name}, {number}",
                name=project.safeguarding.name,
                number=project.safeguarding.number,
            )
        )
    )
    asked = words.t(
        "Questions: {name}, {number}", name=project.team.name, number=project.team.number
    )
    return (*lines, bare(asked))


def afterwards(words: Words) -> str:
    """Return what happens with a form once it is handed in; a chat's last words say "here"."""
    return bare(
        words.t(
            "We read everything by {read_by}. You hear what was decided, and why, by "
            "{report_back}: ask whoever gave you this form.",
            read_by=words.dates["read_by"],
            report_back=words.dates["report_back"],
        )
    )


# safety: what someone agrees to on paper, or on another's device
AGREE = N_("I have read this, or it was read to me, and I agree to take part.")

HELP = N_("Where to get help")
