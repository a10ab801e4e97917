"""HTTP to the Bot API: python-telegram-bot's calls over one aiohttp session.

The library's own client (httpx) takes about three times the processor time a call and writes the
token into its log. Here a failure also says how far the request came, because Telegram has no
idempotency key: only what certainly was not sent may be sent again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp
import orjson
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import BaseRequest, RequestData

from bot.settings import is_loopback

#: python-telegram-bot reads this at each RetryAfter; without it there is a deprecation warning.
os.environ["PTB_TIMEDELTA"] = "1"

#: Seconds to be quiet when Telegram says "too many requests" and not for how long.
DEFAULT_RETRY_AFTER = 5

#: No answer of the Bot API is nearly this long; a server that sends more is not one.
_LARGEST_ANSWER = 32 * 1024 * 1024


#: As the library reads them: a malformed token is "not found", a wrong one "unauthorized".
_MEANS: Mapping[int, type[TelegramError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: InvalidToken,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: InvalidToken,
    HTTPStatus.CONFLICT: Conflict,
}


class NotSent(NetworkError):
    """No connection was made, so Telegram cannot have acted on the request."""


class FateUnknown(NetworkError):
    """The request went out and no clear answer came back: Telegram may have acted on it."""


class BodyTooLong(TelegramError):
    """The body is longer than the caller wants to hold."""


@dataclass(frozen=True)
class Timeouts:
    """Seconds to wait: to get a connection, for an answer's next byte, and for a file upload's."""

    connect: float = 10.0
    read: float = 20.0
    upload: float = 120.0


class AiohttpRequest(BaseRequest):
    """The HTTP client handed to ``telegram.Bot``, for its calls and for its long polls alike."""

    __slots__ = ("_connections", "_session", "_timeouts", "_trust_env")

    def __init__(
        self, base_url: str, timeouts: Timeouts | None = None, connections: int = 64
    ) -> None:
        self._timeouts = timeouts or Timeouts()
        self._connections = connections
        # A proxy named in the environment is the way out to Telegram, never the way to oneself.
        self._trust_env = not is_loopback(urlsplit(base_url).hostname or "")
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take where the call does not say."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the session; once is enough, again is harmless."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=self._trust_env,
                headers={"User-Agent": "Tellback"},
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request and return its status and body.

        ``write_timeout`` and ``pool_timeout`` have no counterpart in aiohttp: waiting for a free
        connection counts as connecting, and an upload has one time for all of it. Raises
        ``NotSent`` and ``FateUnknown``, and ``BadRequest`` where Telegram would.
        """
        uploads = request_data is not None and request_data.contains_files
        read: float | None = self._timeouts.upload if uploads else self._timeouts.read
        if read_timeout is None or isinstance(read_timeout, (int, float)):
            read = read_timeout
        form = _form(request_data.json_parameters, request_data) if request_data else None
        return _judge(await self._exchange(url, method, form, read, _LARGEST_ANSWER))

    async def call(self, url: str, fields: Mapping[str, str], read: float | None = None) -> object:
        """Call a method that the library would turn into objects, and return the bare result.

        ``read`` is how many seconds the answer may take. Raises ``telegram.error.TelegramError``,
        as the library's own calls do.
        """
        status, body = _judge(
            await self._exchange(
                url, "POST", _form(fields), read or self._timeouts.read, _LARGEST_ANSWER
            )
        )
        answer = self.parse_json_payload(body)
        if status == HTTPStatus.OK and "result" in answer:
            return answer["result"]
        described = str(answer.get("description", f"Telegram answered {status}"))
        raise _MEANS.get(status, FateUnknown)(described)

    async def download(self, url: str, limit: int) -> tuple[int, bytes]:
        """Fetch a file of at most ``limit`` bytes; return its status and bytes.

        Raises ``BodyTooLong``, ``NotSent`` and ``FateUnknown``.
        """
        return await self._exchange(url, "GET", None, self._timeouts.read, limit)

    async def _exchange(
        self,
        url: str,
        method: str,
        form: aiohttp.FormData | None,
        read: float | None,
        limit: int,
    ) -> tuple[int, bytes]:
        """Send, and read to the end.

        Errors leave here without their cause, which may hold the address and so the token; how far
        the request came is told by the class instead.
        """
        if self._session is None:
            raise NotSent("The channel is not open")
        # Waiting for a free connection counts as connecting. No limit on the whole: a long file
        # may take its time as long as it keeps coming.
        timeout = aiohttp.ClientTimeout(connect=self._timeouts.connect, sock_read=read)
        try:
            async with self._session.request(
                method, url, data=form, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await _read(response, limit)
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientHttpProxyError,
            aiohttp.InvalidURL,
        ) as error:
            raise NotSent(f"Could not connect ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise FateUnknown(f"No answer came ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read an answer, without writing it to the log as the library would: it holds words.

        The fast reader refuses half surrogates, which the standard one lets through; they are
        cleaned away later, and must not hold up the other updates of the batch.
        """
        try:
            answer = orjson.loads(payload)
        except orjson.JSONDecodeError:
            try:
                answer = json.loads(payload.decode("utf-8", "replace"))
            except (ValueError, RecursionError):
                raise FateUnknown("The answer is not JSON") from None
        if not isinstance(answer, dict):
            raise FateUnknown("The answer is not a JSON object")
        return answer


def _form(fields: Mapping[str, str], files: RequestData | None = None) -> aiohttp.FormData:
    """Lay out the parameters; without ``quote_fields=False`` file names arrive percent-encoded."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise BadRequest(f"{name} must be encoded in UTF-8") from None
        form.add_field(name, value)
    for name, (filename, content, mime) in (files.multipart_data if files else {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > limit:
            raise BodyTooLong(f"More than {limit} bytes")
    return bytes(body)


def _judge(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """Pass an answer on, where the library would draw the right conclusion from it.

    It takes every status it does not know for a network error. But 413 is a message that can never
    be sent, 429 always means later, and after a 5xx (a restarting server answers requests already
    under way with 500, the proxy before it with 502) nobody knows whether Telegram acted.
    """
    status, body = answer
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FateUnknown(f"Telegram answered {status}")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        raise BadRequest("Request Entity Too Large")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RetryAfter(_retry_after(body))
    return answer


def _retry_after(body: bytes) -> int:
    """Return the seconds in a 429's body; a proxy's 429 has none."""
    try:
        parameters = AiohttpRequest.parse_json_payload(body).get("parameters")
    except TelegramError:
        return DEFAULT_RETRY_AFTER
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(seconds, int) and 0 < seconds < 24 * 60 * 60:
        return seconds
    return DEFAULT_RETRY_AFTER
