from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from conversations.catalogue import (
    N_,
    Catalogues,
    Words,
    read_catalogue,
    read_folder,
)
from conversations.languages import OWN_NAMES, RIGHT_TO_LEFT
from conversations.text import FSI, PDI, Html, Text

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? "
"1 : 2);\n"
"""
BOT = read_catalogue(
    (
        HEADER
        + r"""
msgid "Hello, {name}"
msgstr "Witaj, {name}"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} dzień"
msgstr[1] "{n} dni"
msgstr[2] "{n} dni."

#, fuzzy
msgid "Stop"
msgstr "Start"
"""
    ).encode()
)
PROJECT = read_catalogue(
    (
        HEADER
        + r"""
msgctxt "title"
msgid "The park"
msgstr "Park"

msgctxt "end"
msgid "By {report_back}."
msgstr "Do {report_back}."
"""
    ).encode()
)
POLISH = Words("pl", BOT, PROJECT, {"report_back": date(2026, 3, 2)})
ENGLISH = Words()


def test_the_bots_own_sentences_with_values_escaped_and_isolated() -> None:
    assert POLISH.t("Hello, {name}", name="<Ala>") == f"Witaj, {FSI}&lt;Ala&gt;{PDI}"
    assert ENGLISH.t("Hello, {name}", name="Ala") == f"Hello, {FSI}Ala{PDI}"
    assert POLISH.t("Hello, {name}", name=Html("<b>A</b>")) == "Witaj, <b>A</b>"
    # gettext answers the empty text with the file's header.
    assert POLISH.t("") == ""


def test_a_value_may_itself_be_a_text_of_the_project_or_a_phrase() -> None:
    title = Text("The park", "title")
    assert POLISH.t("Hello, {name}", name=title) == f"Witaj, {FSI}Park{PDI}"
    nested = N_("Hello, {name}", name=title)
    assert POLISH.plain(nested) == "Witaj, Park"
    assert POLISH.say(nested) == f"Witaj, {FSI}Park{PDI}"


def test_doubtful_translations_are_not_served() -> None:
    assert POLISH.t("Stop") == "Stop"


@pytest.mark.parametrize(
    ("n", "polish", "english"),
    [(1, "dzień", "day"), (2, "dni", "days"), (5, "dni.", "days"), (22, "dni", "days")],
)
def test_the_number_of_things_is_said_by_each_languages_own_rule(
    n: int, polish: str, english: str
) -> None:
    assert POLISH.tn("{n} day", "{n} days", n) == f"{FSI}{n}{PDI} {polish}"
    assert ENGLISH.tn("{n} day", "{n} days", n) == f"{FSI}{n}{PDI} {english}"
    assert ENGLISH.tn("{n} {of}", "{n} {of}s", n, of="day").startswith(f"{FSI}{n}{PDI} {FSI}day")


def test_a_projects_texts_by_their_path() -> None:
    assert POLISH.say(Text("The park", "title")) == "Park"
    assert POLISH.say(Text("The park", "about")) == "The park"
    assert POLISH.say(Text("The park")) == "The park"
    assert ENGLISH.say(Text("a < b & c", "title")) == "a &lt; b &amp; c"
    assert ENGLISH.plain(Text("a < b & c", "title")) == "a < b & c"


def test_a_text_written_at_run_time_carries_its_own_translations() -> None:
    text = Text("Come on Saturday", by_language={"pl": "Zapraszamy w sobotę"})
    assert POLISH.say(text) == "Zapraszamy w sobotę"
    assert ENGLISH.say(text) == "Come on Saturday"


def test_promised_days_are_said_as_people_write_them() -> None:
    assert POLISH.say(Text("By {report_back}.", "end")) == f"Do {FSI}2 marca 2026{PDI}."
    assert POLISH.say(Text("{another}", "end")) == "{another}"
    assert ENGLISH.date(date(2026, 3, 2)) == "2 March 2026"
    assert Words("pt-BR").date(date(2026, 3, 2)) == "2 de março de 2026"


def test_a_phrase_of_nothing_is_false() -> None:
    assert N_("a")
    assert not N_("")


def test_a_person_gets_their_language_or_the_nearest() -> None:
    catalogues = Catalogues({"pl": BOT}, {"pl": PROJECT, "ur": PROJECT})
    assert catalogues.words("pl").language == "pl"
    assert catalogues.words("pl-PL").language == "pl"
    assert catalogues.words("ur").bot is None
    assert catalogues.words("de").language == "en"
    assert [words.language for words in catalogues.every(["pl", "en"])] == ["pl", "en"]


def test_the_bots_words_are_read_from_its_folder(tmp_path: Path) -> None:
    for language in ("pl", "ur"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(HEADER, encoding="utf-8")
    (tmp_path / "messages.pot").write_text("", encoding="utf-8")
    assert list(read_folder(tmp_path)) == ["pl", "ur"]


def test_what_is_no_catalogue_is_refused() -> None:
    with pytest.raises(PoFileError):
        read_catalogue(b"hello")


def test_languages_are_offered_in_their_own_names() -> None:
    assert (OWN_NAMES["cy"], OWN_NAMES["pl"]) == ("Cymraeg", "Polski")
    assert set(OWN_NAMES) >= RIGHT_TO_LEFT - {"he", "ps"}
