"""Prompts that go out later, once or again and again; and what was sent before."""

from __future__ import annotations

from datetime import datetime

from bot.leads.audiences import recipients
from bot.leads.prompt_draft import Draft
from bot.leads.prompt_times import following, when
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.leads.sent_prompts import send
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import participants, plans, projects, prompts, timers
from storage.plans import Plan
from storage.timers import Timer

#: So much of a prompt's words stands in a list.
_SHORT = 60


def plan(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Keep a prompt that was confirmed for later, and say how it can still be stopped."""
    first, new = draft.at(), visit.house.new_id()
    if first is None:
        return
    slug = loaded.project.slug
    plans.add(visit.db, new, slug, visit.person.id, draft.data(), first, visit.now)
    _arm(visit, new, slug, first)
    words = visit.words
    visit.say(
        words.t("It is planned.") + "\n" + when(words, draft, loaded.project.timezone),
        column([tap(N_("Do not send it"), "plan", "cancel", new, words=words)]),
    )


def _arm(visit: Visit, plan_id: str, project: str, due: datetime) -> None:
    new = visit.house.new_id()
    timer = Timer(new, "prompt_plan", due, project=project, subject=plan_id)
    timers.add(visit.db, timer, visit.now)


def _due(visit: Visit, timer: Timer) -> None:
    """Send a plan to whoever fits today, and set when it goes out next."""
    found = plans.get(visit.db, timer.subject or "")
    maker = participants.get(visit.db, found.made_by) if found and found.made_by else None
    if found is None or found.state != "waiting" or maker is None:
        return
    loaded = visit.house.project(visit.db, found.project)
    published = projects.get(visit.db, found.project)
    other = visit.other(maker)
    if loaded is None or published is None or not published.live:
        plans.cancel(visit.db, found.id)
    elif not other.holds(found.project, *TEAM):
        # Whoever left the team writes to nobody any more.
        plans.cancel(visit.db, found.id)
    else:
        _go(other, loaded, found)


def _go(visit: Visit, loaded: Loaded, found: Plan) -> None:
    draft = Draft.of("preview", found.draft)
    people = recipients(visit, loaded, draft)
    if people:
        send(visit, loaded, draft, people)
    elif not visit.person.stopped:
        visit.say(
            visit.words.t("A prompt you planned was due, and nobody fits it now."), kind="notice"
        )
    times, zone = found.times + 1, loaded.project.timezone
    then = following(found.first_at, draft.every, draft.until, times, zone)
    while then is not None and then <= visit.now:
        # The bot was down that day: it is not made up for, or people get two at once.
        times += 1
        then = following(found.first_at, draft.every, draft.until, times, zone)
    plans.went(visit.db, found.id, then, times)
    if then is not None:
        _arm(visit, found.id, found.project, then)


def earlier(visit: Visit, loaded: Loaded) -> Keyboard:
    """Return a button to what was sent and is planned, if there is anything."""
    slug, person = loaded.project.slug, visit.person.id
    if prompts.latest(visit.db, slug, person) or plans.waiting(visit.db, slug, person):
        return column([tap(N_("Earlier prompts"), "plan", "list", words=visit.words)])
    return ()


def _prompts(visit: Visit, rest: str) -> None:
    """List what is planned and what was sent last, each with its button."""
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, slug, zone = visit.words, loaded.project.slug, loaded.project.timezone
    waiting = plans.waiting(visit.db, slug, visit.person.id)
    sent = prompts.latest(visit.db, slug, visit.person.id)
    if not waiting and not sent:
        visit.say(words.t("You have sent no prompt yet. To send one: /prompt"))
        return
    for one in waiting:
        draft = Draft.of("preview", one.draft)
        visit.say(
            words.t("<b>Planned</b>: {words}", words=_short(draft.words))
            + "\n"
            + when(words, draft, zone),
            column([tap(N_("Do not send it"), "plan", "cancel", one.id, words=words)]),
        )
    for prompt in sent:
        visit.say(
            words.t(
                "<b>Sent</b> on {day}: {words}",
                day=prompt.made_at.date(),
                words=_short(prompt.words),
            ),
            column([tap(N_("How far is it?"), "prompt", "how", prompt.id, words=words)]),
        )


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args == ("list",):
        visit.command("prompts")
        return
    found = plans.get(visit.db, args[1]) if len(args) == 2 else None
    if found is None or not allowed(visit, found.project, *TEAM):
        return
    if found.made_by != visit.person.id:
        remark(visit, N_("Only who planned it can stop it."))
    elif plans.cancel(visit.db, found.id):
        visit.mark_tapped(visit.words.t("It will not be sent."))
    else:
        remark(visit, N_("That one is finished, or was left."))


COMMANDS = {"prompts": _prompts}
TAPS = {"plan": _tapped}
TIMERS = {"prompt_plan": _due}
