"""A prompt on its way: one message shows its maker how far it is, and changes as it goes."""

from __future__ import annotations

from datetime import timedelta

from bot.leads.scope import TEAM, allowed, remark
from bot.outreach.contact import BUSY, NIGHT, WEEK
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from storage import outreach, participants, prompts, timers
from storage.prompts import Prompt
from storage.timers import Timer

#: What a copy waits for, in words; also said before a prompt goes out.
WAITING: dict[str, Phrase] = {
    NIGHT: N_("wait for the morning"),
    BUSY: N_("wait until they are not in the middle of something"),
    WEEK: N_("wait until their two messages a week allow it"),
}

_STATES: dict[str, Phrase] = {
    "sent": N_("sent"),
    "queued": N_("going out now"),
    "sending": N_("going out now"),
    **WAITING,
    "unreachable": N_("cannot be reached"),
    "failed": N_("could not be sent"),
    "unknown": N_("may have arrived: not sent again"),
    "cancelled": N_("not sent"),
}

#: What has not come to rest: while anything goes out, and while anything waits.
_GOING, _MOVING = {"queued", "sending"}, {"queued", "sending", *WAITING}

#: How often the message changes while a prompt goes out.
_A_MOMENT = timedelta(seconds=5)


def show(visit: Visit, loaded: Loaded, prompt: str) -> None:
    """Say how far a prompt is, in a message that from now on is kept up to date."""
    text, states = _progress(visit, loaded, prompt)
    row = visit.say(text, _buttons(prompt, states, visit.words))
    if row is not None:
        prompts.show(visit.db, prompt, row, text)
    _look_again(visit, loaded, prompt, states)


def _progress(visit: Visit, loaded: Loaded, prompt: str) -> tuple[str, dict[str, int]]:
    words, small = visit.words, loaded.project.small_number
    states = outreach.prompt_states(visit.db, prompt)
    counts: dict[str, int] = {}
    for state, label in _STATES.items():
        if n := states.get(state, 0):
            said = words.plain(label)
            counts[said] = counts.get(said, 0) + n
    few = words.t("fewer than {n}", n=small)
    lines = [f"{label}: {n if n >= small else few}" for label, n in counts.items()]
    return words.t("<b>Your prompt</b>") + "\n" + "\n".join(lines), states


def _buttons(prompt: str, states: dict[str, int], words: Words) -> Keyboard:
    if not _MOVING & set(states):
        return ()
    return column(
        [
            tap(N_("How far is it?"), "prompt", "how", prompt, words=words),
            tap(N_("Cancel the rest"), "prompt", "cancel", prompt, words=words),
        ]
    )


def _look_again(visit: Visit, loaded: Loaded, prompt: str, states: dict[str, int]) -> None:
    """Set when the message is next brought up to date; never again once all has come to rest."""
    if _GOING & set(states):
        due = visit.now + _A_MOMENT
    elif next_one := outreach.next_of_prompt(visit.db, prompt):
        due = max(next_one, visit.now) + _A_MOMENT
    else:
        prompts.done(visit.db, prompt)
        return
    timers.drop_about(visit.db, "prompt_progress", prompt)
    new = visit.house.new_id()
    timer = Timer(new, "prompt_progress", due, project=loaded.project.slug, subject=prompt)
    timers.add(visit.db, timer, visit.now)


def _update(visit: Visit, timer: Timer) -> None:
    found = prompts.get(visit.db, timer.subject or "")
    maker = participants.get(visit.db, found.made_by) if found and found.made_by else None
    loaded = visit.house.project(visit.db, timer.project or "")
    if found is not None and maker is not None and loaded is not None and not maker.stopped:
        _redraw(visit.other(maker), loaded, found)


def _redraw(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    text, states = _progress(visit, loaded, prompt.id)
    if prompt.progress is not None and text != prompt.shown:
        visit.edit(prompt.progress, text, _buttons(prompt.id, states, visit.words))
        prompts.show(visit.db, prompt.id, prompt.progress, text)
    _look_again(visit, loaded, prompt.id, states)


def tapped(visit: Visit, what: str, prompt: str) -> None:
    """Act on a button under a prompt's progress: look (``how``), or ``cancel`` the rest."""
    found = prompts.get(visit.db, prompt)
    loaded = visit.house.project(visit.db, found.project) if found else None
    if found is None or loaded is None or not allowed(visit, found.project, *TEAM):
        return
    if what == "how":
        show(visit, loaded, found.id)
    elif what == "cancel":
        _cancel(visit, loaded, found)


def _cancel(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    prompts.cancel(visit.db, prompt.id)
    if outreach.cancel_prompt(visit.db, prompt.id):
        visit.say(visit.words.t("Cancelled what had not gone yet."))
    else:
        remark(visit, N_("Everything has gone out already."))
    _redraw(visit, loaded, prompt)


TIMERS = {"prompt_progress": _update}
