"""Files go up and come down again byte for byte, in every way a bot and a person can send them."""

from __future__ import annotations

import io
import json

import aiohttp
import pytest
from PIL import Image

from bot.demo.botapi.files import DOWNLOAD_MAX, PHOTO_MAX
from bot.demo.botapi.shapes import Json
from tests.support.botapi import TOKEN, Talk, picture, talking


async def _down(talk: Talk, file_id: str) -> bytes:
    file = await talk.ok("getFile", file_id=file_id)
    url = f"{talk.base_url}/file/bot{TOKEN}/{file['file_path']}"
    async with talk.http.get(url) as answer:
        assert answer.status == 200
        content = await answer.read()
    assert len(content) == file["file_size"]
    return content


async def _up(talk: Talk, method: str, form: dict[str, str], **files: bytes) -> tuple[int, Json]:
    body = aiohttp.FormData(quote_fields=False)
    body.add_field("chat_id", str(talk.ann))
    for name, value in form.items():
        body.add_field(name, value)
    for name, content in files.items():
        body.add_field(
            name, io.BytesIO(content), filename=f"{name} é.bin", content_type="text/plain"
        )
    async with talk.http.post(f"{talk.base_url}/bot{TOKEN}/{method}", data=body) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "video_note", "document"])
async def test_what_a_person_sends_comes_down_whole(kind: str) -> None:
    content = bytes(range(256)) * 300
    async with talking() as talk:
        message = talk.world.send_file(
            talk.ann, kind, content, filename="day.bin", seconds=9, caption="my <day>"
        )
        (update,) = await talk.updates()
        assert update["message"] == message
        assert message["caption"] == "my <day>"
        assert message[kind].get("duration", 9) == 9
        assert await _down(talk, message[kind]["file_id"]) == content
        assert talk.world.file_bytes(message[kind]["file_id"]) == content


async def test_a_photo_has_sizes_and_the_largest_is_the_original() -> None:
    async with talking() as talk:
        message = talk.world.send_file(talk.ann, "photo", picture(200, 120))
        small, large = message["photo"]
        assert (large["width"], large["height"]) == (200, 120)
        assert await _down(talk, large["file_id"]) == picture(200, 120)
        thumbnail = Image.open(io.BytesIO(await _down(talk, small["file_id"])))
        assert thumbnail.size == (small["width"], small["height"]) == (90, 54)


async def test_what_the_bot_sends_comes_down_whole_and_goes_out_again_by_its_id() -> None:
    async with talking() as talk:
        form = {"caption": "<b>heard</b>", "parse_mode": "HTML", "duration": "4"}
        status, body = await _up(talk, "sendVoice", form, voice=b"OggS sound")
        assert status == 200
        voice = body["result"]["voice"]
        assert (voice["duration"], voice["mime_type"]) == (4, "audio/ogg")
        assert await _down(talk, voice["file_id"]) == b"OggS sound"
        again = await talk.ok("sendVoice", chat_id=talk.ann, voice=voice["file_id"])
        assert again["voice"] == voice
        shown = talk.world.history(talk.ann)[-2]
        assert shown["caption"] == "heard"
        assert shown["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]


async def test_a_document_keeps_its_name() -> None:
    async with talking() as talk:
        _, body = await _up(talk, "sendDocument", {}, document=b"words")
        document = body["result"]["document"]
        assert (document["file_name"], document["mime_type"]) == ("document é.bin", "text/plain")


async def test_an_album_is_separate_messages_with_one_group_id() -> None:
    async with talking() as talk:
        first = talk.world.send_file(talk.ann, "photo", picture(), album="a")
        second = talk.world.send_file(talk.ann, "photo", picture(), album="a")
        other = talk.world.send_file(talk.ann, "photo", picture(), album="b")
        assert first["media_group_id"] == second["media_group_id"] != other["media_group_id"]
        known = first["photo"][-1]["file_id"]
        media = [
            {"type": "photo", "media": known, "caption": "one"},
            {"type": "photo", "media": "attach://mine"},
        ]
        form = {"media": json.dumps(media)}
        status, body = await _up(talk, "sendMediaGroup", form, mine=picture(50, 50))
        assert status == 200
        one, two = body["result"]
        assert one["media_group_id"] == two["media_group_id"]
        assert (one["caption"], two["photo"][-1]["width"]) == ("one", 50)


async def test_files_telegram_refuses() -> None:
    async with talking() as talk:
        voice = talk.world.send_file(talk.ann, "voice", b"OggS")["voice"]["file_id"]

        async def refused(method: str, form: dict[str, str], **files: bytes) -> str:
            status, body = await _up(talk, method, form, **files)
            assert status == body["error_code"]
            return str(body["description"])

        assert await refused("sendPhoto", {}, photo=b"no image") == (
            "Bad Request: IMAGE_PROCESS_FAILED"
        )
        assert await refused("sendPhoto", {}, photo=picture(2000, 50)) == (
            "Bad Request: PHOTO_INVALID_DIMENSIONS"
        )
        assert await refused("sendVoice", {}, voice=b"") == "Bad Request: file must be non-empty"
        assert await refused("sendVoice", {"caption": "x" * 1025}, voice=b"OggS") == (
            "Bad Request: message caption is too long"
        )
        too_large = "Request Entity Too Large"
        assert await refused("sendPhoto", {}, photo=bytes(PHOTO_MAX + 1)) == too_large
        assert await refused("sendVoice", {"voice": "nothing"}) == (
            "Bad Request: wrong file identifier/HTTP URL specified"
        )
        assert await refused("sendVoice", {"voice": "https://a.org/x.ogg"}) == (
            "Bad Request: failed to get HTTP URL content"
        )
        assert await refused("sendPhoto", {"photo": voice}) == (
            "Bad Request: can't use file of type Voice as Photo"
        )
        assert await refused("sendVoice", {"voice": "attach://gone"}) == (
            "Bad Request: there is no voice in the request"
        )
        assert await refused("sendVoice", {"voice": voice}, spare=b"x") == (
            'Bad Request: unknown parameter "spare" for sendVoice'
        )
        assert await talk.refused("getFile", file_id="nothing") == "Bad Request: invalid file_id"
        assert len(talk.world.history(talk.ann)) == 2


async def test_albums_telegram_refuses() -> None:
    async with talking() as talk:
        voice = {"type": "document", "media": "x"}
        photo = {"type": "photo", "media": "x"}
        for media, words in (
            ([photo], "an album needs 2 to 10 files"),
            ([photo] * 11, "too many messages to send as an album"),
        ):
            refused = await talk.refused("sendMediaGroup", chat_id=talk.ann, media=media)
            assert refused == f"Bad Request: {words}"
        mixed = [photo, voice]
        refused = await talk.refused("sendMediaGroup", chat_id=talk.ann, media=mixed)
        assert refused == "Bad Request: Can't use the media of the specified type in the album"


async def test_a_file_over_20_mb_cannot_be_fetched() -> None:
    async with talking() as talk:
        just = talk.world.send_file(talk.ann, "video", bytes(DOWNLOAD_MAX))["video"]["file_id"]
        over = talk.world.send_file(talk.ann, "video", bytes(DOWNLOAD_MAX + 1))["video"]["file_id"]
        await talk.ok("getFile", file_id=just)
        assert await talk.refused("getFile", file_id=over) == "Bad Request: file is too big"


async def test_a_path_that_is_not_there() -> None:
    async with talking() as talk:
        url = f"{talk.base_url}/file/bot{TOKEN}/voice/file_9.oga"
        async with talk.http.get(url) as answer:
            assert answer.status == 404
