"""How far a translation is, text by text, in a language that has worn."""

from __future__ import annotations

from collections import Counter

from conversations.extract import hint, in_order, template
from conversations.provenance import Provenance
from conversations.reading.draft import read_draft
from conversations.reading.translations import Translation, read_translations
from conversations.translated import Line, coverage, lines
from tests.support.projects import example

WORN = example("worn-translation")
TEMPLATE_HEAD = """\
# The park conversation: to be translated. In a language's own file, write above each text either \
"# draft" or,
# once someone who speaks the language has read it, "# checked by NAME on YYYY-MM-DD".
msgid ""
msgstr ""
"Project-Id-Version: smallest\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#. safety: people agree to this or rely on it. What the conversation is called. Within a message, \
with
#. other words: keep it short.
#: project.yaml:7
msgctxt "title"
msgid "The park conversation"
msgstr ""

#. Who is asking. Within a message, with other words: keep it short.
#: project.yaml:8
msgctxt "organisation"
msgid "Northvale Council"
msgstr ""
"""


def found(language: str = "pl") -> tuple[Line, ...]:
    translations, _ = read_translations(WORN, "en")
    return lines(read_draft(WORN), translations[language])


def test_each_text_has_its_source_its_hint_and_what_stands_in_the_file() -> None:
    draft, said = read_draft(WORN), found()
    written = list(in_order(draft))
    assert [line.path for line in said] == [path for path, _ in written]
    assert [line.source for line in said] == [one.text.source for _, one in written]
    assert [line.hint for line in said] == [hint(path, one) for path, one in written]
    by_path = {line.path: line for line in said}
    assert by_path["constraints.wall.name"].said == "Stary mur"
    assert by_path["title"].said == "Rozmowa o lesie"
    assert by_path["organisation"].said == ""


def test_what_is_worn_or_missing_is_told_apart_from_what_is_served() -> None:
    states = {line.path: line.state for line in found()}
    assert states["title"] == states["about"] == states["team.name"] == "stale"
    assert states["organisation"] == states["younger"] == "missing"
    assert states["safeguarding.name"] == "draft"
    counted = coverage("pl", found())
    assert (counted.language, counted.texts, counted.translated) == ("pl", 20, 15)
    assert counted.states == Counter({"draft": 15, "stale": 3, "missing": 2})


def test_a_synonym_may_be_left_out() -> None:
    assert [line.path for line in found() if line.optional] == ["flow.when.options.evening.also.0"]


def test_who_checked_a_text_stands_with_it() -> None:
    snapshot = example("part-translated")
    translations, _ = read_translations(snapshot, "en")
    by_path = {line.path: line for line in lines(read_draft(snapshot), translations["pl"])}
    checked = by_path["title"]
    assert (checked.state, checked.provenance.kind, checked.provenance.by) == (
        "checked",
        "checked",
        "Ewa Nowak",
    )


def test_in_a_language_without_a_file_everything_is_missing() -> None:
    said = lines(read_draft(WORN), Translation("cy", "", {}))
    assert {line.state for line in said} == {"missing"}
    assert {line.said for line in said} == {""}
    assert {line.provenance for line in said} == {Provenance()}


def test_a_template_is_laid_out_as_translators_tools_know_it() -> None:
    assert template(example("smallest")).startswith(TEMPLATE_HEAD)
