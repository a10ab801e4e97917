"""What was answered to a prompt, counted: the words themselves are read one by one, under "new"."""

from __future__ import annotations

from collections import Counter

from bot.leads.scope import people
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.flow import Ask, every
from conversations.loader import Loaded
from conversations.prompting import prompt_script
from conversations.run import Answer
from conversations.text import aside
from storage import outreach
from storage.outreach import Tally
from storage.prompts import Prompt

_SKIPPED, _UNSURE, _DECLINED = N_("skipped it"), N_("not sure"), N_("would rather not say")
_STATUS = {"skipped": _SKIPPED, "unsure": _UNSURE, "declined": _DECLINED}


def tally(visit: Visit, loaded: Loaded, prompt: Prompt) -> None:
    """Say for each question of a prompt how many people answered what."""
    words, project = visit.words_of(loaded), loaded.project
    script = prompt_script(
        f"prompt:{prompt.id}", prompt.composed, project.title, words.language, project.timezone
    )
    found = outreach.tallies(visit.db, prompt.id)
    lines = []
    for ask in (node for node in every(script.nodes) if isinstance(node, Ask)):
        of_this = [one for one in found if one.node == ask.key]
        title = words.say(ask.short) if ask.short else ""
        lines += [f"<b>{title}</b>", *_lines(ask, of_this, words, project.small_number)]
    told = any(one.told for one in found)
    visit.say(
        "\n".join(lines),
        column([tap(N_("Read new"), "desk", "new", words=words)] if told else []),
    )


def _lines(ask: Ask, found: list[Tally], words: Words, small: int) -> list[str]:
    counts: Counter[str] = Counter()
    told = 0
    for one in found:
        told += one.told
        for said in _said(ask, one, words):
            counts[said] += one.people
    if told:
        counts[words.plain(N_("in words, by voice or with files"))] = told
    if not counts:
        return [words.t("Nobody has answered yet.")]
    return [f"{aside(said)}: {people(n, small, words)}" for said, n in counts.items()]


def _said(ask: Ask, one: Tally, words: Words) -> list[str]:
    """Return what an answer says, each thing chosen by itself; nothing where there are words."""
    if one.status in _STATUS:
        return [words.say(_STATUS[one.status])]
    each = (Answer((value,), status="given") for value in one.value)
    shown = (ask.show(answer, words) for answer in each)
    return [said for said in shown if said]
