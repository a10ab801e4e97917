"""What the check of a project says, in the chat: everything at once, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.authors.taking_in import Refused
from bot.authors.unpacking import packed
from bot.visit import Visit, body
from conversations.catalogue import Phrase
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.text import insert, telegram_length
from storage import media, outbox

#: How long a message of a list becomes, and how many there are: a phone is no place for more.
LONGEST, MOST_MESSAGES, LONGEST_LINE = 3_000, 8, 600

#: So many unchecked texts are named in each language.
MOST_TEXTS = 6


@dataclass(frozen=True)
class Found:
    """A project that can be kept as a draft, and everything its check says about it.

    ``to_check``: who could check a language, with its texts that nobody has. ``alone``: only
    ``project.yaml`` came; ``beside`` says whether the rest is that of the ``draft`` before or of
    the ``live`` project. ``notes`` say what of a form is different; ``None`` where it was none.
    """

    loaded: Loaded
    warnings: tuple[str, ...]
    to_check: Mapping[Phrase, tuple[str, ...]]
    alone: bool = False
    beside: str = ""
    notes: tuple[str, ...] | None = None


def tell_refused(visit: Visit, refused: Refused) -> None:
    """Say everything that is wrong; nothing is kept, and what was there before still is."""
    words, n = visit.words, len(refused.sentences)
    visit.say(
        words.tn(
            "This cannot be a project yet. {n} thing is to be put right. Nothing has changed: "
            "mend it, and send the file again.",
            "This cannot be a project yet. {n} things are to be put right. Nothing has changed: "
            "mend them, and send the file again.",
            n,
        )
    )
    _say_list(visit, refused.sentences)


def tell_found(visit: Visit, found: Found) -> str:
    """Say what is to be read and to be checked; return the summary, to stand above what to do."""
    _say_list(visit, found.warnings)
    if found.notes:
        visit.say(visit.words.t("In a chat, this is not as in your form:"))
        _say_list(visit, found.notes)
    if found.notes is not None:
        _send_back(visit, found.loaded)
    _say_unchecked(visit, found.to_check)
    return "\n".join(_summary(visit, found))


def _summary(visit: Visit, found: Found) -> Iterator[str]:
    words, project = visit.words, found.loaded.project
    languages = ", ".join(own_name(tag) for tag in project.languages)
    yield words.t(
        "<b>{title}</b> is kept as a draft. Only you can see it. Languages: {languages}.",
        title=project.title.source,
        languages=languages,
    )
    if len(project.languages) == 1:
        return
    if found.alone and found.beside == "live":
        yield words.t("Only project.yaml came: its translations are those that are live.")
    elif found.alone and found.beside:
        yield words.t("Only project.yaml came: its translations are those of the draft before.")
    elif found.alone:
        yield words.t("Only project.yaml came, so it has no translations.")


def _send_back(visit: Visit, loaded: Loaded) -> None:
    """Send the project's folder as a document, to be filled in: no word of a resident is in it."""
    if visit.person.chat_id is None:
        return
    slug, file = loaded.project.slug, visit.house.new_id()
    media.add(
        visit.db,
        file,
        participant=visit.person.id,
        kind="document",
        mime="application/zip",
        seconds=None,
        file_id="",
        now=visit.now,
    )
    media.keep(visit.db, file, packed(loaded.snapshot, slug))
    text = visit.words.t(
        "This is your form as a project. A form does not say everything: unpack it, fill in what "
        "stands in square brackets in project.yaml, and send me that file."
    )
    outbox.add(
        visit.db,
        chat_id=visit.person.chat_id,
        participant=visit.person.id,
        body={**body(text), "name": f"{slug}.zip"},
        media=file,
        now=visit.now,
    )


def _say_unchecked(visit: Visit, to_check: Mapping[Phrase, tuple[str, ...]]) -> None:
    """Say which texts nobody has checked, language by language, and who could."""
    if not to_check:
        return
    visit.say(
        visit.words.t(
            "It cannot go live before someone has checked what it says about consent, privacy and "
            "safety. You can try it all the same. These wait:"
        )
    )
    for who, texts in to_check.items():
        lines = [visit.words.say(who), *map(_line, texts[:MOST_TEXTS])]
        if len(texts) > MOST_TEXTS:
            lines.append(visit.words.t("… and more. The command line lists them all."))
        for text in chunks(lines):
            visit.say(text)


def _say_list(visit: Visit, sentences: Iterable[str]) -> None:
    """Say a list in as many messages as it takes, up to a limit; the weightiest come first."""
    messages = chunks([_line(sentence) for sentence in sentences])
    for text in messages[:MOST_MESSAGES]:
        visit.say(text)
    if len(messages) > MOST_MESSAGES:
        visit.say(visit.words.t("… and more. Put these right first."))


def _line(sentence: str) -> str:
    short = sentence if len(sentence) <= LONGEST_LINE else sentence[: LONGEST_LINE - 1] + "…"
    return f"• {insert(short)}"


def chunks(lines: Iterable[str]) -> list[str]:
    """Return lines put together to messages."""
    messages: list[str] = []
    for line in lines:
        if messages and telegram_length(messages[-1]) + telegram_length(line) < LONGEST:
            messages[-1] += f"\n{line}"
        else:
            messages.append(line)
    return messages
