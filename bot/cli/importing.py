"""``tellback project import``: a form from ODK, Kobo or Excel as a project's folder."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import Cannot, command, say

#: A file is read no further: a form is a fraction of it, and its reader says how large it may be.
_MOST_BYTES = 20_000_000


def add(actions: Any) -> None:
    """Add the command to those of ``tellback project``."""
    parser = command(
        actions,
        "import",
        _import,
        "Make a project of an XLSForm: .xlsx, .xls, or Markdown tables.",
        "tellback project import my-form.xlsx --out my-project/",
    )
    parser.add_argument("form", type=Path, help="the form, as made for ODK or Kobo")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="the new project's folder"
    )


def _import(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    # Imported here: it takes a quarter of a second to load, and few commands read a form.
    from bot.importers.xlsform import FormRefused, import_form  # noqa: PLC0415

    form, folder = arguments.form, arguments.out
    if folder.exists() or folder.is_symlink():
        raise Cannot(f"{folder} is there already. --out names a new folder, so nothing is lost.")
    with form.open("rb") as opened:
        content = opened.read(_MOST_BYTES)
    try:
        made = import_form(content, form.name)
    except FormRefused as refused:
        raise Cannot(f"{form.name}: {refused}") from None
    _write(folder, made.files)
    languages = ", ".join(
        sorted(name.removesuffix(".po") for name in made.files if name[-3:] == ".po")
    )
    say(
        f"{folder} is a project made from {form.name}: {made.questions} "
        f"{'question' if made.questions == 1 else 'questions'}"
        f"{f', with what the form says in {languages} as drafts' if languages else ''}."
    )
    _tell_notes(made.notes)
    say(
        "\nNext:\n"
        f"  tellback play {folder}            try it at once\n"
        f"  tellback project check {folder}   what is still to be written, with its line\n"
        "Write your own words wherever “[fill in: …]” stands: a form does not say who asks, what\n"
        "can still change, who decides, or who keeps people safe. It is not published before."
    )
    return 0


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the whole folder or nothing: half a project would pass for one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".tellback-") as beside:
        new = Path(beside) / "new"
        new.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        new.rename(folder)


def _tell_notes(notes: tuple[Any, ...]) -> None:
    if not notes:
        say("Everything in the form was carried over.")
        return
    say("\nNot as in the form:")
    for note in notes:
        say(f"  {note}")
