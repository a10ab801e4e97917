"""The choices of one row as they are offered: to whom, and in words that nothing else has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bot.importers.conditions import Condition, read_condition
from bot.importers.lists import Choice
from bot.importers.making import Making
from bot.importers.wording import Wording
from bot.importers.workbook import Row, letter
from conversations.questions.matching import leading_number
from conversations.text import fold


@dataclass(frozen=True)
class Offered:
    """A choice that is offered: to whom, and in words nothing else in the list has."""

    choice: Choice
    label: Wording
    when: Condition


@dataclass(frozen=True)
class Offering:
    """Finds out what the choices of one row are to be."""

    making: Making
    row: Row
    key: str

    def of(self, choices: tuple[Choice, ...]) -> list[Offered]:
        """Return the choices that are offered to anyone, each in words of its own."""
        offered: dict[str, Offered] = {}
        by_label: dict[str, str] = {}
        for at, choice in enumerate(choices):
            when = self._when(choice)
            if when is False or (self.key, choice.key) in self.making.mends.not_offered:
                sentence = "Nobody would ever be offered this choice, so it is left out."
                self.making.notes.add(choice.sheet, choice.row, "name", sentence)
                continue
            label = self._label(choice, at)
            twin = offered.get(by_label.setdefault(fold(label.source), choice.key))
            if twin and twin.choice.name == choice.name:
                both = Offered(twin.choice, twin.label, _either(twin.when, when))
                offered[twin.choice.key] = both
                continue
            if twin:
                label = label.turned(partial(_named, choice.name))
                sentence = "Another choice says the same, so its name stands behind it."
                self.making.notes.add(choice.sheet, choice.row, "label", sentence)
            offered[choice.key] = Offered(choice, label, when)
        return list(offered.values())

    def _label(self, choice: Choice, at: int) -> Wording:
        """Return words that cannot be taken for another choice's when somebody types them."""
        apart = {key for question, key in self.making.mends.told_apart if question == self.key}
        number = leading_number(choice.label.source) is not None
        if choice.key not in apart and not (apart and number):
            return choice.label
        sentence = (
            "Typed, these words could be taken for the number of another choice, so a letter "
            "stands before them."
        )
        self.making.notes.add(choice.sheet, choice.row, "label", sentence)
        letters = letter(at).lower()
        return choice.label.turned(lambda said: f"{letters}) {said}")

    def _when(self, choice: Choice) -> Condition:
        said = self.row.cells.get("choice_filter", "")
        if not said:
            return True
        columns = {column: choice.row.cells.get(column, "") for column in choice.sheet.letters}
        when, left_out = read_condition(said, self.making.known, columns)
        for why in left_out:
            sentence = f"More choices are offered than in the form: a chat cannot go by {why}."
            self.making.note(self.row, "choice_filter", sentence)
        return when


def _named(name: str, said: str) -> str:
    return f"{said} ({name})"


def _either(one: Condition, two: Condition) -> Condition:
    if isinstance(one, bool) or isinstance(two, bool):
        return one is True or two is True or (two if isinstance(one, bool) else one)
    return one if one == two else {"any": [one, two]}
