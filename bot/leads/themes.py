"""The themes so far, and how many people spoke of each."""

from __future__ import annotations

from bot.leads.scope import TEAM, people, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.text import insert
from storage import themes


def _themes(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, small = visit.words_of(loaded), loaded.project.small_number
    known = themes.of_project(visit.db, loaded.project.slug)
    desk = column([tap(N_("To the desk"), "desk", "desk", words=words)])
    if not known:
        visit.say(words.t("There are no themes yet. They come while you read: /new"), desk)
        return
    lines = [f"{insert(t.name)}: {people(t.people, small, words)}" for t in known[:40]]
    visit.say(words.t("<b>Themes so far</b>") + "\n" + "\n".join(lines), desk)


COMMANDS = {"themes": _themes}
