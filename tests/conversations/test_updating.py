"""Bringing a translation up to date: nothing is lost, and nothing stale is shown."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.problems import ProjectRefused
from conversations.provenance import Provenance
from conversations.reading.draft import Draft, read_draft
from conversations.reading.translations import Entry, read_translation
from conversations.translated import coverage, lines
from conversations.updating import Said, changed, messages, updated
from tests.support.projects import edited, example

TITLE = ("title", "The park conversation")
EWA = Provenance("checked", "Ewa Nowak", date(2026, 1, 31))


def polish() -> str:
    return example("two-languages").files["pl.po"]


def draft(old: str = "", new: str = "") -> Draft:
    return read_draft(edited("two-languages", old, new) if old else example("two-languages"))


def entries(po: str) -> dict[tuple[str, str], Entry]:
    return dict(read_translation("pl", "pl.po", po).entries)


def test_what_is_translated_stays_and_what_is_new_waits() -> None:
    before, after = entries(polish()), entries(updated(draft(), "pl", polish()))
    assert {key: (e.said, e.provenance) for key, e in before.items()} == {
        key: (e.said, e.provenance) for key, e in after.items() if e.said
    }
    assert ("flow.when.options.evening.also.0", "Late") in after.keys() - before.keys()


def test_twice_is_the_same_as_once() -> None:
    once = updated(draft(), "pl", polish())
    assert updated(draft(), "pl", once) == once
    changed_draft = draft("title: The park conversation", 'title: "The \\"old\\" park"')
    stale = updated(changed_draft, "pl", once)
    assert updated(changed_draft, "pl", stale) == stale


def test_translators_see_where_a_text_is_said_and_how_long_it_may_be() -> None:
    po = updated(draft(), "pl", polish())
    assert "#. At “when”. A message of its own" in po or "#. At “when”. Within a message" in po
    assert "#. An answer to the question “when”. On a button: 24 characters if possible." in po
    assert "#: project.yaml:" in po
    assert "{report_back}: the date by which people hear what was decided." in " ".join(
        line.removeprefix("#. ") for line in po.splitlines() if line.startswith("#. ")
    )


def test_a_text_that_changed_keeps_its_translation_in_doubt() -> None:
    source = "When do you come to the park, and who comes with you? Think of the last time."
    new = draft("text: When do you come?", f"text: {source}")
    po = updated(new, "pl", polish())
    entry = entries(po)["flow.when.text", source]
    assert (entry.said, entry.served) == ("Kiedy Państwo przychodzą?", False)
    assert not entry.checked
    assert '#| msgid "When do you come?"' in po
    assert "# was checked by Ewa Nowak on 2026-01-31" in po
    # Changed once more, it still says which text the translation was made from.
    again = updated(draft("text: When do you come?", "text: When?"), "pl", po)
    assert '#| msgid "When do you come?"' in again
    # And back at that text, it is right again, though nobody has checked it anew.
    back = updated(draft(), "pl", again)
    entry = entries(back)["flow.when.text", "When do you come?"]
    assert (entry.served, entry.checked) == (True, False)
    assert "#|" not in back


def test_a_long_text_that_changed_can_be_read_by_any_editor() -> None:
    old = "privacy: Northvale Council looks after what you say here. Write to privacy@northvale."
    new = draft(old + "example.", 'privacy: "Not {read_by} at 100 % sure\\nthe same"')
    po = updated(new, "pl", polish())
    quoted = [line for line in po.splitlines() if line.startswith("#|")]
    assert all(line.endswith('"') for line in quoted)
    (found,) = (m for m in messages(po).values() if m.context == "privacy")
    assert found.previous_id == [
        "Northvale Council looks after what you say here. Write to privacy@northvale.example."
    ]
    # A % is no format of Python's here.
    assert "python-format" not in po


def test_a_text_under_another_key_keeps_its_translation_as_a_draft() -> None:
    po = updated(draft("- ask: when\n", "- ask: visits\n"), "pl", polish())
    entry = entries(po)["flow.visits.text", "When do you come?"]
    assert (entry.said, entry.served, entry.checked) == ("Kiedy Państwo przychodzą?", True, False)


def test_what_is_no_longer_said_is_kept_out_of_use_and_found_again() -> None:
    less = draft("options: {day: By day, evening:", "options: {night: At night, evening:")
    po = updated(less, "pl", polish())
    assert '#~ msgstr "W dzień"' in po
    assert ("flow.when.options.day", "By day") not in entries(po)
    assert updated(less, "pl", po) == po
    assert entries(updated(draft(), "pl", po))["flow.when.options.day", "By day"].checked


def test_the_head_of_a_file_stays_and_a_new_one_counts_as_the_language_does() -> None:
    assert updated(draft(), "pl", polish()).startswith('msgid ""\nmsgstr ""\n"Language: pl\\n"\n')
    assert "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1" in updated(draft(), "cy")
    plain = updated(draft(), "en-x-easyread")
    assert '"Language: en\\n"' in plain
    assert "nplurals=2" in plain
    assert updated(draft(), "en-x-easyread", plain) == plain
    odd = polish().replace('msgid ""\nmsgstr ""\n', 'msgid   ""\nmsgstr ""\n')
    assert updated(draft(), "pl", odd).startswith("# The park conversation in pl.")


def test_a_file_that_cannot_be_read_is_left_to_a_person() -> None:
    with pytest.raises(ProjectRefused):
        updated(draft(), "pl", polish() + 'msgid "no end\n')


def test_translations_are_taken_in_with_where_they_come_from() -> None:
    stale = updated(draft("title: The park conversation", "title: The park"), "pl", polish())
    key = ("title", "The park")
    assert not entries(stale)[key].served
    po = changed(stale, {key: Said("Park", EWA), ("nowhere", "x"): Said("y", EWA)})
    assert entries(po)[key].said == "Park"
    assert (entries(po)[key].served, entries(po)[key].provenance) == (True, EWA)
    assert "fuzzy" not in po
    assert "nowhere" not in po


def test_a_plural_that_strayed_into_a_project_stands_for_itself() -> None:
    odd = polish().replace(
        'msgid "The park team"\nmsgstr "Zespół parku"',
        'msgid "The park team"\nmsgid_plural "x"\nmsgstr[0] "Zespół parku"\nmsgstr[1] "x"',
    )
    assert entries(updated(draft(), "pl", odd))["team.name", "The park team"].said == "Zespół parku"


def test_how_far_a_translation_is() -> None:
    older = polish().replace('msgid "Some of it can change."', 'msgid "Some of it."')
    older = older.replace("# checked by Ewa Nowak on 2026-01-31", "# machine", 1)
    older = older.replace("# checked by Ewa Nowak on 2026-01-31", "# draft", 1)
    older = older.replace('msgstr "Amina Shah"', 'msgstr ""')
    found = lines(draft(), read_translation("pl", "pl.po", older))
    states = {line.path: line.state for line in found}
    assert [states[path] for path in ("title", "organisation", "about", "safeguarding.name")] == [
        "machine",
        "draft",
        "stale",
        "missing",
    ]
    counted = coverage("pl", found)
    # A synonym may be left out, and so is not missing.
    assert states["flow.when.options.evening.also.0"] == "missing"
    assert counted.states["missing"] == 1
    assert counted.texts == len(found) - 1
    assert counted.translated == counted.texts - 2
    assert {line.path for line in found if line.safety} >= {"title", "privacy"}
    assert not found[2].served
