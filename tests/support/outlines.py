"""The scripts kept as outlines; ``python -m tests.support.outlines`` writes them anew, to be read.

A change of a script, of its words or of what is kept with an answer shows in them line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from conversations.catalogue import Words
from conversations.checkbacks import PromiseToCheck, checkback_script
from conversations.flow import Script
from conversations.loader import Loaded, load
from conversations.opening import opening
from conversations.problems import ProjectRefused
from conversations.prompting import prompt_script
from conversations.reporting import News, PromiseNews, report_script
from conversations.text import Text
from tests.support.outline import outline
from tests.support.projects import PROJECTS, example
from tests.support.ward7 import ward7

FOLDER = Path(__file__).parent.parent / "conversations" / "outlines"

NEWS = News(
    Text("Ward 7"),
    "it is locked",
    31,
    5,
    "the room is shut too often",
    "Open until 8",
    "One nurse at night",
    "part",
    "en",
    Text("Visiting"),
    PromiseNews("Open daily", "1 April", "The manager"),
)
PROMISES = (
    PromiseToCheck("p1", "Open daily", "1 April"),
    PromiseToCheck("p2", "A bench", "1 May", ripe=False),
)


#: What the power cards' own nodes are called: they are kept once, with ward-7.
_CARDS = frozenset({"cards", "card", "understood"})


@cache
def scripts() -> Mapping[str, Script]:
    """Return every script that is kept, by its name."""
    ward = ward7().project
    bare = replace(NEWS, own=None, others=None, limited_by=None, promise=None, verdict="will_not")
    return {
        "report": report_script("report:1", NEWS, "en"),
        "report-bare": report_script("report:1", bare, "pl"),
        "prompt": prompt_script("prompt:1", "Can you come?", Text("Ward 7"), "pl", "en"),
        "check-back": checkback_script("checkback:1", ward, {"safe": "3"}, PROMISES, decided=True),
        "check-back-late": checkback_script("checkback:1", ward, {}, (), decided=False),
        "ward-7": ward.script,
        **{f"project-{name}": _own(loaded) for name, loaded in _projects().items()},
    }


def _projects() -> dict[str, Loaded]:
    found = {}
    for folder in sorted(PROJECTS.iterdir()):
        try:
            found[folder.name] = load(example(folder.name), bot={})
        except ProjectRefused:
            continue
    return found


def _own(loaded: Loaded) -> Script:
    """Return what an author wrote, after the standard opening and the cards."""
    script = loaded.project.script
    nodes = script.nodes[len(opening(loaded.project)) :]
    own = [node for node in nodes if node.key.partition(".")[0] not in _CARDS]
    return replace(script, nodes=tuple(own))


def main() -> None:
    """Write every outline anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, script in scripts().items():
        (FOLDER / f"{name}.txt").write_text(outline(script, Words()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
