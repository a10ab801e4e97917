"""Before a prompt goes out: as it will arrive in each language, to how many, how long it takes."""

from __future__ import annotations

from collections import Counter
from math import ceil

from bot.channels.base import Button
from bot.leads.audiences import recipients
from bot.leads.prompt_draft import Draft
from bot.leads.prompt_progress import WAITING
from bot.leads.prompt_times import when
from bot.outreach.contact import held_back
from bot.visit import Keyboard, Visit, column, tap
from conversations import engine
from conversations.catalogue import N_, Words
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.prompting import TELLS, prompt_script
from conversations.questions.base import Option
from conversations.render import Spoken, render
from storage.outreach import Reachable

#: Typed instead of the number where the number is too small to be told.
SEND = N_("send")

#: Telegram lets so many messages out in a minute.
_A_MINUTE = 30 * 60

OPTIONS = (
    Option("later", N_("Send it later")),
    Option("repeat", N_("Repeat it")),
    Option("leave", N_("Leave it")),
)
#: Once it is settled when it goes out.
SETTLED = (Option("leave", N_("Leave it")),)


def show(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Show how it will arrive, who gets it and when, and how to confirm."""
    people, words = recipients(visit, loaded, draft), visit.words
    tags = sorted({base_of(one.language) for one in people}, key=lambda t: (t != draft.written, t))
    for tag in tags:
        if len(tags) == 1:
            visit.say(words.t("This is how it will arrive:"))
        else:
            visit.say(words.t("This is how it will arrive in {language}:", language=own_name(tag)))
        if draft.recording:
            visit.say("", media=draft.recording)
        _as_it_arrives(visit, loaded, draft, tag)
    lines = (*_who(visit, loaded, draft, people), how_to_confirm(visit, loaded, people))
    options = SETTLED if draft.first or draft.every else OPTIONS
    visit.say(
        "\n".join((*lines, words.t("To change something, type: back"))),
        column(tap(o.label, "compose", draft.number, o.key, words=words) for o in options),
    )


def _as_it_arrives(visit: Visit, loaded: Loaded, draft: Draft, reader: str) -> None:
    """Say to its maker what someone who reads ``reader`` will be told, with buttons that rest."""
    project, words = loaded.project, loaded.catalogues.words(reader)
    composed = draft.composed(loaded)
    script = prompt_script("preview", composed, project.title, reader, project.timezone)
    run, events = engine.begin(script, "preview", reader, {}, visit.now, words)
    for output in render(script, run, events, words):
        if isinstance(output, Spoken):
            # What asks nothing comes as it is: there is no conversation to go on with.
            visit.say(output.text, () if composed.kind == TELLS else _resting(output))


def _resting(spoken: Spoken) -> Keyboard:
    return tuple(
        tuple(Button(choice.label, data="compose:seen") for choice in row) for row in spoken.rows
    )


def _who(
    visit: Visit, loaded: Loaded, draft: Draft, people: tuple[Reachable, ...]
) -> tuple[str, ...]:
    """Say how many it goes to, when, and how many of them wait for what."""
    words, small, n = visit.words, loaded.project.small_number, len(people)
    who = (
        words.t("It goes to fewer than {small} people.", small=small)
        if n < small
        else words.tn("It goes to {n} person.", "It goes to {n} people.", n)
    )
    if draft.first:
        again = words.t("Who fits is counted again on the day.")
        return (who, when(words, draft, loaded.project.timezone), _how_long(n, words), again)
    return (who, *_held(visit, loaded, people, words), _how_long(n, words))


def _held(visit: Visit, loaded: Loaded, people: tuple[Reachable, ...], words: Words) -> list[str]:
    """Say who gets it later, and why; where one group is small, only why."""
    project, small = loaded.project, loaded.project.small_number
    among = {one.participant for one in people}
    held: Counter[str] = held_back(visit.db, among, project.timezone, visit.now)
    if not held:
        return []
    now = len(people) - held.total()
    if any(0 < some < small for some in (now, *held.values())):
        head = words.t("Some get it later. They:") if now else words.t("They get it later. They:")
        return [head, *(f"• {words.say(label)}" for why, label in WAITING.items() if held[why])]
    groups = [(N_("get it now"), now), *((WAITING[why], n) for why, n in held.items())]
    return [f"{words.say(label)}: {some}" for label, some in groups if some]


def _how_long(people: int, words: Words) -> str:
    minutes = ceil(people / _A_MINUTE)
    if minutes == 1:
        return words.t("Sending takes less than a minute.")
    return words.tn("Sending takes about {n} minute.", "Sending takes about {n} minutes.", minutes)


def how_to_confirm(visit: Visit, loaded: Loaded, people: tuple[Reachable, ...]) -> str:
    """Say what to type so that it goes out."""
    n = len(people)
    if n < loaded.project.small_number:
        return visit.words.t("To send it, type: {word}", word=SEND)
    return visit.words.t("To send it, type the number: {n}", n=n)
