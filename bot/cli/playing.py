"""``tellback play``: a project in the terminal, as a resident meets it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import Cannot, chosen_language, command, say
from bot.registry import words_folder
from conversations.catalogue import read_folder
from conversations.loader import load
from conversations.snapshot import take

_HOW = (
    "Type what a resident would: words, a number, a label, /back, skip. [Label] taps a button, "
    "(photo) and (voice) send one, “+ 30 days” moves time on. Ctrl-D ends it."
)


def add(subparsers: Any) -> None:
    """Add the command."""
    playing = command(
        subparsers,
        "play",
        _play,
        "Play a project in the terminal, as a resident: the real bot, and nothing is kept by it.",
        "tellback play my-project/ --lang cy --keep my-play.txt",
    )
    playing.add_argument("path", type=Path, help="the project's folder")
    playing.add_argument("--lang", metavar="TAG", help="the language to play it in: cy, pl, ur …")
    playing.add_argument(
        "--keep", type=Path, metavar="FILE", help="keep the play as a transcript, a test to be"
    )


def _play(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    # Imported here: the other commands need neither Telegram's library nor the demo.
    from bot.demo.terminal import play  # noqa: PLC0415 - keeps the other commands quick

    loaded = load(take(arguments.path), bot=read_folder(words_folder()))
    project = loaded.project
    language = chosen_language(project, arguments.lang)
    if arguments.keep and arguments.keep.exists():
        raise Cannot(f"{arguments.keep} is there already. --keep names a new file.")
    say(_HOW)
    transcript = play(arguments.path, language, _typed(), say)
    if arguments.keep:
        lines = [f"project: {project.slug}", *transcript]
        arguments.keep.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        say(f"\nKept in {arguments.keep}, with what the bot said: please read it through.")
    return 0


def _typed() -> Iterator[str]:
    """Yield each line that is typed; from a pipe it is shown too, so that the chat can be read."""
    piped = not sys.stdin.isatty()
    while True:
        try:
            words = input("" if piped else "\n> ")
        except EOFError:
            return
        if piped and words.strip():
            say(f"\n> {words}")
        yield words
