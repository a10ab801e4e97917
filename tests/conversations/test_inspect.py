from __future__ import annotations

from pathlib import Path

import pytest

from conversations.catalogue import read_folder
from conversations.inspect import unchecked_texts
from conversations.loader import load
from conversations.problems import ProjectRefused
from conversations.reading.translations import HEADER
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from tests.support.projects import PROJECTS, WARD_7, edited, example, expected, problems

NO_BOT = "bot-language"


@pytest.mark.parametrize("folder", sorted(PROJECTS.iterdir()), ids=lambda folder: folder.name)
def test_each_example_has_the_mistakes_that_are_marked_in_it_and_no_others(folder: Path) -> None:
    snapshot = take(folder)
    found = [(p.file, p.line, p.code) for p in problems(snapshot) if p.code != NO_BOT]
    assert sorted(found) == sorted(expected(snapshot))


WARNINGS = {
    "fill-in", "fuzzy", "hint-word", "long-option", "no-decision", "no-explain", "no-translation",
    "personal", "reading-age", "stale", "unexplained", "unknown-text", "unlisted-language",
    "untranslated", "unused-flow", "unused-measure", "source-po", NO_BOT,
}  # fmt: skip


def test_warnings_let_a_project_go_live_and_everything_else_does_not() -> None:
    for folder in PROJECTS.iterdir():
        for problem in problems(take(folder)):
            # A long message is a warning up to 1000 characters, and so are a doubted translation
            # and a question that only some people cannot answer.
            if problem.code not in ("long-message", "braces", "dead-end"):
                assert problem.serious == (problem.code not in WARNINGS), problem


def test_why_a_question_about_something_fixed_is_refused() -> None:
    (problem,) = problems(example("fixed-subject"))
    assert problem.sentence == (
        "“wall” is decided, so a question about it is refused: no answer could change it, and "
        "asking would promise that it can. Tell people about it with “say”, or name what the "
        "answer can influence: “hours”."
    )
    (problem,) = problems(example("nothing-to-influence"))
    assert problem.sentence.endswith("Tell people about it with “say” instead.")


def test_a_measure_about_something_fixed_is_refused_too() -> None:
    snapshot = edited("measure", "points: 5, serves: hours", "points: 5, serves: wall")
    assert [p.code for p in problems(snapshot) if p.serious] == ["fixed-subject"]


def test_a_message_is_as_long_as_people_see_it() -> None:
    long, longer = (
        p for p in problems(example("long-words")) if p.code == "long-message" and p.line > 40
    )
    assert (long.serious, longer.serious) == (False, True)
    assert long.sentence == (
        "The message with this text has 629 characters. Keep it under 500. Say less, or say it in "
        "two steps."
    )
    assert "over 1000 it is refused" in longer.sentence


def test_a_privacy_notice_may_be_longer_than_what_is_read_on_the_way() -> None:
    privacy = "Northvale Council looks after what you say here."
    for times, serious in ((15, None), (25, False), (45, True)):
        snapshot = edited("smallest", privacy, f"{privacy} " * times)
        found = [p.serious for p in problems(snapshot) if p.code == "long-message"]
        assert found == ([] if serious is None else [serious])


def test_the_hello_counts_everything_that_stands_in_it() -> None:
    snapshot = edited("smallest", "about: Some of it can change.", f"about: {'So it is. ' * 45}")
    (problem,) = problems(snapshot)
    assert (problem.code, problem.line) == ("long-message", 9)


def test_a_measure_counts_what_its_ends_mean() -> None:
    snapshot = edited("measure", "high: very,", f"high: {'very ' * 100},")
    (problem,) = (p for p in problems(snapshot) if p.line == 33 and p.code != "reading-age")
    assert (problem.code, problem.line) == ("long-message", 33)


def test_a_language_without_a_file_is_warned_of() -> None:
    found = problems(edited("smallest", "languages: [en]", "languages: [en, cy]"))
    assert {p.code: p.sentence for p in found} == {
        "no-translation": "There is no cy.po in the folder: whoever chooses “cy” would read “en”.",
        NO_BOT: "Tellback itself does not speak “cy” yet: its own sentences would be in English.",
    }


def test_files_that_nobody_will_read_are_warned_of() -> None:
    files = dict(example("two-languages").files)
    polish = files["pl.po"]
    files["ur.po"] = polish.replace("Language: pl", "Language: ur")
    files["en.po"] = polish.replace("Language: pl", "Language: en")
    found = {(p.file, p.code) for p in problems(Snapshot(files))}
    assert found == {
        ("project.yaml", NO_BOT),
        ("ur.po", "unlisted-language"),
        ("en.po", "source-po"),
    }


def test_a_translation_of_a_synonym_may_be_left_out() -> None:
    found = problems(example("two-languages"))
    assert [p.code for p in found] == [NO_BOT]


def test_a_branch_of_a_question_that_could_not_be_read_is_not_a_second_mistake() -> None:
    snapshot = edited("asked-later", "kind: yesno", "kind: yesnt")
    assert [p.code for p in problems(snapshot)] == ["question-kind", "no-question"]


def test_without_a_flow_that_is_all_there_is_to_say() -> None:
    text = example("smallest").files[PROJECT_FILE]
    flow = text[text.index("flow:") : text.index("end:")]
    found = problems(edited("smallest", flow, ""))
    assert [p.code for p in found] == ["missing-key"]


def test_a_review_inside_a_branch_is_one_mistake() -> None:
    branch = "- when: {question: whom, is: self}\n    then: [review]\n"
    assert [p.code for p in problems(edited("smallest", "- review\n", branch))] == ["inside-branch"]


# ---- words that have to be checked before they go live

BOT = {"pl": (Path("locales") / "pl" / "LC_MESSAGES" / "messages.po")}
ROOT = Path(__file__).parent.parent.parent


def bot_polish() -> bytes:
    return (ROOT / BOT["pl"]).read_bytes()


def checked(po: bytes) -> bytes:
    """What a translator makes of a draft."""
    return po.replace(b"# draft\n", b"# checked by Ewa Nowak on 2026-01-31\n")


def filled(po: bytes) -> bytes:
    """Every sentence said, whatever the state of the file as it is shipped."""
    return po.replace(b'msgstr ""\n\n', b'msgstr "x"\n\n')


def test_drafts_do_not_go_live_in_any_language() -> None:
    found = unchecked_texts(take(WARD_7), {"pl": bot_polish()})
    assert set(found) == {"en", "en-x-easyread", "cy", "pl", "ur"}
    (english,) = found["en"]
    assert str(english) == (
        "project.yaml:1:1: The project's own words are a draft. When someone has checked what it "
        "says about consent, privacy and safety, add “checked: {by: NAME, on: YYYY-MM-DD}”."
    )
    assert any(p.file == "pl.po" and "“privacy” is a draft" in p.sentence for p in found["pl"])
    assert any("“Before you start:”" in p.sentence for p in found["pl"])
    assert "There are no words in “ur” here yet" in found["ur"][0].sentence
    assert all(p.code == "unchecked" and p.serious for ps in found.values() for p in ps)


def test_what_someone_checked_goes_live() -> None:
    bot = filled(checked(bot_polish()))
    assert unchecked_texts(example("two-languages"), {"pl": bot}) == {}


def test_a_draft_in_the_project_keeps_a_language_back_but_not_its_other_words() -> None:
    snapshot = example("two-languages")
    drafted = snapshot.files["pl.po"].replace("# checked by Ewa Nowak on 2026-01-31", "# draft")
    files = {**snapshot.files, "pl.po": drafted}
    found = unchecked_texts(Snapshot(files), {"pl": filled(checked(bot_polish()))})
    said = {p.sentence.split("”")[0].strip("“") for p in found["pl"]}
    assert said == {
        "title", "about", "younger", "privacy", "safeguarding.name", "emergency.0.name",
        *(f"constraints.wall.{part}" for part in ("name", "what", "because", "who")),
        *(f"constraints.hours.{part}" for part in ("name", "what", "because", "who")),
    }  # fmt: skip


@pytest.mark.parametrize(
    "comment",
    [
        "draft",
        "checked",
        "checked by Ewa Nowak",
        "checked by Ewa Nowak on 2026-13-01",
        "checked by  on 2026-01-31",
        "not checked by Ewa Nowak on 2026-01-31",
    ],
)
def test_checked_means_by_someone_on_a_day(comment: str) -> None:
    snapshot = example("two-languages")
    title = '# checked by Ewa Nowak on 2026-01-31\nmsgctxt "title"'
    changed = snapshot.files["pl.po"].replace(title, f'# {comment}\nmsgctxt "title"')
    found = unchecked_texts(
        Snapshot({**snapshot.files, "pl.po": changed}), {"pl": filled(checked(bot_polish()))}
    )
    assert [p.sentence.split("”")[0] for p in found["pl"]] == ["“title"]


def test_what_a_machine_wrote_is_said_to_be_so() -> None:
    snapshot = example("two-languages")
    machine = snapshot.files["pl.po"].replace("# checked by Ewa Nowak on 2026-01-31", "# machine")
    found = unchecked_texts(
        Snapshot({**snapshot.files, "pl.po": machine}), {"pl": filled(checked(bot_polish()))}
    )
    assert found["pl"][0].sentence == (
        "“title” is by a machine, and consent or safety hangs on it."
    )


def test_easy_read_says_what_it_says_itself_and_leaves_the_rest_to_its_language() -> None:
    snapshot = edited("two-languages", "[en, pl]", "[en, en-x-easyread, pl, pl-x-easyread]")
    bot = {"pl": filled(checked(bot_polish()))}
    assert unchecked_texts(snapshot, bot) == {}
    head = HEADER + "\n"
    about = 'msgctxt "about"\nmsgid "Some of it can change."\nmsgstr "You can change some of it."\n'
    files = {**snapshot.files, "en-x-easyread.po": head + "# draft\n" + about}
    found = unchecked_texts(Snapshot(files), bot)
    assert [p.sentence.split("”")[0] for p in found["en-x-easyread"]] == ["“about"]
    assert set(found) == {"en-x-easyread"}
    # The bot's own plain words have to be checked too, and its words in the language itself.
    plain = (head + '# draft\nmsgid "Yes"\nmsgstr "Yes."\n').encode()
    found = unchecked_texts(snapshot, {**bot, "en-x-easyread": plain})
    assert [p.file for p in found["en-x-easyread"]] == [
        "locales/en-x-easyread/LC_MESSAGES/messages.po"
    ]
    assert "pl-x-easyread" in unchecked_texts(snapshot, {"pl": bot_polish()})


def test_checked_words_that_nobody_is_shown_do_not_count() -> None:
    snapshot = example("two-languages")
    polish = snapshot.files["pl.po"].replace('msgctxt "about"', '#, fuzzy\nmsgctxt "about"')
    polish = polish.replace('msgid "It is about to fall."', 'msgid "It falls."')
    found = unchecked_texts(
        Snapshot({**snapshot.files, "pl.po": polish}), {"pl": filled(checked(bot_polish()))}
    )
    assert [(p.line, p.sentence) for p in found["pl"]] == [
        (1, "“constraints.wall.because” is not translated, and consent or safety hangs on it."),
        (21, "“about” is not translated, and consent or safety hangs on it."),
    ]


def test_a_language_without_any_words_does_not_go_live() -> None:
    snapshot = edited("two-languages", "languages: [en, pl]", "languages: [en, pl, pl-PL, cy]")
    found = unchecked_texts(snapshot, {"pl": filled(checked(bot_polish()))})
    # The bot's Polish serves Poland's too; the project's own words are missing there.
    assert [p.file for p in found["pl-PL"]] == ["pl-PL.po"]
    assert [p.file for p in found["cy"]] == ["cy.po", "locales/cy/LC_MESSAGES/messages.po"]


def test_sentences_marked_in_the_code_count_besides_the_opening() -> None:
    marked = b'# draft\n#. Translators: safety: read by people in need.\nmsgid "Call 999"\n'
    bot = filled(checked(bot_polish())) + b"\n" + marked + b'msgstr "Zadzwo\xc5\x84 999"\n'
    found = unchecked_texts(example("two-languages"), {"pl": bot})
    assert [p.sentence.split("”")[0] for p in found["pl"]] == ["“Call 999"]


@pytest.mark.parametrize("broken", [b"\xff", b"hello"])
def test_a_file_of_the_bots_that_cannot_be_read_says_nothing(broken: bytes) -> None:
    found = unchecked_texts(example("two-languages"), {"pl": broken})
    assert all("is not translated" in p.sentence for p in found["pl"])


def test_a_snapshot_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ProjectRefused):
        unchecked_texts(Snapshot({PROJECT_FILE: "a: [b"}), {})


def test_the_shipped_project_has_no_misread_button_in_the_bots_languages() -> None:
    load(take(WARD_7), bot=read_folder(ROOT / "locales"))
