"""What has happened to a concern, in words and in order; for safeguarding contacts alone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.leads.scope import day
from bot.leads.telling import parts
from bot.officers.contacts import about_whom, called, headed, is_contact
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.text import Html, Text, insert
from storage import concerns, projects
from storage.concerns import Concern, Happened

#: So many of the earlier ones have a button: the newest.
_SHOWN = 20

_LINES: dict[str, Phrase] = {
    "told": N_("the safeguarding contacts were told"),
    "chased": N_("the safeguarding contacts were told again"),
    "officers": N_("the officers were told that something waits, without its words"),
    "seen": N_("seen by {who}"),
    "noted": N_("{who} noted: “{words}”"),
    "handed": N_("handed over by {who} to {other}"),
    "outside": N_("handed over outside by {who}: “{words}”"),
    "looked": N_("{who} found out who it is, because: “{words}”"),
}


def history(visit: Visit, concern: Concern) -> None:
    """Say what has happened to a concern, with times: here they matter."""
    words = visit.words
    first = words.t("{when}: marked", when=_when(words, concern.marked_at, visit.house.timezone))
    lines = [first, *(_line(visit, concern, one) for one in concerns.history(visit.db, concern.id))]
    *before, last = parts("\n".join(lines))
    head = words.t("<b>What has happened</b> ({who})", who=about_whom(words, concern))
    for text in before:
        visit.say(Html(text), protect=True)
    visit.say(headed(words, concern, f"{head}\n{last}"), protect=True)


def _line(visit: Visit, concern: Concern, one: Happened) -> str:
    words, project = visit.words, concern.project
    said = _LINES[one.what]
    known = {
        "who": insert(called(visit, project, one.by)),
        "other": insert(called(visit, project, one.other)),
        "words": insert(one.words or ""),
    }
    named = {name: Html(value) for name, value in known.items() if f"{{{name}}}" in said.msgid}
    text = words.t(said.msgid, **named)
    when = _when(words, one.at, visit.house.timezone)
    return words.t("{when}: {what}", when=when, what=Html(text))


def _when(words: Words, at: datetime, timezone: str) -> str:
    there = at.astimezone(ZoneInfo(timezone))
    return f"{day(at, words, timezone)}, {there:%H:%M}"


def older(visit: Visit) -> None:
    """Offer the concerns that no longer wait, the newest first, each by made-up name and day."""
    mine = [p.slug for p in projects.every(visit.db) if is_contact(visit, p.slug)]
    found = [one for slug in mine for one in concerns.of_project(visit.db, slug)]
    closed = sorted((one for one in found if one.closed_at), key=lambda one: one.marked_at)
    if not closed:
        visit.say(visit.words.t("There are none yet."))
        return
    shown = closed[: -_SHOWN - 1 : -1]
    visit.say(
        visit.words.t("These no longer wait. They are deleted when their time is over."),
        column(
            tap(Text(_named(visit, one)), "con", one.id, "read", words=visit.words) for one in shown
        ),
    )


def _named(visit: Visit, concern: Concern) -> str:
    there = concern.marked_at.astimezone(ZoneInfo(visit.house.timezone))
    return f"{concern.pseudonym} · {there:%d.%m.%Y}"
