"""Taking values out of tables: as text, number or word, with a sentence where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from conversations.problems import Place, Problem, did_you_mean, listed, problem_at
from conversations.reading.shapes import Shape
from conversations.reading.yamlfile import Listing, Plain, Table, Tree
from conversations.text import Text

#: How a text meets a person. ``button``: always on a button; ``option``: on a button where it is
#: short enough, else numbered in the text; ``synonym``: what people may type instead; ``part``:
#: within a message with other words; ``message``: by itself.
Use = Literal["button", "option", "synonym", "part", "message", "hint"]

#: Keys that rows cite for ever and translators see: lower case, no spaces.
KEY = re.compile(r"[a-z0-9_]{1,24}")


@dataclass(frozen=True)
class Written:
    """A text of the project, where it stands in the file and how it is used."""

    text: Text
    place: Place
    use: Use


class Reader:
    """Collects problems and texts while a project is read; each getter returns its best guess.

    A guess keeps the reading going, so that an author sees all mistakes at once. No guess is ever
    used: one serious problem is enough for the project to be refused.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.written: dict[str, Written] = {}
        self.places: dict[str, Place] = {}
        #: Where the texts of a node stand, by its key: in a repeat many nodes share one text.
        self.paths: dict[str, str] = {}
        #: The project's time zone, once it has been read: "today" is a day there.
        self.zone = "UTC"

    def problem(self, place: Place, code: str, sentence: str, *, serious: bool = True) -> None:
        """Note what is wrong at ``place``."""
        self.problems.append(problem_at(place, code, sentence, serious=serious))

    def table(self, tree: Tree, shape: Shape) -> Table:
        """Return ``tree`` as a table, with its unknown and missing keys noted."""
        if not isinstance(tree, Table):
            self.problem(
                tree.place,
                "wrong-kind",
                f"Here {shape.name} is described, so this has "
                f"to be keys and values: {listed(shape.needed)}.",
            )
            return Table(tree.place, {}, {})
        for key in tree.entries:
            if key not in shape.known:
                self.problem(
                    tree.places[key],
                    "unknown-key",
                    f"{_capital(shape.name)} has no "
                    f"“{key}”.{did_you_mean(key, shape.known)} "
                    f"It may have {listed(shape.known)}.",
                )
        missing = [key for key in shape.needed if key not in tree.entries]
        if missing:
            self.problem(
                tree.place,
                "missing-key",
                f"{_capital(shape.name)} needs "
                f"{listed(missing)} too: docs/project-format.md says what for.",
            )
        return tree

    def word(self, table: Table, key: str, path: str = "") -> str:
        """Return a value that people do not read; empty where it is missing.

        Its place is kept under ``path``, for checks that come later.
        """
        tree = table.entries.get(key)
        if tree is None:
            return ""
        if path:
            self.places[path] = tree.place
        if not isinstance(tree, Plain) or not tree.value.strip():
            self.problem(tree.place, "wrong-kind", f"“{key}” has to be one word or a few.")
            return ""
        return tree.value.strip()

    def text(self, table: Table, key: str, path: str, use: Use, *, empty: bool = False) -> Text:
        """Return words for people; ``empty``: an author may leave them out."""
        tree = table.entries.get(key)
        if tree is None or (empty and isinstance(tree, Plain) and not tree.value.strip()):
            return Text("")
        return self.words(tree, f"{path}.{key}" if path else key, use)

    def words(self, tree: Tree, path: str, use: Use) -> Text:
        """Return ``tree`` as words for people, known to translators as ``path``."""
        name = path.rpartition(".")[2]
        if not isinstance(tree, Plain):
            self.problem(tree.place, "wrong-kind", f"“{name}” has to be a text.")
            return Text("")
        text = Text(tree.value.strip(), path)
        if not text:
            self.problem(tree.place, "no-text", f"“{name}” is empty. Write what people will read.")
        self.written[path] = Written(text, tree.place, use)
        return text

    def number(self, table: Table, key: str, least: int, most: int, otherwise: int) -> int:
        """Return a whole number from ``least`` to ``most``; ``otherwise`` where it is missing."""
        tree = table.entries.get(key)
        if tree is None:
            return otherwise
        if isinstance(tree, Plain) and re.fullmatch(r"[0-9]{1,6}", tree.value):
            number = int(tree.value)
            if least <= number <= most:
                return number
        said = f", not “{tree.value}”" if isinstance(tree, Plain) else ""
        self.problem(
            tree.place, "number", f"“{key}” has to be a whole number from {least} to {most}{said}."
        )
        return otherwise

    def flag(self, table: Table, key: str) -> bool:
        """Return whether ``key`` is ``true``; it is ``false`` where it is missing."""
        return self.one_of(table, key, ("false", "true"), "false") == "true"

    def one_of(self, table: Table, key: str, known: tuple[str, ...], otherwise: str) -> str:
        """Return one of the ``known`` words; ``otherwise`` where it is missing or another."""
        tree = table.entries.get(key)
        if tree is None:
            return otherwise
        if isinstance(tree, Plain) and tree.value.strip() in known:
            return tree.value.strip()
        said = tree.value.strip() if isinstance(tree, Plain) else ""
        self.problem(
            tree.place,
            "not-one-of",
            f"“{key}” has to be one of {listed(known)}"
            f"{f', not “{said}”' if said else ''}.{did_you_mean(said, known)}",
        )
        return otherwise

    def items(self, table: Table, key: str) -> tuple[Tree, ...]:
        """Return the values of a list; none where it is missing or no list."""
        tree = table.entries.get(key)
        if tree is None:
            return ()
        if not isinstance(tree, Listing):
            self.problem(
                tree.place,
                "wrong-kind",
                f"“{key}” has to be a list: each item in a line "
                "of its own behind “- ”, or all in square brackets.",
            )
            return ()
        return tree.items

    def values(self, table: Table, key: str) -> tuple[str, ...]:
        """Return a list of words, or the one word that stands in its place."""
        tree = table.entries.get(key)
        if isinstance(tree, Plain) and tree.value.strip():
            return (tree.value.strip(),)
        found = []
        for item in self.items(table, key):
            if isinstance(item, Plain) and item.value.strip():
                found.append(item.value.strip())
            else:
                self.problem(item.place, "wrong-kind", f"“{key}” has to be a list of words.")
        return tuple(found)

    def keyed(self, table: Table, key: str, path: str) -> Iterator[tuple[str, Tree]]:
        """Yield what an author named: each key, checked and its place noted, with its value."""
        tree = table.entries.get(key)
        if tree is not None and not (isinstance(tree, Table) and tree.entries):
            self.problem(
                tree.place,
                "wrong-kind",
                f"“{key}” has to hold at least one key of your own choice with its value.",
            )
        if isinstance(tree, Table):
            for name, value in tree.entries.items():
                self.named(name, tree.places[name], f"{path}.{name}")
                yield name, value

    def named(self, name: str, place: Place, path: str) -> None:
        """Check that ``name`` can be a key and note the place of what it names."""
        self.places[path] = place
        if not KEY.fullmatch(name):
            self.problem(
                place,
                "key",
                f"“{name}” cannot be a key: use 1 to 24 small letters, digits and “_”.",
            )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
