"""A document from someone who may publish: it may be a project, and is looked at to find out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.authors.readiness import unchecked, who_checks
from bot.authors.taking_in import Refused, TakenIn, in_words, slug_of, take_in, with_others
from bot.authors.unpacking import MOST_PACKED
from bot.channels.base import Incoming
from bot.clock import Clock
from bot.house import House
from bot.officers import drafts, rehearsing
from bot.officers.check_results import Found, tell_refused
from bot.residents.conversation import resume
from bot.residents.talking import file_kind, keep_file
from bot.visit import Visit
from conversations.catalogue import Phrase
from conversations.inputs import SentMedia
from conversations.loader import load
from conversations.problems import Problem, ProjectRefused
from conversations.snapshot import Snapshot
from storage import drafts as kept_drafts
from storage import media, participants, projects
from storage.drafts import HandedIn
from storage.sqlite import Connection
from storage.store import Store

_log = logging.getLogger(__name__)

#: Dialogues that a document does not belong to: it is looked at, and they go on.
_OTHERS = frozenset({"desk", drafts.TASK})


def takes(visit: Visit, came: Incoming) -> bool:
    """Have a document looked at that may be a project; say whether it is."""
    sent = came.media
    if sent is None or not sent.file_id or sent.kind != "document":
        return False
    task = visit.task()
    busy = task is not None and task.name not in _OTHERS
    if file_kind(sent) != "document" or busy or not drafts.may_send(visit):
        return False
    if (sent.size or 0) > MOST_PACKED:
        return _too_big(visit)
    kept = keep_file(visit, sent)
    name = sent.name or "project"
    kept_drafts.hand_in(visit.db, kept, name, came.text or "", came.message_id, came.sent_at)
    return True


def _too_big(visit: Visit) -> bool:
    if _is_asked(visit):
        return False
    visit.say(
        visit.words.t(
            "This file is larger than {n} MB, so I have not looked at it. A project has texts, and "
            "perhaps a few short recordings.",
            n=MOST_PACKED // 1_000_000,
        )
    )
    return True


def _is_asked(visit: Visit) -> bool:
    """Say whether a question is open that a document may be the answer to."""
    held = visit.latest_run()
    return held is not None and held.run.status != "ended"


# -------------------------------------------------------------------- looking at it


@dataclass(frozen=True)
class _Others:
    """What there is of a project already: files that go with one that came alone."""

    snapshot: Snapshot
    live: bool


class Reader:
    """Looks at documents that were handed in, one after the other, away from the writer."""

    def __init__(self, store: Store, house: House, clock: Clock) -> None:
        self._store = store
        self._house = house
        self._clock = clock

    async def read_all(self) -> bool:
        """Look at everything whose bytes are here; say whether there was anything."""
        ready = await self._store.read(kept_drafts.ready)
        for one in ready:
            await self._read(one)
        return bool(ready)

    async def _read(self, one: HandedIn) -> None:
        file = await self._store.read(media.get, one.media)
        content = file.content if file else None
        try:
            found = await self._found(one, content) if content is not None else None
        except Exception as error:  # noqa: BLE001 - whatever is in a file must not stop the bot
            _log.error("A file that was handed in failed: %s", type(error).__name__)
            found = Refused(("This file cannot be read. Please tell whoever runs the bot.",))
        await self._store.write(_answer, self._house, one, found, self._clock.now())

    async def _found(self, one: HandedIn, content: bytes) -> Found | Refused | None:
        taken = await asyncio.to_thread(take_in, content, one.name)
        if not isinstance(taken, TakenIn):
            return taken
        others: _Others | None = None
        if taken.alone:
            try:
                slug = await asyncio.to_thread(slug_of, taken.snapshot)
            except ProjectRefused as refused:
                return Refused(in_words(refused.problems))
            others = await self._store.read(_others, self._house, one.participant, slug)
        return await asyncio.to_thread(_checked, self._house, taken, others)


def _others(db: Connection, house: House, participant: str, slug: str) -> _Others | None:
    """Return the files of someone's own draft, or else of what is live."""
    draft = kept_drafts.get(db, participant, slug)
    if draft is not None:
        return _Others(Snapshot.from_json(draft), live=False)
    live = house.project(db, slug) if projects.get(db, slug) else None
    return _Others(live.snapshot, live=True) if live else None


def _checked(house: House, taken: TakenIn, others: _Others | None) -> Found | Refused:
    """Check a project as the command line does: everything that is wrong, or what is to be read."""
    snapshot = with_others(taken.snapshot, others.snapshot) if others else taken.snapshot
    try:
        loaded = load(snapshot, bot=house.bot_words)
    except ProjectRefused as refused:
        return Refused(in_words(refused.problems))
    waiting = unchecked(snapshot)
    to_check: dict[Phrase, tuple[str, ...]] = {
        who: tuple(map(str, _new(waiting[language], loaded.problems)))
        for language, who in who_checks(snapshot, waiting).items()
    }
    return Found(
        loaded,
        in_words(loaded.problems),
        to_check,
        alone=taken.alone,
        beside="" if others is None else "live" if others.live else "draft",
        notes=taken.notes,
    )


def _new(texts: tuple[Problem, ...], said: tuple[Problem, ...]) -> list[Problem]:
    """Return what is to be checked and was not said already, an author's own texts first."""
    places = {(one.file, one.line, one.column) for one in said}
    new = [one for one in texts if (one.file, one.line, one.column) not in places]
    return sorted(new, key=lambda one: one.file.startswith("locales/"))


def _answer(
    db: Connection,
    house: House,
    one: HandedIn,
    found: Found | Refused | None,
    now: datetime,
) -> None:
    """Say what came of it; one unit of work. What is no project is heard as what they said."""
    person = participants.get(db, one.participant)
    visit = Visit(db, house, now, person) if person else None
    rehearses = visit is not None and rehearsing.is_on(visit)
    is_answer = found is None and visit is not None and (rehearses or _is_asked(visit))
    if not kept_drafts.looked_at(db, one.media, keep_file=is_answer and not rehearses):
        return
    if visit is None:
        return
    if isinstance(found, Found):
        drafts.tell(visit, found)
    elif isinstance(found, Refused):
        tell_refused(visit, found)
    elif is_answer:
        _heard(visit, one)
    elif one.state == "kept":
        # Of a file that never came they were told already.
        visit.say(
            visit.words.t(
                "This is no project, so I have not kept it. I can read a project.yaml, a .zip of a "
                "project's folder, or a form from Excel, ODK or Kobo."
            )
        )


def _heard(visit: Visit, one: HandedIn) -> None:
    sent = SentMedia(one.media, one.caption, one.sent_at, one.message_id, "document")
    if rehearsing.is_on(visit):
        rehearsing.hear(visit, sent)
        return
    held = visit.latest_run()
    if held is not None:
        resume(visit, held, sent)
