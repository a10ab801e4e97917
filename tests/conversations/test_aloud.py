"""Read aloud: what a message says and what its recording says are the same, in one language."""

from __future__ import annotations

import pytest

from conversations.aloud import (
    Aloud,
    aloud,
    hearable,
    question_aloud,
    readable,
    recording_for,
)
from conversations.catalogue import N_, Catalogues, Words, partial, plain_variants, read_catalogue
from conversations.inputs import Said
from conversations.questions.base import Wording
from conversations.render import Spoken
from conversations.text import Text
from tests.support.projects import loaded
from tests.support.small import Person

WHEN, GATES = Text("When?", "flow.when.text"), Text("The gates are old.", "flow.gates.text")


def po(*entries: tuple[str, str, str]) -> bytes:
    """Return a ``.po`` file that says these (context, source, said)."""
    lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    lines += [f'msgctxt "{c}"\nmsgid "{s}"\nmsgstr "{t}"\n' for c, s, t in entries]
    return "\n".join(lines).encode()


def catalogues() -> Catalogues:
    """Return a project in English that Polish says half of and Easy Read one text plainer."""
    polish = partial(read_catalogue(po(("flow.when.text", "When?", "Kiedy?"))))
    plainer = read_catalogue(po(("flow.when.text", "When?", "When do you come?")))
    tables = plain_variants({"pl": polish, "en": read_catalogue(po()), "en-x-easyread": plainer})
    return Catalogues({}, tables)


@pytest.mark.parametrize(
    ("language", "text", "languages"),
    [
        ("en", WHEN, ("en",)),
        ("pl", WHEN, ("pl",)),
        # Shown in English, so heard in English or not at all.
        ("pl", GATES, ("en",)),
        # Said plainer: the English recording says something else.
        ("en-x-easyread", WHEN, ("en-x-easyread",)),
        ("en-x-easyread", GATES, ("en-x-easyread", "en")),
    ],
)
def test_a_recording_is_in_the_language_the_text_is_shown_in(
    language: str, text: Text, languages: tuple[str, ...]
) -> None:
    found = aloud(text, catalogues().words(language))
    assert found
    assert (found.path, found.languages) == (text.context, languages)


def test_an_authors_text_within_a_sentence_of_ours_is_heard_by_its_own_path() -> None:
    card = N_("Do you agree?\n<b>{statement}</b>", statement=GATES)
    assert aloud(card, Words()) == aloud(GATES, Words())
    again = N_("Last time you said {before} of 5.\n{question}", before="3", question=WHEN)
    assert aloud(again, Words()) == Aloud("flow.when.text", ("en",), "When?")


@pytest.mark.parametrize(
    "wording",
    [
        Text("Written by a peer lead just now"),
        N_("Written down."),
        N_("{statement}", statement="words that are no text of the project"),
        N_("From the peer leads of {title}.", title=Text("The park", "title")),
    ],
)
def test_what_has_no_path_has_no_recording(wording: Wording) -> None:
    assert aloud(wording, Words()) is None


def put(key: str) -> Aloud | None:
    """Return how a question of the example is read aloud, in English."""
    ask = loaded("voice-prompts").project.script.find(key)
    assert ask
    return question_aloud(ask, Words())


def test_the_opening_is_heard_by_its_questions_but_not_before_there_is_a_language() -> None:
    hello = put("hello")
    assert hello
    assert hello.path == "opening.hello"
    assert "run by Northvale Council" in hello.said
    assert "<b>" not in hello.said
    assert put("language") is None


def test_a_card_is_read_with_who_decides() -> None:
    card = put("card.wall")
    assert card == Aloud(
        "constraints.wall.what",
        ("en",),
        "The old wall is taken down.\nDecided by the council in May.",
    )


def test_other_words_at_the_same_place_have_another_fingerprint() -> None:
    was, now = Aloud("end", ("en",), "Sent."), Aloud("end", ("en",), "Sent")
    assert was.fingerprint == Aloud("end", ("pl",), "Sent.").fingerprint != now.fingerprint


def test_a_language_reads_what_it_says_in_the_order_people_hear_it() -> None:
    project = loaded("part-translated")
    polish = readable(project.project, project.catalogues.words("pl"))
    by_path = {one.path: one.languages[0] for one in polish}
    assert list(by_path)[:3] == ["opening.voice", "opening.hello", "opening.take_part"]
    assert (by_path["constraints.wall.what"], by_path["flow.gates.text"]) == ("pl", "en")
    assert list(by_path)[-1] == "end"


def test_the_recording_telegram_makes_itself_comes_first() -> None:
    said = Aloud("end", ("pl", "en"), "Sent.")
    names = {"en/end.ogg": "english", "pl/end.mp3": "mp3", "pl/end.oga": "oga"}
    assert recording_for(names, said) == "oga"
    assert recording_for({"en/end.ogg": "english", "pl/flow.ogg": "x"}, said) == "english"
    assert recording_for({"ur/end.ogg": "urdu"}, said) is None


def test_everything_a_person_is_shown_whole_can_be_heard() -> None:
    paths = hearable(loaded("voice-prompts").project)
    assert paths == {
        *(f"opening.{key}" for key in ("voice", "hello", "take_part", "age", "contact", "whom")),
        *("constraints.wall.what", "constraints.wall.because"),
        *("constraints.hours.what", "constraints.hours.because"),
        *("flow.when.text", "flow.gates.text", "flow.why.text", "flow.news.text", "end"),
    }


def test_statements_stories_and_measures_can_be_heard() -> None:
    assert {"flow.views.text", "flow.views.early.text"} <= hearable(loaded("statements").project)
    assert "measures.safe.ask" in hearable(loaded("measure").project)


def heard(person: Person) -> list[str]:
    """Return what of the last thing can be read aloud, in order."""
    spoken = [output for output in person.outputs() if isinstance(output, Spoken)]
    return [output.aloud.path for output in spoken if output.aloud]


def test_questions_cards_reasons_and_what_is_only_said_are_heard_one_by_one() -> None:
    project = loaded("voice-prompts").project
    person = Person(project.script)
    person.does(Said("English"))
    assert heard(person) == ["opening.hello"]
    person.does(Said("go on"), Said("I agree"), Said("yes"), Said("no"), Said("me"))
    assert heard(person) == ["constraints.wall.what"]
    person.does(Said("why?"))
    assert heard(person) == ["constraints.wall.because"]
    person.does(Said("next"), Said("next"), Said("nothing"), Said("got it"), Said("by day"))
    assert heard(person) == ["flow.gates.text", "flow.why.text"]
    person.does(Said("it is quiet"), Said("text only"))
    # Their own answers, listed: nobody can have recorded those.
    assert heard(person) == []
    person.does(Said("send"))
    assert heard(person) == ["end"]
