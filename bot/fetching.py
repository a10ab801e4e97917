"""Files people sent: fetched after the commit, cleaned of what they give away, and kept."""

from __future__ import annotations

import asyncio
import io
import logging

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.channels.base import ChannelError, FileGone, FileTooBig
from bot.channels.telegram import TelegramChannel
from storage import media
from storage.media import Wanted
from storage.store import Store

_log = logging.getLogger(__name__)

#: A file that could not be fetched this often will not come any more (Telegram keeps the link of
#: a file for an hour, the file itself for months).
_TRIES = 20


class Fetcher:
    """Fetches files that are wanted."""

    def __init__(self, store: Store, channel: TelegramChannel) -> None:
        self._store = store
        self._channel = channel
        self._one_at_a_time = asyncio.Lock()

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
                    await self._fetch(one)

    async def _fetch(self, one: Wanted) -> None:
        try:
            content = await self._channel.download(one.file_id)
        except FileTooBig:
            await self._store.write(media.give_up, one.id, "too_big")
        except FileGone:
            await self._store.write(media.give_up, one.id, "gone")
        except ChannelError as error:
            _log.warning("A file could not be fetched yet: %s", error)
            if one.tries + 1 >= _TRIES:
                await self._store.write(media.give_up, one.id, "gone")
            else:
                await self._store.write(media.tried, one.id)
        else:
            if one.kind == "photo":
                content = await asyncio.to_thread(without_traces, content)
            await self._store.write(media.keep, one.id, content)


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
