"""Telegram's HTML: tags become entities, and what Telegram cannot read is refused in its words.

Offsets in refusals are in UTF-8 bytes, offsets of entities in UTF-16 units, both as Telegram counts
them. Behaviour after the Bot API's "HTML style" section and the errors the real server gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.demo.botapi.entities import checked_link, clean, utf16_length
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}

_PLAIN = re.compile(rb"[^<&]+")
_REFERENCE = re.compile(rb"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
_NAME = re.compile(rb"[^\s>]*")
_SPACE = re.compile(rb"\s*")
_ATTRIBUTE = re.compile(rb"[^\s=>/\"']*")
_TOKEN = re.compile(rb"[0-9A-Za-z.-]*")


@dataclass
class _Open:
    """A tag that waits for its end: where its text began and what its attributes said."""

    tag: str
    attributes: dict[str, str]
    start: int
    piece: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.data = source.encode()
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.data):
            if self.data[self.at : self.at + 2] == b"</":
                self.end_tag()
            elif self.data[self.at : self.at + 1] == b"<":
                self.start_tag()
            else:
                self.text()
        if self.open:
            tag = self.open[-1].tag
            raise _refused(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.pieces), self.entities

    def add(self, text: str) -> None:
        text = clean(text)
        self.pieces.append(text)
        self.length += utf16_length(text)

    def text(self) -> None:
        plain = _PLAIN.match(self.data, self.at)
        if plain:
            self.add(plain.group().decode())
            self.at = plain.end()
            return
        character, self.at = _reference(self.data, self.at)
        self.add(character)

    def take(self, pattern: re.Pattern[bytes]) -> bytes:
        """Read on over ``pattern``, which matches everywhere."""
        found = pattern.match(self.data, self.at)
        assert found is not None
        self.at = found.end()
        return found.group()

    def next(self) -> bytes:
        return self.data[self.at : self.at + 1]

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.take(_NAME).decode().lower()
        if not self.next():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        if tag not in _KINDS:
            raise _refused(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes = self.attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, attributes, self.length, len(self.pieces)))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self.take(_SPACE)
            if self.next() == b">":
                self.at += 1
                return found
            name = self.take(_ATTRIBUTE).decode()
            if not name:
                raise _refused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self.take(_SPACE)
            value = ""
            if self.next() == b"=":
                self.at += 1
                self.take(_SPACE)
                value = self.attribute_value(begin) if self.next() else ""
            if not self.next():
                raise _refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
            found[name] = value

    def attribute_value(self, begin: int) -> str:
        quote = self.next()
        if quote not in (b'"', b"'"):
            token_begin = self.at
            token = self.take(_TOKEN).decode().lower()
            if self.next() and not self.next().isspace() and self.next() != b">":
                raise _refused(f"Unexpected end of name token at byte offset {token_begin}")
            return token
        end = self.data.find(quote, self.at + 1)
        if end < 0:
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        raw = self.data[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(lambda found: _reference(found.group(), 0)[0].encode(), raw).decode()

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _refused(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        found = self.take(_NAME).decode().lower()
        self.take(_SPACE)
        if self.next() != b">":
            raise _refused(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise _refused(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", '
                f'found "</{found}>"'
            )
        if self.length > opened.start:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        """Turn a finished tag into its entity, as Telegram would (a bad link leaves plain text)."""
        entity: Json = {
            "type": _KINDS[opened.tag],
            "offset": opened.start,
            "length": self.length - opened.start,
        }
        if opened.tag == "a":
            shown = "".join(self.pieces[opened.piece :])
            url = checked_link(opened.attributes.get("href") or shown)
            if url is None:
                return
            entity["url"] = url
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "pre":
            self.name_language(entity)
        elif opened.tag == "code" and opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = opened.attributes["class"].removeprefix("language-")
        self.entities.append(entity)

    def name_language(self, pre: Json) -> None:
        """A code tag that fills a pre names its language and goes away itself."""
        inner = self.entities[-1] if self.entities else None
        if inner and inner["type"] == "code" and inner["length"] == pre["length"]:
            self.entities.pop()
            if "language" in inner:
                pre["language"] = inner["language"]


def _reference(data: bytes, at: int) -> tuple[str, int]:
    """Return the character that the reference at ``at`` stands for, and where reading goes on.

    Only the four names Telegram knows are references; anything else is a plain ampersand.
    """
    found = _REFERENCE.match(data, at)
    if found:
        if found["name"] in _NAMED:
            return _NAMED[found["name"]], found.end()
        digits = found["hex"] or found["dec"]
        code = int(digits, 16 if found["hex"] else 10) if digits and len(digits) < 8 else 0
        if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code), found.end()
    return data[at : at + 1].decode(), at + 1


def _refused(words: str) -> Refusal:
    return Refusal(f"can't parse entities: {words}")


def parse(source: str) -> tuple[str, list[Json]]:
    """Return the plain text of Telegram HTML and its MessageEntity list, unsorted.

    Raises Refusal ("can't parse entities: …") for what Telegram cannot read.
    """
    text, entities = _Reader(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
