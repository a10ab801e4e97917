"""In which languages a form is written: which column is whose, and which one all others follow."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from bot.importers.headers import TEXTS, split
from bot.importers.notes import Notes
from bot.importers.workbook import Sheet, Workbook
from conversations.languages import EASY_READ, OWN_NAMES
from conversations.reading.heading import is_tag

#: Names that CLDR has another word for.
_ALSO = {"bengali": "bn", "farsi": "fa", "dari": "fa-AF", "chinese": "zh", "mandarin": "zh"}

#: Whose letters they are, where a form does not say its language.
_SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "DEVANAGARI": "hi",
    "BENGALI": "bn", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th",
    "ETHIOPIC": "am", "GEORGIAN": "ka", "ARMENIAN": "hy", "TAMIL": "ta", "GUJARATI": "gu",
    "GURMUKHI": "pa", "MYANMAR": "my", "KHMER": "km", "SINHALA": "si",
}  # fmt: skip

#: Short words that every questionnaire is full of, by language.
_SMALL_WORDS = {
    "en": "the of you your is are do does what how which have to in",
    "fr": "le la les des du est vous votre quel quelle une avez dans pour et",
    "es": "el los las del es usted su cuál qué una tiene cuántos para y",
    "pt": "o os as do da você seu sua qual quais uma tem não para e",
    "de": "der die das ist sie ihr wie was haben und oder ein eine welche",
    "it": "il gli della è lei suo sua quale una ha per e di che",
    "pl": "czy jest się na w z do ile jak który pan pani i nie",
    "cy": "y yr yn ydych chi eich beth sut a oes i ar gan",
    "sw": "ya wa na je kwa ni gani una katika la cha yako",
}


#: So many of them may be there by chance.
_FEW_WORDS = 2


@dataclass(frozen=True)
class Languages:
    """The source language of a form, and the tag behind each name its columns use."""

    source: str
    names: Mapping[str, str]

    @property
    def others(self) -> tuple[str, ...]:
        """Return the languages it is translated into."""
        return tuple(tag for tag in dict.fromkeys(self.names.values()) if tag != self.source)

    def tag(self, name: str) -> str:
        """Return the language that columns called ``name`` are in; without a name, the source."""
        return self.names.get(name, self.source if not name else "")


def find_languages(form: Workbook, notes: Notes) -> Languages:
    """Return the languages of ``form``.

    The source is the form's default language, or the one its columns without a name are in, or
    the first that has a column.
    """
    named, unknown = _named((form.survey, form.choices, form.external))
    wanted = next((row.cells["default_language"] for row in form.settings.rows
                   if row.cells.get("default_language")), "")  # fmt: skip
    plain = [_said(form.survey, "label"), *(_said(form.choices, "label"),)]
    source = _source(form, notes, named, wanted, "".join(plain))
    lost = dict.fromkeys(unknown)
    if not named and unknown and not any(plain):
        # The only words there are, in a language we cannot name: better than none.
        named[unknown[0]] = source
        lost.pop(unknown[0])
    for sheet in (form.survey, form.choices, form.external):
        for column in sheet.letters:
            base, name = split(column)
            if base in TEXTS and name in lost:
                sentence = (
                    f"“{name}” is no language we know, so these words are left out. Write its tag "
                    "behind it: Polski (pl)."
                )
                notes.add(sheet, None, column, sentence)
    return Languages(source, named)


def _named(sheets: Iterable[Sheet]) -> tuple[dict[str, str], list[str]]:
    """Return the tags behind the names that columns have, and the names that mean none."""
    named: dict[str, str] = {}
    unknown: list[str] = []
    for sheet in sheets:
        for column in sheet.letters:
            base, name = split(column)
            filled = any(column in row.cells for row in sheet.rows)
            if base in TEXTS and name and filled and name not in named:
                tag = tag_of(name)
                if tag:
                    named[name] = tag
                elif name not in unknown:
                    unknown.append(name)
    return named, unknown


def _source(form: Workbook, notes: Notes, named: Mapping[str, str], wanted: str, plain: str) -> str:
    tag = named.get(wanted) or (tag_of(wanted) if wanted and wanted != "default" else "")
    if tag and (plain or tag in named.values()):
        return tag
    first = next(iter(named.values()), "")
    if wanted and not tag and wanted != "default":
        notes.at("settings", _cell(form, "default_language"),
                 f"“{wanted}” is no language we know. The form's own words decide.")  # fmt: skip
    elif tag:
        notes.at("settings", _cell(form, "default_language"),
                 f"Nothing is written in “{wanted}”. “{first or 'en'}” comes first.")  # fmt: skip
    if first and not plain:
        return first
    guess = _guessed(plain or _anything(form))
    notes.at("survey", "", f"The form does not say what language it is in: it is taken to be "
             f"“{guess}”. If it is another, change “language” in project.yaml.")  # fmt: skip
    return guess


def _cell(form: Workbook, column: str) -> str:
    rows = [row for row in form.settings.rows if column in row.cells]
    return form.settings.cell(rows[0], column) if rows else ""


def _said(sheet: Sheet, column: str) -> str:
    return " ".join(row.cells[column] for row in sheet.rows if column in row.cells)


def _anything(form: Workbook) -> str:
    columns = [column for column in form.survey.letters if split(column)[0] in TEXTS]
    return " ".join(_said(form.survey, column) for column in columns)


def _guessed(words: str) -> str:
    letters = [ch for ch in words[:5_000] if ch.isalpha()]
    scripts = Counter(unicodedata.name(ch, "").partition(" ")[0] for ch in letters)
    most = scripts.most_common(1)[0][0] if scripts else ""
    if most in _SCRIPTS:
        return _SCRIPTS[most]
    said = Counter(re.findall(r"\w+", words[:20_000].lower()))
    found = {tag: sum(said[word] for word in small.split()) for tag, small in _SMALL_WORDS.items()}
    best = max(found, key=lambda tag: found[tag])
    # Clearly another one, or the language we are at home in.
    return best if found[best] > max(found["en"], _FEW_WORDS) else "en"


@cache
def tag_of(name: str) -> str:
    """Return the tag of a language called ``name``: "Polski (pl)", "polish", "pl"; else nothing."""
    coded = re.search(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*)\s*\)\s*$", name)
    for said in (coded[1] if coded else "", name.strip()):
        tag = _tidy(said)
        if tag and is_tag(tag):
            return tag
    bare = re.sub(r"\s*\(.*\)\s*", "", name).strip().casefold()
    return _by_english_name().get(bare) or _by_own_name().get(bare, "")


def _tidy(said: str) -> str:
    """Return a tag as tags are written: pt-BR, zh-Hans, en-x-easyread."""
    if said.lower().endswith(EASY_READ):
        return said.lower()
    first, *rest = re.split(r"[-_]", said)
    if not re.fullmatch(r"[A-Za-z]{2,3}", first):
        return ""
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


@cache
def _by_english_name() -> Mapping[str, str]:
    english = {str(said).casefold(): str(tag) for tag, said in Locale("en").languages.items()}
    own = {name.casefold(): tag for tag, name in OWN_NAMES.items()}
    names = {name: tag for name, tag in english.items() if len(tag) <= 3 and is_tag(tag)}
    return names | own | _ALSO


@cache
def _by_own_name() -> Mapping[str, str]:
    """Return the tags of languages by what they call themselves; finding out takes a second."""
    tags = set(_by_english_name().values())
    return {str(Locale.parse(tag, sep="-").get_display_name()).casefold(): tag for tag in tags}
