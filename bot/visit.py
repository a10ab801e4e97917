"""One visit: somebody did something, and a unit of work answers them, all in one transaction."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.channels.base import Button, Incoming
from bot.house import House
from conversations.catalogue import Phrase, Words
from conversations.layout import Rows
from conversations.loader import Loaded
from conversations.text import Text
from storage import outbox, participants, runs, staff, tasks
from storage.participants import Person
from storage.sqlite import Connection
from storage.staff import Role

Keyboard = tuple[tuple[Button, ...], ...]

#: Tasks that are a list to pick from, by number or name.
LISTS = frozenset(
    {
        *("open", "change", "language", "desk", "workplace", "hours", "remind", "others"),
        *("answered", "sent", "prompts", "foryou", "digest", "outcomes", "mine"),
    }
)

#: Dialogues of residents that end when a question of ours comes in: nobody was writing any more.
LEFT_STANDING = frozenset({"ask_team", "safety", "delete", "mark", "train", "care"})


@dataclass
class Visit:
    """Who came, what they did, and the means to answer. Lives for one unit of work.

    ``toast`` is shown over the chat if it was a tap, ``marked`` below the message whose button it
    was. ``incoming`` is ``None`` when a timer, and not a person, began the visit.
    """

    db: Connection
    house: House
    now: datetime
    person: Person
    incoming: Incoming | None = None
    toast: str | None = None
    marked: str | None = None
    said: list[int] = field(default_factory=list)

    # ---------------------------------------------------------------- words

    @property
    def words(self) -> Words:
        """The bot's words in this person's language."""
        return self.house.words(self.person.language)

    def words_of(self, loaded: Loaded) -> Words:
        """Return the bot's and this project's words in this person's language."""
        return loaded.catalogues.words(self.person.language)

    # ---------------------------------------------------------------- answering

    def say(
        self,
        text: str,
        keyboard: Keyboard = (),
        *,
        kind: outbox.Kind = "reply",
        due: datetime | None = None,
        media: str | None = None,
        run: str | None = None,
        step: int | None = None,
        repeatable: bool = False,
        protect: bool = False,
    ) -> int | None:
        """Queue a message to this person and return its outbox row.

        ``text`` is Telegram HTML (from ``words.t``). ``None`` if they cannot be reached.
        """
        if self.person.chat_id is None:
            return None
        text = self.headed(text, told=kind != "reply", asks=bool(keyboard))
        row = outbox.add(
            self.db,
            chat_id=self.person.chat_id,
            participant=self.person.id,
            kind=kind,
            body=body(text, keyboard, protect=protect),
            now=self.now,
            media=media,
            run=run,
            step=step,
            repeatable=repeatable,
            due=due,
        )
        self.said.append(row)
        return row

    def say_aloud(self, recording: str, kind: outbox.Kind = "reply") -> None:
        """Queue the recording with this hash, as a voice message.

        It comes at most once: what it says stands in the text that follows it.
        """
        if self.person.chat_id is not None:
            outbox.add(
                self.db,
                chat_id=self.person.chat_id,
                participant=self.person.id,
                kind=kind,
                body={"recording": recording},
                now=self.now,
            )

    def say_file(self, text: str, file: dict[str, Any]) -> None:
        """Queue a file that is made when it is sent, with ``text`` under it.

        ``file`` says what it is of, as the sender knows it: ``{"poster": …}``, ``{"chart": …}``.
        """
        if self.person.chat_id is not None:
            outbox.add(
                self.db,
                chat_id=self.person.chat_id,
                participant=self.person.id,
                body={"text": text, **file},
                now=self.now,
            )

    def mark_tapped(self, mark: str, keyboard: Keyboard = ()) -> None:
        """Show ``mark`` below the message whose button was tapped, and take its buttons away.

        ``mark`` is Telegram HTML; with ``keyboard`` other buttons stand there instead.
        """
        tapped = self.tapped_row()
        self.marked = mark
        if tapped:
            self.edit(tapped[0], join(str(tapped[1].get("text", "")), mark), keyboard)

    def tapped_row(self) -> tuple[int, dict[str, Any]] | None:
        """Return the outbox row whose button was tapped, with its body."""
        came = self.incoming
        if came is None or came.message_id is None or self.person.chat_id is None:
            return None
        found = outbox.of_message(self.db, self.person.chat_id, came.message_id)
        return (found[0], dict(found[1])) if found and found[1] else None

    def edit(self, row: int, text: str, keyboard: Keyboard = ()) -> None:
        """Queue a change of the message that outbox row ``row`` was sent as."""
        if self.person.chat_id is not None:
            outbox.add(
                self.db,
                chat_id=self.person.chat_id,
                participant=self.person.id,
                body=body(self.headed(text), keyboard),
                now=self.now,
                edits=row,
            )

    def headed(self, text: str, *, told: bool = False, asks: bool = False) -> str:
        """Return a message as it is sent: in a helper's chat it says for whom it is.

        ``told``: it is something we start, and the helper is asked to pass it on; ``asks``: and to
        write down what is answered.
        """
        if self.person.through is None:
            return text
        mine = participants.memberships(self.db, self.person.id)
        helper = participants.get(self.db, self.person.through)
        if not mine or helper is None:
            return text
        words, who = self.house.words(helper.language), mine[0].pseudonym
        for_them = "<i>" + words.t("For {who}, on their behalf", who=who) + "</i>"
        tell_them = "<i>" + words.t("Please tell {who}:", who=who) + "</i>"
        if text.startswith((for_them, tell_them)):
            return text
        write_down = words.t("To write down what they say: /helping") if told and asks else ""
        lines = (tell_them if told else for_them, write_down, text)
        return "\n".join(line for line in lines if line)

    # ---------------------------------------------------------------- the person

    def speak(self, language: str, project: str | None = None) -> None:
        """Go on in ``language``, now and from now on, in ``project`` whenever they are there."""
        participants.set_language(self.db, self.person.id, language, project)
        self.person = replace(self.person, language=language)

    def be_in(self, project: str) -> None:
        """Go on in ``project``: in the language they speak there, and "my answers" are those."""
        if self.person.project != project:
            participants.be_in(self.db, self.person.id, project)
            self.person = participants.get(self.db, self.person.id) or self.person

    def other(self, person: Person) -> Visit:
        """Return a visit to somebody else within the same unit of work: to tell them something."""
        return Visit(self.db, self.house, self.now, person)

    def holds(self, project: str, *roles: Role) -> bool:
        """Say whether this person holds one of ``roles`` in ``project`` (admins hold all)."""
        return staff.holds(self.db, self.person.id, project, "admin", *roles)

    def latest_run(self) -> runs.Held | None:
        """Return the run whose question was put to them last; with none open, the one before."""
        return runs.latest(self.db, self.person.id)

    def project(self) -> str | None:
        """Return the slug of the project they are in now."""
        held = None if self.person.project else self.latest_run()
        return held.project if held else self.person.project

    def projects(self) -> tuple[str, ...]:
        """Return the slugs of all projects they are in, the newest first."""
        return tuple(one.project for one in participants.memberships(self.db, self.person.id))

    # ---------------------------------------------------------------- tasks

    def begin_task(self, name: str, step: str, **data: Any) -> None:
        """Begin, or move on, a short dialogue; what they type next goes to it."""
        tasks.put(self.db, self.person.id, name, step, data, self.now)

    def task(self) -> tasks.Task | None:
        """Return the short dialogue they are in the middle of, if any."""
        return tasks.current(self.db, self.person.id)

    def command(self, name: str, rest: str = "") -> None:
        """Do what the command ``name`` does, as if it had been typed."""
        self.house.rooms.commands[name](self, rest)

    def put_list_away(self) -> None:
        """A question was put: what is typed from now on answers it, and picks from no list.

        Where we asked by ourselves, a dialogue that was left standing is over, too.
        """
        task = self.task()
        over = LISTS if self.incoming else LISTS | LEFT_STANDING
        if task is not None and task.name in over:
            self.end_task()

    def end_task(self) -> None:
        """End the short dialogue."""
        tasks.drop(self.db, self.person.id)


def body(text: str, keyboard: Keyboard = (), *, protect: bool = False) -> dict[str, Any]:
    """Return a message as the outbox keeps it."""
    rows = [[_fields(button) for button in row] for row in keyboard]
    return {"text": text, "rows": rows, **({"protect": True} if protect else {})}


def _fields(button: Button) -> dict[str, str]:
    fields = {"text": button.text, "data": button.data, "url": button.url}
    return {name: value for name, value in fields.items() if value is not None}


def keyboard_of(kept: dict[str, Any]) -> Keyboard:
    """Return the buttons of a message as the outbox keeps it."""
    return tuple(tuple(Button(**fields) for fields in row) for row in kept.get("rows", ()))


def tap(label: str | Phrase | Text, *data: object, words: Words | None = None) -> Button:
    """Return a button whose tap brings back ``data``: a room's tap name, then its arguments.

    A label that is not plain text is said in ``words``. Telegram holds at most 64 bytes of
    ``data``: pass ids, never words.
    """
    text = plain(label) if isinstance(label, str) else (words or Words()).plain(label)
    return Button(text, data=":".join(str(part) for part in data))


def plain(text: str) -> str:
    """Return Telegram HTML from ``words.t`` as a button's label: no markup, no isolates."""
    return html.unescape(text).replace("\u2068", "").replace("\u2069", "")


def column(buttons: Iterable[Button]) -> Keyboard:
    """Return buttons one a row."""
    return tuple((button,) for button in buttons)


def run_keyboard(rows: Rows, run: str, step: int) -> Keyboard:
    """Return a question's choices as buttons that carry the run and the step, not the meaning."""
    return tuple(
        tuple(Button(c.label, data=f"r:{run}:{step}:{c.value}") for c in row) for row in rows
    )


def join(text: str, mark: str) -> str:
    """Return a message with what was chosen below it."""
    return f"{text}\n\n<i>{mark}</i>" if text else mark
