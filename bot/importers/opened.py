"""Groups, repeats and loops of a form: what has begun, and the rows and steps within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.importers.conditions import Condition
from bot.importers.headers import split
from bot.importers.known import Known
from bot.importers.lists import Choice
from bot.importers.making import Step
from bot.importers.refusing import FormRefused
from bot.importers.types import Bracket, read_type
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


#: What is read once for each of its choices, or all together: its rows are kept until it ends.
LOOPS = frozenset({"loop", "kobomatrix", "rank"})

#: Groups within each other deeper than this cannot be followed by anyone.
DEEPEST = 12


class Opened:
    """What has begun and not ended, one within the other; the form itself is around them all."""

    def __init__(self) -> None:
        self._open = [Open(Row(1, {}), Bracket(begins=True, what="form"), "flow")]

    @property
    def innermost(self) -> Open:
        """Return what the next row stands in."""
        return self._open[-1]

    def begin(self, begun: Open) -> None:
        """Let the rows that follow stand in ``begun``."""
        if len(self._open) > DEEPEST:
            raise FormRefused(
                f"In row {begun.row.number} groups lie more than {DEEPEST} deep in one another. "
                "Nobody can follow that in a chat: ask one after the other instead."
            )
        self._open.append(begun)

    def end(self, row: Row, what: str) -> Open:
        """Return what ``row`` ends, which is no longer open."""
        begun = self.innermost
        if len(self._open) == 1:
            raise FormRefused(
                f"Row {row.number} ends a {what} that has not begun. Delete it, or add the row "
                "where it begins."
            )
        if begun.bracket.what != what:
            raise FormRefused(
                f"Row {row.number} ends a {what}, but the last one open is the "
                f"{begun.bracket.what} of row {begun.row.number}. End that one first."
            )
        return self._open.pop()

    def close(self) -> list[Step]:
        """Return the steps of the whole form, in which nothing may be open any more."""
        begun = self.innermost
        if len(self._open) > 1:
            raise FormRefused(
                f"The {begun.bracket.what} that begins in row {begun.row.number} never ends. Add a "
                f"row of type “end_{begun.bracket.what}”."
            )
        return begun.steps

    def name_of(self, row: Row) -> str:
        """Return what a question is called; in a repeat, without the repeat's own name."""
        name = row.cells.get("name") or "q"
        for around in self._open:
            if around.bracket.what == "repeat":
                name = name.removeprefix(f"{around.row.cells.get('name', '')}.")
        return name

    def keeps(self, kind: object) -> bool:
        """Say whether a row of this kind is kept until the loop around it ends."""
        loop = self.innermost
        if loop.bracket.what not in LOOPS:
            return False
        within = [read_type(row.cells["type"]) for row in loop.rows]
        deep = sum(1 if one.begins else -1 for one in within if isinstance(one, Bracket))
        ends = isinstance(kind, Bracket) and not kind.begins and kind.what == loop.bracket.what
        return not (ends and deep == 0)


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
