"""The files Telegram holds: described and numbered on the way up, fetched by path afterwards."""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json, StoredFile

#: What the public server takes from a bot, and gives back to it ("Sending files", getFile).
PHOTO_MAX = 10 * 1024 * 1024
UPLOAD_MAX = 50 * 1024 * 1024
DOWNLOAD_MAX = 20 * 1024 * 1024
_SIDES_MAX = 10_000
_SIDES_RATIO = 20
_THUMBNAIL = (90, 90)

#: Kinds of file: the folder in file_path, the ending where the name has none, and the usual type.
_KINDS = {
    "photo": ("photos", ".jpg", "image/jpeg"),
    "voice": ("voice", ".oga", "audio/ogg"),
    "audio": ("music", ".mp3", "audio/mpeg"),
    "video": ("videos", ".mp4", "video/mp4"),
    "video_note": ("video_notes", ".mp4", "video/mp4"),
    "document": ("documents", "", "application/octet-stream"),
    "sticker": ("stickers", ".webp", "image/webp"),
}
KINDS = frozenset(_KINDS)


@dataclass(frozen=True)
class Given:
    """What is known of a file that comes up; lengths in seconds, sides in pixels."""

    content: bytes = field(repr=False)
    filename: str = "file"
    mime: str | None = None
    seconds: int | None = None
    width: int | None = None
    height: int | None = None
    title: str | None = None
    performer: str | None = None


class FileStore:
    """Every file by its file_id."""

    def __init__(self) -> None:
        self.files: dict[str, StoredFile] = {}

    def add(self, kind: str, given: Given) -> Any:
        """Keep a file and return the Bot API object for it (for a photo the list of its sizes).

        Raises Refusal for what Telegram would not take: a photo that is no image, or too much.
        """
        limit = PHOTO_MAX if kind == "photo" else UPLOAD_MAX
        if len(given.content) > limit:
            raise Refusal("Request Entity Too Large", 413)
        if not given.content:
            raise Refusal("file must be non-empty")
        if kind == "photo":
            return self._photo(given.content)
        stored = self._keep(kind, given.content, given.filename)
        described = _basics(stored) | _details(kind, given)
        stored.described = described
        return described

    def _keep(self, kind: str, content: bytes, filename: str) -> StoredFile:
        folder, ending, _ = _KINDS[kind]
        number = len(self.files) + 1
        digest = hashlib.sha256(f"{kind}{number}".encode() + content).digest()
        dot = filename.rfind(".")
        ending = filename[dot:] if kind == "document" and dot > 0 else ending
        stored = StoredFile(
            file_id=f"BQACAgI{base64.urlsafe_b64encode(digest).decode().rstrip('=')}",
            unique_id="AQAD" + base64.urlsafe_b64encode(digest[:9]).decode(),
            kind=kind,
            path=f"{folder}/file_{number}{ending}",
            content=content,
        )
        self.files[stored.file_id] = stored
        return stored

    def _photo(self, content: bytes) -> list[Json]:
        sizes = []
        for rendition, width, height in _renditions(content):
            stored = self._keep("photo", rendition, "photo.jpg")
            sizes.append(_basics(stored) | {"width": width, "height": height})
        for size in sizes:
            self.files[size["file_id"]].described = sizes
        return sizes

    def get(self, file_id: str) -> StoredFile:
        """Return a file, or raise Telegram's refusal of an id it does not know."""
        if file_id not in self.files:
            raise Refusal("invalid file_id")
        return self.files[file_id]

    def at(self, path: str) -> StoredFile | None:
        """Return the file that ``getFile`` said was at ``path``."""
        return next((one for one in self.files.values() if one.path == path), None)

    def again(self, kind: str, file_id: str) -> Any:
        """Return the object for a file sent once more by its id.

        Raises Refusal for an unknown id, a web address (this server is not on the web), or an id
        of another kind.
        """
        if file_id.startswith(("http://", "https://")):
            raise Refusal("failed to get HTTP URL content")
        stored = self.files.get(file_id)
        if stored is None:
            raise Refusal("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise Refusal(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored.described

    def snapshot(self) -> list[Json]:
        """Return all files as JSON, contents in base64."""
        return [
            vars(one) | {"content": base64.b64encode(one.content).decode()}
            for one in self.files.values()
        ]

    @classmethod
    def restore(cls, data: list[Json]) -> FileStore:
        """Return the files that ``snapshot`` described."""
        store = cls()
        for one in data:
            content = base64.b64decode(one["content"])
            store.files[one["file_id"]] = StoredFile(**{**one, "content": content})
        return store


def _basics(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
    }


def _details(kind: str, given: Given) -> Json:
    mime = given.mime or _KINDS[kind][2]
    if kind in {"voice", "audio", "video"} and not mime.startswith(("audio/", "video/")):
        mime = _KINDS[kind][2]
    seconds = given.seconds or 0
    if kind == "voice":
        return {"duration": seconds, "mime_type": mime}
    if kind == "video_note":
        return {"duration": seconds, "length": given.width or 240}
    if kind == "sticker":
        fixed = {"type": "regular", "width": 512, "height": 512, "emoji": "\N{THUMBS UP SIGN}"}
        return fixed | {"is_animated": False, "is_video": False}
    named: Json = {"file_name": given.filename, "mime_type": mime}
    if kind == "video":
        sides = {"width": given.width or 640, "height": given.height or 480}
        return named | sides | {"duration": seconds}
    if kind == "audio":
        told = {"title": given.title, "performer": given.performer}
        return named | {"duration": seconds} | {k: v for k, v in told.items() if v}
    return named


def _renditions(content: bytes) -> list[tuple[bytes, int, int]]:
    """Return a photo's sizes, smallest first: a thumbnail where it is bigger than one, and itself.

    Telegram makes new JPEGs of a photo; here the largest stays as it came, with all that is in it.
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            width, height = image.size
            small = image.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise Refusal("IMAGE_PROCESS_FAILED") from None
    if width + height > _SIDES_MAX or max(width, height) > _SIDES_RATIO * min(width, height):
        raise Refusal("PHOTO_INVALID_DIMENSIONS")
    itself = (content, width, height)
    if width <= _THUMBNAIL[0] and height <= _THUMBNAIL[1]:
        return [itself]
    small.thumbnail(_THUMBNAIL)
    out = io.BytesIO()
    small.save(out, "JPEG")
    return [(out.getvalue(), *small.size), itself]
