"""What is wrong with a project, said to its author: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA


@dataclass(frozen=True, order=True)
class Place:
    """A place in a project's file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """One mistake. ``serious`` ones keep a project from going live, the others are warnings.

    ``code`` names the kind of mistake for programs; ``sentence`` says it to the author.
    """

    code: str
    sentence: str
    file: str
    line: int
    column: int
    serious: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


class ProjectRefused(Exception):
    """The project cannot be used as it is; ``problems`` holds everything found, not just one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem_at(place: Place, code: str, sentence: str, *, serious: bool = True) -> Problem:
    """Return the problem ``code`` at ``place``."""
    return Problem(code, sentence, place.file, place.line, place.column, serious)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, in the order a reader meets them; ``project.yaml`` comes first."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda p: (p.file != "project.yaml", p.file, p.line, p.column, p.code),
        )
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean “x”?" where one of ``known`` is a slip or two away, else nothing."""
    found = process.extractOne(word, list(known), scorer=OSA.distance, score_cutoff=len(word) // 3)
    return f" Did you mean “{found[0]}”?" if found else ""


def listed(words: Iterable[str]) -> str:
    """Return ``words`` as a sentence lists them: “a”, “b” and “c”."""
    quoted = [f"“{word}”" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
