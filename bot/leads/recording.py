"""Reading a project's messages aloud, one after the other, as voice messages in the chat.

A recording belongs to the very words it reads: a revision never changes, and where another one says
something else at the same place, it is not heard there.
"""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.residents.aloud import recording_of, spot
from bot.residents.reserved import STALE
from bot.residents.talking import keep_file
from bot.visit import Visit, column, tap
from conversations.aloud import Aloud, readable
from conversations.catalogue import N_
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text, insert
from storage import audit, recordings
from storage.tasks import Task

#: Longer than this nobody listens to before a question; it is also what a folder's may have.
_MOST_SECONDS = 240

_HEAR, _REMOVE, _NEXT, _BACK, _DESK = (
    Option("hear", N_("Hear it")),
    Option("remove", N_("Remove it")),
    Option("next", N_("Next")),
    Option("back", N_("Back")),
    Option("desk", N_("To the desk")),
)


def _record(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    slug, languages = loaded.project.slug, loaded.project.languages
    visit.begin_task("record", "language", project=slug)
    visit.say(
        visit.words.t(
            "Read the project's messages aloud, for people who would rather listen. Everyone who "
            "takes part can hear your voice, and it stays on their phones.\n"
            "In which language do you want to read?"
        ),
        column(tap(own_name(tag), "rec", "in", tag) for tag in languages),
    )


def _texts(loaded: Loaded, language: str) -> tuple[Aloud, ...]:
    """Return what is said in ``language``; what has no translation is read in the other."""
    every = readable(loaded.project, loaded.catalogues.words(language))
    return tuple(one for one in every if one.languages[0] == language)


def _show(visit: Visit, loaded: Loaded, language: str, at: int) -> None:
    """Show the text to be read at ``at``, whether it is recorded, and what can be done."""
    texts, words = _texts(loaded, language), visit.words
    if at >= len(texts):
        visit.end_task()
        done = sum(recording_of(visit.db, loaded, one) is not None for one in texts)
        visit.say(
            words.t("That was the last. Recorded: {n} of {of}.", n=done, of=len(texts)),
            column([tap(_DESK.label, "desk", "desk", words=words)]),
        )
        return
    one, slug = texts[at], loaded.project.slug
    visit.begin_task(
        "record", "text", project=slug, language=language, at=at, words=one.fingerprint
    )
    head = words.t("Text {number} of {of}", number=at + 1, of=len(texts))
    recorded = recording_of(visit.db, loaded, one) is not None
    state = words.t("recorded") if recorded else words.t("not recorded yet")
    visit.say(
        f"<b>{head}</b> · {state}\n\n{insert(one.said)}\n\n"
        + words.t("To record it, read it aloud in a voice message."),
        column(
            tap(option.label, "rec", option.key, at, words=words)
            for option in _options(visit, loaded, one, at)
        ),
    )


def _options(visit: Visit, loaded: Loaded, one: Aloud, at: int) -> tuple[Option, ...]:
    """Return what can be done; what lies in the project's folder is replaced, but not removed."""
    here = recordings.recorded(visit.db, spot(loaded, one, one.languages[0]))
    hear = (_HEAR,) if recording_of(visit.db, loaded, one) else ()
    return (*hear, *((_REMOVE,) if here else ()), _NEXT, *((_BACK,) if at else ()), _DESK)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
    elif task.step == "language":
        _choose(visit, loaded, came.text or "")
    elif came.media is not None:
        _take(visit, loaded, task, came)
    else:
        at = int(task.data["at"])
        one = _at(loaded, task)
        options = _options(visit, loaded, one, at) if one else ()
        reading = match_option(came.text or "", options, visit.words)
        if isinstance(reading, Understood) and not reading.words:
            _do(visit, loaded, task, reading.value[0])
        else:
            visit.say(visit.words.t("Please send a voice message, or tap a button. Or type: back"))


def _choose(visit: Visit, loaded: Loaded, said: str) -> None:
    options = [Option(tag, Text(own_name(tag))) for tag in loaded.project.languages]
    reading = match_option(said, options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _show(visit, loaded, reading.value[0], 0)
    else:
        visit.say(visit.words.t("Please tap a language, or type its number. Or type: back"))


def _at(loaded: Loaded, task: Task) -> Aloud | None:
    """Return the text they were shown, if the project still says it there."""
    texts, at = _texts(loaded, str(task.data["language"])), int(task.data["at"])
    one = texts[at] if at < len(texts) else None
    return one if one and one.fingerprint == task.data["words"] else None


def _take(visit: Visit, loaded: Loaded, task: Task, came: Incoming) -> None:
    """Keep what they read, in place of what was there, and go on to the next."""
    sent, one = came.media, _at(loaded, task)
    language, at = str(task.data["language"]), int(task.data["at"])
    if one is None:
        visit.say(visit.words.t("This text has changed meanwhile. Please read it as it is now."))
        _show(visit, loaded, language, at)
    elif sent is None or sent.kind != "voice" or not sent.file_id:
        visit.say(visit.words.t("Please send a voice message, or tap a button. Or type: back"))
    elif (sent.seconds or 0) > _MOST_SECONDS:
        visit.say(visit.words.t("That is longer than four minutes. Please read only the text."))
    else:
        recordings.record(visit.db, spot(loaded, one, language), keep_file(visit, sent))
        _note(visit, loaded, "recorded a text", language, one)
        visit.say(visit.words.t("Recorded. People hear it from now on. To hear it: back"))
        _show(visit, loaded, language, at + 1)


def _note(visit: Visit, loaded: Loaded, action: str, language: str, one: Aloud) -> None:
    audit.add(
        visit.db,
        actor=visit.person.id,
        action=action,
        now=visit.now,
        project=loaded.project.slug,
        subject=f"{language}/{one.path}",
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if task is None or task.name != "record" or len(args) != 2:
        remark(visit, STALE)
        return
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
    elif args[0] == "in" and args[1] in loaded.project.languages:
        visit.mark_tapped(f"✓ {own_name(args[1])}")
        _show(visit, loaded, args[1], 0)
    elif task.step == "text" and args[1] == str(task.data["at"]):
        _do(visit, loaded, task, args[0])
    else:
        remark(visit, STALE)


def _do(visit: Visit, loaded: Loaded, task: Task, what: str) -> None:
    """Do what a button under a text says."""
    one, language, at = _at(loaded, task), str(task.data["language"]), int(task.data["at"])
    if what == "desk":
        visit.end_task()
        visit.command("desk")
    elif what == "hear" and one is not None:
        found = recording_of(visit.db, loaded, one)
        if found is not None:
            visit.say_aloud(found)
    elif what == "remove" and one is not None:
        if recordings.drop(visit.db, spot(loaded, one, language)):
            _note(visit, loaded, "removed a recording", language, one)
            left = recording_of(visit.db, loaded, one) is not None
            visit.say(
                visit.words.t("Removed. The one that came with the project is heard again.")
                if left
                else visit.words.t("Removed. It is not sent any more.")
            )
        _show(visit, loaded, language, at)
    else:
        _show(visit, loaded, language, max(at - 1, 0) if what == "back" else at + 1)


def _back(visit: Visit, task: Task) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if task.step == "language" or loaded is None or not task.data["at"]:
        visit.command("desk")
    else:
        _show(visit, loaded, str(task.data["language"]), int(task.data["at"]) - 1)


COMMANDS = {"record": _record}
TAPS = {"rec": _tapped}
TASKS = {"record": _typed}
BACKS = {"record": _back}
