"""What may lie in the project, and what may not be written in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import PACKAGES, ROOT, project_files, python_files, shown

ALLOWED = re.compile(
    r"\..+|bot|conversations|locales|storage|tests|docs|pyproject\.toml|README\.md|Makefile|LICENSE"
    r"|NOTICE|CHANGELOG\.md|SECURITY\.md|CONTRIBUTING\.md|requirements(-dev)?\.lock"
)

#: A folder of somebody's machine; a pattern, so that this line does not match itself.
MACHINE_PATH = re.compile(r"""(?<![\w.~-])/(?:work|root|tmp|Users)/|\b[A-Z]:\\\\?Users\\""")

#: Where packages come from is each machine's own business.
INDEX = re.compile(
    r"--(?:extra-)?index-ur[l]|--find-link[s]|files\.python[h]osted|pypi[.]org/simple"
    r"|registry\.npm[j]s|deb\.debian[.]org"
)

#: What tells a checker to look away, and the same with its code and a reason behind it.
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
EXPLAINED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\])(?P<why>.*)"
)

LONGEST_MODULE = 400


def _lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in project_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a sound
        lines = enumerate(text.splitlines(), 1)
        found += [f"{shown(path)}:{n}: {line}" for n, line in lines if pattern.search(line)]
    return found


def test_nothing_strange_at_the_top() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in project_files()}
    assert {name for name in top if not ALLOWED.fullmatch(name)} == set()


def test_no_file_names_a_folder_of_some_machine() -> None:
    assert _lines_matching(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    assert _lines_matching(INDEX) == []


def test_every_module_has_one_subject_and_so_is_short() -> None:
    files = python_files(*PACKAGES, "tests")
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_what_a_checker_is_told_to_overlook_says_why() -> None:
    files = [path for path in python_files(*PACKAGES, "tests") if path != Path(__file__)]
    assert [where for path in files for where in _unexplained(path)] == []


def _unexplained(path: Path) -> Iterator[str]:
    lines = path.read_text("utf-8").splitlines()
    for above, line, n in zip(["", *lines], lines, range(1, len(lines) + 1), strict=False):
        if SILENCED.search(line):
            told = EXPLAINED.search(line)
            if not told or not (told["why"].strip() or above.lstrip().startswith("#")):
                yield f"{shown(path)}:{n}: {line.strip()}"


def test_the_words_of_the_licence_are_its_own() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("                    GNU AFFERO GENERAL PUBLIC LICENSE\n")
    assert "13. Remote Network Interaction" in text
    assert len(text.split()) == 5535
