"""Files that cannot be had: their sender is told, and what they send instead stands in for them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.demo.botapi.files import DOWNLOAD_MAX
from bot.demo.botapi.refusals import Refusal
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, playing, sends

AT_THE_DAY = TALKS.index("a long and heavy day")
TOO_BIG = b"\0" * (DOWNLOAD_MAX + 1)


async def tells_a_day(play: Journey) -> None:
    """Bring Ana to where she is asked to tell of a day."""
    await does(play, "@ Ana en", *(f"> {said}" for said in TALKS[:AT_THE_DAY]))


def _files(db: Connection) -> list[tuple[str, str, int]]:
    """Return the files of the answer that counts: kind, state, size."""
    rows = db.execute(
        "SELECT m.kind, m.state, LENGTH(m.content) FROM answers AS a"
        " JOIN answer_media AS f ON f.answer = a.id JOIN media AS m ON m.id = f.media"
        " WHERE a.node = 'day' AND a.superseded_at IS NULL ORDER BY f.position"
    )
    return [tuple(row) for row in rows]


async def test_a_film_too_big_is_told_and_a_shorter_one_stands_in_for_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await tells_a_day(play)
        await sends(play, "voice", b"OggS first", album="a")
        said = await sends(play, "video", TOO_BIG, album="a")
        assert "larger than 20 MB" in said[-1]
        assert "Please send the file now" in (await does(play, "> [Send it again]"))[-1]
        assert "Please send the file now" in (await does(play, "> it is too long"))[-1]
        said = await sends(play, "video", b"a short one")
        assert "It stands in for the one" in said[0]
        files = await play.stage.app.store.read(_files)
        assert files == [("voice", "kept", 10), ("video", "kept", 11)]
        await does(play, "> [Send it again]")
        assert "That file is there now" in play.note()


async def test_a_file_is_offered_again_from_my_answers(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await tells_a_day(play)
        await sends(play, "video", TOO_BIG, caption="from the window")
        said = await does(play, "> family", "> 5", "> in the report", "> send", "> my answers")
        assert any("file did not come through" in one for one in said)
        await does(play, "> [Send it again]")
        await sends(play, "photo", _photo())
        assert [f[:2] for f in await play.stage.app.store.read(_files)] == [("photo", "kept")]
        said = await does(play, "> my answers")
        assert not any("did not come through" in one for one in said)
        assert any("from the window" in one for one in said)


async def test_a_file_telegram_no_longer_has_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path) as play:
        await tells_a_day(play)

        def gone(file_id: str) -> None:
            raise Refusal("invalid file_id")

        monkeypatch.setattr(play.stage.world.files, "get", gone)
        said = await sends(play, "voice", b"OggS gone")
        assert sum("Telegram no longer has it" in one for one in said) == 1
        await play.stage.app.drain()
        play.collect()
        assert play.queue == []


async def test_leaving_it_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await tells_a_day(play)
        await sends(play, "video", TOO_BIG)
        said = await does(play, "> [Send it again]", "> back")
        assert "left as it was" in said[-2]
        assert [f[:2] for f in await play.stage.app.store.read(_files)] == [("video", "too_big")]


async def test_an_answer_given_anew_no_longer_waits_for_its_file(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await tells_a_day(play)
        await sends(play, "video", TOO_BIG)
        await does(play, "> [Send it again]", "> back", "> back", "> in words then")
        await does(play, "> [Send it again]")
        assert "was taken back" in play.note()
        said = await does(play, "> my answers")
        assert not any("file did not come through" in one for one in said)


def _photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG")
    return out.getvalue()
