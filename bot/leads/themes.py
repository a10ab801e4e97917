"""The themes so far, how many people spoke of each, and what was said under one."""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads.scope import TEAM, allowed, people, remark, workplace
from bot.leads.sorting import WAYS
from bot.leads.telling import play_files, say_told
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text, insert
from storage import decisions, reviews, themes
from storage.tasks import Task
from storage.themes import Theme

#: So many themes are listed in one message, the one used last first.
_LISTED = 40
#: So many answers are shown before someone asks for more.
_PAGE = 3

_DESK = N_("To the desk")


def _themes(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, small = visit.words_of(loaded), loaded.project.small_number
    known = themes.of_project(visit.db, loaded.project.slug)[:_LISTED]
    desk = tap(_DESK, "desk", "desk", words=words)
    if not known:
        visit.say(
            words.t("There are no themes yet. They come while you read: /new"), column([desk])
        )
        return
    lines = [
        f"{n}. {insert(t.name)}: {people(t.people, small, words)}"
        for n, t in enumerate(known, start=1)
    ]
    visit.begin_task("themes", "which", project=loaded.project.slug, shown=[t.id for t in known])
    visit.say(
        words.t("<b>Themes so far</b>")
        + "\n"
        + "\n".join(lines)
        + "\n"
        + words.t("To read what is under one, type its number."),
        column([desk]),
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
        return
    known = {t.id: t for t in themes.of_project(visit.db, loaded.project.slug)}
    shown = [str(key) for key in task.data["shown"]]
    options = [Option(key, Text(known[key].name)) for key in shown if key in known]
    reading = match_option(came.text or "", options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _under(visit, loaded, known[reading.value[0]], 0)
    else:
        visit.say(visit.words.t("Please type the number of a theme. Or type: back"))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    theme = themes.get(visit.db, args[0]) if len(args) == 2 else None
    loaded = visit.house.project(visit.db, theme.project) if theme else None
    if theme is None or loaded is None or not args[1].isdecimal():
        return
    if allowed(visit, theme.project, *TEAM):
        _under(visit, loaded, theme, int(args[1]))


def _under(visit: Visit, loaded: Loaded, theme: Theme, start: int) -> None:
    """Show what was said under a theme, a few at a time; who said "not at all" is left out."""
    words = visit.words_of(loaded)
    found = [
        reviews.get(visit.db, answer, visit.person.id)
        for answer, _ in themes.answers(visit.db, theme.id)
    ]
    told = [one for one in found if one is not None]
    ways = [tap(o.label, "sort", theme.id, o.key, words=words) for o in WAYS]
    if start >= len(told):
        _nothing(visit, theme, ways if start == 0 else [])
        return
    page, more = told[start : start + _PAGE], start + _PAGE < len(told)
    if start == 0:
        count = people(theme.people, loaded.project.small_number, words)
        visit.say(f"<b>{insert(theme.name)}</b>: {count}")
    for one in page:
        play_files(visit, one)
        buttons: list[Button] = []
        if one is page[-1]:
            buttons = [*ways, tap(_DESK, "desk", "desk", words=words)]
            if decisions.of_theme(visit.db, theme.id):
                came = tap(N_("What came of it"), "came", "theme", theme.id, words=words)
                buttons.insert(0, came)
            if more:
                buttons.insert(0, tap(N_("More"), "tm", theme.id, start + _PAGE, words=words))
        say_told(visit, loaded, one, column(buttons))


def _nothing(visit: Visit, theme: Theme, ways: list[Button]) -> None:
    """Say that nothing stands there; an empty theme can still be renamed or merged."""
    if not ways:
        remark(visit, N_("Nothing more is under this theme."))
        return
    said = visit.words.t("Nothing that you read is under {name}.", name=theme.name)
    visit.say(said, column([*ways[:-1], tap(_DESK, "desk", "desk", words=visit.words)]))


COMMANDS = {"themes": _themes}
TAPS = {"tm": _tapped}
TASKS = {"themes": _typed}
