"""Hint words at work: a message that holds one comes first, and the contacts may look at it.

Nothing follows by itself: a human reads it, and says what it is. Nobody is told which words were
found, and whose words they are is said to the contacts under the made-up name alone.
"""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.passing_on import PASSED_ON
from bot.leads.scope import day, remark
from bot.leads.telling import parts, say_files, telling_of
from bot.officers.contacts import is_contact, within_call
from bot.officers.safeguarding import raise_concern
from bot.residents.reserved import STALE
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.hints import hint_words, hinted
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import insert
from storage import concerns
from storage.concerns import Hinted
from storage.runs import Held
from storage.tasks import Task

_ACTS = (
    Option("safe", N_("Someone's safety")),
    Option("not", N_("Not about safety")),
)


def look_at_run(visit: Visit, loaded: Loaded, held: Held) -> None:
    """Look through what was sent in a run for the project's hint words."""
    hints = _hints(loaded, held.run.language)
    if not hints:
        return
    for said in concerns.sent_in(visit.db, held.run.id):
        if hinted(said.words, hints) and concerns.hint(visit.db, visit.now, answer=said.id):
            _tell(visit, loaded, said.id)


def look_at_question(visit: Visit, loaded: Loaded, question: str, words: str) -> None:
    """Look through a question for the team."""
    if hinted(words, _hints(loaded, visit.person.language)) and concerns.hint(
        visit.db, visit.now, question=question
    ):
        _tell(visit, loaded, question)


def _hints(loaded: Loaded, language: str) -> tuple[str, ...]:
    """Return the hint words of the language something was said in; another's are false friends."""
    words = loaded.catalogues.words(language)
    texts = loaded.project.hint_words.values()
    said = [words.plain(text) for text in texts if words.whole(text) is words]
    return tuple(one for listed in said for one in hint_words(listed))


def _tell(visit: Visit, loaded: Loaded, said: str) -> None:
    for person in within_call(visit, loaded.project.slug):
        other = visit.other(person)
        other.say(
            other.words.t(
                "Something new may be worth reading soon. It may well be nothing: nobody has read "
                "it yet."
            ),
            column([tap(N_("Read it now"), "hint", said, "read", words=other.words)]),
            kind="notice",
        )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = concerns.hinted(visit.db, args[0]) if len(args) == 2 else None
    if found is None or not is_contact(visit, found.project):
        remark(visit, STALE)
    elif args[1] == "read":
        _show(visit, found)
    else:
        _chosen(visit, found, args[1])


def _show(visit: Visit, found: Hinted) -> None:
    with telling_of(visit, found.participant, found.project):
        _say(visit, found)


def _say(visit: Visit, found: Hinted) -> None:
    words = visit.words
    if found.answer is not None:
        say_files(visit, found.pseudonym, found.answer)
    *before, last = parts(found.words) or ("",)
    on = day(found.at, words, visit.house.timezone)
    head = words.t("{who}, on {day}:", who=found.pseudonym, day=on)
    for part in before:
        visit.say(f"“{insert(part)}”", protect=True)
    visit.begin_task("hint", "act", said=found.id)
    visit.say(
        f"{head}\n“{insert(last)}”\n" + words.t("Is this about someone's safety?"),
        column(tap(o.label, "hint", found.id, o.key, words=words) for o in _ACTS),
        protect=True,
    )


def _chosen(visit: Visit, found: Hinted, chosen: str) -> None:
    loaded = visit.house.project(visit.db, found.project)
    visit.end_task()
    if loaded is None:
        return
    if chosen == "not":
        visit.mark_tapped("✓")
        visit.say(visit.words.t("All right. Peer leads read it as they read everything."))
    elif concerns.passed_on(visit.db, found.id):
        remark(visit, PASSED_ON)
    elif chosen == "safe":
        visit.mark_tapped("✓")
        raise_concern(
            visit,
            loaded,
            found.words,
            answer=found.answer,
            question=found.question,
            by="contact",
            about=found.participant,
        )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = concerns.hinted(visit.db, str(task.data["said"]))
    reading = match_option(came.text or "", _ACTS, visit.words)
    if found is None or not is_contact(visit, found.project):
        visit.end_task()
        visit.say(visit.words.say(STALE))
    elif isinstance(reading, Understood) and not reading.words:
        _chosen(visit, found, reading.value[0])
    else:
        visit.say(
            visit.words.t("Please tap a button, or type its number. Nothing has changed yet.")
        )


def _after(visit: Visit, loaded: Loaded, held: Held) -> None:
    look_at_run(visit, loaded, held)


TAPS = {"hint": _tapped}
TASKS = {"hint": _typed}
AFTER_RUN = AFTER_CHANGE = _after
