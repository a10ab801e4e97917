"""What the questions of a decision share: how an answer is read, and the usual kinds of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.leads.decision_draft import Draft
from bot.visit import Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option

_LONGEST = 600

#: What a step does with what was said: the draft after it, or a sentence why it cannot be used.
Take = Callable[[Visit, Loaded, Draft, str, bool], Draft | Phrase]
Options = Callable[[Visit, Loaded, Draft], tuple[Option, ...]]


@dataclass(frozen=True)
class Step:
    """One question: what is asked, its buttons, what becomes of the answer.

    ``now`` returns in words what the answer is by now, where it is asked once more.
    """

    asks: Phrase
    options: Options
    take: Take
    now: Callable[[Draft], str]


NO_MORE = Option("none!", N_("That was all"), (N_("No"),))

NOT_UNDERSTOOD = N_("I did not quite get that. Please tap a button, or type its words.")


def chosen(words: Words, options: tuple[Option, ...], said: str, tapped: bool) -> str | None:
    """Return the key of the option that was tapped or typed, or ``None``."""
    if tapped:
        return said if said in {option.key for option in options} else None
    reading = match_option(said, options, words)
    return reading.value[0] if isinstance(reading, Understood) and not reading.words else None


def no_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    """Return no buttons: it is answered in words."""
    return ()


def nothing_yet(draft: Draft) -> str:
    """Return nothing: what was chosen is not shown when it is asked once more."""
    return ""


def unusable(said: str, tapped: bool) -> Phrase | None:
    """Return why words cannot be used, or ``None``."""
    if tapped or len(said) < 3:
        return N_("Please write it in a few words.")
    if len(said) > _LONGEST:
        return N_("That is too long for a phone. At most {n} letters, please.", n=_LONGEST)
    return None


def in_words(field: str, asks: Phrase, options: Options = no_options) -> Step:
    """Return a question that is answered in words, or with those that a button stands for."""

    def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
        known = options(visit, loaded, draft)
        # By number or tap only: two names that differ in a letter are two people.
        if tapped or said.isdecimal():
            found = chosen(visit.words, known, said, tapped)
            stands_for = {option.key: visit.words.plain(option.also[0]) for option in known}
            if found is not None:
                visit.mark_tapped("✓")
                said, tapped = stands_for[found], False
        return unusable(said, tapped) or draft.answer(field, **{field: said})

    return Step(asks, options, take, lambda draft: str(getattr(draft, field)))


def by_choice(field: str, asks: Phrase, options: Options) -> Step:
    """Return a question that is answered with one of its buttons."""

    def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
        found = chosen(visit.words_of(loaded), options(visit, loaded, draft), said, tapped)
        if found is None:
            return NOT_UNDERSTOOD
        visit.mark_tapped("✓")
        return draft.answer(field, **{field: "" if found == "none!" else found})

    return Step(asks, options, take, nothing_yet)


def today(visit: Visit, loaded: Loaded) -> date:
    """Return what day it is where the project is."""
    return visit.now.astimezone(ZoneInfo(loaded.project.timezone)).date()


def unreadable(day: date) -> Phrase:
    """Say that something is no day that can be read, and how one is typed."""
    return N_(
        "I could not read that as a day. Please type it like this: {example}",
        example=day.isoformat(),
    )
