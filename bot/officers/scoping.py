"""Whom each peer lead sees: their own people, or everyone, as officers decide."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import allowed, called, people, remark, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, insert
from storage import audit, participants, scope
from storage.scope import Lead
from storage.staff import Role
from storage.tasks import Task

_ROLES: tuple[Role, ...] = ("officer", "admin")


def _team(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer")
    if loaded is not None:
        _show(visit, loaded)


def _show(visit: Visit, loaded: Loaded) -> None:
    words, slug = visit.words_of(loaded), loaded.project.slug
    leads = scope.leads(visit.db, slug)
    desk = tap(N_("To the desk"), "desk", "desk", words=words)
    if not leads:
        visit.end_task()
        visit.say(
            words.t("No peer lead has joined yet. Invite one: {command}", command=_command(slug)),
            column([desk]),
        )
        return
    lines = [_line(loaded, lead, words) for lead in leads]
    visit.begin_task("team", "which", project=slug)
    visit.say(
        words.t("<b>Peer leads</b>")
        + "\n"
        + "\n".join(lines)
        + "\n"
        + words.t("To change whom one of them sees, tap the name or type its number."),
        column(
            (
                *(tap(o.label, "team", slug, o.key, words=words) for o in _options(words, leads)),
                desk,
            )
        ),
    )


def _command(slug: str) -> Html:
    return Html(f"<code>tellback invite --role lead --project {insert(slug)}</code>")


def _line(loaded: Loaded, lead: Lead, words: Words) -> str:
    came = Html(people(lead.people, loaded.project.small_number, words))
    name = called(words, lead)
    if lead.sees == "all":
        return words.t(
            "{n}. {name}: sees everyone. Came by them: {people}",
            n=lead.number,
            name=name,
            people=came,
        )
    return words.t(
        "{n}. {name}: sees their own people. Came by them: {people}",
        n=lead.number,
        name=name,
        people=came,
    )


def _options(words: Words, leads: tuple[Lead, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(
            str(lead.number),
            N_("{name}: own people only", name=called(words, lead)[:9])
            if lead.sees == "all"
            else N_("{name}: see everyone", name=called(words, lead)[:11]),
        )
        for lead in leads
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is not None and allowed(visit, args[0], *_ROLES):
        visit.mark_tapped("✓")
        _turn(visit, loaded, args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *_ROLES):
        visit.end_task()
        return
    words = visit.words_of(loaded)
    options = _options(words, scope.leads(visit.db, loaded.project.slug))
    reading = match_option(came.text or "", options, words)
    if isinstance(reading, Understood) and not reading.words:
        _turn(visit, loaded, reading.value[0])
    else:
        visit.say(words.t("Please tap a name, or type its number. Or type: back"))


def _turn(visit: Visit, loaded: Loaded, which: str) -> None:
    """Let one of them see everyone, or only their own people again, and tell them."""
    slug = loaded.project.slug
    lead = next((one for one in scope.leads(visit.db, slug) if str(one.number) == which), None)
    if lead is None:
        remark(visit, N_("That peer lead has left the team."))
        return
    sees: scope.Sees = "own" if lead.sees == "all" else "all"
    scope.widen(visit.db, lead.participant, slug, sees)
    audit.add(
        visit.db,
        actor=f"officer {visit.person.id}",
        action=f"let a peer lead see {'everyone' if sees == 'all' else 'their own people'}",
        now=visit.now,
        project=slug,
        subject=lead.participant,
    )
    person = participants.get(visit.db, lead.participant)
    if person is not None and not person.stopped:
        other = visit.other(person)
        other.say(
            other.words.t("From now on you see what everyone in the project sends.")
            if sees == "all"
            else other.words.t("From now on you see what your own people send."),
            kind="notice",
        )
    _show(visit, loaded)


COMMANDS = {"team": _team}
TAPS = {"team": _tapped}
TASKS = {"team": _typed}
