"""The desk: what waits for a member of the team, and where to go from here."""

from __future__ import annotations

from bot.channels.base import Button
from bot.leads.scope import TEAM, workplace
from bot.outreach.lateness import late_sentence
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from storage import questions, reviews, staff

_DOORS: tuple[tuple[str, Phrase], ...] = (
    ("new", N_("Read new")),
    ("questions", N_("Answer questions")),
    ("themes", N_("Themes")),
    ("prompt", N_("Send a prompt")),
    ("decide", N_("Report back")),
    ("outcomes", N_("Did it get better?")),
)


def _desk(visit: Visit, rest: str) -> None:
    posts = staff.posts(visit.db, visit.person.id)
    if posts and all(post.role == "safeguarding" for post in posts):
        visit.command("concerns")
        return
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, project = visit.words_of(loaded), loaded.project
    fresh = reviews.unread_count(visit.db, project.slug, visit.person.id)
    asked = len(questions.unanswered(visit.db, project.slug))
    lines = [
        f"<b>{words.say(project.title)}</b>",
        words.tn("{n} new to read", "{n} new to read", fresh)
        if fresh
        else words.t("Nothing new to read."),
    ]
    if asked:
        lines.append(
            words.tn(
                "{n} person asks the team something", "{n} people ask the team something", asked
            )
        )
    late = late_sentence(loaded, visit.db, visit.now)
    if late:
        lines.append(words.say(late))
    visit.say("\n".join(lines), column(_buttons(visit, loaded)))


def _buttons(visit: Visit, loaded: Loaded) -> list[Button]:
    buttons = [tap(label, "desk", door, words=visit.words) for door, label in _DOORS]
    if visit.holds(loaded.project.slug, "officer"):
        buttons.append(tap(N_("Export"), "desk", "export", words=visit.words))
    return buttons


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in (*dict(_DOORS), "export", "desk"):
        visit.end_task()
        visit.command(args[0])


COMMANDS = {"desk": _desk}
TAPS = {"desk": _tapped}
