"""The conversations someone is in, and those they could join: where they stand in each."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.base import Button
from bot.outreach.lateness import late_sentence
from bot.scripts import script_of
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.layout import LONGEST_LABEL
from conversations.listing import progress
from conversations.loader import Loaded
from conversations.questions.base import Option
from conversations.text import Text, insert
from storage import decisions, participants, projects, runs
from storage.runs import Held


@dataclass(frozen=True)
class Place:
    """A conversation, and where this person stands in it, as Telegram HTML."""

    slug: str
    title: str
    stands: str


def places(visit: Visit) -> tuple[Place, ...]:
    """Return those someone is in, the newest first, then those they could join."""
    mine = visit.projects()
    open_to_all = [one.slug for one in projects.every(visit.db) if one.live]
    slugs = (*mine, *(slug for slug in open_to_all if slug not in mine))
    found = [(slug, visit.house.project(visit.db, slug)) for slug in slugs]
    return tuple(
        Place(
            slug,
            visit.words_of(loaded).plain(loaded.project.title),
            _stands(visit, loaded, closed=slug not in open_to_all),
        )
        for slug, loaded in found
        if loaded is not None
    )


def options(listed: tuple[Place, ...]) -> tuple[Option, ...]:
    """Return the conversations as they can be typed: by number, or by name."""
    return tuple(Option(place.slug, Text(place.title)) for place in listed)


def buttons(listed: tuple[Place, ...], *data: str) -> Keyboard:
    """Return a button for each: its name, or its number where one of the names is too long."""
    if any(len(place.title) > LONGEST_LABEL for place in listed):
        return (tuple(tap(str(n), *data, one.slug) for n, one in enumerate(listed, start=1)),)
    return column(tap(Text(place.title), *data, place.slug) for place in listed)


def listing(listed: tuple[Place, ...]) -> str:
    """Return the list of them, numbered, each with where this person stands."""
    return "\n".join(
        f"{number}. <b>{insert(one.title)}</b>\n   {one.stands}"
        for number, one in enumerate(listed, start=1)
    )


def elsewhere(visit: Visit) -> tuple[Button, ...]:
    """Return the way to their other conversations, for someone who is in several."""
    if len(visit.projects()) < 2:
        return ()
    return (tap(N_("Other conversations"), "do", "start", words=visit.words),)


def _stands(visit: Visit, loaded: Loaded, *, closed: bool) -> str:
    words, stands = visit.words_of(loaded), _where(visit, loaded)
    return stands + " " + words.t("It has closed.") if closed else stands


def _where(visit: Visit, loaded: Loaded) -> str:
    slug, words = loaded.project.slug, visit.words_of(loaded)
    held = runs.main_of(visit.db, visit.person.id, slug)
    if held is None:
        known = participants.membership(visit.db, visit.person.id, slug)
        return words.t("You can begin again.") if known else words.t("New to you.")
    if held.run.status != "ended":
        return _on_the_way(visit, held)
    if held.run.how == "stopped":
        return words.t("You stopped. You can go on.")
    if decisions.told_to(visit.db, slug, visit.person.id):
        return words.t("Sent. Something was decided on what you said.")
    late = late_sentence(loaded, visit.db, visit.now)
    if late is not None:
        return words.t("Sent. {late}", late=late)
    return words.t("Sent. You will hear by {day}.", day=loaded.catalogues.dates["report_back"])


def _on_the_way(visit: Visit, held: Held) -> str:
    loaded, script = script_of(visit.db, visit.house, held)
    words = visit.words_of(loaded)
    if held.sent_at is not None:
        return words.t("Sent. You are still adding to it.")
    at = progress(script, held.run, held.run.at or "")
    if held.run.at == "review":
        return words.t("Everything is answered. It is not sent yet.")
    if at is None:
        return words.t("You have begun.")
    if at.of is None:
        return words.t("You are at question {number}.", number=at.number)
    return words.t("You are at question {number} of {of}.", number=at.number, of=at.of)
