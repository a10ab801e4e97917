"""One person's report: what was decided on what they said, and how far they trust it now."""

from __future__ import annotations

from datetime import timedelta

from bot.news import MEASURES, QUOTES
from bot.outreach.delivering import excuse
from bot.residents.conversation import begin
from bot.scripts import of_report
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.languages import base_of
from conversations.loader import Loaded
from storage import quotes, runs

#: The wave of what is read right after a decision was told: neither before nor after a change.
WAVE = "report"

#: Someone who hears of several decisions is asked a measure with the first, and not again so soon.
_NOT_AGAIN = timedelta(days=30)

#: So many quotes of others are shown with one decision, the first that were cleared.
_MOST_QUOTES = 2


def report(visit: Visit, loaded: Loaded, decision: str) -> str:
    """Tell the visit's person of a decision; return the run that asks if it answers them."""
    excuse(visit, loaded, N_("what was decided"))
    facts = {**_measures(visit, loaded), **_quotes(visit, decision)}
    person = visit.person
    script = of_report(visit.db, visit.house, loaded, decision, person.id, person.language, facts)
    return begin(visit, loaded, script, wave=WAVE, facts=facts).id


def _quotes(visit: Visit, decision: str) -> dict[str, str]:
    """Return which words of others are shown: cleared for the public, in this person's language."""
    person = visit.person
    cleared = quotes.cleared(visit.db, "public", decision=decision, besides=person.id)
    mine = [one.id for one in cleared if base_of(one.language) == base_of(person.language)]
    return {QUOTES: ",".join(mine[:_MOST_QUOTES])} if mine else {}


def _measures(visit: Visit, loaded: Loaded) -> dict[str, str]:
    """Return which measures are asked at the end."""
    asked = [key for key, one in loaded.project.measures.items() if one.after_decision]
    if not asked or _asked_lately(visit, loaded.project.slug):
        return {}
    return {MEASURES: ",".join(asked)}


def _asked_lately(visit: Visit, project: str) -> bool:
    return any(
        held.wave == WAVE
        and MEASURES in held.run.facts
        and held.started_at > visit.now - _NOT_AGAIN
        for held in runs.of_project(visit.db, visit.person.id, project)
    )
