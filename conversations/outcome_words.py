"""What came of a measure, in words: every sentence short, no small number in any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel.numbers import format_decimal

from conversations.catalogue import N_, Phrase, Words
from conversations.checkbacks import wave
from conversations.claims import claim, claimed, for_everyone
from conversations.outcomes import (
    BEFORE,
    REPORT,
    Change,
    Figures,
    Interval,
    MeasureFigures,
    Outcome,
)
from conversations.population import Group
from conversations.project import Measure, Project
from conversations.questions.base import Wording
from conversations.representation import Cell, Table
from conversations.shown_outcomes import change_together, of_change, of_subgroups
from conversations.text import Html, insert

_BETTER, _SAME, _WORSE = N_("say it is better"), N_("the same"), N_("worse")


def wave_name(name: str) -> Phrase:
    """Return what a wave is called."""
    if name == BEFORE:
        return N_("At the start")
    if name == REPORT:
        return N_("Right after a decision")
    return N_("Asked again, time {n}", n=name.removeprefix("after-"))


def number(cell: Cell, small: int, words: Words) -> str:
    """Return what is shown of a count: "23", "9 to 13", "fewer than 5"."""
    if cell.low == cell.high:
        return insert(cell.low)
    if not cell.low:
        return words.t("fewer than {small}", small=small)
    return words.t("{low} to {high}", low=cell.low, high=cell.high)


def distribution(found: Change, measure: Measure, small: int, words: Words) -> str:
    """Return how many are better, the same and worse; empty where fewer answered both times."""
    if found.paired < small:
        return ""
    said = {
        "better": _or(measure.better, _BETTER),
        "same": _or(measure.same, _SAME),
        "worse": _or(measure.worse, _WORSE),
    }
    table = of_change(found, small)
    if table is None:
        return _together(found, said, small, words)
    return words.t(
        "Of {paired} people who answered both times, {n_better} {better}, {n_same} {same}, "
        "{n_worse} {worse}.",
        paired=found.paired,
        **said,
        **{f"n_{name}": Html(number(cell, small, words)) for name, cell in table.items()},
    )


def _together(found: Change, said: Mapping[str, Wording], small: int, words: Words) -> str:
    """Return how many changed how where two of three can only be told together, or none."""
    shown = change_together(found, small)
    if shown is None:
        return words.t(
            "{paired} people answered both times. The groups are too small to tell "
            "apart without pointing at someone.",
            paired=found.paired,
        )
    ((apart, n),) = shown.apart.items()
    first, second = shown.joined
    return words.t(
        "Of {paired} people who answered both times, {n} {what}. The other {rest}: {one} or {two}.",
        paired=found.paired,
        n=n,
        what=said[apart],
        rest=shown.people,
        one=said[first],
        two=said[second],
    )


def _or(own: Wording, ours: Phrase) -> Wording:
    return own or ours


def missing(found: Outcome, small: int, words: Words, *, doubted: bool = True) -> str:
    """Return how many did not answer again, or have yet to be asked; empty where nobody is.

    ``doubted``: what is said of the others may not hold for them.
    """
    gone, waiting = found.change.unpaired, found.change.waiting
    lines = []
    if gone:
        said = _GONE[doubted, found.wave == wave(1), gone < small]
        lines.append(words.t(said.msgid, n=max(gone, small)))
    if waiting >= small:
        lines.append(words.t("{n} were not asked this time, or not yet.", n=waiting))
    elif waiting:
        lines.append(words.t("Fewer than {n} were not asked this time, or not yet.", n=small))
    return "\n".join(lines)


#: Who is missing: is what is said of the others in doubt, the second time, and fewer than are told.
_GONE: Mapping[tuple[bool, bool, bool], Phrase] = {
    (True, True, False): N_(
        "{n} did not answer the second time, so this may not hold for everyone."
    ),
    (True, True, True): N_(
        "Fewer than {n} did not answer the second time, so this may not hold for everyone."
    ),
    (True, False, False): N_("{n} did not answer this time, so this may not hold for everyone."),
    (True, False, True): N_(
        "Fewer than {n} did not answer this time, so this may not hold for everyone."
    ),
    (False, True, False): N_("{n} did not answer the second time."),
    (False, True, True): N_("Fewer than {n} did not answer the second time."),
    (False, False, False): N_("{n} did not answer this time."),
    (False, False, True): N_("Fewer than {n} did not answer this time."),
}


def told(found: Outcome, measure: Measure, small: int, words: Words) -> str:
    """Return what may be said of a wave: who changed how, who is missing, and the claim."""
    doubted = not claim(found, small).everyone
    parts = (
        distribution(found.change, measure, small, words),
        missing(found, small, words, doubted=doubted) if found.change.paired else "",
        claimed(found, small, words),
        for_everyone(found, small, words),
    )
    return "\n".join(part for part in parts if part)


def how_sure(found: Outcome, measure: Measure, small: int, words: Words) -> tuple[str, ...]:
    """Return the mean change with its interval, and what the missing could make of it, in words."""
    mean, change = found.mean, found.change
    if mean is None or change.paired < small:
        return ()
    lines = [
        words.t(
            "On a scale of {start} to {top}, the mean change is {change}.",
            start=measure.start,
            top=measure.top,
            change=points(mean.change, words),
        )
    ]
    if mean.interval is not None:
        lines.append(_interval(mean.interval, words))
        if mean.interval.direction and claim(found, small).kind == "chance":
            lines.append(words.t("But better and worse do not part from each other beyond chance."))
    if change.unpaired >= small:
        lines.append(
            words.t(
                "Had all who did not answer again gone to the bad end, it would be {low}; "
                "to the good end, {high}.",
                low=points(mean.bounds.low, words),
                high=points(mean.bounds.high, words),
            )
        )
        if _exact(change, small):
            share = found.share_better
            lines.append(
                words.t(
                    "Had they all said worse, {low} in 100 would be better; all better, {high}.",
                    low=round(100 * share.low),
                    high=round(100 * share.high),
                )
            )
    return tuple(lines)


def _exact(found: Change, small: int) -> bool:
    """Say whether the number of those better is shown as it is."""
    table = of_change(found, small)
    return table is not None and table["better"].low == table["better"].high


def _interval(found: Interval, words: Words) -> str:
    return words.t(
        "It lies between {low} and {high}. A range found this way is right {level} of 100 times.",
        low=points(found.low, words),
        high=points(found.high, words),
        level=round(100 * found.level),
    )


def points(change: float, words: Words) -> str:
    """Return a change in points of a scale, with its sign; what is not zero is not called so."""
    digits = "0.00" if 0 < abs(change) < 0.05 else "0.0"
    return format_decimal(change, f"+{digits};-{digits}", locale=words.locale)


def subgroups(found: Outcome, group: Group, small: int, words: Words) -> str:
    """Return the change in each category of a group; empty where none of it may be shown.

    Nothing is claimed of it.
    """
    mine = [one for one in found.subgroups if one.group == group.key]
    tables = of_subgroups(mine, found.change, small)
    if not any(tables.values()):
        return ""
    lines = [
        _category(group.label(category, words), table, small, words)
        for category, table in tables.items()
    ]
    return "\n".join((f"<b>{insert(group.name(words))}</b>", *lines))


def _category(label: str, table: Table | None, small: int, words: Words) -> str:
    if table is None:
        return words.t("{category}: not shown, so that nobody can be made out", category=label)
    shown = {name: Html(number(cell, small, words)) for name, cell in table.items()}
    return words.t(
        "{category}: better {better}, the same {same}, worse {worse}", category=label, **shown
    )


def public(figures: Figures, project: Project, words: Words) -> Iterator[str]:
    """Yield what anyone who took part may read of whether it got better, measure by measure."""
    for one in figures.measures:
        if one.measure in project.measures and one.latest() is not None:
            measure = project.measures[one.measure]
            yield f"<b>{words.say(measure.ask)}</b>\n{by_wave(one, measure, project, words)}"


def by_wave(found: MeasureFigures, measure: Measure, project: Project, words: Words) -> str:
    """Return what may be said of a measure now, each time under its name."""
    small = project.small_number
    return "\n".join(
        f"<i>{words.say(wave_name(one.wave))}</i>\n{told(one, measure, small, words)}"
        for one in found.to_tell(small)
    )
