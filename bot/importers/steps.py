"""The rows of a form, one after the other, become the steps of a flow."""

from __future__ import annotations

from dataclasses import replace

from bot.importers import phrases
from bot.importers.conditions import Condition, read_condition
from bot.importers.headers import split
from bot.importers.known import Known
from bot.importers.lists import Lists
from bot.importers.making import Making, Step
from bot.importers.mends import Mends
from bot.importers.naming import Names
from bot.importers.notes import Notes
from bot.importers.opened import LOOPS, Open, Opened, first_step, turned, values_of, with_kobos_list
from bot.importers.ours import is_opening, is_ours, know_opening
from bot.importers.plain import says_something
from bot.importers.questions import Asking
from bot.importers.refusing import FormRefused
from bot.importers.types import UNSEEN, Bracket, Select, read_type
from bot.importers.wording import Texts, Wording
from bot.importers.workbook import Row, Sheet

#: More rows than this from one loop are no conversation.
MOST_LOOPED = 200

#: Rounds of a repeat where the form does not say how many; of one within another; at most.
ROUNDS, INNER_ROUNDS, MOST_ROUNDS = 5, 3, 10

#: Keys and values that a project's flow may have: a whole one may have somewhat more.
MOST_VALUES = 40_000

_NEVER = "Nobody would ever come to this, so it is left out."

_TRUE = frozenset({"yes", "true", "true()", "1"})
_FALSE = frozenset({"no", "false", "false()", "0"})


class Steps:
    """Goes through the survey's rows and makes steps of them."""

    def __init__(
        self, sheet: Sheet, texts: Texts, lists: Lists, notes: Notes, mends: Mends
    ) -> None:
        self.sheet, self.texts, self.lists, self.notes, self.mends = (
            sheet,
            texts,
            lists,
            notes,
            mends,
        )
        self.names = Names()
        self.known = Known()
        self.open = Opened()
        self.asked = self.values = 0
        self.calculations: dict[str, Row] = {}
        self.ours = is_ours(sheet)
        if self.ours:
            know_opening(self.known, (texts.languages.source, *texts.languages.others))

    def read(self) -> list[Step]:
        """Return the steps of the whole survey. Raises ``FormRefused`` where it is no form."""
        for row in self.sheet.rows:
            self._row(row)
        steps = self.open.close()
        if not self.asked:
            raise FormRefused(
                "There is no question in the sheet “survey” that a chat could ask: only notes, "
                "calculations, or what devices collect unseen. Add a question, and try again."
            )
        for name, row in self.calculations.items():
            if name not in self.known.used:
                sentence = "Nothing in the chat goes by this calculation, so it is left out."
                self._note(row, "calculation", sentence)
        return steps

    def _note(self, row: Row, column: str, sentence: str) -> None:
        self.notes.add(self.sheet, row, column, sentence)

    def _row(self, row: Row) -> None:
        said = row.cells.get("type", "")
        if row.cells.get("disabled", "").lower() in _TRUE:
            self._note(row, "disabled", "This row is switched off in the form, and left out.")
            return
        if not said:
            self._note(row, "type", "A row without a type is left out.")
            return
        kind = read_type(said)
        if self.open.keeps(kind):
            self.open.innermost.rows.append(row)
        elif isinstance(kind, Bracket) and kind.begins:
            self._begin(row, kind)
        elif isinstance(kind, Bracket):
            self._end(self.open.end(row, kind.what))
        elif self.ours and is_opening(row.cells.get("name", "")):
            self._note(row, "name", "This is in the opening that every project has already.")
        elif isinstance(kind, str) and self._is_calculation(row, kind):
            self._calculation(row)
        elif isinstance(kind, str) and kind in UNSEEN:
            sentence = f"“{kind}” is not collected: nobody is told of it, and it is not needed."
            self._note(row, "type", sentence)
        elif isinstance(kind, str) and kind.startswith(("begin", "end")):
            raise FormRefused(
                f"“{said}” in {self.sheet.cell(row, 'type')} is neither the beginning nor the end "
                "of anything we know. Write begin_group, end_group, begin_repeat or end_repeat."
            )
        else:
            self._question(row, kind)

    # ------------------------------------------------------------------ calculations

    def _is_calculation(self, row: Row, kind: str) -> bool:
        if kind == "calculate":
            return True
        if not row.cells.get("calculation") or kind in UNSEEN:
            return False
        words = any(split(column)[0] in ("label", "hint") for column in row.cells)
        return not words or row.cells.get("read_only", "").lower() in _TRUE

    def _calculation(self, row: Row) -> None:
        name = row.cells.get("name", "")
        self.known.calculated[name] = row.cells.get("calculation", "") or "''"
        self.calculations[name] = row
        if any(split(column)[0] == "label" for column in row.cells):
            self._note(row, "label", "A value that is worked out is not shown.")

    # ------------------------------------------------------------------ questions

    def _question(self, row: Row, kind: Select | str) -> None:
        key = self.names.key(self.open.name_of(row))
        condition = self._condition(row)
        if condition is False:
            self._note(row, "relevant", _NEVER)
            return
        if row.cells.get("read_only", "").lower() in _TRUE and kind != "note":
            self._note(row, "read_only", "It cannot be answered in the form: it is only said.")
            kind = "note"
        making = Making(
            self.sheet, self.texts, self.lists, self.notes, self.names, self.mends, self.known,
            self.open.innermost.path, self.ours,
        )  # fmt: skip
        kind = self._of_group(kind)
        required = self._required(row)
        steps, asked = Asking(making).steps(row, key, kind, required=required)
        self.values += values_of(steps)
        if self.values > MOST_VALUES:
            raise FormRefused(
                f"Up to row {row.number} this form has more questions and choices than one "
                "conversation can hold. Nobody answers so many: make several shorter forms of it."
            )
        if self._add(row, steps, condition) and asked is not None:
            self.known.asked[row.cells.get("name", key)] = asked
            self.asked += 1

    def _of_group(self, kind: Select | str) -> Select | str:
        """Return what a row of Kobo's is that takes its choices from the group around it."""
        around = self.open.innermost.bracket
        return Select("choice", around.list_name) if kind == "score__row" else kind

    def _add(self, row: Row, steps: list[Step], condition: Condition) -> bool:
        """Add ``steps``, taken where ``condition`` holds; say whether anyone can come to them."""
        if not isinstance(condition, bool) and steps:
            steps = [{"when": condition, "then": steps}]
            if first_step(steps) in self.mends.left_out:
                self._note(row, "relevant", _NEVER)
                return False
        self.open.innermost.steps += steps
        return True

    def _required(self, row: Row) -> bool:
        said = row.cells.get("required", "")
        if said and said.lower() not in _TRUE | _FALSE:
            sentence = "It can be skipped: when it is needed depends on other answers in the form."
            self._note(row, "required", sentence)
        return said.lower() in _TRUE

    def _condition(self, row: Row) -> Condition:
        said = row.cells.get("relevant", "")
        if not said:
            return True
        condition, left_out = read_condition(said, self.known)
        for why in left_out:
            whole = condition is True
            sentence = (
                f"It is always asked: a chat cannot go by {why}."
                if whole
                else f"More people are asked than in the form: a chat cannot go by {why}."
            )
            self._note(row, "relevant", sentence)
        return condition

    # ------------------------------------------------------------------ groups, repeats, loops

    def _begin(self, row: Row, bracket: Bracket) -> None:
        around = self.open.innermost
        in_opening = self.ours and is_opening(row.cells.get("name", ""))
        condition = True if in_opening else self._condition(row)
        begun = Open(row, with_kobos_list(row, bracket), around.path, condition=condition)
        begun.known, begun.before = self.known, frozenset(self.known.asked)
        begun.label = self.texts.read(self.sheet, row, "label")
        begun.key = self.names.key(row.cells.get("name") or bracket.what)
        self.open.begin(begun)
        if bracket.what == "repeat":
            begun.path = f"{around.path}.{begun.key}"
            self.known = self.known.within(begun.key)
        elif bracket.what not in LOOPS:
            self._say_label(begun)

    def _say_label(self, begun: Open) -> None:
        """Say what a group is about, before its questions."""
        for kind in ("label", "hint"):
            words = self.texts.read(self.sheet, begun.row, kind)
            if says_something(words.source):
                key = self.names.key(f"{begun.key}_{kind}")
                begun.steps.append(
                    {"say": key, "text": self._put(f"{begun.path}.{key}.text", words)}
                )

    def _put(self, path: str, words: Wording) -> str:
        return self.texts.put(path, words)

    def _looped(self, loop: Open) -> None:
        """Read the rows of a loop for each choice of its list."""
        choices = self.lists.of(loop.bracket.list_name)
        if not choices or len(choices) * len(loop.rows) > MOST_LOOPED:
            sentence = "Its list is missing or too long for a chat, so all of it is left out."
            self._note(loop.row, "type", sentence)
            return
        around = replace(loop, bracket=Bracket(begins=True, what="group"), rows=[])
        self.open.begin(around)
        self._say_label(around)
        for choice in choices:
            for row in loop.rows:
                self._row(Row(row.number, turned(row.cells, choice, loop.bracket.what)))
        self._end(self.open.end(loop.row, around.bracket.what))

    def _ranked(self, rank: Open) -> None:
        """Ask for an order, where Kobo asks for the first, the second and so on."""
        cells = {**rank.row.cells, "type": f"rank {rank.bracket.list_name}"}
        cells.pop("relevant", None)
        self._question(Row(rank.row.number, cells), Select("ranking", rank.bracket.list_name))
        if self.open.innermost.steps and "top" in self.open.innermost.steps[-1]:
            step = self.open.innermost.steps[-1]
            step["top"] = max(1, min(len(rank.rows), int(step["top"])))

    def _end(self, begun: Open) -> None:
        if begun.condition is False:
            self._note(begun.row, "relevant", _NEVER)
            self._forget(begun)
        elif begun.bracket.what in ("loop", "kobomatrix"):
            self._looped(begun)
        elif begun.bracket.what == "rank":
            self._ranked(begun)
        elif begun.bracket.what == "repeat":
            self._end_repeat(begun)
        elif not self._add(begun.row, begun.steps, begun.condition):
            self._forget(begun)

    def _forget(self, begun: Open) -> None:
        """Forget what was asked in a group or a repeat that nobody comes to."""
        self.known = begun.known
        for name in set(self.known.asked) - begun.before:
            del self.known.asked[name]

    def _end_repeat(self, begun: Open) -> None:
        self.known = begun.known
        if not begun.steps:
            return
        another = phrases.said(phrases.ANOTHER, self.texts)
        if says_something(begun.label.source):
            label = begun.label
            another = Wording(
                f"{another.source} ({label.source})",
                {tag: f"{said} ({label.others.get(tag) or label.source})"
                 for tag, said in another.others.items()},
            )  # fmt: skip
        repeat = {
            "repeat": begun.key,
            "most": self._rounds(begun.row),
            "another": self._put(f"{begun.path}.another", another),
            "steps": begun.steps,
        }
        if not self._add(begun.row, [repeat], begun.condition):
            self._forget(begun)

    def _rounds(self, row: Row) -> int:
        said = row.cells.get("repeat_count", "")
        usual = ROUNDS if not self.known.rounds else INNER_ROUNDS
        most = min(int(said), MOST_ROUNDS) if said.isdecimal() and len(said) < 6 else usual
        most = max(2, most - self.mends.fewer_rounds)
        sentence = f"After each round people are asked if there is another, up to {most} in all."
        self._note(row, "repeat_count" if said else "type", sentence)
        return most
