"""Translations: there, up to date, and for the languages people can choose."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.languages import base_of
from conversations.problems import Place, Problem, did_you_mean, problem_at
from conversations.reading.translations import Translation


def check_languages(parts: Parts) -> Iterator[Problem]:
    """Warn of languages without words, and of words without a language."""
    project = parts.draft.project
    for tag in parts.target_languages:
        if tag not in parts.translations:
            yield _warning(
                parts.draft.place("languages"),
                "no-translation",
                f"There is no {tag}.po in the folder: whoever chooses “{tag}” would read "
                f"“{project.language}”.",
            )
    for tag, translation in parts.translations.items():
        if tag not in project.languages:
            yield _warning(
                Place(translation.file),
                "unlisted-language",
                f"Nobody can choose “{tag}”: list it under “languages” in project.yaml, or name "
                "this file after one of the languages there.",
            )
    for tag in project.languages:
        if not {tag, tag.partition("-")[0]} & {"en", *parts.catalogues.bot}:
            yield _warning(
                parts.draft.place("languages"),
                "bot-language",
                f"Tellback itself does not speak “{tag}” yet: its own sentences would be in "
                "English.",
            )


def check_translated(parts: Parts) -> Iterator[Problem]:
    """Warn of texts that have no translation."""
    for translation in _readable(parts):
        known = {context for context, _ in translation.entries}
        # A plainer way of writing has only what it says plainer: the rest is the language itself.
        plainer = base_of(translation.language) != translation.language
        for path, written in parts.draft.written.items():
            entry = translation.entries.get((path, written.text.source))
            # Other languages have other synonyms: none, often.
            if written.use == "synonym" or not written.text or (entry and entry.served):
                continue
            if plainer and not (entry and entry.fuzzy):
                continue
            if entry and entry.fuzzy:
                sentence = (
                    f"The translation of “{path}” is marked “fuzzy”, so nobody is shown it. "
                    "Check it, then take the mark away."
                )
                yield _warning(entry.place, "fuzzy", sentence)
            elif entry or path not in known:
                place = entry.place if entry else written.place
                yield _warning(
                    place, "untranslated", f"“{path}” is not translated in {translation.file}."
                )


def check_stale(parts: Parts) -> Iterator[Problem]:
    """Warn of translations of texts that have changed, or that are no longer there."""
    written = parts.draft.written
    for translation in _readable(parts):
        for context, source in translation.entries:
            entry = translation.entries[context, source]
            if context not in written:
                yield _warning(
                    entry.place,
                    "unknown-text",
                    f"The project has no text “{context}”.{did_you_mean(context, written)} This "
                    "translation is never shown.",
                )
            elif written[context].text.source != source:
                yield _warning(
                    entry.place,
                    "stale",
                    f"“{context}” has changed in project.yaml since it was translated, so the "
                    "translation is not shown. Translate the new text.",
                )


def _readable(parts: Parts) -> Iterator[Translation]:
    for tag in parts.target_languages:
        translation = parts.translations.get(tag)
        if translation and translation.served:
            yield translation


def _warning(place: Place, code: str, sentence: str) -> Problem:
    return problem_at(place, code, sentence, serious=False)
