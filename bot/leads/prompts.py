"""Sending a prompt: write it, see it as it will arrive, confirm with the number, watch it go."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, workplace
from bot.outreach.contact import leave
from bot.outreach.sweeping import set_aside
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.prompting import prompt_script
from conversations.text import ascii_digits, fold
from storage import outreach, participants, prompts
from storage.prompts import Prompt
from storage.tasks import Task

_LONGEST = 1000
#: Typed instead of the number where the number is too small to be told.
_SEND = N_("send")

_STATES: dict[str, Phrase] = {
    "sent": N_("sent"),
    "queued": N_("going out now"),
    "sending": N_("going out now"),
    "waiting": N_("waiting for waking hours or their turn"),
    "unreachable": N_("cannot be reached"),
    "failed": N_("could not be sent"),
    "unknown": N_("may have arrived: not sent again"),
    "cancelled": N_("not sent"),
}


def _prompt(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    if not _audience(visit, loaded):
        visit.say(
            visit.words.t(
                "Nobody has agreed to be written to yet. A prompt can go out once somebody has."
            )
        )
        return
    visit.begin_task("prompt", "words", project=loaded.project.slug)
    visit.say(
        visit.words.t("What do you want to say or ask? Write it in one message. Or type: back")
    )


def _audience(visit: Visit, loaded: Loaded) -> tuple[str, ...]:
    """Everyone who agreed to be written to, but not whoever is writing."""
    reachable = outreach.audience(visit.db, loaded.project.slug)
    return tuple(one.participant for one in reachable if one.participant != visit.person.id)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
    elif task.step == "words":
        _preview(visit, loaded, (came.text or "").strip())
    else:
        _confirm(visit, loaded, task, came.text or "")


def _preview(visit: Visit, loaded: Loaded, text: str) -> None:
    if not text or len(text) > _LONGEST:
        visit.say(visit.words.t("Please write it in words, at most {n} letters.", n=_LONGEST))
        return
    visit.begin_task("prompt", "confirm", project=loaded.project.slug, text=text)
    words = visit.words_of(loaded)
    script = prompt_script("preview", text, loaded.project.title)
    ask = script.find("prompt")
    visit.say(words.t("This is how it will arrive:"))
    visit.say(words.say(ask.question.text) if ask else "")
    visit.say(
        _who(visit, loaded, words)
        + "\n"
        + _how_to_confirm(visit, loaded, words)
        + "\n"
        + words.t("To change the words, type: back"),
        column([tap(N_("Leave it"), "prompt", "leave", words=words)]),
    )


def _who(visit: Visit, loaded: Loaded, words: Words) -> str:
    """Say how many it goes to, how many of them wait, and why."""
    audience, waiting = _audience(visit, loaded), 0
    project = loaded.project
    for participant in audience:
        person = participants.get(visit.db, participant)
        if person is not None:
            found = leave(
                visit.db, person, project.slug, project.timezone, visit.now, promised=False
            )
            waiting += found.until is not None
    n, small = len(audience), project.small_number
    text = (
        words.t("It goes to fewer than {small} people.", small=small)
        if n < small
        else words.tn("It goes to {n} person.", "It goes to {n} people.", n)
    )
    if waiting and n >= small:
        text += " " + words.t(
            "Some get it later: it is night there, they are in the middle of "
            "something, or had two messages this week."
        )
    return text


def _how_to_confirm(visit: Visit, loaded: Loaded, words: Words) -> str:
    n = len(_audience(visit, loaded))
    if n < loaded.project.small_number:
        return words.t("To send it, type: {word}", word=_SEND)
    return words.t("To send it, type the number: {n}", n=n)


def _confirm(visit: Visit, loaded: Loaded, task: Task, said: str) -> None:
    audience = _audience(visit, loaded)
    small = len(audience) < loaded.project.small_number
    typed = ascii_digits(said).strip()
    right = (
        fold(said) in (fold(visit.words.plain(_SEND)), "send")
        if small
        else typed == str(len(audience))
    )
    if not right:
        visit.say(
            visit.words.t("Nothing has been sent.")
            + " "
            + _how_to_confirm(visit, loaded, visit.words)
        )
        return
    visit.end_task()
    _send(visit, loaded, str(task.data["text"]), audience)


def _send(visit: Visit, loaded: Loaded, text: str, audience: tuple[str, ...]) -> None:
    prompt = visit.house.new_id()
    prompts.add(
        visit.db,
        prompt,
        loaded.project.slug,
        visit.person.id,
        text,
        visit.person.language,
        visit.now,
    )
    set_aside(visit, loaded.project.slug, audience, prompt=prompt)
    _progress(visit, loaded, prompt)


def _progress(visit: Visit, loaded: Loaded, prompt: str) -> None:
    words, small = visit.words, loaded.project.small_number
    states: dict[str, int] = {}
    for state, n in outreach.prompt_states(visit.db, prompt).items():
        label = words.plain(_STATES.get(state, N_("sent")))
        states[label] = states.get(label, 0) + n
    few = words.t("fewer than {n}", n=small)
    lines = [f"{label}: {n if n >= small else few}" for label, n in states.items()]
    visit.say(
        words.t("<b>Your prompt</b>") + "\n" + "\n".join(lines),
        column(
            [
                tap(N_("How far is it?"), "prompt", "how", prompt, words=words),
                tap(N_("Cancel the rest"), "prompt", "cancel", prompt, words=words),
            ]
        ),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args == ("leave",):
        visit.end_task()
        visit.mark_tapped(visit.words.t("Left. Nothing was sent."))
        return
    found = prompts.get(visit.db, args[1]) if len(args) == 2 else None
    loaded = visit.house.project(visit.db, found.project) if found else None
    if found is None or loaded is None or not allowed(visit, found.project, *TEAM):
        return
    if args[0] == "how":
        _progress(visit, loaded, found.id)
    elif args[0] == "cancel":
        _cancel(visit, loaded, found)


def _cancel(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    prompts.cancel(visit.db, prompt.id)
    stopped = outreach.cancel_prompt(visit.db, prompt.id)
    if stopped:
        visit.say(visit.words.t("Cancelled what had not gone yet."))
    else:
        visit.toast = visit.words.plain(N_("Everything has gone out already."))
    _progress(visit, loaded, prompt.id)


def _back(visit: Visit, task: Task) -> None:
    if task.step == "confirm":
        visit.begin_task("prompt", "words", project=task.data["project"])
        visit.say(
            visit.words.t(
                "Write it anew, in one message. Before it was:\n{text}", text=str(task.data["text"])
            )
        )
    else:
        visit.end_task()
        visit.say(visit.words.t("Left. Nothing was sent."))


COMMANDS = {"prompt": _prompt}
TAPS = {"prompt": _tapped}
TASKS = {"prompt": _typed}
BACKS = {"prompt": _back}
