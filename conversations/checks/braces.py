"""Braces: the dates that texts may name, the same ones in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.problems import Problem, did_you_mean, listed, problem_at

#: What a text may name in braces; the dates come from ``dates`` in the project.
NAMES = ("read_by", "report_back")

_BRACED = re.compile(r"\{([^{}]*)\}")


def check_braces(parts: Parts) -> Iterator[Problem]:
    """Find braces that would be shown as they are, and translations with other ones."""
    for path, written in parts.draft.written.items():
        source = written.text.source
        wrong = _wrong(source)
        if wrong:
            yield problem_at(written.place, "braces", wrong)
            continue
        for translation in parts.translations.values():
            entry = translation.entries.get((path, source))
            if entry and entry.said and set(_names(entry.said)) != set(_names(source)):
                yield problem_at(
                    entry.place,
                    "braces",
                    f"The words in braces have to be the same as in the source text: "
                    f"{listed(_names(source)) or 'none'} there, "
                    f"{listed(_names(entry.said)) or 'none'} here. Do not translate them.",
                    serious=not entry.fuzzy,
                )


def _names(text: str) -> list[str]:
    return [f"{{{name}}}" for name in _BRACED.findall(text)]


def _wrong(source: str) -> str:
    for name in _BRACED.findall(source):
        if name not in NAMES:
            return (
                f"“{{{name}}}” stands for nothing.{did_you_mean(name, NAMES)} "
                f"In braces a text may name {listed(f'{{{name}}}' for name in NAMES)}."
            )
    if {"{", "}"} & set(_BRACED.sub("", source)):
        return "There is a brace without its other half. People would see it as it is."
    return ""
