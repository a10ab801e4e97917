"""The flow as a whole: cards first, everything reviewed before it is sent, nothing for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.flow import Ask, every
from conversations.problems import Problem, did_you_mean, listed, problem_at
from conversations.questions.card import Card
from conversations.questions.review import Review


def check_review(parts: Parts) -> Iterator[Problem]:
    """Find a flow that does not end with its one review."""
    *nodes, _end = parts.draft.project.script.nodes
    reviews = [n for n in nodes if isinstance(n, Ask) and isinstance(n.question, Review)]
    if "flow" in parts.draft.places and "review" not in parts.draft.places:
        yield problem_at(
            parts.draft.place("flow"),
            "no-review",
            "The flow has no “review”. Add “- review” as its last step: people check their "
            "answers there, and nothing is sent before they say so.",
        )
    elif reviews and nodes[-1] is not reviews[0]:
        yield problem_at(
            parts.draft.place("review"),
            "review-not-last",
            "“review” has to be the last step: what comes after it would never be asked before "
            "everything is sent. Move it to the end of the flow.",
        )


def check_serves(parts: Parts) -> Iterator[Problem]:
    """Find questions about something fixed, or about nothing there is."""
    draft = parts.draft
    asks = [node for node in every(draft.project.script.nodes) if isinstance(node, Ask)]
    served = {f"flow.{ask.key}.serves": ask.serves for ask in asks if not ask.measure}
    served |= {f"measures.{m.key}.serves": m.serves for m in draft.project.measures.values()}
    constraints = draft.project.constraints
    for path, serves in served.items():
        if path not in draft.places or not serves:
            continue
        constraint = constraints.get(serves)
        if constraint is None:
            yield problem_at(
                draft.place(path),
                "no-constraint",
                f"There is no constraint “{serves}”.{did_you_mean(serves, constraints)}",
            )
        elif constraint.kind == "fixed":
            free = listed(c.key for c in constraints.values() if c.kind != "fixed")
            yield problem_at(
                draft.place(path),
                "fixed-subject",
                f"“{serves}” is decided, so a question about it is refused: no answer could "
                "change it, and asking would promise that it can. Tell people about it with “say”"
                + (f", or name what the answer can influence: {free}." if free else " instead."),
            )


def check_measures(parts: Parts) -> Iterator[Problem]:
    """Warn of measures that name no open decision."""
    for measure in parts.draft.project.measures.values():
        place = parts.draft.place(f"measures.{measure.key}")
        if not measure.serves:
            yield problem_at(
                place,
                "no-decision",
                f"“{measure.key}” names no decision that its answers could influence. Add “serves” "
                "with an open or shared constraint.",
                serious=False,
            )


def check_explained(parts: Parts) -> Iterator[Problem]:
    """Warn of questions whose card nobody has seen when they are asked."""
    draft, shown = parts.draft, set[str]()
    if "explain" not in draft.places:
        if "flow" in draft.places:
            yield problem_at(
                draft.place("flow"),
                "no-explain",
                "Nobody is shown what can change and what cannot. Begin the flow with “- explain: "
                "all”.",
                serious=False,
            )
        return
    for node in every(draft.project.script.nodes):
        if not isinstance(node, Ask):
            continue
        if isinstance(node.question, Card):
            shown.add(node.question.constraint)
        elif node.serves in draft.project.constraints and node.serves not in shown:
            yield problem_at(
                draft.place(f"flow.{node.key}.serves", f"flow.{node.key}"),
                "unexplained",
                f"This is asked before people have seen the card “{node.serves}” that it is "
                "about. Show that card first, with “explain”.",
                serious=False,
            )


def check_unused(parts: Parts) -> Iterator[Problem]:
    """Warn of measures that are never taken."""
    draft = parts.draft
    taken = {n.measure for n in every(draft.project.script.nodes) if isinstance(n, Ask)}
    for key in draft.project.measures:
        if key not in taken:
            yield problem_at(
                draft.place(f"measures.{key}"),
                "unused-measure",
                f"“{key}” is described here and never taken: add “- measure: {key}” to the flow, "
                "or there will be nothing to compare with later.",
                serious=False,
            )
