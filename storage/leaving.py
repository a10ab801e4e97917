"""Leaving one project of several: all of a person there goes, the rest of them stays."""

from __future__ import annotations

from datetime import datetime

from storage import outbox
from storage.sql import load
from storage.sqlite import Connection

_sql = load("leaving")


def leave(db: Connection, participant: str, project: str, now: datetime) -> None:
    """Erase someone with everything they said in one project; only marked concerns stay, unlinked.

    Messages to them that may repeat it lose their words, in all projects: nothing tells them apart.
    """
    for erase in (
        _sql.files,
        _sql.kept_words,
        _sql.runs,
        _sql.questions,
        _sql.deliveries,
        _sql.checkbacks,
        _sql.timers,
        _sql.consents,
        _sql.constraints_shown,
        _sql.kept_apart,
        _sql.helped,
        _sql.concerns,
        _sql.membership,
        _sql.be_nowhere,
    ):
        erase(db, participant=participant, project=project)
    outbox.forget_words(db, participant, now)
