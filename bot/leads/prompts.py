"""Sending a prompt: write it, see it as it will arrive, confirm with the number, watch it go."""

from __future__ import annotations

from collections import Counter

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.leads.sent_prompts import WAITING, show, tapped
from bot.outreach.contact import leave
from bot.outreach.sweeping import set_aside
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.prompting import prompt_script
from conversations.text import ascii_digits, fold
from storage import outreach, participants, projects, prompts
from storage.tasks import Task

_LONGEST = 1000
#: Typed instead of the number where the number is too small to be told.
_SEND = N_("send")


def _prompt(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    live = projects.get(visit.db, loaded.project.slug)
    if live is not None and not live.live:
        visit.say(visit.words.t("This project is retired: nobody is asked anything more."))
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
    """Return everyone in the writer's scope who agreed to be written to."""
    reachable = outreach.audience(visit.db, loaded.project.slug, of=visit.person.id)
    return tuple(one.participant for one in reachable)


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
    language = visit.person.language
    script = prompt_script("preview", text, loaded.project.title, language, language)
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
    """Say how many it goes to, how many of them wait, and for what."""
    audience, small = _audience(visit, loaded), loaded.project.small_number
    n = len(audience)
    if n < small:
        return words.t("It goes to fewer than {small} people.", small=small)
    text = words.tn("It goes to {n} person.", "It goes to {n} people.", n)
    held = _held(visit, loaded, audience)
    if not held:
        return text
    groups = [(N_("get it now"), n - held.total()), *((WAITING[w], m) for w, m in held.items())]
    if any(0 < some < small for _, some in groups):
        return (
            text
            + " "
            + words.t(
                "Some get it later: it is night there, they are in the middle of "
                "something, or had two messages this week."
            )
        )
    lines = [f"{words.say(label)}: {some}" for label, some in groups if some]
    return "\n".join((text, *lines))


def _held(visit: Visit, loaded: Loaded, audience: tuple[str, ...]) -> Counter[str]:
    """Count who would wait if it were sent now, by what for."""
    project, held = loaded.project, Counter[str]()
    for participant in audience:
        person = participants.get(visit.db, participant)
        if person is not None:
            found = leave(visit.db, person, project.slug, project.timezone, visit.now, "prompt")
            if found.until is not None:
                held[found.why] += 1
    return held


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
    show(visit, loaded, prompt)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) == 2:
        tapped(visit, *args)
        return
    task = visit.task()
    if args == ("leave",) and task is not None and task.name == "prompt":
        visit.end_task()
        visit.mark_tapped(visit.words.t("Left. Nothing was sent."))
    else:
        remark(visit, N_("That one is finished, or was left."))


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
