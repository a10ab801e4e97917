"""Nobody gets half a sentence in another language: a message is whole in one, and says which."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from conversations.catalogue import N_, Catalogues, Words, read_catalogue, read_folder
from conversations.flow import Ask
from conversations.loader import Loaded, load
from conversations.prompting import prompt_script
from conversations.questions.base import Understood
from conversations.questions.wordings import wordings
from conversations.reading.translations import HEADER
from conversations.snapshot import Snapshot
from conversations.text import FSI, PDI, Text
from tests.support.asking import asks
from tests.support.projects import edited, example, problems
from tests.support.ward7 import ward7

NOTE = f"<i>Ta część jest na razie tylko w tym języku: {FSI}English{PDI}.</i>"


@cache
def project() -> Loaded:
    bot = ward7().catalogues.bot
    return load(example("part-translated"), published=date(2027, 1, 4), bot=bot)


PL, EN = project().catalogues.words("pl"), project().catalogues.words("en")
GATES = Text("The gates are old. We know.", "flow.gates.text")
TITLE = Text("The park conversation", "title")


def ask(key: str) -> Ask:
    found = project().project.script.find(key)
    assert found is not None
    return found


def test_a_text_that_is_translated_is_said_in_the_language() -> None:
    assert PL.message(TITLE) == "Rozmowa o parku"
    assert PL.whole(TITLE) is PL


def test_a_text_that_is_not_is_said_in_the_source_and_named() -> None:
    assert PL.message(GATES) == f"{NOTE}\nThe gates are old. We know."
    assert EN.message(GATES) == "The gates are old. We know."
    # Among other words it stands by itself.
    assert PL.say(GATES) == "The gates are old. We know."


def test_a_sentence_of_the_bot_s_goes_with_the_text_in_it() -> None:
    assert PL.t("It is about: {card}", card=GATES).startswith("It is about: ")
    assert PL.t("It is about: {card}", card=TITLE).startswith("Chodzi o: ")
    listed = N_("This can still change, and you have a say:{things}", things=(TITLE, GATES))
    assert PL.say(listed).startswith("This can still change")
    assert PL.message(listed).startswith(NOTE)


def test_a_name_makes_no_sentence_foreign() -> None:
    amina = Text("Amina Shah, nobody translated her", "safeguarding.name")
    said = PL.t("For worries about someone's safety: {name}, {number}", name=amina, number="1")
    assert not said.startswith("For worries")
    assert "Amina Shah, nobody translated her" in said


def test_words_written_at_run_time_carry_their_own_translations() -> None:
    assert PL.whole(Text("Come on Saturday", by_language={"ur": "…"})) is PL
    assert PL.whole(Text(""), Text("no path"), 3, "words") is PL


def test_a_question_is_in_one_language_with_its_answers() -> None:
    assert ask("when").said_in(PL) is not PL
    assert [choice.label for choice in ask("when").choices(PL)] == [
        "By day", "In the evening", "At night",
    ]  # fmt: skip
    assert ask("light").text(PL).startswith(f"How light is it in the evening?\n{FSI}1{PDI} means")
    assert ask("spoken").said_in(PL) is PL


@pytest.mark.parametrize("said", ["At night", "at nihgt", "3"])
def test_it_is_answered_in_the_language_it_was_put_in(said: str) -> None:
    assert ask("when").read(said, PL) == Understood(("night",))


def test_or_in_theirs() -> None:
    assert ask("when").read("wieczorem", PL) == Understood(("evening",))
    assert ask("when").read("nie mam pewności", PL) == Understood(("unsure",), (), "unsure")
    assert ask("when").read("???", PL) == ask("when").read("???", EN)


def test_a_reason_and_a_synonym_are_no_part_of_the_message() -> None:
    said = {text.context for text in wordings(ask("when").question) if isinstance(text, Text)}
    assert said == {
        "flow.when.text",
        *(f"flow.when.options.{k}" for k in ("day", "evening", "night")),
    }


def test_a_language_without_a_file_is_said_in_the_source_and_named() -> None:
    snapshot = edited("part-translated", "languages: [en, pl]", "languages: [en, pl, cy]")
    words = load(snapshot, bot=ward7().catalogues.bot).catalogues.words("cy")
    assert words.message(TITLE) == "The park conversation"
    assert words.message(GATES).startswith("<i>Hyd yma")


def test_someone_in_a_language_the_project_does_not_have_reads_the_source() -> None:
    words = project().catalogues.words("ur")
    assert words.whole(GATES).language == "en"


def test_easy_read_leaves_the_rest_to_its_language_without_a_word() -> None:
    plain = f'{HEADER}\nmsgctxt "flow.gates.text"\nmsgid "{GATES.source}"\nmsgstr "Old gates."\n'
    snapshot = edited("part-translated", "[en, pl]", "[en, en-x-easyread, pl, pl-x-easyread]")
    files = {**snapshot.files, "en-x-easyread.po": plain}
    catalogues = load(Snapshot(files), bot=ward7().catalogues.bot).catalogues
    words = catalogues.words("en-x-easyread")
    assert (words.language, words.message(GATES)) == ("en-x-easyread", "Old gates.")
    assert words.message(TITLE) == "The park conversation"
    assert words.date(date(2027, 1, 4)) == "4 January 2027"
    polish = catalogues.words("pl-x-easyread")
    assert polish.message(TITLE) == "Rozmowa o parku"
    assert polish.message(GATES).startswith(NOTE)


def test_a_plainer_way_of_writing_of_the_bot_s_leaves_the_rest_too() -> None:
    polish = read_catalogue(f'{HEADER}\nmsgid "Yes"\nmsgstr "Tak"\n'.encode())
    catalogues = Catalogues({"pl": polish})
    assert catalogues.words("pl-x-easyread").t("Yes") == "Tak"
    assert Words("pl", polish).t("Yes") == "Tak"


def test_the_bot_s_own_folder_of_a_plainer_way_is_read(tmp_path: Path) -> None:
    folder = tmp_path
    for tag, msgid, said in (("pl", "Yes", "Tak"), ("pl-x-easyread", "No", "Nie.")):
        (folder / tag / "LC_MESSAGES").mkdir(parents=True)
        text = f'{HEADER}\nmsgid "{msgid}"\nmsgstr "{said}"\n'
        (folder / tag / "LC_MESSAGES" / "messages.po").write_text(text, "utf-8")
    words = Catalogues(read_folder(folder)).words("pl-x-easyread")
    assert (words.t("Yes"), words.t("No")) == ("Tak", "Nie.")


def test_a_doubted_plainer_text_is_told_and_a_missing_one_is_not() -> None:
    entry = f'msgctxt "flow.gates.text"\nmsgid "{GATES.source}"\nmsgstr "Old gates."\n'
    snapshot = edited("part-translated", "[en, pl]", "[en, en-x-easyread, pl]")
    for po, told in ((f"{HEADER}\n{entry}", []), (f"{HEADER}\n#, fuzzy\n{entry}", ["fuzzy"])):
        found = problems(Snapshot({**snapshot.files, "en-x-easyread.po": po}))
        assert [p.code for p in found if p.file == "en-x-easyread.po"] == told


def test_its_file_is_in_the_language_it_is_a_way_of_writing() -> None:
    snapshot = edited("part-translated", "[en, pl]", "[en, en-x-easyread, pl]")
    files = {**snapshot.files, "en-x-easyread.po": f'{HEADER}"Language: en-x-easyread\\n"\n'}
    (problem,) = (p for p in problems(Snapshot(files)) if p.serious)
    assert problem.sentence.startswith("The “Language” of this file has to be “en”")
    files["en-x-easyread.po"] = f'{HEADER}"Language: en\\n"\n'
    assert [p for p in problems(Snapshot(files)) if p.serious] == []


def test_what_the_team_wrote_is_no_foreign_language_to_easy_read() -> None:
    words = Words("en-x-easyread")
    assert words.say(Text("Hallo", by_language={"en": "Hello"})) == "Hello"
    script = prompt_script("prompt:1", asks("Come"), Text("The park"), "en-x-easyread")
    ask = script.find("prompt")
    assert ask is not None
    assert "The team wrote this" not in words.say(ask.question.text)
