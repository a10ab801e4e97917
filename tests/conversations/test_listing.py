"""A person's answers as they would read them, and how far along they are."""

from __future__ import annotations

import pytest

from conversations.catalogue import N_, Words
from conversations.conditions import All, Compare, Fact
from conversations.flow import Ask, Branch, End, Node, Script
from conversations.inputs import Paused, Said, Skipped
from conversations.listing import LONGEST_LIST, WHOLE, asked, lines, listing, progress, said
from conversations.questions.own_words import OwnWords
from conversations.run import Answer
from conversations.text import Text, telegram_length
from tests.support.small import CARD, HELPS, OFTEN, SAFE, Person, at_review
from tests.support.ward7 import ward7

EN = Words()
END = End("end", "done", Text("Bye"))
OPEN = Ask("x", OwnWords(Text("?")))


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def told(answer: Answer, ask: Ask = OPEN, longest: int = 160) -> str:
    return bare(said(ask, answer, EN, longest))


@pytest.mark.parametrize(
    ("ask", "answer", "expected"),
    [
        (Ask("x", OFTEN), Answer(("often",)), "Often"),
        (Ask("x", OFTEN), Answer(("often",), ("but <rarely>",)), "Often · “but &lt;rarely&gt;”"),
        (Ask("x", HELPS), Answer(("bus", "tea")), "A bus, Tea"),
        (Ask("x", SAFE), Answer(("3",)), "3 of 5"),
        (Ask("x", SAFE), Answer(status="unsure"), "Not sure"),
        (Ask("x", SAFE), Answer((), ("hm",), status="unsure"), "Not sure · “hm”"),
        (OPEN, Answer(words=("a day", "a night")), "“a day” · “a night”"),
        (OPEN, Answer(status="skipped"), "(skipped)"),
        (OPEN, Answer(("x",), ("ah well",), status="skipped"), "(skipped) · “ah well”"),
        (OPEN, Answer(media=("a",)), "(1 voice message, photo or file)"),
        (
            OPEN,
            Answer(words=("see",), media=("a", "b")),
            "“see” · (2 voice messages, photos or files)",
        ),
        (OPEN, Answer(words=('it\'s & "so"',)), '“it\'s &amp; "so"”'),
        (OPEN, Answer(), ""),
    ],
)
def test_an_answer_is_said_as_it_was_given(ask: Ask, answer: Answer, expected: str) -> None:
    assert told(answer, ask) == expected


def test_an_unsure_option_is_said_once() -> None:
    from_choice = Answer(("often",), status="unsure")
    assert told(from_choice, Ask("x", OFTEN)) == "Often"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("x" * 10,), "“xxxxxxxxxx”"),
        (("x" * 11,), "“xxxxxxxxx…”"),
        (("xxxxxxxx yyyy",), "“xxxxxxxx…”"),
        (("x" * 4, "y" * 6), "“xxxx” · “yyyyyy”"),
        (("x" * 4, "y" * 7), "“xxxx” · “yyyyy…”"),
        (("x" * 10, "y"), "“xxxxxxxxxx” · …"),
        (("x" * 10, "y", "z"), "“xxxxxxxxxx” · …"),
    ],
)
def test_long_words_are_cut_and_shown_to_be(words: tuple[str, ...], expected: str) -> None:
    assert told(Answer(words=words), longest=10) == expected


def test_words_are_isolated_so_that_they_turn_nothing_around_them() -> None:
    assert said(OPEN, Answer(words=("سلام",)), EN) == "\u2068“سلام”\u2069"


def test_what_was_asked_is_its_short_name_or_all_of_it_or_the_last_line_of_one_of_ours() -> None:
    told = Ask("x", OwnWords(Text("A story.\nWhat <else>?")))
    assert asked(told, EN) == "A story. What &lt;else&gt;?"
    assert asked(Ask("x", OwnWords(N_("Hello.\nWhat else?"))), EN) == "What else?"
    short = Ask("x", OwnWords(Text("Long\nlong")), short=Text("In short"))
    assert asked(short, EN) == "In short"


def test_only_their_own_answers_on_their_way_are_listed_in_order() -> None:
    nodes: tuple[Node, ...] = (
        Ask("card", CARD, reviewed=False),
        Ask("often", OFTEN),
        Branch("b", Compare("often", "is", ("often",)), (Ask("why", OwnWords(Text("Why?"))),)),
        Ask("safe", SAFE),
        Ask("later", OFTEN),
        END,
    )
    person = Person(Script("s", nodes))
    person.does(Said("next"), Said("often"), Said("the bus"), Said("3"))
    listed = lines(person.script, person.run, EN)
    assert [(line.number, line.node, line.asked, bare(line.said)) for line in listed] == [
        (1, "often", "How often?", "Often"),
        (2, "why", "Why?", "“the bus”"),
        (3, "safe", "How safe?", "3 of 5"),
    ]
    assert bare(listing(person.script, person.run, EN)).splitlines()[:3] == [
        "1. How often?",
        "   → Often",
        "2. Why?",
    ]


def test_an_empty_list_says_so() -> None:
    assert listing(Person().script, Person().run, EN) == "Nothing yet."


def telling(*answers: str) -> str:
    asks = tuple(Ask(f"q{n}", OwnWords(Text("Q"))) for n in range(len(answers)))
    person = Person(Script("s", (*asks, END)))
    person.does(*(Said(answer) for answer in answers))
    return listing(person.script, person.run, EN)


MORE = "… and more. Type the number of any answer to see or change it."


@pytest.mark.parametrize(("letter", "shown"), [("y", 19), ("🙂", 10)])
def test_a_list_fits_a_message_by_telegrams_count_and_says_there_is_more(
    letter: str, shown: int
) -> None:
    whole = telling(*[letter * 400] * 40)
    assert whole.endswith(f"\n{MORE}")
    assert telegram_length(whole.removesuffix(MORE)) <= LONGEST_LIST
    assert whole.count("→") == shown


def test_a_list_that_just_fits_is_whole() -> None:
    # An entry is "n. Q", a line end, "   → “…”" between two marks, a line end: 15 and the words,
    # 16 where n has two digits. So nine of 160 letters and eleven of 159 make up 3,500.
    just = ["y" * 160] * 9 + ["y" * 159] * 11
    assert telegram_length(telling(*just)) == LONGEST_LIST - 1
    assert MORE not in telling(*just)
    assert telling(*just[:-1], "y" * 160).endswith(MORE)


def test_an_answer_shown_alone_fits_a_message_whatever_it_holds() -> None:
    long = Answer(words=("🙂" * 1_500,) * 40, media=tuple(str(n) for n in range(40)))
    assert telegram_length(said(OPEN, long, EN, WHOLE)) < 3_900


# ---------------------------------------------------------------- progress


def numbered(key: str) -> Ask:
    return Ask(key, OFTEN, numbered=True)


def when(key: str, *then: Node, otherwise: tuple[Node, ...] = ()) -> Branch:
    return Branch(f"{key}?", Compare(key, "is", ("often",)), then, otherwise)


def at(nodes: tuple[Node, ...], *said: str) -> tuple[int, int | None] | None:
    person = Person(Script("s", (*nodes, END)))
    person.does(*(Said(one) for one in said))
    found = progress(person.script, person.run, person.run.at or "")
    return (found.number, found.of) if found else None


def test_questions_are_counted_and_others_are_not() -> None:
    assert at((numbered("a"), Ask("b", OFTEN), numbered("c"))) == (1, 2)
    assert at((numbered("a"), Ask("b", OFTEN), numbered("c")), "often") is None
    assert at((numbered("a"), Ask("b", OFTEN), numbered("c")), "often", "often") == (2, 2)


def test_there_is_no_total_while_an_answer_to_come_decides_it() -> None:
    nodes = (numbered("a"), when("a", numbered("b")), numbered("c"))
    assert at(nodes) == (1, None)
    assert at(nodes, "often") == (2, 3)
    assert at(nodes, "never") == (2, 2)
    other = (numbered("a"), when("a", otherwise=(numbered("b"),)), numbered("c"))
    assert at(other) == (1, None)
    assert at(other, "never") == (2, 3)


def test_a_branch_without_numbered_questions_leaves_the_total_sure() -> None:
    assert at((numbered("a"), when("a", Ask("b", OFTEN)), numbered("c"))) == (1, 2)


def test_a_branch_within_a_way_not_taken_decides_nothing() -> None:
    nodes = (
        numbered("a"),
        when("a", Ask("b", OFTEN), when("b", numbered("d"))),
        numbered("c"),
    )
    assert at(nodes) == (1, None)
    assert at(nodes, "never") == (2, 2)
    assert at(nodes, "often", "often") == (2, 3)
    inner = (Ask("x", OFTEN), when("x", Ask("b", OFTEN), numbered("y"), when("b", numbered("d"))))
    assert at((*inner, numbered("c")), "often", "never") == (1, 2)


def test_every_name_in_a_condition_has_to_be_answered() -> None:
    both = All((Compare("a", "is", ("often",)), Compare("c", "is", ("often",))))
    nodes = (numbered("a"), numbered("c"), Branch("b", both, (numbered("d"),)), numbered("e"))
    assert at(nodes, "often") == (2, None)
    assert at(nodes, "often", "often") == (3, 4)
    fact = Branch("b", Fact("source", ("poster",)), (numbered("d"),))
    assert at((numbered("a"), fact)) == (1, 1)


def test_the_example_has_its_total_from_the_deciding_answer_on() -> None:
    loaded = ward7()
    person = Person(loaded.project.script, loaded.catalogues.words("en"))
    assert progress(person.script, person.run, "language") is None
    assert progress(person.script, person.run, "measure.safe") is not None


def test_pausing_and_skipping_change_no_number() -> None:
    person = at_review()
    person.does(Paused(), Skipped())
    found = progress(person.script, person.run, "day")
    assert found is not None
    assert (found.number, found.of) == (5, 5)
