"""Hearing recordings, or no more: by word, by the offer's buttons, and in the menu."""

from __future__ import annotations

from bot.residents.aloud import SWITCHES
from bot.residents.talking import where_we_are
from bot.scripts import script_of
from bot.visit import Visit
from conversations.catalogue import Phrase
from storage import recordings


def switch(visit: Visit) -> tuple[tuple[str, Phrase], ...]:
    """Return the menu's command and label that switch, where there is something to hear."""
    held = visit.latest_run()
    loaded = script_of(visit.db, visit.house, held)[0] if held else None
    if held is None or loaded is None:
        return ()
    if not loaded.snapshot.recordings and not recordings.any_recorded(visit.db, held.project):
        return ()
    name = "text" if recordings.wanted(visit.db, visit.person.id) else "voice"
    return ((name, SWITCHES[name]),)


def _voice(visit: Visit, rest: str) -> None:
    """From now on with recordings, beginning with what is being asked."""
    recordings.set_wanted(visit.db, visit.person.id, wanted=True)
    visit.say(visit.words.t("From now on with recordings, where there are any. To stop: text only"))
    where_we_are(visit)


def _text(visit: Visit, rest: str) -> None:
    recordings.set_wanted(visit.db, visit.person.id, wanted=False)
    visit.say(visit.words.t("From now on only text. To hear recordings again, type: with voice"))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in SWITCHES:
        visit.mark_tapped(f"✓ {visit.words.say(SWITCHES[args[0]])}")
        visit.end_task()
        COMMANDS[args[0]](visit, "")


COMMANDS = {"voice": _voice, "text": _text}
TAPS = {"aloud": _tapped}
