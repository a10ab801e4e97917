"""A row with choices becomes a question with options, or several of which everyone is asked one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.importers import phrases
from bot.importers.conditions import Condition
from bot.importers.known import Asked
from bot.importers.limits import read_limits
from bot.importers.lists import Choice
from bot.importers.making import SERVES, Making, Step
from bot.importers.offering import Offered, Offering
from bot.importers.types import Select
from bot.importers.wording import Wording
from bot.importers.workbook import Row
from conversations.questions.choice import YES
from conversations.questions.choices import NONE
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.text import fold

#: More options than this are no list to read in a chat, and the author is told; with still more
#: there is no room for their buttons.
MANY, TOO_MANY = 15, 60

#: In a list of more nobody looks who is offered what, nor after so many in all the lists together.
FAR_TOO_MANY, MOST_LOOKED_AT = 3_000, 60_000

#: So many are put in order at most: more is work, and the rest is guessed.
RANKED = 7

OTHER = "other"

#: How often a list was found too long for a message: put as several; answered in own words.
_SEVERAL, _OWN_WORDS = 2, 3


@dataclass(frozen=True)
class Choosing:
    """Makes the question of one row with choices."""

    making: Making
    row: Row
    key: str
    select: Select

    def steps(self, step: Step) -> tuple[list[Step], Asked | None]:
        """Return the steps of ``step``, to which only the options are missing."""
        choices = self.making.lists.of(self.select.list_name)
        if self.select.outside == "from_file" or not choices:
            self._note("type", self._why_no_list())
            return [step], self._in_own_words()
        if len(choices) > FAR_TOO_MANY or self.making.lists.looked_at > MOST_LOOKED_AT:
            return self._too_many(step, len(choices))
        flags = self._flags(choices)
        step |= dict.fromkeys(flags, True)
        offered = Offering(self.making, self.row, self.key).of(
            tuple(one for one in choices if one.name not in flags)
        )
        if len(offered) + self.select.other < 2:
            return self._one(step, offered)
        groups = self._groups(offered)
        most = max(map(len, groups))
        if most > TOO_MANY or self._shortened() >= _OWN_WORDS:
            return self._too_many(step, most)
        if most > MANY:
            self._note("type", f"{most} choices are a long list for a phone. Can it be shorter?")
        return self._put(step, groups)

    def _one(self, step: Step, offered: list[Offered]) -> tuple[list[Step], Asked | None]:
        """Ask about the only choice there is with yes or no."""
        if not offered:
            self._note("type", "Nobody would be offered any choice, so it is left out.")
            return [], None
        self._note("type", "There is one choice only: it is asked about with yes or no.")
        (only,), path = offered, f"{self.making.path}.{self.key}.text"
        texts = self.making.texts
        asked = texts.put_at[path]
        both = Wording(
            f"{asked.source}\n{only.label.source}",
            {
                tag: f"{said}\n{only.label.others[tag]}"
                for tag, said in asked.others.items()
                if tag in only.label.others
            },
        )
        question = {**step, "kind": "yesno", "text": texts.put(path, both)}
        steps: list[Step] = [question]
        if not isinstance(only.when, bool):
            steps = [{"when": only.when, "then": steps}]
        choices = {only.choice.name: ((self.key, YES.key),)}
        return steps, Asked((self.key,), "choice", choices, self.making.known.rounds)

    def _too_many(self, step: Step, count: int) -> tuple[list[Step], Asked]:
        sentence = (
            f"{count} choices are too many for a chat: it is answered in the person's own words."
        )
        self._note("type", sentence)
        return [step], self._in_own_words()

    def _note(self, column: str, sentence: str) -> None:
        self.making.note(self.row, column, sentence)

    def _shortened(self) -> int:
        return self.making.mends.shortened.get(self.key, 0)

    def _why_no_list(self) -> str:
        name = self.select.list_name
        if self.select.outside == "from_file":
            why = f"Its choices are in another file, “{name}”"
        elif name.startswith("${"):
            why = "Its choices are answers given before"
        else:
            why = f"There is no list “{name}” in the sheet “choices”"
        return f"{why}: it is answered in the person's own words."

    def _in_own_words(self) -> Asked:
        return Asked((self.key,), "words", rounds=self.making.known.rounds)

    def _flags(self, choices: tuple[Choice, ...]) -> tuple[str, ...]:
        """Return which choices are buttons of ours, in a form that we wrote."""
        if not self.making.ours or self.select.how == "ranking":
            return ()
        buttons = [
            UNSURE.key,
            RATHER_NOT.key,
            *([NONE.key] if self.select.how == "choices" else []),
        ]
        return tuple(one.name for one in choices if one.name in buttons)

    def _groups(self, offered: list[Offered]) -> list[list[Offered]]:
        """Return the choices together that the same people are offered, if they are too many."""
        if len(offered) <= TOO_MANY and self._shortened() < _SEVERAL:
            return [offered]
        groups: dict[str, list[Offered]] = {}
        for one in offered:
            groups.setdefault(json.dumps(one.when, sort_keys=True), []).append(one)
        always = groups.pop("true", [])
        if not groups:
            return [always]
        return [[*group, *always] for group in groups.values()]

    # ------------------------------------------------------------------ the questions

    def _put(self, step: Step, groups: list[list[Offered]]) -> tuple[list[Step], Asked]:
        steps: list[Step] = []
        keys: list[str] = []
        found: dict[str, list[tuple[str, str]]] = {}
        others: list[tuple[str, str]] = []
        for number, group in enumerate(groups, start=1):
            key = self.key if number == 1 else self.making.names.key(f"{self.key}_{number}")
            keys.append(key)
            if number > 1:
                self._translated_alike(key)
            one = {**step, "ask": key, "kind": self.select.how}
            one["options"] = self._options(key, group, alone=len(groups) == 1)
            self._count(one)
            if len(groups) == 1:
                steps.append(one)
            elif len(one["options"]) > 1:
                steps.append({"when": self._for_whom(group), "then": [one]})
            for offered in group:
                found.setdefault(offered.choice.name, []).append((key, offered.choice.key))
            for flag in (UNSURE.key, RATHER_NOT.key, NONE.key):
                if flag in one:
                    found.setdefault(flag, []).append((key, flag))
            if self.select.other:
                others.append((key, self._other(group)))
                found.setdefault(OTHER, []).append(others[-1])
        if self.select.other:
            steps.append(self._which(others))
        choices = {name: tuple(options) for name, options in found.items()}
        return steps, Asked(tuple(keys), self.select.how, choices, self.making.known.rounds)

    def _translated_alike(self, key: str) -> None:
        """Put the question's words under the key it is asked by too."""
        path, texts = self.making.path, self.making.texts
        for part in ("text", "hint"):
            words = texts.put_at.get(f"{path}.{self.key}.{part}")
            if words:
                texts.put(f"{path}.{key}.{part}", words)

    def _for_whom(self, group: list[Offered]) -> Condition:
        return next(one.when for one in group if not isinstance(one.when, bool))

    def _options(self, key: str, group: list[Offered], *, alone: bool) -> dict[str, Any]:
        path = f"{self.making.path}.{key}.options"
        options: dict[str, Any] = {}
        for one in group:
            label = self.making.texts.put(f"{path}.{one.choice.key}", one.label)
            for_some = alone and not isinstance(one.when, bool)
            options[one.choice.key] = {"text": label, "when": one.when} if for_some else label
        if self.select.other and self._other(group) == OTHER:
            other = phrases.said(phrases.OTHER, self.making.texts)
            options[OTHER] = self.making.texts.put(f"{path}.{OTHER}", other)
        return options

    def _other(self, group: list[Offered]) -> str:
        """Return the key of “Other”, which the list may have already."""
        said = phrases.said(phrases.OTHER, self.making.texts).source
        same = (one.choice.key for one in group if fold(one.label.source) == fold(said))
        return next(same, OTHER)

    def _count(self, step: Step) -> None:
        """Say how many are put in order, or may be chosen."""
        many = len(step["options"])
        if self.select.how == "ranking":
            step["top"] = min(many, RANKED)
            if many > RANKED:
                self._note("type", f"The first {RANKED} are put in order, not all {many}.")
        if "constraint" not in self.row.cells:
            return
        limits, left_out = read_limits(self.row.cells["constraint"], self.select.how, 0)
        for why in left_out:
            sentence = f"Other answers are taken too: a chat cannot check {why}."
            self._note("constraint", sentence)
        if limits.chosen is not None and limits.chosen < many:
            step["most"] = limits.chosen
        if limits.fewest is not None and 0 < limits.fewest <= step.get("most", many):
            step["least"] = limits.fewest

    def _which(self, others: list[tuple[str, str]]) -> Step:
        """Ask which other one is meant."""
        key = self.making.names.key(f"{self.key}_other")
        words = phrases.said(phrases.WHICH_OTHER, self.making.texts)
        text = self.making.texts.put(f"{self.making.path}.{key}.text", words)
        asked = {"ask": key, "kind": "words", "text": text, "serves": SERVES}
        conditions = [{"question": question, "is": [option]} for question, option in others]
        when = conditions[0] if len(conditions) == 1 else {"any": conditions}
        return {"when": when, "then": [asked]}
