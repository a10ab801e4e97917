"""The survey sheet: a project's script as rows, in the order in which people meet them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.exports import wording
from bot.exports.wording import plain
from bot.exports.xlsform import kinds
from bot.exports.xlsform.expressions import (
    ALWAYS,
    NEVER,
    Expressions,
    Here,
    both,
)
from bot.exports.xlsform.filters import filtered
from bot.exports.xlsform.names import Round, count_of, form_name, places, unrounded
from bot.exports.xlsform.opening import OPENING, agreed, opened
from bot.exports.xlsform.rounds import Repeat, folded
from bot.exports.xlsform.rows import Chosen, Row, Tongues
from conversations.catalogue import N_
from conversations.conditions import Condition, Not
from conversations.flow import Ask, Branch, End, Node, Say
from conversations.loader import Loaded
from conversations.project import Project
from conversations.questions.card import Card
from conversations.questions.offering import Offering
from conversations.questions.review import Review

_HOW_MANY = N_("How many times do the next questions apply? From 1 to {most}.")
#: What words beside the choices lead to, which a form does not take.
_NEVER = frozenset({"understood.words"})


@dataclass
class Survey:
    """Rows and choices as they come together. ``lacks``: what a question cannot do in a form."""

    project: Project
    tongues: Tongues
    expressions: Expressions
    rows: list[Row] = field(default_factory=list)
    lists: dict[str, tuple[Chosen, ...]] = field(default_factory=dict)
    lacks: list[tuple[str, str]] = field(default_factory=list)
    #: beginnings of keys in rounds, with what they become
    prefixes: dict[str, str] = field(default_factory=dict)

    def nodes(self, nodes: tuple[Node, ...], here: Here) -> None:
        """Add the rows of ``nodes``."""
        for node in folded(nodes):
            match node:
                case Repeat():
                    self._repeat(node, here)
                case Branch():
                    self._branch(node.key, node.when, node.then, here)
                    self._branch(f"{node.key}.otherwise", Not(node.when), node.otherwise, here)
                case Ask():
                    self._ask(node, here)
                case Say():
                    self._say(node)
                case End():
                    label = self.tongues.say(wording.afterwards)
                    self.rows.append(Row("note", "Form.end", label))

    def _say(self, node: Say) -> None:
        label = self.tongues.say(lambda w: plain(w, node.text))
        self.rows.append(Row("note", self._name(node.key), label))

    def _name(self, key: str) -> str:
        return form_name(unrounded(key, self.prefixes))

    def _branch(self, name: str, when: Condition, nodes: tuple[Node, ...], here: Here) -> None:
        """Add rows that count only where ``when`` holds: one by itself, or a group."""
        if not nodes:
            return
        first = len(self.rows)
        relevant = self.expressions.of(when, here)
        if relevant == NEVER:
            return
        self.nodes(nodes, replace(here, within=(*here.within, when)))
        if relevant == ALWAYS:
            return
        inside = self.rows[first:]
        if len(inside) == 1:
            (row,) = inside
            own = both(relevant, row.relevant) if row.relevant else relevant
            self.rows[first:] = [replace(row, relevant=own)]
        elif inside:
            group = Row("begin_group", form_name(name), relevant=relevant)
            self.rows[first:] = [group, *inside, Row("end_group")]

    def _ask(self, ask: Ask, here: Here) -> None:
        if isinstance(ask.question, Card):
            self._card(ask)
        elif not isinstance(ask.question, Review):
            self._question(ask, here)

    def _card(self, ask: Ask) -> None:
        assert isinstance(ask.question, Card)
        constraint = self.project.constraints[ask.question.constraint]
        label = self.tongues.say(
            lambda w: "\n".join((wording.card(constraint, w)[0], *wording.card(constraint, w)[1]))
        )
        self.rows.append(Row("note", self._name(ask.key), label))

    def _question(self, ask: Ask, here: Here) -> None:
        put = kinds.put(ask, self._name(ask.key), self.tongues)
        row, choices = put.row, put.choices
        if isinstance(ask.question, Offering) and ask.question.filtered:
            choices, choice_filter, offered = filtered(
                ask.question, choices, self.expressions, here
            )
            row = replace(row, choice_filter=choice_filter, relevant=offered)
        if choices:
            row = replace(row, type=f"{row.type} {self._list(row.name, choices)}")
        self.rows.append(row)
        self.lacks += [(row.name, lack) for lack in put.lacks]
        self.rows += put.more

    def _list(self, name: str, choices: tuple[Chosen, ...]) -> str:
        """Return the name of the list of ``choices``; equal ones are written once."""
        for known, others in self.lists.items():
            if others == choices:
                return known
        self.lists[name] = choices
        return name

    def _repeat(self, repeat: Repeat, here: Here) -> None:
        """Ask how many there are, then that many rounds."""
        plain_key = unrounded(repeat.key, self.prefixes)
        name, most = form_name(plain_key), len(repeat.rounds)
        say, another = self.tongues.say, repeat.another
        how_many = say(lambda w: w.t(_HOW_MANY.msgid, most=most))
        self.rows.append(
            Row(
                "integer",
                count_of(name),
                how_many,
                hint=say(lambda w: wording.question(another, w)),
                required=True,
                constraint=f". >= 1 and . <= {most}",
                message=how_many,
            )
        )
        self.rows.append(Row("begin_repeat", name, count=f"${{{count_of(name)}}}"))
        outer = self.prefixes
        self.prefixes = {**outer, f"{repeat.key}.1.": f"{plain_key}."}
        self.nodes(repeat.rounds[0], replace(here, rounds=(*here.rounds, Round(name, 1))))
        self.prefixes = outer
        self.rows.append(Row("end_repeat"))
        self.lacks.append(
            (name, "How many rounds there are is asked first, not whether there is another.")
        )


def survey(loaded: Loaded) -> Survey:
    """Return the rows of a project's form: who is asking and consent first, then its questions."""
    project = loaded.project
    tongues = Tongues(loaded.catalogues, project.languages)
    nodes = project.script.nodes
    made = Survey(project, tongues, Expressions(places(nodes)))
    rows, lists = opened(project, tongues)
    made.rows += rows
    made.lists |= lists
    made.rows.append(agreed())
    made.nodes(tuple(node for node in nodes if node.key not in OPENING | _NEVER), Here())
    made.rows.append(Row("end_group"))
    return made
