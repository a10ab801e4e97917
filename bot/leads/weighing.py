"""Weighing what was heard: how many people and how sure, words for a decision and against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from bot.channels.base import Button
from bot.leads.decision_draft import Draft
from bot.leads.scope import TEAM, allowed, people, remark
from bot.leads.telling import play_files, say_told
from bot.visit import Visit, column, tap
from conversations.agreement import agreement, plainly
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.text import Html, insert
from storage import quotes, reviews, second_readings, themes
from storage.decisions import Rests, Side
from storage.reviews import Told

#: So many of the words on each side are shown at a time.
_SHOWN = 3

SPEAKS: dict[Side, Phrase] = {
    "for": N_("These words speak for it."),
    "against": N_("These words speak against it."),
}
SIDES: dict[Side, Phrase] = {"for": N_("<b>For it</b>"), "against": N_("<b>Against it</b>")}
_TO: dict[Side, Phrase] = {"for": N_("It speaks for it"), "against": N_("It speaks against it")}
_OTHER: dict[Side, Side] = {"for": "against", "against": "for"}


def summary(visit: Visit, loaded: Loaded, rests: Rests, against: Rests) -> str:
    """Say what was heard: each theme with how many people, and how sure that is."""
    words, small = visit.words_of(loaded), loaded.project.small_number
    named: tuple[tuple[Side, Rests], ...] = (("for", rests), ("against", against))
    lines = [words.t("<b>What we heard</b>")]
    for side, on in named:
        known = [found for one in on.themes if (found := themes.get(visit.db, one)) is not None]
        lines += [words.say(SIDES[side])] if known else []
        lines += [f"• {insert(one.name)}: {people(one.people, small, words)}" for one in known]
    return "\n".join([*lines, *how_sure(visit, loaded, (*rests.themes, *against.themes))])


def how_sure(visit: Visit, loaded: Loaded, about: tuple[str, ...]) -> list[str]:
    """Say how much of what came in was read, and whether two who read the same agree."""
    words, small = visit.words_of(loaded), loaded.project.small_number
    far = reviews.how_far(visit.db, loaded.project.slug)
    asked, sent = (Html(people(n, small, words)) for n in (far.asked, far.sent))
    return [
        words.t("Asked: {asked}. They sent something: {sent}.", asked=asked, sent=sent),
        words.t("Read so far: {read} of {told} answers in words.", read=far.read, told=far.told),
        *_read_by_two(visit, loaded, words, about),
    ]


def _read_by_two(visit: Visit, loaded: Loaded, words: Words, about: tuple[str, ...]) -> list[str]:
    found = agreement(second_readings.pairs(visit.db, loaded.project.slug))
    if not found.pairs:
        return [words.t("Each was read by one person.")]
    of_these = [kappa for one in about if (kappa := found.by_theme.get(one)) is not None]
    said = words.tn(
        "{n} of them was read by two people, each by themselves.",
        "{n} of them were read by two people, each by themselves.",
        found.pairs,
    )
    if not found.enough or not of_these:
        return [said, words.t("That is too few to say whether they hear the same.")]
    mean = sum(of_these, Fraction()) / len(of_these)
    return [said, words.t("Of these themes: {agreed}.", agreed=plainly(mean))]


def words_on(
    visit: Visit, answers: Iterable[tuple[str, Side]], start: int
) -> tuple[dict[Side, list[Told]], bool]:
    """Return a page of words on each side that this reader may read, and whether more follow.

    Those worth quoting come first. Whoever said "not at all", or is not theirs, is not among them.
    """
    found: dict[Side, list[Told]] = {"for": [], "against": []}
    for answer, side in answers:
        told = reviews.get(visit.db, answer, visit.person.id)
        if told is not None:
            found[side].append(told)
    for here in found.values():
        here.sort(key=lambda one: (not quotes.marked(visit.db, one.id), one.at, one.id))
    more = any(len(here) > start + _SHOWN for here in found.values())
    return {side: here[start : start + _SHOWN] for side, here in found.items()}, more


def show_words(
    visit: Visit,
    loaded: Loaded,
    page: dict[Side, list[Told]],
    buttons: Callable[[Told, Side], tuple[Button, ...]],
) -> None:
    """Show words for it, then against it, each saying which."""
    for side, here in page.items():
        for told in here:
            play_files(visit, told)
            say_told(visit, loaded, told, column(buttons(told, side)), note=SPEAKS[side])


def next_page(start: int) -> int:
    """Return where the page after this one begins."""
    return start + _SHOWN


def show(visit: Visit, loaded: Loaded, draft: Draft, start: int = 0) -> None:
    """Show what a draft rests on; a single answer can be put on the other side."""
    rests, against = draft.rests(visit.db)
    if not rests.themes and not against.themes:
        return
    if start == 0:
        visit.say(summary(visit, loaded, rests, against))
    page, more = words_on(visit, sides(rests, against), start)
    show_words(visit, loaded, page, lambda told, side: (_move(visit, told.id, side),))
    if start == 0 and not any(page.values()):
        visit.say(visit.words.t("None of the words are from people whom you read."))
    if more:
        button = tap(N_("More of the words"), "side", "more", next_page(start), words=visit.words)
        visit.say(visit.words.t("There are more."), column([button]))


def sides(rests: Rests, against: Rests) -> tuple[tuple[str, Side], ...]:
    """Return each answer with the side it speaks for."""
    named: tuple[tuple[Side, Rests], ...] = (("for", rests), ("against", against))
    return tuple((answer, side) for side, on in named for answer in on.answers)


def _move(visit: Visit, answer: str, side: Side) -> Button:
    return tap(_TO[_OTHER[side]], "side", answer, _OTHER[side], words=visit.words)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if task is None or task.name != "decision" or len(args) != 2:
        remark(visit, N_("That one is finished, or was left."))
        return
    draft = Draft.of(task.step, task.data)
    loaded = visit.house.project(visit.db, draft.project)
    if loaded is None or not allowed(visit, draft.project, *TEAM):
        return
    if args[0] == "more" and args[1].isdecimal():
        show(visit, loaded, draft, int(args[1]))
    else:
        _put_on(visit, draft, args[0], args[1])


def _put_on(visit: Visit, draft: Draft, answer: str, wanted: str) -> None:
    """Put an answer on the side its button names; a second tap changes nothing more."""
    side = dict(sides(*draft.rests(visit.db))).get(answer)
    if side is None or reviews.get(visit.db, answer, visit.person.id) is None:
        remark(visit, N_("This was changed or taken back by the person since."))
    elif wanted != _OTHER[side]:
        remark(visit, SPEAKS[side])
    else:
        moved = sorted({*draft.moved} ^ {answer})
        visit.begin_task("decision", draft.step, **{**draft.data(), "moved": moved})
        button = _move(visit, answer, _OTHER[side])
        visit.mark_tapped("✓ " + visit.words.say(SPEAKS[_OTHER[side]]), column([button]))


TAPS = {"side": _tapped}
