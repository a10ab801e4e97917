"""Where a translation's words come from: a machine, somebody's draft, or someone who checked it.

It stands in a translator's comment above the text, where Poedit and Weblate keep it: ``# machine``,
``# draft`` or ``# checked by NAME on YYYY-MM-DD`` (``# checked: NAME, YYYY-MM-DD`` is read too).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["machine", "draft", "checked"]

_CHECKED = re.compile(
    r"checked(?: by (?P<by>\S.*) on |: *(?P<who>\S.*), *)(?P<on>\d{4}-\d{2}-\d{2})"
)

#: What says of an earlier wording that it was checked: to know whom to ask again, and no more.
_WAS = "was "


@dataclass(frozen=True)
class Provenance:
    """``by`` and ``on``: who checked it and on which day. What nobody marked is a draft."""

    kind: Kind = "draft"
    by: str = ""
    on: date | None = None

    def __str__(self) -> str:
        """Return it as a translator's comment says it."""
        return f"checked by {self.by} on {self.on}" if self.kind == "checked" else self.kind


def read_provenance(comments: Iterable[str]) -> Provenance:
    """Return what translators' ``comments`` say. Somebody's name outweighs a mark left over."""
    found = [mark for comment in comments if (mark := _mark(comment))]
    order: tuple[Kind, ...] = ("checked", "machine", "draft")
    return min(found, key=lambda mark: order.index(mark.kind), default=Provenance())


def marked(comments: Iterable[str], mark: Provenance) -> list[str]:
    """Return ``comments`` with ``mark`` in place of what they said of it before."""
    return [str(mark), *(comment for comment in comments if not _mark(comment))]


def outdated(comments: Iterable[str]) -> list[str]:
    """Return ``comments`` for a text that has changed since: who checked the words before stays."""
    kept = list(comments)
    mark = read_provenance(kept)
    if mark.kind != "checked":
        return kept
    return [str(Provenance()), f"{_WAS}{mark}", *(c for c in kept if not _mark(c))]


def _mark(comment: str) -> Provenance | None:
    said = comment.strip()
    if said == "machine":
        return Provenance("machine")
    if said == "draft":
        return Provenance("draft")
    found = _CHECKED.fullmatch(said)
    if found is None:
        return None
    try:
        return Provenance("checked", found["by"] or found["who"], date.fromisoformat(found["on"]))
    except ValueError:
        # No such day: a slip must not let words through that somebody's safety hangs on.
        return None
