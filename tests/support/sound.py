"""Voice messages made by hand: whole OGG files with Opus in them, which any player plays."""

from __future__ import annotations

import struct

#: Twenty milliseconds of silence as Opus encodes them (RFC 6716, section 3.1: one CELT frame).
_SILENCE = b"\xf8\xff\xfe"

_HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
_TAGS = b"OpusTags" + struct.pack("<I", 5) + b"tests" + struct.pack("<I", 0)


def voice(seconds: int = 1, *, serial: int = 7) -> bytes:
    """Return a voice message of ``seconds`` of silence; another ``serial``, another file."""
    pages = [_page(_HEAD, 0, 0, serial, 2), _page(_TAGS, 0, 1, serial, 0)]
    for second in range(seconds):
        last = 4 if second == seconds - 1 else 0
        pages.append(_page(_SILENCE, (second + 1) * 48_000, second + 2, serial, last, 50))
    return b"".join(pages)


def _page(
    packet: bytes, granule: int, number: int, serial: int, kind: int, times: int = 1
) -> bytes:
    """Return one page (RFC 3533, section 6) that holds ``packet`` so many times."""
    lacing = bytes([len(packet)]) * times
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, kind, granule, serial, number, 0, len(lacing))
    page = head + lacing + packet * times
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksum(page: bytes) -> int:
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1) ^ 0x04C11DB7 if found & 0x80000000 else found << 1
    return found & 0xFFFFFFFF
