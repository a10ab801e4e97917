"""The flow: what comes after the standard opening, one function a kind of node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from conversations.explain import explain
from conversations.flow import Ask, Branch, Node, Say
from conversations.problems import Place, did_you_mean, listed
from conversations.project import Constraint, Measure
from conversations.questions.ages import Ages
from conversations.questions.base import Question, Wording
from conversations.questions.choice import OneChoice
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.reading import equality, rounds
from conversations.reading.asking import read_question
from conversations.reading.heading import FEWEST, YOUNGEST
from conversations.reading.reader import Reader
from conversations.reading.scopes import Group, Scope
from conversations.reading.shapes import EXPLAIN, MEASURED, REVIEW, SAY, STATEMENTS, STORY, WHEN
from conversations.reading.whens import Mentions, read_condition
from conversations.reading.yamlfile import Listing, Plain, Table, Tree
from conversations.statements import POLICY, statements
from conversations.storytelling import story
from conversations.text import Text


@dataclass
class FlowReader:
    """Reads the nodes of one flow. ``unread``: keys of questions that could not be made out."""

    reader: Reader
    constraints: dict[str, Constraint]
    measures: dict[str, Measure]
    topics: dict[str, Text]
    mentions: Mentions = field(default_factory=lambda: Mentions([], []))
    parts: dict[str, tuple[Tree, ...]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    scope: Scope = field(default_factory=Scope)
    within: tuple[str, ...] = ()
    groups: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    youngest: int = YOUNGEST
    small: int = FEWEST
    policy: Wording = POLICY
    branches: int = 0
    depth: int = 0
    count: int = 0

    def nodes(self, items: tuple[Tree, ...]) -> tuple[Node, ...]:
        """Return what ``items`` describe, in order."""
        return tuple(
            node for item in items if not rounds.too_many(self, item) for node in self._node(item)
        )

    def inside(self, scope: Scope, items: tuple[Tree, ...], part: str = "") -> tuple[Node, ...]:
        """Return what ``items`` describe in ``scope``, a ``part`` with a name or a round."""
        outer, within = self.scope, self.within
        self.scope, self.depth = scope, self.depth + 1
        self.within = (*within, part) if part else within
        nodes = self.nodes(items)
        self.scope, self.depth, self.within = outer, self.depth - 1, within
        return nodes

    def together(self, nodes: tuple[Node, ...], group: Group) -> tuple[Node, ...]:
        """Note that ``nodes`` belong together, under the key of the first; outer groups first."""
        if nodes:
            self.groups[nodes[0].key] = (group, *self.groups.get(nodes[0].key, ()))
        return nodes

    def _node(self, tree: Tree) -> tuple[Node, ...]:
        kind = tree.value.strip() if isinstance(tree, Plain) else ""
        if kind in SHORT:
            value = Plain(tree.place, SHORT[kind])
            tree = Table(tree.place, {kind: value}, {kind: tree.place})
        kinds = [kind for kind in KINDS if isinstance(tree, Table) and kind in tree.entries]
        if isinstance(tree, Table) and len(kinds) == 1:
            return KINDS[kinds[0]](self, tree)
        said = [tree.value] if isinstance(tree, Plain) else getattr(tree, "entries", ())
        hint = next((found for word in said if (found := did_you_mean(word, KINDS))), "")
        self.reader.problem(
            tree.place,
            "node-kind",
            f"Each step of a flow has exactly one of {listed(KINDS)}.{hint}",
        )
        return ()

    def explain(self, tree: Table) -> tuple[Node, ...]:
        """Show the power cards and ask back what can still change."""
        table = self.reader.table(tree, EXPLAIN)
        if not self.first(table, "explain"):
            return ()
        place = table.entries["explain"].place
        keys = self.reader.values(table, "explain")
        chosen = tuple(self.constraints) if keys == ("all",) else keys
        for key in chosen:
            if key not in self.constraints:
                self.reader.problem(
                    place,
                    "no-constraint",
                    f"There is no constraint “{key}”.{did_you_mean(key, self.constraints)}",
                )
        cards = [self.constraints[key] for key in dict.fromkeys(chosen) if key in self.constraints]
        return explain(cards) if cards else ()

    def measure(self, tree: Table) -> tuple[Node, ...]:
        """Take a reading."""
        table = self.reader.table(tree, MEASURED)
        key = self.named(table, "measure", "measure.")
        if not key.startswith("measure."):
            return ()
        name = key.split(".")[1]
        measure = self.measures.get(name)
        if measure is None:
            self.reader.problem(
                table.entries["measure"].place,
                "no-measure",
                f"There is no measure “{name}”.{did_you_mean(name, self.measures)} Describe it "
                "under “measures”.",
            )
            self.unread.add(key)
            return ()
        scale = Scale(measure.ask, measure.points, measure.low, measure.high, start=measure.start)
        return (
            Ask(
                key,
                scale,
                serves=measure.serves,
                constraint_version=self._version(measure.serves) if measure.serves else None,
                measure=name,
                numbered=True,
            ),
        )

    def ask(self, tree: Table) -> tuple[Node, ...]:
        """Ask one question."""
        key = self.named(tree, "ask")
        path = self.path(key)
        self.mentions.means = self.scope.means
        table, question = read_question(self.reader, tree, (key, path), self.mentions)
        serves = self.reader.word(table, "serves", f"flow.{key}.serves")
        required = self.reader.flag(table, "required")
        hint = self.reader.text(table, "hint", path, "part")
        if question is None:
            self.unread.add(key)
            return ()
        return (
            Ask(
                key,
                question,
                serves=serves,
                constraint_version=self._version(serves),
                numbered=True,
                optional=not required,
                hint=hint or None,
                # A choice has "Not sure" among its options.
                unsure=self.reader.flag(table, "unsure") and not isinstance(question, OneChoice),
                rather_not=self._rather_not(table, question),
            ),
        )

    def _rather_not(self, table: Table, question: Question) -> bool:
        """Say whether it has this button; asked their age, nobody should have to look."""
        asked = self.reader.flag(table, "rather_not")
        return asked or (isinstance(question, Ages) and "rather_not" not in table.entries)

    def say(self, tree: Table) -> tuple[Node, ...]:
        """Say something and go on."""
        table, key = self.reader.table(tree, SAY), self.named(tree, "say")
        return (Say(key, self.reader.text(table, "text", self.path(key), "message")),)

    def statements(self, tree: Table) -> tuple[Node, ...]:
        """Put statements to agree or disagree with."""
        table, key = self.reader.table(tree, STATEMENTS), self.named(tree, "statements")
        path = self.path(key)
        intro = self.reader.text(table, "text", path, "message")
        serves = self.reader.word(table, "serves", f"flow.{key}.serves")
        said = []
        for name, value in self.reader.keyed(table, "list", path):
            said.append((name, self.reader.words(value, f"{path}.{name}.text", "part")))
        if said and serves:
            # One problem is enough for what all of them serve.
            self.reader.places[f"flow.{key}.{said[0][0]}.serves"] = table.entries["serves"].place
        own = self.reader.flag(table, "own")
        if own and any(name == "own" for name, _ in said):
            self.reader.problem(
                self.reader.places[f"{path}.own"],
                "reserved-key",
                "With “own: true” the key “own” is that of people's own statement. Call this one "
                "something else.",
            )
        policy = self.policy if own else None
        return statements(key, intro, said, serves, self._version(serves), policy)

    def story(self, tree: Table) -> tuple[Node, ...]:
        """Ask for a story, what it is about and what it may be used for."""
        table, key = self.reader.table(tree, STORY), self.named(tree, "story")
        text = self.reader.text(table, "text", self.path(key), "part")
        serves = self.reader.word(table, "serves", f"flow.{key}.serves")
        if not self.topics:
            self.reader.problem(
                table.place,
                "no-topics",
                "A story's teller says what it is about. "
                "List what it can be under “topics” in the project.",
            )
        weighed = self.reader.flag(table, "matters")
        return story(key, text, self.topics, serves, self._version(serves), weighed=weighed)

    def review(self, tree: Table) -> tuple[Node, ...]:
        """Show all answers; nothing is sent before the person says so."""
        table = self.reader.table(tree, REVIEW)
        if not self.first(table, "review"):
            return ()
        return (Ask("review", Review(), optional=False, reviewed=False),)

    def when(self, tree: Table) -> tuple[Node, ...]:
        """Go one of two ways."""
        table = self.reader.table(tree, WHEN)
        self.branches += 1
        key = f"when.{self.branches}"
        self.reader.places[f"flow.{key}"] = table.place
        self.mentions.means = self.scope.means
        condition = read_condition(self.reader, table.entries["when"], key, self.mentions)
        self.depth += 1
        then = self.nodes(self.reader.items(table, "then"))
        otherwise = self.nodes(self.reader.items(table, "otherwise"))
        self.depth -= 1
        if "then" in table.entries and not (_filled(table, "then") or _filled(table, "otherwise")):
            self.reader.problem(
                table.place,
                "empty-branch",
                "Whichever way this goes, nothing happens. Put a step under “then” or “otherwise”.",
            )
        return (Branch(key, condition, then, otherwise),)

    def path(self, key: str) -> str:
        """Return where the texts of the node ``key`` stand for translators; it is noted."""
        path = f"{self.scope.path}.{key.removeprefix(self.scope.prefix)}"
        self.reader.paths[key] = path
        return path

    def named(self, table: Table, kind: str, prefix: str = "") -> str:
        """Return the node's key, noted with its place; one used before gets its line behind it."""
        name = self.reader.word(table, kind)
        if not name:
            return f"unnamed.{table.place.line}"
        key = f"{prefix}{name}" if prefix else self.scope.key(name)
        place = table.entries[kind].place
        first = self.reader.places.get(f"flow.{key}")
        if first is None:
            self.reader.named(name, place, f"flow.{key}")
            return key
        self.reader.problem(
            place,
            "duplicate-node",
            f"“{name}” stands in the flow a second time; the first is in line {first.line}. "
            + ("One reading is enough." if prefix else _ANOTHER_NAME[bool(self.within)]),
        )
        return f"{key}.{place.line}"

    def _version(self, serves: str) -> int:
        constraint = self.constraints.get(serves)
        return constraint.version if constraint else 1

    def first(self, table: Table, kind: str) -> bool:
        """Whether this is the first of its kind; each stands once in the flow, for everyone."""
        if self.depth:
            self.reader.problem(
                table.place,
                "inside-branch",
                f"“{kind}” is for everyone, so it cannot stand inside a “when”. Move it out.",
            )
        first = self.reader.places.setdefault(kind, table.place)
        if first == table.place:
            return True
        self.reader.problem(
            table.place,
            "twice",
            f"“{kind}” stands in the flow a second time; the first is in line {first.line}. "
            "Keep one of them.",
        )
        return False


#: What to do about a key that stands twice: in the flow itself, or in a part used twice.
_ANOTHER_NAME = {
    False: "Give this one a key of its own.",
    True: "Used twice, a flow needs a name of its own each time: add “as”.",
}


def _filled(table: Table, key: str) -> bool:
    """Whether something stands there; what is no list at all has been complained about before."""
    tree = table.entries.get(key, _NOTHING)
    return not isinstance(tree, Listing) or bool(tree.items)


_NOTHING = Listing(Place(""), ())


#: How each kind of node is read, by the key that marks it. A new kind is a function and a line.
KINDS: dict[str, Callable[[FlowReader, Table], tuple[Node, ...]]] = {
    "explain": FlowReader.explain,
    "measure": FlowReader.measure,
    "ask": FlowReader.ask,
    "when": FlowReader.when,
    "flow": rounds.flow,
    "repeat": rounds.repeat,
    "say": FlowReader.say,
    "statements": FlowReader.statements,
    "story": FlowReader.story,
    "equality": equality.equality,
    "review": FlowReader.review,
}

#: Kinds that a word alone stands for, and the value it is short for.
SHORT = {"review": "", "equality": "all"}
