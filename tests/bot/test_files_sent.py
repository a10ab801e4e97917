"""Files people send: cleaned, replaced, read by the team, and kept out of exports."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image

from bot.channels.base import Media, MediaKind
from bot.exports.bundle import written
from bot.exports.tables import gather
from bot.residents.talking import file_kind
from bot.suffixes import suffix
from storage.sqlite import Connection
from tests.bot.test_places import TO_THE_PLACE
from tests.support.journey import Journey
from tests.support.playing import does, playing, sends
from tests.support.projects import PROJECTS
from tests.support.team import says


def camera() -> bytes:
    """Return a photo as a camera makes it: lying on its side, with the place it was taken at."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (53.0, 47.0, 47.0)
    out = io.BytesIO()
    Image.new("RGB", (120, 90), (80, 120, 60)).save(out, "JPEG", exif=exif)
    return out.getvalue()


async def asked(play: Journey) -> None:
    await does(play, "@ Ana en", *(f"> {said}" for said in TO_THE_PLACE))


def _contents(db: Connection) -> list[tuple[str, bytes]]:
    return [tuple(row) for row in db.execute("SELECT mime, content FROM media ORDER BY at, id")]


@pytest.mark.parametrize(("kind", "mime"), [("photo", None), ("document", "image/jpeg")])
async def test_a_photo_is_kept_upright_without_its_place_however_it_is_sent(
    kind: str, mime: str | None, tmp_path: Path
) -> None:
    async with playing(tmp_path, project=PROJECTS / "files") as play:
        await asked(play)
        said = await sends(play, kind, camera(), mime=mime)
        assert said[0] == "Written down."
        ((stored, content),) = await play.stage.app.store.read(_contents)
        assert stored == "image/jpeg"
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (90, 120)
            assert not picture.getexif()


async def test_a_document_that_is_no_picture_is_kept_as_it_came(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "files") as play:
        await asked(play)
        await sends(play, "document", b"%PDF-1.7 not really", mime="application/pdf")
        contents = await play.stage.app.store.read(_contents)
        assert contents == [("application/pdf", b"%PDF-1.7 not really")]


@pytest.mark.parametrize(
    ("kind", "mime", "asked_for"),
    [
        ("photo", None, "photo"),
        ("document", "image/png", "photo"),
        ("document", "audio/mpeg", "audio"),
        ("document", "video/mp4", "video"),
        ("document", "application/pdf", "document"),
        ("document", None, "document"),
        ("video_note", None, "video"),
        ("voice", "audio/ogg", "voice"),
    ],
)
def test_what_a_file_counts_as(kind: MediaKind, mime: str | None, asked_for: str) -> None:
    assert file_kind(Media(kind, "f", "u", mime)) == asked_for


@pytest.mark.parametrize(
    ("kind", "mime", "ending"),
    [
        ("voice", "audio/ogg", ".ogg"),
        ("photo", "image/jpeg", ".jpg"),
        ("video_note", None, ".mp4"),
        ("audio", "audio/mp4", ".m4a"),
        ("audio", None, ".mp3"),
        ("document", "application/pdf", ".pdf"),
        ("document", "image/jpeg", ".jpg"),
        ("document", "application/x-nobody-knows", ".bin"),
        ("document", None, ".bin"),
    ],
)
def test_how_a_file_s_name_ends(kind: str, mime: str | None, ending: str) -> None:
    assert suffix(kind, mime) == ending


async def told_and_sent(play: Journey) -> None:
    """Let Ana send an album with a caption, a recording and a document."""
    await asked(play)
    await does(play, "> (album) the steps", "> (voice)")
    await sends(play, "document", b"%PDF-1.7 not really", mime="application/pdf")
    await does(play, "> send")


async def test_the_team_sees_and_hears_them_where_they_read(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "files") as play:
        await does(play, "$ invite lead all", "@ Lena en", "> /start {invite}", "> yes")
        await told_and_sent(play)
        await does(play, "@ Lena", "> /new")
        first = play.stage.world.history(play.who)[-3:]
        assert ["photo" in message for message in first] == [True, True, False]
        assert all(message["has_protected_content"] for message in first)
        await does(play, "> next")
        recording, text = play.stage.world.history(play.who)[-2:]
        assert recording["voice"]["duration"] >= 0
        assert "What is it like at night?" in text["text"]
        await does(play, "> next")
        document = play.stage.world.history(play.who)[-2]["document"]
        assert document["file_name"] == "document.pdf"


async def test_they_are_named_in_an_export_and_stay_out_of_it(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "files") as play:
        await told_and_sent(play)
        tables = await play.stage.app.store.read(gather, play.stage.app.house, "files")
        assert tables.files == {}
        text = written(tables, ("csv",), play.stage.clock.now())["answers.csv"].decode("utf-8-sig")
        files = {row["question"]: row["files"] for row in csv.DictReader(io.StringIO(text))}
        assert files["broken"] == "(photo, withheld);(photo, withheld)"
        assert files["night"] == "(voice 7 s, withheld)"
        assert files["more"] == "(document, withheld)"


async def test_another_photo_in_an_edited_message_is_fetched_and_stands_in(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "files") as play:
        await asked(play)
        await does(play, "> (photo) the steps")
        (before,) = await play.stage.app.store.read(_contents)
        said = await says(play, "> edit: the steps => (photo)")
        assert "Changed. It now says" in said[0]
        contents = await play.stage.app.store.read(_contents)
        assert len(contents) == 2
        assert contents[0] == before != contents[1]
        assert await says(play, "> edit: the steps => the steps") == []
        said = await says(play, "> my answers")
        assert any("“the steps” · (1 voice message, photo or file)" in one for one in said)
