"""New themes: named when asked for, or made of what a reader typed that is the name of none yet."""

from __future__ import annotations

from bot.leads.reading import about
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option
from storage import themes
from storage.reviews import Told
from storage.themes import Theme

#: A theme is called by a word or two, or it does not fit a button.
_LONGEST = 40

MAKE = Option("make", N_("Make it a theme"))


def theme_called(visit: Visit, project: str, text: str) -> Theme | None:
    """Return the theme of that name, made if there is none; ``None`` if it cannot be a name."""
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST:
        visit.say(visit.words.t("A theme's name has 1 to 40 letters. Please type it again."))
        return None
    for one in themes.of_project(visit.db, project):
        if one.name.casefold() == name.casefold():
            return one
    made = visit.house.new_id()
    themes.add(visit.db, made, project, name, visit.person.id, visit.now)
    return themes.get(visit.db, made)


def offer(visit: Visit, told: Told, text: str, listed: list[str]) -> None:
    """Offer to make a theme of what was typed; what stood under the answer still works."""
    name = " ".join(text.split())
    if not name or name.isdecimal() or len(name) > _LONGEST:
        visit.say(visit.words.t("Tap a theme, or type its name or number. Next goes on."))
        return
    about(visit, told, "offered", called=name, shown=listed)
    visit.say(
        visit.words.t("There is no theme called “{name}” yet.", name=name),
        column([tap(MAKE.label, "hear", told.id, MAKE.key, words=visit.words)]),
    )
