"""Deciding in the chat: small numbers, who reads which words, a card that changed, who leaves."""

from __future__ import annotations

import csv
import io
from datetime import time
from pathlib import Path

import pytest

from bot.exports.bundle import written
from bot.exports.tables import gather
from storage import participants, reviews, second_readings, tasks, themes
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing
from tests.support.projects import PROJECTS

LIBRARY = PROJECTS / "language-and-source"

#: A resident of the library's up to what they like to read.
_TALKS = (
    *("/start", "English", "go on", "I agree", "yes", "yes", "for myself", "next"),
    *("which books we buy", "often"),
)
#: A decision on the theme "Poetry" with a promise, up to its preview.
_DECIDES = (
    *("> /decide", "> Poetry", "> done", "> People want poems", "> will be done"),
    *("> We buy twenty books.", "> Many asked.", "> none of them", "> The library team"),
    *("> today", "> Twenty books", "> 1 February 2027", "> The team", "> A list", "> that was all"),
)


async def _said(play: Journey, *lines: str) -> str:
    """Return what the bot said to ``lines``, without the marks around what is inserted."""
    return "\n".join(await does(play, *lines)).replace("\u2068", "").replace("\u2069", "")


async def _reader(play: Journey, name: str, likes: str) -> None:
    await does(play, f"@ {name} en", *(f"> {said}" for said in (*_TALKS, likes, "send")))


async def _six_want_poems(play: Journey) -> None:
    """Let five answer under the first version of the card and one under the second; all themed."""
    for number in range(1, 6):
        await _reader(play, f"Reader{number}", f"poems, says reader {number}")
    await does(play, "$ revise what: Which books => version: 2\\n    what: Which fifty books")
    await _reader(play, "Reader6", "poems, says reader 6")
    await joins(play, "Olu", "officer")
    await does(play, "> /new", "> new theme", "> Poetry", *["> Poetry"] * 5)


async def test_a_version_few_answered_under_is_not_worked_out_from_the_others(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _six_want_poems(play)
        said = await _said(play, *_DECIDES)
    assert "Poetry: 6 people" in said
    assert "Answered under version 2: fewer than 5 people" in said
    assert "Answered under version 1: the others" in said
    assert "(version 1): Open: you can change this. Which books the library buys." in said
    assert "(version 2): Open: you can change this. Which fifty books the library buys." in said


async def test_who_leaves_takes_their_words_and_leaves_the_number_of_voices(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _six_want_poems(play)
        await does(play, *_DECIDES, "> save and tell them", "+ 20 minutes", "@ Reader1")
        await does(play, "> delete", "> delete everything", "> yes, do it", "@ Olu")
        page = await _said(play, "> /decisions", "> 1", "> [More of the words]")
        exported = await _exported(play)
    assert "It rested on the words of 6 people when it was made." in page
    assert "says reader 1" not in page
    assert all(f"says reader {number}" in page for number in range(2, 7))
    (made,), (theme,) = exported["decisions"], exported["decision_themes"]
    assert (made["voices"], made["decided_by"]) == ("6", "The library team")
    assert (theme["name"], theme["side"], theme["voices"]) == ("Poetry", "for", "6")
    assert len(exported["decision_answers"]) == 5
    promised = {row["kind"]: row for row in exported["promises"]}
    assert promised["change"]["known_by"] == "A list"
    assert set(promised) == {"change", "read", "report"}


async def _exported(play: Journey) -> dict[str, list[dict[str, str]]]:
    stage = play.stage
    tables = await stage.app.store.read(gather, stage.app.house, play.project)
    files = written(tables, ("csv",), stage.clock.now())
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        for name, content in files.items()
        if name.endswith(".csv")
    }


async def test_few_voices_are_no_number_in_what_leaves_either(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems")
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry", *_DECIDES, "> save and tell them")
        await does(play, "> /promises", "> 1", "> it will not be", "> The money is gone")
        exported = await _exported(play)
    assert [row["voices"] for row in exported["decisions"]] == [""]
    assert [row["voices"] for row in exported["decision_themes"]] == [""]
    assert [row["told_at"] for row in exported["decisions"]] == [""]
    (word,) = exported["promise_states"]
    assert (word["state"], word["reason"]) == ("not_kept", "The money is gone")


async def test_a_peer_lead_decides_without_the_words_of_others_people(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems by Ana")
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry")
        await does(play, "$ invite lead Leo", "@ Leo en", "> /start {invite}", "> yes")
        deciding = await _said(play, *_DECIDES)
        page = await _said(play, "> save and tell them", "> [See the decision]")
    assert "None of the words are from people whom you read." in deciding
    assert "poems by Ana" not in deciding + page
    assert "We buy twenty books." in page


async def test_from_a_decision_to_its_theme_as_it_is_called_now_and_back(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems by Ana")
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry", *_DECIDES, "> save and tell them")
        await _reader(play, "Ben", "odes")
        await does(play, "@ Olu", "> /new", "> new theme", "> Verse", "> /themes", "> Poetry")
        await does(play, "> [Merge into another]", "> Verse", "> yes, do it")
        await does(play, "$ invite officer", "@ Oja ur", "> /start {invite}", "> 1", "> /decisions")
        page = await _said(play, "> 1")
        theme = await _said(play, "> [Verse]")
        again = await _said(play, "> [اس کا کیا نتیجہ نکلا]")
    assert "(ٹیم نے یہ English میں لکھا۔)" in page
    assert "poems by Ana" in theme
    assert "We buy twenty books." in again


async def test_what_was_said_of_a_promise_is_undone_until_people_hear_it(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems")
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry", *_DECIDES, "> save and tell them")
        await does(play, "+ 20 minutes", "> /promises", "> 1", "> kept in part", "> A few came")
        assert "That day has passed" in await _said(play, "> 1 January 2027")
        await does(play, "> 1 March 2027", "> [Undo]", "> /promises", "> 1")
        await does(play, "> still on it", "> Ordered", "> [I cannot say yet]", "+ 20 minutes")
        await does(play, "> [Undo]")
        assert "People have heard it" in play.note()
        page = await _said(play, "> /promises", "> 1")
    assert "Still on it" in page
    assert "A few came" not in page


async def test_what_is_decided_at_night_can_be_taken_back_until_the_morning(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems")
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry", "+ 12 hours", *_DECIDES)
        await does(play, "> save and tell them", "+ 8 hours", "> [Take this back]")
        assert "Nothing has been decided yet." in await _said(play, "> /decisions")
        await does(play, *_DECIDES, "> save and tell them", "+ 6 hours", "> [Take this back]")
        assert "People have heard it." in play.note()
        heard = await _said(play, "@ Ana")
    assert heard.count("We buy twenty books.") == 1


async def test_who_had_not_heard_it_yet_hears_only_what_puts_it_right(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await _reader(play, "Ana", "poems")
        await _reader(play, "Ben", "poems")
        await play.stage.app.store.write(_wakes_at_night, play.who)
        await joins(play, "Olu", "officer")
        await does(play, "> /new", "> new theme", "> Poetry", "> Poetry", *_DECIDES)
        await does(play, "> save and tell them", "+ 20 minutes", "@ Ana", "> yes")
        await does(
            play,
            "@ Olu",
            "> /decisions",
            "> 1",
            "> [Put it right]",
            "> what was decided",
            "> We buy fifteen books.",
        )
        await does(play, "> today", "> no promise", "> save and tell them", "+ 1 day")
        first, second = await _said(play, "@ Ana"), await _said(play, "@ Ben")
    assert "This puts right what you heard on 4 January 2027." in first
    assert "We buy fifteen books." in second
    assert "twenty" not in second.replace("Twenty books", "")
    assert "puts right" not in second


def _wakes_at_night(db: Connection, chat: int) -> None:
    found = participants.find(db, chat)
    assert found is not None
    participants.set_awake(db, found.id, (time(22), time(23)))


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (20, "they hear nearly always the same in them"),
        (16, "they often hear the same in them, and often not"),
        (10, "they hardly hear the same in them more often than by chance"),
    ],
)
async def test_how_sure_it_is_says_whether_two_readers_hear_the_same(
    agreed: int, said: str, tmp_path: Path
) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await joins(play, "Leo", "lead")
        await joins(play, "Olu", "officer")
        await does(play, "$ people 20 en favourite=poems", "$ people 5 en joined")
        await play.stage.app.store.write(_read_by_two, play, agreed)
        page = await _said(play, "> /decide", "> Poetry", "> done")
    assert "Asked: 25 people. They sent something: 20 people." in page
    assert "Read so far: 20 of 20 answers in words." in page
    assert "20 of them were read by two people, each by themselves." in page
    assert f"Of these themes: {said}." in page


def _read_by_two(db: Connection, play: Journey, agreed: int) -> None:
    """Let two read all there is; to ``agreed`` of it both say alike whether it is of poetry."""
    now = play.stage.clock.now()
    db.execute("UPDATE answers SET words = '[\"poems\"]' WHERE node = 'favourite'").close()
    first, second = (row[0] for row in db.execute("SELECT participant FROM staff").fetchall())
    themes.add(db, "t", play.project, "Poetry", first, now)
    rows = db.execute("SELECT id FROM answers WHERE node = 'favourite' ORDER BY id").fetchall()
    for number, (answer,) in enumerate(rows):
        reviews.read(db, f"r{number}", answer, first, now)
        second_readings.want(db, answer)
        second_readings.read(db, answer, second, now)
        is_poetry = number % 2 == 0
        if is_poetry:
            themes.put(db, f"a{number}", answer, "t", first, now)
        if is_poetry == (number < agreed):
            themes.put(db, f"b{number}", answer, "t", second, now)


async def test_a_draft_of_an_earlier_kind_begins_anew_and_keeps_its_words(tmp_path: Path) -> None:
    async with playing(tmp_path, project=LIBRARY) as play:
        await joins(play, "Olu", "officer")
        await play.stage.app.store.write(_old_draft, play)
        said = await does(play, "> 1 April 2027")
        assert "I did not quite get that" in said[-1]
        said = await does(play, "> none of these")
        assert "It is often locked" in said[-1]


def _old_draft(db: Connection, play: Journey) -> None:
    who = db.execute("SELECT participant FROM addresses WHERE chat_id = ?", (play.who,)).fetchone()[
        0
    ]
    kept = {
        "project": play.project,
        "themes": [],
        "heard": "It is often locked",
        "promise": "Books",
    }
    more = {"verdict": "will", "decided": "Open", "why": "Yes", "due_on": "", "constraint": ""}
    tasks.put(db, who, "decision", "due_on", {**kept, **more}, play.stage.clock.now())
