"""Steps used more than once: a part of the flow with a name, and rounds of the same questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from conversations.conditions import Compare
from conversations.flow import Ask, Branch, Node
from conversations.problems import did_you_mean
from conversations.questions.choice import NO, YES, OneChoice
from conversations.reading.scopes import Group
from conversations.reading.shapes import FLOW, REPEAT
from conversations.reading.yamlfile import Table, Tree
from conversations.text import Text

if TYPE_CHECKING:
    # It calls us by its table of kinds.
    from conversations.reading.nodes import FlowReader

#: More rounds than this are not asked in a chat: nobody counts on.
MOST_ROUNDS = 10

#: More questions than this, rounds counted, and it is no conversation any more.
MOST_NODES = 2_000


def flow(steps: FlowReader, tree: Table) -> tuple[Node, ...]:
    """Go through a part of the flow that stands under “flows”, once or under several names."""
    reader = steps.reader
    table = reader.table(tree, FLOW)
    name = reader.word(table, "flow")
    place = table.entries["flow"].place
    part = steps.parts.get(name)
    if part is None:
        hint = did_you_mean(name, steps.parts)
        reader.problem(
            place, "no-flow", f"There is no flow “{name}”.{hint} Describe it under “flows”."
        )
        return ()
    if name in steps.within:
        way = " → ".join((*steps.within, name))
        reader.problem(
            place,
            "recursion",
            f"This flow comes back to itself ({way}), and nobody would reach its end. Use “repeat” "
            "for questions that are asked again.",
        )
        return ()
    steps.used.add(name)
    prefix = _prefix(steps, table)
    inner = steps.scope.inside(part, prefix, f"flows.{name}")
    nodes = steps.inside(inner, part, name)
    return steps.together(nodes, Group(name, len(nodes), under=prefix.removesuffix(".")))


def _prefix(steps: FlowReader, table: Table) -> str:
    name = steps.reader.word(table, "as")
    if not name:
        return ""
    place = table.entries["as"].place
    steps.reader.named(name, place, f"flow.{steps.scope.key(name)}")
    return f"{name}."


def repeat(steps: FlowReader, tree: Table) -> tuple[Node, ...]:
    """Ask the same again for another: another child, another visit."""
    reader, table = steps.reader, steps.reader.table(tree, REPEAT)
    key = steps.named(tree, "repeat")
    path = f"{steps.scope.path}.{key.removeprefix(steps.scope.prefix)}"
    another = reader.text(table, "another", path, "part")
    most = reader.number(table, "most", 2, MOST_ROUNDS, 3)
    again = reader.items(table, "steps")
    if "steps" in table.entries and not again:
        reader.problem(table.entries["steps"].place, "no-steps", "“steps” needs at least one step.")
    nodes = _rounds(steps, (key, path), again, another, (1, most))
    return steps.together(nodes, Group(key, len(nodes), most=most))


def _rounds(
    steps: FlowReader,
    named: tuple[str, str],
    again: tuple[Tree, ...],
    another: Text,
    count: tuple[int, int],
) -> tuple[Node, ...]:
    """Return round ``count[0]`` of ``count[1]`` with those behind it, each only if wanted."""
    (key, path), (number, most) = named, count
    own = key.removeprefix(steps.scope.prefix)
    inner = steps.scope.inside(again, f"{own}.{number}.", path)
    here = _of_round(steps.inside(inner, again), number)
    if number == most or steps.count > MOST_NODES:
        return here
    more = f"{key}.{number}.another"
    wanted = Ask(more, OneChoice(another, (YES, NO)), optional=False, reviewed=False)
    behind = _rounds(steps, named, again, another, (number + 1, most))
    return (*here, wanted, Branch(f"{more}.yes", Compare(more, "is", ("yes",)), behind))


def _of_round(nodes: tuple[Node, ...], number: int) -> tuple[Node, ...]:
    """Return ``nodes`` with their questions marked as those of round ``number``."""
    return tuple(
        replace(node, round=node.round or number)
        if isinstance(node, Ask)
        else replace(
            node, then=_of_round(node.then, number), otherwise=_of_round(node.otherwise, number)
        )
        if isinstance(node, Branch)
        else node
        for node in nodes
    )


def check_used(steps: FlowReader) -> None:
    """Note parts of the flow that nobody goes through."""
    for name in steps.parts:
        if name not in steps.used:
            steps.reader.problem(
                steps.reader.places[f"flows.{name}"],
                "unused-flow",
                f"Nobody goes through “{name}”: add “- flow: {name}” where it belongs.",
                serious=False,
            )


def too_many(steps: FlowReader, step: Tree) -> bool:
    """Say whether ``step`` is one more than a chat can hold; that is noted once."""
    steps.count += 1
    if steps.count == MOST_NODES + 1:
        steps.reader.problem(
            step.place,
            "too-many-steps",
            f"With all its rounds this flow has more than {MOST_NODES} steps. Ask fewer rounds.",
        )
    return steps.count > MOST_NODES and steps.depth > 0
