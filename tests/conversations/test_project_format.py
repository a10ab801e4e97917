"""The documentation of the project file says what the loader does, no less and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations.aloud import hearable
from conversations.checks import lengths
from conversations.inspect import unchecked_texts
from conversations.layout import LONGEST_LABEL
from conversations.loader import load
from conversations.reading.asking import KINDS as QUESTIONS
from conversations.reading.nodes import KINDS as STEPS
from conversations.reading.shapes import SHAPES, Shape
from conversations.reading.translations import read_translation
from conversations.reading.yamlfile import Listing, Table, Tree, read_yaml
from conversations.recordings import ENDINGS, MOST_TOGETHER
from conversations.recordings import MOST_BYTES as ONE
from conversations.snapshot import MOST_BYTES, PROJECT_FILE, Snapshot

DOC = (Path(__file__).parent.parent.parent / "docs" / "project-format.md").read_text("utf-8")
EXAMPLE = DOC.split("```yaml\n")[1].split("```")[0]
SECTIONS = {
    part.partition("\n")[0]: part for part in re.split(r"^#{2,3} ", DOC, flags=re.MULTILINE)
}


def heading(shape: Shape) -> str:
    return shape.name[:1].upper() + shape.name[1:]


@pytest.mark.parametrize("shape", SHAPES, ids=heading)
def test_every_key_the_loader_knows_is_explained_and_no_other(shape: Shape) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", SECTIONS[heading(shape)], re.MULTILINE)
    assert sorted(key for key, _, _ in rows) == sorted(shape.known)
    assert {key for key, needed, _ in rows if needed == "yes"} == set(shape.needed)
    assert {needed for _, needed, _ in rows} <= {"yes", "no"}


def test_nothing_else_is_explained_as_if_it_had_keys() -> None:
    tables = {name for name, section in SECTIONS.items() if "| key |" in section}
    assert tables == {heading(shape) for shape in SHAPES}


def test_the_example_loads_without_a_serious_problem() -> None:
    project = load(Snapshot({PROJECT_FILE: EXAMPLE}), bot={})
    assert {problem.code for problem in project.problems} == {"no-translation", "bot-language"}


def test_the_example_uses_every_key_and_every_kind() -> None:
    keys, words = set[str](), set[str]()
    for tree in _all(read_yaml(PROJECT_FILE, EXAMPLE)):
        if isinstance(tree, Table):
            keys |= set(tree.entries)
        words.add(getattr(tree, "value", ""))
    known = {key for shape in SHAPES for key in shape.known}
    # "check_back" is the short way to say what "check_backs" says: nobody needs both.
    assert known - {"review", "check_back"} <= keys
    assert {*QUESTIONS, "review"} <= words
    assert set(STEPS) <= keys | words


def _all(tree: Tree) -> Iterator[Tree]:
    yield tree
    inside = tree.entries.values() if isinstance(tree, Table) else ()
    for child in tree.items if isinstance(tree, Listing) else inside:
        yield from _all(child)


def test_the_lengths_are_those_that_are_checked() -> None:
    said = SECTIONS["How long words may be"]
    for number in (f"{lengths.LONG}", f"{lengths.TOO_LONG}", f"{MOST_BYTES:,}"):
        assert number in said
    assert (lengths.PRIVACY_LONG, lengths.PRIVACY_TOO_LONG) == (
        2 * lengths.LONG,
        2 * lengths.TOO_LONG,
    )
    assert f"{LONGEST_LABEL} characters" in SECTIONS["A constraint"]


def test_what_can_be_read_aloud_is_what_is_said_of_recordings() -> None:
    said = SECTIONS["Recordings"]
    project = load(Snapshot({PROJECT_FILE: EXAMPLE}), bot={}).project
    shown = {
        path for row in re.findall(r"^\| (`.+`) \|", said, re.MULTILINE) for path in _named(row)
    }
    assert shown <= hearable(project)
    # Of everything else the table has one example of its kind; of the opening it has all.
    assert {path for path in hearable(project) if path.startswith("opening.")} <= shown
    assert {path.split(".")[0] for path in hearable(project)} == {p.split(".")[0] for p in shown}
    for fact in (*(f"`{end}`" for end in ENDINGS), f"{ONE:,} bytes", f"{MOST_TOGETHER:,}"):
        assert fact in said


def _named(row: str) -> list[str]:
    return re.findall(r"`([\w.]+)`", row)


def test_the_translation_shown_is_one_and_counts_as_checked() -> None:
    entry = re.search(r"```\n(# checked by .*?)```", SECTIONS["Translations"], re.DOTALL)
    assert entry
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    translation = read_translation("pl", "pl.po", header + entry[1])
    (found,) = translation.entries.values()
    assert found.checked
    assert (found.context, found.said) == ("flow.often.options.never", "Nigdy")


def test_what_the_example_says_of_itself_is_enough_for_its_own_language() -> None:
    assert "en" not in unchecked_texts(Snapshot({PROJECT_FILE: EXAMPLE}), {})
