"""What may be quoted: looked at by the team, allowed by its teller, without name."""

from __future__ import annotations

from bot.channels.base import Button
from bot.leads.scope import TEAM, allowed, people, workplace
from bot.leads.telling import USES
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.text import insert
from storage import quotes, reviews, themes
from storage.quotes import Quote

#: So many are shown before someone asks for more.
_PAGE = 3


def _quotes(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        _show(visit, loaded, 0)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is not None and args[1].isdecimal() and allowed(visit, args[0], *TEAM):
        _show(visit, loaded, int(args[1]))


def _show(visit: Visit, loaded: Loaded, start: int) -> None:
    """Show some, each in a message of its own: its teller may take it back at any time."""
    words = visit.words_of(loaded)
    found = quotes.of_project(visit.db, loaded.project.slug, visit.person.id)
    desk = tap(N_("To the desk"), "desk", "desk", words=words)
    if not found:
        visit.say(
            words.t(
                "Nothing may be quoted yet. While you read, mark what is worth quoting; then the "
                "team looks at it."
            ),
            column([desk]),
        )
        return
    if start == 0:
        visit.say(words.t("<b>Quotes.</b> Please use them as they are, and never with a name."))
    page = found[start : start + _PAGE] or found[-_PAGE:]
    for one in page:
        buttons = [tap(N_("Look at it again"), "mod", one.id, "undo", words=words)]
        if one is page[-1]:
            buttons += [*_onward(visit, loaded, start + _PAGE, len(found)), desk]
        row = visit.say(_told(visit, loaded, one), column(buttons), protect=True)
        reviews.told_in(visit.db, row, one.answer)


def _onward(visit: Visit, loaded: Loaded, start: int, there_are: int) -> list[Button]:
    if start >= there_are:
        return []
    return [tap(N_("More"), "quotes", loaded.project.slug, start, words=visit.words)]


def _told(visit: Visit, loaded: Loaded, one: Quote) -> str:
    """Return a quote with how many people spoke of its themes, and what it may be used for."""
    words, small = visit.words_of(loaded), loaded.project.small_number
    spoke = {t.name: t.people for t in themes.of_project(visit.db, loaded.project.slug)}
    on = themes.on_answer(visit.db, one.answer, visit.person.id)
    lines = [f"{insert(name)}: {people(spoke[name], small, words)}" for name in on if name in spoke]
    said = f"“{insert(one.words)}” ({insert(own_name(one.language))})"
    return "\n".join((said, *lines, words.say(USES[one.use])))


COMMANDS = {"quotes": _quotes}
TAPS = {"quotes": _tapped}
