"""Rehearsing a draft on its author's own phone: as residents will see it, and nothing of it kept.

The engine and the words are the real ones. What is said goes nowhere: no answer is written down, no
file is fetched, nobody is told, and the rehearsal is forgotten when it ends.
"""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.residents import reserved
from bot.residents.reserved import STALE
from bot.residents.talking import file_kind
from bot.visit import Keyboard, Visit, join, plain, tap
from conversations import engine
from conversations import events as happened
from conversations.catalogue import N_, Words
from conversations.events import Event
from conversations.inputs import (
    ChangedLanguage,
    Edited,
    Input,
    Paused,
    Revisited,
    Said,
    SentMedia,
    SentOther,
    SentPlace,
    Skipped,
    Started,
    Stopped,
    Tapped,
    WentBack,
)
from conversations.languages import own_name
from conversations.layout import ANSWERS, BACK, CHANGE, GO_ON, MORE, PRIVACY, SKIP, STOP, Rows
from conversations.listing import lines, listing
from conversations.loader import Loaded, load
from conversations.render import Marked, Output, Redrawn, Spoken, Toast, render
from conversations.run import Run
from conversations.snapshot import Snapshot
from conversations.text import fold
from storage import drafts
from storage.drafts import Rehearsal

#: What moves within a rehearsal as it does in a conversation.
_MOVES: dict[str, Input] = {
    "back": WentBack(),
    "skip": Skipped(),
    "pause": Paused(),
    "stop": Stopped(),
}
_BUTTONS: dict[str, Input] = {
    BACK: WentBack(),
    SKIP: Skipped(),
    GO_ON: Started(),
    STOP: Stopped(),
}

#: What would reach the team, or change who someone is: it has no place in a rehearsal.
_NOT_HERE = ("ask", "delete")

_NOWHERE = N_("This is a rehearsal: nothing goes to the team, and nothing is kept.")
_MARK = N_("Rehearsal")


def begin(visit: Visit, loaded: Loaded) -> None:
    """Begin to try a draft; one that was being tried is over."""
    project = loaded.project
    spoken = visit.person.language
    language = spoken if spoken in project.languages else project.language
    words = loaded.catalogues.words(language)
    visit.say(
        visit.words.t(
            "Here it is as people will see it. Nothing you say here is kept, counted or sent. "
            "To leave it at any time, type: stop"
        )
    )
    run, events = engine.begin(project.script, visit.house.new_id(), language, {}, visit.now, words)
    _show(visit, loaded, Rehearsal(project.slug, run, ()), run, events)


def is_on(visit: Visit) -> bool:
    """Say whether this person is rehearsing."""
    return drafts.rehearsal(visit.db, visit.person.id) is not None


def takes(visit: Visit, came: Incoming) -> bool:
    """Take what belongs to a rehearsal, if one is on; say whether it did."""
    on = drafts.rehearsal(visit.db, visit.person.id)
    if on is None or visit.task() is not None:
        return False
    loaded = _loaded(visit, on)
    words = loaded.catalogues.words(on.run.language)
    name, rest = _named(came, words)
    if name is not None:
        return _commanded(visit, loaded, on, name, rest)
    given = _input(visit, loaded, on, came)
    if given is not None:
        _go_on(visit, loaded, on, given)
    return given is not None


def hear(visit: Visit, given: Input) -> None:
    """Take something into the rehearsal that is on."""
    on = drafts.rehearsal(visit.db, visit.person.id)
    if on is not None:
        _go_on(visit, _loaded(visit, on), on, given)


def _loaded(visit: Visit, on: Rehearsal) -> Loaded:
    files = drafts.get(visit.db, visit.person.id, on.project)
    assert files is not None, "a rehearsal goes with its draft"
    return load(Snapshot.from_json(files), bot=visit.house.bot_words)


# -------------------------------------------------------------------- what they do


def _named(came: Incoming, words: Words) -> tuple[str | None, str]:
    """Return the command that was typed, as a word or behind a slash, and what follows it."""
    if came.kind != "message" or came.media or not came.text:
        return None, ""
    if came.text.startswith("/"):
        word, _, rest = came.text[1:].partition(" ")
        return word.casefold(), rest.strip()
    name = reserved.command_for(came.text, words)
    return (None if name in reserved.GIVE_WAY else name), ""


def _commanded(visit: Visit, loaded: Loaded, on: Rehearsal, name: str, rest: str) -> bool:
    words = loaded.catalogues.words(on.run.language)
    if name in _MOVES:
        _go_on(visit, loaded, on, _MOVES[name])
    elif name in ("answers", "myanswers", "change"):
        chosen = _line(loaded, on.run, rest)
        if chosen is not None:
            _go_on(visit, loaded, on, Revisited(chosen))
        else:
            _say(visit, words, listing(loaded.project.script, on.run, words))
            _say(visit, words, words.t("To change one, type for example: /change 1"))
    elif name in _NOT_HERE:
        _say(visit, words, words.say(_NOWHERE))
    else:
        return False
    return True


def _input(visit: Visit, loaded: Loaded, on: Rehearsal, came: Incoming) -> Input | None:
    """Return what they did as the engine's input; ``None``: a document may be a new draft."""
    if came.kind == "edited":
        return Edited(came.message_id or 0, came.text or "")
    if came.place is not None:
        spot = came.place
        return SentPlace(spot.latitude, spot.longitude, spot.name, came.sent_at, came.message_id)
    if came.media is not None:
        kind = file_kind(came.media)
        if kind == "document":
            return None
        if kind in ("sticker", "other"):
            return SentOther()
        # Nothing is fetched: the file is named and that is all.
        name, album = visit.house.new_id(), came.album or ""
        return SentMedia(name, came.text or "", came.sent_at, came.message_id, kind, album)
    text = came.text or ""
    at_review = on.run.at == "review"
    chosen = _line(loaded, on.run, text) if at_review else None
    if chosen is not None:
        return Revisited(chosen)
    for tag in loaded.project.languages:
        if fold(text) == fold(own_name(tag)) and tag != on.run.language and on.run.at != "language":
            return ChangedLanguage(tag)
    return Said(text, came.sent_at, came.message_id)


def _line(loaded: Loaded, run: Run, number: str) -> str | None:
    """Return the question that has this number in the list of their answers."""
    words = loaded.catalogues.words(run.language)
    listed = lines(loaded.project.script, run, words)
    return next((line.node for line in listed if str(line.number) == number.strip()), None)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """Take a button of a rehearsal: ``try:<run>:<step>:<value>``."""
    on = drafts.rehearsal(visit.db, visit.person.id)
    if on is None or len(args) < 3 or not args[1].isdecimal() or args[0] != on.run.id:
        visit.toast = plain(visit.words.say(STALE))
        return
    loaded = _loaded(visit, on)
    step, value = int(args[1]), ":".join(args[2:])
    words = loaded.catalogues.words(on.run.language)
    if value in _BUTTONS and step == on.run.step:
        _go_on(visit, loaded, on, _BUTTONS[value])
    elif not value.startswith("nav:") and value != "change":
        _go_on(visit, loaded, on, Tapped(value, step))
    elif value in (ANSWERS, CHANGE, "change"):
        _commanded(visit, loaded, on, "change", "")
    elif value == PRIVACY:
        _say(visit, words, words.message(loaded.project.privacy))
    elif value == MORE:
        _say(visit, words, words.t("You can type: back, skip, pause, my answers, stop"))
    else:
        visit.toast = plain(words.say(_NOWHERE))


# -------------------------------------------------------------------- what they see


def _go_on(visit: Visit, loaded: Loaded, on: Rehearsal, given: Input) -> None:
    if isinstance(given, Stopped):
        # Only this is stopped: told what residents are told, an officer would wait for messages.
        _put_away(visit, on, ())
        _over(visit, on.project)
        return
    words = loaded.catalogues.words(on.run.language)
    run, events = engine.resume(loaded.project.script, on.run, given, visit.now, words)
    _show(visit, loaded, on, run, events)


def _show(visit: Visit, loaded: Loaded, on: Rehearsal, run: Run, events: tuple[Event, ...]) -> None:
    """Say what happened, and keep where they are until the end."""
    words = loaded.catalogues.words(run.language)
    asked = [event for event in events if isinstance(event, happened.TeamAsked)]
    told = tuple(event for event in events if event not in asked)
    shown = on.shown if run.step == on.run.step and run.status != "ended" else ()
    outputs = render(loaded.project.script, run, told, words)
    if not shown:
        _put_away(visit, on, outputs)
    for output in outputs:
        match output:
            case Spoken():
                row = _say(visit, words, output.text, _keyboard(run, output))
                if output.step is not None and row is not None:
                    shown = (*shown, (row, _marked(words, output.text)))
            case Toast():
                visit.toast = plain(output.text)
            case Redrawn() if shown:
                keyboard = _buttons(output.rows, run.id, output.step)
                visit.edit(shown[0][0], _marked(words, output.text), keyboard)
            case _:
                pass
    if asked:
        _say(visit, words, words.say(_NOWHERE))
    if run.status == "ended":
        _over(visit, on.project)
    else:
        drafts.rehearse(visit.db, visit.person.id, on.project, run, shown)


def _put_away(visit: Visit, on: Rehearsal, outputs: tuple[Output, ...]) -> None:
    """Take the buttons off the question that was open, and show what was chosen."""
    mark = next((output.mark for output in outputs if isinstance(output, Marked)), "")
    for row, text in on.shown:
        visit.edit(row, join(text, mark) if mark else text)
        mark = ""


def _keyboard(run: Run, spoken: Spoken) -> Keyboard:
    return _buttons(spoken.rows, run.id, run.step if spoken.step is None else spoken.step)


def _buttons(rows: Rows, run: str, step: int) -> Keyboard:
    return tuple(tuple(tap(c.label, "try", run, step, c.value) for c in row) for row in rows)


def _say(visit: Visit, words: Words, text: str, keyboard: Keyboard = ()) -> int | None:
    return visit.say(_marked(words, text), keyboard)


def _marked(words: Words, text: str) -> str:
    """Return a message that cannot be taken for the real thing."""
    return f"<i>{words.say(_MARK)}</i>\n{text}"


def _over(visit: Visit, project: str) -> None:
    drafts.end_rehearsal(visit.db, visit.person.id)
    visit.command("drafts", project)


TAPS = {"try": _tapped}
