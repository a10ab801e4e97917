"""How the demo page puts a message's text, its links, and moments in time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.page.moments import clock_words, jump
from bot.demo.page.richtext import Link, read_link, render

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=c", Link(url="https://example.org/a?b=c")),
        ("example.org", Link(url="https://example.org")),
        ("https://t.me/tellback_demo_bot?start=x1", Link(says="/start x1")),
        ("t.me/Tellback_Demo_Bot", Link(says="/start")),
        ("tg://resolve?domain=tellback_demo_bot&start=x1", Link(says="/start x1")),
        ("https://t.me/someone_else?start=x", Link(url="https://t.me/someone_else?start=x")),
        ("tg://user?id=1", Link(url="tg://user?id=1")),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        (" javascript://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("https://exa\tmple.org/", None),
        ("https://", None),
        ("http://[", None),
    ],
)
def test_links_lead_where_a_phone_would_go(address: str, leads: Link | None) -> None:
    assert read_link(address, "tellback_demo_bot") == leads


def draw(text: str, *entities: dict[str, Any]) -> str:
    return str(render(text, entities, bot_username="tellback_demo_bot", phone=7))


def test_entities_are_counted_in_utf_16_and_everything_else_is_escaped() -> None:
    bold = {"type": "bold", "offset": 3, "length": 4}
    italic = {"type": "italic", "offset": 5, "length": 9}
    assert draw("🙂 <b>&amp;", bold, italic) == ("🙂 <strong>&lt;b<em>&gt;&amp;</em></strong>amp;")
    command = {"type": "bot_command", "offset": 0, "length": 5}
    assert draw("/stop", command) == (
        '<button class="said" form="say-7" name="text" value="/stop">/stop</button>'
    )
    evil = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert draw("x", evil) == "x"
    quoted = {"type": "text_link", "offset": 0, "length": 1, "url": 'https://x.org/"><script>'}
    assert "<script>" not in draw("x", quoted)


KINDS = [
    "bold",
    "italic",
    "code",
    "pre",
    "blockquote",
    "spoiler",
    "url",
    "text_link",
    "bot_command",
]
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(KINDS),
            "offset": st.integers(-2, 12),
            "length": st.integers(-2, 12),
            "url": st.text(max_size=12),
        }
    ),
    max_size=6,
)


@given(st.text(alphabet=st.sampled_from("a<&\"'🙂 ے/.:"), max_size=10), ENTITIES)
def test_whatever_the_entities_no_letter_is_lost_and_the_html_is_well_formed(
    text: str, entities: list[dict[str, Any]]
) -> None:
    whole = ET.fromstring(f"<p>{draw(text, *entities)}</p>")
    shown = "".join(whole.itertext())
    # An entity may cut an emoji in two; Telegram's never do.
    assert shown.replace("\ufffd", "").replace("🙂", "") == text.replace("🙂", "")


@pytest.mark.parametrize(
    ("now", "name", "then"),
    [
        ("2027-01-31T12:00", "month", "2027-02-28T12:00"),
        ("2027-12-15T12:00", "month", "2028-01-15T12:00"),
        ("2027-03-27T12:00", "day", "2027-03-28T11:00"),  # the clocks go forward that night
        ("2027-10-25T12:00", "week", "2027-11-01T13:00"),  # and back, the Sunday after
        ("2027-01-09T12:00", "hour", "2027-01-09T13:00"),
    ],
)
def test_a_jump_keeps_the_time_of_day(now: str, name: str, then: str) -> None:
    start = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert start + jump(start, name, LONDON) == datetime.fromisoformat(then).replace(tzinfo=UTC)


def test_the_time_is_said_in_the_bot_s_zone() -> None:
    moment = datetime(2027, 7, 1, 23, 5, tzinfo=UTC)
    assert clock_words(moment, LONDON) == "Friday 2 July 2027, 12:05 am"
