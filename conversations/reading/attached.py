"""Questions answered with something attached: a spot on the map, files."""

from __future__ import annotations

from typing import cast, get_args

from conversations.problems import did_you_mean, listed
from conversations.questions.files import FILE_KINDS, FileKind, Files
from conversations.questions.place import Nearness, Place
from conversations.reading.given import Given

#: So many files fit one answer at most, where an author limits them: ten are one album.
MOST_FILES = 10


def place(given: Given) -> Place:
    """Read a “place” question."""
    exact = given.reader.one_of(given.table, "exact", get_args(Nearness), "neighbourhood")
    return Place(given.text, cast("Nearness", exact))


def files(given: Given) -> Files:
    """Read a “files” question."""
    reader, table = given.reader, given.table
    most = reader.number(table, "most", 1, MOST_FILES, 1) if "most" in table.entries else None
    return Files(given.text, _takes(given) or FILE_KINDS, most)


def _takes(given: Given) -> tuple[FileKind, ...]:
    """Return the kinds that are asked for, in our order; none where they are not named."""
    reader, table = given.reader, given.table
    if "takes" not in table.entries:
        return ()
    place, named = table.entries["takes"].place, reader.values(table, "takes")
    for kind in named:
        if kind not in FILE_KINDS:
            reader.problem(
                place,
                "not-one-of",
                f"“takes” can hold {listed(FILE_KINDS)}, not “{kind}”."
                f"{did_you_mean(kind, FILE_KINDS)}",
            )
    if not named:
        reader.problem(
            place,
            "takes",
            f"“takes” is empty, so nothing could be sent. It can hold {listed(FILE_KINDS)}; "
            "without it, people may send any of them.",
        )
    return tuple(kind for kind in FILE_KINDS if kind in named)
