"""Moderating what others are to see: accepted, changed or not used, and its writer is told why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.base import Incoming
from bot.leads.passing_on import IF_SURE, PASSED_ON, SURE, pass_on
from bot.leads.scope import TEAM, allowed, day, not_there, remark, workplace
from bot.leads.telling import say_files, telling_of
from bot.leads.verdicts import DEALT_WITH, REASONS, settle, tell_readers, undo
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.statements import POLICY
from conversations.text import insert
from storage import contributions, reviews
from storage.contributions import Contribution, Kind, Verdict
from storage.tasks import Task

#: What others read has to fit one glance: a statement a card, a quote a message.
_LONGEST: Mapping[Kind, int] = {"statement": 200, "quote": 300}
_MOST_SHOWN = 1500

#: What each kind is to others, and what a quote's teller allows; a new kind is a line here.
_WANTS: Mapping[tuple[Kind, str], Phrase] = {
    ("statement", ""): N_("They would like others to agree or disagree with this:"),
    ("quote", "report"): N_("They allow this to be quoted in the report, without name:"),
    ("quote", "public"): N_("They allow this to be quoted in public, without name:"),
}

_ACCEPT, _CHANGE = Option("yes", N_("Show it as it is")), Option("change", N_("Show it changed"))
_REFUSE, _LATER = Option("no", N_("Do not use it")), Option("later", N_("Another one"))
_SAFE = Option("safe", N_("Someone's safety"))
_SHOW, _SEND = Option("show", N_("Show it like this")), Option("send", N_("Send without more"))
_GONE = N_("That was taken back or changed by who wrote it, or is dealt with.")


def _moderate(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is not None:
        _show_next(visit, loaded)


def _show_next(visit: Visit, loaded: Loaded, after: str = "") -> None:
    """Show what waits longest; ``after`` something, what comes behind it, round to the first."""
    waiting = contributions.waiting(visit.db, loaded.project.slug, visit.person.id)
    if not waiting:
        visit.end_task()
        visit.say(
            visit.words.t("Nothing waits to be shown to others."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    ids = [one.id for one in waiting]
    at = ids.index(after) + 1 if after in ids else 0
    _show(visit, loaded, waiting[at % len(waiting)])


def _show(visit: Visit, loaded: Loaded, one: Contribution) -> None:
    with telling_of(visit, one.participant, one.project):
        _say(visit, loaded, one)


def _say(visit: Visit, loaded: Loaded, one: Contribution) -> None:
    words = visit.words_of(loaded)
    for file in say_files(visit, one.pseudonym, one.answer):
        reviews.told_in(visit.db, file, one.answer)
    options = [_CHANGE, _REFUSE, _SAFE]
    if _fits(one):
        options.insert(0, _ACCEPT)
    if len(contributions.waiting(visit.db, one.project, visit.person.id)) > 1:
        options.append(_LATER)
    head = f"{insert(one.pseudonym)} · {insert(own_name(one.language))} · " + day(
        one.made_at, words, loaded.project.timezone
    )
    lines = [head, words.say(_WANTS[one.kind, one.use])]
    if one.own_words:
        lines.append(f"“{insert(one.own_words[:_MOST_SHOWN])}”")
    else:
        lines.append(words.t("It is no text. To show it, type what is said."))
    if len(one.own_words) > _LONGEST[one.kind]:
        lines.append(words.t("It is too long for others to read at a glance: please shorten it."))
    lines.append(f"<i>{words.say(loaded.project.policy or POLICY)}</i>")
    _begin(visit, "which", one, options=[option.key for option in options])
    row = visit.say("\n".join(lines), _buttons(visit, one, options), protect=True)
    reviews.told_in(visit.db, row, one.answer)


def _fits(one: Contribution) -> bool:
    return 0 < len(one.own_words) <= _LONGEST[one.kind]


def _buttons(visit: Visit, one: Contribution, options: list[Option]) -> Keyboard:
    return column(tap(o.label, "mod", one.id, o.key, words=visit.words) for o in options)


def _begin(visit: Visit, step: str, one: Contribution, **data: Any) -> None:
    visit.begin_task("moderate", step, contribution=one.id, **data)


def _mine(visit: Visit, contribution: str) -> tuple[Loaded, Contribution] | None:
    """Return what this is about, if it is there and this person may decide on it."""
    one = contributions.get(visit.db, contribution, visit.person.id)
    loaded = visit.house.project(visit.db, one.project) if one else None
    if one is None or loaded is None:
        visit.end_task()
        not_there(visit, _GONE)
        return None
    return (loaded, one) if allowed(visit, one.project, *TEAM) else None


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = _mine(visit, args[0]) if len(args) == 2 else None
    if found is None:
        return
    loaded, one = found
    if args[1] == "undo":
        _undo(visit, loaded, one)
    elif one.verdict is not None:
        remark(visit, DEALT_WITH)
    else:
        _do(visit, loaded, one, args[1])


def _do(visit: Visit, loaded: Loaded, one: Contribution, what: str) -> None:
    task = visit.task()
    data = task.data if task and task.data.get("contribution") == one.id else {}
    if what == _ACCEPT.key and _fits(one):
        _settle(visit, loaded, one, "accepted", words=one.own_words)
    elif what == _CHANGE.key:
        _begin(visit, "words", one)
        visit.say(
            visit.words.t(
                "Type it as others shall read it, in their language: as little changed as can "
                "be, at most {n} letters. They see both, before and after.",
                n=_LONGEST[one.kind],
            )
        )
    elif what == _SHOW.key and data.get("words"):
        _settle(visit, loaded, one, "changed", words=str(data["words"]))
    elif what == _REFUSE.key:
        _begin(visit, "reason", one)
        visit.say(visit.words.t("Why not? They are told."), _buttons(visit, one, list(REASONS)))
    elif what in {reason.key for reason in REASONS}:
        _ask_note(visit, one, what)
    elif what == _SEND.key and data.get("reason") not in (None, "other"):
        _settle(visit, loaded, one, "refused", reason=str(data["reason"]))
    elif what == _LATER.key:
        _show_next(visit, loaded, one.id)
    elif what == _SAFE.key:
        _begin(visit, "safe", one)
        visit.say(visit.words.say(IF_SURE), _buttons(visit, one, list(SURE)))
    elif what in {option.key for option in SURE} and task and task.step == "safe":
        _answer_if_safe(visit, loaded, one, passed_on=what == SURE[0].key)
    else:
        remark(visit, N_("Please choose again."))


def _answer_if_safe(visit: Visit, loaded: Loaded, one: Contribution, *, passed_on: bool) -> None:
    """Pass a sentence on, or not; whether others see it is still to be decided."""
    if passed_on and not pass_on(visit, loaded, one.own_words, one.participant, answer=one.answer):
        remark(visit, PASSED_ON)
    _show(visit, loaded, one)


def _ask_note(visit: Visit, one: Contribution, reason: str) -> None:
    """Ask for a word of the team's own; without a reason from the list it is needed."""
    _begin(visit, "note", one, reason=reason)
    text = (
        N_("Say in your own words why, kindly, in one message. They read it as it is.")
        if reason == "other"
        else N_("You can add a word of your own, in one message. They read it as it is.")
    )
    visit.say(visit.words.say(text), _buttons(visit, one, [] if reason == "other" else [_SEND]))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = _mine(visit, str(task.data["contribution"]))
    if found is None:
        return
    loaded, one = found
    text = " ".join((came.text or "").split())
    if one.verdict is not None:
        visit.end_task()
        remark(visit, DEALT_WITH)
        return
    offered = _offered(task)
    reading = match_option(text, offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _do(visit, loaded, one, reading.value[0])
    elif task.step in ("words", "preview") and text:
        _preview(visit, one, text)
    elif task.step == "note" and text:
        _settle(
            visit, loaded, one, "refused", reason=str(task.data["reason"]), note=text[:_MOST_SHOWN]
        )
    else:
        visit.say(visit.words.t("Please tap one of the buttons, or type: back"))


def _offered(task: Task) -> list[Option]:
    """Return the buttons that stand there."""
    match task.step:
        case "which":
            known = {o.key: o for o in (_ACCEPT, _CHANGE, _REFUSE, _SAFE, _LATER)}
            return [known[str(key)] for key in task.data["options"]]
        case "reason":
            return list(REASONS)
        case "safe":
            return list(SURE)
        case "preview":
            return [_SHOW]
        case "note" if task.data["reason"] != "other":
            return [_SEND]
        case _:
            return []


def _preview(visit: Visit, one: Contribution, text: str) -> None:
    if len(text) > _LONGEST[one.kind]:
        visit.say(
            visit.words.t("Please type it in words, at most {n} letters.", n=_LONGEST[one.kind])
        )
        return
    _begin(visit, "preview", one, words=text)
    said = visit.words.t(
        "Before: “{before}”\nNow: “{now}”\nThey are shown both. To change it, type it anew.",
        before=one.own_words[:_MOST_SHOWN],
        now=text,
    )
    with telling_of(visit, one.participant, one.project):
        row = visit.say(said, _buttons(visit, one, [_SHOW]), protect=True)
    reviews.told_in(visit.db, row, one.answer)


def _settle(
    visit: Visit, loaded: Loaded, one: Contribution, verdict: Verdict, **said: str | None
) -> None:
    """Keep what is done with it, and go on to the next."""
    if settle(visit, loaded, one, verdict, **said):
        _show_next(visit, loaded)


def _undo(visit: Visit, loaded: Loaded, one: Contribution) -> None:
    if undo(visit, loaded, one):
        _show(visit, loaded, one)


def _back(visit: Visit, task: Task) -> None:
    found = _mine(visit, str(task.data["contribution"]))
    if found is None:
        return
    if task.step == "which":
        visit.end_task()
        visit.command("desk")
    else:
        _show(visit, *found)


COMMANDS = {"moderate": _moderate}
TAPS = {"mod": _tapped}
TASKS = {"moderate": _typed}
BACKS = {"moderate": _back}
AFTER_RUN = tell_readers
