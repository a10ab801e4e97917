"""Safeguarding contacts and what they are told; officers hear only that something waits."""

from __future__ import annotations

from datetime import timedelta

from bot.leads.scope import within_reach
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from storage import concerns, staff
from storage.concerns import Concern
from storage.participants import Person


def is_contact(visit: Visit, project: str) -> bool:
    """Only this role, and not an administrator either: residents were told so."""
    return staff.holds(visit.db, visit.person.id, project, "safeguarding")


def within_call(visit: Visit, project: str) -> tuple[Person, ...]:
    """Return the safeguarding contacts of a project that can be told something now."""
    return within_reach(visit, project, "safeguarding")


def called(visit: Visit, project: str, participant: str | None) -> str:
    """Return what a safeguarding contact is called among those who keep people safe."""
    words = visit.words
    for one in staff.named(visit.db, project, "safeguarding"):
        if one.participant == participant:
            return one.name or words.plain(N_("safeguarding contact {n}", n=str(one.number)))
    return words.plain(N_("someone who has left"))


def others(visit: Visit, project: str) -> tuple[tuple[str, str], ...]:
    """Return the other contacts of a project that can be told something: id and what they are."""
    there = [person.id for person in within_call(visit, project) if person.id != visit.person.id]
    return tuple((one, called(visit, project, one)) for one in there)


def tell_contacts(visit: Visit, concern: Concern, text: Phrase, what: concerns.What) -> int:
    """Tell every contact, at any hour, with a way to the words; return how many were told."""
    people = within_call(visit, concern.project)
    for person in people:
        tell_contact(visit, person, concern, text)
    if people:
        concerns.happened(visit.db, concern.id, what, visit.now)
    return len(people)


def tell_contact(visit: Visit, person: Person, concern: Concern, text: Phrase) -> None:
    """Tell one contact."""
    other = visit.other(person)
    button = tap(N_("Read it now"), "con", concern.id, "read", words=other.words)
    said = headed(other.words, concern, other.words.say(text))
    other.say(said, column([button]), kind="notice")


def tell_officers(visit: Visit, concern: Concern, text: Phrase) -> None:
    """Tell the officers that something waits: nothing of what it is, or whose."""
    keeping = {person.id for person in within_call(visit, concern.project)}
    told = [
        person
        for person in within_reach(visit, concern.project, "officer", "admin")
        if person.id not in keeping
    ]
    loaded = visit.house.project(visit.db, concern.project)
    for person in told:
        other = visit.other(person)
        words = other.words_of(loaded) if loaded else other.words
        other.say(headed(words, concern, words.say(text)), kind="notice")
    if told:
        concerns.happened(visit.db, concern.id, "officers", visit.now)


def headed(words: Words, concern: Concern, text: str) -> str:
    """Return a message about a concern; an invented one cannot be taken for the real thing."""
    if not concern.rehearsal:
        return text
    mark = words.t("REHEARSAL. Invented: nobody is in danger.")
    return f"<b>{mark}</b>\n{text}"


def about_whom(words: Words, concern: Concern) -> str:
    """Return the made-up name a concern is about; an invented case has nobody's."""
    return words.plain(N_("Invented")) if concern.rehearsal else concern.pseudonym


def how_long(words: Words, time: timedelta) -> str:
    """Return how long something has waited, in words."""
    minutes = max(1, int(time.total_seconds()) // 60)
    if minutes < 60:
        return words.tn("{n} minute", "{n} minutes", minutes)
    if minutes < 48 * 60:
        return words.tn("{n} hour", "{n} hours", minutes // 60)
    return words.tn("{n} day", "{n} days", minutes // (24 * 60))
