"""Someone says that what they said before is about safety: any answer, question or other words."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.officers.safeguarding import raise_concern
from bot.residents.helping import ask_for_words, kept_for, project_of, thank
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text, insert
from storage import concerns
from storage.concerns import Said
from storage.tasks import Task

#: So many of the newest are offered, and so much of each is shown.
_OFFERED, _SHORT = 8, 70
#: How much is shown again before it goes.
_SHOWN = 300

_ELSE = Option("else", N_("Something else"))
_SURE = (Option("yes", N_("Yes, pass it on"), (N_("yes"),)), Option("no", N_("No"), (N_("no"),)))
_FILE = N_("(sent as a file)")


def _safety(visit: Visit, rest: str) -> None:
    """Ask which of their words is meant; in reply to one of their messages, that one is."""
    loaded = project_of(visit, rest)
    said = _said(visit, loaded.project.slug) if loaded else ()
    if loaded is None or not said:
        ask_for_words(visit)
        return
    meant = _replied_to(visit, said)
    if meant is not None:
        _ask_if_sure(visit, loaded, meant)
        return
    listed = said[:_OFFERED]
    visit.begin_task("mark", "which", project=loaded.project.slug, shown=[s.id for s in listed])
    lines = [f"{n}. {_shown(visit, one, _SHORT)}" for n, one in enumerate(listed, start=1)]
    visit.say(
        # safety: before someone marks what they said
        visit.words.t("Which of these is about someone's safety? Tap or type its number.")
        + "\n\n"
        + "\n".join(lines),
        column(
            [
                *(tap(str(n), "mark", n) for n in range(1, len(listed) + 1)),
                tap(_ELSE.label, "mark", _ELSE.key, words=visit.words),
            ]
        ),
    )


def _said(visit: Visit, project: str) -> tuple[Said, ...]:
    return concerns.said_by(visit.db, visit.person.id, project)


def _replied_to(visit: Visit, said: tuple[Said, ...]) -> Said | None:
    came = visit.incoming
    if came is None or came.reply_to is None:
        return None
    meant = concerns.said_in(visit.db, visit.person.id, came.reply_to)
    return next((one for one in said if one.id == meant), None)


def _shown(visit: Visit, one: Said, longest: int) -> str:
    if not one.words:
        return visit.words.say(_FILE)
    short = one.words if len(one.words) <= longest else one.words[:longest] + "…"
    return f"“{insert(' '.join(short.split()))}”"


def _ask_if_sure(visit: Visit, loaded: Loaded, one: Said) -> None:
    new = {} if one.id else {"words": one.words}
    visit.begin_task("mark", "sure", project=loaded.project.slug, said=one.id, **new)
    visit.say(
        _shown(visit, one, _SHOWN)
        + "\n"
        # safety: before someone marks what they said
        + visit.words.t(
            "Is this about someone's safety? Your exact words go to the safeguarding contact at "
            "once, also if you have not sent them yet. They may find out who you are, to help."
        )
        + "\n"
        + kept_for(visit, loaded),
        column(tap(o.label, "mark", o.key, words=visit.words) for o in _SURE),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if task is None or task.name != "mark" or len(args) != 1:
        visit.toast = visit.words.plain(N_("Nothing was passed on. To do so, type: about safety"))
        return
    visit.mark_tapped("✓")
    _chosen(visit, task, args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    shown = [str(one) for one in task.data.get("shown", ())]
    numbers = tuple(Option(str(n), Text(str(n))) for n in range(1, len(shown) + 1))
    offered = (*numbers, _ELSE) if task.step == "which" else _SURE
    reading = match_option(came.text or "", offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _chosen(visit, task, reading.value[0])
    elif task.step == "which" and came.text and (loaded := _project(visit, task)) is not None:
        # Who needs help says so, whatever was asked: these words are what it is about.
        _ask_if_sure(visit, loaded, Said("kept", "", came.text, None, 0))
    else:
        visit.say(visit.words.t("Nothing is passed on yet. Please tap a button, or type: back"))


def _project(visit: Visit, task: Task) -> Loaded | None:
    return visit.house.project(visit.db, str(task.data["project"]))


def _chosen(visit: Visit, task: Task, chosen: str) -> None:
    loaded = _project(visit, task)
    if loaded is None:
        visit.end_task()
        return
    said = {one.id: one for one in _said(visit, loaded.project.slug)}
    if task.step == "sure":
        new = str(task.data.get("words", ""))
        meant = Said("kept", "", new, None, 0) if new else said.get(str(task.data["said"]))
        _pass_on(visit, loaded, meant if chosen == "yes" else None)
    elif chosen == _ELSE.key:
        ask_for_words(visit)
    elif task.step == "which" and chosen.isdecimal():
        shown = task.data["shown"]
        place = int(chosen) - 1
        meant = said.get(str(shown[place])) if 0 <= place < len(shown) else None
        if meant is not None:
            _ask_if_sure(visit, loaded, meant)


def _pass_on(visit: Visit, loaded: Loaded, one: Said | None) -> None:
    visit.end_task()
    if one is None:
        visit.say(visit.words.t("All right. Nothing was passed on."))
        where_we_are(visit)
        return
    reached = raise_concern(
        visit,
        loaded,
        one.words,
        answer=one.id if one.sort == "answer" else None,
        question=one.id if one.sort == "question" else None,
    )
    thank(visit, loaded, reached=reached)
    where_we_are(visit)


COMMANDS = {"safety": _safety}
TAPS = {"mark": _tapped}
TASKS = {"mark": _typed}
