"""Telegram's HTML: what it becomes, and the words in which broken HTML is refused."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.botapi import htmltext
from bot.demo.botapi.entities import checked_link, clean, finished, utf16_length
from bot.demo.botapi.refusals import Refusal
from tests.support.botapi import talking

BROKEN = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href ", 'Unclosed start tag "a" at byte offset 0'),
    ('<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]


@pytest.mark.parametrize(("source", "words"), BROKEN)
async def test_broken_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    async with talking() as talk:
        refused = await talk.refused(
            "sendMessage", chat_id=talk.ann, text=source, parse_mode="HTML"
        )
        if source == "<a href":
            words = 'Unclosed start tag "a" at byte offset 0'
        assert refused == f"Bad Request: can't parse entities: {words}"


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


READ = [
    ("<b>a</b>", "a", [entity("bold", 0, 1)]),
    ("<STRONG>a</Strong>", "a", [entity("bold", 0, 1)]),
    (
        "<i>\N{CAT FACE}<b>x</b></i> <u>y</u>",
        "\N{CAT FACE}x y",
        [entity("italic", 0, 3), entity("bold", 2, 1), entity("underline", 4, 1)],
    ),
    ("&lt;&gt;&amp;&quot;&#39;&#x41;&nbsp;&", "<>&\"'A&nbsp;&", []),
    (
        '<a href="https://a.org/?x=1&amp;y=2">here</a>',
        "here",
        [entity("text_link", 0, 4, url="https://a.org/?x=1&y=2")],
    ),
    ("<a href='http://localhost/x'>here</a>", "here", []),
    ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ("<pre>x</pre> <code>y</code>", "x y", [entity("pre", 0, 1), entity("code", 2, 1)]),
    (
        '<pre><code class="language-py">x</code></pre>',
        "x",
        [entity("pre", 0, 1, language="py")],
    ),
    ("<b>x</>", "x", [entity("bold", 0, 1)]),
    ("<pre><code>x</code></pre>", "x", [entity("pre", 0, 1)]),
    ("<a href=B.org>x</a>", "x", [entity("text_link", 0, 1, url="http://b.org/")]),
    ("<a>a.org</a>", "a.org", [entity("text_link", 0, 5, url="http://a.org/")]),
    ("<b></b>x", "x", []),
    (" <b> x </b> ", "x", [entity("bold", 0, 1)]),
    ("a\r\nb\tc\u202e", "a\nb c", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_what_html_becomes(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert finished(*htmltext.parse(source)) == (text, entities)


FOUND = [
    ("/start abc", [entity("bot_command", 0, 6)]),
    ("see /help@tellback_bot", [entity("bot_command", 4, 18)]),
    ("and/or 1/2", []),
    ("go to https://a.org/x?y=1.", [entity("url", 6, 19)]),
    ("(example.org/x)", [entity("url", 1, 13)]),
    ("ask ann@example.org", [entity("email", 4, 15)]),
    ("ask @ann_b #ward7 #7", [entity("mention", 4, 6), entity("hashtag", 11, 6)]),
]


@pytest.mark.parametrize(("text", "entities"), FOUND)
def test_what_telegram_links_by_itself(text: str, entities: list[dict[str, Any]]) -> None:
    assert finished(text, []) == (text, entities)


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.org", "https://a.org/"),
        ("a.org?x", "http://a.org?x"),
        ("http://127.0.0.1:8123/x", "http://127.0.0.1:8123/x"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("tg://user?id=5", "tg://user?id=5"),
        ("http://localhost/x", None),
        ("http://a.org:port/", None),
        ("http://[::1/", None),
        ("ftp://a.org/", None),
    ],
)
def test_which_links_telegram_keeps(link: str, kept: str | None) -> None:
    assert checked_link(link) == kept


def test_nothing_is_linked_inside_code_or_a_link() -> None:
    source = '<code>/help</code> <a href="https://b.org/">a.org</a>'
    assert [one["type"] for one in finished(*htmltext.parse(source))[1]] == ["code", "text_link"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXT)
def test_escaped_text_comes_through_whole(text: str) -> None:
    assert htmltext.parse(html.escape(text)) == (clean(text), [])


SCRAPS = st.lists(
    st.sampled_from(
        ["<", ">", "</", "b", "i", "a", " href=", '"', "'", "&lt;", "é", "=", "/", " "]
    ),
    max_size=25,
)


@given(SCRAPS)
def test_any_source_is_read_or_refused(parts: list[str]) -> None:
    try:
        text, entities = finished(*htmltext.parse("".join(parts)))
    except Refusal:
        return
    length = utf16_length(text)
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= length for one in entities)


@given(TEXT, TEXT, TEXT)
def test_offsets_are_in_utf16_units(before: str, inside: str, after: str) -> None:
    text, entities = htmltext.parse(
        f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}"
    )
    units = text.encode("utf-16-le")
    for one in entities:
        cut = units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2]
        assert cut.decode("utf-16-le") == clean(inside)
