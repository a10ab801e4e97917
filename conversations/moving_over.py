"""Taking a run under way to a newer revision, if everything that was said in it still fits there.

Nobody is moved who would lose an answer by it, who agreed to something else, or who would answer a
question they have not seen: they stay on the revision they began with, and it is said why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from conversations import events as happened
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Ask
from conversations.opening import TAKE_PART
from conversations.project import Project
from conversations.questions.card import Card
from conversations.questions.review import Review
from conversations.run import Answer, Run
from conversations.sameness import same_answers, same_subject, still_an_answer
from conversations.turn import Turn

#: Why someone stays. ``agreed``: what they agreed to has changed; ``language``: theirs is gone;
#: ``changing``: they are asked just now whether to change an answer. Of one question: ``gone``: it
#: is not asked any more; ``otherwise``: it is answered otherwise now; ``subject``: it is about
#: something else now; ``needed``: they did not answer it, and now have to; ``off``: it is not
#: asked of them any more; ``unseen``: it is open, and they have yet to see how it has changed.
Why = Literal[
    "agreed", "language", "changing", "gone", "otherwise", "subject", "needed", "off", "unseen"
]


@dataclass(frozen=True)
class Misfit:
    """Why a run cannot be moved over, and the question that is about, if it is about one."""

    why: Why
    node: str = ""


@dataclass(frozen=True)
class Moved:
    """A run on the newer revision, and what happened as it was taken there."""

    run: Run
    events: tuple[Event, ...] = ()


def move_over(
    old: Project, new: Project, run: Run, now: datetime, words: Words, *, quietly: bool = False
) -> Moved | Misfit:
    """Return ``run``, under way in ``old``, as it stands in ``new``; or why it cannot.

    ``words`` are those of the run's language in ``new``. The open question is put again, with a
    sentence that says why; ``quietly``, or while the run is paused, once the person is back.
    Where nothing but words has changed there is nothing to say.
    """
    misfit = _of_the_whole(old, new, run) or _of_an_answer(old, new, run)
    if misfit:
        return misfit
    if old.script.shape == new.script.shape:
        return Moved(run)
    turn = Turn(new.script, _carried(old, new, run), now, words)
    return _taken_there(old, run, turn, quietly=quietly or run.status != "waiting")


def agreed_to(project: Project) -> tuple[object, ...]:
    """Return what people agree to when they take part, besides what every project says."""
    return (
        project.organisation.source,
        project.privacy.source,
        project.keep_months,
        project.minimum_age,
    )


def _of_the_whole(old: Project, new: Project, run: Run) -> Misfit | None:
    if run.pending:
        return Misfit("changing", run.pending.node)
    if TAKE_PART in run.answers and agreed_to(old) != agreed_to(new):
        return Misfit("agreed")
    return None if run.language in new.languages else Misfit("language")


def _of_an_answer(old: Project, new: Project, run: Run) -> Misfit | None:
    """Return the first answer that does not fit; those set aside count, since they may be back."""
    for key, answer in {**run.aside, **run.answers}.items():
        was, now = old.script.find(key), new.script.find(key)
        why = _misfit(was, now, answer)
        if why:
            return Misfit(why, key)
    return None


def _misfit(was: Ask | None, now: Ask | None, answer: Answer) -> Why | None:
    if was is None or now is None:
        return "gone"
    if _is_read_again(was, now, answer):
        return None
    if not same_subject(was, now):
        return "subject"
    if not still_an_answer(was.question, now.question, answer):
        return "otherwise"
    return "needed" if answer.status == "skipped" and not now.optional else None


def _is_read_again(was: Ask, now: Ask, answer: Answer) -> bool:
    """Say whether it is a card that says something else now, and was put aside without a word."""
    changed = isinstance(now.question, Card) and not same_answers(was.question, now.question)
    return changed and not (answer.words or answer.media)


def _carried(old: Project, new: Project, run: Run) -> Run:
    """Return the run with what it keeps: all but "Next" on cards that say something else now."""

    def keeps(key: str, answer: Answer) -> bool:
        was, now = old.script.find(key), new.script.find(key)
        return was is None or now is None or not _is_read_again(was, now, answer)

    ask = new.script.find(run.at or "")
    offered = {option.key for option in getattr(ask and ask.question, "all_options", ())}
    return replace(
        run,
        answers={key: answer for key, answer in run.answers.items() if keeps(key, answer)},
        aside={key: answer for key, answer in run.aside.items() if keeps(key, answer)},
        draft=tuple(key for key in run.draft if key in offered),
        changed=True,
    )


def _taken_there(old: Project, run: Run, turn: Turn, *, quietly: bool) -> Moved | Misfit:
    """Set aside what lies on the way no more, if there is nothing in it to lose, and go on."""
    kept = turn.run.answers
    counted = turn.counted(kept)
    off = tuple(key for key in kept if key not in counted)
    lost = [key for key in off if turn.is_theirs(key)]
    if lost:
        return Misfit("off", lost[0])
    for key in run.answers:
        if key not in kept:
            turn.emit(happened.AnswerSetAside(key))
    turn.set_aside(off)
    turn.restore()
    if not quietly:
        return _put_again(turn, all_read=kept.keys() == run.answers.keys())
    same = _is_same(old, turn, run.at or "")
    return Moved(*turn.result()) if same else Misfit("unseen", run.at or "")


def _is_same(old: Project, turn: Turn, at: str) -> bool:
    """Say whether the open question is still asked, and answered as it was."""
    was, now = old.script.find(at), turn.script.find(at)
    if was is None or now is None or not turn.on_the_way(now.key):
        return False
    return same_subject(was, now) and same_answers(was.question, now.question)


def _put_again(turn: Turn, *, all_read: bool) -> Moved | Misfit:
    """Put the open question again, or else the first on the way that has no answer."""
    at = turn.run.at or ""
    turn.say_what_changed()
    ask = turn.script.find(at)
    stays = ask is not None and all_read and turn.on_the_way(ask.key)
    # Before anything is sent, what is new is asked.
    if ask is not None and stays and not isinstance(ask.question, Review):
        turn.prompt(turn.ask(ask.key), again=True)
    else:
        turn.advance()
    return Misfit("off", at) if turn.run.status == "ended" else Moved(*turn.result())
