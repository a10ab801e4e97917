"""Filling in an exported form as ODK would: its sheets read back, its expressions evaluated."""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl

# It has no types of its own.
_etree: Any = importlib.import_module("lxml.etree")

Cells = dict[str, str]

_REFERENCE = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True)
class Form:
    """The sheets of a workbook, each row by the names of its columns."""

    survey: tuple[Cells, ...]
    choices: tuple[Cells, ...]
    settings: tuple[Cells, ...]
    lacks: tuple[Cells, ...]

    def row(self, name: str) -> Cells:
        """Return the question ``name``."""
        (found,) = (row for row in self.survey if row.get("name") == name)
        return found

    def options(self, name: str) -> dict[str, Cells]:
        """Return what can be chosen at the question ``name``."""
        listed = self.row(name)["type"].split()[1]
        return {row["name"]: row for row in self.choices if row["list_name"] == listed}


def read(content: bytes) -> Form:
    """Return the form in a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return Form(*(tuple(_rows(sheet)) for sheet in book))


def _rows(sheet: Any) -> Iterator[Cells]:
    head, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield {name: cell for name, cell in zip(head, row, strict=True) if cell}


def holds(expression: str, answers: Mapping[str, str], here: str = "") -> bool:
    """Say whether ``expression`` is true of ``answers``; ``here`` is what the dot stands for.

    Empty answers are empty texts, as in a form.
    """
    root = _etree.Element("form")
    names = dict.fromkeys(_REFERENCE.findall(expression))
    for number, name in enumerate(names):
        _etree.SubElement(root, f"a{number}").text = _kept(answers.get(name, ""))
    dot = _etree.SubElement(root, "dot")
    dot.text = _kept(here)
    numbers = {name: f"/form/a{number}" for number, name in enumerate(names)}
    path = _REFERENCE.sub(lambda found: numbers[found[1]], expression)
    # XPath's own "round" knows no places, and cannot be put another in its place.
    path = path.replace("round(", "round-to(")
    functions = {(None, name): function for name, function in _FUNCTIONS.items()}
    said = _etree.XPath(path, extensions=functions)(dot)
    assert isinstance(said, bool), f"{expression} is no condition"
    return said


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "".join(node.text or "" for node in value)


_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def _kept(value: str) -> str:
    """Return a date as a number that compares as it does: XPath 1.0 orders nothing else."""
    return "".join(found.groups()) if (found := _DATE.fullmatch(value)) else value


def _selected_at(_: Any, value: Any, place: float) -> str:
    chosen = _text(value).split()
    return chosen[int(place)] if int(place) < len(chosen) else ""


#: What ODK and Kobo add to XPath, as far as our forms use it.
_FUNCTIONS = {
    "selected": lambda _, value, key: key in _text(value).split(),
    "selected-at": _selected_at,
    "count-selected": lambda _, value: float(len(_text(value).split())),
    "date": lambda _, value: float(_kept(_text(value))),
    "round-to": lambda _, value, places: float(round(float(_text(value)), int(places))),
}
