"""One row of a form becomes one question, and what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.importers.choosing import Choosing
from bot.importers.cutting import LONG, cut
from bot.importers.known import Asked
from bot.importers.limits import Limits, read_limits
from bot.importers.making import SERVES, Making, Step
from bot.importers.plain import says_something
from bot.importers.types import KINDS, TAKES, Select
from bot.importers.wording import Wording
from bot.importers.workbook import Row

#: Digits behind the point that a number may have where the form asks for any.
DECIMALS = 2

_UNKNOWN = (
    "“{kind}” is not asked in a chat as in the form: it is answered in the person's own words."
)


@dataclass(frozen=True)
class Asking:
    """Makes steps of a row: what is said, what is asked, and what later conditions can name."""

    making: Making

    def steps(
        self, row: Row, key: str, kind: Select | str, *, required: bool
    ) -> tuple[list[Step], Asked | None]:
        """Return the steps of a row, and what conditions can say of it; nothing for a note."""
        name, sentence = KINDS.get(kind, ("words", "")) if isinstance(kind, str) else ("", "")
        if isinstance(kind, str) and kind not in KINDS:
            sentence = _UNKNOWN.format(kind=kind)
        if sentence:
            self.making.note(row, "type", sentence)
        if name == "note":
            return self._note(row, key), None
        before, step = self._step(row, key, self._words(row), required=required)
        if isinstance(kind, Select):
            steps, asked = Choosing(self.making, row, key, kind).steps(step)
        else:
            self._amount(row, kind, name, step)
            if name == "files":
                step["takes"] = TAKES[kind]
            elif name == "place":
                step["exact"] = "neighbourhood"
            if "constraint" in row.cells:
                self._limit(row, key, step)
            steps = [step]
            asked = Asked((key,), step["kind"], rounds=self.making.known.rounds)
        if asked and asked.kind not in ("number", "date"):
            self._unsaid(row, asked.kind)
        return [*before, *steps], asked

    # ------------------------------------------------------------------ words

    def _words(self, row: Row) -> Wording:
        """Return what is asked or said; where the form has no words, what stands in for them."""
        label = self.making.read(row, "label")
        if says_something(label.source):
            return label
        hint = self.making.read(row, "hint")
        if says_something(hint.source):
            return hint
        name = row.cells.get("name", "").replace("_", " ").strip()
        self.making.note(row, "label", "It has no words: its name stands in for them.")
        return Wording(name or label.source or "…")

    def _note(self, row: Row, key: str) -> list[Step]:
        """Return what is said, its hint after it; nothing where it is only an answer or a value."""
        both = [self.making.read(row, kind) for kind in ("label", "hint")]
        said = [words for words in both if says_something(words.source)]
        if not said:
            sentence = "There are no words of its own in this note, so it is not said."
            self.making.note(row, "label", sentence)
        pieces = [piece for words in said for piece in cut(words)]
        if len(pieces) > len(said):
            self.making.note(row, "label", f"Long as it is, it is said in {len(pieces)} messages.")
        return self.making.say(key, pieces, key)

    def _step(
        self, row: Row, key: str, words: Wording, *, required: bool
    ) -> tuple[list[Step], Step]:
        """Return what is said before the question, and the question."""
        hint = self.making.read(row, "hint")
        hint = Wording() if hint == words else hint
        shorten = key in self.making.mends.shortened
        before: list[Wording] = []
        if len(words.source) > LONG or (shorten and len(words.source) > LONG // 4):
            *before, words = cut(words, LONG // 4 if shorten else LONG)
        if hint and (shorten or len(hint.source) > LONG):
            before, hint = [*before, hint], Wording()
        if before:
            sentence = "Too long for one message: the first part is said before the question."
            self.making.note(row, "label", sentence)
            before = [piece for one in before for piece in cut(one)]
        path = f"{self.making.path}.{key}"
        step: Step = {
            "ask": key,
            "kind": "words",
            "text": self.making.texts.put(f"{path}.text", words),
            "serves": SERVES,
        }
        if hint:
            step["hint"] = self.making.texts.put(f"{path}.hint", hint)
        if required:
            step["required"] = "true"
        return self.making.say(f"{key}_before", before), step

    # ------------------------------------------------------------------ amounts and limits

    def _amount(self, row: Row, kind: str, name: str, step: Step) -> None:
        """Fill in what a number or a date is asked like."""
        step["kind"] = name
        appearance = row.cells.get("appearance", "")
        if name == "date" and "year" in appearance:
            step["exact"] = "month" if "month" in appearance else "year"
        if kind == "range":
            self._range(row, step)
        elif kind in ("decimal", "percentage"):
            step["decimals"] = DECIMALS

    def _range(self, row: Row, step: Step) -> None:
        said = dict(
            re.findall(
                r"\b(start|end|step)\s*=\s*(-?\d{1,9}(?:\.\d{1,4})?)(?![\d.])",
                row.cells.get("parameters", "").lower(),
            )
        )
        start, end, by = said.get("start", "1"), said.get("end", "10"), said.get("step", "1")
        step["least"], step["most"] = sorted((start, end), key=float)
        decimals = max(len(one.partition(".")[2]) for one in (start, end, by))
        if decimals:
            step["decimals"] = decimals
        if float(by) not in (1, 10.0**-decimals):
            sentence = f"Any number in the range is taken, not only every {by} of it."
            self.making.note(row, "parameters", sentence)

    def _limit(self, row: Row, key: str, step: Step) -> None:
        limits, left_out = read_limits(
            row.cells["constraint"], step["kind"], step.get("decimals", 0)
        )
        for why in left_out:
            self.making.note(row, "constraint", _UNCHECKED.format(why=why))
        if key in self.making.mends.unlimited:
            self.making.note(row, "constraint", "No answer fits both limits. Any is taken.")
            step.pop("least", None)
            step.pop("most", None)
            return
        self._apply(step, limits)
        wrong = self.making.read(row, "constraint_message")
        if wrong and step["kind"] in ("number", "date"):
            path = f"{self.making.path}.{key}.wrong"
            step["wrong"] = self.making.texts.put(path, wrong)

    def _apply(self, step: Step, limits: Limits) -> None:
        first, last = ("least", "most") if step["kind"] == "number" else ("earliest", "latest")
        if limits.least is not None:
            step[first] = limits.least
        if limits.most is not None:
            step[last] = limits.most

    def _unsaid(self, row: Row, kind: str) -> None:
        """Note a message for wrong answers that will not be said."""
        for column in row.cells:
            if column.partition("::")[0] == "constraint_message":
                sentence = (
                    "These words are not said: the chat says itself how many can be chosen."
                    if kind == "choices"
                    else "These words are not said: any answer is taken."
                )
                self.making.note(row, column, sentence)


_UNCHECKED = "Other answers are taken too: a chat cannot check {why}."
