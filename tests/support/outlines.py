"""The scripts kept as outlines; ``python -m tests.support.outlines`` writes them anew, to be read.

A change of a script, of its words or of what is kept with an answer shows in them line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from conversations.catalogue import Words
from conversations.checkbacks import Again, PromiseToCheck, checkback_script
from conversations.equality.block import block
from conversations.flow import Script
from conversations.loader import Loaded, load
from conversations.opening import opening
from conversations.problems import ProjectRefused
from conversations.prompting import KINDS, TELLS, Composed, Version, prompt_script
from conversations.reporting import News, PromiseNews, report_script
from conversations.standing import Standing
from conversations.text import Text
from tests.support.asking import asks
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
    (PromiseNews("Open daily", "1 April", "The manager"),),
)
NOT_KEPT = Standing("change", "A bench", date(2027, 4, 1), "not_kept", 0, "No money", language="pl")
PROMISES = (
    PromiseToCheck("p1", "Open daily", "1 April", own="it is locked"),
    PromiseToCheck("p2", "A bench", "1 April", aloud=True, standing=NOT_KEPT, language="en"),
    PromiseToCheck("p3", "Light", "1 May", ripe=False),
    PromiseToCheck("p4", "A swing", "1 May", ripe=False),
)


#: What the power cards' own nodes are called: they are kept once, with ward-7.
_CARDS = frozenset({"cards", "card", "understood"})


def names() -> frozenset[str]:
    """Return the names of all scripts that are kept, or should be."""
    sound = (folder.name for folder in PROJECTS.iterdir() if _loaded(folder.name))
    return frozenset({*_MADE, *(f"{_PROJECT}{name}" for name in sound)})


def script(name: str) -> Script:
    """Return the script of that name, made anew: kept from before, it would hide a change."""
    block.cache_clear()
    if name in _MADE:
        return _MADE[name]()
    loaded = _loaded(name.removeprefix(_PROJECT))
    assert loaded is not None, f"{name} is of a project that is refused"
    return _own(loaded)


def _report() -> Script:
    return report_script("report:1", NEWS, "en")


def _bare_report() -> Script:
    bare = replace(NEWS, own=None, others=None, limited_by=None, promises=(), verdict="will_not")
    return report_script("report:1", bare, "pl")


def _prompt_of(kind: str) -> Script:
    """Return the script of a prompt with a question of this kind, as the team writes it."""
    least, most = (KINDS[kind].least, KINDS[kind].most) if kind in KINDS else (0, 0)
    parts = ("tea", "bus", "room")[: max(least, min(most, 3))]
    said = {"en": Version("Could you come to the family room on Saturday, and what for?", parts)}
    composed = Composed(kind, "en", said, serves="visiting", card=2)
    return prompt_script("prompt:1", composed, Text("Ward 7"), "en", "Europe/London")


def _prompt() -> Script:
    return prompt_script("prompt:1", asks("Can you come?", "pl"), Text("Ward 7"), "en")


def _check_back() -> Script:
    ward = ward7().project
    return checkback_script("checkback:1", ward, Again({"safe": "3"}, PROMISES))


def _moved_on() -> Script:
    again = Again({"safe": "3"}, PROMISES[:1], moved_on=True)
    return checkback_script("checkback:1", ward7().project, again)


def _late_check_back() -> Script:
    return checkback_script("checkback:1", ward7().project, Again(decided=False))


_MADE: Mapping[str, Callable[[], Script]] = {
    "report": _report,
    "report-bare": _bare_report,
    "prompt": _prompt,
    "check-back": _check_back,
    "check-back-late": _late_check_back,
    "check-back-moved-on": _moved_on,
    "ward-7": lambda: ward7().project.script,
    **{f"prompt-{kind}": partial(_prompt_of, kind) for kind in (*KINDS, TELLS)},
}

#: What the names of projects' own scripts begin with.
_PROJECT = "project-"


def _loaded(name: str) -> Loaded | None:
    try:
        return load(example(name), bot={})
    except ProjectRefused:
        return None


def _own(loaded: Loaded) -> Script:
    """Return what an author wrote, after the standard opening and the cards."""
    script = loaded.project.script
    nodes = script.nodes[len(opening(loaded.project)) :]
    own = [node for node in nodes if node.key.partition(".")[0] not in _CARDS]
    return replace(script, nodes=tuple(own))


def main() -> None:
    """Write every outline anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in names():
        path = FOLDER / f"{name}.txt"
        path.write_text(outline(script(name), Words()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
