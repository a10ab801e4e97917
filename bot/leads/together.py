"""Reading together: how far two readers of the same answers agree. Of nobody in particular."""

from __future__ import annotations

from fractions import Fraction

from babel.numbers import format_decimal

from bot.leads.scope import TEAM, workplace
from bot.visit import Visit, column, tap
from conversations.agreement import ENOUGH, Agreement, agreement
from conversations.catalogue import N_, Words
from conversations.languages import babel_name
from conversations.loader import Loaded
from conversations.text import insert
from storage import second_readings, themes

#: So many themes are named; the mean is of all.
_NAMED = 15


def _together(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    visit.end_task()
    visit.say(
        "\n".join(_page(visit, loaded)),
        column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
    )


def _page(visit: Visit, loaded: Loaded) -> list[str]:
    words, share = visit.words_of(loaded), loaded.project.second_reading
    found = agreement(second_readings.pairs(visit.db, loaded.project.slug))
    lines = [words.t("<b>Reading together</b>")]
    if not share and not found.pairs:
        return [*lines, words.t("In this project each answer is read by one person.")]
    if share:
        lines.append(
            words.t(
                "{n} in 100 answers are read by two, each without seeing the other's themes.",
                n=share,
            )
        )
    lines.append(words.tn("{n} read by two so far.", "{n} read by two so far.", found.pairs))
    if not found.enough:
        return [*lines, words.t("Too few yet to say how far readers agree: {n} are.", n=ENOUGH)]
    return lines + _agreed(visit, loaded, words, found)


def _agreed(visit: Visit, loaded: Loaded, words: Words, found: Agreement) -> list[str]:
    if found.mean is None:
        return [words.t("There is no theme yet that tells answers apart, so nothing to measure.")]
    lines = [
        words.t(
            "Agreement (Cohen's kappa): {mean}. 1 is always, 0 is no more than by chance.",
            mean=_said(found.mean, words),
        )
    ]
    names = {one.id: one.name for one in themes.of_project(visit.db, loaded.project.slug)}
    named = sorted(((names[key], kappa) for key, kappa in found.by_theme.items() if key in names))
    for name, kappa in named[:_NAMED]:
        value = (
            _said(kappa, words)
            if kappa is not None
            else words.t("both put it on all of them, so it cannot be measured")
        )
        lines.append(f"{insert(name)}: {value}")
    lines.append(
        words.t(
            "Where it is low, talk about what the theme is to mean. It is about the themes, and "
            "of no one reader."
        )
    )
    return lines


def _said(kappa: Fraction, words: Words) -> str:
    return insert(format_decimal(float(kappa), "0.00", locale=babel_name(words.language)))


COMMANDS = {"together": _together}
