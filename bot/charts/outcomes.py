"""What came of it, as pictures: of each only what may be shown, with its numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.charts.kinds import Bars, Part, Range, Ranges, Row
from bot.charts.legend import Legend
from bot.drawing.fonts import lacking
from bot.visit import plain
from conversations.catalogue import N_, Phrase, Words
from conversations.outcome_words import number, wave_name
from conversations.outcomes import (
    Change,
    Mean,
    MeasureFigures,
    Outcome,
    PromiseFigures,
    is_after,
)
from conversations.representation import Cell
from conversations.shown_outcomes import of_change, of_verdicts

#: What the parts of a bar mean.
NAMES: Mapping[str, Phrase] = {
    "better": N_("Better"),
    "same": N_("The same"),
    "worse": N_("Worse"),
    "unclear": N_("Can't tell"),
    "apart": N_("It does not touch them"),
    "missing": N_("Did not answer this time"),
}

#: How each verdict on a promise looks.
_VERDICTS = {
    "better": "better",
    "same": "same",
    "worse": "worse",
    "cant_tell": "unclear",
    "not_me": "apart",
}

#: Left-to-right mark: a plus before a number stays before it where reading begins at the right.
_LRM = "\u200e"


def of_measure(figures: MeasureFigures, title: str, small: int, words: Words) -> Bars | None:
    """Return the picture of better, the same and worse, wave by wave; ``None`` if none is shown.

    A bar is everyone who gave a number at the start and has been asked again: who did not answer is
    part of it, or the picture would say more than is known.
    """
    rows = [row for one in figures.outcomes if (row := _change_row(one, small, words)) is not None]
    if not (rows and drawable_in(words)):
        return None
    looks = ("better", "same", "worse", "missing")
    return Bars(Legend().label(title), words.language, _names(looks, words), tuple(rows))


def _change_row(outcome: Outcome, small: int, words: Words) -> Row | None:
    found = outcome.change
    shown = of_change(found, small)
    if shown is None:
        return None
    cells = {**shown, "missing": _little(found.unpaired, small)}
    return Row(words.plain(wave_name(outcome.wave)), _parts(cells, found.everyone, small, words))


def of_promise(figures: PromiseFigures, title: str, small: int, words: Words) -> Bars | None:
    """Return the picture of what people say of a promise, wave by wave; ``None`` if none is shown.

    The team's own word is no part of it: it stands beside, in words.
    """
    rows = []
    for one in figures.waves:
        shown = of_verdicts(one, small)
        if shown is not None:
            cells = {_VERDICTS[key]: cell for key, cell in shown.items()}
            cells["missing"] = _little(one.asked - one.said, small)
            parts = _parts(cells, one.asked, small, words)
            rows.append(Row(words.plain(wave_name(one.wave)), parts))
    if not (rows and drawable_in(words)):
        return None
    names = _names((*_VERDICTS.values(), "missing"), words)
    return Bars(Legend().label(title), words.language, names, tuple(rows))


def over_time(
    figures: MeasureFigures, title: str, points: int, small: int, words: Words
) -> Ranges | None:
    """Return the picture of the mean change over time; ``None`` if no wave of it may be shown.

    ``points`` is how many points the scale has.
    """
    rows = [
        _range(one, one.mean, points, words)
        for one in figures.outcomes
        if is_after(one.wave) and one.mean is not None and _tellable(one.change, small)
    ]
    if not (rows and drawable_in(words)):
        return None
    return Ranges(
        Legend().label(title),
        words.language,
        words.plain(N_("Worse")),
        words.plain(N_("No change")),
        words.plain(N_("Better")),
        (
            ("mean", words.plain(N_("Mean change of those who answered both times"))),
            ("interval", words.plain(N_("Where it lies, as far as one can be sure"))),
            ("bounds", words.plain(N_("Where it may lie, with those who did not answer"))),
        ),
        tuple(rows),
    )


def _tellable(found: Change, small: int) -> bool:
    return of_change(found, small) is not None


def _range(outcome: Outcome, mean: Mean, points: int, words: Words) -> Range:
    inside, bounds = mean.interval, mean.bounds
    said = words.t(
        "{mean} points of {points}. With those who did not answer: from {low} to {high}.",
        mean=_signed(mean.change, words),
        points=points,
        low=_signed(bounds.low, words),
        high=_signed(bounds.high, words),
    )
    if inside is not None:
        said = words.t(
            "{mean} points of {points}, likely from {from_} to {to}. With those who did not "
            "answer: from {low} to {high}.",
            mean=_signed(mean.change, words),
            points=points,
            from_=_signed(inside.low, words),
            to=_signed(inside.high, words),
            low=_signed(bounds.low, words),
            high=_signed(bounds.high, words),
        )
    return Range(
        words.plain(wave_name(outcome.wave)),
        mean.change,
        inside.low if inside else None,
        inside.high if inside else None,
        bounds.low,
        bounds.high,
        plain(said),
    )


def _signed(value: float, words: Words) -> str:
    rounded = Decimal(str(round(value, 1)))
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{_LRM}{sign}{words.number(abs(rounded))}"


def _little(count: int, small: int) -> Cell:
    """Return what is shown of a count that nothing else gives away."""
    return Cell(0, small - 1) if count < small else Cell(count, count)


def drawable_in(words: Words) -> bool:
    """Say whether the letters of a language can be drawn; if not, its pictures stay words."""
    return not lacking("".join(words.plain(name) for name in NAMES.values()))


def _names(looks: Iterable[str], words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((look, words.plain(NAMES[look])) for look in looks)


def _parts(cells: Mapping[str, Cell], whole: int, small: int, words: Words) -> tuple[Part, ...]:
    """Return the parts of a bar: a range is drawn as its middle, and marked as rough."""
    middles = {look: (cell.low + cell.high) / 2 for look, cell in cells.items()}
    total = max(sum(middles.values()), 1.0, whole if _all_exact(cells) else 0.0)
    return tuple(
        Part(
            look,
            middles[look] / total,
            f"{words.plain(NAMES[look])}: {plain(number(cell, small, words))}",
            sure=cell.low == cell.high,
        )
        for look, cell in cells.items()
    )


def _all_exact(cells: Mapping[str, Cell]) -> bool:
    return all(cell.low == cell.high for cell in cells.values())
