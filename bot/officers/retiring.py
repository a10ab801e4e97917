"""``/retire`` and ``/reopen``: an officer closes a project to new questions, or takes that back."""

from __future__ import annotations

from bot import retiring
from bot.channels.base import Incoming
from bot.leads.scope import remark, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import projects
from storage.tasks import Task

_YES = Option("yes", N_("Yes, retire it"), (N_("yes"),))
_NO = Option("no", N_("No, leave it open"), (N_("no"),))
_REOPEN = N_("Take it back")

_LEFT = N_("All right. The project stays open.")


def _retire(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer")
    if loaded is None:
        return
    words, project = visit.words_of(loaded), loaded.project
    live = projects.get(visit.db, project.slug)
    if live is not None and not live.live:
        visit.say(
            words.t("<b>{title}</b> is retired already.", title=project.title),
            column([tap(_REOPEN, "retire", "reopen", project.slug, words=words)]),
        )
        return
    visit.begin_task("retire", "sure", project=project.slug)
    visit.command("promised", project.slug)
    visit.say(
        words.t(
            "Retire <b>{title}</b>? Nobody new can take part, and nobody is sent a prompt or a "
            "reminder. People still see their answers and ask the team, and what was promised to "
            "them is kept: decisions, check-backs. You can take it back any time.",
            title=project.title,
        ),
        column(tap(o.label, "retire", o.key, project.slug, words=words) for o in (_YES, _NO)),
    )


def _reopen(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer")
    if loaded is not None:
        _open_again(visit, loaded.project.slug)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) != 2 or not visit.holds(args[1], "officer"):
        return
    if args[0] == "reopen":
        visit.mark_tapped("✓ " + visit.words.say(_REOPEN))
        _open_again(visit, args[1])
        return
    task = visit.task()
    if task is None or task.name != "retire" or task.data.get("project") != args[1]:
        remark(visit, N_("Nothing was changed. To retire the project, send /retire."))
        return
    visit.mark_tapped("✓")
    _decide(visit, args[1], yes=args[0] == _YES.key)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    reading = match_option(came.text or "", (_YES, _NO), visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _decide(visit, str(task.data["project"]), yes=reading.value == (_YES.key,))
    else:
        visit.say(visit.words.t("Please tap Yes or No. Nothing has changed yet."))


def _decide(visit: Visit, slug: str, *, yes: bool) -> None:
    visit.end_task()
    if not yes:
        visit.say(visit.words.say(_LEFT))
        return
    loaded = visit.house.project(visit.db, slug)
    if loaded is None or not visit.holds(slug, "officer"):
        return
    actor = f"officer {visit.person.id}"
    retiring.retire(visit.db, slug, visit.now, visit.house.new_id, actor=actor)
    words = visit.words_of(loaded)
    visit.say(
        words.t(
            "<b>{title}</b> is retired. It asks nobody anything more, and keeps what it promised. "
            "In an hour, people are told that it closes, and what became of each promise.",
            title=loaded.project.title,
        ),
        column([tap(_REOPEN, "retire", "reopen", slug, words=words)]),
    )


def _open_again(visit: Visit, slug: str) -> None:
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        return
    words = visit.words_of(loaded)
    again = retiring.reopen(visit.db, slug, visit.now, actor=f"officer {visit.person.id}")
    visit.say(
        words.t(
            "<b>{title}</b> is open again. Prompts that had not gone out stay cancelled.",
            title=loaded.project.title,
        )
        if again
        else words.t(
            "<b>{title}</b> is open: there is nothing to take back.", title=loaded.project.title
        )
    )


COMMANDS = {"retire": _retire, "reopen": _reopen}
TAPS = {"retire": _tapped}
TASKS = {"retire": _typed}
