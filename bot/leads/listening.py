"""Listening: what is new, oldest first, one person's words at a time; a theme put on it; undone."""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads.scope import TEAM, allowed, day, people, workplace
from bot.officers.safeguarding import raise_concern
from bot.scripts import script_of
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_, OWN_NAMES, Words
from conversations.listing import asked, said
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, insert
from storage import reviews, runs, themes
from storage.reviews import Told
from storage.tasks import Task

#: So many themes fit under a message without scrolling; the others are behind "More themes".
_SHOWN = 6

_GONE = N_("This was changed or taken back by the person since. Here is what is new now.")
_USES = {
    "reading": N_("May be read by the team, not quoted"),
    "report": N_("May be quoted in the report, without name"),
    "public": N_("May be quoted in public, without name"),
}
_FILES = {"voice": N_("voice message"), "photo": N_("photo"), "video": N_("video")}
_NEXT, _NEW = Option("next", N_("Next")), Option("new", N_("New theme"))
_MORE, _SAFE = Option("more", N_("More themes")), Option("safe", N_("Someone's safety"))


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
    visit.begin_task("listen", "theme", answer=told.id, project=slug)
    _show(visit, loaded, told)


def _show(visit: Visit, loaded: Loaded, told: Told) -> None:
    for file in reviews.files(visit.db, told.id):
        if file.state == "kept":
            visit.say(_file_head(visit.words, told, file.kind), media=file.id, protect=True)
        else:
            visit.say(visit.words.t("(A file that has not come through yet)"))
    visit.say(_words(visit, loaded, told), _keyboard(visit, told), protect=True)


def _file_head(words: Words, told: Told, kind: str) -> str:
    return f"{insert(told.pseudonym)}: {words.say(_FILES.get(kind, N_('file')))}"


def _words(visit: Visit, loaded: Loaded, told: Told) -> str:
    """Return one answer with the least around it that lets it be understood."""
    words, held = visit.words_of(loaded), runs.get(visit.db, told.run)
    ask = script_of(visit.db, visit.house, held)[1].find(told.node) if held else None
    head = [
        f"<b>{insert(told.pseudonym)}</b>",
        insert(OWN_NAMES.get(told.answer.language, told.answer.language)),
        day(told.at, words, visit.house.timezone),
    ]
    lines = [" · ".join(head)]
    if ask is not None:
        lines.append(asked(ask, words))
        lines.append(said(ask, told.answer, words, longest=2500))
    if told.about:
        about = loaded.project.topics.get(told.about, Text(told.about))
        lines.append(words.t("They say it is about: {about}", about=about))
    if told.use in _USES:
        lines.append(words.say(_USES[told.use]))
    on = themes.on_answer(visit.db, told.id)
    if on:
        lines.append(words.t("Themes: {themes}", themes=", ".join(on)))
    return "\n".join(line for line in lines if line)


def _keyboard(visit: Visit, told: Told, *, every: bool = False) -> Keyboard:
    known = themes.of_project(visit.db, told.project)
    shown = known if every else known[:_SHOWN]
    buttons: list[Button] = [tap(t.name[:24], "th", told.id, t.id) for t in shown]
    if len(known) > len(shown):
        buttons.append(tap(_MORE.label, "hear", told.id, "more", words=visit.words))
    buttons += [
        tap(option.label, "hear", told.id, option.key, words=visit.words)
        for option in (_NEW, _SAFE, _NEXT)
    ]
    return column(buttons)


def _current(visit: Visit, answer: str) -> tuple[Loaded, Told] | None:
    """Return the answer a button is about, if it still counts and this person may see it."""
    told = reviews.get(visit.db, answer)
    if told is None:
        visit.toast = visit.words.plain(_GONE)
        loaded = workplace(visit, *TEAM)
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
        visit.toast = words.plain(N_("That theme is on it already."))
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
        visit.begin_task("listen", "theme", answer=args[0], project=found[1].project)
        _show(visit, *found)
    else:
        visit.toast = visit.words.plain(N_("That was undone already."))


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
        visit.say(_words(visit, loaded, told), _keyboard(visit, told, every=True), protect=True)
    elif what == "safe":
        visit.say(
            visit.words.t(
                "Is this about someone's safety? The safeguarding contact gets the exact words "
                "at once. You do not need to be sure."
            ),
            column(
                [
                    tap(N_("Yes, pass it on"), "hear", told.id, "pass", words=visit.words),
                    tap(N_("No"), "hear", told.id, "again", words=visit.words),
                ]
            ),
        )
    elif what == "pass":
        _pass_on(visit, loaded, told)


def _pass_on(visit: Visit, loaded: Loaded, told: Told) -> None:
    raise_concern(
        visit,
        loaded,
        "\n".join(told.answer.words),
        answer=told.id,
        by="lead",
        about=told.participant,
    )
    reviews.read(visit.db, visit.house.new_id(), told.id, visit.person.id, visit.now)
    visit.mark_tapped("✓")
    contact = loaded.project.safeguarding
    visit.say(
        visit.words.t(
            "Passed on to {name}. It is in their hands now.\n"
            "Please do not ask the person for more, and promise nothing. If it cannot wait, "
            "call {number}. If it stays with you, talk to someone on the team: you are not "
            "alone with this.",
            name=contact.name,
            number=contact.number,
        )
    )
    _show_next(visit, loaded)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """What is typed while reading: a theme by name or number, a button, or a new theme's name."""
    found = _current(visit, str(task.data["answer"]))
    text = (came.text or "").strip()
    if found is None:
        return
    if task.step == "name":
        _name(visit, *found, text)
        return
    known = themes.of_project(visit.db, found[1].project)[:_SHOWN]
    options = (*(Option(t.id, Text(t.name)) for t in known), _NEW, _SAFE, _NEXT)
    reading = match_option(text, options, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Tap a theme, or type its name or number. Next goes on."))
    elif reading.value[0] in ("new", "safe", "next"):
        _act(visit, *found, reading.value[0])
    else:
        theme = themes.get(visit.db, reading.value[0])
        if theme is not None:
            _put(visit, *found, theme)


def _name(visit: Visit, loaded: Loaded, told: Told, text: str) -> None:
    if not text or len(text) > 40:
        visit.say(visit.words.t("A theme's name has 1 to 40 letters. Please type it again."))
        return
    same = [
        t for t in themes.of_project(visit.db, told.project) if t.name.casefold() == text.casefold()
    ]
    if not same:
        made = visit.house.new_id()
        themes.add(visit.db, made, told.project, text, visit.person.id, visit.now)
        same = [t for t in themes.of_project(visit.db, told.project) if t.id == made]
    _put(visit, loaded, told, same[0])


def _back(visit: Visit, task: Task) -> None:
    found = _current(visit, str(task.data["answer"]))
    if found is None:
        return
    if task.step == "name":
        visit.begin_task("listen", "theme", answer=found[1].id, project=found[1].project)
        _show(visit, *found)
    else:
        visit.end_task()
        visit.command("desk")


COMMANDS = {"new": _new}
TAPS = {"th": _themed, "unth": _undone, "hear": _heard}
TASKS = {"listen": _typed}
BACKS = {"listen": _back}
