"""Did it get better? What everyone who took part may read of it, in a few sentences."""

from __future__ import annotations

from bot.counting.gathering import figures
from bot.leads.scope import TEAM, workplaces
from bot.residents.helping import project_of
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.outcome_words import public


def did_it_get_better(visit: Visit, loaded: Loaded) -> tuple[str, ...]:
    """Return messages on whether it got better for everyone, measure by measure; maybe none.

    They are the project's figures, the same for whoever asks, and hold no small number.
    """
    found = figures(visit.db, loaded)
    return tuple(public(found, loaded.project, visit.words_of(loaded)))


def _better(visit: Visit, rest: str) -> None:
    if not rest and workplaces(visit, *TEAM):
        # Whoever works with what people said is shown all there is.
        visit.command("outcomes")
        return
    loaded = project_of(visit, rest)
    said = did_it_get_better(visit, loaded) if loaded else ()
    words = visit.words_of(loaded) if loaded else visit.words
    buttons = column(
        [
            tap(N_("My answers"), "do", "answers", words=words),
            tap(N_("Go on"), "do", "go", words=words),
        ]
    )
    if not said:
        visit.say(
            words.t("Nobody has been asked again yet. You will read here what came of it."), buttons
        )
        return
    head = words.t("This is what everyone who answered twice said, not only you.")
    for text in (head, *said[:-1]):
        visit.say(text)
    visit.say(said[-1], buttons)


COMMANDS = {"better": _better}
