"""A prompt on its way: one message shows its maker how far it is, and changes as it goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.base import Incoming
from bot.leads.prompt_draft import Draft
from bot.leads.prompt_progress import WAITING, progress
from bot.leads.scope import TEAM, allowed, remark
from bot.leads.tallying import tally
from bot.outreach.sweeping import arm, set_aside
from bot.residents.talking import hear
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.prompting import TELLS
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import outbox, outreach, participants, prompts, timers
from storage.outreach import Reachable
from storage.prompts import Prompt
from storage.runs import Held
from storage.tasks import Task
from storage.timers import Timer

#: What has not come to rest: while anything goes out, and while anything waits.
_GOING, _MOVING = {"queued", "sending"}, {"queued", "sending", *WAITING}

#: How often the message changes while a prompt goes out.
_A_MOMENT = timedelta(seconds=5)
#: How soon it says that somebody answered: many answer at once, and it changes once for all.
_A_WHILE = timedelta(seconds=30)

_REMIND = N_("Remind them now")

_OVER = N_("Everything has gone out already.")


def send(visit: Visit, loaded: Loaded, draft: Draft, people: tuple[Reachable, ...]) -> None:
    """Let a prompt go out to ``people``, and show its maker how far it is."""
    new = visit.house.new_id()
    prompts.add(
        visit.db,
        new,
        loaded.project.slug,
        visit.person.id,
        draft.composed(loaded),
        visit.now,
        recording=draft.recording or None,
    )
    set_aside(visit, loaded.project.slug, (one.participant for one in people), prompt=new)
    found = prompts.get(visit.db, new)
    if found is not None:
        show(visit, loaded, found)


def show(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    """Say how far a prompt is, in a message that from now on is kept up to date."""
    text, states = progress(visit, loaded, prompt)
    kind: outbox.Kind = "reply" if visit.incoming else "notice"
    row = visit.say(text, _buttons(visit, prompt, states), kind=kind)
    if row is not None:
        prompts.show(visit.db, prompt.id, row, text)
    if visit.incoming:
        visit.begin_task("sent", "do", prompt=prompt.id)
    _look_again(visit, loaded, prompt, states)


def _buttons(visit: Visit, prompt: Prompt, states: dict[str, int]) -> Keyboard:
    return column(
        tap(option.label, "prompt", option.key, prompt.id, words=visit.words)
        for option in _can_do(visit, prompt, states)
    )


def _can_do(visit: Visit, prompt: Prompt, states: dict[str, int]) -> tuple[Option, ...]:
    """Return what can be done with it now: look, pause or carry on, cancel, remind, read."""
    labels = {"how": N_("How far is it?")}
    if _MOVING & set(states):
        labels |= {"on": N_("Carry on")} if prompt.paused else {"pause": N_("Pause sending")}
        labels["cancel"] = N_("Cancel the rest")
    if prompt.composed.kind != TELLS and states.get("sent"):
        labels["answers"] = N_("What they answered")
        if _can_be_reminded(visit, prompt):
            labels["remind"] = N_("Remind the others")
    return tuple(Option(do, label) for do, label in labels.items())


def _can_be_reminded(visit: Visit, prompt: Prompt) -> bool:
    """Say whether it may be asked again who said nothing: once, and of no reminder."""
    if prompt.reminds or prompts.reminder_of(visit.db, prompt.id):
        return False
    return prompt.state != "cancelled" and bool(outreach.silent(visit.db, prompt.id))


def _look_again(visit: Visit, loaded: Loaded, prompt: Prompt, states: dict[str, int]) -> None:
    """Set when the message is next brought up to date; never again once all has come to rest."""
    timers.drop_about(visit.db, "prompt_progress", prompt.id)
    if prompt.paused and "sending" not in states:
        return
    if _GOING & set(states):
        due = visit.now + _A_MOMENT
    elif next_one := outreach.next_of_prompt(visit.db, prompt.id):
        due = max(next_one, visit.now) + _A_MOMENT
    else:
        prompts.done(visit.db, prompt.id)
        return
    _arm(visit, loaded.project.slug, prompt.id, due)


def _answered(visit: Visit, loaded: Loaded, held: Held) -> None:
    """Somebody answered: soon the message that shows how far the prompt is says so, too."""
    script, _, answered = held.run.script.partition(":")
    found = prompts.get(visit.db, answered) if script == "prompt" else None
    if found is None:
        return
    due = visit.now + _A_WHILE
    for prompt in filter(None, (found.id, prompts.reminder_of(visit.db, found.id))):
        if not timers.waits_before(visit.db, "prompt_progress", prompt, due):
            _arm(visit, found.project, prompt, due)


def _arm(visit: Visit, project: str, prompt: str, due: datetime) -> None:
    new = visit.house.new_id()
    timer = Timer(new, "prompt_progress", due, project=project, subject=prompt)
    timers.add(visit.db, timer, visit.now)


def _update(visit: Visit, timer: Timer) -> None:
    found = prompts.get(visit.db, timer.subject or "")
    maker = participants.get(visit.db, found.made_by) if found and found.made_by else None
    loaded = visit.house.project(visit.db, timer.project or "")
    if found is not None and maker is not None and loaded is not None and not maker.stopped:
        _redraw(visit.other(maker), loaded, found.id)


def _redraw(visit: Visit, loaded: Loaded, prompt_id: str) -> None:
    prompt = prompts.get(visit.db, prompt_id)
    if prompt is None:
        return
    text, states = progress(visit, loaded, prompt)
    if prompt.progress is not None and text != prompt.shown:
        visit.edit(prompt.progress, text, _buttons(visit, prompt, states))
        prompts.show(visit.db, prompt.id, prompt.progress, text)
    _look_again(visit, loaded, prompt, states)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """Act on a button under a prompt's progress: the name of what to do, and the prompt."""
    if len(args) == 2:
        _do(visit, *args)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """What stands on a button, typed; anything else goes where it would go without."""
    found = prompts.get(visit.db, str(task.data["prompt"]))
    states = outreach.prompt_states(visit.db, found.id) if found else {}
    options = _can_do(visit, found, states) if found else ()
    if task.step == "remind":
        options = (Option("remind!", _REMIND),)
    reading = match_option(came.text or "", options, visit.words)
    if found and not came.media and isinstance(reading, Understood) and not reading.words:
        _do(visit, reading.value[0], found.id)
    else:
        visit.end_task()
        hear(visit, came)


def look(visit: Visit, prompt: str) -> None:
    """Show how far a prompt is, to who may see it."""
    _do(visit, "how", prompt)


def _do(visit: Visit, what: str, prompt: str) -> None:
    found = prompts.get(visit.db, prompt)
    loaded = visit.house.project(visit.db, found.project) if found else None
    if found is None or loaded is None or not allowed(visit, found.project, *TEAM):
        return
    if found.made_by != visit.person.id and not visit.holds(found.project, "officer"):
        remark(visit, N_("Only who sent it, or an officer, can do that."))
        return
    act = _ACTS.get(what)
    if act is not None:
        act(visit, loaded, found)


def _pause(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    """Let what has not gone wait, what is queued too, until its maker carries on."""
    if not prompts.pause(visit.db, prompt.id, visit.now):
        remark(visit, _OVER)
        return
    outreach.hold_prompt(visit.db, prompt.id)
    remark(visit, N_("Paused. Nothing more goes out until you carry on."))
    _redraw(visit, loaded, prompt.id)


def _carry_on(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    if not prompts.pause(visit.db, prompt.id, None):
        remark(visit, _OVER)
        return
    remark(visit, N_("It goes on."))
    arm(visit, loaded.project.slug)
    _redraw(visit, loaded, prompt.id)


def _cancel(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    prompts.cancel(visit.db, prompt.id)
    if outreach.cancel_prompt(visit.db, prompt.id):
        visit.say(visit.words.t("Cancelled what had not gone yet."))
    else:
        remark(visit, _OVER)
    _redraw(visit, loaded, prompt.id)


def _ask_to_remind(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    """Say how many it would be: people are reminded once, and only when their peer lead says so."""
    if not _can_be_reminded(visit, prompt):
        remark(visit, N_("They were reminded already, or all have answered."))
        return
    words, small = visit.words, loaded.project.small_number
    n = len(outreach.silent(visit.db, prompt.id))
    visit.begin_task("sent", "remind", prompt=prompt.id)
    visit.say(
        words.t("Fewer than {small} people have not answered yet.", small=small)
        + " "
        + words.t("They can be reminded once.")
        if n < small
        else words.tn("{n} person has not answered yet.", "{n} people have not answered yet.", n)
        + " "
        + words.t("They can be reminded once."),
        column([tap(_REMIND, "prompt", "remind!", prompt.id, words=words)]),
    )


def _remind(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    if not _can_be_reminded(visit, prompt):
        remark(visit, N_("They were reminded already, or all have answered."))
        return
    silent, new = outreach.silent(visit.db, prompt.id), visit.house.new_id()
    slug = loaded.project.slug
    prompts.add(visit.db, new, slug, visit.person.id, prompt.composed, visit.now, reminds=prompt.id)
    visit.mark_tapped("✓")
    set_aside(visit, slug, silent, prompt=new)
    found = prompts.get(visit.db, new)
    if found is not None:
        show(visit, loaded, found)


_ACTS = {
    "how": show,
    "pause": _pause,
    "on": _carry_on,
    "cancel": _cancel,
    "answers": tally,
    "remind": _ask_to_remind,
    "remind!": _remind,
}
TAPS = {"prompt": _tapped}
TASKS = {"sent": _typed}
TIMERS = {"prompt_progress": _update}
AFTER_RUN = _answered
