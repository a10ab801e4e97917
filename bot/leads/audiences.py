"""To whom a prompt goes: what a peer lead can choose from, and how many people that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.leads.prompt_draft import Draft
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, every
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Wording
from conversations.questions.place import Place
from conversations.text import Text
from storage import audiences, prompts, themes
from storage.audiences import Condition
from storage.outreach import Reachable

#: So much a peer lead may ask for together: more is not understood any more.
_MOST = 3

#: So many things to choose from are shown at a time.
_SHOWN = 10

#: The questions of a prompt that are about its audience.
STEPS = ("audience", "pick")

GO_ON = Option("go!", N_("Go on"))
_EVERYONE = Option("go!", N_("All who agreed"))

#: Ways to choose whose things are many: each asks which.
_WAYS = (
    Option("by:source", N_("By how they came")),
    Option("by:theme", N_("By theme")),
    Option("by:place", N_("By place")),
    Option("by:question", N_("By what they answered")),
    Option("by:prompt", N_("By an earlier prompt")),
)

_WHICH = {
    "source": N_("How did they come?"),
    "theme": N_("Which theme did they speak of?"),
    "place": N_("Which place did they name?"),
    "question": N_("About which question?"),
    "prompt": N_("Who answered which prompt?"),
}


@dataclass(frozen=True)
class Some:
    """One thing to choose, and how many people that would be."""

    option: Option
    condition: Condition | None
    people: int


def recipients(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Reachable, ...]:
    """Return who would get it: who agreed, may be seen by its maker, and fits."""
    found = fitting(visit, loaded, draft)
    return tuple(one for one in found if base_of(one.language) not in draft.out)


def fitting(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Reachable, ...]:
    """Return the same, with those whose language is left out."""
    return audiences.of_project(visit.db, loaded.project.slug, draft.fits(), of=visit.person.id)


def asked(draft: Draft) -> Phrase:
    """Return what is asked of the audience now."""
    if draft.step == "audience":
        return N_("It goes to whom?") if not draft.conditions else N_("Only some of them?")
    return _WHICH.get(draft.about, N_("What did they answer?"))


def choices(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Some, ...]:
    """Return what can be chosen at the draft's step; what would be nobody is not shown."""
    people = fitting(visit, loaded, draft)
    if draft.step == "audience":
        everyone = _EVERYONE if not draft.conditions else GO_ON
        first = Some(everyone, None, len(people))
        if len(draft.conditions) >= _MOST:
            return (first,)
        languages = _counted(visit, loaded, people, _languages(people))
        used = {what for what, _ in draft.conditions}
        ways = (
            Some(way, None, 0)
            for way in _WAYS
            if way.key.partition(":")[2] not in used and _any(visit, loaded, way, people)
        )
        return (first, *(languages if len(languages) > 1 else ()), *ways)
    found = _counted(visit, loaded, people, _of(visit, loaded, draft.about, people))
    return found[:_SHOWN]


def chosen(draft: Draft, some: Some) -> Draft:
    """Return the draft with ``some`` chosen, and what is asked next."""
    way, _, about = some.option.key.partition(":")
    if way in ("by", "ask"):
        return replace(draft, step="pick", about=about)
    if some.condition is None:
        return replace(draft, step="language", about="")
    more = (some.condition.what, some.condition.value)
    return replace(draft, step="audience", about="", conditions=(*draft.conditions, more))


def _counted(
    visit: Visit, loaded: Loaded, people: tuple[Reachable, ...], offered: Iterator[Some]
) -> tuple[Some, ...]:
    found = []
    for one in offered:
        if one.condition is not None:
            slug = loaded.project.slug
            n = len(audiences.narrowed(visit.db, slug, people, one.condition))
            one = replace(one, people=n)  # noqa: PLW2901 - the same thing, counted
            if not n:
                continue
        found.append(one)
    return tuple(found)


def _some(what: str, value: str, label: Wording) -> Some:
    condition = Condition(what, value)  # type: ignore[arg-type]  # one of its kinds
    return Some(Option(f"{what}={value}", label), condition, 0)


def _languages(people: tuple[Reachable, ...]) -> Iterator[Some]:
    for tag in sorted({base_of(one.language) for one in people}):
        yield _some("language", tag, Text(own_name(tag)))


def _any(visit: Visit, loaded: Loaded, way: Option, people: tuple[Reachable, ...]) -> bool:
    """Say whether there is anything to choose from that way."""
    return next(_of(visit, loaded, way.key.partition(":")[2], people), None) is not None


def _of(visit: Visit, loaded: Loaded, about: str, people: tuple[Reachable, ...]) -> Iterator[Some]:
    """Yield what can be chosen of a way: sources, themes, places, questions, answers, prompts."""
    slug, among = loaded.project.slug, [one.participant for one in people]
    match about.partition("=")[0]:
        case "source":
            for source, _ in audiences.sources(visit.db, slug, among).most_common(_SHOWN):
                yield _some("source", source, Text(source))
        case "theme":
            for theme in themes.of_project(visit.db, slug)[:_SHOWN]:
                yield _some("theme", theme.id, Text(theme.name))
        case "prompt":
            for prompt in prompts.latest(visit.db, slug, visit.person.id):
                yield _some("prompt", prompt.id, Text(prompt.words))
        case "place":
            for ask in _asks(loaded):
                if isinstance(ask.question, Place):
                    given = audiences.places(visit.db, slug, ask.key, among)
                    for place, said in list(given.items())[:_SHOWN]:
                        yield _some("place", f"{ask.key}={place}", Text(said))
        case "question":
            for ask in _asks(loaded):
                label = ask.short or ask.question.text
                yield Some(Option(f"ask:answer={ask.key}", label), None, 0)
        case _:
            yield from _answers(loaded, about.partition("=")[2])


def _answers(loaded: Loaded, node: str) -> Iterator[Some]:
    """Yield what can be said of a question: answered, not answered, each of its options."""
    ask = loaded.project.script.find(node)
    yield _some("answered", node, N_("Answered it"))
    yield _some("unanswered", node, N_("Did not answer it"))
    for option in getattr(ask and ask.question, "all_options", ()):
        yield _some("chose", f"{node}={option.key}", option.label)


def _asks(loaded: Loaded) -> Iterator[Ask]:
    """Yield the questions a project numbers: those that are about its subject."""
    for node in every(loaded.project.script.nodes):
        if isinstance(node, Ask) and node.numbered:
            yield node
