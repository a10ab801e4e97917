"""A picture of a project: everything is in it, in words, where it belongs, in each language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot.cli import main
from bot.drawing.blocks import Block, Box, Fork, Frame, Plan
from bot.drawing.fonts import drawable, lacking, width, wrap
from bot.drawing.layout import COLUMN, lay_out
from bot.drawing.picture import png, svg
from bot.drawing.planning import _Planner, plan
from bot.drawing.shapes import Line, Rect, Words
from bot.registry import words_folder
from conversations.catalogue import Words as WordsOf
from conversations.catalogue import read_folder
from conversations.flow import Ask, every
from conversations.loader import load
from conversations.problems import ProjectRefused
from conversations.reading.draft import read_draft
from conversations.snapshot import Snapshot, take
from tests.support.projects import PROJECTS, WARD_7, example

SVG = "{http://www.w3.org/2000/svg}"


@cache
def spoken() -> dict[str, GNUTranslations]:
    return read_folder(words_folder())


def planned(snapshot: Snapshot, language: str = "en") -> Plan:
    return plan(load(snapshot, bot={} if language == "en" else spoken()), language)


def boxes(blocks: tuple[Block, ...]) -> Iterator[Box]:
    for block in blocks:
        if isinstance(block, Box):
            yield block
        elif isinstance(block, Frame):
            yield from boxes(block.inside)
        else:
            yield from boxes(block.then)
            yield from boxes(block.otherwise)


def forks(blocks: tuple[Block, ...]) -> Iterator[Fork]:
    for block in blocks:
        if isinstance(block, Fork):
            yield block
            yield from forks(block.then + block.otherwise)
        elif isinstance(block, Frame):
            yield from forks(block.inside)


def words_of(picture: str) -> str:
    """Return the words of an SVG as they can be searched and read aloud, a text a line."""
    root = ET.fromstring(picture)
    texts = [" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]
    return "\n".join(texts).translate(dict.fromkeys(map(ord, "\u200f\u2067\u2069")))


@pytest.mark.parametrize("language", ["en", "cy", "pl", "ur"])
def test_every_card_question_and_promise_of_the_example_is_in_its_picture(language: str) -> None:
    loaded = load(take(WARD_7), bot=spoken())
    words = loaded.catalogues.words(language)
    said = words_of(svg(plan(loaded, language)))
    for constraint in loaded.project.constraints.values():
        assert words.plain(constraint.name) in said
        assert words.plain(constraint.who) in said
        assert words.plain(constraint.what) in said
    own = [n for n in every(loaded.project.script.nodes) if isinstance(n, Ask) and n.numbered]
    for ask in own:
        assert words.plain(ask.question.text) in said
    assert "{" not in said
    # Three days: read, reported, asked again.
    for days in ("30", "60"):
        assert days in said


def test_questions_say_their_kind_what_they_are_about_and_for_whom() -> None:
    flow = planned(take(WARD_7)).flow
    weekends = next(box for box in boxes(flow) if box.number == 3)
    assert weekends.above == "One of several answers · may be skipped"
    assert weekends.below == "Never · Sometimes · Often · Not sure"
    assert weekends.about is not None
    assert (weekends.about.kind, weekends.about.name) == ("open", "Visiting times")
    (fork,) = forks(flow)
    assert fork.when == "Only if question 3: “Sometimes” or “Often”"
    assert [box.number for box in boxes(fork.then)] == [4]
    safe = next(box for box in boxes(flow) if box.number == 1)
    assert safe.above == "A number on a scale · asked again after a decision · may be skipped"
    assert safe.below == "1 not safe at all … 5 very safe"


def test_a_block_of_our_own_is_one_step_with_its_questions_in_it() -> None:
    draft = read_draft(example("equality"))
    planner = _Planner(draft, WordsOf())
    own = [node for node in draft.project.script.nodes if node.key.startswith("equality.")]
    (box,) = (box for node in own for box in planner._block(node))
    assert isinstance(box, Box)
    # What follows from an answer is part of its question.
    assert box.text == "Age · Ethnic group · Health condition · Religion"
    assert box.above == "Only if they want to, and kept apart"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("age-band", {"An age, kept only as a band"}),
        ("date", {"A date"}),
        ("number", {"A number"}),
        ("own-words", {"In their own words: text, voice or photos"}),
        ("ranking", {"What matters most, in order"}),
        ("several-choices", {"Several answers"}),
        ("statements", {"Agree, disagree or pass"}),
        ("story", {"A story. Its teller says what it may be used for"}),
        ("yes-or-no", {"Yes or no"}),
    ],
)
def test_each_kind_of_question_is_called_what_it_is(name: str, kinds: set[str]) -> None:
    found = {b.above.partition(" · ")[0] for b in boxes(planned(example(name)).flow) if b.number}
    assert kinds <= found
    assert "A question" not in found


def test_conditions_of_every_sort_are_said_in_words() -> None:
    whens = [fork.when for fork in forks(planned(example("branches")).flow)]
    assert whens == [
        "Only if question 1: “In the evening”",
        "Only if question 3: answered",
        (
            "Except if question 2: more than 2 and question 2: less than 5 and (question 1: not "
            "“By day” or “Are you answering for yourself, or for someone you care for?”: “For "
            "someone else”) and not (language: Polski) and came by: poster or leaflet"
        ),
    ]
    compared = " ".join(fork.when for fork in forks(planned(example("compared")).flow))
    assert re.search(r"question \d: \S+ or (more|less)", compared)


def test_a_part_used_twice_and_a_repeat_have_a_frame_each() -> None:
    frames = [b.title for b in planned(example("sub-flow")).flow if isinstance(b, Frame)]
    assert frames == ["Part: way · there", "Part: way · back"]
    (repeat,) = (b for b in planned(example("repeat")).flow if isinstance(b, Frame))
    assert repeat.title == "Asked again for each one, 4 times at most"
    # One round is drawn, and what is asked after it.
    assert [box.text for box in boxes(repeat.inside)] == [
        "How old is the child?",
        "What would help with a child so small?",
        "Is there another child you come with?",
    ]


def test_no_words_leave_their_box_in_any_project() -> None:
    drawn = 0
    for folder in PROJECTS.iterdir():
        with suppress(ProjectRefused):
            drawing = lay_out(planned(take(folder)))
            inside(drawing.width, drawing.height, drawing.shapes)
            drawn += 1
    assert drawn > 20


def inside(wide: float, high: float, shapes: tuple[object, ...]) -> None:
    for shape in shapes:
        if isinstance(shape, Words):
            bold = 700 if shape.look in ("title", "heading", "strong", "about") else 400
            for line in shape.lines:
                long = width(line, shape.size, bold)
                begin = shape.x - (long if shape.anchor == "end" else 0)
                assert begin >= 0, line
                assert begin + long <= wide, line
            assert shape.y + (len(shape.lines) - 1) * shape.leading < high
        elif isinstance(shape, Rect):
            assert shape.width > 60
            assert shape.x >= 0
            assert shape.x + shape.width <= wide
            assert shape.y + shape.height < high


def nested(depth: int, count: int) -> tuple[Block, ...]:
    """Return ``count`` questions, and below them two ways on, ``depth`` times."""
    asked = tuple(
        Box(f"Question {n}, and it is long enough for two lines" * 2) for n in range(count)
    )
    if not depth:
        return asked
    return (*asked, Fork("Only if so", nested(depth - 1, count), "Everyone else", asked))


def test_sixty_questions_and_deep_branches_stay_readable() -> None:
    small = planned(example("smallest"))
    long = Plan(**{**vars(small), "flow": (*nested(7, 4), *nested(0, 30))})
    drawing = lay_out(long)
    inside(drawing.width, drawing.height, drawing.shapes)
    # In columns beside one another, like a sheet of paper and not like a till roll.
    assert drawing.width > 3 * COLUMN
    assert drawing.height < 1.6 * drawing.width
    said = " ".join(" ".join(s.lines) for s in drawing.shapes if isinstance(s, Words))
    assert "goes on" in said
    # Cut or not, every question is drawn once.
    assert said.count("Question 0,") == said.count("Question 1,") > 10
    narrow = [s for s in drawing.shapes if isinstance(s, Rect) and s.look == "question"]
    assert min(rect.width for rect in narrow) > 230


def test_a_picture_in_urdu_is_read_from_right_to_left() -> None:
    left, right = (lay_out(planned(take(WARD_7), language)) for language in ("en", "ur"))
    first = [next(s for s in d.shapes if isinstance(s, Words)) for d in (left, right)]
    assert (first[0].anchor, first[1].anchor) == ("start", "end")
    assert first[1].x > right.width / 2
    assert {s.arrow for s in right.shapes if isinstance(s, Line)} == {True, False}


def test_the_svg_has_a_title_a_description_and_words_that_are_words() -> None:
    root = ET.fromstring(svg(planned(take(WARD_7), "ur")))
    assert root.get("lang") == "ur"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "وارڈ 7 کی بات چیت"
    assert "9" in str(root.findtext(f"{SVG}desc"))
    assert list(root.iter(f"{SVG}image")) == []


def test_what_an_author_wrote_cannot_become_markup() -> None:
    text = example("smallest").files["project.yaml"]
    hostile = text.replace("The park conversation", '"<script>alert(1)</script> & co"')
    picture = svg(planned(Snapshot({"project.yaml": hostile})))
    assert "<script" not in picture
    assert "<script>alert(1)</script> & co" in words_of(picture)


def test_the_kind_of_a_card_is_never_told_by_colour_alone() -> None:
    picture = svg(planned(take(WARD_7)))
    said = words_of(picture)
    assert said.count("Decided\n") == 2
    assert said.count("Shared: decided together with you") == 2
    # A square, a ring, a ring half full.
    assert len(re.findall(r'<rect class="full"', picture)) == 2
    assert len(re.findall(r'<path class="full"', picture)) == 6


def test_a_png_has_no_blanks_where_a_font_is_missing() -> None:
    text = example("smallest").files["project.yaml"].replace("Opening hours", "开放时间")
    drawn = planned(Snapshot({"project.yaml": text}))
    picture, legend = png(drawn)
    assert legend == ("开放时间",)
    assert Image.open(io.BytesIO(picture)).width > 1000
    # Where the reader's own fonts are used, the words themselves are there.
    assert "开放时间" in words_of(svg(drawn))
    assert png(planned(example("smallest")))[1] == ()


def test_letters_that_are_there_and_signs_that_are_not() -> None:
    assert lacking("Zażółć ŵŷ اردو گھر 3") == ""
    assert lacking("a文") == "文"
    assert drawable("Yes 🙂 → go") == "Yes go"


def test_words_are_wrapped_where_they_fit_and_cut_where_nothing_else_helps() -> None:
    lines = wrap("one two three four\nfive", 15, 80)
    assert " ".join(lines) == "one two three four five"
    assert len(lines) > 2
    cut = wrap("Donaudampfschifffahrtsgesellschaft", 15, 100)
    assert "".join(cut) == "Donaudampfschifffahrtsgesellschaft"
    assert all(width(line, 15) <= 100 for line in (*lines, *cut))
    # Arabic letters are joined, and narrower so.
    assert width("گھر", 15) < sum(width(letter, 15) for letter in "گھر")


def test_it_is_drawn_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["project", "draw", str(WARD_7), "--language", "pl"]) == 0
    assert 'lang="pl"' in (tmp_path / "ward-7.svg").read_text("utf-8")
    chinese = tmp_path / "project"
    chinese.mkdir()
    text = example("smallest").files["project.yaml"].replace("Opening hours", "开放时间")
    (chinese / "project.yaml").write_text(text, "utf-8")
    assert main(["project", "draw", str(chinese), "--out", "park.png"]) == 0
    assert (tmp_path / "park.txt").read_text("utf-8") == "[1] 开放时间\n"
    assert "park.txt says which. A .svg has the words themselves." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((str(WARD_7), "--language", "fr"), "Nobody can choose “fr” in ward-7."),
        ((str(WARD_7), "--out", "x.jpg"), "should end in .svg or .png"),
        ((str(PROJECTS / "fixed-subject"),), "a question about it is refused"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    arguments: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["project", "draw", *arguments]) == 1
    assert complaint in capsys.readouterr().err
