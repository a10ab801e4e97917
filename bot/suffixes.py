"""How a file's name ends when it leaves: by its type, so that it opens with a tap."""

from __future__ import annotations

import mimetypes

_USUAL = {
    "voice": ".ogg",
    "photo": ".jpg",
    "video": ".mp4",
    "video_note": ".mp4",
    "audio": ".mp3",
}

#: Types whose usual ending the standard library does not know, or not alike everywhere.
_KNOWN = {"audio/ogg": ".ogg", "audio/mp4": ".m4a", "image/jpeg": ".jpg", "image/webp": ".webp"}


def suffix(kind: str, mime: str | None) -> str:
    """Return the ending of a file of this kind and type; the name people gave it is not kept."""
    if kind in _USUAL and kind != "audio":
        return _USUAL[kind]
    known = _KNOWN.get(mime or "") or mimetypes.guess_extension(mime or "", strict=True)
    return known or _USUAL.get(kind, ".bin")
