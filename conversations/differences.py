"""What differs between two revisions of a project, in sentences for its author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from conversations.catalogue import N_, Phrase
from conversations.explain import UNDERSTOOD
from conversations.flow import Ask, every
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.moving_over import agreed_to
from conversations.opening import opening
from conversations.project import Project
from conversations.questions.base import Wording
from conversations.questions.card import Card
from conversations.questions.review import Review
from conversations.sameness import same_answers, same_subject
from conversations.text import Text

#: So many things are named; of a longer list only the number is read.
MOST_NAMED = 6


def differences(old: Loaded, new: Loaded) -> tuple[Phrase, ...]:
    """Return what is different in ``new``, the weightiest first; nothing if nothing is."""
    was, now = old.project, new.project
    found = [*_questions(was, now), *_cards(was, now)]
    if not found and was.script.shape != now.script.shape:
        found.append(N_("The order of the questions has changed, or who is asked what."))
    found += [*_around(was, now), *_languages(was, now), *_words(old, new)]
    return tuple(found)


def _questions(was: Project, now: Project) -> Iterator[Phrase]:
    before, after = _asks(was), _asks(now)
    yield from _named(
        {key: ask for key, ask in after.items() if key not in before},
        lambda asks: N_("New questions:{questions}", questions=asks),
        lambda n: N_("New questions: {n}", n=n),
    )
    yield from _named(
        {key: ask for key, ask in before.items() if key not in after},
        lambda asks: N_("Questions that are no longer asked:{questions}", questions=asks),
        lambda n: N_("Questions that are no longer asked: {n}", n=n),
    )
    yield from _named(
        {key: ask for key, ask in after.items() if key in before and _differs(before[key], ask)},
        lambda asks: N_("Questions that are answered otherwise now:{questions}", questions=asks),
        lambda n: N_("Questions that are answered otherwise now: {n}", n=n),
    )


def _asks(project: Project) -> dict[str, Ask]:
    """Return the author's own questions; what is asked about the cards follows from them."""
    ours = {node.key for node in opening(project)}
    return {
        node.key: node
        for node in every(project.script.nodes)
        if isinstance(node, Ask)
        and node.key not in ours
        and node.key.partition(".")[0] != UNDERSTOOD
        and not isinstance(node.question, Card | Review)
    }


def _differs(was: Ask, now: Ask) -> bool:
    return not (same_subject(was, now) and same_answers(was.question, now.question))


def _named(
    asks: Mapping[str, Ask],
    all_of_them: Callable[[tuple[Wording, ...]], Phrase],
    how_many: Callable[[int], Phrase],
) -> Iterator[Phrase]:
    called = tuple(ask.short or ask.question.text for ask in asks.values())
    if len(called) > MOST_NAMED:
        yield how_many(len(called))
    elif called:
        yield all_of_them(called)


def _cards(was: Project, now: Project) -> Iterator[Phrase]:
    before, after = was.constraints, now.constraints
    new = tuple(card.name for key, card in after.items() if key not in before)
    gone = tuple(card.name for key, card in before.items() if key not in after)
    otherwise = tuple(
        card.name
        for key, card in after.items()
        if key in before and (card.kind, card.version) != (before[key].kind, before[key].version)
    )
    if new:
        yield N_("New cards:{cards}", cards=new)
    if gone:
        yield N_("Cards that are no longer shown:{cards}", cards=gone)
    if otherwise:
        yield N_("Cards that say something else now:{cards}", cards=otherwise)


def _around(was: Project, now: Project) -> Iterator[Phrase]:
    if agreed_to(was) != agreed_to(now):
        yield N_(
            "What people agree to has changed: who asks, the privacy notice, for how long it is "
            "kept, or the age."
        )
    if _to_turn_to(was) != _to_turn_to(now):
        yield N_("Whom people can turn to has changed.")
    if was.dates != now.dates:
        yield N_("The days by which people are to hear have changed.")
    if was.check_backs != now.check_backs:
        yield N_(
            "People are asked again at other times: whoever waits to be asked, by the new ones."
        )


def _to_turn_to(project: Project) -> object:
    contacts = (project.safeguarding, project.team, *project.emergency)
    return tuple((contact.name.source, contact.number) for contact in contacts)


def _languages(was: Project, now: Project) -> Iterator[Phrase]:
    new = tuple(own_name(tag) for tag in now.languages if tag not in was.languages)
    gone = tuple(own_name(tag) for tag in was.languages if tag not in now.languages)
    if new:
        yield N_("New languages:{languages}", languages=new)
    if gone:
        yield N_("Languages that are no longer offered:{languages}", languages=gone)


def _words(old: Loaded, new: Loaded) -> Iterator[Phrase]:
    before, after = dict(_texts(old.project)), dict(_texts(new.project))
    reworded = sum(text != before[path] for path, text in after.items() if path in before)
    if reworded:
        yield N_("Texts put in other words: {n}", n=reworded)
    files = new.snapshot.files
    changed = [
        name.removesuffix(".po")
        for name, text in old.snapshot.files.items()
        if name.endswith(".po") and files.get(name, text) != text
    ]
    if changed:
        names = tuple(own_name(tag) for tag in changed)
        yield N_("Translations that have changed:{languages}", languages=names)
    if old.project.population != new.project.population:
        yield N_("Other figures of who lives here.")


def _texts(thing: object) -> Iterator[tuple[str, str]]:
    """Yield every text an author wrote, by its path."""
    if isinstance(thing, Text):
        yield thing.context, thing.source
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts(part)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _texts(getattr(thing, each.name))
