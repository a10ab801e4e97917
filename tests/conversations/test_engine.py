"""What the engine makes of each thing a person can do."""

from __future__ import annotations

from datetime import timedelta

from conversations import events as happened
from conversations.inputs import (
    ChangedLanguage,
    Edited,
    Paused,
    Revisited,
    Said,
    SentMedia,
    Skipped,
    Started,
    Stopped,
    Tapped,
    TimedOut,
    WentBack,
)
from tests.support.small import Person


def kinds(events: tuple[happened.Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def at_review(person: Person) -> Person:
    person.does(Said("often"), Said("the bus"), Said("1"), Said("3"), Said("a day", message=7))
    assert person.run.at == "review"
    return person


def test_it_begins_with_what_is_said_and_the_first_question() -> None:
    person = Person()
    assert kinds(person.events) == ["Shown", "Prompted"]
    assert "Hello\n<b>Question 1</b>" in person.sees()


def test_a_way_that_may_still_grow_has_no_total_and_then_has_one() -> None:
    person = Person()
    person.does(Said("never"))
    assert "Question 2 of 4" in person.sees()


def test_words_after_a_choice_stand_beside_it() -> None:
    person = Person()
    person.does(Said("Often, but not in June"))
    assert person.run.answers["often"].value == ("often",)
    assert person.run.answers["often"].words == ("Often, but not in June",)
    assert "Both count" in person.sees()


def test_the_second_failed_try_keeps_the_words_and_goes_on() -> None:
    person = Person()
    person.does(Said("xyzzy"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    assert "did not quite get" in person.sees()
    person.does(Said("plugh"))
    assert person.run.answers["often"].status == "kept"
    assert person.run.answers["often"].words == ("plugh",)
    assert "Written down, in your words." in person.sees()
    assert person.run.at == "helps"


def test_a_remark_made_before_the_choice_stands_beside_it() -> None:
    person = Person()
    person.does(Said("it depends on the season"), Tapped("often", 1))
    assert person.run.answers["often"].words == ("it depends on the season",)


def test_what_needs_an_answer_is_neither_skipped_nor_guessed() -> None:
    person = Person()
    person.does(Said("never"), Said("1"), Skipped())
    assert person.events == (happened.InputRejected("needed", "safe"),)
    assert "need an answer" in person.sees()
    person.does(Said("x"), Said("y"), Said("z"))
    assert person.run.at == "safe"


def test_a_number_off_the_scale_is_told_what_the_scale_is() -> None:
    person = Person()
    person.does(Said("never"), Said("1"), Said("9"))
    assert "not on the scale" in person.sees()
    assert "1 means not at all" in person.sees()


def test_nothing_at_all_is_answered_kindly() -> None:
    person = Person()
    person.does(Said("  \0 "))
    assert kinds(person.events) == ["InputRejected"]
    assert "came without words" in person.sees()


def test_options_are_ticked_one_by_one_and_unticked() -> None:
    person = Person()
    person.does(Said("never"))
    step = person.run.step
    person.does(Tapped("bus", step), Tapped("room", step))
    assert person.run.draft == ("bus", "room")
    person.does(Tapped("tea", step))
    assert "more than fits" in person.sees()
    person.does(Tapped("bus", step), Tapped("done!", step))
    assert person.run.answers["helps"].value == ("room",)


def test_done_can_be_typed_and_needs_something_ticked() -> None:
    person = Person()
    person.does(Said("never"), Said("done"))
    assert "at least one" in person.sees()
    person.does(Tapped("tea", person.run.step), Said("Done"))
    assert person.run.answers["helps"].value == ("tea",)


def test_a_tap_on_an_earlier_question_is_a_note_and_no_more() -> None:
    person = Person()
    person.does(Said("never"), Tapped("often", 1))
    assert person.events == (happened.InputRejected("stale", "helps"),)
    assert "already behind us" in person.sees()
    person.does(Tapped("nonsense", person.run.step))
    assert person.events == (happened.InputRejected("stale", "helps"),)


def test_back_shows_the_answer_so_far_and_skip_leaves_it() -> None:
    person = Person()
    person.does(Said("never"), WentBack())
    assert "Your answer so far: Never" in person.sees()
    person.does(Skipped())
    assert person.run.at == "helps"
    assert person.run.answers["often"].value == ("never",)


def test_before_the_first_question_there_is_nothing() -> None:
    person = Person()
    person.does(WentBack())
    assert "first question" in person.sees()


def test_back_on_the_same_answer_marks_it_and_says_nothing() -> None:
    person = Person()
    person.does(Said("never"), WentBack(), Said("never"))
    assert "Changed" not in person.sees()
    person.does(WentBack(), Said("often"))
    assert "Changed. It now says: Often" in person.sees()
    assert person.run.at == "why"


def test_a_change_that_sets_answers_aside_asks_first() -> None:
    person = at_review(Person())
    person.does(Revisited("often"), Said("never"))
    assert kinds(person.events) == ["ChangeQuestioned"]
    assert "no longer fit" in person.sees()
    assert "Why?" in person.sees()
    assert person.labels() == ["Yes, change it", "No, keep it as it was"]


def test_words_instead_of_yes_or_no_are_kept_and_it_is_asked_again() -> None:
    person = at_review(Person())
    person.does(Revisited("often"), Said("never"), Said("what do you mean"))
    assert kinds(person.events) == ["WordsKept", "ChangeQuestioned"]


def test_no_keeps_everything_as_it_was() -> None:
    person = at_review(Person())
    before = person.run.answers
    person.does(Revisited("often"), Said("never"), Said("no"))
    assert person.run.answers == before
    assert "stays as it was" in person.sees()


def test_yes_sets_aside_and_turning_back_restores() -> None:
    person = at_review(Person())
    before = person.run.answers
    person.does(Revisited("often"), Said("never"))
    person.does(Tapped("yes", person.run.step))
    assert "AnswerSetAside" in kinds(person.events)
    assert "why" not in person.run.answers
    person.does(Revisited("often"), Said("often"))
    assert "AnswerRestored" in kinds(person.events)
    assert person.run.answers == before


def test_going_elsewhere_drops_a_change_that_was_not_confirmed() -> None:
    for away in (WentBack(), Skipped(), Paused(), Stopped(), Revisited("safe")):
        person = at_review(Person())
        person.does(Revisited("often"), Said("never"), away)
        assert "ChangeDropped" in kinds(person.events)
        assert person.run.answers["often"].value == ("often",)


def test_paused_and_written_to_again_it_goes_on() -> None:
    person = Person()
    person.does(Paused())
    assert person.run.status == "paused"
    assert "Nothing is lost" in person.sees()
    person.does(Said("never"))
    assert kinds(person.events)[0] == "RunResumed"
    assert "Welcome back" in person.sees()
    assert person.run.at == "helps"
    person.does(Paused(), Started())
    assert kinds(person.events) == ["RunResumed", "Prompted"]


def test_stopped_means_stopped_until_they_start() -> None:
    person = Person()
    person.does(Stopped())
    assert (person.run.status, person.run.how) == ("ended", "stopped")
    assert "no more messages" in person.sees()
    assert person.does(Stopped()) == ()
    person.does(Said("hello"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    person.does(Started())
    assert person.run.at == "often"


def test_after_the_end_everything_has_a_kind_answer() -> None:
    person = at_review(Person())
    person.does(Said("send"))
    assert person.run.how == "done"
    assert "Sent" in person.sees()
    for late in (Started(), WentBack(), Skipped(), Paused(), Said("")):
        assert person.does(late) == (happened.InputRejected("over"),)
        assert "Ask the team" in person.labels()
    person.does(Tapped("send", person.run.step))
    assert "already behind us" in person.sees()


def test_a_change_after_the_end_is_saved_and_said() -> None:
    person = at_review(Person())
    person.does(Said("send"), Revisited("safe"), Said("5"))
    assert "saved as they stand" in person.sees()
    assert person.run.answers["safe"].value == ("5",)


def test_a_change_after_the_end_that_opens_a_question_asks_it() -> None:
    person = Person()
    person.does(Said("never", message=3), Said("1"), Said("3"), Skipped(), Said("send"))
    person.does(Edited(3, "often"))
    assert person.run.at == "why"
    assert person.run.status == "waiting"


def test_revisiting_what_was_never_answered_is_refused() -> None:
    person = Person()
    person.does(Revisited("day"))
    assert "could not find" not in person.sees()
    assert happened.InputRejected("stale", "often") in person.events


def test_an_edited_message_corrects_the_answer_it_gave() -> None:
    person = at_review(Person())
    person.does(Edited(7, "a better day"))
    assert person.run.answers["day"].words == ("a better day",)
    assert "Corrected, as you wrote it" in person.sees()
    assert person.run.at == "review"


def test_an_edit_that_cannot_be_read_is_kept() -> None:
    person = Person()
    person.does(Said("never", message=3), Edited(3, "xyzzy"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    assert person.run.answers["often"].value == ("never",)
    person.does(Edited(99, "not an answer"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    assert not person.does(Edited(99, ""))


def test_an_edit_while_a_change_waits_is_kept_for_later() -> None:
    person = at_review(Person())
    person.does(Revisited("often"), Said("never"), Edited(7, "other"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]


def test_an_edit_that_takes_the_open_question_away_moves_on() -> None:
    person = Person()
    person.does(Said("often", message=3))
    assert person.run.at == "why"
    person.does(Edited(3, "never"))
    assert person.run.at == "helps"


def test_one_of_several_messages_can_be_corrected_alone() -> None:
    person = at_review(Person())
    person.does(SentMedia("m1", "a second thing", message=8))
    assert list(person.run.answers["day"].words) == ["a day", "a second thing"]
    person.does(Edited(8, "a third thing"))
    assert list(person.run.answers["day"].words) == ["a day", "a third thing"]


def test_what_was_sent_before_the_question_was_seen_belongs_to_the_answer_before() -> None:
    person = Person()
    person.does(Said("often"), Said("the bus"))
    asked = person.run.asked_at
    assert asked is not None
    person.does(Said("and the cost", asked + timedelta(seconds=2), 5))
    assert person.run.answers["why"].words == ("the bus", "and the cost")
    assert person.run.at == "helps"
    assert "Added to what you said before" in person.sees()
    person.does(Said("and no seats", asked + timedelta(seconds=3)))
    assert person.run.answers["why"].words == ("the bus", "and the cost")


def test_a_quick_answer_that_fits_the_question_is_its_answer() -> None:
    person = Person()
    person.does(Said("often"), Said("the bus"))
    person.does(Said("2", person.run.asked_at))
    assert person.run.answers["helps"].value == ("room",)


def test_files_answer_open_questions_and_are_kept_elsewhere() -> None:
    person = Person()
    person.does(SentMedia("m1", "look"))
    assert person.events[0] == happened.WordsKept("often", "look", ("m1",))
    assert "I have kept it" in person.sees()
    person.does(Said("often"), SentMedia("m2", message=4))
    assert list(person.run.answers["why"].media) == ["m2"]
    assert "Written down." in person.sees()
    person.does(SentMedia("m3"))
    assert list(person.run.answers["why"].media) == ["m2", "m3"]


def test_a_change_of_language_asks_again_and_counts_from_there() -> None:
    person = Person()
    person.does(ChangedLanguage("pl"))
    assert kinds(person.events) == ["LanguageChanged", "Prompted"]
    assert person.run.language == "pl"
    person.does(Paused(), ChangedLanguage("en"))
    assert kinds(person.events) == ["LanguageChanged"]


def test_a_silent_person_is_reminded_twice_and_then_left_in_peace() -> None:
    person = Person()
    assert person.does(TimedOut(99)) == ()
    person.does(TimedOut(person.run.step))
    assert kinds(person.events) == ["Reminded", "Prompted"]
    assert "unfinished conversation" in person.sees()
    person.does(TimedOut(person.run.step))
    assert person.does(TimedOut(person.run.step)) == ()
    person.does(Said("never"))
    assert person.run.reminders == 0


def test_a_paused_person_is_not_reminded() -> None:
    person = Person()
    person.does(Paused())
    assert person.does(TimedOut(person.run.step)) == ()


def test_an_edit_after_the_end_changes_the_answer_and_asks_nothing() -> None:
    person = at_review(Person())
    person.does(Said("send"), Edited(7, "another day"))
    assert person.run.status == "ended"
    assert person.run.answers["day"].words == ("another day",)


def test_an_edit_that_would_set_answers_aside_asks_first() -> None:
    person = Person()
    person.does(Said("often", message=3), Said("the bus"), Edited(3, "never"))
    assert kinds(person.events) == ["ChangeQuestioned"]
    assert person.run.answers["often"].value == ("often",)
