"""Words in someone's language: the bot's own from ``locales/``, a project's from its ``.po``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from conversations.languages import babel_name, base_of, own_name
from conversations.text import FSI, PDI, Html, Text, insert

#: A day: inside ``Words``, ``date`` is the name of a method.
AnyDay = date


@dataclass(frozen=True)
class Phrase:
    """One of the bot's own sentences, named by its English; ``values`` fill its braces."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.msgid)


def N_(msgid: str, **values: object) -> Phrase:
    """Mark ``msgid`` for translation and keep it, with its values, to be said later."""
    return Phrase(msgid, tuple(values.items()))


#: A table of translations for one language: ``gettext``'s own.
Translations = GNUTranslations


def read_catalogue(po: bytes) -> GNUTranslations:
    """Return the translations in a ``.po`` file's bytes; fuzzy ones are not served.

    The plural rule is the header's own, since Babel's differs from CLDR for some languages.
    Raises ``ValueError`` when the bytes are not a ``.po`` file.
    """
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po), abort_invalid=True), use_fuzzy=False)
    compiled.seek(0)
    return GNUTranslations(compiled)


def read_folder(locales: Path) -> dict[str, GNUTranslations]:
    """Return the bot's words by language from ``<language>/LC_MESSAGES/messages.po`` files."""
    return plain_variants(
        {
            path.parent.parent.name: read_catalogue(path.read_bytes())
            for path in sorted(locales.glob("*/LC_MESSAGES/messages.po"))
        }
    )


def plain_variants(tables: dict[str, GNUTranslations]) -> dict[str, GNUTranslations]:
    """Let each plainer way of writing fall back to its language, and return all of ``tables``."""
    for tag, table in tables.items():
        base = base_of(tag)
        if base != tag and base in tables:
            table.add_fallback(tables[base])
    return tables


class _Unsaid(NullTranslations):
    """Stands behind a project's translations: what they do not say is told from what they do."""

    def pgettext(self, context: str, message: str) -> str:
        return ""


def partial(translations: GNUTranslations) -> GNUTranslations:
    """Return ``translations`` of a project such that what they do not say is known to be missing.

    Raises nothing; the table itself is changed, and returned for convenience.
    """
    translations.add_fallback(_Unsaid())
    return translations


#: Texts that are names. Shown as they are in the source language, they make no sentence foreign,
#: and whoever needs help now must not lose the sentence around a number for a name's sake.
_NAMES = re.compile(r"title|organisation|(safeguarding|team|emergency\.\d+)\.name")


#: Languages whose comma is turned round.
_OTHER_COMMA = frozenset({"ar", "ckb", "fa", "ps", "sd", "ur"})


@dataclass(frozen=True)
class Words:
    """The bot's and one project's words in one language.

    What has no translation is said whole in ``source``, the words of the project's own language,
    never half of each: a message with one text missing is wholly in that language. ``base`` are
    the words of the language that these are a plainer way of writing.
    """

    language: str = "en"
    bot: GNUTranslations | None = field(default=None, repr=False)
    project: GNUTranslations | None = field(default=None, repr=False)
    dates: Mapping[str, date] = field(default_factory=dict)
    source: Words | None = field(default=None, repr=False)
    base: Words | None = field(default=None, repr=False)

    def whole(self, *wordings: object) -> Words:
        """Return the words in which all of ``wordings`` can be said: these, or the source's."""
        if self.source is None or all(self._has(wording) for wording in wordings):
            return self
        return self.source

    def noted(self, said: str, whole: Words) -> str:
        """Return ``said``, a message in ``whole``; where those are not these words, it says so."""
        if whole is self:
            return said
        name = own_name(whole.language)
        note = self.t("This part is only in {language} so far.", language=name)
        return f"<i>{note}</i>\n{said}"

    def message(self, text: Text | Phrase) -> str:
        """Return a message of its own as Telegram HTML: in one language, named if it is not ours.

        ``say`` is for what stands among other words.
        """
        whole = self.whole(text)
        return self.noted(whole.say(text), whole)

    def _has(self, wording: object) -> bool:
        match wording:
            case Phrase():
                return all(self._has(value) for _, value in wording.values)
            case tuple():
                return all(self._has(part) for part in wording)
            case Text() if wording.context and wording.source and not wording.by_language:
                return bool(_NAMES.fullmatch(wording.context) or self._translated(wording))
            case _:
                return True

    def _translated(self, text: Text) -> str:
        return self.project.pgettext(text.context, text.source) if self.project else ""

    def t(self, msgid: str, **values: object) -> str:
        """Return the bot's sentence as Telegram HTML; values are escaped and isolated."""
        whole = self.whole(*values.values())
        if whole is not self:
            return whole.t(msgid, **values)
        said = self.bot.gettext(msgid) if self.bot and msgid else msgid
        return said.format(**{name: self._value(value) for name, value in values.items()})

    def tn(self, singular: str, plural: str, n: int, **values: object) -> str:
        """Return the sentence for ``n`` things by the language's own plural rule; ``{n}`` is n."""
        if self.bot:
            said = self.bot.ngettext(singular, plural, n)
        else:
            said = singular if n == 1 else plural
        return said.format(n=insert(n), **{k: self._value(v) for k, v in values.items()})

    def say(self, text: Text | Phrase) -> str:
        """Return a project's text, or a phrase of the bot's, as Telegram HTML."""
        if isinstance(text, Phrase):
            return self.t(text.msgid, **dict(text.values))
        return html.escape(self.plain(text), quote=False)

    def plain(self, text: Text | Phrase) -> str:
        """Return the same without markup: for a button, or to compare with what was typed."""
        if isinstance(text, Phrase):
            return html.unescape(self.say(text)).replace(FSI, "").replace(PDI, "")
        return self._dated(self._found(text))

    @property
    def locale(self) -> str:
        """Return the name Babel knows this language by."""
        return babel_name(self.language)

    def date(self, day: date) -> str:
        """Return ``day`` as people here write it, with its year."""
        return format_date(day, format="long", locale=self.locale)

    def day(self, day: AnyDay, exact: Literal["day", "month", "year"]) -> str:
        """Return ``day`` with its day of the week, or only its month and year, or its year."""
        if exact == "day":
            return format_date(day, format="full", locale=self.locale)
        return format_skeleton("yMMMM" if exact == "month" else "y", day, locale=self.locale)

    def listed(self, parts: Iterable[str]) -> str:
        """Return ``parts``, which are Telegram HTML, with this language's comma between them."""
        return ("، " if base_of(self.language) in _OTHER_COMMA else ", ").join(parts)

    def number(self, number: Decimal) -> str:
        """Return ``number`` as people here write it, with all its digits."""
        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def _found(self, text: Text) -> str:
        if text.by_language:
            base = base_of(self.language)
            return text.by_language.get(self.language) or text.by_language.get(base, text.source)
        return (text.context and self._translated(text)) or text.source

    def _dated(self, said: str) -> str:
        """Fill in ``{report_back}`` and its like: dates a project counts from its publication."""
        if "{" not in said:
            return said
        for name, day in self.dates.items():
            said = said.replace(f"{{{name}}}", f"{FSI}{self.date(day)}{PDI}")
        return said

    def _value(self, value: object) -> str:
        if isinstance(value, tuple):
            return "".join(f"\n• {self._value(part)}" for part in value)
        if isinstance(value, Text | Phrase):
            return insert(Html(f"{FSI}{self.say(value)}{PDI}"))
        return insert(self.date(value) if isinstance(value, date) else value)


@dataclass(frozen=True)
class Catalogues:
    """All languages at once: ask for the words of one."""

    bot: Mapping[str, GNUTranslations]
    project: Mapping[str, GNUTranslations] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    #: the language the project is written in
    source: str = "en"

    def words(self, language: str) -> Words:
        """Return the words of ``language``, of its main language (``pl-PL``), or English."""
        for tag in (language, base_of(language), language.split("-", maxsplit=1)[0]):
            if tag in self.bot or tag in self.project:
                return self._words(tag)
        return self._words("en")

    def _words(self, tag: str) -> Words:
        bot = self.bot.get(tag) or self.bot.get(base_of(tag))
        project = self.project.get(tag) or self.project.get(base_of(tag))
        base = self._words(base_of(tag)) if base_of(tag) != tag else None
        if not self.project or base_of(tag) == self.source:
            return Words(tag, bot, project, self.dates, base=base)
        return Words(tag, bot, project, self.dates, self._words(self.source), base)

    def every(self, languages: Iterable[str]) -> tuple[Words, ...]:
        """Return the words of each of ``languages``, in order."""
        return tuple(self.words(language) for language in languages)
