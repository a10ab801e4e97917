"""What followed, and what came of it: promises kept or not, and whether it got better."""

from __future__ import annotations

from collections.abc import Iterator

from bot.charts import chain
from bot.charts.outcomes import of_measure, of_promise, over_time
from bot.evidence.model import Block, Drawn, Grid, Heading, Points, Quote, Say
from bot.evidence.plain import plain
from bot.evidence.setting import Setting
from bot.outreach.promised import standings
from conversations.asked_words import disposition, verdicts
from conversations.catalogue import N_
from conversations.outcome_words import how_sure, subgroups, told, wave_name
from conversations.outcomes import Figures, MeasureFigures, PromiseFigures
from conversations.standing import lines
from storage import evidence, significance


def part(setting: Setting) -> Iterator[Block]:
    """Yield the blocks of this part."""
    yield Heading(setting.say(N_("5. What followed, and what came of it?")))
    found = chain.of_project(setting.db, setting.loaded, setting.words, setting.now)
    if found is not None:
        picture, legend = found
        yield Drawn(picture)
        yield from (Points(tuple(plain(line) for line in legend)),) if legend else ()
    from bot.counting.gathering import figures  # noqa: PLC0415 - the bot starts without what counts

    yield from _promises(setting)
    counted = figures(setting.db, setting.loaded)
    for promise in counted.promises:
        yield from _verdicts(setting, promise)
    for measure in counted.measures:
        yield from _measure(setting, measure)
    yield from _unplanned(setting)
    yield from _asked(setting, counted)


def _promises(setting: Setting) -> Iterator[Block]:
    yield Heading(setting.say(N_("Everything that was promised")), 2)
    rows = tuple(
        tuple(setting.say(line) for line in lines(one, setting.words.language))
        for one in standings(setting.db, setting.loaded, setting.now)
    )
    yield Grid(
        (setting.say(N_("Promised")), setting.say(N_("How it stands"))),
        tuple((row[1], "\n".join((row[0], *row[2:]))) for row in rows),
    )


def _verdicts(setting: Setting, promise: PromiseFigures) -> Iterator[Block]:
    """Yield what people say of a promise; the team's own word stands above, never mixed in."""
    yield Heading(setting.say(N_("What people say of it: {what}", what=promise.what)), 2)
    small = setting.figures.small
    picture = of_promise(promise, promise.what, small, setting.words)
    if picture is not None:
        yield Drawn(picture)
    said = evidence.verdicts(setting.db, setting.slug)
    told_of = []
    for one in promise.waves:
        rows = [row.id for row in said.get((promise.promise, one.wave), ())]
        what = N_("Verdicts on “{what}”: {wave}", what=promise.what, wave=wave_name(one.wave))
        count = setting.figures.count(what, "answers", rows)
        told_of.append(f"{plain(verdicts(one, small, setting.words))} ({count})")
    yield Points(tuple(told_of) or (setting.say(N_("Nobody has been asked about it yet.")),))


def _measure(setting: Setting, found: MeasureFigures) -> Iterator[Block]:
    measure = setting.loaded.project.measures[found.measure]
    title, small, words = setting.say(measure.ask), setting.figures.small, setting.words
    yield Heading(title, 2)
    for picture in (
        of_measure(found, title, small, words),
        over_time(found, title, measure.points, small, words),
    ):
        if picture is not None:
            yield Drawn(picture)
    for one in found.outcomes:
        said = plain(told(one, measure, small, words))
        yield Say(f"{setting.say(wave_name(one.wave))}: {said}")
        sure = tuple(plain(line) for line in how_sure(one, measure, small, words))
        groups = (
            subgroups(one, group, small, words) for group in setting.loaded.project.population
        )
        more = tuple(plain(line) for said in groups if said for line in said.split("\n"))
        if sure or more:
            yield Points((*sure, *more))
    yield Grid(
        (setting.say(N_("When it was asked")), setting.say(N_("Gave a number"))),
        tuple(_readings(setting, found.measure)),
    )


def _readings(setting: Setting, measure: str) -> Iterator[tuple[str, ...]]:
    for (key, wave), rows in sorted(evidence.readings(setting.db, setting.slug).items()):
        if key == measure:
            name = setting.say(wave_name(wave))
            what = N_("Numbers given to “{measure}”: {wave}", measure=measure, wave=name)
            yield name, setting.figures.count(what, "answers", rows)


def _unplanned(setting: Setting) -> Iterator[Block]:
    """Yield the stories peers chose as the change that mattered most, with each reason."""
    yield Heading(setting.say(N_("What changed that nobody planned")), 2)
    found = significance.chosen(setting.db, setting.slug)
    if not found:
        yield Say(setting.say(N_("No story of it has been chosen that may stand in a report.")))
        return
    yield Say(
        setting.say(
            N_(
                "Everyone who was asked again could tell what else changed, good or bad. Peers "
                "read these stories, chose which mattered most, and wrote down why."
            )
        )
    )
    for one in found:
        yield Say(setting.say(wave_name(one.wave)))
        if one.words:
            yield Quote(one.words, one.language)
        else:
            yield Say(setting.say(N_("It was told by voice or with pictures.")))
        whys = (N_("Why it was chosen: {reason}", reason=why) for why, _ in one.whys)
        yield Points(tuple(setting.say(why) for why in whys))


def _asked(setting: Setting, found: Figures) -> Iterator[Block]:
    yield Heading(setting.say(N_("Who was asked again, and what became of asking")), 2)
    said = tuple(
        line
        for one in found.dispositions
        for line in plain(disposition(one, setting.figures.small, setting.words)).split("\n")
    )
    yield Points(said or (setting.say(N_("Nobody has been asked again yet.")),))
