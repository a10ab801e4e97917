"""How far a request came, over real sockets: a server that answers exactly what a test says."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.transport import (
    DEFAULT_RETRY_AFTER,
    AiohttpRequest,
    BodyTooLong,
    FateUnknown,
    NotSent,
    Timeouts,
)
from tests.support.scripted import Scripted, serving

TOKEN = "123456789:AAE-secret"
SENT = b'{"ok": true, "result": {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}}'


@pytest.fixture
async def server() -> AsyncIterator[Scripted]:
    scripted = Scripted()
    async with serving(scripted):
        yield scripted


@pytest.fixture
async def request_(server: Scripted) -> AsyncIterator[AiohttpRequest]:
    transport = AiohttpRequest(server.address, Timeouts(connect=2, read=0.2, upload=2))
    async with transport:
        yield transport


def bot_on(request: AiohttpRequest, server: Scripted) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{server.address}/bot",
        base_file_url=f"{server.address}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def test_an_answer_is_passed_on(request_: AiohttpRequest, server: Scripted) -> None:
    server.says(200, SENT)
    message = await bot_on(request_, server).send_message(1, "Łóżko & okno")
    assert message.message_id == 5
    assert server.requests[0].startswith(f"POST /bot{TOKEN}/sendMessage ".encode())
    assert server.requests[0].endswith(b"chat_id=1&text=%C5%81%C3%B3%C5%BCko+%26+okno")


async def test_a_file_keeps_its_name_and_bytes(request_: AiohttpRequest, server: Scripted) -> None:
    server.says(200, SENT)
    await bot_on(request_, server).send_document(1, b"\x00\xffwords", filename="Łóżko.txt")
    sent = server.requests[0]
    assert 'name="document"; filename="Łóżko.txt"'.encode() in sent
    assert b"\x00\xffwords" in sent


async def test_nobody_listening_means_it_was_not_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        async with AiohttpRequest(address) as transport:
            with pytest.raises(NotSent):
                await transport.call(f"{address}/bot{TOKEN}/getMe", {})


async def test_an_unknown_host_means_it_was_not_sent() -> None:
    async with AiohttpRequest("http://127.0.0.1") as transport:
        with pytest.raises(NotSent):
            await transport.call("http://nowhere.invalid/getMe", {})


async def test_no_free_connection_means_it_was_not_sent(server: Scripted) -> None:
    server.keeps_silent = True
    timeouts = Timeouts(connect=0.2, read=30)
    async with AiohttpRequest(server.address, timeouts, connections=1) as transport:
        holding = asyncio.create_task(transport.call(f"{server.address}/a", {}))
        await server.asked.wait()
        with pytest.raises(NotSent):
            await transport.call(f"{server.address}/b", {})
        holding.cancel()
        assert len(server.requests) == 1


async def test_closed_means_it_was_not_sent(server: Scripted) -> None:
    with pytest.raises(NotSent):
        await AiohttpRequest(server.address).call(f"{server.address}/a", {})


@pytest.mark.parametrize(
    "reply",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", b"this is not HTTP\r\n\r\n"],
    ids=["hangs up", "half an answer", "no HTTP"],
)
async def test_a_broken_answer_leaves_the_fate_unknown(
    request_: AiohttpRequest, server: Scripted, reply: bytes
) -> None:
    server.reply = reply
    with pytest.raises(FateUnknown):
        await bot_on(request_, server).send_message(1, "hello")
    assert len(server.requests) == 1


async def test_silence_leaves_the_fate_unknown(request_: AiohttpRequest, server: Scripted) -> None:
    server.keeps_silent = True
    with pytest.raises(FateUnknown):
        await bot_on(request_, server).send_message(1, "hello")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_in_trouble_leaves_the_fate_unknown(
    request_: AiohttpRequest, server: Scripted, status: int
) -> None:
    server.says(status, b"<html>Bad Gateway</html>")
    with pytest.raises(FateUnknown, match=str(status)):
        await bot_on(request_, server).send_message(1, "hello")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"\xff\xfe", b"[" * 100_000])
async def test_an_answer_that_is_no_json_object_leaves_the_fate_unknown(
    request_: AiohttpRequest, server: Scripted, body: bytes
) -> None:
    server.says(200, body)
    with pytest.raises(FateUnknown):
        await bot_on(request_, server).send_message(1, "hello")


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        (b'{"ok": false, "parameters": {"retry_after": 37}}', 37),
        (b'{"ok": false, "parameters": {"retry_after": 0}}', DEFAULT_RETRY_AFTER),
        (b'{"ok": false, "parameters": {"retry_after": 99999999999}}', DEFAULT_RETRY_AFTER),
        (b'{"ok": false, "parameters": []}', DEFAULT_RETRY_AFTER),
        (b"<html>Too Many Requests</html>", DEFAULT_RETRY_AFTER),
    ],
)
async def test_too_many_requests_always_says_how_long(
    request_: AiohttpRequest, server: Scripted, body: bytes, seconds: int
) -> None:
    server.says(429, body)
    with pytest.raises(RetryAfter) as caught:
        await bot_on(request_, server).send_message(1, "hello")
    assert caught.value.retry_after == timedelta(seconds=seconds)


async def test_too_large_is_refused_for_good(request_: AiohttpRequest, server: Scripted) -> None:
    server.says(413, b"")
    with pytest.raises(BadRequest):
        await bot_on(request_, server).send_document(1, b"x" * 100)


async def test_words_that_cannot_be_encoded_are_refused_unsent(
    request_: AiohttpRequest, server: Scripted
) -> None:
    with pytest.raises(BadRequest):
        await bot_on(request_, server).send_message(1, "half \ud83d")
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, BadRequest), (401, InvalidToken), (404, InvalidToken), (409, Conflict)],
)
async def test_a_bare_call_reads_statuses_as_the_library_does(
    request_: AiohttpRequest, server: Scripted, status: int, error: type[TelegramError]
) -> None:
    server.says(status, b'{"ok": false, "description": "Because"}')
    with pytest.raises(error, match="Because"):
        await request_.call(f"{server.address}/bot{TOKEN}/getUpdates", {"limit": "1"})
    with pytest.raises(error, match="Because"):
        await bot_on(request_, server).send_message(1, "hello")


async def test_half_a_surrogate_does_not_hold_up_the_batch(
    request_: AiohttpRequest, server: Scripted
) -> None:
    server.says(200, b'{"ok": true, "result": [{"text": "half \\ud83d"}, {"text": "whole"}]}')
    batch = await request_.call(f"{server.address}/getUpdates", {})
    assert batch == [{"text": "half \ud83d"}, {"text": "whole"}]


async def test_a_download_stops_at_its_limit(request_: AiohttpRequest, server: Scripted) -> None:
    server.says(200, b"x" * 1000)
    assert await request_.download(f"{server.address}/f", 1000) == (200, b"x" * 1000)
    with pytest.raises(BodyTooLong):
        await request_.download(f"{server.address}/f", 999)


async def test_no_error_tells_the_token(request_: AiohttpRequest, server: Scripted) -> None:
    told = []
    for reply in (b"", b"HTTP/1.1 302 X\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n"):
        server.reply = reply
        with pytest.raises(TelegramError) as caught:
            await bot_on(request_, server).send_message(1, "hello")
        told.append(caught.value)
    with pytest.raises(NotSent) as refused:
        await request_.call(f"http://127.0.0.1:1/bot{TOKEN}/getMe", {})
    told.append(refused.value)
    for error in told:
        assert "secret" not in f"{error} {error!r} {error.__cause__!r}"


async def test_no_httpx_client_is_made(request_: AiohttpRequest, server: Scripted) -> None:
    bot_on(request_, server)
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, httpx.AsyncClient)]
