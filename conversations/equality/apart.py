"""What of a run belongs to the equality block, and how a run lets go of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.run import Answer, Run

#: The offer of the block, and the question whether what was told elsewhere may be used here too.
#: Every other question of it is one of ``OFFER.<key>``.
OFFER, REUSE = "equality", "equality.reuse"

#: The scopes agreed to: that a project counts what was told in it, or what was told elsewhere.
TELL, USE = "equality", "equality_reuse"

#: Facts of a run: whether the person told such things elsewhere (``some`` of what is asked here,
#: or ``all``), in which project, and which of them.
TOLD, TOLD_IN, TOLD_OF = "told", "told_in", "told."


def node(question: str) -> str:
    """Return the key of the node that puts ``question``."""
    return f"{OFFER}.{question}"


def is_apart(key: str) -> bool:
    """Say whether the node ``key`` belongs to the block."""
    return key == OFFER or key.startswith(f"{OFFER}.")


def question(key: str) -> str:
    """Return which question of the block the node ``key`` puts."""
    return key.removeprefix(f"{OFFER}.")


def without(run: Run) -> Run:
    """Return ``run`` as if nothing of the block had been answered.

    Someone in the middle of it is offered it anew; where they have passed it, it counts as refused,
    so that a change of another answer does not bring it up again.
    """
    touched = (*run.answers, *run.aside, *run.facts, run.at or "")
    if not any(is_apart(key) or _is_told(key) for key in touched):
        return run
    passed = OFFER in run.answers or REUSE in run.answers
    inside = run.at is not None and is_apart(run.at)
    answers = _others(run.answers)
    if passed and not inside:
        answers[OFFER] = Answer(("no",), language=run.language)
    return replace(
        run,
        answers=answers,
        aside=_others(run.aside),
        facts={name: value for name, value in run.facts.items() if not _is_told(name)},
        at=OFFER if inside else run.at,
        # A button of the question that stood there must not answer the one that does now.
        step=run.step + 1 if inside else run.step,
        tries=0 if inside else run.tries,
        beside=Answer() if inside else run.beside,
        previous=None if run.previous and is_apart(run.previous) else run.previous,
        pending=None if inside else run.pending,
    )


def _others(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {key: answer for key, answer in answers.items() if not is_apart(key)}


def _is_told(fact: str) -> bool:
    return fact in (TOLD, TOLD_IN) or fact.startswith(TOLD_OF)
