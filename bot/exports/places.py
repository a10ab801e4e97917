"""The table of places: where people said it was, only as exactly as was kept."""

from __future__ import annotations

import json
from typing import Any

from bot.house import House
from conversations.flow import Ask, every
from conversations.questions.place import Place
from storage.sqlite import Connection

Row = dict[str, Any]


def places(db: Connection, house: House, stored: list[Row], answers: list[Row]) -> list[Row]:
    """Return a row for each answer about a place; ``stored`` and ``answers`` are side by side."""
    known: dict[str, dict[tuple[str, str], Place]] = {}
    rows = []
    for raw, answer in zip(stored, answers, strict=True):
        revision = raw["revision"]
        if revision not in known:
            known[revision] = _questions(db, house, revision)
        question = known[revision].get((raw["script"], raw["node"]))
        if question is not None and raw["status"] == "given":
            rows.append({**answer, **_spot(raw["value"]), "kept_to": question.exact})
    return rows


def _questions(db: Connection, house: House, revision: str) -> dict[tuple[str, str], Place]:
    """Return the questions about places, by (script, key); only the project's own has any."""
    script = house.revision(db, revision).project.script
    return {
        (script.key, node.key): node.question
        for node in every(script.nodes)
        if isinstance(node, Ask) and isinstance(node.question, Place)
    }


def _spot(value: str) -> Row:
    kept = json.loads(value)
    latitude, longitude = map(float, kept[0].split(",")) if kept else (None, None)
    return {"latitude": latitude, "longitude": longitude}
