"""Recording a decision, one question at a time, and telling the people whose words it rests on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar import days_after
from bot.channels.base import Incoming
from bot.leads import deciding
from bot.leads.deciding import Draft
from bot.leads.scope import TEAM, allowed, people, remark, workplace
from bot.outreach.following import ask_again
from bot.outreach.lateness import watch
from bot.outreach.sweeping import arm, set_aside
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.flow import Say
from conversations.loader import Loaded
from conversations.reporting import News, PromiseNews, report_script
from conversations.text import Html
from storage import checkbacks, decisions, outreach, themes
from storage.decisions import Rests
from storage.tasks import Task


def _decide(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    known = themes.of_project(visit.db, loaded.project.slug)
    _ask(visit, loaded, Draft(loaded.project.slug, step="themes" if known else "heard"))


def _ask(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Put the draft's open question, or show it whole when there is none."""
    visit.begin_task("decision", draft.step, **draft.data())
    if draft.step == "preview":
        _preview(visit, loaded, draft)
        return
    step, at = deciding.STEPS[draft.step], deciding.number(draft)
    options = step.options(visit, loaded, draft)
    visit.say(
        visit.words.say(step.asks),
        column(
            tap(option.label, "dec", at, option.key, words=visit.words_of(loaded))
            for option in options
        ),
    )


def _took(visit: Visit, task: Task, said: str, *, tapped: bool) -> None:
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    if loaded is None or not allowed(visit, draft.project, *TEAM):
        visit.end_task()
    elif draft.step == "preview":
        _finish(visit, loaded, draft, said)
    else:
        step = deciding.STEPS[draft.step]
        after = step.take(visit, loaded, draft, said, tapped)
        if isinstance(after, Draft):
            _ask(visit, loaded, after)
        else:
            visit.say(visit.words.say(after))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """Take a button of the question that is open: a second tap must not answer the next one."""
    task = visit.task()
    if task is None or task.name != "decision":
        remark(visit, N_("That one is finished, or was left."))
    elif len(args) != 2 or args[0] != deciding.number(Draft.of(task.step, task.data)):
        remark(visit, N_("That question is answered already. To change it, type: back"))
    else:
        _took(visit, task, args[1], tapped=True)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    _took(visit, task, (came.text or "").strip(), tapped=False)


def _preview(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Show it as a resident will see it, with an invented quote in place of their own words."""
    words, project = visit.words_of(loaded), loaded.project
    card = project.constraints.get(draft.constraint)
    due, told = deciding.day_of(draft), _listeners(visit, draft)
    news = News(
        project.title,
        words.plain(N_("(their own words stand here)")) if draft.themes else None,
        max(0, len(told) - 1) if draft.themes else None,
        project.small_number,
        draft.heard,
        draft.decided,
        draft.why,
        draft.verdict,
        visit.person.language,
        card.name if card else None,
        (PromiseNews(draft.promise, words.date(due), draft.responsible),) if due else (),
    )
    script = report_script("preview", news, visit.person.language)
    shown = "\n\n".join(words.say(node.text) for node in script.nodes if isinstance(node, Say))
    visit.say(words.t("This is how people will read it:"))
    visit.say(shown)
    number, at = Html(people(len(told), project.small_number, words)), deciding.number(draft)
    visit.say(
        words.t(
            "It goes to {people} whose words it rests on, if they agreed to be written to.",
            people=number,
        )
        if draft.themes
        else words.t(
            "It goes to {people}: everyone who took part and agreed to be written to.",
            people=number,
        ),
        column(
            [
                tap(N_("Save and tell them"), "dec", at, "save", words=words),
                tap(N_("Change it"), "dec", at, "change", words=words),
                tap(N_("Leave it"), "dec", at, "leave", words=words),
            ]
        ),
    )


def _listeners(visit: Visit, draft: Draft) -> tuple[str, ...]:
    """Return who is to hear it: those it rests on, else everyone who took part and agreed."""
    if not draft.themes:
        return tuple(one.participant for one in outreach.audience(visit.db, draft.project))
    return _contributors(visit, draft)


def _contributors(visit: Visit, draft: Draft) -> tuple[str, ...]:
    found = {who: None for theme in draft.themes for _, who in themes.answers(visit.db, theme)}
    return tuple(found)


def _finish(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> None:
    match deciding.finishing(visit, said):
        case "save":
            visit.mark_tapped("✓")
            _save(visit, loaded, draft)
        case "change":
            _ask(visit, loaded, Draft(draft.project))
        case "leave":
            visit.end_task()
            visit.mark_tapped(visit.words.t("Left. Nothing is saved."))
            visit.command("desk")
        case _:
            visit.say(visit.words.t("Please tap Save and tell them, Change it, or Leave it."))


def _save(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    visit.end_task()
    decision = draft.decision(visit, loaded)
    answers = {answer for theme in draft.themes for answer, _ in themes.answers(visit.db, theme)}
    decisions.add(
        visit.db,
        decision,
        visit.person.id,
        Rests(draft.themes, tuple(sorted(answers))),
        draft.promises(visit, decision.id),
    )
    slug, listeners = loaded.project.slug, _listeners(visit, draft)
    outreach.cancel_late(visit.db, slug)
    watch(visit.db, slug, loaded.project.timezone, visit.now, visit.house.new_id)
    set_aside(visit, slug, listeners, decision=decision.id)
    again = _ask_again(visit, loaded, listeners)
    text = visit.words.t("Saved. There is nobody to tell.")
    if again is not None:
        text = visit.words.t(
            "Saved. People hear it in waking hours, each with their own words. On {day} the same "
            "people are asked if it got better.",
            day=again.astimezone(ZoneInfo(loaded.project.timezone)).date(),
        )
    visit.say(text, column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]))


def _ask_again(visit: Visit, loaded: Loaded, listeners: tuple[str, ...]) -> datetime | None:
    """See to it that everyone who hears a decision is asked again; return when the first are.

    The first decision sets the day for all who wait; later ones only for those not waiting.
    """
    project = loaded.project
    due = days_after(visit.now, project.dates.check_back, project.timezone)
    if len(decisions.of_project(visit.db, project.slug)) == 1:
        checkbacks.move(visit.db, project.slug, due)
    for listener in listeners:
        ask_again(visit, project.slug, listener, due)
    arm(visit, project.slug)
    return checkbacks.next_due(visit.db, project.slug)


def _back(visit: Visit, task: Task) -> None:
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    before = deciding.before(draft)
    if loaded is None or before is None:
        visit.end_task()
        visit.say(visit.words.t("Left. Nothing is saved."))
    else:
        _ask(visit, loaded, before)


COMMANDS = {"decide": _decide}
TAPS = {"dec": _tapped}
TASKS = {"decision": _typed}
BACKS = {"decision": _back}
