"""Listening: what is new, oldest first, one person's words at a time; a theme put on it; undone."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads import asking_back, deeds
from bot.leads.handing_over import hand_over
from bot.leads.naming import MAKE, offer, theme_called
from bot.leads.passing_on import IF_SURE, PASSED_ON, SURE, YES_OR_NO, pass_on
from bot.leads.reading import OURS, UNDO, about, current, go_on, show, show_next
from bot.leads.scope import TEAM, allowed, not_there, people, remark, workplace, workplaces
from bot.leads.telling import play_files
from bot.leads.what_came import came_of
from bot.peers.hard_stories import was_hard
from bot.residents.reserved import STALE
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import exact, match_option
from conversations.text import Html, Text, fold, insert
from storage import reviews, themes
from storage.reviews import Told
from storage.tasks import Task

_PLAIN = Option("flag", N_("Without a note"))


def _new(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        show_next(visit, loaded)


def _themed(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) != 2:
        return
    found, theme = current(visit, args[0]), themes.current(visit.db, args[1])
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
    alone = deeds.read(visit, loaded, told)
    deeds.did(visit, told, "theme", theme.id)
    visit.mark_tapped("✓ " + insert(theme.name))
    now = themes.get(visit.db, theme.id)
    said = words.t(
        "Themed {name} ({people} so far).",
        name=theme.name,
        people=Html(people(now.people if now else 0, loaded.project.small_number, words)),
    )
    both = words.t("Somebody else has read this, too. What you both put on it stands.")
    visit.say(
        said if alone else f"{said}\n{both}",
        column(
            [
                tap(N_("Undo"), "unth", told.id, theme.id, words=words),
                tap(N_("Another theme"), "hear", told.id, "again", words=words),
            ]
        ),
    )
    go_on(visit, loaded, told)


def _undone(visit: Visit, args: tuple[str, ...]) -> None:
    found = current(visit, args[0]) if len(args) == 2 else None
    if found is None:
        return
    if themes.undo(visit.db, args[0], args[1], visit.person.id, visit.now):
        deeds.read_not(visit, args[0])
        _show_again(visit, *found)
    else:
        remark(visit, N_("That was undone already."))


def _show_again(visit: Visit, loaded: Loaded, told: Told) -> None:
    visit.mark_tapped(visit.words.t("Undone. It is new again."))
    play_files(visit, told)
    show(visit, loaded, told)


def _undo(visit: Visit, args: tuple[str, ...]) -> None:
    """Undo the last thing whatever it was; an older button undoes nothing newer."""
    deed = deeds.last(visit)
    if deed is None or (args and args[0] != deed.id):
        not_there(visit, N_("There is nothing to undo."))
        return
    told = reviews.get(visit.db, deed.answer, visit.person.id)
    if told is None and deed.what != "known":
        # Taken back since, or no longer theirs to read: what they did with it is not, either.
        not_there(visit, N_("There is nothing to undo."))
        return
    project = told.project if told else deed.subject.partition(":")[2]
    if not allowed(visit, project, *TEAM):
        return
    if deeds.undo_last(visit, deed):
        found = current(visit, deed.answer)
        if found is not None:
            _show_again(visit, *found)


def _heard(visit: Visit, args: tuple[str, ...]) -> None:
    found = current(visit, args[0]) if len(args) == 2 else None
    if found is not None:
        _act(visit, *found, args[1])


def _act(visit: Visit, loaded: Loaded, told: Told, what: str) -> None:
    """Do what one of our buttons says."""
    if what == "new":
        about(visit, told, "name")
        visit.say(
            visit.words.t(
                "What is the new theme called? One or two words. Or type: back\nWhoever said "
                "something under it can see its name."
            )
        )
    elif what in ("more", "again"):
        show(visit, loaded, told, every=what == "more")
    elif what == "quote":
        deeds.quote(visit, told)
    elif what == "back":
        asking_back.ask(visit, loaded, told)
    elif what == "needs":
        about(visit, told, "note")
        deeds.ask_for_note(visit, told)
    elif what == "flag":
        _flag(visit, loaded, told, "")
    elif what == "before":
        deeds.before(visit, loaded, told)
        show(visit, loaded, told)
    elif what == "came":
        came_of(visit, ("answer", told.id))
    elif what == "safe":
        _ask_if_sure(visit, told)
    elif what == "hard":
        _hard(visit, told)
    elif what == "undo":
        _undo(visit, ())
    elif what == MAKE.key:
        _make(visit, loaded, told)
    else:
        _go_on_after(visit, loaded, told, what)


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
    about(visit, told, "safe")
    visit.say(
        visit.words.say(IF_SURE),
        column(tap(o.label, "hear", told.id, o.key, words=visit.words) for o in SURE),
    )


def _pass_on(visit: Visit, told: Told, loaded: Loaded) -> bool:
    said = "\n".join(told.answer.words)
    if pass_on(visit, loaded, said, told.participant, answer=told.id):
        return True
    remark(visit, PASSED_ON)
    return False


def _go_on_after(visit: Visit, loaded: Loaded, told: Told, what: str) -> None:
    """Do what one of our buttons says that is done with this answer, and go on to the next."""
    if what == "next":
        deeds.read(visit, loaded, told)
        deeds.did(visit, told, "read")
        visit.mark_tapped("✓ " + visit.words.t("Read"))
    elif what == "skip":
        deeds.skip(visit, told)
    elif what == "pass" and _pass_on(visit, told, loaded):
        deeds.read(visit, loaded, told)
        deeds.did(visit, told, "safe")
    elif what == "known":
        deeds.did(visit, told, "known", f"{told.participant}:{told.project}")
        hand_over(visit, told)
    else:
        return
    go_on(visit, loaded, told, skipped=what == "skip")


def _flag(visit: Visit, loaded: Loaded, told: Told, note: str) -> None:
    if deeds.flag(visit, told, note):
        show(visit, loaded, told)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """What is typed while reading: a theme by name or number, a button, or what was asked for."""
    text = (came.text or "").strip()
    if task.step == "rest":
        _typed_at_rest(visit, came)
        return
    found = current(visit, str(task.data["answer"]))
    if found is None:
        _leave_if_off_the_team(visit)
    elif task.step == "name":
        _name(visit, *found, text)
    elif task.step == "note":
        reading = match_option(text, (_PLAIN,), visit.words)
        _flag(visit, *found, "" if isinstance(reading, Understood) else text)
    elif task.step == "safe":
        _sure(visit, *found, text)
    elif task.step == "offered" and exact(text, (MAKE,), visit.words):
        _make(visit, *found)
    else:
        _pick(visit, *found, text, [str(key) for key in task.data.get("shown", ())])


def _leave_if_off_the_team(visit: Visit) -> None:
    """Whoever has left the team is not held in a dialogue of its any longer."""
    if not workplaces(visit, *TEAM):
        visit.end_task()


def _typed_at_rest(visit: Visit, came: Incoming) -> None:
    """With nothing to read, the last thing can be undone; anything else goes where it would go."""
    visit.end_task()
    reading = match_option(came.text or "", (Option("undo", N_("Undo")), UNDO), visit.words)
    if came.text and not came.media and isinstance(reading, Understood):
        _undo(visit, ())
    else:
        hear(visit, came)


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
        OURS[key] if key in OURS else Option(key, Text(known[key].name))
        for key in listed
        if key in OURS or key in known
    ]
    reading = match_option(text, options, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        offer(visit, told, text, listed)
    elif reading.value[0] in OURS:
        _act(visit, loaded, told, reading.value[0])
    else:
        _put(visit, loaded, told, known[reading.value[0]])


def _name(visit: Visit, loaded: Loaded, told: Told, text: str) -> None:
    theme = theme_called(visit, told.project, text)
    if theme is not None:
        _put(visit, loaded, told, theme)


def _make(visit: Visit, loaded: Loaded, told: Told) -> None:
    """Make the theme that was typed and offered, if that is still what is open."""
    task = visit.task()
    if task is None or task.step != "offered" or task.data.get("answer") != told.id:
        remark(visit, STALE)
        return
    visit.mark_tapped("✓")
    _name(visit, loaded, told, str(task.data["called"]))


def _skip(visit: Visit, task: Task) -> None:
    """Typed while an answer stands there, "skip" puts that off; in a dialogue it leaves it."""
    found = current(visit, str(task.data["answer"])) if task.step == "theme" else None
    if found is None:
        _back(visit, task)
        return
    visit.begin_task(task.name, task.step, **task.data)
    _go_on_after(visit, *found, "skip")


def _back(visit: Visit, task: Task) -> None:
    visit.begin_task(task.name, task.step, **task.data)
    found = current(visit, str(task.data["answer"])) if task.step != "rest" else None
    if task.step in ("name", "safe", "note") and found is not None:
        show(visit, *found)
    elif found is not None or task.step == "rest":
        visit.end_task()
        visit.command("desk")
    else:
        _leave_if_off_the_team(visit)


COMMANDS = {"new": _new, "undo": lambda visit, rest: _undo(visit, ())}
TAPS = {"th": _themed, "unth": _undone, "hear": _heard, "undo": _undo}
TASKS = {"listen": _typed}
BACKS = {"listen": _back}
SKIPS = {"listen": _skip}
NAMES = {"listen": ("name",)}
