"""What a project is: who asks, in which languages, whom to turn to, and when people will hear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from conversations.flow import Script
from conversations.languages import base_of
from conversations.problems import did_you_mean
from conversations.project import Constraint, Contact, Dates, Measure, Project
from conversations.reading.reader import Reader
from conversations.reading.scheduled import read_schedule
from conversations.reading.shapes import CHECKED, CONTACT, DATES
from conversations.reading.yamlfile import Table, Tree
from conversations.text import Text

#: Under 13 a parent has to agree to a child's use of an online service (UK Data Protection Act
#: 2018, section 9); the bot has no way to ask one.
YOUNGEST = 13

#: Counts of people below this are never said; a project may only be more careful than that.
FEWEST = 5

#: Six years, if a project does not say otherwise: the organisation's own schedule goes before it.
SAFETY_MONTHS = 72

_SLUG = re.compile(r"[a-z0-9-]{2,40}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@dataclass(frozen=True)
class Checked:
    """Who read the project's own words before they went live, and when."""

    by: str
    on: date


def read_project(
    reader: Reader,
    table: Table,
    constraints: Mapping[str, Constraint],
    measures: Mapping[str, Measure],
    topics: Mapping[str, Text],
) -> Project:
    """Return the project that ``table`` describes, its script still empty."""
    reader.one_of(table, "tellback", ("1",), "1")
    language = _tag(reader, table, reader.word(table, "language") or "en", "language")
    dates = _dates(reader, table)
    keep_months = reader.number(table, "keep_months", 1, 120, 1)
    return Project(
        slug=_slug(reader, table),
        language=language,
        languages=_languages(reader, table, language),
        timezone=_timezone(reader, table),
        title=reader.text(table, "title", "", "part"),
        organisation=reader.text(table, "organisation", "", "part"),
        about=reader.text(table, "about", "", "part"),
        minutes=reader.number(table, "minutes", 1, 120, 1),
        minimum_age=reader.number(table, "minimum_age", YOUNGEST, 99, YOUNGEST),
        younger=reader.text(table, "younger", "", "message"),
        safeguarding=_contact(reader, table.entries.get("safeguarding"), "safeguarding"),
        team=_contact(reader, table.entries.get("team"), "team"),
        emergency=_emergency(reader, table),
        privacy=reader.text(table, "privacy", "", "message"),
        keep_months=keep_months,
        dates=dates,
        constraints=constraints,
        measures=measures,
        script=Script("main", ()),
        topics=topics,
        small_number=reader.number(table, "small_number", FEWEST, 100, FEWEST),
        policy=reader.text(table, "policy", "", "part"),
        keep_concerns_months=reader.number(table, "keep_concerns_months", 1, 360, SAFETY_MONTHS),
        hint_words={
            key: reader.words(tree, f"hint_words.{key}", "hint")
            for key, tree in reader.keyed(table, "hint_words", "hint_words")
        },
        second_reading=reader.number(table, "second_reading", 0, 100, 0),
        check_backs=read_schedule(reader, table, dates.report_back, keep_months),
    )


def read_checked(reader: Reader, table: Table) -> Checked | None:
    """Return who checked the words of ``project.yaml``; ``None`` while they are a draft."""
    if "checked" not in table.entries:
        return None
    checked = reader.table(table.entries["checked"], CHECKED)
    by, on = reader.word(checked, "by"), reader.word(checked, "on")
    if not (by and on):
        return None
    try:
        return Checked(by, date.fromisoformat(on))
    except ValueError:
        reader.problem(
            checked.entries["on"].place,
            "date",
            f"“on” has to be a day like 2026-01-31, not “{on}”.",
        )
        return None


def read_checkers(reader: Reader, table: Table, languages: tuple[str, ...]) -> dict[str, str]:
    """Return who can check what is said in a language, or where to ask, by language."""
    if "checkers" not in table.entries:
        return {}
    tree = table.entries["checkers"]
    if not isinstance(tree, Table):
        sentence = "“checkers” has to be languages, and who can check each: pl: Ewa Nowak."
        reader.problem(tree.place, "wrong-kind", sentence)
        return {}
    for tag in tree.entries:
        if tag not in languages:
            reader.problem(
                tree.places[tag],
                "checkers",
                f"“{tag}” is not among the project's languages.{did_you_mean(tag, languages)}",
            )
    return {tag: reader.word(tree, tag) for tag in tree.entries}


def _slug(reader: Reader, table: Table) -> str:
    slug = reader.word(table, "project")
    if slug and not is_slug(slug):
        reader.problem(
            table.entries["project"].place,
            "slug",
            f"“{slug}” cannot be a project's "
            "permanent name: use 2 to 40 small letters, digits and “-”.",
        )
    return slug


def is_slug(name: str) -> bool:
    """Whether ``name`` can be a project's permanent name."""
    return _SLUG.fullmatch(name) is not None


def _languages(reader: Reader, table: Table, source: str) -> tuple[str, ...]:
    tags = reader.values(table, "languages")
    for tag in tags:
        _tag(reader, table, tag, "languages")
    for tag in {tag for tag in tags if tags.count(tag) > 1}:
        reader.problem(
            table.entries["languages"].place,
            "duplicate-language",
            f"“{tag}” is listed twice. Keep one of them.",
        )
    if "languages" in table.entries and source not in tags:
        reader.problem(
            table.entries["languages"].place,
            "source-language",
            "“languages” lists "
            f"every language people can choose, so “{source}”, the language of this "
            "file, belongs there too.",
        )
    return tuple(dict.fromkeys((*tags, source))) if source not in tags else tags


def _tag(reader: Reader, table: Table, tag: str, key: str) -> str:
    if not is_tag(tag):
        reader.problem(
            table.entries[key].place,
            "language",
            f"“{tag}” is not a language we know. Use its short tag: en, cy, pl, ur or pt-BR.",
        )
    return tag


def is_tag(tag: str) -> bool:
    """Whether ``tag`` names a language that dates and numbers can be written in."""
    base = base_of(tag)
    try:
        return bool(_TAG.fullmatch(base)) and bool(Locale.parse(base, sep="-"))
    except UnknownLocaleError:
        return False


def _timezone(reader: Reader, table: Table) -> str:
    zone = reader.word(table, "timezone")
    if zone and zone not in _zones():
        reader.problem(
            table.entries["timezone"].place,
            "timezone",
            f"“{zone}” is not a time zone.{did_you_mean(zone, sorted(_zones()))} Use a name like "
            "Europe/London.",
        )
    return zone


@cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones: finding them means looking at hundreds of files."""
    return frozenset(available_timezones())


def _contact(reader: Reader, tree: Tree | None, path: str) -> Contact:
    if tree is None:
        return Contact(Text(""), "")
    table = reader.table(tree, CONTACT)
    number = reader.word(table, "number")
    if number and not any(ch.isdecimal() for ch in number):
        reader.problem(
            table.entries["number"].place,
            "phone",
            f"“{number}” has no digit in it. Write the number people can call.",
        )
    return Contact(reader.text(table, "name", path, "part"), number)


def _emergency(reader: Reader, table: Table) -> tuple[Contact, ...]:
    items = reader.items(table, "emergency")
    if "emergency" in table.entries and not items:
        reader.problem(
            table.entries["emergency"].place,
            "emergency",
            "“emergency” needs at least one contact. The first is for danger to life.",
        )
    contacts = tuple(_contact(reader, item, f"emergency.{n}") for n, item in enumerate(items))
    return contacts or (Contact(Text(""), ""),)


def _dates(reader: Reader, table: Table) -> Dates:
    if "dates" not in table.entries:
        return Dates()
    dates = reader.table(table.entries["dates"], DATES)
    usual = Dates()
    found = Dates(
        reader.number(dates, "read_by", 1, 730, usual.read_by),
        reader.number(dates, "report_back", 1, 730, usual.report_back),
        reader.number(dates, "answer_questions", 1, 60, usual.answer_questions),
    )
    if found.report_back < found.read_by:
        reader.problem(
            dates.place,
            "dates",
            "You promise to report back "
            f"({found.report_back} days) before everything is read ({found.read_by} "
            "days). Give yourself more days to report back, or fewer to read.",
        )
    return found
