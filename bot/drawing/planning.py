"""From a project to the plan of its picture: every step in words, in one of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.drawing.blocks import About, Block, Box, Card, Fork, Frame, Plan
from bot.drawing.fonts import drawable
from bot.drawing.wording import answers_of, condition, fill, kind_of
from conversations.catalogue import N_, Words
from conversations.equality.apart import question
from conversations.equality.block import block
from conversations.explain import KEYS as OF_CARDS
from conversations.flow import Ask, Branch, End, Node, Say, every
from conversations.loader import Loaded
from conversations.opening import opening
from conversations.project import Constraint, Project
from conversations.questions.card import HEADS
from conversations.questions.review import Review
from conversations.reading.draft import Draft, read_draft
from conversations.reading.scopes import Group
from conversations.schedules import told
from conversations.storytelling import TOLD as STORY_TOLD
from conversations.text import Text

_BRACED = re.compile(r"\{(read_by|report_back)\}")


def plan(loaded: Loaded, language: str) -> Plan:
    """Return what a picture of the project says in ``language``."""
    project, words = loaded.project, loaded.catalogues.words(language)
    planner = _Planner(read_draft(loaded.snapshot), words)
    cards = tuple(planner.card(constraint) for constraint in project.constraints.values())
    flow = tuple(planner.flow())
    asked = len(planner.numbers)
    return Plan(
        language=language,
        title=planner.said(project.title),
        subtitle=planner.said(project.organisation),
        cards_title=words.plain(N_("What can change, and what cannot")),
        cards=cards,
        flow_title=words.plain(N_("What people are asked, in order")),
        flow=flow,
        next_title=words.plain(N_("What happens next")),
        next=tuple(planner.what_is_next()),
        describes=fill(
            words,
            N_("From top to bottom: {cards} power cards, {questions} questions, the end."),
            cards=len(cards),
            questions=asked,
        ),
        goes_on=words.plain(N_("goes on")),
        footer=fill(
            words,
            N_("Days count from publication. Version {revision} of {project}."),
            revision=project.revision[:8],
            project=project.slug,
        ),
    )


@dataclass
class _Planner:
    """Walks a script as its author wrote it: what we put around a step is one with it."""

    draft: Draft
    words: Words
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.draft.project

    def said(self, text: Text) -> str:
        """Return an author's text as it is drawn; dates are days after publication."""
        days = {
            "read_by": self.project.dates.read_by,
            "report_back": self.project.dates.report_back,
        }
        return drawable(
            _BRACED.sub(
                lambda found: fill(self.words, N_("day {number}"), number=days[found[1]]),
                self.words.plain(text),
            )
        )

    def card(self, constraint: Constraint) -> Card:
        """Return a power card."""
        lines = (constraint.what, constraint.who, constraint.when)
        return Card(
            constraint.kind,
            self.words.plain(HEADS[constraint.kind]),
            self.said(constraint.name),
            tuple(self.said(line) for line in lines if line),
        )

    def flow(self) -> Iterator[Block]:
        """Yield every step, from the opening to the end."""
        yield Box(
            self.words.plain(
                N_(
                    "First: which language, who is asking, what is confidential, do they agree, "
                    "are they old enough, may we write again, and for whom they answer."
                )
            ),
            look="plain",
        )
        own = self.project.script.nodes[len(opening(self.project)) :]
        yield from self._blocks(own)

    def _blocks(self, nodes: Sequence[Node], inside: int = 0) -> Iterator[Block]:
        """Yield what ``nodes`` are; ``inside`` so many of the groups that begin with the first."""
        place = 0
        while place < len(nodes):
            groups = self.draft.groups.get(nodes[place].key, ())[inside:]
            if groups:
                group = groups[0]
                together = nodes[place : place + group.count]
                yield self._frame(group, together, inside + 1)
                place += group.count
            else:
                yield from self._block(nodes[place])
                place += 1
            inside = 0

    def _frame(self, group: Group, nodes: Sequence[Node], inside: int) -> Frame:
        if not group.most:
            name = f"{group.name} · {group.under}" if group.under else group.name
            title = fill(self.words, N_("Part: {name}"), name=name)
            return Frame(title, tuple(self._blocks(nodes, inside)))
        # The last two are whether there is another, and the rounds behind it.
        *again, another, _rounds = nodes
        assert isinstance(another, Ask), "a repeat asks for another round"
        title = fill(
            self.words, N_("Asked again for each one, {most} times at most"), most=group.most
        )
        asked = Box(
            self.said_of(another), above=self.words.plain(N_("If yes, once more")), look="said"
        )
        return Frame(title, (*self._blocks(again, inside), asked))

    def _block(self, node: Node) -> Iterator[Block]:
        of_ours = node.key.partition(".")[0] in OF_CARDS and node.key not in self.draft.paths
        if of_ours:
            if isinstance(node, Say) and node.key == "cards":
                yield Box(
                    self.words.plain(
                        N_(
                            "The cards above are shown, one by one. Then people say what can still "
                            "change, in their own words or by a button."
                        )
                    ),
                    look="plain",
                )
        elif isinstance(node, Say):
            yield Box(self.said_of(node), above=self.words.plain(N_("Said")), look="said")
        elif isinstance(node, End):
            yield Box(self.said_of(node), above=self.words.plain(N_("The end")), look="end")
        elif isinstance(node, Ask):
            yield self._question(node)
        elif f"flow.{node.key}" in self.draft.places:
            yield self._fork(node)
        elif not node.key.endswith(STORY_TOLD):
            yield from self._of_ours(node)

    def _of_ours(self, branch: Branch) -> Iterator[Box]:
        """Yield the questions of a block that stands in the flow as one step, in one box."""
        asks = [n for n in every((branch,)) if isinstance(n, Ask) and n.block and not n.consent]
        # What follows from an answer is part of its question.
        first = {one.key for ask in asks for one in block(ask.block or "").questions}
        named = [ask.short for ask in asks if ask.short and question(ask.key) in first]
        if named:
            yield Box(
                drawable(" · ".join(self.words.plain(name) for name in named)),
                above=self.words.plain(N_("Only if they want to, and kept apart")),
                look="plain",
            )

    def _question(self, ask: Ask) -> Box:
        if isinstance(ask.question, Review):
            text = N_("They see all their answers. Nothing is sent before they say so.")
            return Box(self.words.plain(text), look="plain")
        self.numbers[ask.key] = len(self.numbers) + 1
        about = self.project.constraints.get(ask.serves or "")
        return Box(
            self.said_of(ask),
            above=kind_of(ask, self.words),
            number=self.numbers[ask.key],
            below=drawable(answers_of(ask, self.words)),
            about=About(about.kind, self.said(about.name)) if about else None,
        )

    def said_of(self, node: Say | End | Ask) -> str:
        """Return the words of a step; of a statement, the statement itself."""
        if isinstance(node, Ask):
            text = node.short if isinstance(node.short, Text) else node.question.text
        else:
            text = node.text
        return self.said(text) if isinstance(text, Text) else drawable(self.words.plain(text))

    def _fork(self, branch: Branch) -> Fork:
        asks = {
            node.key: node for node in every(self.project.script.nodes) if isinstance(node, Ask)
        }
        named = {key: self._called(asks[key]) for key in branch.when.names() if key in asks}
        said = condition(branch.when, named, asks, self.words)
        then, otherwise = tuple(self._blocks(branch.then)), tuple(self._blocks(branch.otherwise))
        if otherwise and not then:
            when = fill(self.words, N_("Except if {condition}"), condition=said)
            return Fork(drawable(when), otherwise)
        when = fill(self.words, N_("Only if {condition}"), condition=said)
        return Fork(drawable(when), then, self.words.plain(N_("Everyone else")), otherwise)

    def _called(self, ask: Ask) -> str:
        if ask.key in self.numbers:
            return fill(self.words, N_("question {number}"), number=self.numbers[ask.key])
        return f"“{self.said_of(ask)}”"

    def what_is_next(self) -> Iterator[str]:
        """Yield what people are promised, in the order in which it comes."""
        dates = self.project.dates
        day = {"read": dates.read_by, "report": dates.report_back}
        yield fill(self.words, N_("By day {read}: everything has been read."), **day)
        yield fill(
            self.words,
            N_("By day {report}: people hear what was decided on what they said, and why."),
            **day,
        )
        yield self.words.plain(told(self.project.check_backs, self.words))
