"""Telegram's formatted text: cleaning, counting in UTF-16 units, and what it links by itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.demo.botapi.shapes import Json

#: Tabs and control characters become spaces; carriage returns and U+2028–U+202E disappear.
_CLEAN: dict[int, int | None] = {
    code: None if code == 13 else 32 for code in range(33) if code != 10
} | dict.fromkeys(range(0x2028, 0x202F))

#: Which entity lies outside when two cover the same text.
_OUTER_FIRST = [
    "blockquote",
    "expandable_blockquote",
    "pre",
    "code",
    "text_link",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
]

_DOMAIN = r"(?:[\w-]+\.)+(?:com|org|net|info|gov|edu|app|dev|eu|io|me|uk|nhs|pl|pk|de|fr)"
_FOUND_ALONE = [
    ("url", re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(rf"(?<![\w@./-]){_DOMAIN}(?::\d+)?(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\d*[^\W\d])\w{1,256}(?![\w#])")),
]


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units, the unit of all Telegram's offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Return ``text`` without the control and direction characters that Telegram takes out."""
    return text.translate(_CLEAN)


def checked_link(link: str) -> str | None:
    """Return the address as Telegram keeps it, or ``None`` where it would make no link of it.

    A host needs a dot: ``http://localhost`` is refused, ``http://127.0.0.1`` is not.
    """
    link = link.strip()
    if link.lower().startswith(("tg://", "mailto:", "tel:")):
        return link
    if "://" not in link:
        link = f"http://{link}"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not ("." in host or ":" in host):
        return None
    return link if parts.path or parts.query or parts.fragment else f"{link}/"


def finished(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Return text and entities as Telegram stores them: trimmed, sorted, with what it finds added.

    ``entities`` are the sender's own; nothing is linked inside code or over another link.
    """
    left = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    kept = [_clipped(entity, left, length) for entity in entities]
    own = [entity for entity in kept if entity["length"] > 0]
    return text, sorted(own + _found(text, own), key=_order)


def _clipped(entity: Json, left: int, length: int) -> Json:
    start = max(0, entity["offset"] - left)
    end = min(length, entity["offset"] - left + entity["length"])
    return {**entity, "offset": start, "length": end - start}


def _order(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    rank = _OUTER_FIRST.index(kind) if kind in _OUTER_FIRST else len(_OUTER_FIRST)
    return entity["offset"], -entity["length"], rank


def _found(text: str, own: list[Json]) -> list[Json]:
    closed = {"pre", "code", "text_link"}
    taken = [(e["offset"], e["offset"] + e["length"]) for e in own if e["type"] in closed]
    found: list[Json] = []
    for kind, pattern in _FOUND_ALONE:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            taken.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return found
