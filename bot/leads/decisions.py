"""Recording a decision, one question at a time, and telling the people whose words it rests on."""

from __future__ import annotations

from bot.calendar import days_after
from bot.channels.base import Incoming
from bot.leads import deciding
from bot.leads.deciding import Draft
from bot.leads.scope import TEAM, allowed, people, workplace
from bot.outreach.sweeping import arm, set_aside
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.checkbacks import WAVE
from conversations.flow import Say
from conversations.loader import Loaded
from conversations.reporting import News, PromiseNews, report_script
from conversations.text import Html
from storage import decisions, outreach, themes
from storage.tasks import Task


def _decide(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    if not themes.of_project(visit.db, loaded.project.slug):
        visit.say(
            visit.words.t(
                "A decision answers themes, and there are none yet. Read what came in first: /new"
            )
        )
        return
    _ask(visit, loaded, Draft(loaded.project.slug))


def _ask(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Put the draft's open question, or show it whole when there is none."""
    visit.begin_task("decision", draft.step, **draft.data())
    if draft.step == "preview":
        _preview(visit, loaded, draft)
        return
    step = deciding.STEPS[draft.step]
    options = step.options(visit, loaded, draft)
    visit.say(
        visit.words.say(step.asks),
        column(
            tap(option.label, "dec", option.key, words=visit.words_of(loaded)) for option in options
        ),
    )


def _took(visit: Visit, said: str, *, tapped: bool) -> None:
    task = visit.task()
    if task is None or task.name != "decision":
        visit.toast = visit.words.plain(N_("That one is finished, or was left."))
        return
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
    if args:
        _took(visit, args[0], tapped=True)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    _took(visit, (came.text or "").strip(), tapped=False)


def _preview(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Show it as a resident will see it, with an invented quote in place of their own words."""
    words, project = visit.words_of(loaded), loaded.project
    card = project.constraints.get(draft.constraint)
    due = deciding.day_of(draft)
    news = News(
        project.title,
        words.plain(N_("(their own words stand here)")),
        max(0, len(_contributors(visit, draft)) - 1),
        project.small_number,
        draft.decided,
        draft.why,
        draft.verdict,
        visit.person.language,
        card.name if card else None,
        PromiseNews(draft.promise, words.date(due), draft.responsible) if due else None,
    )
    script = report_script("preview", news, visit.person.language)
    shown = "\n\n".join(words.say(node.text) for node in script.nodes if isinstance(node, Say))
    visit.say(words.t("This is how people will read it:"))
    visit.say(shown)
    visit.say(
        words.t(
            "It goes to {people} whose words it rests on, if they agreed to be written to.",
            people=Html(people(len(_contributors(visit, draft)), project.small_number, words)),
        ),
        column(
            [
                tap(N_("Save and tell them"), "dec", "save", words=words),
                tap(N_("Change it"), "dec", "change", words=words),
                tap(N_("Leave it"), "dec", "leave", words=words),
            ]
        ),
    )


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
        draft.themes,
        tuple(sorted(answers)),
        draft.kept_promise(visit, decision.id),
    )
    slug, first = loaded.project.slug, len(decisions.of_project(visit.db, loaded.project.slug)) == 1
    set_aside(visit, slug, _contributors(visit, draft), decision=decision.id)
    due = days_after(visit.now, loaded.project.dates.check_back, loaded.project.timezone)
    if first:
        outreach.move_checkbacks(visit.db, slug, WAVE, due)
        arm(visit, slug)
    visit.say(
        visit.words.t(
            "Saved. People hear it in waking hours, each with their own words. On {day} the same "
            "people are asked if it got better.",
            day=visit.words.date(due.date()),
        ),
        column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
    )


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
