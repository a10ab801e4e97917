"""One turn of a run: the moves an input can cause. Private to the engine; lives for one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeGuard

from conversations import events as happened
from conversations.catalogue import Words
from conversations.events import Event, Reason
from conversations.flow import Ask, End, Say, Script, path
from conversations.questions.card import Card
from conversations.run import Answer, Pending, Run


class Turn:
    """A run on its way from one state to the next, and the events of the way."""

    def __init__(self, script: Script, run: Run, now: datetime, words: Words) -> None:
        self.script = script
        self.run = run
        self.now = now
        self.words = words
        self.events: list[Event] = []

    def result(self) -> tuple[Run, tuple[Event, ...]]:
        """Return where the run is now and what happened."""
        return self.run, tuple(self.events)

    # ------------------------------------------------------------------ where we are

    def way(self, answers: Mapping[str, Answer] | None = None) -> tuple[Say | Ask | End, ...]:
        """Return the nodes on this person's way, with ``answers`` if given, else with theirs."""
        given = self.run.answers if answers is None else answers
        return path(self.script.nodes, given, self.run.facts)

    def open_question(self) -> Ask | None:
        """Return the question the run is waiting at."""
        return self.script.find(self.run.at) if self.run.at else None

    def on_the_way(self, key: str) -> bool:
        """Say whether the node ``key`` lies on the way."""
        return any(node.key == key for node in self.way())

    # ------------------------------------------------------------------ moving

    def emit(self, event: Event) -> None:
        """Add something that happened."""
        self.events.append(event)

    def prompt(self, ask: Ask, *, again: bool = False) -> None:
        """Put a question: a new step, so that buttons of earlier ones are stale."""
        self.run = replace(
            self.run,
            status="waiting",
            at=ask.key,
            step=self.run.step + 1,
            tries=0,
            beside=(),
            draft=(),
            asked_at=self.now,
            pending=None,
        )
        if isinstance(ask.question, Card):
            self.emit(happened.ConstraintShown(ask.question.constraint, ask.question.version))
        self.emit(happened.Prompted(ask.key, self.run.step, again))

    def advance(self) -> None:
        """Go on to the first question on the way that has no answer, or to the end."""
        way = self.way()
        stop = next(node for node in way if self._stops(node))
        for node in way[: way.index(stop)]:
            if isinstance(node, Say):
                self._show(node)
        if isinstance(stop, Ask):
            self.prompt(stop)
        else:
            self._end(stop)

    def _stops(self, node: Say | Ask | End) -> TypeGuard[Ask | End]:
        """Say whether the way goes no further than ``node`` for now; every way has an End."""
        return isinstance(node, End) or (isinstance(node, Ask) and node.key not in self.run.answers)

    def _show(self, node: Say) -> None:
        if node.key not in self.run.shown:
            self.run = replace(self.run, shown=self.run.shown | {node.key})
            self.emit(happened.Shown(node.key))

    def _end(self, node: End) -> None:
        again = node.key in self.run.shown
        self.run = replace(
            self.run,
            status="ended",
            how=node.how,
            at=None,
            pending=None,
            draft=(),
            shown=self.run.shown | {node.key},
        )
        self.emit(happened.RunEnded(node.how, node.key, again))

    def reject(self, reason: Reason, near: tuple[str, ...] = ()) -> None:
        """Say why an input could not be used; the run stays where it is."""
        self.emit(happened.InputRejected(reason, self.run.at, near))

    # ------------------------------------------------------------------ answers

    def record(
        self, ask: Ask, answer: Answer, how: Literal["changed", "corrected", "added"] = "changed"
    ) -> bool:
        """Take ``answer``; or, if later answers would fall away, ask first and return ``False``."""
        answer = replace(
            answer, language=self.run.language, constraint_version=ask.constraint_version
        )
        falls_away = self._falls_away(ask, answer)
        if falls_away and ask.key in self.run.answers:
            self.run = replace(
                self.run, pending=Pending(ask.key, answer, falls_away), step=self.run.step + 1
            )
            self.emit(happened.ChangeQuestioned(ask.key, falls_away, self.run.step))
            return False
        self.commit(ask, answer, how)
        return True

    def commit(
        self, ask: Ask, answer: Answer, how: Literal["changed", "corrected", "added"] = "changed"
    ) -> None:
        """Write the answer into the run, with everything that follows from it."""
        falls_away = self._falls_away(ask, answer)
        old = self.run.answers.get(ask.key)
        step = self.run.step
        self.emit(
            happened.AnswerRecorded(ask.key, answer, step)
            if old is None
            else happened.AnswerChanged(ask.key, answer, old, step, how)
        )
        self.run = replace(
            self.run,
            answers={**self.run.answers, ask.key: answer},
            tries=0,
            beside=(),
            draft=(),
            previous=ask.key,
            pending=None,
            reminders=0,
        )
        self._follow_consent(ask, answer)
        self._set_aside(falls_away)
        self._restore()

    def _falls_away(self, ask: Ask, answer: Answer) -> tuple[str, ...]:
        before = [n.key for n in self.way() if n.key in self.run.answers and n.key != ask.key]
        after = {node.key for node in self.way({**self.run.answers, ask.key: answer})}
        return tuple(key for key in before if key not in after)

    def _set_aside(self, keys: tuple[str, ...]) -> None:
        moved = {key: self.run.answers[key] for key in keys}
        kept = {key: a for key, a in self.run.answers.items() if key not in moved}
        self.run = replace(self.run, answers=kept, aside={**self.run.aside, **moved})
        for key in keys:
            self.emit(happened.AnswerSetAside(key))

    def _restore(self) -> None:
        """Bring back what lies on the way again; what comes back may open more of the way."""
        while back := [n.key for n in self.way() if n.key in self.run.aside]:
            key = back[0]
            aside = {k: a for k, a in self.run.aside.items() if k != key}
            answers = {**self.run.answers, key: self.run.aside[key]}
            self.run = replace(self.run, answers=answers, aside=aside)
            self.emit(happened.AnswerRestored(key))

    def _follow_consent(self, ask: Ask, answer: Answer) -> None:
        if ask.key == "language" and answer.value:
            self.run = replace(self.run, language=answer.value[0])
            self.emit(happened.LanguageChanged(answer.value[0]))
        if ask.consent is None or not answer.value:
            return
        said = answer.value[0]
        if said in ("no", "never"):
            self.emit(happened.ConsentWithdrawn(ask.consent))
        else:
            scope = ask.consent if said == "yes" else f"{ask.consent}:{said}"
            self.emit(happened.ConsentGiven(scope))
