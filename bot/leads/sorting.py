"""Sorting themes: rename, merge, split; what moves is shown first, and each can be undone."""

from __future__ import annotations

from hashlib import blake2s

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, people, remark
from bot.leads.telling import say_told
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, fold
from storage import reviews, sorting, themes
from storage.reviews import Told
from storage.tasks import Task
from storage.themes import Theme

#: So many of the answers that move are shown.
_SHOWN = 3

WAYS = (
    Option("rename", N_("Rename")),
    Option("merge", N_("Merge into another")),
    Option("split", N_("Split")),
)
_SURE = (
    Option("yes", N_("Yes, do it"), (N_("yes"),)),
    Option("no", N_("No, leave it"), (N_("no"),)),
)
_MOVE = (Option("move", N_("Move it")), Option("leave", N_("Leave it")))
_UNDO, _THEMES = Option("undo", N_("Undo")), Option("themes", N_("Themes"))
_LEFT = N_("Left as it was.")
_NO_MORE = N_("That was undone already, or cannot be.")
_MERGED = N_("That theme is merged into another by now.")


def _theme(visit: Visit, theme: str) -> tuple[Loaded, Theme] | None:
    """Return a theme this person may sort, as it is called now."""
    found = themes.get(visit.db, theme)
    loaded = visit.house.project(visit.db, found.project) if found else None
    if found is None or loaded is None or not allowed(visit, found.project, *TEAM):
        return None
    return loaded, found


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = _theme(visit, args[0]) if len(args) in (2, 3) else None
    if found is None:
        return
    loaded, theme = found
    match args[1]:
        case "rename":
            visit.begin_task("sort", "name", theme=theme.id)
            visit.say(visit.words.t("What is it to be called? Or type: back"))
        case "merge":
            _ask_into(visit, loaded, theme)
        case "split":
            visit.begin_task("sort", "part", theme=theme.id)
            visit.say(
                visit.words.t(
                    "What is the new theme called? Then you say of each answer where it belongs. "
                    "Or type: back"
                )
            )
        case "yes" | "no" | "move" | "leave":
            _chosen(visit, loaded, theme, args[1])
        case "unname" if len(args) == 3:
            _unname(visit, theme, args[2])
        case "undo" if len(args) == 3:
            _undo(visit, theme, args[2])
        case _:
            pass


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = _theme(visit, str(task.data["theme"]))
    if found is None:
        return
    (loaded, theme), text = found, " ".join((came.text or "").split())
    if task.step == "done":
        _typed_when_done(visit, task, came)
        return
    if task.step in ("name", "part"):
        _named(visit, loaded, theme, task.step, text)
        return
    options = {"into": _others(visit, theme), "each": _MOVE}.get(task.step, _SURE)
    reading = match_option(text, options, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Please tap one of the buttons. Nothing has changed yet."))
    elif task.step == "into":
        _preview_merge(visit, loaded, theme, reading.value[0])
    else:
        _chosen(visit, loaded, theme, reading.value[0])


def _typed_when_done(visit: Visit, task: Task, came: Incoming) -> None:
    """What stands on a button, typed; anything else goes where it would go without."""
    visit.end_task()
    reading = match_option(came.text or "", (_UNDO, _THEMES), visit.words)
    if came.media or not isinstance(reading, Understood) or reading.words:
        hear(visit, came)
    elif reading.value[0] == "themes":
        visit.command("themes")
    else:
        _tapped(visit, (str(task.data["theme"]), *task.data["undo"]))


def _named(visit: Visit, loaded: Loaded, theme: Theme, step: str, text: str) -> None:
    if not text or len(text) > 40:
        visit.say(visit.words.t("A theme's name has 1 to 40 letters. Please type it again."))
        return
    known = themes.of_project(visit.db, theme.project)
    if any(fold(one.name) == fold(text) and one.id != theme.id for one in known):
        visit.say(visit.words.t("There is a theme of that name. To make one of both, merge them."))
    elif step == "name":
        visit.begin_task("sort", "sure", theme=theme.id, way="rename", called=text)
        _ask_if_sure(
            visit, theme, visit.words.t("{old} becomes {new}.", old=theme.name, new=text), loaded
        )
    else:
        there = [one.id for one in _readable(visit, theme)]
        _each(visit, loaded, theme, name=text, left=there, moved=[])


def _others(visit: Visit, theme: Theme) -> tuple[Option, ...]:
    known = themes.of_project(visit.db, theme.project)
    return tuple(Option(one.id, Text(one.name)) for one in known if one.id != theme.id)


def _ask_into(visit: Visit, loaded: Loaded, theme: Theme) -> None:
    others = _others(visit, theme)
    if not others:
        remark(visit, N_("There is no other theme to merge it into."))
        return
    visit.begin_task("sort", "into", theme=theme.id)
    listed = "\n".join(
        f"{n}. {visit.words.say(option.label)}" for n, option in enumerate(others, start=1)
    )
    visit.say(
        visit.words.t("Into which theme? Type its number or name. Or type: back") + f"\n{listed}"
    )


def _preview_merge(visit: Visit, loaded: Loaded, theme: Theme, into: str) -> None:
    target = themes.get(visit.db, into)
    if target is None:
        return
    visit.begin_task("sort", "sure", theme=theme.id, way="merge", into=into)
    small, words = loaded.project.small_number, visit.words
    said = words.t(
        "{one} goes into {other}. Then it holds: {people}",
        one=theme.name,
        other=target.name,
        people=Html(people(sorting.together(visit.db, theme.id, into), small, words)),
    )
    _ask_if_sure(visit, theme, said, loaded)


def _readable(visit: Visit, theme: Theme) -> list[Told]:
    """Return what stands under a theme, as far as this person may read it."""
    found = (
        reviews.get(visit.db, answer, visit.person.id)
        for answer, _ in themes.answers(visit.db, theme.id)
    )
    return [one for one in found if one is not None]


def _ask_if_sure(
    visit: Visit, theme: Theme, said: str, loaded: Loaded, moved: list[str] | None = None
) -> None:
    """Show a few of the answers that it is about, then ask."""
    about = [one for one in _readable(visit, theme) if moved is None or one.id in moved]
    for one in about[:_SHOWN]:
        say_told(visit, loaded, one)
    many = visit.words.tn(
        "It is about {n} answer that you read.",
        "It is about {n} answers that you read.",
        len(about),
    )
    kept = visit.words.t("Decisions keep what they rest on.")
    visit.say(
        f"{said}\n{many} {kept}",
        column(tap(o.label, "sort", theme.id, o.key, words=visit.words) for o in _SURE),
    )


def _each(
    visit: Visit, loaded: Loaded, theme: Theme, *, name: str, left: list[str], moved: list[str]
) -> None:
    """Ask of each answer in turn where it belongs; then show what moves."""
    data = {"theme": theme.id, "called": name, "left": left, "moved": moved}
    told = reviews.get(visit.db, left[0], visit.person.id) if left else None
    if left and told is None:
        _each(visit, loaded, theme, name=name, left=left[1:], moved=moved)
    elif told is not None:
        visit.begin_task("sort", "each", **data)
        keys = column(tap(o.label, "sort", theme.id, o.key, words=visit.words) for o in _MOVE)
        say_told(visit, loaded, told, keys, note=N_("To {name}?", name=name))
    elif not moved:
        visit.end_task()
        visit.say(visit.words.say(_LEFT))
    else:
        visit.begin_task("sort", "sure", way="split", **data)
        said = visit.words.t("From {old} to {new}:", old=theme.name, new=name)
        _ask_if_sure(visit, theme, said, loaded, moved)


def _chosen(visit: Visit, loaded: Loaded, theme: Theme, what: str) -> None:
    """Take a yes, a no, or where one answer belongs; only of what is asked at this moment."""
    task = visit.task()
    if task is None or task.name != "sort" or task.data.get("theme") != theme.id:
        remark(visit, N_("That button is from earlier and no longer works."))
    elif task.step == "each" and what in ("move", "leave"):
        left, moved = list(task.data["left"]), list(task.data["moved"])
        visit.mark_tapped("✓")
        moved += left[:1] if what == "move" else []
        _each(visit, loaded, theme, name=str(task.data["called"]), left=left[1:], moved=moved)
    elif task.step == "sure" and what in ("yes", "no"):
        visit.end_task()
        visit.mark_tapped("✓")
        if what == "yes":
            _do(visit, theme, task)
        else:
            visit.say(visit.words.say(_LEFT))


def _do(visit: Visit, theme: Theme, task: Task) -> None:
    undo = ""
    match task.data["way"]:
        case "rename":
            done = sorting.rename(visit.db, theme.id, str(task.data["called"]))
        case "merge":
            undo = str(task.data["into"])
            done = sorting.merge(visit.db, theme.id, undo)
        case _:
            undo = visit.house.new_id()
            name, moved = str(task.data["called"]), [str(one) for one in task.data["moved"]]
            themes.add(visit.db, undo, theme.project, name, visit.person.id, visit.now)
            sorting.split(visit.db, theme.id, undo, moved, visit.now)
            done = True
    if not done:
        remark(visit, _MERGED)
        return
    what = ("unname", _mark(str(task.data["called"]))) if not undo else ("undo", undo)
    visit.begin_task("sort", "done", theme=theme.id, undo=what)
    buttons = [tap(_UNDO.label, "sort", theme.id, *what, words=visit.words)]
    buttons.append(tap(_THEMES.label, "desk", "themes", words=visit.words))
    visit.say(visit.words.t("Done."), column(buttons))


def _mark(name: str) -> str:
    """Return what a button carries for a theme's name, which may be too long for it."""
    return blake2s(name.encode(), digest_size=4).hexdigest()


def _unname(visit: Visit, theme: Theme, called: str) -> None:
    """Undo a renaming; whatever was begun or renamed since, it undoes nothing else."""
    if called == _mark(theme.name) and sorting.unrename(visit.db, theme.id, theme.name):
        _say_undone(visit)
    else:
        remark(visit, _NO_MORE)


def _undo(visit: Visit, theme: Theme, other: str) -> None:
    if sorting.unmerge(visit.db, theme.id, other) or sorting.unsplit(visit.db, theme.id, other):
        _say_undone(visit)
    else:
        remark(visit, _NO_MORE)


def _say_undone(visit: Visit) -> None:
    """Say it under the button that was tapped, or to who typed it."""
    said = visit.words.t("Undone. The themes are as they were.")
    if visit.incoming is not None and visit.incoming.kind == "tap":
        visit.mark_tapped(said)
    else:
        visit.say(said)


TAPS = {"sort": _tapped}
TASKS = {"sort": _typed}
NAMES = {"sort": ("name", "part")}
