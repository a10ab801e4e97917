"""Dead ends: questions that some people, or all, could not answer however they try."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from conversations.checks.parts import Parts
from conversations.flow import Ask, every
from conversations.problems import Problem, problem_at
from conversations.questions.choices import SeveralChoices
from conversations.questions.number import Number


def check_dead_ends(parts: Parts) -> Iterator[Problem]:
    """Find numbers none of which fits, and more options to choose than some people are offered."""
    for node in every(parts.draft.project.script.nodes):
        question = node.question if isinstance(node, Ask) else None
        if isinstance(question, Number) and _none_between(question):
            yield problem_at(
                parts.draft.place(f"{parts.node_paths(node.key)[0]}.text"),
                "dead-end",
                f"No number with {question.decimals or 'no'} digits after the point lies between "
                f"“least” ({question.least}) and “most” ({question.most}): nobody could answer. "
                "Move them apart, or allow “decimals”.",
            )
        elif isinstance(question, SeveralChoices) and question.filtered:
            sure = sum(option.when is None for option in question.options)
            if sure < question.least:
                yield problem_at(
                    parts.draft.place(f"{parts.node_paths(node.key)[0]}.text"),
                    "dead-end",
                    f"Some people may be offered no more than {sure} of these options, and "
                    f"“least” asks for {question.least}. Ask for fewer, or offer more to everyone.",
                    serious=False,
                )


def _none_between(question: Number) -> bool:
    """Say whether no number of so many decimals lies between the two ends."""
    if question.least is None or question.most is None or question.least > question.most:
        return False
    step = Decimal(1).scaleb(-question.decimals)
    return question.least.quantize(step, ROUND_CEILING) > question.most
