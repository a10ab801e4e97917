"""A weekly digest for whoever works with a project: what came in, what waits, what changed of it.

Nothing is sent in a week with nothing to say.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at, next_waking
from bot.channels.base import Incoming
from bot.leads.scope import TEAM, people, workplace, workplaces
from bot.outreach.lateness import late_sentence
from bot.residents.reserved import STALE
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html
from storage import care, decisions, questions, reviews, timers
from storage.tasks import Task
from storage.timers import Timer

_DAYS: tuple[Phrase, ...] = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_OFF = Option("off", N_("No digest"))
_CHOICES = (*(Option(str(n), name) for n, name in enumerate(_DAYS, start=1)), _OFF)

#: A digest comes at this time of day, or when someone's own hours begin.
_HOUR = time(10)

_WEEK = timedelta(days=7)

#: A decision is told in so many letters; the whole of it is a tap away.
_SHORT = 160


def _digest(visit: Visit, rest: str) -> None:
    if workplace(visit, *TEAM) is None:
        return
    now = care.of(visit.db, visit.person.id).digest_day
    if now is not None:
        # Whoever said stop since has none set, and asks for it by coming here.
        _arm(visit, now)
    said = (
        visit.words.t("Your week in short comes on: {day}.", day=_DAYS[now - 1])
        if now
        else visit.words.t("Your week in short does not come at the moment.")
    )
    visit.begin_task("digest", "day")
    visit.say(
        said
        + "\n"
        + visit.words.t(
            "It says what came in, what waits and what changed because of it. On which day do "
            "you want it?"
        ),
        column(tap(o.label, "digest", o.key, words=visit.words) for o in _CHOICES),
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if not args or args[0] not in {option.key for option in _CHOICES}:
        visit.toast = visit.words.plain(STALE)
    elif args[0] == _OFF.key or workplaces(visit, *TEAM):
        # Off works for whoever has left the team, too.
        visit.mark_tapped("✓")
        _set(visit, args[0])
    else:
        workplace(visit, *TEAM)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    reading = match_option(came.text or "", _CHOICES, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _set(visit, reading.value[0])
    else:
        visit.say(visit.words.t("Please tap a day, or type its name. Or type: back"))


def _set(visit: Visit, chosen: str) -> None:
    visit.end_task()
    wanted = None if chosen == _OFF.key else int(chosen)
    care.set_digest(visit.db, visit.person.id, wanted, visit.now)
    timers.drop_about(visit.db, "digest", visit.person.id)
    if wanted is None:
        visit.say(visit.words.t("Done: no digest comes any more. To have it again: /digest"))
        return
    _arm(visit, wanted)
    visit.say(
        visit.words.t(
            "Done: your week in short comes on: {day}. In a week with nothing new it does not "
            "come.",
            day=_DAYS[wanted - 1],
        )
    )


def _arm(visit: Visit, wanted: int) -> None:
    """Set the next digest, unless one is set."""
    if timers.waits(visit.db, "digest", visit.person.id):
        return
    due = next_day(visit.now, wanted, visit.house.timezone)
    timers.add(
        visit.db,
        Timer(
            visit.house.new_id(),
            "digest",
            next_waking(due, visit.house.timezone, visit.person.awake),
            participant=visit.person.id,
            subject=visit.person.id,
        ),
        visit.now,
    )


def next_day(now: datetime, day: int, timezone: str) -> datetime:
    """Return ten in the morning of the next such day of the week (1 is Monday), after today."""
    today = now.astimezone(ZoneInfo(timezone)).date()
    ahead = (day - today.isoweekday() - 1) % 7 + 1
    return at(today + timedelta(days=ahead), _HOUR, timezone)


def _due(visit: Visit, timer: Timer) -> None:
    mine = care.of(visit.db, visit.person.id)
    if mine.digest_day is None:
        return
    _arm(visit, mine.digest_day)
    if visit.person.stopped or not visit.person.reachable:
        return
    since = mine.told_at or visit.now - _WEEK
    told = [_about(visit, slug, since) for slug in workplaces(visit, *TEAM)]
    care.told(visit.db, visit.person.id, visit.now)
    said = [one for one in told if one]
    if not said:
        return
    visit.say(
        "\n\n".join((visit.words.t("<b>Your week in short</b>"), *said)),
        column(
            [
                tap(N_("To the desk"), "desk", "desk", words=visit.words),
                tap(_OFF.label, "digest", _OFF.key, words=visit.words),
            ]
        ),
        kind="notice",
    )


def _about(visit: Visit, slug: str, since: datetime) -> str:
    """Return what there is to say about one project, or nothing."""
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        return ""
    words = visit.words_of(loaded)
    lines = (
        *_came_in(visit, loaded, since, words),
        *_waits(visit, loaded, words),
        *_changed(visit, loaded, since, words),
    )
    return "\n".join((f"<b>{words.say(loaded.project.title)}</b>", *lines)) if lines else ""


def _came_in(visit: Visit, loaded: Loaded, since: datetime, words: Words) -> list[str]:
    slug = loaded.project.slug
    sent = care.came_in(visit.db, visit.person.id, slug, since, visit.now)
    if not sent:
        return []
    many = Html(people(sent, loaded.project.small_number, words))
    return [words.t("Sent something: {people}", people=many)]


def _waits(visit: Visit, loaded: Loaded, words: Words) -> list[str]:
    slug, me = loaded.project.slug, visit.person.id
    fresh = reviews.unread_count(visit.db, slug, me)
    asked = len(questions.unanswered(visit.db, slug, me))
    late = late_sentence(loaded, visit.db, visit.now)
    lines = [words.tn("{n} new to read", "{n} new to read", fresh)] if fresh else []
    if asked:
        lines.append(
            words.tn(
                "{n} person asks the team something", "{n} people ask the team something", asked
            )
        )
    return [*lines, *((words.say(late),) if late else ())]


def _changed(visit: Visit, loaded: Loaded, since: datetime, words: Words) -> list[str]:
    slug, zone = loaded.project.slug, ZoneInfo(loaded.project.timezone)
    lines = []
    for made in care.decided(visit.db, slug, since, visit.now):
        decision = decisions.get(visit.db, made)
        if decision is not None:
            lines.append(words.t("Decided and told: “{words}”", words=_cut(decision.decided)))
    first, last = (one.astimezone(zone).date() for one in (since, visit.now))
    for what, on in care.promised(visit.db, slug, first, last):
        lines.append(
            words.t("Was promised by {day}: “{words}”. Is it so?", day=on, words=_cut(what))
        )
    for what, on in care.promised(visit.db, slug, last, last + _WEEK):
        lines.append(words.t("Is promised by {day}: “{words}”", day=on, words=_cut(what)))
    return lines


def _cut(said: str) -> str:
    return said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"


COMMANDS = {"digest": _digest}
TAPS = {"digest": _tapped}
TASKS = {"digest": _typed}
TIMERS = {"digest": _due}
