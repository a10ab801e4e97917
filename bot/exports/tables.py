"""The tables of an export: pseudonyms only, days only, stories as far as their tellers allow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.counting.gathering import figures
from bot.exports.chosen import chosen
from bot.exports.dictionary import COLUMNS, dictionary
from bot.exports.equality import counted
from bot.exports.outcomes import outcomes, promise_outcomes
from bot.exports.places import places
from bot.exports.prompted import asked_as, sent
from bot.exports.statements import is_gone, statements
from bot.house import House
from bot.suffixes import suffix
from conversations.checkbacks import UNPLANNED
from conversations.flow import Ask, every
from conversations.loader import Loaded
from conversations.questions.own_words import OwnWords
from conversations.storytelling import ABOUT, QUOTABLE, TONE, USE, WEIGHT
from storage import contributions, exports
from storage.sqlite import Connection

Row = dict[str, Any]

#: Stands where words are withheld because their teller allowed no more.
WITHHELD = "(withheld: its teller allowed reading only)"
NEVER = "(withheld: its teller said: not at all)"


class NoSuchProject(Exception):
    """There is no live project of that name."""


@dataclass(frozen=True)
class Tables:
    """An export before it has a format: table name → rows, each column in ``COLUMNS`` order.

    ``files`` names the stored files whose tellers allowed them to leave: id → file name.
    ``small`` is the count of people below which the project publishes none.
    """

    project: str
    tables: Mapping[str, list[Row]]
    files: Mapping[str, str]
    small: int


def gather(db: Connection, house: House, project: str) -> Tables:
    """Return a project's export. One read; raises :class:`NoSuchProject`."""
    loaded = house.project(db, project)
    if loaded is None:
        raise NoSuchProject(f"There is no live project {project}.")
    raw = {table: exports.rows(db, table, project) for table in exports.TABLES}
    shown = frozenset(one.id for one in contributions.all_shown(db, project))
    raw["answers"] = [row for row in raw["answers"] if not is_gone(row["node"], shown)]
    uses = _uses(db, house, raw["answers"])
    files = _files(raw["files"], uses)
    answers = [_answer(row, uses[row["id"]], raw["files"], files) for row in raw["answers"]]
    tables: dict[str, list[Row]] = {
        "answers": answers,
        "people": [_person(row, raw["answers"]) for row in raw["people"]],
        "readings": [_reading(row) for row in answers if row["measure"]],
        "places": places(db, house, raw["answers"], answers),
        "verdicts": [_verdict(row) for row in answers if row["promise"]],
    }
    for name in (
        "themes",
        "themings",
        "questions",
        "decisions",
        "decision_noes",
        "decision_themes",
        "decision_answers",
        "promises",
        "promise_states",
        "constraints_shown",
    ):
        tables[name] = [_plain(_no_few(row, loaded)) for row in raw[name]]
    tables["stories_chosen"] = chosen(db, project)
    tables["prompts"] = sent(db, raw["prompts"])
    tables["statements"] = statements(db, loaded)
    tables["equality"] = counted(db, loaded)
    found = figures(db, loaded)
    tables["outcomes"] = outcomes(found, loaded.project.small_number)
    tables["promise_outcomes"] = promise_outcomes(found, loaded.project.small_number)
    tables["dictionary"] = dictionary(db, house, project)
    ordered = {name: _ordered(name, rows) for name, rows in tables.items()}
    return Tables(project, ordered, files, loaded.project.small_number)


def _ordered(table: str, rows: list[Row]) -> list[Row]:
    return [{column: row.get(column) for column in COLUMNS[table]} for row in rows]


def _plain(row: Row) -> Row:
    """Return a row with days for moments: the time of day could tell who it was."""
    return {
        name: value[:10]
        if name in ("at", "made_at", "told_at", "asked_at", "answered_at") and value
        else value
        for name, value in row.items()
    }


def _no_few(row: Row, loaded: Loaded) -> Row:
    """Return a row without a number of people that is too small to be told."""
    voices = row.get("voices")
    few = voices is not None and 0 < voices < loaded.project.small_number
    return {**row, "voices": None} if few else row


def _uses(db: Connection, house: House, answers: list[Row]) -> dict[str, str]:
    """Return answer id → what it may be used for; empty where it is no part of a story.

    What was said beside the questions about it, what it is about and how it may be used, belongs
    to the story as much as the telling. A story whose teller did not say may be read and no more.
    """
    said = {
        (row["run"], row["node"].removesuffix(USE)): _first(row["value"])
        for row in answers
        if row["node"].endswith(USE)
    }
    stories = {
        revision: _stories(house.revision(db, revision))
        for revision in {row["revision"] for row in answers}
    }
    uses = {}
    for row in answers:
        told = row["node"]
        for about_it in (USE, ABOUT, WEIGHT, TONE):
            told = told.removesuffix(about_it)
        is_story = told == UNPLANNED or (row["script"], told) in stories[row["revision"]]
        uses[row["id"]] = (said.get((row["run"], told)) or "reading") if is_story else ""
    return uses


def _stories(loaded: Loaded) -> set[tuple[str, str]]:
    """Return (script, key) of each question of the project's own that asks for a story."""
    script = loaded.project.script
    return {
        (script.key, node.key)
        for node in every(script.nodes)
        if isinstance(node, Ask) and isinstance(node.question, OwnWords) and node.question.story
    }


def _answer(row: Row, use: str, stored: list[Row], files: Mapping[str, str]) -> Row:
    words = "\n".join(json.loads(row["words"]))
    value = ";".join(json.loads(row["value"]))
    if use == "never":
        # What it was about is part of it; that it is not to be used stays, to be kept to.
        words, value = NEVER, value if row["node"].endswith(USE) else ""
    elif use == "reading" and words:
        words = WITHHELD
    attached = [one for one in stored if one["answer"] == row["id"]]
    return {
        "answer": row["id"],
        "pseudonym": row["pseudonym"],
        "script": row["script"].partition(":")[0],
        "wave": row["wave"],
        "question": asked_as(row["script"], row["node"]),
        "status": row["status"],
        "value": value,
        "words": words,
        "use": use,
        "worth_quoting": "yes" if row["quoted"] and use in QUOTABLE else "",
        "files": ";".join(files.get(one["id"], _kind(one)) for one in attached),
        "language": row["language"],
        "helped": row["helped"],
        "serves": row["serves"],
        "constraint_version": row["constraint_version"],
        "measure": row["measure"],
        "promise": row["promise"],
        "at": row["at"][:10],
    }


def _kind(file: Row) -> str:
    length = f" {file['seconds']} s" if file["seconds"] else ""
    came = file["state"] in ("wanted", "kept")
    return f"({file['kind']}{length}, {'withheld' if came else 'never came through'})"


def _files(stored: list[Row], uses: Mapping[str, str]) -> dict[str, str]:
    """Return the files that may leave: those of stories told for the report or in public."""
    return {
        row["id"]: row["id"] + suffix(row["kind"], row["mime"])
        for row in stored
        if row["state"] == "kept" and uses.get(row["answer"]) in QUOTABLE
    }


def _person(row: Row, answers: list[Row]) -> Row:
    whom = next(
        (
            _first(a["value"])
            for a in answers
            if a["pseudonym"] == row["pseudonym"] and a["node"] == "whom"
        ),
        "",
    )
    return {
        "pseudonym": row["pseudonym"],
        "language": row["language"],
        "source": row["source"],
        "joined": row["joined_at"][:10],
        "sent": row["sent_at"][:10],
        "for_whom": whom,
        "helped": row["helped"],
        "may_contact": {1: "yes", 0: "no"}.get(row["may_contact"], ""),
    }


def _reading(row: Row) -> Row:
    return {**row, "number": int(row["value"]) if row["value"].isdecimal() else None}


def _verdict(row: Row) -> Row:
    return {**row, "said": row["value"]}


def _first(value: str | None) -> str:
    values = json.loads(value) if value else []
    return str(values[0]) if values else ""
