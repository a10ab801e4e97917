"""The sheets of an old ``.xls`` file."""

from __future__ import annotations

from collections.abc import Iterator

from bot.importers.refusing import FormRefused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Book:
    """The sheets of such a file."""

    formulas: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()

    def __init__(self, content: bytes) -> None:
        raise FormRefused("This is an old .xls file. Save it as .xlsx, and try again.")

    def rows(self, title: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each row of a sheet with its number."""
        yield from ()
