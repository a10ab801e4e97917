"""Groups, repeats and loops of a form: what has begun, and the rows and steps within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.importers.conditions import Condition
from bot.importers.headers import split
from bot.importers.known import Known
from bot.importers.lists import Choice
from bot.importers.making import Step
from bot.importers.types import Bracket
from bot.importers.wording import Wording
from bot.importers.workbook import Row


@dataclass
class Open:
    """A group, repeat or loop that has begun: where, its steps so far, and what it is for."""

    row: Row
    bracket: Bracket
    path: str
    steps: list[Step] = field(default_factory=list)
    condition: Condition = True
    key: str = ""
    label: Wording = field(default_factory=Wording)
    known: Known = field(default_factory=Known)
    before: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)


def values_of(part: object) -> int:
    """Return how many values ``part`` of a project's file has."""
    if isinstance(part, dict):
        return 1 + sum(map(values_of, part.values()))
    return 1 + sum(map(values_of, part)) if isinstance(part, list) else 1


def first_step(steps: list[Step]) -> tuple[str, int]:
    """Return the key of the first step, and how many conditions stand before it."""
    deep, step = 0, steps[0]
    while "when" in step:
        deep, step = deep + 1, step["then"][0]
    return str(next(step[kind] for kind in ("ask", "say", "repeat") if kind in step)), deep


def with_kobos_list(row: Row, bracket: Bracket) -> Bracket:
    """Return a bracket with the list that Kobo names in a column of its own."""
    columns = {
        "score": "kobo--score-choices",
        "rank": "kobo--rank-items",
        "kobomatrix": "kobo--matrix_list",
    }
    column = columns.get(bracket.what, "")
    return replace(bracket, list_name=row.cells[column]) if column in row.cells else bracket


def turned(cells: Mapping[str, str], choice: Choice, what: str) -> dict[str, str]:
    """Return a loop's row for one choice: its words where the form says “%(label)s”."""
    turned = {}
    for column, said in cells.items():
        label = choice.row.cells.get(column, choice.label.source)
        turned[column] = said.replace("%(label)s", label).replace("%(name)s", choice.name)
        if what == "kobomatrix" and split(column)[0] == "label":
            turned[column] = f"{label}: {said}"
    if turned.get("name") == cells.get("name"):
        turned["name"] = f"{cells.get('name', 'q')}_{choice.key}"
    return turned
