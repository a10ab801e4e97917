"""Prompts in what leaves: what was sent, to how many, and how their questions are called."""

from __future__ import annotations

from typing import Any

from conversations.prompting import PROMPT
from storage import outreach, prompts
from storage.sqlite import Connection

Row = dict[str, Any]


def asked_as(script: str, node: str) -> str:
    """Return the key a question has in what leaves: in a prompt, with the prompt's id."""
    kind, _, prompt = script.partition(":")
    return f"{kind}:{prompt}{node.removeprefix(PROMPT)}" if kind == PROMPT else node


def sent(db: Connection, rows: list[Row]) -> list[Row]:
    """Return the rows of prompts with what they asked, and to how many people they were sent."""
    found = []
    for row in rows:
        prompt = prompts.get(db, row["id"])
        if prompt is None:
            continue
        states = outreach.prompt_states(db, prompt.id)
        found.append(
            {
                **row,
                "made_at": row["made_at"][:10],
                "languages": ";".join(sorted(prompt.composed.versions)),
                "kind": prompt.composed.kind,
                "serves": prompt.composed.serves,
                "reminds": prompt.reminds,
                "people": states.get("sent", 0) + states.get("unknown", 0),
            }
        )
    return found
