"""The desk: what waits for a member of the team, and where to go from here."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, people, workplace, workplaces
from bot.outreach.late_answers import is_late
from bot.outreach.lateness import late_sentence
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html
from conversations.turn import STALLED
from storage import contributions, kept, marks, projects, questions, reviews, runs, staff
from storage.tasks import Task

#: Doors by the command they stand for.
_DOORS = (
    Option("new", N_("Read new")),
    Option("questions", N_("Answer questions")),
    Option("themes", N_("Themes")),
    Option("prompt", N_("Send a prompt")),
    Option("decide", N_("Report back")),
    Option("outcomes", N_("Did it get better?")),
    Option("missing", N_("Who is missing")),
    Option("record", N_("Read messages aloud")),
    Option("helping", N_("Help someone take part")),
    Option("needs", N_("Needs the team")),
    Option("find", N_("Search")),
    Option("together", N_("Reading together")),
    Option("decisions", N_("What was decided")),
)
_MODERATE = Option("moderate", N_("Show to others?"))
_BESIDE = Option("beside", N_("Beside the questions"))
_INVITE = Option("invite", N_("Invite people"))
_TEAM = Option("team", N_("Peer leads"))
_EXPORT = Option("export", N_("Export"))
_CONCERNS = Option("concerns", N_("Someone's safety"))
_FOR_YOU = Option("foryou", N_("For you"))
_HELP = Option("safe", N_("Get help now"))
_ELSEWHERE = Option("projects", N_("Another project"))
#: Doors that not everybody has, or that lead nowhere most of the time.
_SOMETIMES = (_MODERATE, _BESIDE, _INVITE, _TEAM, _EXPORT, _CONCERNS, _HELP, _ELSEWHERE, _FOR_YOU)


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
    waiting = questions.unanswered(visit.db, project.slug, visit.person.id)
    asked = len(waiting)
    overdue = sum(is_late(loaded, question, visit.now) for question in waiting)
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
    wrote = len(contributions.waiting(visit.db, project.slug, visit.person.id))
    if wrote:
        lines.append(
            words.tn("{n} written for others to see", "{n} written for others to see", wrote)
        )
    if overdue:
        lines.append(words.tn("{n} of them is late for an answer", "{n} of them are late", overdue))
    needed = len(marks.open_flags(visit.db, project.slug, visit.person.id))
    if needed:
        lines.append(words.tn("{n} answer needs the team", "{n} answers need the team", needed))
    lines += _state(visit, loaded)
    doors = _doors(visit, loaded)
    visit.begin_task("desk", "door")
    visit.say(
        "\n".join(lines),
        column(tap(door.label, "desk", door.key, words=visit.words) for door in doors),
    )


def _state(visit: Visit, loaded: Loaded) -> list[str]:
    """Return what else there is to know: who is stalled, what is late, that it is retired."""
    words, project = visit.words_of(loaded), loaded.project
    published = projects.get(visit.db, project.slug)
    stalled = runs.stalled(visit.db, project.slug, visit.now - STALLED)
    late = late_sentence(loaded, visit.db, visit.now)
    found = []
    if stalled:
        many = Html(people(stalled, project.small_number, words))
        found.append(words.t("Stalled at a question for a day or more: {people}", people=many))
    if late:
        found.append(words.say(late))
    if published is not None and not published.live:
        found.append(words.t("This project is retired. To take it back: /reopen"))
    return found


def _doors(visit: Visit, loaded: Loaded) -> tuple[Option, ...]:
    officer = visit.holds(loaded.project.slug, "officer")
    lead = staff.holds(visit.db, visit.person.id, loaded.project.slug, "lead")
    own = ((_INVITE,) if lead or officer else (), (_TEAM, _EXPORT) if officer else ())
    mine = staff.holds(visit.db, visit.person.id, loaded.project.slug, "safeguarding")
    several = len(workplaces(visit, *TEAM)) > 1
    others = (_HELP, *((_CONCERNS,) if mine else ()), *((_ELSEWHERE,) if several else ()))
    shown = contributions.waiting(visit.db, loaded.project.slug, visit.person.id)
    beside = kept.unread(visit.db, loaded.project.slug, visit.person.id)
    waits = (*((_MODERATE,) if shown else ()), *((_BESIDE,) if beside else ()))
    return (*_DOORS, *waits, *own[0], *own[1], _FOR_YOU, *others)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args and args[0] in (
        "desk",
        *(door.key for door in (*_DOORS, *_SOMETIMES)),
    ):
        visit.end_task()
        visit.command(args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """A door by its number or name; anything else goes where it would go without a desk."""
    visit.end_task()
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    reading = match_option(came.text or "", _doors(visit, loaded), visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        visit.command(reading.value[0])
    else:
        hear(visit, came)


COMMANDS = {"desk": _desk}
TAPS = {"desk": _tapped}
TASKS = {"desk": _typed}
