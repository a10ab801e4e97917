"""Languages, their names and their plain variants."""

from __future__ import annotations

import pytest

from conversations.languages import babel_name, base_of, own_name
from conversations.reading.draft import read_draft
from tests.support.projects import edited, problems


@pytest.mark.parametrize(
    ("tag", "base", "name", "babel"),
    [
        ("en", "en", "English", "en_GB"),
        ("cy", "cy", "Cymraeg", "cy"),
        ("pt-BR", "pt-BR", "pt-BR", "pt_BR"),
        ("en-x-easyread", "en", "Easy Read (English)", "en_GB"),
        ("cy-x-easyread", "cy", "Hawdd ei Ddeall (Cymraeg)", "cy"),
    ],
)
def test_a_tag_names_a_language_and_a_way_of_writing_it(
    tag: str, base: str, name: str, babel: str
) -> None:
    assert (base_of(tag), own_name(tag), babel_name(tag)) == (base, name, babel)


def test_who_can_check_a_language_is_read() -> None:
    head = 'languages: [en, pl]\ncheckers: {pl: "Jan Kowalski, at the library"}'
    draft = read_draft(edited("two-languages", "languages: [en, pl]", head))
    assert draft.checkers == {"pl": "Jan Kowalski, at the library"}
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("checkers", "sentence"),
    [
        ("Jan", "“checkers” has to be languages, and who can check each: pl: Ewa Nowak."),
        ("{po: Jan}", "“po” is not among the project's languages."),
        ("{pl: [Jan]}", "“pl” has to be one word or a few."),
    ],
)
def test_what_is_wrong_with_checkers_is_said(checkers: str, sentence: str) -> None:
    head = f"languages: [en, pl]\ncheckers: {checkers}"
    found = problems(edited("two-languages", "languages: [en, pl]", head))
    assert any(p.sentence.startswith(sentence) for p in found if p.serious)
