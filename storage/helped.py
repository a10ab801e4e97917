"""People somebody on the team helped to take part, who have no address of their own until later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from storage import participants, runs
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("helped")

#: How they were helped: face to face, by phone, or from a form on paper.
How = Literal["face", "phone", "paper"]

#: What became of the word of someone that they are the one who was helped.
Settled = Literal["confirmed", "refused"]


@dataclass(frozen=True)
class Helped:
    """Someone who took part through ``helper``; ``code`` is on their paper, or was told to them.

    ``joined_at``: when they came online, and what was said became theirs to see and change.
    """

    participant: str
    project: str
    helper: str | None
    how: How
    code: str
    at: datetime
    pseudonym: str
    joined_at: datetime | None = None
    erase_asked_at: datetime | None = None


def tidy(code: str) -> str:
    """Return a code as it is kept, however it was typed: ``bcd-fgh`` is ``BCDFGH``."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def add(
    db: Connection,
    participant: str,
    project: str,
    helper: str,
    how: How,
    code: str,
    now: datetime,
) -> None:
    """Note that ``helper`` helps someone take part."""
    _sql.add(
        db,
        participant=participant,
        project=project,
        helper=helper,
        how=how,
        code=code,
        at=stamp(now),
    )


def of(db: Connection, participant: str, project: str | None = None) -> Helped | None:
    """Return how someone was helped (in ``project``), or ``None`` for who did it alone."""
    row = _sql.of(db, participant=participant, project=project)
    return _helped(row) if row else None


def by_code(db: Connection, code: str) -> tuple[Helped, ...]:
    """Return who has this code; two projects may have given the same one."""
    return tuple(_helped(row) for row in _sql.by_code(db, code=code))


def of_helper(db: Connection, helper: str, project: str) -> tuple[Helped, ...]:
    """Return whom ``helper`` can speak for in a project, in the order they began."""
    return tuple(_helped(row) for row in _sql.of_helper(db, helper=helper, project=project))


def helps_anyone(db: Connection, helper: str) -> bool:
    """Say whether there is anyone ``helper`` may speak for."""
    return bool(_sql.helps_anyone(db, helper=helper))


def speaking_for(db: Connection, helper: str) -> str | None:
    """Return whom ``helper`` speaks for at the moment."""
    found = _sql.speaking_for(db, helper=helper)
    return str(found) if found else None


def speak_for(db: Connection, helper: str, participant: str) -> None:
    """From now on, what ``helper`` writes is what ``participant`` says."""
    _sql.speak_for(db, helper=helper, participant=participant)


def speak_for_oneself(db: Connection, helper: str) -> bool:
    """From now on ``helper`` speaks for themselves; ``False`` if they did."""
    return bool(_sql.speak_for_oneself(db, helper=helper))


def of_message(db: Connection, helper: str, message_id: int) -> str | None:
    """Return whose answer a message in the helper's chat gave, if it was no answer of their own."""
    found = _sql.of_message(db, helper=helper, message_id=message_id)
    return str(found) if found else None


# ---------------------------------------------------------------- erasing


def ask_to_erase(db: Connection, participant: str, now: datetime) -> bool:
    """Note that someone wants all they said deleted; ``False`` if it was noted before."""
    return bool(_sql.ask_to_erase(db, participant=participant, at=stamp(now)))


def keep_after_all(db: Connection, participant: str) -> bool:
    """Take that wish back; ``False`` if there was none."""
    return bool(_sql.keep_after_all(db, participant=participant))


def to_erase(db: Connection, project: str) -> tuple[Helped, ...]:
    """Return who waits for an officer to confirm that all they said is deleted."""
    return tuple(_helped(row) for row in _sql.to_erase(db, project=project))


# ---------------------------------------------------------------- coming online


def claim(db: Connection, one: Helped, by: str, now: datetime) -> bool:
    """Note that ``by`` says they are the one who was helped; ``False`` if they said so before."""
    return bool(
        _sql.claim(
            db, participant=one.participant, project=one.project, claimed_by=by, at=stamp(now)
        )
    )


def claim_state(db: Connection, participant: str, by: str) -> str | None:
    """Return ``asked``, ``confirmed`` or ``refused``; ``None`` if nothing was claimed."""
    found = _sql.claim_of(db, participant=participant, claimed_by=by)
    return str(found) if found else None


def settle_claim(db: Connection, participant: str, by: str, state: Settled) -> bool:
    """Note whether it is them; ``False`` if that was said before, or nobody asks any more."""
    return bool(_sql.settle_claim(db, participant=participant, claimed_by=by, state=state))


def come_online(db: Connection, participant: str, heir: str, now: datetime) -> None:
    """Make all that was recorded for ``participant`` belong to ``heir``, who is the same person.

    ``heir`` must not be in that project. What was said to the helper, and not by them, goes.
    """
    _sql.came_online(db, participant=participant, at=stamp(now))
    _sql.drop_claims(db, participant=participant)
    _forget_messages(db, participant)
    for hand in (
        _sql.hand_memberships,
        _sql.hand_helped,
        _sql.hand_consents,
        _sql.hand_runs,
        _sql.hand_answers,
        _sql.hand_about,
        _sql.hand_media,
        _sql.hand_kept_words,
        _sql.hand_shown,
        _sql.hand_questions,
        _sql.hand_concerns,
        _sql.hand_deliveries,
        _sql.hand_checkbacks,
        _sql.hand_timers,
        _sql.hand_kept_apart,
    ):
        hand(db, participant=participant, heir=heir)
    participants.erase(db, participant)


def _forget_messages(db: Connection, participant: str) -> None:
    """Forget which messages answers came in: they stand in the helper's chat."""
    _sql.forget_messages(db, participant=participant)
    _sql.forget_messages_about(db, participant=participant)
    for held in runs.of_person(db, participant):
        run = held.run
        without = replace(
            run,
            answers={key: replace(one, messages=()) for key, one in run.answers.items()},
            aside={key: replace(one, messages=()) for key, one in run.aside.items()},
        )
        _sql.set_state(db, run=run.id, state=runs.dump(without))


def _helped(row: Any) -> Helped:
    return Helped(
        row["participant"],
        row["project"],
        row["helper"],
        row["how"],
        row["code"],
        moment(row["at"]),
        row["pseudonym"],
        moment(row["joined_at"]) if row["joined_at"] else None,
        moment(row["erase_asked_at"]) if row["erase_asked_at"] else None,
    )
