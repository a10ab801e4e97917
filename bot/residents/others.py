"""What others asked: offered before someone asks the team, and found again by “others asked”."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.base import Button
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html, Text, insert
from storage import others_asked, questions
from storage.others_asked import Entry
from storage.tasks import Task

#: So many are listed in one message.
_LISTED = 6

MINE = Option("mine", N_("My question is different"), (N_("Another question"),))
HELPED = Option("helped", N_("That answers it"))
MORE = Option("more", N_("More"))
_OURS = (MINE, HELPED, MORE)


def offer(
    visit: Visit, loaded: Loaded, card: str | None = None, *, start: int = 0, asking: bool = True
) -> list[str]:
    """Say what others asked, from the ``start``-th on, and return its ids; nothing: say nothing.

    ``card`` is the power card someone is at: what is shown there comes first. ``asking``: what
    they type next, if it is none of these, is their own question.
    """
    words = visit.words_of(loaded)
    found = others_asked.shown(visit.db, loaded.project.slug, card)
    page = found[start : start + _LISTED]
    if not page:
        return []
    lines = [f"{n}. {insert(_read(one, words)[1])}" for n, one in enumerate(page, start=1)]
    buttons = [_button(n, one, words) for n, one in enumerate(page, start=1)]
    slug = loaded.project.slug
    if len(found) > start + _LISTED:
        buttons.append(tap(MORE.label, "oth", "more", slug, start + _LISTED, words=words))
    buttons.append(tap(MINE.label, "oth", "mine", slug, words=words))
    how = N_("Tap one for its answer, or type its number.")
    own = N_("Tap one for its answer, or type its number. Or type your own question.")
    heading = words.t("<b>Others asked already:</b>")
    visit.say("\n".join([heading, *lines, words.say(own if asking else how)]), column(buttons))
    return [one.id for one in page]


def _button(number: int, entry: Entry, words: Words) -> Button:
    asked = _read(entry, words)[1]
    label = f"{number}. {asked}"
    return tap(Text(label if len(label) <= 24 else label[:23] + "…"), "oth", "read", entry.id)


def _read(entry: Entry, words: Words) -> tuple[str, str, str]:
    """Return the language, the question and the answer as someone with ``words`` reads them."""
    language, text = entry.in_language(words.language, base_of(words.language))
    return language, text.asked, text.answer


def as_read(entry: Entry, words: Words) -> str:
    """Return an entry as it is read, whole: what was asked, what was answered, as Telegram HTML."""
    language, asked, answer = _read(entry, words)
    said = words.t(
        "<b>Others asked:</b> {question}\n<b>The team answered:</b> {answer}",
        question=asked,
        answer=answer,
    )
    if language == base_of(words.language):
        return said
    told: Phrase = N_(
        "{told}\n(The team wrote this in {language}.)",
        told=Html(said),
        language=own_name(language),
    )
    return words.say(told)


def show(visit: Visit, loaded: Loaded, entry: Entry) -> None:
    """Say one of them, with its answer; who may see who asked it can take it out or write more."""
    words = visit.words_of(loaded)
    buttons = [
        tap(HELPED.label, "oth", "helped", entry.id, words=words),
        tap(MINE.label, "oth", "mine", entry.project, words=words),
    ]
    if questions.get(visit.db, entry.question, visit.person.id) is not None:
        buttons += [
            tap(N_("In another language"), "oa", entry.question, "in", words=words),
            tap(N_("Take it out"), "oa", entry.question, "out", words=words),
        ]
    visit.say(as_read(entry, words), column(buttons))


def picked(visit: Visit, task: Task, said: str) -> str | None:
    """Return what of the list ``said`` names: the id of one, or the key of a button of ours."""
    shown: Sequence[str] = [str(one) for one in task.data.get("others", ())]
    if not shown:
        return None
    reading = match_option(said, (*(Option(one, Text(one)) for one in shown), *_OURS), visit.words)
    if isinstance(reading, Understood) and not reading.words:
        return reading.value[0]
    return None
