"""People under their pseudonyms, how to reach them, what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("participants")

CHANNEL = "telegram"


@dataclass(frozen=True)
class Person:
    """Someone who takes part. ``chat_id`` is ``None`` once they asked to be forgotten.

    ``through`` is the member of the team who helps someone without an address of their own:
    ``chat_id`` is then that helper's chat.

    ``project`` is the one they are in now: chosen last, or whose question was put last;
    ``workplace`` the one a member of the team works in. ``awake`` are the hours they chose to be
    written to in, from the first to the second, or ``None`` for the usual ones.
    """

    id: str
    language: str
    chat_id: int | None
    stopped: bool
    reachable: bool
    project: str | None = None
    workplace: str | None = None
    awake: tuple[time, time] | None = None
    through: str | None = None


@dataclass(frozen=True)
class Membership:
    """A person in a project, under a made-up name; ``source`` says which link they came by.

    ``language`` is the one they speak there, if they ever said so there.
    """

    participant: str
    project: str
    pseudonym: str
    source: str | None
    joined_at: datetime
    language: str | None = None


def find(db: Connection, chat_id: int) -> Person | None:
    """Return the person behind a chat, or ``None`` for someone new."""
    row = _sql.by_chat(db, channel=CHANNEL, chat_id=chat_id)
    return _person(row) if row else None


def get(db: Connection, participant: str) -> Person | None:
    """Return a person by id, or ``None`` if they were erased."""
    row = _sql.by_id(db, id=participant)
    if row is None:
        return None
    person = _person(row)
    return _through_a_helper(db, person) if person.chat_id is None else person


def _through_a_helper(db: Connection, person: Person) -> Person:
    """Reach someone who has no address through who helped them, if they are still on the team."""
    row = _sql.helper_of(db, participant=person.id, channel=CHANNEL)
    if row is None:
        return person
    return replace(
        person,
        chat_id=row["chat_id"],
        reachable=row["unreachable_at"] is None,
        through=row["helper"],
    )


def _person(row: Any) -> Person:
    return Person(
        row["id"],
        row["language"],
        row["chat_id"],
        row["stopped_at"] is not None,
        row["chat_id"] is not None and row["unreachable_at"] is None,
        row["project"],
        row["workplace"],
        _hours(row["awake"]),
    )


def _hours(kept: str | None) -> tuple[time, time] | None:
    if kept is None:
        return None
    first, _, last = kept.partition("-")
    return time.fromisoformat(first), time.fromisoformat(last)


def through(db: Connection, participant: str) -> str | None:
    """Return who helps someone without an address of their own, or ``None``."""
    person = get(db, participant)
    return person.through if person else None


def add(db: Connection, participant: str, chat_id: int, language: str, now: datetime) -> Person:
    """Add someone who wrote for the first time."""
    _sql.add(db, id=participant, language=language, at=stamp(now))
    _sql.add_address(db, channel=CHANNEL, chat_id=chat_id, participant=participant)
    return Person(participant, language, chat_id, stopped=False, reachable=True)


def add_without_address(db: Connection, participant: str, language: str, now: datetime) -> None:
    """Add someone who takes part through somebody on the team, and has no chat with us."""
    _sql.add(db, id=participant, language=language, at=stamp(now))


def set_language(
    db: Connection, participant: str, language: str, project: str | None = None
) -> None:
    """Note the language someone chose, and that it is the one they speak in ``project``."""
    _sql.set_language(db, id=participant, language=language)
    _sql.set_language_in(db, participant=participant, project=project, language=language)


def be_in(db: Connection, participant: str, project: str) -> None:
    """Note which project someone is in now, and speak the language they speak there."""
    _sql.be_in(db, id=participant, project=project)


def work_in(db: Connection, participant: str, project: str) -> None:
    """Note which project a member of the team works in now."""
    _sql.work_in(db, id=participant, project=project)


def set_awake(db: Connection, participant: str, awake: tuple[time, time] | None) -> None:
    """Note the hours in which someone wants to be written to, or (``None``) the usual ones."""
    kept = "-".join(f"{hour:%H:%M}" for hour in awake) if awake else None
    _sql.set_awake(db, id=participant, awake=kept)


def set_stopped(db: Connection, participant: str, now: datetime | None) -> None:
    """Note that someone said stop, or (``None``) started again."""
    _sql.set_stopped(db, id=participant, at=stamp(now) if now else None)


def set_unreachable(db: Connection, chat_id: int, now: datetime | None) -> None:
    """Note that a chat cannot be reached, or (``None``) can be again."""
    _sql.set_unreachable(db, channel=CHANNEL, chat_id=chat_id, at=stamp(now) if now else None)


def membership(db: Connection, participant: str, project: str) -> Membership | None:
    """Return someone's place in a project, if they have one."""
    row = _sql.membership(db, participant=participant, project=project)
    return _membership(row) if row else None


def memberships(db: Connection, participant: str) -> tuple[Membership, ...]:
    """Return every project someone is in, the newest first."""
    return tuple(_membership(r) for r in _sql.memberships(db, participant=participant))


def _membership(row: Any) -> Membership:
    return Membership(
        row["participant"],
        row["project"],
        row["pseudonym"],
        row["source"],
        moment(row["joined_at"]),
        row["language"],
    )


def count(db: Connection, project: str) -> int:
    """Return how many people are in a project."""
    return int(_sql.count(db, project=project))


def pseudonym_taken(db: Connection, project: str, pseudonym: str) -> bool:
    """Say whether someone in the project already goes by this name."""
    return bool(_sql.taken(db, project=project, pseudonym=pseudonym))


def join(
    db: Connection,
    participant: str,
    project: str,
    pseudonym: str,
    source: str | None,
    now: datetime,
    *,
    lead: str | None = None,
) -> None:
    """Bring someone into a project under ``pseudonym``, perhaps as one of ``lead``'s own people."""
    _sql.join(
        db,
        participant=participant,
        project=project,
        pseudonym=pseudonym,
        source=source,
        at=stamp(now),
        lead=lead,
    )


def record_consent(
    db: Connection,
    participant: str,
    project: str,
    scope: str,
    *,
    given: bool,
    notice_version: int,
    revision: str,
    language: str,
    now: datetime,
) -> None:
    """Add a consent given or withdrawn; earlier ones stay as they were."""
    _sql.consent(
        db,
        participant=participant,
        project=project,
        scope=scope,
        given=int(given),
        notice_version=notice_version,
        revision=revision,
        language=language,
        at=stamp(now),
    )


def agreed(db: Connection, participant: str, project: str) -> frozenset[str]:
    """Return the scopes someone agrees to now: the last word on each counts."""
    now: dict[str, bool] = {}
    for row in _sql.consents(db, participant=participant, project=project):
        now[row["scope"]] = bool(row["given"])
    return frozenset(scope for scope, given in now.items() if given)


def ever_agreed(db: Connection, participant: str, project: str) -> frozenset[str]:
    """Return the scopes someone agreed to at some time, withdrawn since or not."""
    rows = _sql.consents(db, participant=participant, project=project)
    return frozenset(row["scope"] for row in rows if row["given"])


def keep_words(
    db: Connection,
    words_id: str,
    participant: str,
    project: str | None,
    words: str,
    now: datetime,
    *,
    media: str | None = None,
) -> None:
    """Keep words, or a file, that came outside any question."""
    _sql.keep_words(
        db,
        id=words_id,
        participant=participant,
        project=project,
        words=words,
        media=media,
        at=stamp(now),
    )


def forget_who(db: Connection, participant: str, now: datetime) -> None:
    """Erase who someone is and how they can be reached; keep their words under the pseudonym.

    Messages to them go too: each row names their chat. So do the channel's ids of their files.
    """
    _sql.forget_address(db, participant=participant)
    _sql.forget_messages(db, participant=participant)
    _sql.forget_files(db, participant=participant)
    _sql.forget_recorded(db, participant=participant)
    _sql.forget_receipts(db, participant=participant)
    _sql.forget_timesheet(db, participant=participant)
    _sql.forget_care(db, participant=participant)
    _sql.forget_stepped_back(db, participant=participant)
    _sql.forget_posts(db, participant=participant)
    _sql.forget_tasks(db, participant=participant)
    _sql.forget_drafts(db, participant=participant)
    _sql.forget_prompts(db, participant=participant)
    _sql.forget_timers(db, participant=participant)
    _sql.forget_helper(db, participant=participant, at=stamp(now))
    _sql.forget_witness(db, participant=participant)
    _sql.forgotten(db, id=participant, at=stamp(now))


def erase(db: Connection, participant: str) -> None:
    """Erase someone with everything they said; only marked safety concerns stay, unlinked."""
    _sql.erase(db, id=participant)
