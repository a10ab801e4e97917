"""People who took part before a transcript begins: what they sent is stored, nobody talks."""

from __future__ import annotations

import json
from datetime import datetime

from bot.clock import new_id
from conversations.equality.apart import TELL, is_apart, question
from conversations.equality.asking import put
from conversations.equality.block import USUAL, block
from conversations.run import Answer, AnswerStatus, Run
from storage import checkbacks, equality, outbox, participants, projects, promises, runs
from storage.sqlite import Connection

_MANY = "SELECT COUNT(*) FROM participants"


def take_part(db: Connection, project: str, of: str, now: datetime) -> None:
    """Let people take part: ``12 en ward=north equality.age_band=16-24``.

    ``0`` after an equals sign is "I'd rather not say"; with ``joined`` at the end nothing was sent.
    What stands behind ``again`` they said when they were asked again, ``measure.safe=4`` or
    ``promise=better`` (of the first promise), once for each ``again``; nothing behind it: they were
    silent. ``waits`` is an ``again`` that has not come yet.
    """
    number, language, *all_said = of.split()
    said, *waves = _waves(all_said)
    published = projects.get(db, project)
    assert published is not None, project
    sent = "joined" not in said
    for _ in range(int(number)):
        who, run = new_id(), Run(new_id(), "main", language)
        # Chats nobody looks into, each with a number of its own.
        participants.add(db, who, 10**9 + db.execute(_MANY).fetchone()[0], language, now)
        participants.join(db, who, project, f"Someone {who}", None, now)
        revision = published.revision
        runs.add(db, run, participant=who, project=project, revision=revision, now=now, sent=sent)
        participants.record_consent(
            db,
            who,
            project,
            TELL,
            given=True,
            notice_version=1,
            revision=revision,
            language=language,
            now=now,
        )
        for one in said:
            node, _, value = one.partition("=")
            if value:
                answer(db, project, who, run.id, node, "" if value == "0" else value, now)
        for number_of, wave in enumerate(waves, start=1):
            ask_again(db, project, who, f"after-{number_of}", wave, language, now)


def _waves(said: list[str]) -> list[list[str]]:
    """Return what was said, wave by wave."""
    waves: list[list[str]] = [[]]
    for one in said:
        if one in ("again", "waits"):
            waves.append([])
        if one != "again":
            waves[-1].append(one)
    return waves


def ask_again(
    db: Connection, project: str, who: str, wave: str, said: list[str], language: str, now: datetime
) -> None:
    """Let someone say ``said`` when they are asked again; see :func:`take_part`."""
    checkback = new_id()
    checkbacks.add(db, checkback, project, who, int(wave.removeprefix("after-")), now)
    if "waits" in said:
        return
    began = now.date().isoformat()
    run = Run(new_id(), f"checkback:{checkback}", language, facts={"on": began})
    published = projects.get(db, project)
    assert published is not None
    revision = published.revision
    runs.add(
        db,
        run,
        participant=who,
        project=project,
        revision=revision,
        now=now,
        wave=wave,
        sent=True,
    )
    checkbacks.begin(db, checkback)
    checkbacks.asked_in(db, checkback, run.id)
    person = participants.get(db, who)
    assert person is not None
    assert person.chat_id is not None
    row = outbox.add(
        db, chat_id=person.chat_id, participant=who, body={}, now=now, run=run.id, step=1
    )
    outbox.settle(db, row, "sent", now)
    for one in said:
        node, _, value = one.partition("=")
        if node == "promise":
            node = f"promise.{promises.of_project(db, project)[0].id}"
        answer(db, project, who, run.id, node, value, now)


def _named(node: str, kind: str) -> str | None:
    return node.removeprefix(f"{kind}.") if node.startswith(f"{kind}.") else None


def answer(
    db: Connection, project: str, who: str, run: str, node: str, value: str, now: datetime
) -> None:
    status: AnswerStatus = "given" if value else "declined"
    if is_apart(node):
        asked = block(USUAL)
        equality.record(
            db,
            put(asked, asked.by_key[question(node)]),
            Answer((value or "rather_not",), status=status),
            participant=who,
            run=run,
            project=project,
            now=now,
            new_id=new_id,
        )
        return
    db.execute(
        "INSERT INTO answers (id, run, participant, project, node, status, value, words,"
        " language, at, measure, promise) VALUES (?, ?, ?, ?, ?, ?, ?, '[]', 'en', ?, ?, ?)",
        (
            new_id(),
            run,
            who,
            project,
            node,
            status,
            json.dumps([value or "rather_not"]),
            now.isoformat(),
            _named(node, "measure"),
            _named(node, "promise"),
        ),
    ).close()
