"""Words that someone's safety or consent hangs on, and that nobody has checked yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conversations.catalogue import Phrase
from conversations.checks.filled import left_open
from conversations.flow import Ask, End, Node, every
from conversations.languages import base_of
from conversations.opening import opening
from conversations.problems import Place, Problem, ProjectRefused, in_order, problem_at
from conversations.project import Project
from conversations.reading.draft import Draft, read_draft
from conversations.reading.translations import (
    Entry,
    Translation,
    read_translation,
    read_translations,
)
from conversations.snapshot import PROJECT_FILE, Snapshot

#: The bot's own sentences are written, and checked, in this language.
BOT_SOURCE = "en"

_NOT_CHECKED = {"draft": "a draft", "machine": "by a machine"}

#: The first part of the path of each of a project's texts that consent or safety hangs on.
_SAFETY = frozenset(
    {"title", "about", "younger", "privacy", "safeguarding", "emergency", "constraints"}
)


def is_safety(path: str) -> bool:
    """Whether consent or safety hangs on the project's text at ``path``."""
    return path.partition(".")[0] in _SAFETY or path == "flow.equality.because"


def unchecked_texts(
    snapshot: Snapshot, bot_pos: Mapping[str, bytes]
) -> dict[str, tuple[Problem, ...]]:
    """Return by language the texts on consent, privacy, confidentiality and safety to check.

    ``bot_pos`` holds the bot's own ``.po`` files by language. A text counts as checked when its
    translator's comment says "checked by NAME on YYYY-MM-DD", and the project's source when
    ``project.yaml`` says who ``checked`` it. A language with nothing left to check is not in what
    is returned. Raises ``ProjectRefused`` when the snapshot cannot be read at all.
    """
    draft = read_draft(snapshot)
    translations, _ = read_translations(snapshot, draft.project.language)
    bot = {tag: _bot_translation(tag, content) for tag, content in bot_pos.items()}
    msgids = _safety_msgids(draft.project, bot.values())
    found = {
        tag: (*_project_texts(draft, translations, tag), *_bot_texts(msgids, bot, tag))
        for tag in draft.project.languages
    }
    return {tag: in_order(problems) for tag, problems in found.items() if problems}


def _bot_translation(language: str, content: bytes) -> Translation:
    file = f"locales/{language}/LC_MESSAGES/messages.po"
    try:
        return read_translation(language, file, content.decode())
    except (ProjectRefused, UnicodeDecodeError):
        # A file that cannot be read says nothing, so all of it is still to be checked.
        return Translation(language, file)


def _project_texts(
    draft: Draft, translations: Mapping[str, Translation], language: str
) -> Iterator[Problem]:
    source = draft.project.language
    if language == source:
        for written in draft.written.values():
            yield from left_open(written)
        if draft.checked is None:
            yield problem_at(
                Place(PROJECT_FILE),
                "unchecked",
                "The project's own words are a draft. When someone has checked what it says "
                "about consent, privacy and safety, add “checked: {by: NAME, on: YYYY-MM-DD}”.",
            )
        return
    translation = translations.get(language)
    # Where a plainer way of writing has no words, people read the language itself.
    variant = base_of(language) in {source, *translations} - {language}
    if translation is None:
        if not variant:
            yield _no_file(f"{language}.po", language)
        return
    for path, written in draft.written.items():
        if is_safety(path) and written.text:
            entry = translation.entries.get((path, written.text.source))
            if not variant or (entry and entry.served):
                yield from _unless_checked(entry, translation.file, path)


def _bot_texts(
    msgids: Iterable[str], bot: Mapping[str, Translation], language: str
) -> Iterator[Problem]:
    base = base_of(language)
    if base != language:
        # A plainer way of writing: what it does not say, its language does, which has to be right.
        yield from _bot_texts(msgids, bot, base)
        for msgid in msgids if language in bot else ():
            entry = bot[language].entries.get(("", msgid))
            if entry and entry.served:
                yield from _unless_checked(entry, bot[language].file, msgid)
        return
    if language == BOT_SOURCE:
        return
    translation = bot.get(language) or bot.get(language.partition("-")[0])
    if translation is None:
        yield _no_file(f"locales/{language}/LC_MESSAGES/messages.po", language)
        return
    for msgid in msgids:
        yield from _unless_checked(translation.entries.get(("", msgid)), translation.file, msgid)


def _unless_checked(entry: Entry | None, file: str, name: str) -> Iterator[Problem]:
    short = name.partition("\n")[0]
    if entry is None or not entry.served:
        yield problem_at(
            entry.place if entry else Place(file),
            "unchecked",
            f"“{short}” is not translated, and consent or safety hangs on it.",
        )
    elif not entry.checked:
        yield problem_at(
            entry.place,
            "unchecked",
            f"“{short}” is {_NOT_CHECKED[entry.provenance.kind]}, and consent or safety hangs on "
            "it.",
        )


def _no_file(file: str, language: str) -> Problem:
    return problem_at(
        Place(file),
        "unchecked",
        f"There are no words in “{language}” here yet, so "
        "what people agree to has not been checked in it.",
    )


def _safety_msgids(project: Project, bot: Iterable[Translation]) -> tuple[str, ...]:
    """Return the bot's sentences to check: the whole opening, and those marked in the code.

    The opening is taken from the code itself, so that a ``.po`` file that has lost its marks
    cannot let it through.
    """
    marked = [
        entry.source
        for translation in bot
        for entry in translation.entries.values()
        if entry.safety
    ]
    return tuple(dict.fromkeys([*_phrases(opening(project)), *sorted(marked)]))


def _phrases(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in every(nodes):
        if isinstance(node, Ask):
            options = getattr(node.question, "all_options", ())
            wordings = [node.question.text, *(option.label for option in options)]
        else:
            wordings = [node.text] if isinstance(node, End) else []
        yield from (wording.msgid for wording in wordings if isinstance(wording, Phrase))
