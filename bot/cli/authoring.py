"""``tellback project new | draw``: beginning a project, and showing it to those who agree to it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.authors.beginning import CannotBegin, begin
from bot.cli.common import Cannot, chosen_language, command, say
from bot.registry import words_folder
from conversations.catalogue import read_folder
from conversations.loader import load
from conversations.reading.heading import is_tag
from conversations.snapshot import take


def add(actions: Any) -> None:
    """Add the commands to those of ``tellback project``."""
    new = command(
        actions,
        "new",
        _new,
        "Begin a project: a folder with an example that explains itself.",
        "tellback project new riverside-park --language pl",
    )
    new.add_argument("name", type=Path, help="the folder, named as the project is: riverside-park")
    new.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="TAG",
        help="a language besides English that people can choose (cy, pl, ur …); may be repeated",
    )

    drawing = command(
        actions,
        "draw",
        _draw,
        "Draw a project: what can change, what is asked by which way, and what happens next.",
        "tellback project draw my-project/ --out my-project.png --language pl",
    )
    drawing.add_argument("path", type=Path, help="the project's folder")
    drawing.add_argument(
        "--out", type=Path, metavar="FILE", help="ends in .svg or .png; usually PROJECT.svg"
    )
    drawing.add_argument("--language", metavar="TAG", help="one of the project's languages")


def _new(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    for tag in arguments.language:
        if not is_tag(tag):
            raise Cannot(f"“{tag}” is not a language we know. Use its short tag: cy, pl, pt-BR.")
    folder = arguments.name
    try:
        made = begin(folder, tuple(arguments.language))
    except CannotBegin as why:
        raise Cannot(str(why)) from None
    for path in made:
        say(f"{path} is written.")
    say(
        f"It plays as it is: tellback play {folder}\n"
        f"Then open {made[0]} in a text editor, and write your own. What only you can know stands "
        f"in square brackets; `tellback project check {folder}` says where."
    )
    return 0


def _draw(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    # Imported here: the other commands need neither fonts nor what makes pictures of them.
    from bot.drawing.picture import png, svg  # noqa: PLC0415 - keeps the other commands quick
    from bot.drawing.planning import plan  # noqa: PLC0415 - likewise

    loaded = load(take(arguments.path), bot=read_folder(words_folder()))
    language = chosen_language(loaded.project, arguments.language)
    out = arguments.out or Path(f"{loaded.project.slug}.svg")
    if out.suffix not in (".svg", ".png"):
        raise Cannot(f"“{out.name}” should end in .svg or .png: these are what is drawn.")
    planned = plan(loaded, language)
    if out.suffix == ".svg":
        out.write_text(svg(planned), encoding="utf-8", newline="\n")
    else:
        picture, legend = png(planned)
        out.write_bytes(picture)
        if legend:
            _explain(out.with_suffix(".txt"), legend)
    say(f"{out} is drawn.")
    return 0


def _explain(beside: Path, legend: tuple[str, ...]) -> None:
    """Write down what the numbers in a picture stand for, for scripts without a font here."""
    lines = [f"[{number}] {words}" for number, words in enumerate(legend, start=1)]
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    say(
        f"No font here has the letters of this language. In the picture numbers stand for the "
        f"words, and {beside} says which. A .svg has the words themselves."
    )
