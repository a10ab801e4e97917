"""Places: typed, or a spot on the map, which is kept only as exactly as the project says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations import events as happened
from conversations.catalogue import Words
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Script
from conversations.inputs import (
    Edited,
    Paused,
    Revisited,
    Said,
    SentOther,
    SentPlace,
    Started,
    Tapped,
)
from conversations.questions.base import Unclear, Understood
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Nearness, Place
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import SAFE, Person, kinds

EN = Words()
SPOT = (53.79648, -1.54785)
END = End("end", "done", Text("Bye"))


def where(exact: Nearness = "neighbourhood", *after: Ask) -> Person:
    """Return someone who is asked for a place, and then ``after``."""
    asked = Ask("where", Place(Text("Where?"), exact))
    return Person(Script("s", (asked, *after, END)))


@pytest.mark.parametrize(
    ("exact", "kept", "told"),
    [
        ("street", "53.796,-1.548", "100 metres"),
        ("neighbourhood", "53.80,-1.55", "1 km"),
        ("town", "53.8,-1.5", "10 km"),
    ],
)
def test_a_spot_is_kept_as_exactly_as_people_were_told(
    exact: Nearness, kept: str, told: str
) -> None:
    person = where(exact)
    assert f"only to about {told}" in person.sees()
    person.does(SentPlace(*SPOT, "", None, 4))
    answer = person.run.answers["where"]
    assert (answer.value, answer.words, answer.messages) == ((kept,), (), (4,))
    assert f"({kept.replace(',', ', ')}), to about {told}" in person.sees()


def test_a_spot_on_the_line_has_no_sign() -> None:
    assert Place(Text("?"), "town").rounded(-0.01, 0.04) == "0.0,0.0"


def test_words_are_kept_as_they_are() -> None:
    assert Place(Text("?")).read("by the mill, 53.8", EN) == Understood((), ("by the mill, 53.8",))
    assert Place(Text("?")).read("  ", EN) == Unclear("empty")
    assert Place(Text("?")).tap("x", ()) == Unclear("stale")
    assert Place(Text("?")).show(Answer(words=("by the mill",)), EN) == ""
    person = where()
    person.does(Said("by the mill"))
    assert "Written down." in person.sees()


@pytest.mark.parametrize(
    "said", ["53.79648, -1.54785", "(53.79648 −1.54785)", "53.79648°;-1.54785°", "٥٣.٧٩٦،-١.٥٤٧"]
)
def test_two_coordinates_alone_are_a_spot_and_kept_like_one(said: str) -> None:
    assert Place(Text("?")).read(said, EN) == Understood(("53.80,-1.55",))


@pytest.mark.parametrize("said", ["153.8, 1.5", "3.5, 190.2", "1, 2", "53.8", "room 53.8, 1.5"])
def test_other_numbers_are_words(said: str) -> None:
    assert Place(Text("?")).read(said, EN) == Understood((), (said,))


def test_only_the_street_keeps_what_the_map_calls_a_spot() -> None:
    kept: dict[Nearness, tuple[str, ...]] = {
        "street": ("The Old Mill",),
        "neighbourhood": (),
        "town": (),
    }
    for exact, words in kept.items():
        person = where(exact)
        person.does(SentPlace(*SPOT, "The Old Mill"))
        assert person.run.answers["where"].words == words


def test_words_and_a_spot_in_quick_succession_are_one_answer() -> None:
    for after in (Ask("more", OwnWords(Text("More?"))), Ask("safe", SAFE)):
        person = where("street", after)
        person.does(SentPlace(*SPOT, "", person.now, 4))
        person.does(Said("near the mill", person.run.asked_at, 5))
        answer = person.run.answers["where"]
        assert (answer.value, answer.words) == (("53.796,-1.548",), ("near the mill",))
        assert answer.messages == (5, 4)
        assert "Added to what you said" in person.sees()


def test_a_spot_after_the_words_belongs_to_them_whenever_it_comes() -> None:
    person = where("town", Ask("more", OwnWords(Text("More?"))))
    person.does(Said("near the mill", message=4))
    person.does(SentPlace(*SPOT, "", person.now + timedelta(hours=1), 5))
    answer = person.run.answers["where"]
    assert (answer.value, answer.words) == (("53.8,-1.5",), ("near the mill",))
    assert person.run.at == "more"
    person.does(SentPlace(51.5, -0.1, "", person.now, 6))
    assert person.run.answers["where"].value == ("51.5,-0.1",)
    assert "It now says: a spot on the map (51.5, -0.1)" in person.sees()
    assert person.run.at == "more"


def test_of_two_places_the_time_decides() -> None:
    second = Ask("second", Place(Text("And where to?"), "town"))
    for late, at in ((timedelta(seconds=1), "second"), (timedelta(seconds=9), None)):
        person = where("town", second)
        person.does(Said("the mill"))
        assert person.run.asked_at is not None
        person.does(SentPlace(*SPOT, "", person.run.asked_at + late))
        assert person.run.at == at


def test_where_nobody_asks_a_spot_is_not_kept() -> None:
    for question in (OwnWords(Text("A day?")), SAFE):
        person = Person(Script("s", (Ask("x", question), END)))
        person.does(SentPlace(*SPOT, "The Old Mill"))
        assert kinds(person.events) == ["InputRejected"]
        assert "have not kept that spot" in person.sees()
        assert "53" not in repr(person.run)


def test_after_the_end_and_while_a_change_waits_a_spot_is_not_kept() -> None:
    person = where()
    person.does(Said("the mill"), Said("and the bus", person.now))
    assert person.run.answers["where"].words == ("the mill", "and the bus")
    assert "question above" not in person.sees()
    person = Person(Script("s", (Ask("x", OwnWords(Text("?"))), END)))
    person.does(Said("a day"), SentPlace(*SPOT))
    assert person.events == (happened.InputRejected("over"),)
    more = Branch("b", Compare("where", "given"), (Ask("more", OwnWords(Text("More?"))),))
    person = Person(
        Script("s", (Ask("where", Place(Text("Where?"))), more, Ask("safe", SAFE), END))
    )
    person.does(Said("the mill"), Said("more"), Revisited("where"), Said("I'd rather not say"))
    assert person.run.pending
    person.does(SentPlace(*SPOT))
    assert kinds(person.events) == ["ChangeQuestioned"]
    person.does(SentOther())
    assert kinds(person.events) == ["ChangeQuestioned"]


def test_a_spot_wakes_who_had_paused() -> None:
    person = where()
    person.does(Paused(), SentPlace(*SPOT))
    assert person.run.answers["where"].value == ("53.80,-1.55",)


def test_a_typed_place_is_corrected_by_an_edit_and_the_spot_beside_it_stays() -> None:
    person = where("town", Ask("more", OwnWords(Text("More?"))))
    person.does(SentPlace(*SPOT, "", person.now, 4))
    person.does(Said("near the mil", person.run.asked_at, 5), Edited(5, "near the mill"))
    answer = person.run.answers["where"]
    assert (answer.value, answer.words) == (("53.8,-1.5",), ("near the mill",))


def test_words_that_gave_the_spot_take_it_with_them_when_they_are_edited() -> None:
    person = where("town", Ask("more", OwnWords(Text("More?"))))
    person.does(Said("53.79, -1.54", message=4), Edited(4, "by the mill"))
    answer = person.run.answers["where"]
    assert (answer.value, answer.words) == ((), ("by the mill",))


def test_a_choice_tapped_outlives_an_edit_of_the_words_beside_it() -> None:
    person = Person(Script("s", (Ask("safe", SAFE), Ask("more", OwnWords(Text("More?"))), END)))
    person.does(Said("it is never the same", message=4), Tapped("3", person.run.step))
    person.does(Edited(4, "it is not always the same"))
    answer = person.run.answers["safe"]
    assert (answer.value, answer.words) == (("3",), ("it is not always the same",))


def test_a_sticker_has_nothing_to_keep_and_leads_nowhere() -> None:
    person = where()
    assert person.does(SentOther()) == (happened.InputRejected("not_taken", "where"),)
    assert "another way" in person.sees()
    person.does(Said("the mill"), SentOther())
    assert person.events == (happened.InputRejected("over"),)
    person.does(Started())
