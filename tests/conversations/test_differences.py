"""What an author is told differs between what is live and what is about to be."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.catalogue import Words
from conversations.differences import MOST_NAMED, differences
from conversations.loader import Loaded, load
from conversations.snapshot import PROJECT_FILE, Snapshot
from tests.support.projects import example
from tests.support.ward7 import ward7

CARD = "constraints:\n  wall:\n    kind: fixed\n    name: The old wall\n"
NEW_CARD = (
    "constraints:\n  trees:\n    kind: open\n    name: The trees\n    what: Which trees.\n"
    "    because: There is room.\n    who: You and us.\n"
)
AGREED = (
    "What people agree to has changed: who asks, the privacy notice, for how long it is kept, or "
    "the age."
)
DOGS = "  - ask: dogs\n    kind: yesno\n    text: Do you bring a dog?\n    serves: hours\n"


def loaded(*edits: tuple[str, str], of: str = "two-languages", po: str = "") -> Loaded:
    files = dict(example(of).files)
    for old, new in edits:
        assert files[PROJECT_FILE].count(old) == 1, old
        files[PROJECT_FILE] = files[PROJECT_FILE].replace(old, new)
    if po:
        files["pl.po"] = files["pl.po"].replace(po, po + "!")
    return load(Snapshot(files), bot={})


def told(old: Loaded, new: Loaded) -> list[str]:
    return [Words().plain(sentence) for sentence in differences(old, new)]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("  - review\n", DOGS + "  - review\n"), "New questions:\n• Do you bring a dog?"),
        (
            ("options: {day: By day, ", "options: {night: At night, day: By day, "),
            "Questions that are answered otherwise now:\n• When do you come?",
        ),
        (("constraints:\n", NEW_CARD), "New cards:\n• The trees"),
        ((CARD, CARD + "    version: 2\n"), "Cards that say something else now:\n• The old wall"),
        (
            ("keep_months: 12", "keep_months: 6"),
            AGREED,
        ),
        (("Amina Shah", "Ben Cole"), "Whom people can turn to has changed."),
        (("read_by: 30", "read_by: 20"), "The days by which people are to hear have changed."),
        (
            ("report_back: 60", "report_back: 60, check_back: 20"),
            "People are asked again at other times: whoever waits to be asked, by the new ones.",
        ),
        (("languages: [en, pl]", "languages: [en, pl, cy]"), "New languages:\n• Cymraeg"),
        (
            ("text: When do you come?", "text: When do you come here?"),
            "Texts put in other words: 1",
        ),
    ],
)
def test_each_difference_is_a_sentence(edit: tuple[str, str], sentence: str) -> None:
    assert sentence in told(loaded(), loaded(edit))


def test_what_is_taken_away_is_said_too() -> None:
    assert "Questions that are no longer asked:\n• Do you bring a dog?" in told(
        loaded(("  - review\n", DOGS + "  - review\n")), loaded()
    )
    assert "Cards that are no longer shown:\n• The trees" in told(
        loaded(("constraints:\n", NEW_CARD)), loaded()
    )
    assert "Languages that are no longer offered:\n• Polski" in told(
        loaded(), loaded(("languages: [en, pl]", "languages: [en]"))
    )


def test_the_way_through_can_change_alone() -> None:
    then = "  - when: {question: when, is: evening}\n    then: [{say: late, text: That is late.}]\n"
    assert told(loaded(), loaded(("  - review\n", then + "  - review\n"))) == [
        "The order of the questions has changed, or who is asked what."
    ]


def test_a_translation_can_change_alone() -> None:
    assert told(loaded(), loaded(po="Kiedy")) == ["Translations that have changed:\n• Polski"]


def test_a_long_list_is_a_number() -> None:
    sentences = told(loaded(), ward7())
    assert any(
        s.startswith("New questions: ") and int(s.split()[-1]) > MOST_NAMED for s in sentences
    )


def test_nothing_is_said_where_nothing_differs() -> None:
    assert told(ward7(), ward7()) == []
    # The days a project has promised are filled in when it is published: that is no difference.
    again = load(ward7().snapshot, published=date(2028, 1, 1), bot={})
    assert told(ward7(), again) == []
