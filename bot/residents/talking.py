"""What someone says, taps or sends inside a run, made into the engine's inputs."""

from __future__ import annotations

from typing import TypeGuard

from bot.channels.base import Incoming, Media
from bot.residents.conversation import go_on, resume
from bot.residents.reserved import STALE
from bot.scripts import script_of
from bot.visit import Visit, plain
from conversations.inputs import (
    Edited,
    Input,
    Revisited,
    Said,
    SentMedia,
    SentOther,
    SentPlace,
    Skipped,
    Tapped,
    WentBack,
)
from conversations.layout import BACK, ENOUGH, GO_ON, HOUR, SEND_NOW, SKIP, TOMORROW
from conversations.listing import lines
from conversations.text import fold
from storage import media, participants, runs, staff
from storage.tasks import Task

#: Buttons under a question that move within the run: only those of the open question count,
#: or a double tap on Skip would skip the next question too.
_MOVES: dict[str, Input] = {BACK: WentBack(), SKIP: Skipped()}

_FILES = ("photo", "voice", "audio", "video", "video_note", "document")


def hear(visit: Visit, came: Incoming) -> None:
    """Take a message, a file or a correction into the run it belongs to."""
    if came.kind == "edited":
        _corrected(visit, came)
        return
    held = visit.latest_run()
    if held is None and visit.projects():
        _keep(visit, came)
        visit.command("start")
        return
    if held is None and staff.posts(visit.db, visit.person.id):
        if came.media is not None:
            visit.say(visit.words.t("Not kept: nothing is open that this belongs to."))
        visit.command("desk", came.text or "")
        return
    if held is None:
        visit.say(
            visit.words.t(
                "I have nothing open with you at the moment. Send /start to see what there is."
            )
        )
        return
    chosen = _answer_to_change(visit, held, came)
    if chosen is not None:
        resume(visit, held, Revisited(chosen))
    else:
        resume(visit, held, _input(visit, came))


def _keep(visit: Visit, came: Incoming) -> None:
    """Keep words that came when nothing was open any more."""
    if came.text:
        participants.keep_words(
            visit.db, visit.house.new_id(), visit.person.id, visit.project(), came.text, visit.now
        )


def _input(visit: Visit, came: Incoming) -> Input:
    if came.place is not None:
        spot = came.place
        return SentPlace(spot.latitude, spot.longitude, spot.name, came.sent_at, came.message_id)
    if is_file(came.media):
        kept = keep_file(visit, came.media)
        return SentMedia(
            kept,
            came.text or "",
            came.sent_at,
            came.message_id,
            file_kind(came.media),
            came.album or "",
        )
    if came.media is not None and not came.text:
        return SentOther()
    return Said(came.text or "", came.sent_at, came.message_id)


def is_file(sent: Media | None) -> TypeGuard[Media]:
    """Say whether this is a file that can be fetched and kept."""
    return sent is not None and sent.kind in _FILES and bool(sent.file_id)


def file_kind(sent: Media) -> str:
    """Return what a question may ask for that this file is.

    A photo sent as a file, as many computers do, is a photo; a round video message is a video.
    """
    if sent.kind == "document":
        sort = (sent.mime or "").partition("/")[0]
        return {"image": "photo", "audio": "audio", "video": "video"}.get(sort, "document")
    return "video" if sent.kind == "video_note" else sent.kind


def keep_file(visit: Visit, sent: Media) -> str:
    """Note a file to be fetched after the commit, and return the id it is kept under."""
    kept = visit.house.new_id()
    media.add(
        visit.db,
        kept,
        participant=visit.person.id,
        kind=sent.kind,
        mime=sent.mime,
        seconds=sent.seconds,
        file_id=sent.file_id,
        message_id=visit.incoming.message_id if visit.incoming else None,
        unique_id=sent.unique_id,
        now=visit.now,
    )
    return kept


def _answer_to_change(visit: Visit, held: runs.Held, came: Incoming) -> str | None:
    """At "check your answers" a bare number names the answer to change."""
    number = (came.text or "").strip()
    if held.run.at != "review" or came.media or not number.isdecimal():
        return None
    loaded, script = script_of(visit.db, visit.house, held)
    words = loaded.catalogues.words(held.run.language)
    return next(
        (line.node for line in lines(script, held.run, words) if line.number == int(number)), None
    )


def _corrected(visit: Visit, came: Incoming) -> None:
    """A message edited on the phone corrects the answer it gave, in whichever run that was."""
    if came.message_id is None or not (came.text or is_file(came.media)):
        return
    held = runs.of_message(visit.db, visit.person.id, came.message_id)
    if held is None:
        visit.say(
            visit.words.t(
                "I saw that you edited a message. It was not an answer, so nothing changes."
            )
        )
        return
    text = came.text or ""
    if not is_file(came.media):
        resume(visit, held, Edited(came.message_id, text))
        return
    old, unique = media.of_message(visit.db, visit.person.id, came.message_id) or ("", "")
    new = keep_file(visit, came.media) if came.media.unique_id != unique else ""
    resume(visit, held, Edited(came.message_id, text, new, old))


def where_we_are(visit: Visit) -> None:
    """Put the open question again, if there is one and they have not paused."""
    held = visit.latest_run()
    if held is not None and held.run.status == "waiting":
        go_on(visit, held)


def is_answer(visit: Visit, said: str) -> bool:
    """Say whether the open question has ``said`` among its buttons."""
    held = visit.latest_run()
    if held is None or held.run.status == "ended":
        return False
    loaded, script = script_of(visit.db, visit.house, held)
    ask = script.find(held.run.at or "")
    choices = ask.choices(loaded.catalogues.words(held.run.language)) if ask else ()
    return fold(said) in {fold(choice.label) for choice in choices}


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button of a run: ``r:<run>:<step>:<value>``, where a value may hold colons of its own."""
    if len(args) < 3 or not args[1].isdecimal():
        visit.toast = plain(visit.words.say(STALE))
        return
    held = runs.get(visit.db, args[0])
    if held is None or held.participant != visit.person.id:
        visit.toast = plain(visit.words.say(STALE))
        return
    step, value = int(args[1]), ":".join(args[2:])
    if value.startswith("nav:"):
        _navigate(visit, held, step, value)
    elif value == "change":
        visit.house.rooms.commands["change"](visit, "")
    else:
        resume(visit, held, Tapped(value, step))


def _navigate(visit: Visit, held: runs.Held, step: int, value: str) -> None:
    if value in _MOVES:
        # A step that has gone by makes the engine say so, as for any other late tap.
        current = step == held.run.step and held.run.status != "ended"
        resume(visit, held, _MOVES[value] if current else Tapped(value, step))
    elif value == GO_ON:
        go_on(visit, held)
    elif value == SEND_NOW:
        _send_now(visit, held)
    elif value in (HOUR, TOMORROW, ENOUGH):
        visit.house.rooms.taps["remind"](visit, (held.run.id, value))
    else:
        visit.house.rooms.commands[_COMMANDS[value]](visit, "")


def _send_now(visit: Visit, held: runs.Held) -> None:
    """Send what there is, and leave the rest open."""
    if held.sent_at is not None:
        visit.toast = plain(visit.words.t("It is sent already."))
        return
    loaded, script = script_of(visit.db, visit.house, held)
    if not lines(script, held.run, visit.words_of(loaded)):
        visit.toast = plain(visit.words.t("There is nothing to send yet."))
        return
    runs.save(visit.db, held, held.run, visit.now, sent=True)
    visit.say(
        visit.words.t(
            "Sent, as far as you got. Thank you. You can still go on: the question is open."
        )
    )
    for step in visit.house.rooms.after_run:
        step(visit, loaded, held)


#: What the other buttons of ours do: the same as the word typed.
_COMMANDS = {
    "nav:more": "more",
    "nav:help": "safe",
    "nav:answers": "answers",
    "nav:mine": "mine",
    "nav:ask": "ask",
    "nav:stop": "stop",
    "nav:delete": "delete",
    "nav:change": "change",
    "nav:privacy": "privacy",
}


def leave_task(visit: Visit, task: Task, word: str = "back") -> bool:
    """Go back within a short dialogue, or leave it. Returns whether the word is used up."""
    rooms = visit.house.rooms
    skip = rooms.skips.get(task.name) if word == "skip" else None
    back = skip or rooms.backs.get(task.name)
    if back is not None:
        back(visit, task)
    else:
        left_as_it_was(visit)
    return True


def left_as_it_was(visit: Visit) -> None:
    """Say that a short dialogue is over, and where we are."""
    visit.say(visit.words.t("All right, left as it was."))
    where_we_are(visit)


TAPS = {"r": _tapped}
