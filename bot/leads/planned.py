"""Prompts that go out later, once or again and again; and what was sent before."""

from __future__ import annotations

from datetime import datetime

from bot.channels.base import Incoming
from bot.leads.audiences import recipients
from bot.leads.prompt_draft import Draft
from bot.leads.prompt_times import following, when
from bot.leads.scope import TEAM, allowed, day, remark, workplace
from bot.leads.sent_prompts import look, send
from bot.residents.talking import hear
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.prompting import short
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text
from storage import participants, plans, projects, prompts, timers
from storage.plans import Plan
from storage.tasks import Task
from storage.timers import Timer

_CANCEL = N_("Do not send it")

#: Opens the list of them, typed at the first question of a new one too.
EARLIER = Option("list", N_("Earlier prompts"))


def plan(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Keep a prompt that was confirmed for later, and say how it can still be stopped."""
    first, new = draft.at(), visit.house.new_id()
    if first is None:
        return
    slug = loaded.project.slug
    plans.add(visit.db, new, slug, visit.person.id, draft.data(), first, visit.now)
    _arm(visit, new, slug, first)
    words = visit.words
    visit.begin_task("prompts", "cancel", listed=[new])
    visit.say(
        words.t("It is planned.") + "\n" + when(words, draft, loaded.project.timezone),
        column([tap(_CANCEL, "plan", "cancel", new, words=words)]),
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
        return column([tap(EARLIER.label, "plan", "list", words=visit.words)])
    return ()


def _prompts(visit: Visit, rest: str) -> None:
    """List what is planned and what was sent last; a number shows one of them."""
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    words, slug, zone = visit.words, loaded.project.slug, loaded.project.timezone
    waiting = plans.waiting(visit.db, slug, visit.person.id)
    sent = prompts.latest(visit.db, slug, visit.person.id)
    lines = [_planned(words, Draft.of("preview", one.draft), zone) for one in waiting]
    for prompt in sent:
        on, said = day(prompt.made_at, words, zone), short(prompt.words)
        lines.append(words.t("<b>Sent</b> on {day}: {words}", day=on, words=said))
    if not lines:
        visit.say(words.t("You have sent no prompt yet. To send one: /prompt"))
        return
    listed = [*(f"plan {one.id}" for one in waiting), *(f"sent {p.id}" for p in sent)]
    visit.begin_task("prompts", "pick", listed=listed)
    visit.say(
        "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)),
        column(tap(f"{n}", "plan", *one.split()) for n, one in enumerate(listed, start=1)),
    )


def _planned(words: Words, draft: Draft, zone: str) -> str:
    said = words.t("<b>Planned</b>: {words}", words=short(draft.words))
    return f"{said}\n{when(words, draft, zone)}"


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """A number of the list, or what stands under a plan; anything else goes where it would go."""
    listed = [str(one) for one in task.data["listed"]]
    options = [Option(one, Text(f"{n}")) for n, one in enumerate(listed, start=1)]
    if task.step == "cancel":
        options = [Option(f"cancel {listed[0]}", _CANCEL)]
    reading = match_option(came.text or "", options, visit.words)
    if not came.media and isinstance(reading, Understood) and not reading.words:
        _tapped(visit, tuple(reading.value[0].split()))
    else:
        visit.end_task()
        hear(visit, came)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """Open the list, show one of it, or cancel a plan."""
    match args:
        case ("list",):
            visit.command("prompts")
        case ("sent", prompt):
            look(visit, prompt)
        case ("plan" | "cancel" as what, plan_id):
            found = plans.get(visit.db, plan_id)
            loaded = visit.house.project(visit.db, found.project) if found else None
            if found and loaded and allowed(visit, found.project, *TEAM):
                (_show if what == "plan" else _cancel)(visit, loaded, found)


def _show(visit: Visit, loaded: Loaded, found: Plan) -> None:
    """Show a plan, and let it be stopped."""
    draft, words = Draft.of("preview", found.draft), visit.words
    visit.begin_task("prompts", "cancel", listed=[found.id])
    visit.say(
        _planned(words, draft, loaded.project.timezone),
        column([tap(_CANCEL, "plan", "cancel", found.id, words=words)]),
    )


def _cancel(visit: Visit, loaded: Loaded, found: Plan) -> None:
    visit.end_task()
    if found.made_by != visit.person.id:
        remark(visit, N_("Only who planned it can stop it."))
    elif plans.cancel(visit.db, found.id):
        visit.say(visit.words.t("It will not be sent."))
    else:
        remark(visit, N_("That one is finished, or was left."))


COMMANDS = {"prompts": _prompts}
TAPS = {"plan": _tapped}
TASKS = {"prompts": _typed}
TIMERS = {"prompt_plan": _due}
