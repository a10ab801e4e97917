"""Keys that rows will cite: an author's may not be one that the conversation itself uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.flow import Ask, every
from conversations.problems import Problem, problem_at


def check_keys(parts: Parts) -> Iterator[Problem]:
    """Find keys of nodes and of options that stand twice, once as the author's and once as ours."""
    nodes = tuple(every(parts.draft.project.script.nodes))
    for key, times in Counter(node.key for node in nodes).items():
        if times > 1:
            yield _taken(parts, key.rpartition(".")[2], *parts.node_paths(key))
    for node in nodes:
        options = getattr(node.question, "all_options", ()) if isinstance(node, Ask) else ()
        for key, times in Counter(option.key for option in options).items():
            if times > 1:
                path = f"{parts.node_paths(node.key)[0]}.options.{key}"
                yield _taken(parts, key, path, f"topics.{key}", f"constraints.{key}")


def _taken(parts: Parts, key: str, *paths: str) -> Problem:
    return problem_at(
        parts.draft.place(*paths),
        "reserved-key",
        f"“{key}” is a key that the conversation itself uses here. Choose another.",
    )
