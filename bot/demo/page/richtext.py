"""Message text with entities, as a Telegram app would draw it: safe HTML and nothing else.

Outside rule: https://core.telegram.org/bots/api#messageentity (offsets and lengths are counted in
UTF-16 code units).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup, escape

#: What is drawn as an element of the same meaning; every other kind is drawn as plain text.
_ELEMENTS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


@dataclass(frozen=True)
class Link:
    """Where a tap leads: a page (``url``), or words sent to the bot (``says``, e.g. a start)."""

    url: str | None = None
    says: str | None = None


@dataclass(frozen=True)
class _Span:
    kind: str
    start: int
    end: int
    url: str | None = None


def read_link(address: str, bot_username: str) -> Link | None:
    """Return where ``address`` leads, or ``None`` when a phone here should not follow it.

    Only http, https and tg are followed. A deep link to this bot is not a page: it becomes the
    ``/start`` that Telegram would send (https://core.telegram.org/bots/features#deep-linking).
    """
    address = address.strip()
    if any(letter <= " " or letter == "\x7f" for letter in address):
        return None
    if "://" not in address and not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    query = parse_qs(parts.query)
    if parts.scheme == "tg":
        opened = query.get("domain", [""])[0] if parts.netloc == "resolve" else ""
    elif parts.scheme in ("http", "https"):
        if not parts.netloc:
            return None
        at_telegram = parts.netloc.lower() in ("t.me", "telegram.me")
        opened = parts.path.strip("/") if at_telegram else ""
    else:
        return None
    if opened.lower() == bot_username.lower():
        return Link(says=f"/start {query.get('start', [''])[0]}".strip())
    return Link(url=address)


def render(
    text: str, entities: Iterable[Mapping[str, Any]], *, bot_username: str, phone: int
) -> Markup:
    """Return ``text`` as HTML: entities drawn, everything else escaped.

    Commands and deep links become buttons of the form ``say-<phone>``, which the phone carries.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    spans = _spans(entities, len(units) // 2)

    def cut(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le", "replace")

    def wrap(span: _Span, inner: Markup) -> Markup:
        return _wrap(span, inner, cut(span.start, span.end), bot_username, phone)

    return _nest(spans, 0, len(units) // 2, cut, wrap)


def _spans(entities: Iterable[Mapping[str, Any]], length: int) -> list[_Span]:
    """Return the entities in drawing order, outer before inner, held within the text."""
    spans = [
        _Span(
            kind=str(entity.get("type", "")),
            start=max(0, int(entity.get("offset", 0))),
            end=min(length, int(entity.get("offset", 0)) + int(entity.get("length", 0))),
            url=entity.get("url"),
        )
        for entity in entities
    ]
    kept = [span for span in spans if span.start < span.end]
    return sorted(kept, key=lambda span: (span.start, -span.end))


def _nest(
    spans: list[_Span],
    start: int,
    end: int,
    cut: Callable[[int, int], str],
    wrap: Callable[[_Span, Markup], Markup],
) -> Markup:
    """Draw ``spans`` between ``start`` and ``end``; what reaches past its parent is clipped."""
    out = Markup("")
    position = start
    remaining = list(spans)
    while remaining:
        span = remaining.pop(0)
        if span.start < position:
            continue
        clipped = _Span(span.kind, span.start, min(span.end, end), span.url)
        inside = [other for other in remaining if other.start < clipped.end]
        remaining = remaining[len(inside) :]
        out += escape(cut(position, clipped.start))
        out += wrap(clipped, _nest(inside, clipped.start, clipped.end, cut, wrap))
        position = clipped.end
    return out + escape(cut(position, end))


def _wrap(span: _Span, inner: Markup, plain: str, bot_username: str, phone: int) -> Markup:
    """Return ``inner`` inside the element its kind asks for."""
    if span.kind in ("url", "text_link"):
        link = read_link(span.url or plain, bot_username)
    elif span.kind == "bot_command":
        link = Link(says=plain)
    else:
        link = None
    if link is not None and link.says is not None:
        button = Markup('<button class="said" form="say-{}" name="text" value="{}">{}</button>')
        return button.format(phone, link.says, inner)
    if link is not None:
        anchor = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
        return anchor.format(link.url, inner)
    element = _ELEMENTS.get(span.kind)
    return Markup("<{0}>{1}</{0}>").format(element, inner) if element else inner
