"""One turn of a run: the moves an input can cause. Private to the engine; lives for one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from conversations import events as happened
from conversations.catalogue import Words
from conversations.events import Event, How, Reason
from conversations.flow import Ask, End, Say, Script, Way, refuses, walk
from conversations.questions.base import Setting
from conversations.questions.card import Card
from conversations.questions.ticking import Ticking
from conversations.run import Answer, Pending, Run

#: A question nobody answered for this long is stalled: what comes then may not be about it.
STALLED = timedelta(days=1)

#: After this long people no longer know where they were, and are told.
LONG = timedelta(days=7)


class Turn:
    """A run on its way from one state to the next, and the events of the way."""

    def __init__(self, script: Script, run: Run, now: datetime, words: Words) -> None:
        self.script = script
        self.run = run
        self.now = now
        self.words = words
        self.events: list[Event] = []
        # Walking is most of what a turn costs, and the same answers give the same way.
        self._walked: list[tuple[Mapping[str, Answer], Way]] = []

    def result(self) -> tuple[Run, tuple[Event, ...]]:
        """Return where the run is now and what happened."""
        return self.run, tuple(self.events)

    # ------------------------------------------------------------------ where we are

    def way(self, answers: Mapping[str, Answer] | None = None) -> tuple[Say | Ask | End, ...]:
        """Return the nodes on this person's way, with ``answers`` if given, else with theirs."""
        return self._walk(self.run.answers if answers is None else answers).nodes

    def _walk(self, answers: Mapping[str, Answer]) -> Way:
        for before, way in self._walked:
            if before is answers:
                return way
        way = walk(self.script.nodes, answers, self.run.facts)
        self._walked.append((answers, way))
        return way

    def open_question(self) -> Ask | None:
        """Return the question the run stands at, or ``None`` when it is over."""
        return self.ask(self.run.at) if self.run.at else None

    def ask(self, key: str) -> Ask:
        """Return the question ``key``, which the run itself has named, as it is put here."""
        ask = self.script.find(key)
        assert ask is not None, f"a run is pinned to its script, which has no question {key!r}"
        return ask.at(Setting(self.run.answers, self.run.facts, self.now))

    def unanswered(self) -> bool:
        """Say whether the way holds a question without an answer."""
        return any(isinstance(n, Ask) and n.key not in self.run.answers for n in self.way())

    def on_the_way(self, key: str) -> bool:
        """Say whether the node ``key`` lies on the way."""
        return any(node.key == key for node in self.way())

    # ------------------------------------------------------------------ moving

    def emit(self, event: Event) -> None:
        """Add something that happened."""
        self.events.append(event)

    def wake(self) -> Ask | None:
        """Resume a run left alone and return its question; ``None`` when the run has ended."""
        if self.run.status == "ended":
            return None
        since = self.waited_since()
        if self.run.status == "paused" or since is not None:
            self.run = replace(self.run, status="waiting")
            self.emit(happened.RunResumed(since))
        return self.open_question()

    def waited_since(self) -> datetime | None:
        """Return when the open question was put, if that is long ago."""
        asked = self.run.asked_at
        return asked if asked is not None and self.now - asked >= LONG else None

    def left_alone(self) -> bool:
        """Say whether they paused, or have been silent for so long that the run is stalled."""
        asked = self.run.asked_at
        silent = asked is not None and self.now - asked >= STALLED
        return self.run.status == "paused" or (self.run.status == "waiting" and silent)

    def prompt(self, ask: Ask, *, again: bool = False) -> None:
        """Put a question: a new step, so that buttons of earlier ones are stale.

        Put once more, it still has what was ticked and remarked at it.
        """
        self.say_what_changed()
        same = ask.key == self.run.at
        self.run = replace(
            self.run,
            status="waiting",
            how="",
            at=ask.key,
            step=self.run.step + 1,
            tries=0,
            beside=self.run.beside if same else Answer(),
            draft=self._ticked(ask),
            asked_at=self.now,
        )
        if isinstance(ask.question, Card):
            self.emit(happened.ConstraintShown(ask.question.constraint, ask.question.version))
        self.emit(happened.Prompted(ask.key, self.run.step, again))

    def say_what_changed(self) -> None:
        """Say once that the script is a newer one than they knew."""
        if self.run.changed:
            self.run = replace(self.run, changed=False)
            self.emit(happened.ScriptChanged())

    def _ticked(self, ask: Ask) -> tuple[str, ...]:
        """Return the options to show as ticked: those ticked so far, or those chosen before."""
        if not isinstance(ask.question, Ticking):
            return ()
        if ask.key == self.run.at and self.run.draft:
            return self.run.draft
        answer = self.run.answers.get(ask.key)
        return answer.value if answer and answer.status == "given" else ()

    def put_again(self, ask: Ask) -> None:
        """Put ``ask``, or what waits to be confirmed, once more."""
        pending = self.run.pending
        if pending is None:
            self.prompt(ask, again=True)
        else:
            self.run = replace(
                self.run, status="waiting", how="", step=self.run.step + 1, asked_at=self.now
            )
            self.emit(happened.ChangeQuestioned(pending.node, pending.falls_away, self.run.step))

    def advance(self) -> None:
        """Go on to the first question on the way that has no answer, or to the end."""
        answered = self.run.answers
        for node in self.way():
            if isinstance(node, Say):
                self._show(node)
            elif isinstance(node, End):
                self._end(node)
            elif node.key not in answered:
                self.prompt(node)
                return

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
            shown=self.run.shown | {node.key},
            asked_at=self.now,
        )
        self.emit(happened.RunEnded(node.how, node.key, again))

    # ------------------------------------------------------------------ what cannot be used

    def reject(self, reason: Reason, near: tuple[str, ...] = (), node: str | None = None) -> None:
        """Say why an input could not be used, at ``node`` or where the run stands and stays."""
        self.emit(happened.InputRejected(reason, node or self.run.at, near))

    def keep(self, node: str | None, text: str, media: tuple[str, ...] = ()) -> None:
        """Keep words or files that are no answer as they are."""
        if text or media:
            self.emit(happened.WordsKept(node, text, media))

    def over(self, text: str = "", media: tuple[str, ...] = ()) -> None:
        """Keep what came after the end, and say that it is the end."""
        self.keep(None, text, media)
        if self.run.how == "stopped":
            self.reject("stopped")
        else:
            self.reject("late" if text or media else "over")

    # ------------------------------------------------------------------ answers

    def take(self, ask: Ask, answer: Answer) -> None:
        """Take an answer to the open question, with what was remarked at it, and go on."""
        beside = self.run.beside
        if beside.words or beside.media:
            value, status = answer.value, answer.status
            answer = replace(beside.joined(answer), value=value, status=status)
        if self.record(ask, answer):
            self.advance()

    def record(self, ask: Ask, answer: Answer, how: How = "changed") -> bool:
        """Take ``answer``; or, if later answers would fall away, ask first and return ``False``."""
        answer = replace(
            answer, language=self.run.language, constraint_version=ask.constraint_version
        )
        answers = {**self.run.answers, ask.key: answer}
        lost = tuple(key for key in self._falls_away(ask, answers) if self.is_theirs(key))
        if lost and ask.key in self.run.answers:
            at = self.run.at or ask.key
            self.run = replace(self.run, at=at, pending=Pending(ask.key, answer, lost))
            self.put_again(ask)
            return False
        self._write(ask, answers, how)
        return True

    def commit(self, ask: Ask, answer: Answer, how: How = "changed") -> None:
        """Write the answer into the run, with everything that follows from it."""
        self._write(ask, {**self.run.answers, ask.key: answer}, how)

    def _write(self, ask: Ask, answers: Mapping[str, Answer], how: How) -> None:
        falls_away, answer = self._falls_away(ask, answers), answers[ask.key]
        old = self.run.answers.get(ask.key)
        step = self.run.step
        self.emit(
            happened.AnswerRecorded(ask.key, answer, step)
            if old is None
            else happened.AnswerChanged(ask.key, answer, old, step, how)
        )
        here = ask.key == self.run.at
        if how == "changed":
            self.run = replace(self.run, previous=ask.key, album="", files=0)
        self.run = replace(
            self.run,
            answers=answers,
            aside={key: old for key, old in self.run.aside.items() if key != ask.key},
            pending=None,
            tries=0 if here else self.run.tries,
            beside=Answer() if here else self.run.beside,
            draft=() if here else self.run.draft,
        )
        self._follow_consent(ask, answer)
        self.set_aside(falls_away)
        self.restore()

    def drop_change(self) -> None:
        """Let go of a change that waits to be confirmed; words that came with it are kept."""
        pending = self.run.pending
        if pending is None:
            return
        old = self.run.answers[pending.node]
        words = [text for text in pending.answer.words if text not in old.words]
        media = tuple(file for file in pending.answer.media if file not in old.media)
        self.run = replace(self.run, pending=None)
        self.keep(pending.node, "\n".join(words), media)
        self.emit(happened.ChangeDropped(pending.node))

    def is_theirs(self, key: str) -> bool:
        """Say whether an answer holds something to lose: a card that was read does not."""
        answer = self.run.answers[key]
        return self.ask(key).reviewed or bool(answer.words or answer.media)

    def counted(self, answers: Mapping[str, Answer]) -> set[str]:
        """Return the questions on the way whose answer counts, were ``answers`` theirs."""
        way = self._walk(answers)
        return {node.key for node in way.nodes if node.key in way.answers}

    def _falls_away(self, ask: Ask, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """Return the answers that count now and would no longer, were ``answers`` theirs."""
        after = self.counted(answers)
        if after.issuperset(self.run.answers):
            return ()
        before = [n.key for n in self.way() if n.key in self.run.answers and n.key != ask.key]
        return tuple(key for key in before if key not in after)

    def set_aside(self, keys: tuple[str, ...]) -> None:
        """Put answers aside that no longer lie on the way."""
        if not keys:
            return
        moved = {key: self.run.answers[key] for key in keys}
        kept = {key: a for key, a in self.run.answers.items() if key not in moved}
        self.run = replace(self.run, answers=kept, aside={**self.run.aside, **moved})
        for key in keys:
            self.emit(happened.AnswerSetAside(key))

    def restore(self) -> None:
        """Bring back what lies on the way again; what comes back may open more of the way."""
        while back := self._fitting_again():
            key = back[0]
            aside = {k: a for k, a in self.run.aside.items() if k != key}
            answers = {**self.run.answers, key: self.run.aside[key]}
            self.run = replace(self.run, answers=answers, aside=aside)
            self.emit(happened.AnswerRestored(key))

    def _fitting_again(self) -> list[str]:
        """Return what was set aside and would count again, in the order of the way."""
        if not self.run.aside:
            return []
        on_the_way = [n.key for n in self.way() if n.key in self.run.aside]
        return [key for key in on_the_way if self._would_count(key)]

    def _would_count(self, key: str) -> bool:
        with_it = {**self.run.answers, key: self.run.aside[key]}
        return key in walk(self.script.nodes, with_it, self.run.facts).answers

    def _follow_consent(self, ask: Ask, answer: Answer) -> None:
        if ask.key == "language" and answer.value:
            self.run = replace(self.run, language=answer.value[0])
            self.emit(happened.LanguageChanged(answer.value[0]))
        if ask.consent is None or not answer.value:
            return
        said = answer.value[0]
        if refuses(answer.value):
            self.emit(happened.ConsentWithdrawn(ask.consent))
        else:
            scope = ask.consent if said == "yes" else f"{ask.consent}:{said}"
            self.emit(happened.ConsentGiven(scope))
