"""Everything a project can say of whether it got better, counted from what is stored now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.counting import bounds
from bot.counting.intervals import mean_interval, odds
from conversations.loader import Loaded
from conversations.outcomes import (
    BEFORE,
    FATES,
    REPORT,
    VERDICTS,
    Disposition,
    Figures,
    Interval,
    Mean,
    MeasureFigures,
    Numbers,
    Outcome,
    PromiseFigures,
    Reach,
    Subgroup,
    TeamWord,
    Verdicts,
    change,
    in_order,
    is_after,
    moved,
)
from conversations.project import Measure, Project
from storage import outcomes, promises
from storage.promises import Promise
from storage.sqlite import Connection

#: Person → what became of going back to them, by wave.
Fates = Mapping[str, Mapping[str, str]]


def figures(db: Connection, loaded: Loaded) -> Figures:
    """Return a project's figures as they stand now: whoever was erased is in none of them."""
    project = loaded.project
    fates = outcomes.fates(db, project.slug)
    return Figures(
        project.slug,
        tuple(_measure(db, project, one, fates) for one in project.measures.values()),
        tuple(
            of_promise(db, project, one, one.decision)
            for one in promises.of_project(db, project.slug)
            if one.decision is not None
        ),
        tuple(_disposition(wave, fates[wave]) for wave in in_order(fates)),
    )


def _measure(db: Connection, project: Project, measure: Measure, fates: Fates) -> MeasureFigures:
    waves = outcomes.readings(db, project.slug, measure.key)
    before = waves.get(BEFORE, {})
    # A wave in which people were gone back to, and nobody said a number, is one, too.
    later = [
        wave
        for wave in in_order({*waves, *(w for w in fates if _begun(fates[w]))})
        if wave == REPORT or is_after(wave)
    ]
    reach = tuple(_reach(db, project, wave, waves, fates) for wave in (BEFORE, *later))
    found = tuple(
        _outcome(db, project, measure, wave, before, waves.get(wave, {}), fates) for wave in later
    )
    return MeasureFigures(measure.key, reach, found)


def _begun(fates: Mapping[str, str]) -> bool:
    return any(fate != "waiting" for fate in fates.values())


def _reach(
    db: Connection, project: Project, wave: str, waves: Mapping[str, Numbers], fates: Fates
) -> Reach:
    """Return how far a wave came: see ``Reach`` for what each number is in which wave."""
    answered, before = waves.get(wave, {}).keys(), waves.get(BEFORE, {}).keys()
    if is_after(wave):
        asked = [fate for fate in fates.get(wave, {}).values() if fate != "waiting"]
        reached = len(asked) - asked.count("not_reached")
        return Reach(wave, len(asked), reached, len(answered), len(answered & before))
    people = (outcomes.began if wave == BEFORE else outcomes.told)(db, project.slug)
    if wave == BEFORE:
        later = {who for name in waves if is_after(name) for who in waves[name]}
        paired = len(before & later)
    else:
        paired = len(answered & before)
    return Reach(wave, len(people), sum(people.values()), len(answered), paired)


def _outcome(
    db: Connection,
    project: Project,
    measure: Measure,
    wave: str,
    before: Numbers,
    after: Numbers,
    fates: Fates,
) -> Outcome:
    waiting = _waiting(wave, before, fates) if is_after(wave) else _not_told(db, project, before)
    low = measure.low_is_good
    found = change(before, after, waiting, low_is_good=low)
    groups = tuple(
        Subgroup(
            group.key,
            category,
            change(_among(who, before), _among(who, after), waiting, low_is_good=low),
        )
        for group in project.population
        for category, who in _members(outcomes.categories(db, project.slug, group), group.people)
    )
    return Outcome(
        measure.key,
        wave,
        found,
        _mean(project, measure, wave, before, after, waiting),
        odds(found.better, found.worse),
        bounds.share_better(found),
        groups,
    )


def _mean(
    project: Project,
    measure: Measure,
    wave: str,
    before: Numbers,
    after: Numbers,
    waiting: Iterable[str],
) -> Mean | None:
    moves = moved(before, after, low_is_good=measure.low_is_good)
    if not moves:
        return None
    missing = [before[who] for who in before.keys() - after.keys() - {*waiting}]
    found = mean_interval(moves, seed_of(project.slug, measure.key, wave))
    held = bounds.mean_change(
        moves, missing, measure.start, measure.top, low_is_good=measure.low_is_good
    )
    if isinstance(found, Interval):
        return Mean(sum(moves) / len(moves), found, None, held)
    return Mean(sum(moves) / len(moves), None, found, held)


def seed_of(*named: str) -> int:
    """Return the chance an interval is drawn by: the same for whoever looks, and when they do."""
    return crc32("\n".join(named).encode())


def _waiting(wave: str, before: Numbers, fates: Fates) -> frozenset[str]:
    """Return who is not yet to be asked in ``wave``, or is not part of it.

    A wave is set for everyone who sent their answers, whether they may be written to or not. Who
    came when its day was over is asked in those still to come, and one that follows a later
    decision is for those who heard of it.
    """
    mine = fates.get(wave, {})
    return frozenset(who for who in before if mine.get(who, "waiting") == "waiting")


def _not_told(db: Connection, project: Project, before: Numbers) -> frozenset[str]:
    """Return who has been told no decision yet, and so was not asked right after one."""
    told = outcomes.told(db, project.slug)
    return frozenset(who for who in before if who not in told)


def _members(
    categories: Mapping[str, str], known: Mapping[str, int]
) -> Iterable[tuple[str, frozenset[str]]]:
    if categories:
        for category in known:
            yield category, frozenset(w for w, mine in categories.items() if mine == category)


def _among(who: frozenset[str], wave: Numbers) -> Numbers:
    return {one: n for one, n in wave.items() if one in who}


def of_promise(db: Connection, project: Project, promise: Promise, decision: str) -> PromiseFigures:
    """Return a promise of ``decision``: the team's own word, and people's, wave by wave."""
    said = outcomes.verdicts(db, promise.id)
    return PromiseFigures(
        promise.id,
        decision,
        promise.what,
        promise.language,
        promise.due_on,
        _team(db, promise, project.timezone),
        tuple(_verdicts(wave, said[wave].values()) for wave in in_order(said)),
    )


def _verdicts(wave: str, said: Iterable[str | None]) -> Verdicts:
    each = list(said)
    counts = Counter(each)
    return Verdicts(wave, len(each), {verdict: counts[verdict] for verdict in VERDICTS})


def _team(db: Connection, promise: Promise, timezone: str) -> TeamWord | None:
    word = promises.last_word(db, promise.id)
    if word is None:
        return None
    said_on = word.at.astimezone(ZoneInfo(timezone)).date()
    return TeamWord(word.state, word.reason, word.language, said_on, word.expected_on)


def _disposition(wave: str, fates: Mapping[str, str]) -> Disposition:
    counts = Counter(fates.values())
    return Disposition(wave, {fate: counts[fate] for fate in FATES})
