"""What people see of what happened: messages, marks on messages, buttons, notes."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Node, Script
from conversations.inputs import (
    Edited,
    Revisited,
    Said,
    SentMedia,
    Skipped,
    Started,
    Tapped,
    WentBack,
)
from conversations.questions.base import Choice, Option
from conversations.questions.choice import OneChoice
from conversations.questions.own_words import OwnWords
from conversations.render import MOST_NAMED, Marked, Redrawn, Spoken, Toast
from conversations.text import Text
from tests.support.small import CARD, HELPS, OFTEN, SAFE, Person, at_review

EN = Words()
END = End("end", "done", Text("Bye"))


def alone(question: OneChoice | OwnWords) -> Person:
    return Person(Script("s", (Ask("x", question), END)))


def with_card() -> Person:
    ask = Ask("card.bus", CARD, reviewed=False)
    return Person(Script("s", (ask, Ask("x", OwnWords(Text("?"))), END)))


# ---------------------------------------------------------------- questions


def test_a_question_has_its_number_words_buttons_and_step() -> None:
    person = Person()
    said, question = person.outputs()
    assert said == Spoken("Hello")
    assert isinstance(question, Spoken)
    assert person.sees() == "Hello\n<b>Question 1</b>\nHow often?"
    assert (question.step, question.question) == (1, True)
    assert person.labels() == ["Never", "Often", "Skip", "More"]
    person.does(Said("never"))
    assert person.sees().startswith("<b>Question 2 of 4</b>\nWhat helps?")
    assert person.labels()[-3:] == ["Back", "Skip", "More"]


def test_back_shows_the_answer_so_far() -> None:
    person = Person()
    person.does(Said("never"), WentBack())
    assert person.sees() == "<b>Question 1 of 4</b>\nHow often?\nYour answer so far: Never"


def test_the_answer_so_far_is_shown_only_of_what_they_can_review() -> None:
    person = with_card()
    person.does(Said("that is not fair"), WentBack())
    assert "so far" not in person.sees()


def test_a_reminder_of_a_question_without_an_answer_shows_none() -> None:
    person = Person()
    person.does(Started())
    assert "so far" not in person.sees()


def test_the_whole_of_an_answer_can_be_seen_by_taking_it_up_again() -> None:
    person = alone(OwnWords(Text("A day?")))
    person.does(Said("y" * 1_000), Revisited("x"))
    assert "y" * 1_000 in person.sees()


def test_before_sending_everything_is_listed() -> None:
    person = at_review()
    assert person.sees().startswith(
        "Written down.\nHere is what you told us. Nothing is sent until you tap Send.\n"
        "1. How often?\n   → Often\n2. Why?\n   → “the bus”"
    )
    assert person.labels() == ["Send", "Change something", "Back", "More"]


# ---------------------------------------------------------------- answers taken


def test_a_tapped_question_shows_what_was_chosen() -> None:
    person = Person()
    person.does(Tapped("often", 1))
    assert person.outputs()[0] == Marked(1, "✓ Often")
    assert isinstance(person.outputs()[1], Spoken)
    person.does(Said("the bus"))
    assert person.outputs()[:2] == (Marked(2, "✓"), Spoken("Written down."))
    person.does(Skipped())
    assert person.outputs()[0] == Marked(3, "– Skipped")


def test_not_sure_is_shown_as_such() -> None:
    person = Person(Script("s", (Ask("safe", SAFE), END)))
    person.does(Said("not sure"))
    assert person.outputs()[0] == Marked(1, "✓ Not sure")


def test_words_beside_a_choice_are_said_to_count() -> None:
    person = Person()
    person.does(Said("Often, but not in June"))
    assert person.sees().startswith(
        "Written down: Often. Your own words stand beside it. Both count.\n"
    )


def test_words_kept_in_place_of_a_choice_are_said_to_be() -> None:
    person = Person()
    person.does(Said("xyzzy"))
    assert "Your words are kept" in person.sees()
    person.does(Said("plugh"))
    assert person.sees().startswith("Written down, in your words.\n")


def test_a_story_told_by_voice_is_written_down() -> None:
    person = alone(OwnWords(Text("A day?"), story=True))
    person.does(SentMedia("m"))
    assert person.sees() == "Written down.\nBye"
    person.does(Revisited("x"))
    assert person.sees().endswith("Your answer so far: (1 voice message, photo or file)")


def test_more_of_an_answer_is_said_to_be_added_and_that_the_question_waits() -> None:
    person = Person()
    person.does(Said("often"), Said("the bus"))
    person.does(Said("and the cost", person.run.asked_at))
    assert person.sees() == "Added to what you said before. The question above is still open."


def test_a_changed_answer_says_what_it_says_now_and_the_same_one_nothing() -> None:
    person = Person()
    person.does(Said("never"), WentBack(), Said("never"))
    assert person.outputs()[0] == Marked(3, "✓ Never")
    assert "Changed" not in person.sees()
    person.does(WentBack(), Said("often"))
    assert person.outputs()[0] == Marked(5, "✓ Often")
    assert "Changed. It now says: Often" in person.sees()
    person.does(WentBack(), Said("often, on Sundays"))
    assert "Changed. It now says: Often · “often, on Sundays”" in person.sees()


def test_a_corrected_message_is_said_back() -> None:
    person = at_review()
    person.does(Edited(7, "a better day"))
    assert person.sees() == "Corrected, as you wrote it: “a better day”"


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("that is not fair", "Written down, with this card."),
        ("will there be one?", "Do you want an answer from a person? Type: ask the team"),
        ("کیا بس آئے گی؟", "Do you want an answer from a person? Type: ask the team"),
    ],
)
def test_a_comment_on_a_card_is_written_down_and_a_question_finds_its_way(
    comment: str, said: str
) -> None:
    person = with_card()
    person.does(Said(comment))
    assert person.sees().splitlines()[0].endswith(said)


def test_a_card_put_aside_is_marked_and_no_more() -> None:
    person = with_card()
    person.does(Said("next"))
    assert person.outputs()[0] == Marked(1, "✓")
    assert person.sees() == "?"


def test_why_gives_the_reason_and_does_not_offer_itself_again() -> None:
    person = with_card()
    person.does(Said("why is there no bus?"))
    assert person.sees() == "No money for it"
    assert person.labels() == ["Next", "Ask the team"]
    spoken = person.outputs()[0]
    assert isinstance(spoken, Spoken)
    assert spoken.step == 1
    person.does(Tapped("next", 1))
    assert person.run.answers["card.bus"].words == ("why is there no bus?",)


def test_asking_the_team_is_invited_in_a_message() -> None:
    person = with_card()
    person.does(Said("ask the team"))
    assert person.sees().startswith("What do you want to ask the team?")


# ---------------------------------------------------------------- ticking


def test_ticking_redraws_the_same_message() -> None:
    person = Person()
    person.does(Said("never"), Tapped("room", 2))
    (redrawn,) = person.outputs()
    assert isinstance(redrawn, Redrawn)
    assert redrawn.step == 2
    assert redrawn.text.replace("\u2068", "").startswith("<b>Question 2")
    assert "\nWhat helps?\n" in redrawn.text
    assert [row[0].label for row in redrawn.rows][:2] == ["A bus", "✓ A room"]
    assert redrawn.rows[-1][0].label == "Back"


def test_the_first_question_redrawn_or_refused_still_has_no_back() -> None:
    person = Person(Script("s", (Ask("helps", HELPS), END)))
    person.does(Tapped("room", 1))
    (redrawn,) = person.outputs()
    assert isinstance(redrawn, Redrawn)
    assert redrawn.text.startswith("What helps?")
    assert [c.label for c in redrawn.rows[-1]] == ["Skip", "More"]
    person.does(WentBack())
    assert "Back" not in person.labels()
    assert "✓ A room" in person.labels()


# ---------------------------------------------------------------- what could not be used


def test_a_tap_too_late_is_a_note() -> None:
    person = Person()
    person.does(Said("never"), Tapped("often", 1))
    (toast,) = person.outputs()
    assert isinstance(toast, Toast)


def test_what_could_not_be_read_has_the_questions_buttons_again() -> None:
    person = Person()
    person.does(Said("xyzzy"))
    (spoken,) = person.outputs()
    assert isinstance(spoken, Spoken)
    assert (spoken.step, spoken.question) == (1, False)
    assert person.labels() == ["Never", "Often", "Skip", "More"]
    assert "How often?" not in person.sees()


def test_where_buttons_are_numbers_the_text_that_numbers_them_comes_too() -> None:
    person = Person(Script("s", (Ask("safe", SAFE), END)))
    person.does(Said("9"))
    assert person.sees().startswith("That number is not on the scale.")
    assert "\n\nHow safe?\n1 means not at all" in person.sees()


def test_a_near_miss_offers_only_what_it_could_mean() -> None:
    names = {"a": "Cater", "b": "Later", "c": "Zebra"}
    question = OneChoice(Text("?"), tuple(Option(k, Text(name)) for k, name in names.items()))
    person = alone(question)
    person.does(Said("water"))
    (spoken,) = person.outputs()
    assert isinstance(spoken, Spoken)
    assert spoken.rows == ((Choice("Cater", "a"),), (Choice("Later", "b"),))
    assert spoken.step == 1
    assert "Which of these" in person.sees()


def test_an_edit_that_changes_nothing_leads_to_the_answers() -> None:
    person = Person()
    person.does(Said("never", message=3), Edited(3, "xyzzy"))
    assert "no answer has changed" in person.sees()
    assert person.labels() == ["My answers"]


def test_after_the_end_there_are_two_ways_on() -> None:
    person = at_review()
    person.does(Said("send"), Said("one more thing"))
    assert "What you just sent is kept" in person.sees()
    assert person.labels() == ["Ask the team", "My answers"]


# ---------------------------------------------------------------- changes asked about


def test_what_would_fall_away_is_named_before_it_does() -> None:
    person = at_review()
    person.does(Revisited("often"), Said("never"))
    (spoken,) = person.outputs()
    assert isinstance(spoken, Spoken)
    assert (spoken.step, spoken.question) == (person.run.step, True)
    assert person.sees() == (
        "If you change this, these answers no longer fit and are put aside:\n• Why?"
    )
    assert spoken.rows == (
        (Choice("Yes, change it", "yes"),),
        (Choice("No, keep it as it was", "no"),),
    )
    person.does(Said("no"))
    assert person.sees().startswith("All right. It stays as it was.\n")


@pytest.mark.parametrize(
    ("count", "last"), [(10, "• Q9?"), (11, "• 1 more answer"), (13, "• 3 more answers")]
)
def test_a_long_list_of_what_would_fall_away_is_cut(count: int, last: str) -> None:
    assert MOST_NAMED == 10
    inner: tuple[Node, ...] = tuple(Ask(f"q{n}", OwnWords(Text(f"Q{n}?"))) for n in range(count))
    branch = Branch("b", Compare("often", "is", ("often",)), inner)
    person = Person(Script("s", (Ask("often", OFTEN), branch, END)))
    person.does(Said("often"), *(Said("x") for _ in range(count)))
    person.does(Revisited("often"), Said("never"))
    assert person.sees().splitlines()[-1] == last
    assert person.sees().count("•") == min(count, 11)
