"""Changing the language: each in its own name, at any moment."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.residents.conversation import resume
from bot.residents.talking import is_answer, where_we_are
from bot.visit import Visit, column, tap
from conversations.inputs import ChangedLanguage, Tapped
from conversations.languages import own_name
from conversations.opening import LANGUAGE
from conversations.text import fold
from storage.tasks import Task


def _offered(visit: Visit) -> tuple[str, ...]:
    slug = visit.project()
    loaded = visit.house.project(visit.db, slug) if slug else None
    if loaded is not None:
        return loaded.project.languages
    return ("en", *sorted(set(visit.house.bot_words) - {"en"}))


def named(visit: Visit, said: str) -> str | None:
    """Return the language on offer that a whole message names, if it is another than theirs.

    Where the open question has it among its answers ("Which languages do you speak?"), it is one.
    """
    folded = fold(said)
    tags = [tag for tag in _offered(visit) if folded in _names(tag)]
    if not tags or tags[0] == visit.person.language:
        return None
    return None if is_answer(visit, said) else tags[0]


def _names(tag: str) -> set[str]:
    """Return what ``tag`` may be called: its own name, and the short one of Easy Read."""
    name = own_name(tag)
    return {fold(name), fold(name.partition(" (")[0])}


def _language(visit: Visit, rest: str) -> None:
    offered = _offered(visit)
    visit.begin_task("language", "choose")
    visit.say(
        visit.words.t("Which language is best for you?"),
        column(tap(own_name(tag), "lang", tag) for tag in offered),
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    said = fold(came.text or "")
    for number, tag in enumerate(_offered(visit), start=1):
        if said in {*_names(tag), tag, str(number)}:
            choose(visit, tag)
            return
    visit.end_task()
    visit.say(visit.words.t("I do not speak that one yet. Nothing has changed."))
    where_we_are(visit)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in _offered(visit):
        visit.mark_tapped(f"✓ {own_name(args[0])}")
        choose(visit, args[0])


def choose(visit: Visit, tag: str) -> None:
    """Go on in the language ``tag``: put the open question in it, or say that it is spoken now."""
    visit.end_task()
    visit.speak(tag, visit.project())
    held = visit.latest_run()
    if held is not None and held.run.at == LANGUAGE:
        # It is what is being asked: the answer, and on to the next question.
        resume(visit, held, Tapped(tag, held.run.step))
    elif held is not None and held.run.status != "ended":
        resume(visit, held, ChangedLanguage(tag))
    else:
        visit.say(visit.words.t("From now on I write to you in this language."))


COMMANDS = {"language": _language}
TAPS = {"lang": _tapped}
TASKS = {"language": _typed}
