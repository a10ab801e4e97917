"""Posters: they say what a wall has to say, in one language, and their code opens the chat."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
import segno
from PIL import Image

from bot.posters.making import can_be_drawn, made
from bot.posters.page import pdf
from bot.posters.wording import Poster, poster
from conversations.text import Text
from tests.bot.test_paper import project
from tests.support.playing import does, joins, playing

LINK = "https://t.me/tellback_demo_bot?start=ab12cd34"


def of(name: str = "ward-7", language: str = "en", by: str | None = "Lena") -> Poster:
    return poster(project(name), language, LINK, by)


def page(one: Poster) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(one)))


def test_a_page_says_who_asks_what_is_open_how_long_and_how_to_stop() -> None:
    pdf = page(of())
    assert len(pdf.pages) == 1
    said = " ".join(pdf.pages[0].extract_text().split())
    at = 0
    for one in (
        "The Ward 7 conversation", "Northvale Council and the hospital trust",
        "Open: you can change this", "Visiting times", "Shared", "Moving day · Staff at night",
        "t.me/tellback_demo_bot?start=ab12cd34", "about 8 minutes", "16 and over", "confidential",
        "“stop”", "call 999", "0113 496 0100", "Given out by Lena",
    ):  # fmt: skip
        assert one in said[at:], one
        at = said.index(one, at)
    assert "If the ward moves" not in said
    assert "anonymous" not in said
    assert "Given out" not in page(of(by=None)).pages[0].extract_text()


def test_a_page_in_urdu_is_told_to_be_so() -> None:
    read = page(of(language="ur"))
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == "ur"
    assert len(read.pages) == 1


def test_where_a_text_is_not_translated_the_whole_poster_is_in_the_projects_language() -> None:
    loaded = project("ward-7")
    changed = replace(loaded.project, about=Text("A sentence of today.", "about"))
    said = poster(replace(loaded, project=changed), "pl", LINK, None)
    assert (said.language, said.title) == ("en", "The Ward 7 conversation")
    assert of(language="pl").language == "pl"


def test_long_words_still_fit_on_one_page() -> None:
    loaded = project("ward-7")
    long = replace(loaded.project, about=Text("What we ask is long to say. " * 40))
    crowded = poster(replace(loaded, project=long), "en", LINK, None)
    read = page(crowded)
    assert len(read.pages) == 1
    assert "0113 496 0100" in read.pages[0].extract_text()


def test_a_picture_shows_the_code_whole_with_an_empty_edge() -> None:
    picture = Image.open(io.BytesIO(made(of(), "png"))).convert("L")
    wanted = [[0] * 4 + list(row) + [0] * 4 for row in segno.make(LINK, error="q").matrix]
    empty = [[0] * len(wanted[0])] * 4
    wanted = [*empty, *wanted, *empty]
    one, left = 520 / len(wanted), (1080 - 520) / 2
    middle = [int(left + (n + 0.5) * one) for n in range(len(wanted))]

    def row(y: float) -> list[int]:
        return [int(picture.getpixel((x, int(y))) == 0) for x in middle]

    # It begins somewhere below the words above it: where its first dark row is.
    tops = (y for y in range(picture.height - 520) if row(y + 4.5 * one) == wanted[4])
    top = next(tops) + 2
    assert [row(top + (n + 0.5) * one) for n in range(4, len(wanted) - 4)] == wanted[4:-4]


def test_letters_without_a_font_are_no_poster() -> None:
    assert can_be_drawn(of())
    assert not can_be_drawn(replace(of(), title="வார்டு 7"))
    assert can_be_drawn(replace(of(), title="Ward 7 🏥"))


@pytest.mark.parametrize("role", ["lead", "officer"])
async def test_the_poster_comes_with_the_link_and_is_kept_nowhere(
    role: str, tmp_path: Path
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", role)
        await does(play, "> /invite library", "> English")
        files = [
            m["document"]["file_name"]
            for m in play.stage.world.history(play.who)
            if "document" in m
        ]
        assert files == ["ward-7-en.png", "ward-7-en.pdf"]
        kept = await play.stage.app.store.read(
            lambda db: db.execute("SELECT COUNT(*) FROM media").fetchone()[0]
        )
        assert kept == 0
