"""How far a prompt is, in words: which one it is, and how many of its copies are where."""

from __future__ import annotations

from bot.outreach.contact import BUSY, NIGHT, WEEK
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.prompting import short
from storage import outreach
from storage.prompts import Prompt

#: What a copy waits for, in words; also said before a prompt goes out.
WAITING: dict[str, Phrase] = {
    NIGHT: N_("wait for the morning"),
    BUSY: N_("wait until they are not in the middle of something"),
    WEEK: N_("wait until their two messages a week allow it"),
}

_NOT_WISHED = N_("no longer want to be written to")

_STATES: dict[str, Phrase] = {
    "sent": N_("sent"),
    "queued": N_("going out now"),
    "sending": N_("going out now"),
    **WAITING,
    "unreachable": N_("cannot be reached"),
    "failed": N_("could not be sent"),
    "unknown": N_("may have arrived: not sent again"),
    "stopped": _NOT_WISHED,
    "no consent": _NOT_WISHED,
    "answered": N_("had answered by then"),
    "cancelled": N_("not sent"),
    "retired": N_("not sent"),
}


def progress(visit: Visit, loaded: Loaded, prompt: Prompt) -> tuple[str, dict[str, int]]:
    """Return how far a prompt is in words, and how many of its copies are where."""
    words, small = visit.words, loaded.project.small_number
    states = outreach.prompt_states(visit.db, prompt.id)
    counts: dict[str, int] = {}
    for state, label in _STATES.items():
        if n := states.get(state, 0):
            said = words.plain(N_("waits: paused") if _rests(prompt, state) else label)
            counts[said] = counts.get(said, 0) + n
    if answered := outreach.answered(visit.db, prompt.id):
        counts[words.plain(N_("answered"))] = answered
    few = words.t("fewer than {n}", n=small)
    lines = [f"{label}: {n if n >= small else few}" for label, n in counts.items()]
    return "\n".join((_head(visit, prompt), *lines)), states


def _head(visit: Visit, prompt: Prompt) -> str:
    """Return which prompt it is: several may be on their way."""
    words, begins = visit.words, short(prompt.words)
    if prompt.reminds:
        return words.t("<b>Your reminder</b>: {words}", words=begins)
    if not begins:
        return words.t("<b>Your prompt</b>")
    return words.t("<b>Your prompt</b>: {words}", words=begins)


def _rests(prompt: Prompt, state: str) -> bool:
    return prompt.paused and state == "queued"
