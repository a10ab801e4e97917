"""Files: what is asked for, what comes instead, albums, and more than fits."""

from __future__ import annotations

from datetime import timedelta

from conversations import events as happened
from conversations.catalogue import Words
from conversations.flow import Ask, End, Script
from conversations.inputs import (
    Edited,
    Paused,
    Resent,
    Revisited,
    Said,
    SentMedia,
    Skipped,
    Stopped,
)
from conversations.questions.base import Option, Unclear, Understood
from conversations.questions.choice import OneChoice
from conversations.questions.files import FileKind, Files
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.render import Redrawn, Spoken
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import SAFE, Person, kinds

EN = Words()
END = End("end", "done", Text("Bye"))
MORE = Ask("more", OwnWords(Text("More?")))


def shown(*takes: FileKind, most: int | None = None, then: tuple[Ask, ...] = (MORE,)) -> Person:
    """Return someone who is asked for files, and then for more."""
    question = Files(Text("Show us"), takes or ("photo", "voice"), most)
    return Person(Script("s", (Ask("show", question), *then, END)))


def photo(number: int, album: str = "", caption: str = "", kind: str = "photo") -> SentMedia:
    return SentMedia(f"m{number}", caption, None, number, kind, album)


def test_it_says_what_can_be_sent_how_many_and_that_it_may_be_recognised() -> None:
    said = shown("photo", "video", most=2).sees()
    assert "You can send: photos, videos." in said
    assert "2 at most." in said
    assert "your voice, your face or the place" in said
    assert "at most" not in shown().sees()


def test_words_alone_are_an_answer() -> None:
    assert Files(Text("?")).read("look", EN) == Understood((), ("look",))
    assert Files(Text("?")).read(" ", EN) == Unclear("empty")
    assert Files(Text("?")).tap("x", ()) == Unclear("stale")
    assert Files(Text("?")).show(Answer(words=("look",)), EN) == ""
    person = shown()
    person.does(Said("it is the door"))
    assert person.run.answers["show"].words == ("it is the door",)
    assert person.sees().startswith("Written down.\n")


def test_an_album_is_one_answer_whenever_its_parts_come_and_is_acknowledged_once() -> None:
    person = shown()
    person.does(photo(1, "a", "the door"))
    assert person.sees().startswith("Written down.\n")
    for number in (2, 3):
        person.does(photo(number, "a"), after=60)
        assert person.outputs() == ()
    answer = person.run.answers["show"]
    assert (answer.media, answer.words) == (("m1", "m2", "m3"), ("the door",))
    person.does(photo(4, "b"))
    assert person.run.answers["more"].media == ("m4",)


def test_an_album_in_place_of_an_answer_is_acknowledged_whole() -> None:
    person = shown()
    person.does(Said("in words"), Revisited("show"), photo(1, "a"), photo(2, "a"))
    assert person.run.answers["show"].media == ("m1", "m2")
    person = shown()
    person.does(Said("in words"), Revisited("show"), photo(1, "a"))
    assert person.sees().startswith("Changed. What you just sent is your answer now.")


def test_what_comes_while_the_answers_are_checked_shows_in_the_list() -> None:
    review = Ask("review", Review(), optional=False, reviewed=False)
    person = shown(then=(review,))
    person.does(photo(1, "a", "the door"), photo(2, "a"))
    (listed,) = person.outputs()
    assert isinstance(listed, Redrawn)
    assert listed.step == person.run.step
    assert "(\u20682\u2069 voice messages, photos or files)" in listed.text
    person.does(Edited(1, "the gate"))
    said, listed = person.outputs()
    assert isinstance(said, Spoken)
    assert isinstance(listed, Redrawn)
    assert "the gate" in listed.text
    person.does(Paused(), Edited(1, "the wall"))
    assert len(person.outputs()) == 1


def test_a_file_where_only_a_choice_is_open_belongs_to_the_story_before() -> None:
    about = OneChoice(Text("About?"), (Option("people", Text("People")),), open=True)
    person = shown(then=(Ask("about", about),))
    person.does(Said("it was like this"), photo(1))
    assert person.run.answers["show"].media == ("m1",)
    assert person.run.at == "about"


def test_an_album_at_the_very_end_is_one_answer_too() -> None:
    person = shown(then=())
    person.does(photo(1, "a"), photo(2, "a"))
    assert (person.run.status, person.run.answers["show"].media) == ("ended", ("m1", "m2"))
    person.does(SentMedia("m3", "", person.run.asked_at, 3, "photo"))
    assert person.run.answers["show"].media == ("m1", "m2", "m3")
    assert person.sees() == "Added to what you said before."
    person.does(photo(4))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]


def test_another_kind_is_kept_with_the_answer_to_come_and_kindly_said() -> None:
    person = shown("photo", most=1)
    person.does(photo(1, kind="voice", caption="I cannot"))
    assert person.run.at == "show"
    assert "Asked for here: photos." in person.sees()
    assert person.events[0] == happened.WordsKept("show", "I cannot", ("m1",))
    person.does(photo(2))
    answer = person.run.answers["show"]
    assert (answer.media, answer.words) == (("m1", "m2"), ("I cannot",))
    person = shown("photo")
    person.does(photo(1, kind="voice"), Skipped())
    assert person.run.answers["show"].media == ("m1",)


def test_one_more_than_fits_is_kept_apart_and_said_once_an_album() -> None:
    person = shown(most=2)
    person.does(photo(1, "a"), photo(2, "a"), photo(3, "a", "and this"))
    assert person.run.answers["show"].media == ("m1", "m2")
    assert person.events[0] == happened.WordsKept("show", "and this", ("m3",))
    assert person.sees().startswith("2 are enough here.")
    person.does(photo(4, "a"))
    assert kinds(person.events) == ["WordsKept"]
    person.does(SentMedia("m5", "", person.run.asked_at, 5, "photo"))
    assert "2 are enough here." in person.sees()
    assert person.run.at == "more"


def test_two_quick_files_are_one_answer() -> None:
    person = shown()
    person.does(photo(1))
    assert person.run.asked_at is not None
    person.does(SentMedia("m2", "", person.run.asked_at + timedelta(seconds=2), 2, "photo"))
    assert person.run.answers["show"].media == ("m1", "m2")
    assert "still open" in person.sees()


def test_a_file_beside_a_choice_is_heard_with_the_choice() -> None:
    person = Person(Script("s", (Ask("safe", SAFE), END)))
    person.does(photo(1, kind="voice"))
    assert "kept it" in person.sees()
    person.does(Said("3"))
    answer = person.run.answers["safe"]
    assert (answer.value, answer.media) == (("3",), ("m1",))


def test_usual_words_stand_where_a_question_has_none_of_its_own() -> None:
    assert Files(Text("?")).refuse("enough", EN) == ""
    assert Files(Text("?")).refuse("stale", EN) == ""


def test_another_file_in_an_edited_message_stands_in_for_the_one_before() -> None:
    person = shown()
    person.does(photo(1, "a", "the door"), photo(2, "a"), Edited(1, "the door", "m9", "m1"))
    answer = person.run.answers["show"]
    assert (answer.media, answer.words) == (("m9", "m2"), ("the door",))
    assert person.sees().startswith("Changed. It now says: “the door”")
    assert person.run.at == "more"
    person.does(Edited(2, "", "m8", "nobody knows"))
    assert person.run.answers["show"].media == ("m9", "m2", "m8")


def test_a_caption_can_be_put_otherwise_taken_away_and_added() -> None:
    person = shown()
    person.does(photo(1, "", "the dor"), Edited(1, "the door"))
    assert person.run.answers["show"].words == ("the door",)
    person.does(Edited(1, ""))
    answer = person.run.answers["show"]
    assert (answer.words, answer.media, answer.messages) == ((), ("m1",), (1,))
    person.does(Edited(1, "the gate"))
    assert person.run.answers["show"].words == ("the gate",)


def test_an_edit_that_changes_nothing_is_no_news() -> None:
    person = shown()
    person.does(photo(1, "", "the door"))
    before = person.run
    assert person.does(Edited(1, "the door")) == ()
    assert person.run == before


def test_a_file_in_an_edited_message_that_was_no_answer_is_kept() -> None:
    person = shown()
    assert person.does(Edited(7, "", "m9", "m1")) == (
        happened.WordsKept(None, "", ("m9",)),
        happened.InputRejected("edited", "show"),
    )
    person.does(Stopped(), Edited(7, "", "m9", "m1"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]


def test_a_file_sent_again_stands_in_for_the_one_that_never_came() -> None:
    person = shown()
    person.does(photo(1, "a", "the door"), photo(2, "a"), Resent("m9", "m2"))
    assert person.run.answers["show"].media == ("m1", "m9")
    assert person.run.at == "more"
    assert person.sees() == "Thank you. It stands in for the one that did not come through."


def test_a_file_sent_again_finds_its_place_beside_the_answer_to_come() -> None:
    person = shown("photo")
    person.does(photo(1, kind="voice"), Resent("m9", "m1"), photo(2))
    assert person.run.answers["show"].media == ("m9", "m2")


def test_a_file_sent_again_for_an_answer_that_has_changed_since_is_kept() -> None:
    person = shown()
    person.does(photo(1), Revisited("show"), Said("in words, then"), Resent("m9", "m1"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    assert "changed since" in person.sees()
    assert person.run.answers["show"].media == ()


def test_a_late_correction_does_not_draw_later_files_to_it() -> None:
    person = Person(Script("s", (Ask("one", OwnWords(Text("?"))), MORE, Ask("safe", SAFE), END)))
    person.does(Said("a dor", message=1), Said("b", message=2), Edited(1, "a door"), photo(3))
    assert person.run.answers["one"].media == ()
    assert person.run.answers["more"].media == ("m3",)
