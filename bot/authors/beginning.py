"""A new project: a folder with an example that explains itself, to be rewritten line by line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from conversations.reading.draft import read_draft
from conversations.reading.heading import is_slug
from conversations.snapshot import PROJECT_FILE, take
from conversations.updating import updated


class CannotBegin(Exception):
    """The project cannot be begun so; the message says why."""


def begin(folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write a project into ``folder``, which is named for it; return the files written.

    The example is in English; a ``.po`` file is begun for each of ``languages`` besides.
    """
    name = folder.resolve().name
    if not is_slug(name):
        raise CannotBegin(
            f"“{name}” cannot be a project's permanent name: use 2 to 40 small letters, digits "
            "and “-”, as in riverside-park."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotBegin(f"There is something in {folder} already. Choose another name.")
    folder.mkdir(parents=True, exist_ok=True)
    others = tuple(dict.fromkeys(tag for tag in languages if tag != "en"))
    made = [folder / PROJECT_FILE]
    made[0].write_text(_example(name, others), encoding="utf-8", newline="\n")
    draft = read_draft(take(folder))
    for tag in others:
        made.append(folder / f"{tag}.po")
        made[-1].write_text(updated(draft, tag), encoding="utf-8", newline="\n")
    return made


def _example(name: str, others: tuple[str, ...]) -> str:
    text = files("bot.authors").joinpath("beginning.yaml").read_text("utf-8")
    title = name.replace("-", " ").strip().capitalize()
    for mark, value in (
        ("@NAME@", name),
        ("@TITLE@", title),
        ("@LANGUAGES@", ", ".join(("en", *others))),
    ):
        text = text.replace(mark, value)
    return text
