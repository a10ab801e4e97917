"""What people see of it: messages, marks, lists, buttons."""

from __future__ import annotations

from conversations import events as happened
from conversations import refusals
from conversations.catalogue import Words
from conversations.events import InputRejected
from conversations.flow import Ask, End, Script
from conversations.inputs import Revisited, Said, SentMedia, Skipped, Tapped, TimedOut
from conversations.layout import lay_out, rows_of
from conversations.listing import lines, listing, said
from conversations.questions.base import Choice, Option
from conversations.questions.choice import OneChoice
from conversations.questions.own_words import OwnWords
from conversations.render import Marked, Redrawn
from conversations.run import Answer
from conversations.text import Text, address
from tests.support.small import HELPS, SAFE, SCRIPT, Person
from tests.support.ward7 import ward7

EN = Words()


def test_a_tapped_question_shows_what_was_chosen() -> None:
    person = Person()
    person.does(Tapped("often", 1))
    assert Marked(1, "✓ Often") in person.outputs()
    person.does(Skipped())
    assert Marked(2, "– Skipped") in person.outputs()


def test_not_sure_is_shown_as_such() -> None:
    person = Person(Script("s", (Ask("safe", SAFE), End("end", "done", Text("Bye")))))
    person.does(Said("not sure"))
    assert Marked(1, "✓ Not sure") in person.outputs()
    assert said(Ask("safe", SAFE), person.run.answers["safe"], EN) == "Not sure"


def test_ticking_redraws_the_same_message() -> None:
    person = Person()
    person.does(Said("never"), Tapped("room", 2))
    redrawn = person.outputs()[0]
    assert isinstance(redrawn, Redrawn)
    assert redrawn.step == 2
    assert redrawn.text.startswith("<b>Question")
    plain = Person(Script("s", (Ask("helps", HELPS), End("end", "done", Text("Bye")))))
    plain.does(Tapped("room", 1))
    shown = plain.outputs()[0]
    assert isinstance(shown, Redrawn)
    assert shown.text.startswith("What helps?")


def test_long_labels_are_numbered_in_the_text() -> None:
    long = OneChoice(
        Text("Which?"),
        (Option("a", Text("A label of more than 24 letters <b>")), Option("b", Text("B"))),
    )
    laid = lay_out(Ask("x", long, optional=False), EN)
    assert "1. A label of more than 24 letters &lt;b&gt;\n2. B" in laid.text
    assert [c.label for c in laid.rows[0]] == ["1", "2"]
    short = OneChoice(Text("?"), (Option("a", Text("x" * 24)),))
    assert lay_out(Ask("x", short), EN).text == "?"


def test_long_labels_that_can_be_ticked_keep_their_tick_and_done() -> None:
    many = lay_out(Ask("x", ward7_like()), EN, ("a",))
    labels = [c.label for row in many.rows for c in row]
    assert labels[:3] == ["✓ 1", "2", "Done"]
    assert "Done" not in many.text.splitlines()[-1]


def ward7_like() -> OneChoice:
    from conversations.questions.choices import SeveralChoices  # noqa: PLC0415 - used once

    return SeveralChoices(  # type: ignore[return-value]  # any question will do here
        Text("Which?"), (Option("a", Text("y" * 30)), Option("b", Text("B")))
    )


def test_digits_lie_side_by_side_and_others_below() -> None:
    rows = rows_of((Choice("1", "1"), Choice("2", "2"), Choice("Not sure", "u")))
    assert [len(row) for row in rows] == [2, 1]


def test_a_near_miss_offers_only_what_it_could_mean() -> None:
    question = OneChoice(
        Text("?"),
        (Option("a", Text("Cater")), Option("b", Text("Later")), Option("c", Text("Zebra"))),
    )
    person = Person(Script("s", (Ask("x", question), End("end", "done", Text("Bye")))))
    person.does(Said("water"))
    assert person.labels() == ["Cater", "Later"]
    assert "Which of these" in person.sees()


def test_every_refusal_has_its_sentence() -> None:
    reasons: list[happened.Reason] = [
        "near",
        "range",
        "too_few",
        "too_many",
        "words_only",
        "needed",
        "first",
        "over",
        "empty",
        "unclear",
    ]
    sentences = {refusals.sentence(InputRejected(reason), EN) for reason in reasons}
    assert len(sentences) == len(reasons)
    assert all(sentence.endswith((".", "?")) for sentence in sentences)


def test_a_reminder_of_what_we_asked_ourselves_offers_no_sending() -> None:
    ask = Ask("prompt", OwnWords(Text("Can you come?")))
    person = Person(Script("prompt:1", (ask, End("end", "done", Text("Thanks"))), review=False))
    person.does(TimedOut(1))
    assert "no hurry" in person.sees()


def test_the_list_of_answers_fits_a_message_and_says_there_is_more() -> None:
    asks = tuple(Ask(f"q{n}", OwnWords(Text(f"Question {n} " + "x" * 200))) for n in range(30))
    person = Person(Script("s", (*asks, End("end", "done", Text("Bye")))))
    for n in range(29):
        person.does(Said(f"answer {n} " + "y" * 300))
    listed = lines(person.script, person.run, EN)
    assert len(listed) == 29
    assert all("…" in line.said for line in listed)
    whole = listing(person.script, person.run, EN)
    assert len(whole) <= 4096
    assert "and more" in whole


def test_an_empty_list_says_so() -> None:
    assert listing(SCRIPT, Person().run, EN) == "Nothing yet."


def test_files_and_skips_are_named_in_the_list() -> None:
    ask = Ask("x", OwnWords(Text("?")))
    assert said(ask, Answer(media=("a",)), EN).endswith("voice message, photo or file)")
    assert said(ask, Answer(status="skipped"), EN) == "(skipped)"


def test_a_comment_on_a_card_is_written_down_with_it() -> None:
    loaded = ward7()
    person = Person(loaded.project.script, loaded.catalogues.words("en"))
    for words in ("English", "go on", "I agree", "yes", "yes", "for myself"):
        person.does(Said(words))
    person.does(Said("that is not fair on families"))
    assert "Written down, with this card." in person.sees()
    person.does(Said("why?"))
    assert person.labels() == ["Next", "Ask the team"]
    person.does(Said("ask the team"))
    assert "What do you want to ask the team?" in person.sees()


def test_a_story_told_by_voice_is_written_down() -> None:
    person = Person()
    person.does(Said("never"), Said("1"), Said("3"), SentMedia("m"))
    assert "Written down." in person.sees()
    person.does(Revisited("day"))
    assert "Your answer so far" in person.sees()


def test_an_address_is_escaped_and_carries_no_marks() -> None:
    assert address("https://t.me/x?a=1&b=2") == "https://t.me/x?a=1&amp;b=2"
