"""Who reads what I say: the peer leads who see it, and "not this one", without a why."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import called
from bot.outreach.following import tell_new_lead
from bot.residents.helping import project_of
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, plain, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text
from storage import audit, participants, scope
from storage.scope import Lead
from storage.tasks import Task

_AS_IT_IS = Option("keep", N_("Leave it as it is"))


def _readers(visit: Visit, rest: str) -> None:
    loaded = project_of(visit)
    if loaded is None:
        visit.say(visit.words.t("You are in no conversation yet, so nobody reads anything."))
        return
    words, leads = visit.words_of(loaded), _leads(visit, loaded)
    if not leads:
        visit.say(
            words.t(
                "No peer lead reads what you say in {title}. The project's officers do, under "
                "your made-up name.",
                title=loaded.project.title,
            )
        )
        where_we_are(visit)
        return
    visit.begin_task("readers", "which", project=loaded.project.slug)
    names = ", ".join(called(words, lead) for lead in leads)
    visit.say(
        words.t(
            "These peer leads read what you say in {title}, under your made-up name: {names}\n"
            "If you would rather not be read by one of them, tap it. They are not told.",
            title=loaded.project.title,
            names=names,
        ),
        column(
            tap(option.label, "readers", loaded.project.slug, option.key, words=words)
            for option in _options(visit, loaded)
        ),
    )


def _leads(visit: Visit, loaded: Loaded) -> tuple[Lead, ...]:
    slug = loaded.project.slug
    reading = scope.readers(visit.db, visit.person.id, slug, "lead")
    return tuple(one for one in scope.leads(visit.db, slug) if one.participant in reading)


def _options(visit: Visit, loaded: Loaded) -> tuple[Option, ...]:
    words = visit.words_of(loaded)
    return (
        *(
            Option(str(lead.number), N_("Not {name}", name=Text(called(words, lead)[:18])))
            for lead in _leads(visit, loaded)
        ),
        _AS_IT_IS,
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is not None and participants.membership(visit.db, visit.person.id, args[0]):
        visit.mark_tapped("✓")
        _choose(visit, loaded, args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None:
        visit.end_task()
        return
    reading = match_option(came.text or "", _options(visit, loaded), visit.words_of(loaded))
    if isinstance(reading, Understood) and not reading.words:
        _choose(visit, loaded, reading.value[0])
    else:
        visit.say(visit.words.t("Please tap a name, or type its number. Or type: back"))


def _choose(visit: Visit, loaded: Loaded, which: str) -> None:
    visit.end_task()
    slug, words = loaded.project.slug, visit.words_of(loaded)
    lead = next((one for one in _leads(visit, loaded) if str(one.number) == which), None)
    if lead is None:
        visit.say(words.t("All right, left as it was."))
        where_we_are(visit)
        return
    scope.keep_apart(visit.db, visit.person.id, slug, lead.participant, "resident", visit.now)
    tell_new_lead(visit, loaded, visit.person.id)
    member = participants.membership(visit.db, visit.person.id, slug)
    audit.add(
        visit.db,
        actor="a resident",
        action="wished not to be read by a peer lead",
        now=visit.now,
        project=slug,
        subject=member.pseudonym if member else None,
    )
    visit.say(
        words.t(
            "Done. {name} sees nothing you said any more, and nothing you will say. They are not "
            "told. Others on the team read on.",
            name=plain(called(words, lead)),
        )
    )
    where_we_are(visit)


COMMANDS = {"readers": _readers}
TAPS = {"readers": _tapped}
TASKS = {"readers": _typed}
