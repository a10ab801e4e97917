"""What import-linter cannot say: the short list of what conversations/ may use at all."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import python_files, shown

#: Besides Python's own library, and of that nothing import-linter's contracts forbid.
LIBRARIES = {"babel", "conversations", "dateparser", "rapidfuzz", "yaml"}

#: These read files; to all others a project and its words are handed in.
READERS = {
    "conversations/catalogue.py",
    # its blocks are package data, read once
    "conversations/equality/block.py",
    "conversations/loader.py",
    "conversations/recordings.py",
    "conversations/snapshot.py",
}
FILE_MODULES = {"glob", "importlib", "os", "pathlib", "shutil", "tempfile"}
FILE_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


@pytest.mark.parametrize("path", python_files("conversations"), ids=shown)
def test_conversations_use_little_and_touch_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    used = set(_imported(tree))
    assert used - LIBRARIES - sys.stdlib_module_names == set()
    waits = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, waits)] == []
    if shown(path) not in READERS:
        assert used & FILE_MODULES == set()
        assert set(_called(tree)) & FILE_CALLS == set()


def test_words_for_translators_import_nothing() -> None:
    for path in python_files("locales"):
        assert set(_imported(ast.parse(path.read_text("utf-8")))) <= {"__future__"}
