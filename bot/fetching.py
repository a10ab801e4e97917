"""Files people sent: fetched after the commit, cleaned of what they give away, and kept."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.channels.base import ChannelError, FileGone, FileTooBig
from bot.channels.telegram import TelegramChannel
from bot.clock import Clock
from bot.house import House
from bot.residents.resending import Why, never_came
from storage import media
from storage.media import Wanted
from storage.store import Store

_log = logging.getLogger(__name__)

#: A file that could not be fetched this often, each time after a pause twice as long, half a day in
#: all, will not come any more (Telegram keeps the link of a file for an hour, the file for months).
_TRIES = 20
_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)

#: Pictures sent as files carry what the camera wrote into them, as photos do.
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/tiff")


class Fetcher:
    """Fetches files that are wanted, and tells people of those that will never come."""

    def __init__(
        self,
        store: Store,
        channel: TelegramChannel,
        house: House,
        clock: Clock,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare; ``told`` is called when someone is to be told something."""
        self._store = store
        self._channel = channel
        self._house = house
        self._clock = clock
        self._told = told
        self._one_at_a_time = asyncio.Lock()
        self._not_before: dict[str, datetime] = {}

    async def fetch_all(self) -> bool:
        """Fetch what is wanted; return whether some could not be had and is to be tried again."""
        async with self._one_at_a_time:
            seen: set[str] = set()
            while True:
                wanted = await self._store.read(media.wanted)
                fresh = [one for one in wanted if one.id not in seen]
                if not fresh:
                    return bool(wanted)
                for one in fresh:
                    seen.add(one.id)
                    if self._not_before.get(one.id, self._clock.now()) <= self._clock.now():
                        await self._fetch(one)

    async def _fetch(self, one: Wanted) -> None:
        try:
            content = await self._channel.download(one.file_id)
        except FileTooBig:
            await self._give_up(one, "too_big")
        except FileGone:
            await self._give_up(one, "gone")
        except ChannelError as error:
            _log.warning("A file could not be fetched yet: %s", error)
            if one.tries + 1 >= _TRIES:
                await self._give_up(one, "gone")
            else:
                pause = min(_PAUSE * 2**one.tries, _LONGEST_PAUSE)
                self._not_before[one.id] = self._clock.now() + pause
                await self._store.write(media.tried, one.id)
        else:
            self._not_before.pop(one.id, None)
            await self._keep(one, content)

    async def _give_up(self, one: Wanted, why: Why) -> None:
        self._not_before.pop(one.id, None)
        await self._store.write(never_came, self._house, one.id, why, self._clock.now())
        self._told()

    async def _keep(self, one: Wanted, content: bytes) -> None:
        clean, mime = content, None
        if one.kind == "photo" or one.mime in _PICTURES:
            clean = await asyncio.to_thread(without_traces, content)
            mime = None if clean is content else "image/jpeg"
        await self._store.write(media.keep, one.id, clean, mime)


def without_traces(photo: bytes) -> bytes:
    """Return a photo without EXIF: where and when it was taken is nobody's business.

    It is turned upright first, since the turning, too, is EXIF. What is no picture is returned
    as it came: a person's file is kept even when we cannot read it.
    """
    try:
        with Image.open(io.BytesIO(photo)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return photo
    clean = io.BytesIO()
    upright.save(clean, "JPEG", quality=90)
    return clean.getvalue()
