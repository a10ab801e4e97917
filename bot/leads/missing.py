"""Who is missing, and what each peer lead could do next; the same picture for the whole team."""

from __future__ import annotations

from bot.leads.scope import TEAM, called, workplace
from bot.missing.chart import chart
from bot.missing.gathering import Missing, gather
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.missing import (
    Section,
    most_missing,
    people,
    suggested,
    suggestion,
    told,
)
from conversations.text import Html, insert, telegram_length
from storage import participants, scope
from storage.scope import Lead

#: So long may the words under a picture be (Bot API, "sendPhoto").
_CAPTION = 1024


def _missing(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words = visit.words_of(loaded)
    desk = column([tap(N_("To the desk"), "desk", "desk", words=words)])
    if not loaded.project.population:
        visit.say(
            words.t(
                "To see who is missing, the project needs a file that says who lives here: "
                "population.csv. The project's author can add it."
            ),
            desk,
        )
        return
    found = gather(visit.db, loaded, words, visit.now)
    if not any(one.rows for one in found.sections):
        visit.say(words.t("Too few people have answered yet to show who is missing."), desk)
        return
    for one in found.sections:
        _show(visit, one, loaded, words)
    if found.waiting is not None and found.waiting.rows:
        visit.say(_waiting(found.waiting, loaded, words))
    visit.say(_next(visit, found, loaded, words), desk)


def _show(visit: Visit, one: Section, loaded: Loaded, words: Words) -> None:
    """Say one group: the picture, and its numbers in words below it."""
    small = loaded.project.small_number
    said = told(one, small, words)
    if not one.rows:
        visit.say(said)
        return
    drawn = chart([one], small, words)
    said = "\n".join((said, *drawn["legend"]))
    fits = telegram_length(said) <= _CAPTION
    visit.say_file(said if fits else "", {"chart": drawn})
    if not fits:
        visit.say(said)


def _waiting(waiting: Section, loaded: Loaded, words: Words) -> str:
    small = loaded.project.small_number
    lines = [
        words.t(
            "{category}: {people}",
            category=row.label,
            people=Html(people(row.cell, small, words)),
        )
        for row in waiting.rows
    ]
    head = words.t("<b>Joined, and sent nothing yet</b>")
    ask = words.t("A prompt can ask them, kindly, if they want to go on: /prompt")
    return "\n".join((head, *lines, ask))


def _next(visit: Visit, found: Missing, loaded: Loaded, words: Words) -> str:
    """Return what could be done next: by oneself, or for an officer by every peer lead."""
    missing = most_missing(found.sections)
    if not missing:
        return words.t(
            "From these numbers, nobody is missing for certain. They change when enough new people "
            "have answered, so that nobody can be made out in them."
        )
    leads = scope.leads(visit.db, loaded.project.slug)
    things = suggested(missing, [_speaks(visit, lead) for lead in leads])
    officer = visit.holds(loaded.project.slug, "officer")
    lines = [words.t("<b>What you could do next</b>")]
    for lead, (group, row) in zip(leads, things, strict=True):
        what = suggestion(group, row, loaded.project.languages, words)
        if officer:
            lines.append(f"{insert(called(words, lead))}: {what}")
        elif lead.participant == visit.person.id:
            lines.append(what)
    if len(lines) == 1:
        lines.append(suggestion(*missing[0], loaded.project.languages, words))
    return "\n".join(lines)


def _speaks(visit: Visit, lead: Lead) -> str:
    person = participants.get(visit.db, lead.participant)
    return person.language if person else ""


COMMANDS = {"missing": _missing}
