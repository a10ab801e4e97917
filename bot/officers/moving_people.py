"""People under way when a project is published anew: who can move to it, who stays, and why.

They are counted, never named: what someone has not sent is theirs alone, and so is how far they
have come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.calendar import next_waking
from bot.house import House
from bot.leads.scope import people
from bot.residents.conversation import taken_over
from bot.scripts import of_main
from bot.visit import Visit, plain
from conversations.catalogue import N_, Phrase, Words
from conversations.listing import asked
from conversations.loader import Loaded
from conversations.moving import REMINDERS
from conversations.moving_over import Misfit, Moved, Why, move_over
from conversations.text import Html, insert
from storage import audit, participants, projects, runs, timers
from storage.participants import Person
from storage.runs import Held
from storage.sqlite import Connection
from storage.timers import Timer

#: So many are moved in one unit of work, and then the others have their turn.
AT_ONCE = 50

KIND = "move_over"

#: Why people stay, for the author.
_WHY: Mapping[Why, Phrase] = {
    "agreed": N_("What they agreed to has changed"),
    "language": N_("Their language is no longer offered"),
    "changing": N_("They are changing an answer at this moment"),
    "gone": N_("They answered a question that is no longer asked"),
    "otherwise": N_("They answered a question that is answered otherwise now"),
    "subject": N_("They answered a question that is about something else now"),
    "needed": N_("They left a question open that now has to be answered"),
    "off": N_("They answered a question that would no longer be asked of them"),
    "unseen": N_("They have yet to see how the open question has changed"),
}


@dataclass(frozen=True)
class Census:
    """How many of those under way move over, and how many stay, by why and at which question."""

    moving: int = 0
    staying: Mapping[tuple[Why, str], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.moving or self.staying)

    def with_one(self, outcome: Moved | tuple[Why, str]) -> Census:
        """Return the count with one person more."""
        if isinstance(outcome, Moved):
            return replace(self, moving=self.moving + 1)
        return replace(self, staying={**self.staying, outcome: self.staying.get(outcome, 0) + 1})

    def to_list(self) -> list[Any]:
        """Return it as a list that JSON can hold."""
        return [self.moving, [[*stay, n] for stay, n in self.staying.items()]]

    @classmethod
    def of(cls, kept: list[Any]) -> Census:
        """Return what ``to_list`` wrote."""
        return cls(kept[0], {(why, asked): n for why, asked, n in kept[1]})


def census(db: Connection, house: House, new: Loaded, now: datetime) -> Census:
    """Count who is under way on another revision than ``new``, and who of them could move to it."""
    found = Census()
    for held in runs.under_way(db, new.project.slug, new.project.revision):
        found = found.with_one(_outcome(db, house, new, held, now))
    return found


def _outcome(
    db: Connection, house: House, new: Loaded, held: Held, now: datetime
) -> Moved | tuple[Why, str]:
    old, person = house.revision(db, held.revision), participants.get(db, held.participant)
    words = new.catalogues.words(held.run.language)
    quietly = person is None or not _may_be_told(db, person, held, new.project.timezone, now)
    was = replace(old.project, script=of_main(db, old, held.run))
    then = replace(new.project, script=of_main(db, new, held.run))
    outcome = move_over(was, then, held.run, now, words, quietly=quietly)
    return outcome if isinstance(outcome, Moved) else (outcome.why, _called(old, outcome))


def _may_be_told(db: Connection, person: Person, held: Held, timezone: str, now: datetime) -> bool:
    """Say whether the question may be put again, in waking hours.

    Who was reminded twice is left in peace, and so is who has chosen other hours; nobody is taken
    out of another conversation.
    """
    if next_waking(now, timezone) == now < next_waking(now, timezone, person.awake):
        return False
    current = runs.latest(db, person.id)
    here = current is not None and current.run.id == held.run.id
    return here and person.reachable and not person.stopped and held.run.reminders < REMINDERS


def _called(old: Loaded, misfit: Misfit) -> str:
    """Return what the question is called that keeps someone back, in the project's language."""
    ask = old.project.script.find(misfit.node)
    if ask is None:
        return ""
    return plain(asked(ask, old.catalogues.words(old.project.language)))


def told(found: Census, small_number: int, words: Words, *, done: bool = False) -> str:
    """Return who moves and who stays, as Telegram HTML; ``done``: who did."""
    if not found:
        return words.t("Nobody is under way on an earlier revision.")
    lines, moving = [], Html(people(found.moving, small_number, words))
    if found.moving and done:
        lines.append(words.t("Moved over, with all they said: {people}.", people=moving))
    elif found.moving:
        lines.append(words.t("Can move over, with all they said: {people}.", people=moving))
    if found.staying:
        lines.append(words.t("Stay on the revision they began with:"))
    for (why, question), n in sorted(found.staying.items(), key=lambda one: -one[1]):
        how_many = Html(people(n, small_number, words))
        reason = words.say(_WHY[why]) + (f" ({insert(question)})" if question else "")
        lines.append(f"• {reason}: {how_many}")
    return "\n".join(lines)


# -------------------------------------------------------------------- moving them


def set_off(
    db: Connection, loaded: Loaded, now: datetime, new_id: Callable[[], str], asked_by: str
) -> None:
    """Have everyone who can move over do so, from the next waking hour on.

    ``asked_by`` is the participant who is told what came of it, or nobody's name.
    """
    slug = loaded.project.slug
    for waiting in timers.of_project(db, KIND, slug):
        timers.dropped(db, waiting)
    due = next_waking(now, loaded.project.timezone)
    subject = json.dumps({"by": asked_by, "after": "", "census": Census().to_list()})
    timers.add(db, Timer(new_id(), KIND, due, project=slug, subject=subject), now)


def _move_some(visit: Visit, timer: Timer) -> None:
    """Move the next few, and set off for the others; after the last say what came of it."""
    new = visit.house.project(visit.db, timer.project or "")
    published = projects.get(visit.db, timer.project or "")
    if new is None or published is None or not published.live:
        # Retired meanwhile: it asks nobody anything more.
        return
    due = next_waking(visit.now, new.project.timezone)
    so_far: dict[str, Any] = json.loads(timer.subject or "")
    if due == visit.now:
        batch = runs.under_way(
            visit.db, new.project.slug, new.project.revision, after=so_far["after"], at_most=AT_ONCE
        )
        found = Census.of(so_far["census"])
        for held in batch:
            found = found.with_one(_moved(visit, new, held))
        if len(batch) < AT_ONCE:
            _report(visit, new, found, so_far["by"])
            return
        so_far |= {"after": batch[-1].run.id, "census": found.to_list()}
    again = Timer(visit.house.new_id(), KIND, due, project=new.project.slug)
    timers.add(visit.db, replace(again, subject=json.dumps(so_far)), visit.now)


def _moved(visit: Visit, new: Loaded, held: Held) -> Moved | tuple[Why, str]:
    outcome = _outcome(visit.db, visit.house, new, held, visit.now)
    person = participants.get(visit.db, held.participant)
    if isinstance(outcome, Moved) and person is not None:
        taken_over(visit.other(person), held, new, outcome)
    return outcome


def _report(visit: Visit, new: Loaded, found: Census, asked_by: str) -> None:
    project = new.project
    english = plain(told(found, project.small_number, Words(), done=True))
    audit.add(
        visit.db,
        actor=f"officer {asked_by}" if asked_by else "the command line",
        action="moved people to a newer revision",
        now=visit.now,
        project=project.slug,
        subject=project.revision[:8],
        reason=english,
    )
    person = participants.get(visit.db, asked_by)
    if person is not None:
        other = visit.other(person)
        other.say(told(found, project.small_number, other.words, done=True), kind="notice")


TIMERS = {KIND: _move_some}
