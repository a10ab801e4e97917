"""Reading: an answer on a reader's phone with all that can be done with it, and the next one."""

from __future__ import annotations

from bot.channels.base import Button
from bot.leads import deeds
from bot.leads.scope import TEAM, allowed, not_there, workplace
from bot.leads.telling import play_files, say_told
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option
from conversations.text import Text
from storage import decisions, reviews, second_readings, themes
from storage.reviews import Told

#: So many themes fit under a message without scrolling; the others are behind "More themes".
_SHOWN = 6
#: Telegram holds at most 100 buttons under a message.
_MOST_SHOWN = 80

_GONE = N_("This was changed or taken back by the person since. Here is what is new now.")
MORE, _NEW = Option("more", N_("More themes")), Option("new", N_("New theme"))
_BEFORE = Option("before", N_("What they said before"))
_CAME = Option("came", N_("What came of it"))
UNDO = Option("undo", N_("Undo the last thing"))
#: What can be done with an answer beside themes, in the order of the buttons.
DOING = (
    Option("quote", N_("Worth quoting")),
    Option("back", N_("Ask them back")),
    Option("needs", N_("Needs the team")),
    Option("safe", N_("Someone's safety")),
    _BEFORE,
    _CAME,
    Option("known", N_("I know this person")),
    Option("skip", N_("Skip"), (N_("later"),)),
    Option("next", N_("Next")),
    Option("hard", N_("That was a hard one")),
    UNDO,
)
OURS = {option.key: option for option in (MORE, _NEW, *DOING)}

_SECOND = N_("Somebody read this before you. Put on it what you hear: you do not see their themes.")


def show_next(visit: Visit, loaded: Loaded, after: str = "") -> None:
    """Show what is new, then what is to be read as the second; ``after`` one just skipped."""
    slug, reader = loaded.project.slug, visit.person.id
    waiting = reviews.unread(visit.db, slug, reader) or second_readings.waiting(
        visit.db, slug, reader
    )
    if waiting and waiting[0].id != after:
        play_files(visit, waiting[0])
        show(visit, loaded, waiting[0])
    elif waiting:
        rest(visit, visit.words.t("That is the only one left. It comes again with /new."))
    else:
        rest(visit, visit.words.t("Nothing new to read. You hear from me when something comes in."))


def rest(visit: Visit, said: str) -> None:
    """Say that there is nothing more for now; what was done last can still be undone."""
    deed = deeds.last(visit)
    buttons = [tap(N_("To the desk"), "desk", "desk", words=visit.words)]
    if deed is None:
        visit.end_task()
    else:
        visit.begin_task("listen", "rest")
        buttons.append(tap(UNDO.label, "undo", deed.id, words=visit.words))
    visit.say(said, column(buttons))


def show(visit: Visit, loaded: Loaded, told: Told, *, every: bool = False) -> None:
    """Show an answer; what is typed next is about it, by the numbers of what stands there."""
    known = themes.of_project(visit.db, told.project)
    shown = known[: _MOST_SHOWN if every else _SHOWN]
    more = (MORE,) if len(known) > len(shown) and not every else ()
    left_out = {"before"} if not reviews.before(visit.db, told.id, visit.person.id, 1) else set()
    left_out |= {"came"} if not decisions.of_answer(visit.db, told.id) else set()
    left_out |= {"undo"} if deeds.last(visit) is None else set()
    doing = (option for option in DOING if option.key not in left_out)
    options = (*(Option(t.id, Text(t.name)) for t in shown), *more, _NEW, *doing)
    about(visit, told, "theme", shown=[option.key for option in options])
    second = second_readings.waits_for(visit.db, told.id, visit.person.id)
    say_told(visit, loaded, told, _keyboard(visit, told, options), note=_SECOND if second else None)


def about(visit: Visit, told: Told, step: str, *, name: str = "listen", **data: object) -> None:
    """What is typed next is about this answer, found where it was found."""
    listed = found_here(visit)
    found = listed if told.id in listed else []
    visit.begin_task(name, step, answer=told.id, project=told.project, found=found, **data)


def found_here(visit: Visit) -> list[str]:
    """Return what a search found that is being read, one by one."""
    task = visit.task()
    return [str(one) for one in task.data.get("found", ())] if task is not None else []


def show_found(visit: Visit, loaded: Loaded, found: list[str]) -> None:
    """Show what was found, one by one, with the same buttons."""
    visit.begin_task("listen", "rest", found=found)
    for answer in found:
        told = reviews.get(visit.db, answer, visit.person.id)
        if told is not None:
            play_files(visit, told)
            show(visit, loaded, told)
            return
    rest(visit, visit.words.t("That was the last one found."))


def go_on(visit: Visit, loaded: Loaded, told: Told, *, skipped: bool = False) -> None:
    """Show what comes after this one: of what was found, or of what is new."""
    found = found_here(visit)
    if told.id in found:
        show_found(visit, loaded, found[found.index(told.id) + 1 :])
    else:
        show_next(visit, loaded, told.id if skipped else "")


def _keyboard(visit: Visit, told: Told, options: tuple[Option, ...]) -> Keyboard:
    return column(_button(visit, told, option) for option in options)


def _button(visit: Visit, told: Told, option: Option) -> Button:
    if option.key in OURS:
        return tap(option.label, "hear", told.id, option.key, words=visit.words)
    return tap(_short(visit.words.plain(option.label)), "th", told.id, option.key)


def _short(name: str) -> Text:
    """Return a theme's name as it fits on a button; what was cut off is shown to be missing."""
    return Text(name if len(name) <= 24 else name[:23] + "…")


def current(visit: Visit, answer: str) -> tuple[Loaded, Told] | None:
    """Return the answer this is about, if it still counts and this person may see it."""
    told = reviews.get(visit.db, answer, visit.person.id)
    if told is None:
        loaded = workplace(visit, *TEAM) if not_there(visit, _GONE) else None
        if loaded is not None:
            show_next(visit, loaded)
        return None
    loaded = visit.house.project(visit.db, told.project)
    if loaded is None or not allowed(visit, told.project, *TEAM):
        return None
    return loaded, told
