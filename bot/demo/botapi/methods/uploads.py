"""sendPhoto, sendVoice, sendAudio, sendVideo, sendDocument, sendMediaGroup, getFile."""

from __future__ import annotations

from typing import Any

from bot.demo.botapi.files import DOWNLOAD_MAX, Given
from bot.demo.botapi.methods.messages import deliver
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json, Upload
from bot.demo.botapi.store import Store
from bot.demo.botapi.texts import caption

_ATTACH = "attach://"
_ALBUM = (2, 10)
#: Documents and audio are grouped only with their own kind (Bot API, sendMediaGroup).
_ONLY_WITH_THEIR_OWN = frozenset({"document", "audio"})


def send_photo(store: Store, params: Json) -> Json:
    """Send a photo."""
    return _send(store, "photo", params)


def send_voice(store: Store, params: Json) -> Json:
    """Send a voice message."""
    return _send(store, "voice", params)


def send_audio(store: Store, params: Json) -> Json:
    """Send music or a recording."""
    return _send(store, "audio", params)


def send_video(store: Store, params: Json) -> Json:
    """Send a video."""
    return _send(store, "video", params)


def send_document(store: Store, params: Json) -> Json:
    """Send any file."""
    return _send(store, "document", params)


def _send(store: Store, kind: str, params: Json) -> Json:
    words = caption(params)
    store.writable(params["chat_id"])
    described = _file(store, kind, params[kind], params, params)
    spoiler = {"has_media_spoiler": True} if params.get("has_spoiler") else {}
    return deliver(store, params, {kind: described} | words | spoiler)


def _file(store: Store, kind: str, given: Upload | str, about: Json, params: Json) -> Any:
    """Return the described file that ``given`` is: bytes, the name of a file part, or a file_id."""
    if isinstance(given, str) and given.startswith(_ATTACH):
        given = params.get(given.removeprefix(_ATTACH), "")
    if isinstance(given, str):
        if not given:
            raise Refusal(f"there is no {kind} in the request")
        return store.files.again(kind, given)
    return store.files.add(
        kind,
        Given(
            given.content,
            given.filename,
            given.mime,
            about.get("duration"),
            about.get("width"),
            about.get("height"),
            about.get("title"),
            about.get("performer"),
        ),
    )


def send_media_group(store: Store, params: Json) -> list[Json]:
    """Send two to ten files as one album; every one is a message of its own."""
    media = params["media"]
    low, high = _ALBUM
    if len(media) > high:
        raise Refusal("too many messages to send as an album")
    if len(media) < low:
        raise Refusal(f"an album needs {low} to {high} files")
    kinds = {one["type"] for one in media}
    if len(kinds) > 1 and kinds & _ONLY_WITH_THEIR_OWN:
        raise Refusal("Can't use the media of the specified type in the album")
    store.writable(params["chat_id"])
    bodies = [
        {one["type"]: _file(store, one["type"], one["media"], one, params)} | caption(one)
        for one in media
    ]
    group = {"media_group_id": str(store.draw(10**13, 10**14))}
    return [deliver(store, params, group | body) for body in bodies]


def get_file(store: Store, params: Json) -> Json:
    """Say where a file can be fetched, up to 20 MB."""
    stored = store.files.get(params["file_id"])
    size = len(stored.content)
    if size > DOWNLOAD_MAX:
        raise Refusal("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": size,
        "file_path": stored.path,
    }
