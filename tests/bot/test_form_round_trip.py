"""A project out as a form and in again: the same questions, answers, ways and translations."""

from __future__ import annotations

import random
from functools import cache

import pytest

from bot.exports.wording import bare, laid, question
from bot.exports.xlsform.names import Spot, places
from bot.exports.xlsform.workbook import write
from bot.importers.naming import LONGEST
from bot.importers.ours import is_opening
from bot.importers.xlsform import import_form
from conversations.flow import Ask, path
from conversations.loader import Loaded, load
from conversations.questions.scale import Scale
from conversations.run import Answer
from conversations.snapshot import Snapshot
from tests.bot.test_xlsform import CLEAN, bot_words, project, put, walked

#: A form has two ways to ask where, or for files, and counts rounds: its chat asks otherwise.
ASKED_OTHERWISE = {"place", "files", "documented", "repeat"}

#: Projects that ask nothing of their own: there is no form without a question.
NOTHING_ASKED = {"dates-in-texts", "never-measured", "smallest"}

#: Where a translation has a gap, a form stands in the project's own language; our buttons do not.
WITH_GAPS = {"documented", "part-translated"}

ASKING = [name for name in CLEAN if name not in NOTHING_ASKED]

#: Nobody is told of what a form collects unseen, so that no way depends on it.
UNSEEN = {"branches", "language-and-source"}


@cache
def back(name: str) -> Loaded:
    """Return the project as it comes back."""
    files = import_form(write(project(name))[0], f"{name}.xlsx").files
    return load(Snapshot(dict(files)), bot=bot_words())


def asked_of(name: str) -> dict[str, Ask]:
    """Return the questions of a project's form that are not in every project's opening anyway."""
    return {here: ask for here, ask in put(name).items() if not is_opening(here)}


def asked_again(name: str) -> dict[str, Ask]:
    """Return the questions of the project that came back, by their names in the form."""
    found = {key: place.ask for key, place in places(back(name).project.script.nodes).items()}
    again = {}
    for here in asked_of(name):
        group, _, inner = here.partition(".")
        key = here.replace(".", "_")[:LONGEST]
        # A name that the chat itself uses has a number behind it; one in a repeat, its round.
        within = (f"{group}.1.{key}", f"{group}.1.{inner}_2", f"{group}.1.{inner}")
        tried = (f"{key}_2", *within, key)
        again[here] = next(found[one] for one in tried if one in found)
    return again


def one_line(said: str) -> str:
    return " ".join(laid(said, "en").split())


@pytest.mark.parametrize("name", ASKING)
def test_every_question_comes_back_in_every_language(name: str) -> None:
    again = asked_again(name)
    for tag in project(name).project.languages:
        if "-x-" in tag:
            continue  # a form's tools have no tag for Easy Read
        if name in WITH_GAPS and tag != project(name).project.language:
            continue
        words, theirs = (of.catalogues.words(tag) for of in (project(name), back(name)))
        for here, ask in asked_of(name).items():
            assert one_line(question(ask, words)) == one_line(
                bare(theirs.say(again[here].question.text))
            ), (here, tag)
            ours, back_again = labels(ask, name, tag), labels(again[here], name, tag, again=True)
            assert [laid(one, "en") for one in ours] == [laid(one, "en") for one in back_again]


def labels(ask: Ask, name: str, tag: str, *, again: bool = False) -> list[str]:
    """Return what can be chosen; a scale's numbers stand among a form's choices."""
    words = (back(name) if again else project(name)).catalogues.words(tag)
    if isinstance(ask.question, Scale):
        ends = {ask.question.start: ask.question.low, ask.question.top: ask.question.high}
        numbers = range(ask.question.start, ask.question.top + 1)
        said = [
            f"{n} · {bare(ask.said_in(words).say(ends[n]))}" if n in ends else str(n)
            for n in numbers
        ]
        return [*said, *(c.label for c in ask.choices(words)[len(numbers) :])]
    options = getattr(ask.question, "all_options", ())
    own = ask.said_in(words)
    others = [c.label for c in ask.choices(own) if c.value in ("unsure", "rather_not")]
    said = [own.plain(option.label) for option in options]
    return [*said, *(other for other in others if options and other not in said)]


@pytest.mark.parametrize("name", [n for n in ASKING if n not in ASKED_OTHERWISE | UNSEEN])
def test_the_same_answers_lead_the_same_way(name: str) -> None:
    again, ours = asked_again(name), places(project(name).project.script.nodes)
    for seed in range(4):
        answers = walked(name, random.Random(seed))
        went = {ours[key].name for key in answers if ours[key].name in asked_of(name)}
        said = {place.name: place for key, place in ours.items() if key in answers}
        assert walked_back(name, again, said, answers) == went, seed


def walked_back(
    name: str, again: dict[str, Ask], said: dict[str, Spot], answers: dict[str, Answer]
) -> set[str]:
    """Give the same answers to the project that came back; return what was asked of its forms."""
    names = {ask.key: here for here, ask in again.items()}
    nodes, given = back(name).project.script.nodes, dict[str, Answer]()
    for key in ("language", "take_part", "age"):
        given[key] = answers[key]
        names[f"{key}_2"] = key
    while True:
        way = [node for node in path(nodes, given, {}) if isinstance(node, Ask)]
        ask = next((node for node in way if node.key not in given), None)
        if ask is None:
            return {names[node.key] for node in way if names.get(node.key) in again}
        here = names.get(ask.key, "")
        place = said.get(here)
        # A story's recording and its picture are questions of their own: skipped here.
        skipped = Answer(status="skipped")
        given[ask.key] = same(place.ask, ask, answers[place.ask.key]) if place else skipped


def same(ask: Ask, again: Ask, said: Answer) -> Answer:
    """Return the answer ``said`` to ``ask`` as it is given to the question that came back."""
    if isinstance(ask.question, Scale):
        first, count = ask.question.start, ask.question.points
        known = [str(n) for n in range(first, first + count)]
        chosen = ("unsure",) if said.status == "unsure" else said.value
        known.append("unsure")
    else:
        options = getattr(ask.question, "all_options", ())
        known, chosen = [option.key for option in options], said.value
    theirs = [option.key for option in getattr(again.question, "all_options", ())]
    if not known or not theirs:
        return said
    keys = dict(zip(known, theirs, strict=False))
    return Answer(tuple(keys[key] for key in chosen), said.words, status=said.status)
