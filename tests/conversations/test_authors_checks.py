"""What an author could not see by reading: hard words, personal data, what is left to fill in."""

from __future__ import annotations

import pytest

from conversations.checks.personal import ASKED, asked_for
from conversations.checks.reading_age import AIM, OLDEST, read, syllables
from conversations.inspect import unchecked_texts
from conversations.loader import load
from conversations.reading.translations import HEADER
from conversations.snapshot import Snapshot, take
from tests.support.projects import WARD_7, edited, example, problems


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("moved", 1), ("wanted", 2), ("table", 2), ("little", 2), ("places", 2),
        ("lonely", 2), ("safely", 2), ("asked", 1), ("needed", 2), ("hours", 1), ("being", 2),
        ("idea", 3), ("area", 3), ("video", 3), ("museum", 3), ("client", 2), ("patient", 2),
        ("friend", 1), ("people", 2), ("question", 2), ("special", 2), ("religious", 3),
        ("experience", 4), ("evening", 2), ("something", 2), ("every", 2), ("don't", 1),
        ("doesn’t", 2), ("mum's", 1), ("well-being", 3), ("accommodation", 5), ("community", 4),
        ("organisation", 5), ("ambulances", 4), ("information", 4), ("20", 1),
    ],
)  # fmt: skip
def test_syllables_of_everyday_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_reading_age_is_the_flesch_kincaid_grade_and_five_years() -> None:
    # 30 words, 3 sentences, 30 syllables: 0.39 * 10 + 11.8 * 1 - 15.59 = 0.11.
    sentence = "We go to the park and sit on a bench. "
    assert read(sentence * 3).age == pytest.approx(0.11 + 5)


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("What would help most?", False),
        ("How do you get to the hospital?", False),
        ("Which community facilities?", False),
        ("By {report_back}, at www.northvale.example/park or on 0113 496 0100.", False),
        (
            "Please indicate the extent to which you agree with statements on service provision.",
            True,
        ),
        ("How satisfied are you with the responsiveness of neighbourhood policing?", True),
    ],
)
def test_a_short_question_is_not_hard_for_one_long_word(text: str, hard: bool) -> None:
    assert (read(text).age > OLDEST) == hard


def test_an_author_is_told_the_longest_sentence_and_the_hard_words() -> None:
    words, length = (p.sentence for p in problems(example("hard-words")))
    assert f"Aim for {AIM}, and {OLDEST} at most." in words
    assert "in place of “principal”, “determinants”, “accommodation” and “satisfaction”." in words
    assert "longest" not in words
    assert "has 40 words: “When you come to the park" in length
    assert length.endswith("…” Cut it in two.")


def test_a_plainer_way_of_writing_is_looked_at_too() -> None:
    files = dict(example("smallest").files)
    files["project.yaml"] = files["project.yaml"].replace("[en]", "[en, en-x-easyread]")
    files["en-x-easyread.po"] = (
        HEADER + '"Language: en\\n"\n\nmsgctxt "end"\nmsgid "Sent. Thank you."\nmsgstr '
        '"Prioritisation of organisational responsibilities necessitates consultation."\n'
    )
    found = [(p.file, p.line) for p in problems(Snapshot(files)) if p.code == "reading-age"]
    assert found == [("en-x-easyread.po", 7)]


def test_the_reading_age_of_other_languages_is_not_counted() -> None:
    snapshot = edited("smallest", "language: en\nlanguages: [en]", "language: pl\nlanguages: [pl]")
    hard = "about: Responsywność administracji determinuje zadowolenie społeczności."
    text = snapshot.files["project.yaml"].replace("about: Some of it can change.", hard)
    assert [p.code for p in problems(Snapshot({"project.yaml": text}))] == ["bot-language"]


@pytest.mark.parametrize(
    ("language", "question", "what"),
    [
        ("en", "Please give your first name.", "someone's name"),
        ("cy", "Beth yw eich enw?", "someone's name"),
        ("pl", "Podaj imię i nazwisko.", "someone's name"),
        ("ur", "آپ کا نام کیا ہے؟", "someone's name"),
        ("cy", "Beth yw eich cyfeiriad?", "an address"),
        ("pl", "Gdzie mieszkasz?", "an address"),
        ("ur", "آپ کا پتہ کیا ہے؟", "an address"),
        ("en", "What is your e-mail?", "an email address"),
        ("pl", "Podaj numer telefonu.", "a phone number"),
        ("ur", "آپ کا فون نمبر کیا ہے؟", "a phone number"),
        ("cy", "Beth yw eich dyddiad geni?", "a date of birth"),
        ("pl", "Kiedy się urodziłeś?", "a date of birth"),
        ("ur", "آپ کی تاریخ پیدائش کیا ہے؟", "a date of birth"),
        ("pl", "Ile masz lat?", "an exact age"),
        ("en", "And your National Insurance number?", "an official number"),
        ("pl", "Podaj PESEL.", "an official number"),
        ("en", "Sort code?", "bank details"),
        # Forms are copied, in English too; and of other languages English is all we know.
        ("pl", "NHS number?", "an official number"),
        ("fr", "Date of birth?", "a date of birth"),
    ],
)
def test_what_tells_a_person_from_all_others(language: str, question: str, what: str) -> None:
    assert [found for found, _ in asked_for(question, language)] == [what]


@pytest.mark.parametrize(
    "question",
    [
        "What would you name the garden?",
        "Do you read the emails we send?",
        "Which age group are you in?",
        "What is good where you live?",
        "Does your phone work on the ward?",
        "How should we address the noise?",
        "What is the number of your bus?",
    ],
)
def test_what_only_looks_like_it(question: str) -> None:
    assert list(asked_for(question, "en")) == []


def test_each_kind_of_personal_data_is_known_in_every_language_we_speak() -> None:
    assert {frozenset(words) for _, _, words in ASKED} == {frozenset({"en", "cy", "pl", "ur"})}


def test_the_example_is_plain_english_and_asks_for_nobody() -> None:
    codes = {p.code for p in load(take(WARD_7), bot={}).problems}
    assert codes.isdisjoint({"reading-age", "personal", "fill-in", "no-decision", "dead-end"})


def test_an_author_is_told_what_to_do_instead() -> None:
    told = {p.line: p.sentence for p in problems(example("personal-data"))}
    assert "as a choice" in " ".join(told.values())
    assert "comes back through this chat" in " ".join(told.values())
    assert "kind: ages" in " ".join(told.values())


def test_what_is_not_filled_in_can_be_rehearsed_and_not_published() -> None:
    snapshot = example("not-filled-in")
    assert load(snapshot, bot={}).project.slug == "not-filled-in"
    assert [p.line for p in unchecked_texts(snapshot, {})["en"] if p.code == "fill-in"] == [7, 27]
