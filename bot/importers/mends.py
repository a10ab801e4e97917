"""What the project's own check finds wrong with a form that was made into one, and is mended.

A form may have what a chat cannot: a question nobody would ever reach, a list longer than a
message, two choices that cannot be told apart when they are typed. Each is found by the check, as
for any project, and the form is read once more, knowing better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from conversations.problems import Problem
from conversations.snapshot import PROJECT_FILE

_STEP = re.compile(r"\s*(?:- )?(?:ask|say|repeat): \"?(\w+)")
_OPTION = re.compile(r"\s*\"?(\w+)\"?:")
_CONTEXT = re.compile(
    r'msgctxt "flow\.(?:\w+\.)*?(\w+)\.(?:text|hint|wrong|another|options\.(\w+))'
)


#: Rounds of repeats taken away before a form is given up.
_FEWEST_ROUNDS = 8


@dataclass
class Mends:
    """What to do otherwise, by the key of a step, or of a step and an option.

    A step is ``left_out`` with those that follow it under the same condition: the number says how
    many conditions stand between, itself among them.
    """

    left_out: set[tuple[str, int]] = field(default_factory=set)
    shortened: dict[str, int] = field(default_factory=dict)
    not_offered: set[tuple[str, str]] = field(default_factory=set)
    told_apart: set[tuple[str, str]] = field(default_factory=set)
    unlimited: set[str] = field(default_factory=set)
    fewer_rounds: int = 0

    def learn(self, problems: Iterable[Problem], files: Mapping[str, str]) -> bool:
        """Learn from serious ``problems`` with ``files``; say whether all of them can be mended."""
        lines = {name: text.splitlines() for name, text in files.items()}
        too_long: set[str] = set()
        # Not all(): each is learnt from, also behind one that cannot be mended.
        wrong = [p for p in problems if p.serious and not self._learn(p, lines[p.file], too_long)]
        for key in too_long:
            self.shortened[key] = self.shortened.get(key, 0) + 1
        return not wrong

    def _learn(self, problem: Problem, lines: list[str], too_long: set[str]) -> bool:
        at = problem.line - 1
        if problem.code == "too-many-steps":
            self.fewer_rounds += 2
            return self.fewer_rounds <= _FEWEST_ROUNDS
        if problem.file != PROJECT_FILE:
            key, option = _translated(lines, at)
        elif problem.code == "never-holds":
            key, option = _step(lines[at:]), ""
            self.left_out.add((key, _conditions(lines[at:])))
        else:
            key, option = _step(reversed(lines[: at + 1])), _option(lines[at])
        if not key:
            return False
        match problem.code:
            case "never-holds":
                pass
            case "never-offered":
                self.not_offered.add((key, option))
            case "misread":
                if (key, option) in self.told_apart:
                    self.not_offered.add((key, option))
                self.told_apart.add((key, option))
            case "long-message":
                # Perhaps in several languages, and still one message.
                too_long.add(key)
            case "least-most" | "dead-end":
                self.unlimited.add(key)
            case _:
                return False
        return True


def _step(lines: Iterable[str]) -> str:
    return next((found[1] for line in lines if (found := _STEP.match(line))), "")


def _conditions(lines: Iterable[str]) -> int:
    """Return how many conditions begin before the first step does."""
    before = takewhile(lambda line: not _STEP.match(line), lines)
    return sum(line.lstrip().startswith("- when:") for line in before)


def _option(line: str) -> str:
    found = _OPTION.match(line)
    return found[1] if found else ""


def _translated(lines: list[str], at: int) -> tuple[str, str]:
    """Return the step and the option that a line of a ``.po`` file is about."""
    for line in reversed(lines[: at + 2]):
        found = _CONTEXT.match(line)
        if found:
            return found[1], found[2] or ""
    return "", ""
