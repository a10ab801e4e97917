"""Published projects, their revisions, and the links residents come by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("projects")


@dataclass(frozen=True)
class Published:
    """A project as it is live: its slug, its newest revision, when it was first published."""

    slug: str
    revision: str
    first_published_at: datetime
    live: bool
    drafts_allowed: bool


@dataclass(frozen=True)
class Revision:
    """One snapshot: ``files`` as :meth:`conversations.snapshot.Snapshot.to_json` wrote them."""

    id: str
    project: str
    files: str
    first_published_at: datetime


@dataclass(frozen=True)
class Link:
    """A link residents can use again and again."""

    code: str
    project: str
    source: str | None


def get(db: Connection, slug: str) -> Published | None:
    """Return a published project, or ``None``."""
    row = _sql.get(db, slug=slug)
    return _published(row) if row else None


def every(db: Connection) -> tuple[Published, ...]:
    """Return all published projects by slug."""
    return tuple(_published(row) for row in _sql.every(db))


def _published(row: Any) -> Published:
    return Published(
        row["slug"],
        row["revision"],
        moment(row["first_published_at"]),
        row["state"] == "live",
        bool(row["drafts_allowed"]),
    )


def revision(db: Connection, revision_id: str) -> Revision | None:
    """Return one snapshot, or ``None``."""
    row = _sql.revision(db, id=revision_id)
    if row is None:
        return None
    first = row["first_published_at"] or row["published_at"]
    return Revision(row["id"], row["project"], row["files"], moment(first))


def revisions(db: Connection, slug: str) -> tuple[str, ...]:
    """Return the ids of a project's snapshots, the newest first."""
    return tuple(row["id"] for row in _sql.revisions(db, project=slug))


def publish(
    db: Connection,
    slug: str,
    revision_id: str,
    files: str,
    now: datetime,
    *,
    drafts_allowed: bool,
    first: datetime | None = None,
) -> None:
    """Make a snapshot the live revision; people under way stay on theirs.

    ``first`` is when the project's promises begin to count; ``None`` leaves it as it is, or
    makes it ``now`` for a project never published.
    """
    _sql.add_revision(
        db,
        id=revision_id,
        project=slug,
        files=files,
        at=stamp(now),
        drafts_allowed=int(drafts_allowed),
    )
    if first is None:
        before = get(db, slug)
        first = before.first_published_at if before else now
    _sql.publish(db, slug=slug, revision=revision_id, first=stamp(first))


def set_live(db: Connection, slug: str, *, live: bool) -> bool:
    """Retire a project, or take that back; ``False`` if it is so already, or does not exist."""
    return bool(_sql.set_state(db, slug=slug, state="live" if live else "retired"))


def rehearsed_only(db: Connection, slug: str) -> bool:
    """Say whether no revision of the project was ever published as checked."""
    return not _sql.checked_revisions(db, slug=slug)


def link(db: Connection, code: str) -> Link | None:
    """Return the link with this code, or ``None``."""
    row = _sql.link(db, code=code)
    return Link(row["code"], row["project"], row["source"]) if row else None


def link_for(
    db: Connection, project: str, source: str | None, new_code: str, now: datetime
) -> Link:
    """Return the project's link for ``source``, made with ``new_code`` if there is none yet."""
    row = _sql.link_for(db, project=project, source=source)
    if row is None:
        _sql.add_link(db, code=new_code, project=project, source=source, at=stamp(now))
        return Link(new_code, project, source)
    return Link(row["code"], row["project"], row["source"])
