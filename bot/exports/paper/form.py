"""A form on paper in one language, as blocks: who asks, what can change, consent, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bot.exports import wording
from bot.exports.paper.blocks import (
    Blanks,
    Block,
    Boxes,
    Framed,
    Heading,
    Listed,
    Question,
    Route,
    Said,
    Tick,
)
from bot.exports.paper.fields import answered
from bot.exports.paper.routing import Router
from bot.exports.paper.way import Guarded, Step, asks, steps
from bot.exports.wording import bare, plain
from conversations.catalogue import N_, Phrase, Words
from conversations.flow import Ask, Say, every
from conversations.loader import Loaded
from conversations.questions.card import Card
from conversations.questions.offering import Offering

_DRAFT = N_(
    "This form is a draft: nobody who speaks the language has checked its words yet. It is not to "
    "be given out."
)
_HOW = N_(
    "Tick boxes with a pen. You can leave out any question, and write beside any box. Small grey "
    "words are for whoever types this in."
)
_DISAGREE = N_("If you do not agree, leave this form empty. That is fine, and nothing is kept.")
_BACK = N_("Thank you. Give this form back to whoever gave it to you, or to {name}, {number}.")


def blocks(loaded: Loaded, language: str, *, draft: bool) -> tuple[Block, ...]:
    """Return the form in ``language``; ``draft``: its words have not been checked."""
    return tuple(_Form(loaded, language).all(draft=draft))


@dataclass(frozen=True)
class _Form:
    """One project's form in one language."""

    loaded: Loaded
    language: str

    @property
    def words(self) -> Words:
        return self.loaded.catalogues.words(self.language)

    def all(self, *, draft: bool) -> Iterator[Block]:
        """Yield everything from the title to how to hand it back."""
        yield Heading(plain(self.words, self.loaded.project.title), first=True)
        if draft:
            yield Framed(self._said(_DRAFT), ())
        yield Said(wording.introduction(self.loaded.project, self.words))
        yield from self._for_the_team()
        yield from self._before()
        yield from self._cards()
        yield Heading(self._said(N_("Your answers")))
        yield Said(self._said(_HOW))
        of = steps(self.loaded.project.script.nodes, self.language)
        questions = _Questions.of(of, self.words)
        for apart, together in groupby(of, _is_apart):
            if apart:
                yield from self._apart()
            yield from questions.blocks(tuple(together))
            if apart:
                yield Heading(self._said(N_("The rest of the form")), apart=True)
        yield from self._after()

    def _apart(self) -> Iterator[Block]:
        """Begin pages that can be handed in by themselves: what people say about themselves."""
        yield Heading(self._said(N_("About you")), apart=True)
        # safety: before someone tells about themselves on paper
        yield Said(
            self._said(N_("You can take the pages about you out and hand them in by themselves."))
        )
        code = self._said(N_("Code, if you were given one. Not your name."))
        yield Blanks((code,), ("Form.code",))

    def _said(self, phrase: Phrase) -> str:
        return bare(self.words.say(phrase))

    def _for_the_team(self) -> Iterator[Block]:
        """Places for what is no answer: a code in place of a name, where and when."""
        names = (
            self._said(N_("Code, if you were given one. Not your name.")),
            self._said(N_("Where you were given this form")),
            self._said(N_("Date")),
        )
        yield Blanks(names, ("Form.code", "Form.source", "Form.day"))
        yield Tick(self._said(N_("Someone helped me to fill this in.")), "Form.helped")

    def _before(self) -> Iterator[Block]:
        project, words = self.loaded.project, self.words
        yield Heading(self._said(N_("Before you start")))
        yield Listed(wording.limits(project, words))
        yield Said(plain(words, project.privacy))
        yield Framed(self._said(wording.HELP), wording.help_now(project, words))
        yield Tick(self._said(wording.AGREE), "take_part")
        # safety: what someone agrees to on paper, or on another's device
        old_enough = words.t("I am {age} or over.", age=project.minimum_age)
        yield Tick(bare(old_enough), "age")
        yield Said(self._said(_DISAGREE))
        younger = words.t("If you are under {age}:", age=project.minimum_age)
        yield Framed(bare(younger), (plain(words, project.younger),))

    def _cards(self) -> Iterator[Block]:
        project = self.loaded.project
        shown = [
            node.question.constraint
            for node in every(project.script.nodes)
            if isinstance(node, Ask) and isinstance(node.question, Card)
        ]
        if shown:
            yield Heading(self._said(N_("What can change and what cannot")))
        for key in shown:
            yield Framed(*wording.card(project.constraints[key], self.words))

    def _after(self) -> Iterator[Block]:
        project, words = self.loaded.project, self.words
        yield Heading(self._said(N_("When you are done")))
        back = words.t(_BACK.msgid, name=project.team.name, number=project.team.number)
        yield Said(bare(back))
        yield Said(wording.afterwards(words))


def _is_apart(step: Step) -> bool:
    """Say whether ``step`` asks people about themselves, which is kept apart."""
    first = next(asks((step,)), None)
    return first is not None and first.block is not None


@dataclass(frozen=True)
class _Questions:
    """Numbers questions and says the way from one to the next."""

    router: Router
    numbers: Mapping[str, int]
    words: Words

    @classmethod
    def of(cls, of: tuple[Step, ...], words: Words) -> _Questions:
        """Number the questions among ``of`` as they stand."""
        listed = list(asks(of))
        numbers = {ask.key: number for number, ask in enumerate(listed, start=1)}
        router = Router(numbers, {ask.key: ask for ask in listed}, words)
        return cls(router, numbers, words)

    def blocks(self, of: tuple[Step, ...]) -> Iterator[Block]:
        """Yield each step as it stands on paper."""
        for step in of:
            match step:
                case Guarded():
                    yield self._route(step)
                    yield from self.blocks(step.steps)
                case Say():
                    yield Said(plain(self.words, step.text))
                case Ask():
                    yield self._question(step)

    def _route(self, step: Guarded) -> Route:
        inside = [self.numbers[ask.key] for ask in asks(step.steps)]
        if not inside:
            return self.router.route(step.when, 1, 0, 0)
        after = inside[-1] + 1
        return self.router.route(
            step.when, inside[0], inside[-1], after if after <= len(self.numbers) else 0
        )

    def _question(self, ask: Ask) -> Question:
        how, field = answered(ask, self.words)
        own = ask.said_in(self.words)
        hint = bare(own.say(ask.hint)) if ask.hint else ""
        text = wording.question(ask, self.words)
        if isinstance(ask.question, Offering) and isinstance(field, Boxes):
            field = self._for_some(ask.question, field)
        return Question(self.numbers[ask.key], text, ask.key, hint, how, field)

    def _for_some(self, question: Offering, field: Boxes) -> Boxes:
        """Say beside an option whom it is for."""
        labels = list(field.labels)
        for at, option in enumerate(question.options):
            if option.when:
                only = " ".join(said for _, said in self.router.conditions(option.when))
                labels[at] = f"{labels[at]} ({only})"
        some = any(option.when for option in question.options)
        return replace(field, labels=tuple(labels), beside=field.beside and not some)
