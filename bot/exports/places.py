"""The table of places: where people said it was, only as exactly as was kept."""

from __future__ import annotations

import json
from typing import Any

from bot.house import House
from bot.scripts import of_prompt
from conversations.flow import Ask, every
from conversations.questions.place import Place
from storage.sqlite import Connection

Row = dict[str, Any]


def places(db: Connection, house: House, stored: list[Row], answers: list[Row]) -> list[Row]:
    """Return a row for each answer about a place; ``stored`` and ``answers`` are side by side."""
    known: dict[tuple[str, str], dict[str, Place]] = {}
    rows = []
    for raw, answer in zip(stored, answers, strict=True):
        where = (raw["revision"], raw["script"])
        if where not in known:
            known[where] = _questions(db, house, *where)
        question = known[where].get(raw["node"])
        if question is not None and raw["status"] == "given":
            rows.append({**answer, **_spot(raw["value"]), "kept_to": question.exact})
    return rows


def _questions(db: Connection, house: House, revision: str, key: str) -> dict[str, Place]:
    """Return a script's questions about places by their keys: the project's, or a prompt's."""
    loaded = house.revision(db, revision)
    kind, _, about = key.partition(":")
    if kind not in ("main", "prompt"):
        return {}
    script = loaded.project.script
    if kind == "prompt":
        script = of_prompt(db, loaded, about, loaded.project.language)
    return {
        node.key: node.question
        for node in every(script.nodes)
        if isinstance(node, Ask) and isinstance(node.question, Place)
    }


def _spot(value: str) -> Row:
    kept = json.loads(value)
    latitude, longitude = map(float, kept[0].split(",")) if kept else (None, None)
    return {"latitude": latitude, "longitude": longitude}
