"""Did it get better? Before and after, within each person, in words that claim no more."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.charts import chain
from bot.charts.outcomes import of_measure, of_promise, over_time
from bot.counting.gathering import figures
from bot.leads.picturing import show
from bot.leads.scope import TEAM, workplace
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.asked_words import disposition, reach, team_word, verdicts
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.outcome_words import by_wave, how_sure, subgroups, told, wave_name
from conversations.outcomes import Figures, MeasureFigures, Outcome, PromiseFigures
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage.tasks import Task

_PROMISES = Option("promises", N_("What we promised"))
_ASKED = Option("asked", N_("Who was asked"))
_ALL = Option("all", N_("Did it get better?"))
_DESK = Option("desk", N_("To the desk"))


def _outcomes(visit: Visit, rest: str) -> None:
    _show(visit, "all")


def _show(visit: Visit, what: str) -> None:
    """Say one page: all measures in short, one measure, the promises, or who was asked."""
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    found, words = figures(visit.db, loaded), visit.words_of(loaded)
    if what == "promises":
        parts = _promises(found, loaded, words)
    elif what == "asked":
        parts = _asked(found, loaded, words)
    elif what in loaded.project.measures:
        parts = _measure(found, what, loaded, words)
    else:
        parts = _overview(found, loaded, words)
    _draw(visit, loaded, found, what)
    for part in parts[:-1]:
        visit.say(part)
    visit.begin_task("outcomes", what)
    doors = _doors(loaded, what)
    visit.say(parts[-1], column(tap(o.label, "better", o.key, words=words) for o in doors))


def _draw(visit: Visit, loaded: Loaded, found: Figures, what: str) -> None:
    """Say the pictures of a page: its numbers stand below each, and in the words that follow."""
    project, words, small = loaded.project, visit.words_of(loaded), loaded.project.small_number
    if what == "all":
        heard = chain.of_project(visit.db, loaded, words, visit.now)
        if heard is not None:
            show(visit, *heard)
    elif what == "promises":
        for promise in found.promises:
            drawn = of_promise(promise, promise.what, small, words)
            if drawn is not None:
                show(visit, drawn)
    elif what in project.measures:
        measure = project.measures[what]
        mine = next(one for one in found.measures if one.measure == what)
        title = words.plain(measure.ask)
        bars = of_measure(mine, title, small, words)
        ranges = over_time(mine, title, measure.points, small, words)
        for picture in (bars, ranges):
            if picture is not None:
                show(visit, picture)


def _doors(loaded: Loaded, what: str) -> tuple[Option, ...]:
    """Return where to go from a page: what is numbered there is shown in full."""
    more = tuple(
        Option(key, N_("More on {n}", n=n))
        for n, key in enumerate(loaded.project.measures, start=1)
        if key != what
    )
    rest = (_PROMISES, _ASKED, _ALL, _DESK)
    return (*more, *(one for one in rest if one.key != what))


def _overview(found: Figures, loaded: Loaded, words: Words) -> list[str]:
    parts = [words.t("<b>Did it get better?</b>\nEach person's own answers, before and after.")]
    for n, one in enumerate(found.measures, start=1):
        measure = loaded.project.measures[one.measure]
        said = by_wave(one, measure, loaded.project, words) or words.say(_NOBODY_YET)
        parts.append(f"<b>{n}. {words.say(measure.ask)}</b>\n{said}")
    if len(parts) == 1:
        parts.append(words.t("This project asks nothing both before and after."))
    return parts


_NOBODY_YET: Phrase = N_("Nobody has been asked again yet.")


def _told(found: Outcome, loaded: Loaded, words: Words) -> str:
    project = loaded.project
    said = told(found, project.measures[found.measure], project.small_number, words)
    return f"<i>{words.say(wave_name(found.wave))}</i>\n{said}"


def _measure(found: Figures, key: str, loaded: Loaded, words: Words) -> list[str]:
    """Return a measure in full: each wave, how sure it is, groups, how far it came."""
    project, measure = loaded.project, loaded.project.measures[key]
    mine = next(one for one in found.measures if one.measure == key)
    head = f"<b>{words.say(measure.ask)}</b>"
    parts = [_told(one, loaded, words) for one in reversed(mine.outcomes)]
    if mine.outcomes:
        newest = mine.outcomes[-1]
        sure = how_sure(newest, measure, project.small_number, words)
        groups = (subgroups(newest, g, project.small_number, words) for g in project.population)
        parts[1:1] = [said for said in ("\n".join(sure), *groups) if said]
    parts = [f"{head}\n{parts[0] if parts else words.say(_NOBODY_YET)}", *parts[1:]]
    return [*parts, _reached(mine, project.small_number, words)]


def _reached(found: MeasureFigures, small: int, words: Words) -> str:
    lines = (reach(one, small, words) for one in found.reach)
    return "\n".join((words.t("<b>How many people</b>"), *lines))


def _promises(found: Figures, loaded: Loaded, words: Words) -> list[str]:
    if not found.promises:
        return [words.t("Nothing has been promised yet.")]
    small = loaded.project.small_number
    return [_promise(one, small, words) for one in found.promises]


def _promise(found: PromiseFigures, small: int, words: Words) -> str:
    """Return a promise: the team's own word on it, then people's, never mixed."""
    lines = [
        words.t(
            "<b>Promised:</b> {what}, by {day}.", what=found.what, day=words.date(found.due_on)
        ),
        team_word(found, words),
        words.t("<b>What people say of it</b>"),
        *(verdicts(one, small, words) for one in found.waves),
    ]
    if not found.waves:
        lines.append(words.say(_NOBODY_YET))
    return "\n".join(lines)


def _asked(found: Figures, loaded: Loaded, words: Words) -> list[str]:
    small = loaded.project.small_number
    waves = [disposition(one, small, words) for one in found.dispositions]
    return waves or [words.say(_NOBODY_YET)]


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args == ("desk",):
        visit.end_task()
        visit.command("desk")
    elif len(args) == 1:
        _show(visit, args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """A page by its number or name; anything else goes where it would go without this list."""
    visit.end_task()
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    reading = match_option(came.text or "", _doors(loaded, task.step), visit.words_of(loaded))
    if not came.media and isinstance(reading, Understood) and not reading.words:
        _tapped(visit, reading.value)
    else:
        hear(visit, came)


COMMANDS = {"outcomes": _outcomes}
TAPS = {"better": _tapped}
TASKS = {"outcomes": _typed}
