"""Files people sent, handed to the browser: shown or played in place, or saved; never run."""

from __future__ import annotations

from aiohttp import web

from bot.demo.page.guard import FILE_HEADERS

#: Shown in the page; everything else is saved, so that no file can act as a page of ours.
_IN_PLACE = ("image/jpeg", "image/png", "image/gif", "image/webp", "audio/", "video/")


def file_response(
    request: web.Request, content: bytes, kind: str, mime: str | None, name: str
) -> web.Response:
    """Return ``content`` as a file; a byte range where asked (Safari plays nothing without)."""
    mime = mime or _guess(kind, content)
    in_place = mime.startswith(_IN_PLACE)
    headers = {**FILE_HEADERS, "Accept-Ranges": "bytes"}
    if not in_place:
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
        headers["Content-Disposition"] = f'attachment; filename="{plain or "file"}"'
    headers["Content-Type"] = mime if in_place else "application/octet-stream"
    wanted = request.http_range
    if wanted.start is None:
        return web.Response(body=content, headers=headers)
    start, end, _ = wanted.indices(len(content))
    if start >= end:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return web.Response(status=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return web.Response(status=206, body=content[start:end], headers=headers)


def _guess(kind: str, content: bytes) -> str:
    """Return the type of a file sent without one; Telegram's photos and stickers carry none."""
    if content.startswith(b"\x89PNG"):
        return "image/png"
    if content.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}.get(
        kind, "application/octet-stream"
    )
