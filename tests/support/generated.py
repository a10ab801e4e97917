"""Projects that nobody wrote: any questions, branches, parts and rounds that the format allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st

from conversations.loader import load
from conversations.problems import ProjectRefused
from conversations.snapshot import PROJECT_FILE, Snapshot
from tests.support.walks import Ground

#: One word an option: none is taken for another, in whatever script or spelling.
_LABELS = (
    *("Bridge", "Candle", "Dragon", "Engine", "Forest", "Garden", "Hammer", "Island", "Jacket"),
    *("Kettle", "Ladder", "Mirror", "Needle", "Orchid", "Pillow", "Quarry", "Ribbon", "Saddle"),
    *("Tunnel", "Umbrella", "Violin", "Window", "Yellow", "Zipper"),
)

_SMALLEST = (
    (Path(__file__).parent.parent / "projects" / "smallest" / PROJECT_FILE)
    .read_text("utf-8")
    .partition("flow:")[0]
)

Node = dict[str, Any] | str
#: What a kind of question has for keys, and what conditions can compare its answer with.
Made = tuple[dict[str, Any], tuple[dict[str, Any], ...]]
#: A question that conditions can name: its key, and the values it can be compared with.
Asked = tuple[str, tuple[dict[str, Any], ...]]


@dataclass
class _Author:
    """Somebody who writes a flow: chance decides what comes next."""

    luck: Random
    count: int = 0
    asked: list[Asked] = field(default_factory=list)
    flows: dict[str, list[Node]] = field(default_factory=dict)

    def key(self) -> str:
        self.count += 1
        return f"q{self.count}"

    def chance(self, one_in: int) -> bool:
        return self.luck.randint(1, one_in) == 1

    def flow(self) -> list[Node]:
        nodes = [*self.nodes(2, 7, 0)]
        if self.chance(2):
            nodes += self.part()
        return ["explain", *nodes, "review"]

    def nodes(self, least: int, most: int, depth: int) -> list[Node]:
        kinds = ["ask"] * 6 + ["say"] + (["when"] * 3 + ["repeat", "statements"]) * (depth < 3)
        many = self.luck.randint(least, most)
        return [self.node(self.luck.choice(kinds), depth) for _ in range(many)]

    def node(self, kind: str, depth: int) -> Node:
        if kind == "when" and self.asked:
            return self.when(depth)
        if kind == "say":
            return {"say": self.key(), "text": "So much for that."}
        if kind == "statements":
            said = {"one": "It is too early.", "two": "It is too far."}
            key = self.key()
            self.asked.append((f"{key}.one", ({"is": ["agree"]}, {"not": ["agree", "pass"]})))
            return {"statements": key, "text": "Agree?", "serves": "hours", "list": said}
        if kind == "repeat":
            return self.repeat(depth)
        return self.ask()

    def inside(self, least: int, depth: int) -> list[Node]:
        """Write steps whose answers nobody outside can rest on."""
        before = len(self.asked)
        nodes = self.nodes(least, 3, depth + 1)
        del self.asked[before:]
        return nodes

    def when(self, depth: int) -> Node:
        condition = self.condition(0)
        node: dict[str, Any] = {"when": condition, "then": self.inside(1, depth)}
        return {**node, "otherwise": self.inside(1, depth)} if self.chance(2) else node

    def repeat(self, depth: int) -> Node:
        key, outer = self.key(), self.asked
        # A round's own questions are named by what they are called within it.
        self.asked = []
        steps = self.nodes(1, 2, max(depth + 1, 2))
        self.asked = outer
        most = self.luck.randint(2, 3)
        return {"repeat": key, "most": most, "another": "Another one?", "steps": steps}

    def part(self) -> list[Node]:
        outer, self.asked = self.asked, []
        self.flows["part"] = self.nodes(1, 2, 2)
        self.asked = outer
        return [{"flow": "part", "as": "here"}, {"flow": "part", "as": "there"}]

    def condition(self, depth: int) -> dict[str, Any]:
        which = self.luck.choice(("one",) * 4 + ("all", "any", "not") * (depth < 2))
        if which == "not":
            return {"not": self.condition(depth + 1)}
        if which in ("all", "any"):
            many = self.luck.randint(1, 3)
            return {which: [self.condition(depth + 1) for _ in range(many)]}
        if self.chance(8):
            return {"fact": "source", "is": ["poster"]}
        key, comparisons = self.luck.choice(self.asked)
        return {"question": key, **self.luck.choice(comparisons)}

    def ask(self) -> Node:
        key, kind = self.key(), self.luck.choice(sorted(_KINDS))
        keys, comparisons = _KINDS[kind](self)
        node = {"ask": key, "kind": kind, "text": "What about this?", "serves": "hours", **keys}
        if self.chance(4):
            node["required"] = "true"
        else:
            comparisons = (*comparisons, {"given": "true"})
        for extra in ("unsure", "rather_not"):
            if self.chance(6) and (extra, kind) != ("unsure", "scale"):
                node[extra] = "true"
        if comparisons:
            self.asked.append((key, comparisons))
        return node

    def options(self) -> dict[str, Any]:
        many = self.luck.randint(2, 5)
        first = self.luck.randint(0, len(_LABELS) - many)
        options: dict[str, Any] = {
            f"o{n}": label for n, label in enumerate(_LABELS[first : first + many])
        }
        if self.asked and self.chance(5):
            options["o0"] = {"text": options["o0"], "when": self.condition(1)}
        return options


def _options(author: _Author) -> Made:
    return {"options": author.options()}, ({"is": ["o0"]}, {"is": ["o0", "o1"]}, {"not": ["o1"]})


def _choices(author: _Author) -> Made:
    keys, comparisons = _options(author)
    most = author.luck.randint(1, len(keys["options"]))
    # An option that is offered to some only may leave fewer than are asked for.
    filtered = any(isinstance(option, dict) for option in keys["options"].values())
    least = 1 if filtered else author.luck.randint(1, most)
    return {**keys, "least": least, "most": most, "none": "true"}, comparisons


def _scale(author: _Author) -> Made:
    points = author.luck.randint(3, 11)
    keys = {"low": "little", "high": "much", "points": points}
    return keys, ({"over": 2}, {"at_most": 2}, {"is": ["1", "3"]})


def _number(author: _Author) -> Made:
    least, width = author.luck.randint(-5, 5), author.luck.choice((3, 8, 200))
    bounds = {"least": least, "most": least + width}
    return bounds, ({"under": least + 1}, {"at_least": least + 2})


def _date(author: _Author) -> Made:
    exact = author.luck.choice(("day", "month", "year"))
    return {"exact": exact, "latest": "today"}, ({"at_most": "2026-05-03"}, {"over": "2025-01-01"})


_KINDS: dict[str, Callable[[_Author], Made]] = {
    "choice": _options,
    "choices": _choices,
    "ranking": _options,
    "yesno": lambda author: ({}, ({"is": ["yes"]}, {"not": ["yes"]})),
    "scale": _scale,
    "number": _number,
    "date": _date,
    "ages": lambda author: ({"bands": [16, 40, 70]}, ({"is": ["16-39", "40-69"]},)),
    "words": lambda author: ({}, ()),
    "place": lambda author: ({"exact": author.luck.choice(("street", "town"))}, ()),
    "files": lambda author: ({"takes": ["photo", "voice"], "most": author.luck.randint(1, 2)}, ()),
}


@cache
def generated(seed: int) -> Ground:
    """Return the project without mistakes that chance writes from ``seed``."""
    for attempt in count():
        author = _Author(Random(f"{seed}.{attempt}"))
        flow = [{"explain": "all"} if step == "explain" else step for step in author.flow()]
        steps: dict[str, Any] = {"flow": flow, "end": "Sent. Thank you."}
        if author.flows:
            steps["flows"] = author.flows
        text = _SMALLEST + yaml.safe_dump(steps, sort_keys=False)
        found = _problems(text)
        # What can never hold is refused, and chance writes that, too; nothing else is.
        assert found <= NEVER, (found, text)
        if not found:
            return Ground(load(Snapshot({PROJECT_FILE: text}), published=_PUBLISHED, bot={}))
    raise AssertionError("there is always another attempt")


def _problems(text: str) -> set[str]:
    try:
        load(Snapshot({PROJECT_FILE: text}), published=_PUBLISHED, bot={})
    except ProjectRefused as refused:
        return {problem.code for problem in refused.problems if problem.serious}
    return set()


_PUBLISHED = date(2027, 1, 4)

#: Conditions that shut each other out, and what stands behind them.
NEVER = {"never-holds", "always-holds", "never-offered"}

#: Chance is a number here, not a draw for each step: that would cost more than all the walking.
GENERATED = st.integers(0, 300).map(generated)
