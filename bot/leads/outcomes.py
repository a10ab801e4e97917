"""Did it get better? Before and after, within each person, in words that claim no more."""

from __future__ import annotations

from bot.leads.scope import TEAM, people, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.checkbacks import KEPT
from conversations.claims import told
from conversations.loader import Loaded
from conversations.outcomes import change
from conversations.text import insert
from storage import decisions, outcomes, promises
from storage.promises import Promise


def _outcomes(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, project = visit.words_of(loaded), loaded.project
    lines = [words.t("<b>Did it get better?</b>")]
    for measure in project.measures.values():
        before = outcomes.readings(visit.db, project.slug, measure.key, after=False)
        after = outcomes.readings(visit.db, project.slug, measure.key, after=True)
        lines.append(
            f"<b>{words.say(measure.ask)}</b>\n"
            + told(change(before, after), project.small_number, words)
        )
    for decision in decisions.of_project(visit.db, project.slug):
        lines += [
            _kept(visit, loaded, promise, words)
            for promise in promises.of_decision(visit.db, decision.id)
        ]
    visit.say("\n\n".join(lines), column([tap(N_("To the desk"), "desk", "desk", words=words)]))


def _kept(visit: Visit, loaded: Loaded, promise: Promise, words: Words) -> str:
    """What those who raised it say of a promise; never averaged into anything else."""
    said = outcomes.verdicts(visit.db, promise.id)
    small = loaded.project.small_number
    head = words.t(
        "<b>Promised:</b> {what}, by {day}.", what=promise.what, day=words.date(promise.due_on)
    )
    if sum(said.values()) < small:
        return (
            head + "\n" + words.t("Fewer than {small} people have said if it is so.", small=small)
        )
    counts = [
        f"{insert(words.plain(o.label))}: {people(said[o.key], small, words)}"
        for o in KEPT
        if o.key in said
    ]
    return head + "\n" + "\n".join(counts)


COMMANDS = {"outcomes": _outcomes}
