"""The equality block, as an author asks for it: which questions, and the project's own reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.equality import asking
from conversations.equality.block import BLOCKS, USUAL, Block, block
from conversations.flow import Node
from conversations.problems import did_you_mean, listed
from conversations.reading.shapes import EQUALITY
from conversations.reading.yamlfile import Table

if TYPE_CHECKING:
    # It calls us by its table of kinds.
    from conversations.reading.nodes import FlowReader


def equality(steps: FlowReader, tree: Table) -> tuple[Node, ...]:
    """Ask people about themselves, if they want: all of a block, or some of it."""
    reader, table = steps.reader, steps.reader.table(tree, EQUALITY)
    if not steps.first(table, "equality"):
        return ()
    asked = block(reader.one_of(table, "block", BLOCKS, USUAL))
    because = reader.text(table, "because", "flow.equality", "part")
    chosen = _chosen(steps, table, asked)
    return asking.equality(asked, chosen, because or asking.BECAUSE, steps.small, steps.youngest)


def _chosen(steps: FlowReader, table: Table, asked: Block) -> tuple[str, ...]:
    """Return the questions an author wants, in the block's order: sex comes before gender."""
    known = tuple(question.key for question in asked.questions)
    named = steps.reader.values(table, "equality")
    if named == ("all",):
        return known
    for name in named:
        if name not in known:
            steps.reader.problem(
                table.entries["equality"].place,
                "no-equality-question",
                f"The block has no question “{name}”.{did_you_mean(name, known)} It has "
                f"{listed(known)}; or ask “all”.",
            )
    return tuple(key for key in known if key in named)
