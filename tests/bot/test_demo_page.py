"""The demo page over plain HTTP: who may ask, what comes back, what is refused."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.demo.page.uploads import MAX_BYTES, kind_of
from tests.support.botapi import picture
from tests.support.demo_page import DemoPage, demo_page


@pytest.fixture
async def demo() -> AsyncIterator[DemoPage]:
    async with demo_page() as running:
        yield running


async def post(
    demo: DemoPage, path: str, data: Any = None, **headers: str
) -> tuple[int, dict[str, Any]]:
    """Post as the page's script does; ``headers`` replace what it would send."""
    sent = {"Origin": demo.url, "Accept": "application/json", **headers}
    async with demo.http.post(demo.url + path, data=data, headers=sent) as answer:
        return answer.status, await answer.json()


async def test_the_page_may_run_only_its_own_script_and_style(demo: DemoPage) -> None:
    async with demo.http.get(demo.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page


async def test_only_this_computer_s_own_names_are_answered(demo: DemoPage) -> None:
    port = demo.url.rpartition(":")[2]
    for host, status in ((f"localhost:{port}", 200), ("127.0.0.1", 200), ("evil.example", 403)):
        async with demo.http.get(demo.url, headers={"Host": host}) as answer:
            assert answer.status == status, host


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
async def test_what_another_page_sends_changes_nothing(demo: DemoPage, origin: str) -> None:
    path = f"/phones/{demo.amina}/say"
    status, answer = await post(demo, path, {"text": "hello"}, Origin=origin)
    assert (status, answer) == (403, {"error": "This came from another page, so nothing was done."})
    assert demo.world.history(demo.amina) == []


async def test_a_plain_form_is_refused_with_a_page_in_words(demo: DemoPage) -> None:
    url = f"{demo.url}/phones/{demo.amina}/say"
    headers = {"Origin": demo.url}
    async with demo.http.post(url, data={"text": " "}, headers=headers) as answer:
        assert answer.status == 400
        assert "Write something first" in await answer.text()


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("say", {"text": "x" * 4097}, "That is longer than 4096 characters. Send it in parts."),
        ("say", {"text": "x", "message": "99"}, "A phone cannot do that"),
        ("tap", {"message": "1", "data": "forged"}, "A phone cannot do that"),
        ("tap", {"message": "one", "data": "yes"}, "That message is not on this phone."),
        ("tap", {"message": "1", "data": "x" * 65}, "That button cannot be used."),
    ],
)
async def test_what_no_phone_can_do_is_refused(
    demo: DemoPage, path: str, data: dict[str, str], sentence: str
) -> None:
    demo.world.say(demo.amina, "hello")
    status, answer = await post(demo, f"/phones/{demo.amina}/{path}", data)
    assert status == 400
    assert answer["error"].startswith(sentence)


async def test_a_phone_that_is_not_on_the_page_can_do_nothing(demo: DemoPage) -> None:
    stranger = demo.world.add_user("Stranger")
    status, _ = await post(demo, f"/phones/{stranger}/say", {"text": "hello"})
    assert status == 404
    assert demo.world.history(stranger) == []


async def test_news_waits_for_a_change_and_leaves_out_what_is_known(demo: DemoPage) -> None:
    async with demo.http.get(f"{demo.url}/changes?since=0") as answer:
        first = await answer.json()
    have = [("have", f"{phone['id']}.{phone['digest']}") for phone in first["phones"]]
    query = [("since", str(first["version"])), *have]

    async def ask() -> dict[str, Any]:
        async with demo.http.get(f"{demo.url}/changes", params=query) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    waiting = asyncio.create_task(ask())
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    assert not done
    demo.world.say(demo.amina, "hello")
    news = await asyncio.wait_for(waiting, 5)
    assert [len(phone) > 1 for phone in news["phones"]] == [True, False, False]
    assert "hello" in news["phones"][0]["messages"][0]["html"]


async def test_the_clock_makes_one_jump_at_a_time_even_if_the_browser_leaves(
    demo: DemoPage,
) -> None:
    demo.household.may_arrive.clear()
    before = demo.household.clock.now()
    leaving = asyncio.create_task(post(demo, "/clock", {"by": "week"}))
    async with asyncio.timeout(5):
        while True:
            status, answer = await post(demo, "/clock", {"by": "century"})
            assert status == 400
            async with demo.http.get(f"{demo.url}/changes?since=0") as news:
                if (await news.json())["clock"]["jumping"] == "1 week":
                    break
    status, answer = await post(demo, "/clock", {"by": "day"})
    assert (status, answer["error"].split(".")[0]) == (409, "The clock is already moving")
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    demo.household.may_arrive.set()
    status, answer = await post_when_free(demo, {"by": "day"})
    assert status == 200
    assert demo.household.clock.now() - before == timedelta(days=8)


async def post_when_free(demo: DemoPage, data: dict[str, str]) -> tuple[int, dict[str, Any]]:
    async with asyncio.timeout(5):
        while True:
            status, answer = await post(demo, "/clock", data)
            if status != 409:
                return status, answer


async def test_a_bot_that_does_not_rest_is_told_of_and_the_clock_can_be_moved_again(
    demo: DemoPage,
) -> None:
    demo.household.restless = True
    status, answer = await post(demo, "/clock", {"by": "day"})
    assert (status, answer["error"].split(".")[0]) == (
        503,
        "The bot is still busy with what was said",
    )
    demo.household.restless = False
    status, _ = await post(demo, "/clock", {"by": "day"})
    assert status == 200


async def test_files_come_whole_or_in_part_and_never_as_a_page(demo: DemoPage) -> None:
    image = picture()
    demo.world.send_file(demo.amina, "photo", image)
    demo.world.send_file(
        demo.amina, "document", b"<script>alert(1)</script>", filename='a"b.html', mime="text/html"
    )
    url = f"{demo.url}/phones/{demo.amina}/messages"
    async with demo.http.get(f"{url}/1/file") as answer:
        assert answer.headers["Content-Type"] in ("image/png", "image/jpeg")
        whole = await answer.read()
    async with demo.http.get(f"{url}/1/file", headers={"Range": "bytes=4-9"}) as answer:
        assert answer.status == 206
        assert answer.headers["Content-Range"] == f"bytes 4-9/{len(whole)}"
        assert await answer.read() == whole[4:10]
    too_far = {"Range": f"bytes={len(whole)}-"}
    async with demo.http.get(f"{url}/1/file", headers=too_far) as answer:
        assert answer.status == 416
    async with demo.http.get(f"{url}/2/file") as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a_b.html"'
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    async with demo.http.get(f"{url}/3/file") as answer:
        assert answer.status == 404


async def test_several_pictures_are_an_album_and_the_first_has_the_words(demo: DemoPage) -> None:
    form = aiohttp.FormData()
    for name in ("a.png", "b.png"):
        form.add_field("file", picture(), filename=name, content_type="image/png")
    form.add_field("caption", "Before and after")
    status, _ = await post(demo, f"/phones/{demo.amina}/send", form)
    assert status == 200
    first, second = [m for m in demo.world.history(demo.amina) if "photo" in m]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "Before and after"
    assert "caption" not in second


async def test_too_large_empty_or_unreadable_files_are_refused_in_words(demo: DemoPage) -> None:
    path = f"/phones/{demo.amina}/send"
    for content, mime, sentence in (
        (bytes(MAX_BYTES + 1), "video/mp4", "That is more than 20 MB"),
        (b"", "image/png", "Choose a photo or a file first"),
        (b"no picture at all", "image/png", "That is not a picture Telegram can read."),
    ):
        form = aiohttp.FormData()
        form.add_field("file", io.BytesIO(content), filename="f", content_type=mime)
        status, answer = await post(demo, path, form)
        assert status in (400, 413)
        assert answer["error"].startswith(sentence)
    status, answer = await post(demo, path, {"file": "not a file"})
    assert (status, answer["error"]) == (400, "That form could not be read. Nothing was sent.")
    assert demo.world.history(demo.amina) == []


@pytest.mark.parametrize(
    ("mime", "size", "kind"),
    [
        ("image/jpeg", 1, "photo"),
        ("image/png", 11 * 1024 * 1024, "document"),
        ("image/gif", 1, "document"),
        ("audio/webm;codecs=opus", 1, "voice"),
        ("video/mp4", 1, "video"),
        ("application/pdf", 1, "document"),
        (None, 1, "document"),
    ],
)
def test_a_file_goes_as_telegram_s_apps_would_send_it(
    mime: str | None, size: int, kind: str
) -> None:
    assert kind_of(mime, size) == kind


async def test_a_spot_on_the_map_goes_out_as_one_and_is_shown(demo: DemoPage) -> None:
    path = f"/phones/{demo.amina}/place"
    assert await post(demo, path, {"spot": "53.7965, -1.5479"}) == (200, {})
    assert demo.world.history(demo.amina)[0]["location"] == {
        "latitude": 53.7965,
        "longitude": -1.5479,
    }
    async with demo.http.get(demo.url) as answer:
        assert "A spot on the map: 53.7965, -1.5479" in await answer.text()
    for odd in ("", "by the mill", "53.7965", "99.5, 200.5"):
        status, answered = await post(demo, path, {"spot": odd})
        assert status == 400
        assert answered["error"]
