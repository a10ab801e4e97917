from __future__ import annotations

from datetime import date

import pytest

from conversations.provenance import Provenance, marked, outdated, read_provenance

EWA = Provenance("checked", "Ewa Nowak", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("comments", "mark"),
    [
        ([], Provenance("draft")),
        (["draft"], Provenance("draft")),
        (["machine"], Provenance("machine")),
        (["checked by Ewa Nowak on 2026-11-23"], EWA),
        (["checked: Ewa Nowak, 2026-11-23"], EWA),
        # Somebody's name outweighs a mark left over.
        (["draft", "checked by Ewa Nowak on 2026-11-23"], EWA),
        (["draft", "machine"], Provenance("machine")),
        # A slip lets nothing through.
        (["checked by Ewa Nowak on 2026-13-45"], Provenance("draft")),
        (["checked by on 2026-11-23"], Provenance("draft")),
        (["checked by Ewa Nowak"], Provenance("draft")),
        (["was checked by Ewa Nowak on 2026-11-23"], Provenance("draft")),
        (["a machine wrote it"], Provenance("draft")),
    ],
)
def test_a_comment_says_where_words_come_from(comments: list[str], mark: Provenance) -> None:
    assert read_provenance(comments) == mark


def test_what_is_written_is_read_again() -> None:
    for mark in (EWA, Provenance("draft"), Provenance("machine")):
        assert read_provenance([str(mark)]) == mark


def test_a_new_mark_takes_the_place_of_the_old_ones_and_of_nothing_else() -> None:
    comments = ["draft", "say it softly", "machine"]
    assert marked(comments, EWA) == ["checked by Ewa Nowak on 2026-11-23", "say it softly"]


def test_what_has_changed_is_a_draft_again_and_who_checked_it_is_remembered() -> None:
    before = ["say it softly", "checked: Ewa Nowak, 2026-11-23"]
    after = ["draft", "was checked by Ewa Nowak on 2026-11-23", "say it softly"]
    assert outdated(before) == after
    assert outdated(after) == after
    assert outdated(["machine"]) == ["machine"]
