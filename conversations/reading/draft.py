"""A whole project as its author wrote it, before its meaning is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from conversations.flow import End, Script
from conversations.opening import opening
from conversations.problems import Place, Problem, ProjectRefused
from conversations.project import Project
from conversations.reading.cards import read_constraints, read_measures, read_topics
from conversations.reading.heading import Checked, read_checked, read_checkers, read_project
from conversations.reading.nodes import FlowReader
from conversations.reading.reader import Reader, Written
from conversations.reading.rounds import check_used
from conversations.reading.scopes import Group
from conversations.reading.shapes import PROJECT
from conversations.reading.whens import Mention, Named
from conversations.reading.yamlfile import Table, Tree, read_yaml
from conversations.snapshot import PROJECT_FILE, Snapshot
from conversations.statements import POLICY


@dataclass(frozen=True)
class Draft:
    """What could be read, what could not, and where everything stands.

    ``written`` holds the texts for people by their path, ``places`` whatever else has a name,
    ``mentions`` and ``facts`` what conditions rest on, ``unread`` keys of questions that could
    not be made out, so that no one complains twice; ``groups`` what belongs together, by the key of
    its first node; ``checkers`` who can check each language.
    """

    project: Project
    problems: tuple[Problem, ...]
    written: Mapping[str, Written]
    places: Mapping[str, Place]
    mentions: tuple[Mention, ...]
    facts: tuple[Named, ...]
    unread: frozenset[str]
    paths: Mapping[str, str]
    groups: Mapping[str, tuple[Group, ...]]
    checked: Checked | None
    checkers: Mapping[str, str]

    def place(self, *paths: str) -> Place:
        """Return the place of the first of ``paths`` that has one, else of the whole file."""
        for path in paths:
            if path in self.written:
                return self.written[path].place
            if path in self.places:
                return self.places[path]
        return Place(PROJECT_FILE)


def _parts(reader: Reader, table: Table) -> dict[str, tuple[Tree, ...]]:
    """Return the parts of the flow that have a name of their own."""
    if "flows" not in table.entries:
        return {}
    named = table.entries["flows"]
    parts = dict(reader.keyed(table, "flows", "flows"))
    return {name: reader.items(named, name) if isinstance(named, Table) else () for name in parts}


def read_draft(snapshot: Snapshot) -> Draft:
    """Read ``project.yaml``. Raises ``ProjectRefused`` where it is no table in YAML."""
    reader = Reader(PROJECT_FILE)
    tree = read_yaml(PROJECT_FILE, snapshot.files.get(PROJECT_FILE, ""))
    table = reader.table(tree, PROJECT)
    if table is not tree:
        raise ProjectRefused(reader.problems)
    constraints, measures = read_constraints(reader, table), read_measures(reader, table)
    topics = read_topics(reader, table)
    project = read_project(reader, table, constraints, measures, topics)
    checked = read_checked(reader, table)
    checkers = read_checkers(reader, table, project.languages)
    reader.zone = project.timezone
    flow = FlowReader(reader, constraints, measures, topics, parts=_parts(reader, table))
    flow.policy = project.policy or POLICY
    flow.youngest, flow.small = project.minimum_age, project.small_number
    nodes = flow.nodes(reader.items(table, "flow"))
    check_used(flow)
    end = End("end", "done", reader.text(table, "end", "", "message"))
    project = replace(
        project,
        script=Script("main", (*opening(project), *nodes, end)),
        revision=snapshot.hash(),
    )
    return Draft(
        project,
        tuple(reader.problems),
        reader.written,
        # Keys at the top of the file, for what is said about a whole part of it.
        {**table.places, **reader.places},
        tuple(flow.mentions.questions),
        tuple(flow.mentions.facts),
        frozenset(flow.unread),
        reader.paths,
        flow.groups,
        checked,
        checkers,
    )
