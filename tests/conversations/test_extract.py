from __future__ import annotations

from io import BytesIO

from babel.messages.pofile import read_po

from conversations.extract import hint, template, texts
from conversations.problems import Place
from conversations.reading.reader import Written
from conversations.reading.translations import read_translation
from conversations.snapshot import PROJECT_FILE, Snapshot
from conversations.text import Text
from tests.support.projects import edited, example, problems


def test_a_template_holds_every_text_with_its_path() -> None:
    snapshot = example("single-choice")
    catalogue = read_po(BytesIO(template(snapshot).encode()), abort_invalid=True)
    found = [(message.context, message.id) for message in catalogue if message.id]
    assert found == [(path, source) for path, source, _ in texts(snapshot)]
    assert found[0] == ("title", "The park conversation")
    assert ("flow.when.options.evening.also.1", "Late") in found


def test_translators_are_told_what_a_text_is_for() -> None:
    hints = {path: hint for path, _, hint in texts(example("single-choice"))}
    assert hints["flow.when.text"].startswith("At “when”.")
    assert hints["flow.when.options.day"] == (
        "An answer to the question “when”. On a button: 24 characters if possible."
    )
    assert "Another word people may type" in hints["flow.when.options.evening.also.0"]
    assert hints["privacy"].startswith(
        "safety: people agree to this or rely on it. At the top of the privacy notice."
    )
    assert hints["constraints.hours.name"] == (
        "safety: people agree to this or rely on it. The short name of the card “hours”. "
        "On a button: 24 characters at most."
    )
    said = {path: hint for path, _, hint in texts(example("two-languages"))}
    assert said["end"].endswith("{report_back}: the date by which people hear what was decided.")


def test_a_text_of_a_kind_nobody_described_is_still_handed_out() -> None:
    written = Written(Text("Why?"), Place(PROJECT_FILE), "message")
    assert hint("somewhere.else", written).startswith("A message of its own")


def test_the_same_project_gives_the_same_template() -> None:
    assert template(example("story")) == template(example("story"))


def test_a_template_filled_in_is_a_translation() -> None:
    snapshot = edited("smallest", "languages: [en]", "languages: [en, pl]")
    filled = template(snapshot).replace('msgstr ""\n\n#', 'msgstr "tak"\n\n#')
    filled = filled.replace("Language: ", "Language: pl").rstrip() + "\n"
    entries = read_translation("pl", "pl.po", filled).entries
    assert entries["title", "The park conversation"].said == "tak"
    # The last text has no other below it, and so is left as it was.
    found = problems(Snapshot({**snapshot.files, "pl.po": filled}))
    assert [p.sentence for p in found if p.code != "bot-language"] == [
        "“end” is not translated in pl.po."
    ]


def test_a_title_of_two_lines_does_not_break_out_of_the_comment() -> None:
    title = "title: |\n  The park\n  conversation"
    text = template(edited("smallest", "title: The park conversation", title))
    assert text.startswith("# The park conversation: to be translated.")
    assert PROJECT_FILE in text


def test_what_an_author_left_out_is_not_asked_of_translators() -> None:
    snapshot = edited("smallest", "about: Some of it can change.", "about:")
    assert "about" not in [path for path, _, _ in texts(snapshot)]
