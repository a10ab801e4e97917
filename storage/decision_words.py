"""What a decision says in other languages than the one it was written in: whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.languages import base_of
from storage import decisions, promises
from storage.decisions import Decision, No
from storage.promises import Promise
from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("decision_words")


@dataclass(frozen=True)
class Said:
    """A decision with its noes and promises, all in one language."""

    decision: Decision
    noes: tuple[No, ...]
    promises: tuple[Promise, ...]


def as_written(db: Connection, decision: Decision) -> Said:
    """Return a decision as the team wrote it."""
    return Said(decision, decisions.noes(db, decision.id), promises.of_decision(db, decision.id))


def in_language(db: Connection, decision: Decision, reader: str) -> Said:
    """Return a decision in the reader's language, where the team put it into that; else as written.

    A way of writing of its own, as Easy Read is, comes before the language it is of.
    """
    written, parts = as_written(db, decision), parts_of(db, decision)
    for tag in dict.fromkeys((reader, base_of(reader))):
        words = of(db, decision.id, tag)
        if parts.keys() <= words.keys():
            return _with(written, words, tag)
    return written


def promise_in(db: Connection, promise: Promise, reader: str) -> Promise:
    """Return a promise in the reader's language, where its decision was put into that."""
    decision = decisions.get(db, promise.decision) if promise.decision else None
    if decision is None:
        return promise
    said = in_language(db, decision, reader).promises
    return next((one for one in said if one.id == promise.id), promise)


def parts_of(db: Connection, decision: Decision) -> dict[str, str]:
    """Return what there is to put into another language, by part, in the order it is read."""
    said = as_written(db, decision)
    parts = {
        "heard": decision.heard,
        "decided": decision.decided,
        "why": decision.why,
        "whose": decision.whose,
        "decided_by": decision.decided_by,
    }
    for number, no in enumerate(said.noes, start=1):
        parts |= {f"no.{number}.what": no.what, f"no.{number}.why": no.why}
    for one in said.promises:
        parts |= {
            f"{one.id}.what": one.what,
            f"{one.id}.responsible": one.responsible,
            f"{one.id}.known_by": one.known_by,
        }
    return {name: words for name, words in parts.items() if words}


def put(
    db: Connection, decision: str, language: str, words: Mapping[str, str], now: datetime
) -> None:
    """Keep what a decision says in a language, in place of what it said in it before."""
    _sql.drop(db, decision=decision, language=language)
    for part, said in words.items():
        _sql.add(db, decision=decision, language=language, part=part, words=said, at=stamp(now))


def of(db: Connection, decision: str, language: str) -> dict[str, str]:
    """Return what a decision says in a language, by part; empty if it is not in it."""
    rows = _sql.of(db, decision=decision, language=language)
    return {row["part"]: row["words"] for row in rows}


def languages(db: Connection, decision: str) -> tuple[str, ...]:
    """Return the languages a decision was put into."""
    return tuple(row["language"] for row in _sql.languages(db, decision=decision))


def _with(written: Said, words: Mapping[str, str], language: str) -> Said:
    made = written.decision
    return Said(
        replace(
            made,
            heard=words["heard"],
            decided=words["decided"],
            why=words["why"],
            whose=words.get("whose", ""),
            decided_by=words.get("decided_by", ""),
            language=language,
        ),
        tuple(
            No(words[f"no.{number}.what"], words[f"no.{number}.why"])
            for number, _ in enumerate(written.noes, start=1)
        ),
        tuple(
            replace(
                one,
                what=words[f"{one.id}.what"],
                responsible=words[f"{one.id}.responsible"],
                known_by=words.get(f"{one.id}.known_by", ""),
                language=language,
            )
            for one in written.promises
        ),
    )
