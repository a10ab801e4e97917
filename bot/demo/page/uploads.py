"""What a person attaches on a phone: read from the form, bounded, and told apart by kind."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from bot.demo.page.guard import Refusal

#: The most one sending may carry, in bytes: what a bot may download from Telegram
#: (https://core.telegram.org/bots/api#getfile).
MAX_BYTES = 20 * 1024 * 1024

TOO_LARGE = "That is more than 20 MB, which is the most a bot can take. Nothing was sent."

#: A larger picture can only go as a file (https://core.telegram.org/bots/api#sendphoto).
_PHOTO_BYTES = 10 * 1024 * 1024

#: Telegram sends other pictures as files.
_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})


@dataclass(frozen=True)
class Upload:
    """One attached file, as the person's app would send it."""

    kind: str
    content: bytes
    filename: str
    mime: str | None


@dataclass(frozen=True)
class Sending:
    """All that one press of Send carries; ``seconds`` is the length of a recorded voice."""

    files: tuple[Upload, ...]
    caption: str | None
    seconds: int | None


async def read_sending(request: web.Request) -> Sending:
    """Read the attach form. Raises ``Refusal`` when it is too large or holds no file."""
    if (request.content_length or 0) > MAX_BYTES + 65536:
        raise Refusal(TOO_LARGE, status=413)
    fields: dict[str, str] = {}
    files: list[tuple[str, str | None, bytes]] = []
    room = MAX_BYTES
    try:
        reader = await request.multipart()
        async for part in reader:
            if not isinstance(part, BodyPartReader):
                raise Refusal("That form could not be read. Nothing was sent.")
            content = await _read_part(part, room)
            room -= len(content)
            if part.filename:
                files.append((part.filename, part.headers.get("Content-Type"), content))
            elif part.name:
                fields[part.name] = content.decode("utf-8", "replace")
    except (ValueError, AssertionError) as broken:
        raise Refusal("That form could not be read. Nothing was sent.") from broken
    if not any(content for _, _, content in files):
        raise Refusal("Choose a photo or a file first: there was nothing to send.")
    as_file = "as_file" in fields
    seconds = fields.get("seconds", "")
    return Sending(
        files=tuple(
            Upload("document" if as_file else kind_of(mime, len(content)), content, name, mime)
            for name, mime, content in files
            if content
        ),
        caption=fields.get("caption", "").strip() or None,
        seconds=int(seconds) if seconds.isdecimal() else None,
    )


async def _read_part(part: BodyPartReader, room: int) -> bytes:
    """Return the part's bytes, or raise ``Refusal`` as soon as they exceed ``room``."""
    content = bytearray()
    while chunk := await part.read_chunk(65536):
        content += chunk
        if len(content) > room:
            raise Refusal(TOO_LARGE, status=413)
    return bytes(content)


def kind_of(mime: str | None, size: int) -> str:
    """Return how Telegram's apps send a file of this type and size in bytes by themselves."""
    plain = (mime or "").partition(";")[0].strip().lower()
    if plain in _PHOTOS and size <= _PHOTO_BYTES:
        return "photo"
    if plain.startswith("audio/"):
        return "voice"
    return "video" if plain.startswith("video/") else "document"
