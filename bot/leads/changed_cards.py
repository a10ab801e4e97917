"""Power cards that changed since people answered: who answered under which version, then, now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.leads.scope import people
from bot.visit import Visit
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.project import Constraint
from conversations.questions.card import HEADS
from conversations.text import Html
from storage import cards, projects


@dataclass(frozen=True)
class Changed:
    """A power card with the version a decision is made under (``None``: it is no longer there).

    ``under`` counts the people who answered under each version, the newest first.
    """

    key: str
    version: int | None
    under: tuple[tuple[int, int], ...]


def touched(visit: Visit, loaded: Loaded, answers: Iterable[str], limit: str) -> dict[str, int]:
    """Return the power cards a decision touches, each in its version now.

    That is what limits it, and what the answers it rests on were to influence.
    """
    keys = cards.served(visit.db, answers) | ({limit} if limit else frozenset())
    known = loaded.project.constraints
    return {key: known[key].version if key in known else 0 for key in sorted(keys)}


def changed(visit: Visit, answers: Iterable[str], under: Mapping[str, int]) -> tuple[Changed, ...]:
    """Return the cards that some answered under an older version of than ``under`` says."""
    shown = cards.shown(visit.db, answers)
    found = []
    for key, version in under.items():
        counts = {seen: len(who) for seen, who in shown.get(key, {}).items()}
        if any(seen != version for seen in counts):
            newest_first = tuple(sorted(counts.items(), reverse=True))
            found.append(Changed(key, version or None, newest_first))
    return tuple(found)


def said(visit: Visit, loaded: Loaded, card: Changed) -> str:
    """Say what a card says now and what it said then, and how many answered under which."""
    words = visit.words_of(loaded)
    versions = {version: _then(visit, loaded, card.key, version) for version, _ in card.under}
    now = _then(visit, loaded, card.key, card.version) if card.version else None
    name = next((one.name for one in (now, *versions.values()) if one is not None), card.key)
    lines = [words.t("<b>Changed since people answered: {card}</b>", card=name)]
    lines.append(
        words.t("<b>Now</b> (version {n}): {card}", n=card.version, card=Html(_text(now, words)))
        if now is not None
        else words.t("<b>Now</b> it is no longer in the project.")
    )
    for version, then in versions.items():
        if then is not None and version != card.version:
            text = Html(_text(then, words))
            lines.append(words.t("<b>Then</b> (version {n}): {card}", n=version, card=text))
    return "\n".join([*lines, *_counts(card, loaded.project.small_number, words)])


def _text(card: Constraint, words: Words) -> str:
    return f"<b>{words.say(HEADS[card.kind])}.</b> {words.say(card.what)}"


def _counts(card: Changed, small: int, words: Words) -> list[str]:
    """Say how many answered under each version; what is left over must not tell a small number."""
    hidden = any(many < small for _, many in card.under)
    most = max(many for _, many in card.under)
    lines = []
    for version, many in card.under:
        counted = Html(
            words.t("the others")
            if hidden and many == most >= small
            else people(many, small, words)
        )
        lines.append(words.t("Answered under version {n}: {people}", n=version, people=counted))
    return lines


def _then(visit: Visit, loaded: Loaded, key: str, version: int | None) -> Constraint | None:
    """Return a card as it was in a version: as the newest revision that has it says it."""
    for revision in projects.revisions(visit.db, loaded.project.slug):
        card = visit.house.revision(visit.db, revision).project.constraints.get(key)
        if card is not None and card.version == version:
            return card
    return None


#: Asked of whoever is about to save.
NOTICE = N_("Some answered under another version. Does the decision still hold?")
