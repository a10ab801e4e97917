"""Recording a decision, one question at a time, back at any time, and seen before it is saved."""

from __future__ import annotations

from datetime import date

from bot.channels.base import Incoming
from bot.leads import deciding, promising, weighing
from bot.leads.decision_draft import PARTS, Draft
from bot.leads.decision_preview import preview, to_whom
from bot.leads.decision_questions import chosen
from bot.leads.decision_saving import save
from bot.leads.scope import TEAM, allowed, remark, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.questions.base import Option
from conversations.text import Html, insert
from storage import themes
from storage.tasks import Task

_FINISH = (
    Option("save", N_("Save and tell them"), (N_("Save"),)),
    Option("change", N_("Change it")),
    Option("leave", N_("Leave it")),
)
_READ = Option("preview", N_("See how it reads"))
_MORE = Option("more", N_("Another promise"))
_PROMISE = (
    Option("anew", N_("Change it")),
    Option("remove", N_("Take it out")),
    Option("so", N_("Leave it so")),
)
#: What can be changed of a draft, by its question.
_CHANGES: dict[str, Phrase] = {
    "themes": N_("The themes"),
    "against": N_("What speaks against it"),
    "heard": N_("What you heard"),
    "verdict": N_("The answer"),
    "decided": N_("What was decided"),
    "why": N_("Why"),
    "no_what": N_("What will not be done"),
    "whose": N_("Whose it is"),
    "constraint": N_("What limited it"),
    "decided_by": N_("Who decided"),
    "decided_on": N_("When"),
}


def _decide(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    themed = bool(themes.of_project(visit.db, loaded.project.slug))
    ask(visit, loaded, Draft(loaded.project.slug, themed=themed).next())


def ask(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Put the draft's open question, or show it whole when there is none."""
    if draft.step == "preview":
        _show_whole(visit, loaded, draft)
        return
    visit.begin_task("decision", draft.step, **draft.data())
    if draft.step == "heard":
        weighing.show(visit, loaded, draft)
    words, options = visit.words_of(loaded), _options(visit, loaded, draft)
    visit.say(
        "\n".join([*_where(visit, draft), _asks(visit, draft)]),
        column(tap(one.label, "dec", _number(draft), one.key, words=words) for one in options),
    )


def _options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    """Return the buttons of what is open."""
    if draft.step == "preview":
        return _FINISH
    if draft.step == "change":
        return _changes(draft)
    if draft.step == "promise_at":
        return _PROMISE
    return deciding.offered(visit, loaded, draft)


def _where(visit: Visit, draft: Draft) -> list[str]:
    at = draft.progress()
    return [visit.words.t("<i>{n} of {all}</i>", n=at[0], all=at[1])] if at else []


def _asks(visit: Visit, draft: Draft) -> str:
    words = visit.words
    if draft.step == "change":
        return words.t("What is to be changed?")
    if draft.step == "promise_at":
        what, due, who, _ = draft.promises[draft.place]
        return _promised(visit, what, due, who)
    step = deciding.STEPS[draft.step]
    now = step.now(draft)
    if now and draft.step == "due_on":
        now = words.date(date.fromisoformat(now))
    lines = [words.say(step.asks)]
    lines += [words.t("Now it says: {said}", said=now)] if now else []
    taken = words.listed(insert(one) for one in deciding.so_far(visit, draft))
    lines += [words.t("So far: {themes}", themes=Html(taken))] if taken else []
    return "\n".join(lines)


def _promised(visit: Visit, what: str, due: str, who: str) -> str:
    return visit.words.t(
        "{what}\nBy {day}. {who} sees to it.", what=what, day=date.fromisoformat(due), who=who
    )


def _number(draft: Draft) -> str:
    """Return which question is open, as its buttons carry it: the next promise has its own."""
    at = [*PARTS, "preview", "change", "promise_at"].index(draft.step)
    return f"{at}-{len(draft.noes)}-{len(draft.promises)}"


def _changes(draft: Draft) -> tuple[Option, ...]:
    """Return what can be changed: each question, each promise."""
    asked = tuple(Option(one, label) for one, label in _CHANGES.items() if draft.asked(one))
    promises = tuple(
        Option(f"promise-{n}", N_("Promise {n}", n=str(n + 1))) for n in range(len(draft.promises))
    )
    return (*asked, *promises, _MORE, _READ)


def _took(visit: Visit, task: Task, said: str, *, tapped: bool) -> None:
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    if loaded is None or not allowed(visit, draft.project, *TEAM):
        visit.end_task()
    elif draft.step in deciding.STEPS:
        after = deciding.take(visit, loaded, draft, said, tapped=tapped)
        if isinstance(after, Draft):
            ask(visit, loaded, after)
        else:
            visit.say(visit.words.say(after))
    else:
        found = chosen(visit.words, _options(visit, loaded, draft), said, tapped)
        _do(visit, loaded, draft, found)


def _do(visit: Visit, loaded: Loaded, draft: Draft, what: str | None) -> None:
    """Do what was chosen where it is not answering: save, change, leave, take a promise out."""
    if what is None:
        visit.say(visit.words.t("Please tap one of the buttons. Nothing is saved yet."))
        return
    visit.mark_tapped("✓")
    match what:
        case "save":
            _save(visit, loaded, draft)
        case "leave":
            visit.end_task()
            visit.say(visit.words.t("Left. Nothing is saved."))
            visit.command("desk")
        case "change":
            ask(visit, loaded, Draft.of("change", draft.data()))
        case "more":
            ask(visit, loaded, promising.another(draft))
        case "anew":
            ask(visit, loaded, promising.anew(draft, draft.place))
        case "remove":
            left = draft.promises[: draft.place] + draft.promises[draft.place + 1 :]
            ask(visit, loaded, draft.answer(promises=left, place=0))
        case "preview" | "so":
            ask(visit, loaded, draft.next())
        case "no_what":
            ask(visit, loaded, deciding.noes_anew(draft))
        case _:
            _change(visit, loaded, draft, what)


def _change(visit: Visit, loaded: Loaded, draft: Draft, what: str) -> None:
    """Ask a question once more, or what is to become of a promise."""
    question, _, place = what.partition("-")
    if place:
        ask(visit, loaded, Draft.of("promise_at", {**draft.data(), "place": int(place)}))
    else:
        ask(visit, loaded, draft.ask(question))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """Take a button of the question that is open: a second tap must not answer the next one."""
    task = visit.task()
    if task is None or task.name != "decision":
        remark(visit, N_("That one is finished, or was left."))
    elif len(args) != 2 or args[0] != _number(Draft.of(task.step, task.data)):
        remark(visit, N_("That question is answered already. To change it, type: back"))
    else:
        _took(visit, task, args[1], tapped=True)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    _took(visit, task, (came.text or "").strip(), tapped=False)


def _show_whole(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    visit.begin_task("decision", "preview", **draft.data())
    preview(visit, loaded, draft)
    visit.say(
        to_whom(visit, loaded, draft),
        column(tap(o.label, "dec", _number(draft), o.key, words=visit.words) for o in _FINISH),
    )


def _save(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Save it whole, or ask for what is missing: no "no" is saved without its reason."""
    missing = draft.next()
    if missing.step == "preview":
        save(visit, loaded, draft)
    else:
        ask(visit, loaded, missing)


def _back(visit: Visit, task: Task) -> None:
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    before = draft.before()
    if loaded is None or before is None:
        visit.end_task()
        visit.say(visit.words.t("Left. Nothing is saved."))
    else:
        ask(visit, loaded, before)


def _skip(visit: Visit, task: Task) -> None:
    """What may be left out has a button that says so; the rest is asked for."""
    visit.begin_task(task.name, task.step, **task.data)
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    if loaded is None:
        visit.end_task()
        return
    keys = {one.key for one in _options(visit, loaded, draft)}
    way = next((one for one in ("none!", "done!", "keep!") if one in keys), None)
    if way is not None:
        _took(visit, task, way, tapped=True)
    else:
        visit.say(visit.words.t("This cannot be left out. To leave all of it, type: back"))


COMMANDS = {"decide": _decide}
TAPS = {"dec": _tapped}
TASKS = {"decision": _typed}
BACKS = {"decision": _back}
SKIPS = {"decision": _skip}
