"""Listening: what is new, oldest first, one person's words at a time; a theme put on it; undone."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.handing_over import hand_over
from bot.leads.passing_on import IF_SURE, PASSED_ON, SURE, YES_OR_NO, pass_on
from bot.leads.scope import TEAM, allowed, not_there, people, remark, workplace
from bot.leads.telling import say_files, say_told
from bot.peers.hard_stories import was_hard
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, fold, insert
from storage import reviews, themes
from storage.reviews import Told
from storage.tasks import Task

#: So many themes fit under a message without scrolling; the others are behind "More themes".
_SHOWN = 6
#: Telegram holds at most 100 buttons under a message.
_MOST_SHOWN = 80

_GONE = N_("This was changed or taken back by the person since. Here is what is new now.")
_NEXT, _NEW = Option("next", N_("Next")), Option("new", N_("New theme"))
_MORE, _SAFE = Option("more", N_("More themes")), Option("safe", N_("Someone's safety"))
_KNOWN = Option("known", N_("I know this person"))
_HARD = Option("hard", N_("That was a hard one"))
_OURS = {option.key: option for option in (_MORE, _NEW, _SAFE, _KNOWN, _NEXT, _HARD)}


def _new(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        _show_next(visit, loaded)


def _show_next(visit: Visit, loaded: Loaded) -> None:
    slug = loaded.project.slug
    waiting = reviews.unread(visit.db, slug, visit.person.id)
    if not waiting:
        visit.end_task()
        visit.say(
            visit.words.t("Nothing new to read. You hear from me when something comes in."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    told = waiting[0]
    say_files(visit, told.pseudonym, told.id)
    _show(visit, loaded, told)


def _show(visit: Visit, loaded: Loaded, told: Told, *, every: bool = False) -> None:
    """Show an answer; what is typed next is about it, by the numbers of what stands there."""
    known = themes.of_project(visit.db, told.project)
    shown = known[: _MOST_SHOWN if every else _SHOWN]
    more = (_MORE,) if len(known) > len(shown) and not every else ()
    options = (
        *(Option(t.id, Text(t.name)) for t in shown),
        *more,
        _NEW,
        _SAFE,
        _KNOWN,
        _NEXT,
        _HARD,
    )
    listed = [option.key for option in options]
    visit.begin_task("listen", "theme", answer=told.id, project=told.project, shown=listed)
    say_told(visit, loaded, told, _keyboard(visit, told, options))


def _keyboard(visit: Visit, told: Told, options: tuple[Option, ...]) -> Keyboard:
    return column(
        tap(option.label, "hear", told.id, option.key, words=visit.words)
        if option.key in _OURS
        else tap(_short(visit.words.plain(option.label)), "th", told.id, option.key)
        for option in options
    )


def _short(name: str) -> Text:
    """Return a theme's name as it fits on a button; what was cut off is shown to be missing."""
    return Text(name if len(name) <= 24 else name[:23] + "…")


def _current(visit: Visit, answer: str) -> tuple[Loaded, Told] | None:
    """Return the answer this is about, if it still counts and this person may see it."""
    told = reviews.get(visit.db, answer, visit.person.id)
    if told is None:
        loaded = workplace(visit, *TEAM) if not_there(visit, _GONE) else None
        if loaded is not None:
            _show_next(visit, loaded)
        return None
    loaded = visit.house.project(visit.db, told.project)
    if loaded is None or not allowed(visit, told.project, *TEAM):
        return None
    return loaded, told


def _themed(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) != 2:
        return
    found, theme = _current(visit, args[0]), themes.get(visit.db, args[1])
    if found is None or theme is None or theme.project != found[1].project:
        return
    _put(visit, found[0], found[1], theme)


def _put(visit: Visit, loaded: Loaded, told: Told, theme: themes.Theme) -> None:
    words = visit.words
    if not themes.put(
        visit.db, visit.house.new_id(), told.id, theme.id, visit.person.id, visit.now
    ):
        remark(visit, N_("That theme is on it already."))
        return
    reviews.read(visit.db, visit.house.new_id(), told.id, visit.person.id, visit.now)
    visit.mark_tapped("✓ " + insert(theme.name))
    now = themes.get(visit.db, theme.id)
    visit.say(
        words.t(
            "Themed {name} ({people} so far).",
            name=theme.name,
            people=Html(people(now.people if now else 0, loaded.project.small_number, words)),
        ),
        column(
            [
                tap(N_("Undo"), "unth", told.id, theme.id, words=words),
                tap(N_("Another theme"), "hear", told.id, "again", words=words),
            ]
        ),
    )
    _show_next(visit, loaded)


def _undone(visit: Visit, args: tuple[str, ...]) -> None:
    found = _current(visit, args[0]) if len(args) == 2 else None
    if found is None:
        return
    if themes.undo(visit.db, args[0], args[1], visit.now):
        reviews.read_not(visit.db, args[0], visit.person.id)
        visit.mark_tapped(visit.words.t("Undone. It is new again."))
        say_files(visit, found[1].pseudonym, found[1].id)
        _show(visit, *found)
    else:
        remark(visit, N_("That was undone already."))


def _heard(visit: Visit, args: tuple[str, ...]) -> None:
    found = _current(visit, args[0]) if len(args) == 2 else None
    if found is not None:
        _act(visit, *found, args[1])


def _act(visit: Visit, loaded: Loaded, told: Told, what: str) -> None:
    if what == "next":
        reviews.read(visit.db, visit.house.new_id(), told.id, visit.person.id, visit.now)
        visit.mark_tapped("✓ " + visit.words.t("Read"))
        _show_next(visit, loaded)
    elif what == "new":
        visit.begin_task("listen", "name", answer=told.id, project=told.project)
        visit.say(visit.words.t("What is the new theme called? One or two words. Or type: back"))
    elif what in ("more", "again"):
        _show(visit, loaded, told, every=what == "more")
    elif what == "safe":
        _ask_if_sure(visit, told)
    elif what == "pass":
        _pass_on(visit, loaded, told)
    elif what == "known":
        hand_over(visit, told)
        _show_next(visit, loaded)
    elif what == "hard":
        _hard(visit, told)


def _hard(visit: Visit, told: Told) -> None:
    """Ask later how they are. The story stays where it is: what to do with it is still theirs."""
    visit.say(
        visit.words.t(
            "That happens to everyone who reads. I ask you later how you are. Take your time."
        )
        if was_hard(visit, told.project)
        else visit.words.t("That happens to everyone who reads. Take your time.")
    )


def _ask_if_sure(visit: Visit, told: Told) -> None:
    visit.begin_task("listen", "safe", answer=told.id, project=told.project)
    visit.say(
        visit.words.say(IF_SURE),
        column(tap(o.label, "hear", told.id, o.key, words=visit.words) for o in SURE),
    )


def _pass_on(visit: Visit, loaded: Loaded, told: Told) -> None:
    said = "\n".join(told.answer.words)
    if not pass_on(visit, loaded, said, told.participant, answer=told.id):
        remark(visit, PASSED_ON)
        return
    reviews.read(visit.db, visit.house.new_id(), told.id, visit.person.id, visit.now)
    _show_next(visit, loaded)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """What is typed while reading: a theme by name or number, a button, or a new theme's name."""
    found = _current(visit, str(task.data["answer"]))
    if found is None:
        return
    text = (came.text or "").strip()
    if task.step == "name":
        _name(visit, *found, text)
    elif task.step == "safe":
        _sure(visit, *found, text)
    else:
        _pick(visit, *found, text, [str(key) for key in task.data.get("shown", ())])


def _sure(visit: Visit, loaded: Loaded, told: Told, text: str) -> None:
    reading = match_option(text, SURE, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _act(visit, loaded, told, reading.value[0])
    else:
        visit.say(visit.words.say(YES_OR_NO))


def _pick(visit: Visit, loaded: Loaded, told: Told, text: str, listed: list[str]) -> None:
    """Take one of the buttons that stand there, or any theme by its whole name."""
    known = {t.id: t for t in themes.of_project(visit.db, told.project)}
    same = next((t for t in known.values() if fold(t.name) == fold(text) != ""), None)
    if same is not None:
        _put(visit, loaded, told, same)
        return
    options = [
        _OURS[key] if key in _OURS else Option(key, Text(known[key].name))
        for key in listed
        if key in _OURS or key in known
    ]
    reading = match_option(text, options, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Tap a theme, or type its name or number. Next goes on."))
    elif reading.value[0] in _OURS:
        _act(visit, loaded, told, reading.value[0])
    else:
        _put(visit, loaded, told, known[reading.value[0]])


def _name(visit: Visit, loaded: Loaded, told: Told, text: str) -> None:
    text = " ".join(text.split())
    if not text or len(text) > 40:
        visit.say(visit.words.t("A theme's name has 1 to 40 letters. Please type it again."))
        return
    known = themes.of_project(visit.db, told.project)
    same = [t for t in known if t.name.casefold() == text.casefold()]
    if not same:
        made = visit.house.new_id()
        themes.add(visit.db, made, told.project, text, visit.person.id, visit.now)
        same = [t for t in themes.of_project(visit.db, told.project) if t.id == made]
    _put(visit, loaded, told, same[0])


def _back(visit: Visit, task: Task) -> None:
    found = _current(visit, str(task.data["answer"]))
    if found is None:
        return
    if task.step in ("name", "safe"):
        _show(visit, *found)
    else:
        visit.end_task()
        visit.command("desk")


COMMANDS = {"new": _new}
TAPS = {"th": _themed, "unth": _undone, "hear": _heard}
TASKS = {"listen": _typed}
BACKS = {"listen": _back}
