"""Practising: an invented concern goes the whole way, marked as one, its clock in minutes.

It stands in a row of its own that no list, count or export knows of, and is removed at the end.
"""

from __future__ import annotations

from datetime import timedelta

from bot.channels.base import Incoming
from bot.leads.passing_on import what_to_say
from bot.leads.scope import remark, workplace
from bot.officers.chasing import NOBODY, UNREACHED, arm
from bot.officers.contacts import headed, how_long, tell_contacts, tell_officers
from bot.officers.safeguarding import MARKED
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html
from storage import concerns, participants, staff, timers
from storage.concerns import Concern
from storage.tasks import Task
from storage.timers import Timer

#: A rehearsal that nobody ends is over after so long.
_LONGEST = timedelta(hours=1)

_CASES = (
    Option("home", N_("A bruise on an arm")),
    Option("door", N_("A door that stays shut")),
    Option("nights", N_("Hard nights")),
)
_WORDS = {
    "home": N_(
        "My daughter's boyfriend keeps her money and her phone. Last week she had a bruise on "
        "her arm."
    ),
    "door": N_(
        "My neighbour is 84. She has not opened her door for two days, and the milk is still "
        "outside."
    ),
    "nights": N_("Some nights I think everyone would be better off without me."),
}
_END = Option("end", N_("End the rehearsal"))
_NAME = N_("Invented")


def _rehearse(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer", "safeguarding")
    if loaded is None:
        return
    slug = loaded.project.slug
    on = concerns.rehearsal_of(visit.db, slug) is not None
    offered = (_END,) if on else _CASES
    visit.begin_task("rehearse", "case", project=slug)
    visit.say(
        visit.words.t("A rehearsal is on. It ends by itself within the hour.")
        if on
        else visit.words.t(
            "Rehearse what happens when something is marked as about safety. An invented case goes "
            "to the safeguarding contacts, marked as a rehearsal, with a clock in minutes. Nothing "
            "of it counts, and it is removed afterwards. Which case? Or type: back"
        ),
        column(tap(o.label, "reh", slug, o.key, words=visit.words) for o in offered),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) == 2:
        _chosen(visit, *args)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    slug = str(task.data["project"])
    offered = (_END,) if concerns.rehearsal_of(visit.db, slug) else _CASES
    reading = match_option(came.text or "", offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _chosen(visit, slug, reading.value[0])
    else:
        visit.say(
            visit.words.t("Please tap a button, or type its number. Nothing has changed yet.")
        )


def _chosen(visit: Visit, slug: str, chosen: str) -> None:
    loaded = visit.house.project(visit.db, slug)
    if loaded is None or not visit.holds(slug, "officer", "safeguarding"):
        remark(visit, N_("Only officers and safeguarding contacts can rehearse."))
        return
    on = concerns.rehearsal_of(visit.db, slug)
    visit.end_task()
    if chosen == _END.key and on is not None:
        visit.mark_tapped("✓")
        finish(visit, on)
    elif chosen in _WORDS and on is None:
        visit.mark_tapped("✓")
        _begin(visit, loaded, chosen)
    else:
        _rehearse(visit, "")


def _begin(visit: Visit, loaded: Loaded, case: str) -> None:
    slug, new, words = loaded.project.slug, visit.house.new_id(), visit.words
    concerns.add(
        visit.db,
        new,
        slug,
        None,
        words.plain(_NAME),
        words.plain(_WORDS[case]),
        None,
        "lead",
        visit.now,
        marker=visit.person.id,
        rehearsal=True,
    )
    concern = concerns.get(visit.db, new)
    assert concern is not None, "it was just added"
    if not tell_contacts(visit, concern, MARKED, "told"):
        joined = staff.holders(visit.db, slug, "safeguarding")
        tell_officers(visit, concern, UNREACHED if joined else NOBODY)
    arm(visit, concern)
    over = visit.now + _LONGEST
    timer = Timer(visit.house.new_id(), "rehearsal_over", over, project=slug, subject=new)
    timers.add(visit.db, timer, visit.now)
    visit.say(
        headed(
            words,
            concern,
            words.t(
                "It has begun. The contacts were told now, and hear it again after 1 minute; after "
                "2 minutes the officers hear that something waits. It ends when a contact notes "
                "what was done. A peer lead who passed it on would be told:"
            )
            + "\n"
            + what_to_say(visit),
        ),
        column([tap(_END.label, "reh", slug, _END.key, words=words)]),
    )


def finish(visit: Visit, concern: Concern) -> None:
    """Say to all who took part how it went, and remove it without a trace."""
    told = {one.id: one for one in _took_part(visit, concern)}
    for person in told.values():
        other = visit.other(person)
        other.say(headed(other.words, concern, _how_it_went(other, concern)), kind="notice")
    for kind in ("concern", "concern_note", "rehearsal_over"):
        timers.drop_about(visit.db, kind, concern.id)
    concerns.drop(visit.db, concern.id)


def _took_part(visit: Visit, concern: Concern) -> list[participants.Person]:
    history = concerns.history(visit.db, concern.id)
    ids = {concern.marker, *(one.by for one in history), *(one.other for one in history)}
    contacts = {one.participant for one in staff.holders(visit.db, concern.project, "safeguarding")}
    found = [participants.get(visit.db, one) for one in sorted(filter(None, ids | contacts))]
    return [one for one in found if one is not None and one.reachable and not one.stopped]


def _how_it_went(visit: Visit, concern: Concern) -> str:
    words, history = visit.words, concerns.history(visit.db, concern.id)
    lines = [words.t("The rehearsal is over. Nothing of it is kept.")]
    seen = next((one for one in history if one.what == "seen"), None)
    done = next((one for one in history if one.what in ("noted", "outside")), None)
    again = sum(one.what == "chased" for one in history)
    if seen is None:
        lines.append(words.t("Nobody has seen it."))
    else:
        after = how_long(words, seen.at - concern.marked_at)
        lines.append(words.t("Seen after {time}.", time=Html(after)))
    if done is not None:
        after = how_long(words, done.at - concern.marked_at)
        lines.append(words.t("Dealt with after {time}.", time=Html(after)))
    if again:
        lines.append(
            words.tn(
                "The contacts had to be told {n} more time.",
                "The contacts had to be told {n} more times.",
                again,
            )
        )
    if any(one.what == "officers" for one in history):
        lines.append(words.t("The officers heard that it waits."))
    return "\n".join(lines)


def _over(visit: Visit, timer: Timer) -> None:
    concern = concerns.get(visit.db, timer.subject or "")
    if concern is not None and concern.rehearsal:
        finish(visit, concern)


COMMANDS = {"rehearse": _rehearse}
TAPS = {"reh": _tapped}
TASKS = {"rehearse": _typed}
TIMERS = {"rehearsal_over": _over}
