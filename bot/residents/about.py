"""About you: what someone said about themselves, to see, change, delete or take back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.channels.base import Incoming
from bot.residents.conversation import resume
from bot.residents.farewell import forget_about
from bot.residents.talking import where_we_are
from bot.visit import Keyboard, Visit, column, plain, tap
from conversations.catalogue import N_
from conversations.equality.apart import TELL, USE, node
from conversations.equality.asking import put
from conversations.equality.block import block
from conversations.inputs import Revisited
from conversations.layout import MOST_IN_A_ROW
from conversations.listing import asked, said
from conversations.opening import NOTICE_VERSION
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import ascii_digits
from storage import equality, participants, projects, runs, tasks
from storage.equality import Told
from storage.tasks import Task

_WAYS = (
    Option("delete", N_("Delete all of this")),
    Option("where", N_("Where it is counted")),
)
_SURE = (
    Option("yes", N_("Yes, delete it"), (N_("yes"),)),
    Option("no", N_("No, keep it"), (N_("no"),)),
)


def _told(visit: Visit) -> tuple[Told, ...]:
    """Return what they said about themselves, in the order it is asked, what they skipped too."""
    found = equality.current(visit.db, visit.person.id)
    order = {t.block: list(block(t.block).by_key) for t in found}
    return tuple(sorted(found, key=lambda t: (t.block, order[t.block].index(t.question))))


def _about(visit: Visit, rest: str) -> None:
    told = _told(visit)
    if not told:
        visit.say(
            visit.words.t(
                "You have told us nothing about yourself. Some conversations ask, near their end, "
                "if you want."
            )
        )
        where_we_are(visit)
        return
    visit.begin_task("about", "list")
    words = visit.words
    parts = [
        words.t(
            "<b>About you</b>\nThis is what you told us about yourself. It is confidential: kept "
            "apart, never shown with your words or your made-up name."
        ),
        "\n".join(_lines(visit, told)),
        words.t("To change one, tap or type its number."),
    ]
    visit.say("\n\n".join(parts), _list_buttons(visit, told))


def _lines(visit: Visit, told: tuple[Told, ...]) -> Iterator[str]:
    words = visit.words
    for number, one in enumerate(told, start=1):
        ask = put(block(one.block), block(one.block).by_key[one.question])
        yield f"{number}. {asked(ask, words)}\n   → {said(ask, one.answer, words)}"


def _list_buttons(visit: Visit, told: tuple[Told, ...]) -> Keyboard:
    numbers = [tap(str(n), "about", "change", t.question) for n, t in enumerate(told, start=1)]
    rows = [
        tuple(numbers[first : first + MOST_IN_A_ROW])
        for first in range(0, len(numbers), MOST_IN_A_ROW)
    ]
    ways = [tap(o.label, "about", o.key, words=visit.words) for o in _WAYS]
    return (*rows, *column([*ways, tap(N_("Go on"), "do", "go", words=visit.words)]))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    text = came.text or ""
    number = ascii_digits(text).strip()
    if task.step == "where":
        _toggle(visit, dict(enumerate(_places(visit), start=1)).get(_whole(number), ""))
        return
    told = _told(visit)
    if task.step == "list" and 1 <= _whole(number) <= len(told):
        _change(visit, told[_whole(number) - 1].question)
        return
    reading = match_option(text, _WAYS if task.step == "list" else _SURE, visit.words)
    if isinstance(reading, Understood) and not reading.words and not number.isdecimal():
        _go(visit, reading.value[0])
    else:
        visit.say(
            visit.words.t("I did not understand that, and nothing has changed. To leave: back")
        )


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 4 else 0


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    what, name = (*args, "", "")[:2]
    if what == "change":
        _change(visit, name)
    elif what == "count":
        _toggle(visit, name)
    elif what in ("delete", "where"):
        _go(visit, what)
    else:
        task = tasks.current(visit.db, visit.person.id)
        if task is None or (task.name, task.step) != ("about", "sure"):
            visit.toast = plain(visit.words.t("Nothing was deleted. To look again: my details"))
            return
        visit.mark_tapped("✓")
        _go(visit, what)


def _go(visit: Visit, way: str) -> None:
    match way:
        case "delete":
            visit.begin_task("about", "sure")
            visit.say(
                visit.words.t(
                    "Delete all that you told us about yourself? Your other answers stay."
                ),
                column(tap(o.label, "about", o.key, words=visit.words) for o in _SURE),
            )
        case "where":
            _show_where(visit)
        case "yes":
            visit.end_task()
            forget_about(visit)
            visit.say(
                visit.words.t(
                    "Done. What you told us about yourself is deleted. Your other answers stay."
                )
            )
            where_we_are(visit)
        case _:
            visit.end_task()
            visit.say(visit.words.t("Nothing is deleted."))
            where_we_are(visit)


def _change(visit: Visit, question: str) -> None:
    """Put the question once more, in the run it was answered in."""
    visit.end_task()
    told = next((one for one in _told(visit) if one.question == question), None)
    held = runs.get(visit.db, told.run) if told else None
    if held is None:
        _about(visit, "")
        return
    resume(visit, held, Revisited(node(question)))


# -------------------------------------------------------------------- which projects count it


def _places(visit: Visit) -> tuple[str, ...]:
    """Return the projects that were ever allowed to count it, the newest first."""
    mine = participants.memberships(visit.db, visit.person.id)
    return tuple(one.project for one in mine if _scopes(visit, one.project))


def _scopes(visit: Visit, project: str) -> frozenset[str]:
    ever = participants.ever_agreed(visit.db, visit.person.id, project)
    return ever & {TELL, USE}


def _counts(visit: Visit, project: str) -> bool:
    now = participants.agreed(visit.db, visit.person.id, project)
    return bool(now & {TELL, USE})


def _show_where(visit: Visit) -> None:
    visit.begin_task("about", "where")
    words = visit.words
    lines, numbers = [], []
    for number, project in enumerate(_places(visit), start=1):
        loaded = visit.house.project(visit.db, project)
        title = visit.words_of(loaded).say(loaded.project.title) if loaded else project
        counted = words.t("counts it") if _counts(visit, project) else words.t("does not count it")
        lines.append(f"{number}. <b>{title}</b>: {counted}")
        numbers.append(tap(str(number), "about", "count", project))
    text = words.t(
        "These conversations may count what you told us about yourself, if you let them. To "
        "change one, tap or type its number. To leave: back"
    )
    back = column(
        [
            tap(N_("My details"), "do", "mydetails", words=words),
            tap(N_("Go on"), "do", "go", words=words),
        ]
    )
    visit.say("\n".join([text, *lines]), (tuple(numbers[:MOST_IN_A_ROW]), *back))


def _toggle(visit: Visit, project: str) -> None:
    """Take back from a project, or give it again, the leave to count it."""
    scopes = _scopes(visit, project)
    published = projects.get(visit.db, project) if scopes else None
    if published is None:
        visit.say(visit.words.t("There is none with that number. Nothing has changed."))
        return
    counts = _counts(visit, project)
    for scope in sorted(scopes):
        participants.record_consent(
            visit.db,
            visit.person.id,
            project,
            scope,
            given=not counts,
            notice_version=NOTICE_VERSION,
            revision=published.revision,
            language=visit.person.language,
            now=visit.now,
        )
    _show_where(visit)


COMMANDS = {"mydetails": _about, "aboutme": _about}
TAPS = {"about": _tapped}
TASKS = {"about": _typed}
