"""What may be shown of who takes part: the counts of the last picture, until enough has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conversations.catalogue import Words
from conversations.loader import Loaded
from conversations.missing import Section, section
from conversations.population import LANGUAGE, Group
from conversations.representation import Counts, protected, settled
from storage import representation
from storage.sqlite import Connection


@dataclass(frozen=True)
class Missing:
    """The groups of a project's ``population.csv``, as they may be shown.

    ``waiting`` are those who joined and sent nothing yet, of whom only the language is known.
    """

    sections: tuple[Section, ...]
    waiting: Section | None = None


def gather(db: Connection, loaded: Loaded, words: Words, now: datetime) -> Missing:
    """Return who is missing in a project: the same for whoever looks."""
    slug, small = loaded.project.slug, loaded.project.small_number

    def shown(group: Group, whom: str, found: Counts) -> Section:
        counted = f"{group.key}:{whom}"
        counts = current(db, slug, group, counted, found, small)
        if counts is found:
            representation.show(db, slug, counted, counts, now)
        return section(group, counts, small, words)

    sections, waiting = [], None
    for group in loaded.project.population:
        sections.append(shown(group, "sent", representation.answered(db, slug, group)))
        if group.key == LANGUAGE:
            # In a table of its own: nothing is told of the two together, those who joined, or each
            # would give back what the other hides.
            joined = representation.joined(db, slug, group)
            waiting = shown(group, "waiting", joined)
    return Missing(tuple(sections), waiting)


def current(
    db: Connection, slug: str, group: Group, counted: str, found: Counts, small: int
) -> Counts:
    """Return the counts to show: those ``found``, or those of the last picture.

    Counts that may not be shown take no picture's place.
    """
    before = representation.shown(db, slug, counted)
    counts = settled(before, found, small)
    return before if protected(counts, small, group.fewest_first) is None else counts
