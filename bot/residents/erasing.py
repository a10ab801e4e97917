"""Two ways to leave: delete everything I said, or forget who I am and keep my words."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads import deleting_for
from bot.residents.farewell import forget, leave_nothing, leave_project
from bot.residents.places import Place, buttons, listing, options, places
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import audit, concerns, participants, reviews, tasks, told_of
from storage.tasks import Task

_WAYS = (
    Option("all", N_("Delete everything")),
    Option("who", N_("Forget who I am")),
    Option("keep", N_("Keep it all"), (N_("no"),)),
)
#: Where someone is in several conversations: all of them at once, or none.
_ELSE = (
    Option("everywhere", N_("Everywhere")),
    Option("none", N_("Keep it all"), (N_("no"),)),
)
_SURE = (
    Option("yes", N_("Yes, do it"), (N_("yes"),)),
    Option("no", N_("No, keep it"), (N_("no"),)),
)


def _delete(visit: Visit, rest: str) -> None:
    """Ask where, if they are in several conversations, then how."""
    if visit.person.through is not None:
        deleting_for.ask(visit)
        return
    if len(visit.projects()) < 2:
        _ask_how(visit)
        return
    listed = _mine(visit)
    visit.begin_task("delete", "where")
    visit.say(
        visit.words.t("You are in several conversations. Where do you want to delete?")
        + f"\n\n{listing(listed)}",
        (
            *buttons(listed, "del", "in"),
            *column(tap(o.label, "del", o.key, words=visit.words) for o in _ELSE),
        ),
    )


def _mine(visit: Visit) -> tuple[Place, ...]:
    return tuple(place for place in places(visit) if place.slug in visit.projects())


def _ask_how(visit: Visit) -> None:
    visit.begin_task("delete", "way")
    visit.say(
        # safety: before someone deletes
        visit.words.t(
            "There are two ways.\n"
            "<b>Delete everything</b>: all you said is gone, and who you are.\n"
            "<b>Forget who I am</b>: your words stay and count, but nobody can ever know they "
            "were yours, and we cannot write to you again.\n"
            "What is already on a phone or in an export is beyond our reach."
        )
        + _what_stays(visit),
        column(tap(o.label, "del", o.key, words=visit.words) for o in _WAYS),
    )


def _what_stays(visit: Visit) -> str:
    """Say what deleting cannot undo, and for how long, and what else goes that others read."""
    marked = concerns.of_person(visit.db, visit.person.id)
    found = [visit.house.project(visit.db, one.project) for one in marked]
    months = [loaded.project.keep_concerns_months for loaded in found if loaded is not None]
    lines = []
    if months:
        # safety: what deleting cannot undo
        lines.append(
            visit.words.tn(
                "One thing stays: what was marked as about someone's safety. The safeguarding "
                "contact keeps it for {n} month after it was dealt with, because someone may "
                "depend on it.",
                "One thing stays: what was marked as about someone's safety. The safeguarding "
                "contact keeps it for {n} months after it was dealt with, because someone may "
                "depend on it.",
                max(months),
            )
        )
    if any(one.answer is not None and reviews.files(visit.db, one.answer) for one in marked):
        # safety: what deleting cannot undo
        lines.append(visit.words.t("Only its words stay: a recording or a photo is deleted, too."))
    if told_of.public(visit.db, visit.person.id, None):
        lines.append(
            visit.words.t(
                "If you delete, what others read of yours goes, too: a sentence you wrote for "
                "them, or a question with its answer."
            )
        )
    return "".join(f"\n{line}" for line in lines)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    if task.step == "where":
        _where(visit, came.text or "")
        return
    offered = _WAYS if task.step == "way" else _SURE
    reading = match_option(came.text or "", offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _go(visit, task, reading.value[0])
    else:
        visit.say(visit.words.t("Nothing is deleted yet. Please tap a button, or type back."))


def _where(visit: Visit, said: str) -> None:
    """Read which conversation is meant: its number or name, or a button's label."""
    named = options(_mine(visit))
    reading = match_option(said, (*named, *_ELSE), visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Nothing is deleted yet. Please tap a button, or type back."))
    elif reading.value[0] in {option.key for option in named}:
        _ask_if_sure(visit, "project", project=reading.value[0])
    else:
        _choose(visit, reading.value[0])


def _choose(visit: Visit, chosen: str) -> None:
    if chosen == "everywhere":
        _ask_how(visit)
    else:
        visit.end_task()
        visit.say(visit.words.t("Nothing is deleted."))
        where_we_are(visit)


def _ask_if_sure(visit: Visit, way: str, **about: str) -> None:
    visit.begin_task("delete", "sure", way=way, **about)
    stays = _what_stays(visit) if way == "project" else ""
    visit.say(
        visit.words.t("Are you sure? This cannot be undone.") + stays,
        column(tap(o.label, "del", o.key, words=visit.words) for o in _SURE),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = tasks.current(visit.db, visit.person.id)
    if task is None or task.name != "delete" or not args:
        visit.toast = visit.words.plain(N_("Nothing was deleted. To delete, type: delete"))
        return
    visit.mark_tapped("✓")
    if task.step == "where" and args[0] == "in" and args[1:] and args[1] in visit.projects():
        _ask_if_sure(visit, "project", project=args[1])
    elif task.step == "where":
        _choose(visit, args[0])
    else:
        _go(visit, task, args[0])


def _go(visit: Visit, task: Task, chosen: str) -> None:
    if chosen in ("keep", "no"):
        visit.end_task()
        visit.say(visit.words.t("Nothing is deleted."))
        where_we_are(visit)
    elif chosen in ("all", "who") and task.step == "way":
        _ask_if_sure(visit, chosen)
    elif chosen == "yes" and task.step == "sure" and task.data["way"] == "project":
        _leave(visit, str(task.data["project"]))
    elif chosen == "yes" and task.step == "sure":
        _erase(visit, str(task.data["way"]))


def _leave(visit: Visit, project: str) -> None:
    """Delete all they said in one conversation; the others stay as they are."""
    visit.end_task()
    membership = participants.membership(visit.db, visit.person.id, project)
    loaded = visit.house.project(visit.db, project)
    if membership is None or loaded is None:
        return
    audit.add(
        visit.db,
        actor="resident",
        now=visit.now,
        project=project,
        action="deleted everything",
        subject=membership.pseudonym,
    )
    done = visit.words_of(loaded).t(
        "Done. Everything you said in <b>{title}</b> is deleted. Your other conversations stay.",
        title=loaded.project.title,
    )
    leave_project(visit, project, done)


def _erase(visit: Visit, way: str) -> None:
    """Do it, and leave one line that it was done: without a name, so that it can be shown."""
    for membership in participants.memberships(visit.db, visit.person.id):
        audit.add(
            visit.db,
            actor="resident",
            now=visit.now,
            project=membership.project,
            action="deleted everything" if way == "all" else "asked to be forgotten",
            subject=membership.pseudonym,
        )
    if way == "all":
        leave_nothing(
            visit,
            visit.words.t("Done. Everything you said is deleted, and who you are. Take care."),
        )
    else:
        forget(
            visit,
            visit.words.t(
                "Done. Your words stay, under the made-up name. Nobody can find out whose "
                "they were. Take care."
            ),
        )


COMMANDS = {"delete": _delete}
TAPS = {"del": _tapped}
TASKS = {"delete": _typed}
