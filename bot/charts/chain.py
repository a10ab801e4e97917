"""Heard, decided, kept: a project's decisions as a picture anyone entitled may look at."""

from __future__ import annotations

from datetime import datetime

from bot.charts.kinds import Chain, Link
from bot.charts.legend import Legend
from bot.charts.outcomes import drawable_in
from bot.outreach.promised import standing
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.reporting import VERDICTS
from conversations.standing import Standing
from storage import decisions, promises
from storage.decisions import Decision
from storage.sqlite import Connection

#: So many themes of a decision are named in its box, and so much of what was decided stands there.
_MOST_THEMES = 3
_LONGEST = 110

HEADS = (N_("What we heard"), N_("What was decided"), N_("What became of it"))


def of_project(
    db: Connection, loaded: Loaded, words: Words, now: datetime
) -> tuple[Chain, tuple[str, ...]] | None:
    """Return the picture and the lines that belong below it; ``None`` before the first decision.

    The lines say what the numbers in the picture stand for: names whose script no font here has.
    """
    legend = Legend()
    rows = tuple(
        _link(db, loaded, decision, legend, words, now)
        for decision in decisions.of_project(db, loaded.project.slug)
    )
    if not rows or not drawable_in(words):
        return None
    title = legend.label(
        words.plain(N_("{title}: heard, decided, kept", title=loaded.project.title))
    )
    first, second, third = (words.plain(head) for head in HEADS)
    return Chain(title, words.language, (first, second, third), rows), legend.lines()


def _link(
    db: Connection, loaded: Loaded, one: Decision, legend: Legend, words: Words, now: datetime
) -> Link:
    small = loaded.project.small_number
    themes = decisions.heard_themes(db, one.id)
    heard = [legend.label(theme.name) for theme in themes[:_MOST_THEMES] if theme.side == "for"]
    voices = words.plain(_voices(one.voices, small))
    kept = [
        line
        for promise in promises.of_decision(db, one.id)
        for line in _kept(standing(db, loaded, promise, now), legend, words)
    ]
    return Link(
        (*(heard or (legend.label(_cut(one.heard)),)), voices),
        (words.plain(VERDICTS[one.verdict]), legend.label(_cut(one.decided))),
        tuple(kept) or (words.plain(N_("Nothing was promised.")),),
    )


def _voices(count: int, small: int) -> Phrase:
    if count == 0:
        return N_("from everyone who took part")
    if count < small:
        return N_("from fewer than {small} people", small=small)
    return N_("from {n} people", n=count)


def _kept(found: Standing, legend: Legend, words: Words) -> tuple[str, str]:
    state = {
        "coming": N_("Still to come"),
        "late": N_("Late, by {days} days", days=found.days),
        "kept": N_("Kept, the team says"),
        "part": N_("Kept in part, the team says"),
        "not_kept": N_("Will not be, the team says"),
    }[found.stands]
    promised = f"{_cut(found.what)} ({words.date(found.due_on)})"
    return words.plain(state), legend.label(promised)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(maxsplit=1)[0] + " …"
