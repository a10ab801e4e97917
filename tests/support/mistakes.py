"""Every mistake the tests make in a project, and what its author is told, as one can read it.

``python -m tests.support.mistakes`` writes them anew. A sentence that changes, or that suddenly
points elsewhere, shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from conversations.problems import Problem
from conversations.snapshot import Snapshot
from tests.conversations.test_reading import BROKEN_PO, REFUSED, SENTENCES
from tests.support.projects import PROJECTS, edited, example, problems

FOLDER = Path(__file__).parent.parent / "conversations" / "mistakes"


def mistakes() -> Mapping[str, str]:
    """Return what is kept, by the name of its file."""
    return {
        "edits": _listed(_edits()),
        "projects": _listed((folder.name, example(folder.name)) for folder in _folders()),
        "translations": _listed(_translations()),
    }


def _folders() -> list[Path]:
    return sorted(path for path in PROJECTS.iterdir() if path.is_dir())


def _edits() -> Iterator[tuple[str, Snapshot]]:
    for old, new in (*REFUSED.values(), *SENTENCES.values()):
        shown = " ¶ ".join(line.strip() for line in new.strip().splitlines())
        yield f"{old.strip()} → {shown}", edited("smallest", old, new)


def _translations() -> Iterator[tuple[str, Snapshot]]:
    for name, (text, _, _) in BROKEN_PO.items():
        yield name, Snapshot({**example("two-languages").files, "pl.po": text})


def _listed(made: Iterator[tuple[str, Snapshot]]) -> str:
    entries = []
    for name, snapshot in made:
        told = [f"    {_told(problem)}" for problem in problems(snapshot)]
        if told:
            entries.append("\n".join([name, *told]))
    return "\n".join(entries) + "\n"


def _told(problem: Problem) -> str:
    return f"{'' if problem.serious else 'warning: '}{problem.code}: {problem}"


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in mistakes().items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
