"""A run under way: the engine decides, storage remembers, and the person is answered."""

from __future__ import annotations

from collections.abc import Mapping

from bot.leads.taking_back import honour
from bot.residents import farewell, others
from bot.residents.aloud import read_aloud
from bot.residents.reminders import set_reminder
from bot.residents.told_before import up_to_date
from bot.scripts import of_main, script_of
from bot.visit import Visit, join, plain, run_keyboard
from conversations import engine
from conversations import events as happened
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Script
from conversations.inputs import ChangedLanguage, Closed, Input, Started, Stopped, TimedOut
from conversations.loader import Loaded
from conversations.moving_over import Moved
from conversations.opening import NOTICE_VERSION
from conversations.render import Marked, Output, Redrawn, Spoken, Toast, render
from conversations.run import Run
from storage import outbox, outreach, projects, runs
from storage.apply import Whose, apply

#: Ends after which nothing of the person is kept.
_NOTHING_KEPT = ("declined", "young")

#: Events that put a question: whoever is asked is in the project that asks.
_ASKS = (happened.Prompted, happened.ChangeQuestioned)


def begin(
    visit: Visit,
    loaded: Loaded,
    script: Script,
    *,
    wave: str = "before",
    sent: bool = True,
    facts: Mapping[str, str] | None = None,
    kind: outbox.Kind | None = None,
) -> Run:
    """Start a run of ``script`` for the visit's person and say its first messages.

    ``sent``: its answers reach the team as they are given, without a Send at the end. ``kind``
    is what its first messages count as; a prompt is never sent twice, even if its fate is unknown.
    """
    words = visit.words_of(loaded)
    language = visit.person.language
    run, events = engine.begin(
        script, visit.house.new_id(), language, facts or {}, visit.now, words
    )
    revision = loaded.project.revision
    runs.add(
        visit.db,
        run,
        participant=visit.person.id,
        project=loaded.project.slug,
        revision=revision,
        now=visit.now,
        wave=wave,
        sent=sent,
    )
    _act(visit, loaded, script, run, events, 0, kind)
    return run


def resume(visit: Visit, held: runs.Held, given: Input, *, kind: outbox.Kind | None = None) -> None:
    """Take ``given`` into a run: decide, write down, answer. ``kind`` as for ``begin``."""
    loaded, script = script_of(visit.db, visit.house, held)
    held = up_to_date(visit.db, visit.house, held, script)
    words = loaded.catalogues.words(held.run.language)
    run, events = engine.resume(script, held.run, given, visit.now, words)
    ended = next((e for e in events if isinstance(e, happened.RunEnded)), None)
    if ended and ended.how in _NOTHING_KEPT:
        last = render(script, run, (ended,), words)
        said = (o.text for o in last if isinstance(o, Spoken))
        farewell.leave_project(visit, held.project, *said)
        return
    done = ended is not None and ended.how == "done"
    runs.save(visit.db, held, run, visit.now, sent=done, heard=not isinstance(given, TimedOut))
    _act(visit, loaded, script, run, events, held.run.step, kind)
    if done:
        for step in visit.house.rooms.after_run:
            step(visit, loaded, held)
    elif held.sent_at is not None:
        for step in visit.house.rooms.after_change:
            step(visit, loaded, held)


def go_on(visit: Visit, held: runs.Held) -> None:
    """Put a run's open question again, in the language they speak in its project by now."""
    visit.be_in(held.project)
    spoken = visit.person.language
    loaded = visit.house.revision(visit.db, held.revision)
    if held.run.language != spoken and spoken in loaded.project.languages:
        resume(visit, held, ChangedLanguage(spoken))
        if held.run.status == "waiting":
            return
        held = runs.get(visit.db, held.run.id) or held
    resume(visit, held, Started())


def taken_over(visit: Visit, held: runs.Held, loaded: Loaded, moved: Moved) -> None:
    """Take a run to the newer revision ``loaded``, and tell its person what there is to tell."""
    runs.move(visit.db, held, moved.run, loaded.project.revision, visit.now)
    if moved.events:
        script = of_main(visit.db, loaded, moved.run)
        _act(visit, loaded, script, moved.run, moved.events, held.run.step)


def end_quietly(visit: Visit, held: runs.Held) -> None:
    """Stop a run without a word: the person is told once, not once a run."""
    loaded, script = script_of(visit.db, visit.house, held)
    words = loaded.catalogues.words(held.run.language)
    run, _ = engine.resume(script, held.run, Stopped(), visit.now, words)
    runs.save(visit.db, held, run, visit.now)


def close(visit: Visit, held: runs.Held) -> None:
    """End a run without a word, because something later takes its place; its buttons go."""
    loaded, script = script_of(visit.db, visit.house, held)
    words = loaded.catalogues.words(held.run.language)
    run, events = engine.resume(script, held.run, Closed(), visit.now, words)
    runs.save(visit.db, held, run, visit.now, heard=False)
    _act(visit, loaded, script, run, events, held.run.step)


def _act(
    visit: Visit,
    loaded: Loaded,
    script: Script,
    run: Run,
    events: tuple[Event, ...],
    was_step: int,
    kind: outbox.Kind | None = None,
) -> None:
    project = loaded.project
    whose = Whose(
        run.id, visit.person.id, project.slug, project.revision, run.language, NOTICE_VERSION
    )
    apply(visit.db, script, whose, events, visit.now, visit.house.new_id)
    honour(visit, run.id, events)
    if any(isinstance(event, _ASKS) for event in events):
        visit.be_in(project.slug)
        visit.put_list_away()
    if any(isinstance(e, happened.ConsentWithdrawn) and e.scope == "contact" for e in events):
        outreach.withdrawn(visit.db, visit.person.id, project.slug)
    if any(isinstance(event, happened.LanguageChanged) for event in events):
        visit.speak(run.language, project.slug)
    words = loaded.catalogues.words(run.language)
    outputs = render(script, run, events, words)
    if any(isinstance(event, happened.RunResumed) for event in events):
        _say_if_closed(visit, project.slug, words)
    usual: outbox.Kind = "reply" if visit.incoming else "notice"
    answer(visit, loaded, run, outputs, was_step, kind or usual)
    wanted = [event.until for event in events if isinstance(event, happened.ReminderSet)]
    set_reminder(visit, run, project.slug, wanted[0] if wanted else None)
    if any(isinstance(event, happened.TeamAsked) for event in events):
        node = next(e.node for e in events if isinstance(e, happened.TeamAsked))
        card = node.removeprefix("card.") if node.startswith("card.") else None
        shown = others.offer(visit, loaded, card)
        visit.begin_task("ask_team", "words", project=project.slug, node=node, others=shown)


def _say_if_closed(visit: Visit, slug: str, words: Words) -> None:
    """Tell someone who comes back to a retired project what they can still do in it."""
    published = projects.get(visit.db, slug)
    if published is not None and not published.live:
        visit.say(
            words.t(
                "This conversation has closed to new people. You can still finish what you began "
                "and send it."
            )
        )


def answer(
    visit: Visit,
    loaded: Loaded,
    run: Run,
    outputs: tuple[Output, ...],
    was_step: int,
    kind: outbox.Kind,
) -> None:
    """Queue what a turn said: messages first, since the next question is what is waited for.

    ``was_step`` is the step before the turn: once it has gone by, its messages lose their
    buttons, so that nothing stale is left to tap.
    """
    marked = {output.step for output in outputs if isinstance(output, Marked)}
    stale = {was_step} - marked if run.step != was_step or run.status == "ended" else set()
    for step in stale:
        _unbutton(visit, run, step)
    for output in outputs:
        match output:
            case Spoken():
                read_aloud(visit, loaded, output, kind)
                _say(visit, run, output, kind)
            case Toast():
                visit.toast = plain(output.text)
            case _:
                pass
    for output in outputs:
        match output:
            case Marked():
                _unbutton(visit, run, output.step, output.mark)
            case Redrawn():
                _redraw(visit, run, output)
            case _:
                pass


def _say(visit: Visit, run: Run, spoken: Spoken, kind: outbox.Kind) -> None:
    step = run.step if spoken.step is None else spoken.step
    of_step = spoken.step is not None
    visit.say(
        spoken.text,
        run_keyboard(spoken.rows, run.id, step),
        kind=kind,
        run=run.id if of_step else None,
        step=step if of_step else None,
        # What a person waits for, a question or what happens next, may come twice but not never.
        repeatable=(spoken.question or run.status == "ended") and kind != "prompt",
    )


def _redraw(visit: Visit, run: Run, drawn: Redrawn) -> None:
    """Show the ticks on the question, and below what was said about it: either may be in sight."""
    keyboard, text = run_keyboard(drawn.rows, run.id, drawn.step), drawn.text
    for row, kept in outbox.of_step(visit.db, run.id, drawn.step):
        if text or kept.get("rows"):
            visit.edit(row, text or str(kept["text"]), keyboard)
        text = ""


def _unbutton(visit: Visit, run: Run, step: int, mark: str = "") -> None:
    """Take the buttons off a step's messages; its first, the question, shows ``mark`` too."""
    for row, kept in outbox.of_step(visit.db, run.id, step):
        text = str(kept.get("text", ""))
        if mark:
            visit.edit(row, join(text, mark))
        elif kept.get("rows"):
            visit.edit(row, text)
        mark = ""
