"""Going back to the same people: the measures again, each promise, and what nobody planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, End, Node, Say, Script
from conversations.project import Measure, Project
from conversations.questions.base import Option
from conversations.questions.choice import OneChoice
from conversations.questions.own_words import OwnWords
from conversations.questions.scale import Scale


def wave(number: int) -> str:
    """Return the name of the ``number``-th time people are asked again; what they say carries it.

    The first comes after the first decision; who contributes to a later one is asked once more.
    """
    return f"after-{number}"


AWAY = N_("I'm not there any more")

#: What someone can say of a promise.
KEPT = (
    Option("yes", N_("Yes"), (N_("Yes, always"),)),
    Option("mostly", N_("Mostly")),
    Option("no", N_("No")),
    Option("cant_tell", N_("Can't tell"), (N_("I don't know"),)),
)


@dataclass(frozen=True)
class PromiseToCheck:
    """A promise that was told to people; ``due`` is its day in words, ``ripe`` if it has come."""

    id: str
    what: str
    due: str
    ripe: bool = True


def checkback_script(
    key: str,
    project: Project,
    before: Mapping[str, str],
    promises: Sequence[PromiseToCheck],
    *,
    decided: bool,
) -> Script:
    """Return the script of one person's check-back.

    ``before`` holds what they said then, by measure (nothing where they did not say).
    ``decided`` is false when no decision has been reached: then that is said first, plainly.
    """
    measures = list(project.measures.values())
    thanks = N_(
        "Thank you. What you said now is set beside what you said then. "
        "Send /answers any time to see where things stand."
    )
    return Script(
        key,
        (
            Say("checkback.why", _why(project, decided=decided)),
            *(_again(measure, before.get(measure.key)) for measure in measures[:1]),
            *(_kept(promise) for promise in promises),
            *(_again(measure, before.get(measure.key)) for measure in measures[1:]),
            Ask(
                "checkback.unplanned",
                OwnWords(
                    N_(
                        "Did anything else change, good or bad, that nobody planned? "
                        "Write it, or say it by voice. Or skip."
                    )
                ),
                short=N_("What else changed"),
            ),
            End("end", "done", thanks),
        ),
        review=False,
    )


def _why(project: Project, *, decided: bool) -> Phrase:
    if decided:
        return N_(
            "<b>{title}</b>: some time has passed. Did it get better? A few short "
            "questions.\n<i>You get this because you said we may write. /stop ends it.</i>",
            title=project.title,
        )
    return N_(
        "<b>{title}</b>: we promised you a decision by now. There is none yet. We are late, "
        "and we are sorry.\nWe still want to know how things are for you now.\n"
        "<i>You get this because you said we may write. /stop ends it.</i>",
        title=project.title,
    )


def _again(measure: Measure, before: str | None) -> Node:
    text = (
        N_(
            "Last time you said {before} of {points}.\n{question}",
            before=before,
            points=measure.top,
            question=measure.ask,
        )
        if before
        else N_("{question}", question=measure.ask)
    )
    scale = Scale(text, measure.points, measure.low, measure.high, away=AWAY, start=measure.start)
    return Ask(
        f"measure.{measure.key}", scale, measure=measure.key, serves=measure.serves, numbered=True
    )


def _kept(promise: PromiseToCheck) -> Node:
    text = (
        N_("We promised, by {due}: {what}\nIs it so?", due=promise.due, what=promise.what)
        if promise.ripe
        else N_(
            "We promised, by {due}: {what}\nThat day has not come yet. Is it so already?",
            due=promise.due,
            what=promise.what,
        )
    )
    return Ask(f"promise.{promise.id}", OneChoice(text, KEPT), promise=promise.id, numbered=True)
