"""The engine: (script, run, input, now) → (run, events). Plain, total and repeatable.

Whatever arrives, in whatever order, a run is left waiting, paused or ended, and nothing that was
said is dropped without an event that keeps it. The engine decides; it never acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from conversations import attaching, correcting, hearing, moving
from conversations import inputs as given
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Script
from conversations.run import Run
from conversations.turn import Turn


def begin(
    script: Script,
    run_id: str,
    language: str,
    facts: Mapping[str, str],
    now: datetime,
    words: Words,
) -> tuple[Run, tuple[Event, ...]]:
    """Start a run of ``script`` and put its first question."""
    turn = Turn(script, Run(run_id, script.key, language, facts), now, words)
    turn.advance()
    return turn.result()


def resume(
    script: Script, run: Run, arrived: given.Input, now: datetime, words: Words
) -> tuple[Run, tuple[Event, ...]]:
    """Return the run after ``arrived``, and what happened. Never raises for anything a person does.

    ``words`` are those of the run's language: what is typed is read in it, or in English.
    """
    turn = Turn(script, run, now, words)
    _HANDLERS[type(arrived)](turn, arrived)
    return turn.result()


#: What each kind of input does; a new kind is a function and a line here.
_HANDLERS: Mapping[type, Callable[[Turn, Any], None]] = {
    given.Said: hearing.said,
    given.Tapped: hearing.tapped,
    given.SentMedia: attaching.sent_media,
    given.SentPlace: attaching.sent_place,
    given.SentOther: attaching.sent_other,
    given.Edited: correcting.edited,
    given.Resent: correcting.resent,
    given.Revisited: correcting.revisited,
    given.Started: moving.started,
    given.WentBack: moving.went_back,
    given.Skipped: moving.skipped,
    given.Paused: moving.paused,
    given.Postponed: moving.postponed,
    given.Stopped: moving.stopped,
    given.Closed: moving.closed,
    given.ChangedLanguage: moving.changed_language,
    given.TimedOut: moving.timed_out,
}
