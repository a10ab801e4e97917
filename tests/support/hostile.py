"""Files that no one who means well would send, and accidents that look like them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

from tests.support.forms_in import workbook
from tests.support.old_books import END, FREE, SECTOR, begin, container, entry, old_book, record

PLAIN = {"survey": [["type", "name", "label"], ["text", "why", "Why?"]]}
SHEET = "xl/worksheets/sheet1.xml"

_SHEET_HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)


def with_parts(parts: Mapping[str, bytes], content: bytes | None = None, pack: int = 8) -> bytes:
    """Return a good workbook with these parts in place of its own, or beside them."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content or workbook(PLAIN))) as old,
        zipfile.ZipFile(buffer, "w", pack) as new,
    ):
        for part in old.namelist():
            if part not in parts:
                new.writestr(part, old.read(part))
        for part, inside in parts.items():
            new.writestr(part, inside)
    return buffer.getvalue()


def part(name: str) -> bytes:
    """Return a part of a good workbook."""
    with zipfile.ZipFile(BytesIO(workbook(PLAIN))) as archive:
        return archive.read(name)


def sheet_of(rows: str) -> bytes:
    """Return a workbook whose sheet has these rows, as XML."""
    return with_parts({SHEET: f"{_SHEET_HEAD}{rows}</sheetData></worksheet>".encode()})


def lying_about_its_size() -> bytes:
    """Return a bomb whose directory says that it is small."""
    bomb = bytearray(with_parts({"xl/styles.xml": b" " * 40_000_000}))
    at = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(b"xl/styles.xml"))
    bomb[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(bomb)


def locked() -> bytes:
    """Return an archive whose parts say that they need a password."""
    content = bytearray(workbook(PLAIN))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def biting_its_own_tail() -> bytes:
    """Return an ``.xls`` whose sectors follow one another in a circle."""
    content = bytearray(old_book(PLAIN))
    content[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    return bytes(content)


def folders_within_folders() -> bytes:
    """Return an ``.xls`` each of whose forty streams has the next one at its left and right.

    Whoever goes everywhere from the first comes to the last 2^39 times.
    """
    beside = [number + 1 for number in range(1, 39)]
    entries = [entry("Root Entry", 5, END, 0, first=1)]
    entries += [entry("a", 2, 0, 0, following, before=following) for following in [*beside, FREE]]
    directory = b"".join(entries)
    content = bytearray(old_book(PLAIN)) + directory
    content += bytes(-len(directory) % SECTOR)
    # The head of the file is no sector.
    last = len(content) // SECTOR - 2
    first = last - -(-len(directory) // SECTOR) + 1
    for sector in range(first, last + 1):
        after = END if sector == last else sector + 1
        struct.pack_into("<I", content, SECTOR + 4 * sector, after)
    struct.pack_into("<I", content, 48, first)
    return bytes(content)


def a_text_that_goes_back() -> bytes:
    """Return an ``.xls`` of two thousand million texts, each with −8 bytes of how it is spoken."""
    count = 2**31 - 1
    texts = struct.pack("<II", count, count) + struct.pack("<HBi", 1, 4, -8) + b"x"
    return container({"Workbook": begin(5) + record(0xFC, texts) + record(0x0A)})


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b"<sst>&c;</sst>"
)
_OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst>&b;</sst>'
)
STRINGS = "xl/sharedStrings.xml"


def files() -> dict[str, tuple[bytes, str]]:
    """Return hostile files by what they are, with a part of the sentence that refuses each."""
    many = "".join(f'<row r="{n}"/>' for n in range(1, 200_000))
    long_rows = [["type", "name", "label"], *([["note", "n", "x"]] * 10_002)]
    same = [["type", "name", "label"], *([["note", "n", "y" * 9_000]] * 1_000)]
    deep = [["begin_group", f"g{n}", "G"] for n in range(40)]
    loud = "".join(f"| | text | q{n} | {'z' * 400} |\n" for n in range(9_000))
    return {
        "a bomb": (with_parts({"xl/media/a.bin": bytes(40_000_000)}), "far larger than any form"),
        "a bomb that lies": (lying_about_its_size(), "is damaged"),
        "entities": (with_parts({STRINGS: _ENTITIES}), "instructions that no spreadsheet has"),
        "an entity outside": (with_parts({STRINGS: _OUTSIDE}), "instructions that no spreadsheet"),
        "entities in two bytes": (
            with_parts({STRINGS: _ENTITIES.decode().encode("utf-16")}),
            "instructions that no spreadsheet has",
        ),
        "entities in a picture": (with_parts({"xl/media/a.svg": _ENTITIES}), "instructions that"),
        "links": (with_parts({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "Break Link"),
        "macros": (with_parts({"xl/vbaProject.bin": b"\0"}), "holds macros"),
        "endless rows": (sheet_of(many), "199,999 rows"),
        "a cell far below": (
            sheet_of('<row r="900000"><c r="A900000"><v>1</v></c></row>'),
            "far below the others",
        ),
        "endless tags": (sheet_of("<a>" * 3_000_000), "far larger than any form"),
        "too many rows": (workbook({"survey": long_rows}), "more than 10,000 rows"),
        "one text everywhere": (workbook({"survey": same}), "more than 3,000,000 letters"),
        "a cell too long": (
            workbook({"survey": [["type", "label"], ["text", "x" * 10_001]]}),
            "The cell B2 of the sheet “survey” has more than 10,000 characters",
        ),
        "too many parts": (with_parts({f"p{n}": b"" for n in range(501)}), "far larger"),
        "packed in another way": (
            with_parts({}, pack=zipfile.ZIP_LZMA), "is damaged",
        ),
        "locked": (locked(), "locked with a password"),
        "locked by Excel": (container({"EncryptedPackage": b"x"}), "locked with a password"),
        "broken": (workbook(PLAIN)[:-300], "is damaged"),
        "no archive": (b"PK\x03\x04" + b"\0" * 500, "is damaged"),
        "half an old book": (old_book(PLAIN)[:900], "is damaged"),
        "sectors in a circle": (biting_its_own_tail(), "is damaged"),
        "a letter": (container({"WordDocument": b"x"}), "no workbook"),
        "too large": (bytes(5_000_001), "larger than 5 MB"),
        "no form at all": (b"\x89PNG\r\n\x1a\n\0\0", "neither an Excel file"),
        "a text": (b"Dear team, see below.", "neither an Excel file"),
        "groups in groups": (
            workbook({"survey": [["type", "name", "label"], *deep]}),
            "more than 12 deep",
        ),
        "a thousand questions with a hundred choices": (
            workbook(
                {
                    "survey": [["type", "name", "label"],
                               *[["select_one l", f"q{n}", f"Q {n}"] for n in range(2_000)]],
                    "choices": [["list_name", "name", "label"],
                                *[["l", f"c{n}", f"Choice {n}"] for n in range(50)]],
                }
            ),
            "more questions and choices than one conversation can hold",
        ),
        "a loud text": (
            f"| survey |\n| | type | name | label |\n{loud}".encode(),
            "letters in this workbook",
        ),
    }  # fmt: skip
