"""What people said about themselves, as it may leave: counts, so coarse that nobody is in them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.missing.gathering import current
from conversations.checks.conditions import choosable
from conversations.equality.apart import question
from conversations.flow import Ask, every
from conversations.loader import Loaded
from conversations.population import Group
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.representation import protected
from storage import equality, representation
from storage.equality import Count
from storage.sqlite import Connection

#: Answers in people's own words are counted together; the words stay with whoever said them.
OWN_WORDS = "own_words"


def counted(db: Connection, loaded: Loaded) -> list[dict[str, Any]]:
    """Return a row for each answer that could be given, with how many people gave it.

    Nobody is beside their words here, nor under their made-up name, and no two answers of one
    person side by side. Counts go in steps of ``small_number``, or two exports, one before and one
    after somebody sent theirs, would say what they said.
    """
    project = loaded.project
    people = Counter[tuple[str, str]]()
    for count in equality.counts(db, project.slug):
        people[count.question, _said(count)] += count.people
    rows: list[dict[str, Any]] = []
    compared = {group.key: group for group in project.population}
    for ask in (node for node in every(project.script.nodes) if isinstance(node, Ask)):
        if ask.block is None or ask.consent is not None:
            continue
        asked = question(ask.key)
        if ask.key in compared:
            rows += _pictured(db, loaded, compared[ask.key])
            continue
        for said in _possible(ask):
            number = stepped(people[asked, said], project.small_number)
            rows.append({"question": asked, "said": said, "people": number})
    return rows


def _pictured(db: Connection, loaded: Loaded, group: Group) -> list[dict[str, Any]]:
    """Return what the picture of who is missing shows of a question.

    Other numbers beside it would give back what it hides.
    """
    slug, small = loaded.project.slug, loaded.project.small_number
    found = representation.answered(db, slug, group)
    counts = current(db, slug, group, f"{group.key}:sent", found, small)
    table = protected(counts, small, group.fewest_first) or {}
    rows = []
    for key in found:
        cell = table.get(key)
        number = "hidden" if cell is None or cell.hidden else stepped(cell.low, small)
        said = key.removeprefix("?")
        rows.append({"question": question(group.key), "said": said, "people": number})
    return rows


def _possible(ask: Ask) -> tuple[str, ...]:
    # Not being sure, and rather not saying, can be typed where they have no button.
    return tuple(dict.fromkeys((*choosable(ask), RATHER_NOT.key, UNSURE.key, OWN_WORDS)))


def _said(count: Count) -> str:
    if count.status == "skipped":
        return ""
    return count.value or (UNSURE.key if count.status == "unsure" else OWN_WORDS)


def stepped(people: int, step: int) -> str:
    """Return how many ``people`` there are, as coarse as may be told: “10 to 14”."""
    if people < step:
        return f"fewer than {step}"
    least = people - people % step
    return f"{least} to {least + step - 1}"
