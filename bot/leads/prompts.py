"""Sending a prompt: compose it, see it as it will arrive, confirm with the number, watch it go."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.base import Incoming
from bot.leads import audiences
from bot.leads.composing import STEPS, mark, taken
from bot.leads.planned import EARLIER, earlier, plan
from bot.leads.previewing import OPTIONS, SEND, SETTLED, how_to_confirm, show
from bot.leads.prompt_draft import BEGUN, Draft, before
from bot.leads.scope import TEAM, allowed, people, remark, workplace
from bot.leads.sent_prompts import send
from bot.residents.talking import keep_file
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.layout import LONGEST_LABEL
from conversations.loader import Loaded
from conversations.prompting import short
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import ascii_digits, aside, fold
from storage import outreach, projects, prompt_drafts
from storage.tasks import Task

#: A recording longer than this nobody listens to.
_MOST_SECONDS = 240

_BEGUN = (Option("on", N_("Go on with it")), Option("anew", N_("Begin a new one")))

_OVER = N_("That one is finished, or was left.")
_LEFT = N_("Left. Nothing was sent.")


def _prompt(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    live = projects.get(visit.db, loaded.project.slug)
    if live is not None and not live.live:
        visit.say(visit.words.t("This project is retired: nobody is asked anything more."))
        return
    more = earlier(visit, loaded)
    if outreach.audience(visit.db, loaded.project.slug, of=visit.person.id):
        begun = prompt_drafts.get(visit.db, visit.person.id, loaded.project.slug)
        if begun is not None:
            _offer_begun(visit, Draft.of(*begun), more)
        else:
            _put(visit, loaded, Draft(loaded.project.slug, visit.person.language), more)
        return
    visit.say(
        visit.words.t(
            "Nobody has agreed to be written to yet. A prompt can go out once somebody has."
        ),
        more,
    )


def _offer_begun(visit: Visit, draft: Draft, more: Keyboard) -> None:
    """Offer what was begun and not sent: something else came in between."""
    words = visit.words
    visit.begin_task("prompt", BEGUN, **draft.data())
    said = words.t("You had begun a prompt:\n“{words}”", words=short(draft.words))
    buttons = column(tap(o.label, "compose", BEGUN, o.key, words=words) for o in _BEGUN)
    visit.say(said if draft.words else words.t("You had begun a prompt."), (*buttons, *more))


def _pick_up(visit: Visit, loaded: Loaded, how: str) -> None:
    """Go on with what was begun, or begin anew."""
    slug = loaded.project.slug
    begun = prompt_drafts.get(visit.db, visit.person.id, slug)
    if begun is None:
        remark(visit, _OVER)
        return
    visit.mark_tapped("✓")
    anew = Draft(slug, visit.person.language)
    _put(visit, loaded, Draft.of(*begun) if how == "on" else anew)


def _put(visit: Visit, loaded: Loaded, draft: Draft, more: Keyboard = ()) -> None:
    """Keep the draft and put its open question, or show the preview."""
    slug = loaded.project.slug
    visit.begin_task("prompt", draft.step, **draft.data())
    if draft.step == "words":
        prompt_drafts.drop(visit.db, visit.person.id, slug)
    else:
        prompt_drafts.put(visit.db, visit.person.id, slug, draft.step, draft.data(), visit.now)
    if draft.step == "preview":
        show(visit, loaded, draft)
        return
    step, words = STEPS[draft.step], visit.words_of(loaded)
    options = step.options(visit, loaded, draft)
    labels = [words.plain(option.label) for option in options]
    numbered = any(len(label) > LONGEST_LABEL for label in labels)
    lines = [words.say(step.asks(visit, loaded, draft)), *_counts(visit, loaded, draft)]
    if numbered and draft.step not in audiences.STEPS:
        lines += [f"{n}. {words.say(o.label)}" for n, o in enumerate(options, start=1)]
    buttons = (
        tap(f"{n}" if numbered else label, "compose", draft.number, mark(option))
        for n, (option, label) in enumerate(zip(options, labels, strict=True), start=1)
    )
    visit.say("\n".join(lines), (*column(buttons), *more))


def _counts(visit: Visit, loaded: Loaded, draft: Draft) -> list[str]:
    """Return a numbered line for each part of an audience: what it is, and how many people."""
    if draft.step not in audiences.STEPS:
        return []
    words, small = visit.words_of(loaded), loaded.project.small_number
    lines = []
    for number, some in enumerate(audiences.choices(visit, loaded, draft), start=1):
        label = aside(words.say(some.option.label))
        count = f": {people(some.people, small, words)}" if some.people else ""
        lines.append(f"{number}. {label}{count}")
    return lines


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded, draft = _open(visit, task)
    if loaded is None or draft is None:
        return
    said = (came.text or "").strip()
    if draft.step in (BEGUN, "words") and fold(said) == fold(visit.words.plain(EARLIER.label)):
        visit.command("prompts")
    elif draft.step == BEGUN:
        reading = match_option(said, _BEGUN, visit.words)
        if isinstance(reading, Understood) and not reading.words:
            _pick_up(visit, loaded, reading.value[0])
        else:
            visit.say(visit.words.t("Please tap a button, or type what stands on it."))
    elif came.media is not None:
        _recorded(visit, loaded, draft, came)
    elif draft.step == "preview":
        _at_preview(visit, loaded, draft, said)
    else:
        _take(visit, loaded, draft, said, tapped=False)


def _open(visit: Visit, task: Task | None) -> tuple[Loaded | None, Draft | None]:
    """Return the project and the draft someone is at, if they still may; else end the task."""
    if task is None or task.name != "prompt" or "written" not in task.data:
        return None, None
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not allowed(visit, loaded.project.slug, *TEAM):
        visit.end_task()
        return None, None
    return loaded, Draft.of(task.step, task.data)


def _recorded(visit: Visit, loaded: Loaded, draft: Draft, came: Incoming) -> None:
    """A voice message in place of the words: it goes out as it is."""
    sent = came.media
    if sent is None or draft.step != "words" or sent.kind != "voice" or not sent.file_id:
        visit.say(visit.words.t("Please write it, or send a voice message at the first question."))
    elif (sent.seconds or 0) > _MOST_SECONDS:
        visit.say(visit.words.t("That is longer than four minutes. Please say it more shortly."))
    else:
        _put(visit, loaded, replace(draft, recording=keep_file(visit, sent), step="written"))


def _take(visit: Visit, loaded: Loaded, draft: Draft, said: str, *, tapped: bool) -> None:
    after = taken(visit, loaded, draft, said, tapped=tapped)
    if not isinstance(after, Draft):
        remark(visit, after)
        return
    if tapped:
        visit.mark_tapped("✓")
    _put(visit, loaded, after)


def _at_preview(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> None:
    """The number sends it; a button can be typed, too."""
    options = SETTLED if draft.first else OPTIONS
    typed = ascii_digits(said).strip()
    reading = match_option(said, options, visit.words)
    if not typed.isdecimal() and isinstance(reading, Understood) and not reading.words:
        _do(visit, loaded, draft, reading.value[0])
        return
    found = audiences.recipients(visit, loaded, draft)
    small = len(found) < loaded.project.small_number
    sends = (fold(visit.words.plain(SEND)), "send")
    if not found or not (fold(said) in sends if small else typed == str(len(found))):
        nothing, how = visit.words.t("Nothing has been sent."), ""
        if found:
            how = how_to_confirm(visit, loaded, found)
        visit.say(f"{nothing} {how}".strip())
        return
    _end(visit, loaded)
    if draft.first:
        plan(visit, loaded, draft)
    else:
        send(visit, loaded, draft, found)


def _do(visit: Visit, loaded: Loaded, draft: Draft, what: str) -> None:
    """Do what a button under the preview says."""
    if what == "leave":
        _end(visit, loaded)
        visit.say(visit.words.say(_LEFT))
    else:
        step = "first" if what == "later" else "every"
        _put(visit, loaded, replace(draft, step=step, first="", every="", until=""))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args == ("seen",):
        visit.toast = visit.words.plain(N_("This is only the preview: nothing has been sent."))
        return
    loaded, draft = _open(visit, visit.task())
    if loaded is None or draft is None or len(args) != 2 or args[0] != draft.number:
        remark(visit, _OVER)
    elif draft.step == BEGUN:
        _pick_up(visit, loaded, args[1])
    elif draft.step == "preview":
        if args[1] in {option.key for option in (SETTLED if draft.first else OPTIONS)}:
            visit.mark_tapped("✓")
            _do(visit, loaded, draft, args[1])
    else:
        options = STEPS[draft.step].options(visit, loaded, draft)
        key = next((option.key for option in options if mark(option) == args[1]), "")
        _take(visit, loaded, draft, key, tapped=True)


def _end(visit: Visit, loaded: Loaded) -> None:
    """Be done with a prompt: sent, planned or left, there is nothing to go on with."""
    visit.end_task()
    prompt_drafts.drop(visit.db, visit.person.id, loaded.project.slug)


def _back(visit: Visit, task: Task) -> None:
    loaded, draft = _open(visit, task)
    if loaded is None or draft is None:
        return
    earlier_step = before(draft)
    if earlier_step is None:
        _end(visit, loaded)
        visit.say(visit.words.say(_LEFT))
        return
    if earlier_step.step == "words" and draft.words:
        was = visit.words.t("Before it was:\n{text}", text=draft.words)
        visit.say(was)
    _put(visit, loaded, earlier_step)


COMMANDS = {"prompt": _prompt}
TAPS = {"compose": _tapped}
TASKS = {"prompt": _typed}
BACKS = {"prompt": _back}
