"""Hours and expenses: each member of the team writes down their own, and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.peers.entries import Entry, read_entry
from bot.peers.table import amount_of, wanted
from bot.residents.reserved import STALE
from bot.residents.talking import keep_file
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import insert
from storage import timesheet
from storage.tasks import Task
from storage.timesheet import Line

#: So many lines of a month are listed, the newest; all of them are in the file.
_LISTED = 25

_HOW = N_(
    "Type what you did or paid, like: 2.5 h at the library. Or: £4.80 bus. For another day "
    "add it like 3/11. A photo of a receipt can have it as its caption."
)
_NOT_READ = N_(
    "I could not read hours or pounds in that. Please type it like: 2.5 h at the library. Or: "
    "£4.80 bus. To leave this: back"
)
_FILE, _BEFORE, _LEAVE = (
    Option("file", N_("All of it as a file")),
    Option("before", N_("The month before")),
    Option("desk", N_("To the desk")),
)
_CHANGE, _DELETE, _RECEIPT, _LIST = (
    Option("change", N_("Put it right")),
    Option("delete", N_("Take it out")),
    Option("receipt", N_("See the receipt")),
    Option("list", N_("Back to the list")),
)
#: "Change" and "delete" mean something else wherever they are typed.
_UNDO, _MONTH = Option("delete", N_("Undo")), Option("list", N_("See the month"))
_HAS_RECEIPT = N_("receipt")
_GONE = N_("That is deleted already.")


def _open(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    if rest:
        _add(visit, loaded, rest, None)
    else:
        _list(visit, loaded, _today(visit).replace(day=1))


def _today(visit: Visit) -> date:
    return visit.now.astimezone(ZoneInfo(visit.house.timezone)).date()


def _list(visit: Visit, loaded: Loaded, first: date) -> None:
    """Show a month: its last lines, each with the number to open it by, and its sums."""
    words = visit.words_of(loaded)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    lines = timesheet.month(visit.db, visit.person.id, loaded.project.slug, first, last)
    shown = lines[-_LISTED:]
    visit.begin_task(
        "timesheet",
        "list",
        project=loaded.project.slug,
        first=first.isoformat(),
        shown=[line.id for line in shown],
    )
    head = words.t("<b>{month}</b>", month=words.day(first, "month"))
    told = [f"{n}. {_told(line, words)}" for n, line in enumerate(shown, start=1)]
    buttons = (_FILE, _BEFORE, _LEAVE) if lines else (_BEFORE, _LEAVE)
    visit.say(
        "\n".join(
            (
                head,
                *(told or (words.t("Nothing written down yet."),)),
                *_sums(lines, words),
                *((words.t("To change or delete one, type its number."),) if told else ()),
                words.say(_HOW),
            )
        ),
        column(tap(o.label, "sheet", o.key, words=words) for o in buttons),
    )


def _told(line: Line, words: Words) -> str:
    parts = (words.date(line.day), amount_of(line.kind, line.amount, words), line.what)
    said = " · ".join(insert(part) for part in parts if part)
    return f"{said} · {words.say(_HAS_RECEIPT)}" if line.receipt else said


def _sums(lines: tuple[Line, ...], words: Words) -> list[str]:
    minutes = sum(line.amount for line in lines if line.kind == "minutes")
    pence = sum(line.amount for line in lines if line.kind == "pence")
    found = []
    if minutes:
        found.append(words.t("Hours together: {sum}", sum=amount_of("minutes", minutes, words)))
    if pence:
        found.append(words.t("Costs together: {sum}", sum=amount_of("pence", pence, words)))
    return found


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
        return
    text, shown = (came.text or "").strip(), [str(one) for one in task.data.get("shown", ())]
    if came.media is not None or read_entry(text, _today(visit)) is not None:
        _take(visit, loaded, task, came)
    elif task.step == "list" and text.isdecimal() and 0 < int(text) <= len(shown):
        _one(visit, loaded, shown[int(text) - 1])
    else:
        _button(visit, loaded, task, text)


def _take(visit: Visit, loaded: Loaded, task: Task, came: Incoming) -> None:
    """Take an entry, or a receipt with or without one; a receipt waits for what it is of."""
    text, line = came.text or "", str(task.data.get("line", ""))
    receipt = str(task.data.get("receipt", "")) or None
    if came.media is not None:
        if came.media.kind not in ("photo", "document"):
            visit.say(visit.words.t("A receipt can be a photo or a document."))
            return
        receipt = keep_file(visit, came.media)
    if task.step == "change" and timesheet.get(visit.db, visit.person.id, line):
        _add(visit, loaded, text, receipt, line)
    else:
        _add(visit, loaded, text, receipt)


def _add(
    visit: Visit, loaded: Loaded, text: str, receipt: str | None, line: str | None = None
) -> None:
    entry, slug = read_entry(text, _today(visit)), loaded.project.slug
    if entry is None:
        step = "change" if line else "receipt" if receipt else "list"
        visit.begin_task("timesheet", step, project=slug, receipt=receipt or "", line=line or "")
        visit.say(
            visit.words.t("I have the receipt. What is it of? Type it like: £4.80 bus")
            if receipt
            else visit.words.say(_NOT_READ)
        )
        return
    kept = _line(visit, slug, entry, receipt, line or visit.house.new_id())
    if line:
        timesheet.change(visit.db, kept)
    else:
        timesheet.add(visit.db, kept, visit.now)
    words = visit.words_of(loaded)
    step = "changed" if line else "written"
    visit.begin_task("timesheet", step, project=slug, line=kept.id)
    visit.say(
        words.t("Written down: {line}", line=_plainly(kept, words)),
        column(tap(o.label, "sheet", o.key, kept.id, words=words) for o in _AFTER[step]),
    )


#: What can be done with a line just written down, or just put right.
_AFTER = {"written": (_UNDO, _MONTH), "changed": (_MONTH,)}


def _plainly(line: Line, words: Words) -> str:
    parts = (words.date(line.day), amount_of(line.kind, line.amount, words), line.what)
    return " · ".join(part for part in parts if part)


def _line(visit: Visit, slug: str, entry: Entry, receipt: str | None, line: str) -> Line:
    return Line(
        line, visit.person.id, slug, entry.kind, entry.amount, entry.what, entry.day, receipt
    )


def _one(visit: Visit, loaded: Loaded, which: str) -> None:
    line, words = timesheet.get(visit.db, visit.person.id, which), visit.words_of(loaded)
    if line is None:
        remark(visit, _GONE)
        return
    visit.begin_task("timesheet", "one", project=loaded.project.slug, line=which)
    visit.say(
        _told(line, words),
        column(tap(o.label, "sheet", o.key, which, words=words) for o in _choices(line)),
    )


def _choices(line: Line) -> tuple[Option, ...]:
    return (_CHANGE, _DELETE, *((_RECEIPT,) if line.receipt else ()), _LIST)


def _button(visit: Visit, loaded: Loaded, task: Task, text: str) -> None:
    """One of the buttons that stand there, typed."""
    which = str(task.data.get("line", ""))
    line = timesheet.get(visit.db, visit.person.id, which) if task.step == "one" else None
    options = _choices(line) if line else _AFTER.get(task.step, (_FILE, _BEFORE, _LEAVE))
    reading = match_option(text, options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _do(visit, loaded, reading.value[0], which)
    else:
        visit.say(visit.words.say(_NOT_READ))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = workplace(visit, *TEAM) if 1 <= len(args) <= 2 else None
    if loaded is not None:
        _do(visit, loaded, args[0], args[1] if len(args) == 2 else "")


def _do(visit: Visit, loaded: Loaded, what: str, which: str) -> None:
    month = _today(visit).replace(day=1)
    task = visit.task()
    if what == "before" and task is not None and task.name == "timesheet" and "first" in task.data:
        month = date.fromisoformat(str(task.data["first"]))
    if what == "list":
        _list(visit, loaded, month)
    elif what == "before":
        _list(visit, loaded, (month - timedelta(days=1)).replace(day=1))
    elif what == "file":
        _send_file(visit, loaded)
    elif what == "desk":
        visit.command("desk")
    elif what == "delete":
        _delete(visit, loaded, which)
    else:
        _about_one(visit, loaded, what, which)


def _about_one(visit: Visit, loaded: Loaded, what: str, which: str) -> None:
    line = timesheet.get(visit.db, visit.person.id, which)
    if line is None:
        remark(visit, _GONE if what in ("change", "receipt") else STALE)
    elif what == "change":
        visit.begin_task("timesheet", "change", project=loaded.project.slug, line=which)
        visit.say(
            visit.words.t("Type it anew, all of it: how much, what for, and the day if not today.")
        )
    elif what == "receipt" and line.receipt:
        visit.say(_told(line, visit.words_of(loaded)), media=line.receipt)


def _delete(visit: Visit, loaded: Loaded, which: str) -> None:
    if not timesheet.delete(visit.db, visit.person.id, which):
        remark(visit, _GONE)
        return
    visit.mark_tapped(visit.words.t("Deleted."))
    _list(visit, loaded, _today(visit).replace(day=1))


def _send_file(visit: Visit, loaded: Loaded) -> None:
    """It holds nobody's words but the peer's own, so it may go through the chat."""
    visit.say_file(
        visit.words.t("Your hours and costs, for you to keep or hand in"),
        {"timesheet": wanted(loaded.project.slug, visit.person.id)},
    )


COMMANDS = {"timesheet": _open}
TAPS = {"sheet": _tapped}
TASKS = {"timesheet": _typed}
