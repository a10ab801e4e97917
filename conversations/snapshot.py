"""A project folder at one moment: what is checked, published as a revision, and read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from conversations.problems import Place, Problem, ProjectRefused, problem_at

PROJECT_FILE = "project.yaml"

#: Bytes in all files together. A large project is a tenth of this; more is a mistake or an attack.
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Snapshot:
    """The texts of ``project.yaml`` and of the ``.po`` files beside it, by file name."""

    files: Mapping[str, str]

    def hash(self) -> str:
        """Return the revision's name: SHA-256 over sorted names and contents, in hex."""
        sha = hashlib.sha256()
        for name in sorted(self.files):
            content = self.files[name].encode()
            # The length keeps the end of one file from being taken for the beginning of the next.
            sha.update(f"{name}\0{len(content)}\0".encode() + content)
        return sha.hexdigest()

    def to_json(self) -> str:
        """Return it as JSON, the same for the same files."""
        return json.dumps({"files": dict(self.files)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, stored: str) -> Snapshot:
        """Return what ``to_json`` wrote. Raises ``ValueError`` for anything else."""
        match json.loads(stored):
            case {"files": dict(files)} if all(isinstance(text, str) for text in files.values()):
                return cls(files)
        raise ValueError("not a stored project")


def take(folder: Path) -> Snapshot:
    """Read ``folder``: its ``project.yaml`` and ``*.po``, nothing else and nothing outside.

    Line ends become single newlines, so that the same words have the same hash on every machine.
    Raises ``ProjectRefused`` with every reason why the folder cannot be read.
    """
    if not folder.is_dir():
        raise ProjectRefused(
            [
                _problem(
                    str(folder),
                    "no-folder",
                    "There is no such folder. Name the project's folder, the "
                    f"one that holds {PROJECT_FILE}.",
                )
            ]
        )
    paths = (folder / PROJECT_FILE, *sorted(folder.glob("*.po")))
    problems = [problem for path in paths for problem in _refusals(path, folder)]
    if not problems and sum(path.stat().st_size for path in paths) > MOST_BYTES:
        problems.append(
            _problem(
                PROJECT_FILE,
                "too-big",
                f"The project's files are larger than {MOST_BYTES:,} bytes "
                "together. Take out what does not belong there.",
            )
        )
    files: dict[str, str] = {}
    for path in () if problems else paths:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(path, error))
        else:
            files[path.name] = text.replace("\r\n", "\n")
    if problems:
        raise ProjectRefused(problems)
    return Snapshot(files)


def _refusals(path: Path, folder: Path) -> Iterator[Problem]:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        yield _problem(
            path.name,
            "link-out",
            "This is a link to a file outside the project's folder. Put the file itself here.",
        )
    elif not path.is_file():
        yield _problem(
            path.name,
            "no-file",
            "There is no such file in the project's folder."
            if path.name == PROJECT_FILE
            else "This is not a file. Take it out of the folder.",
        )


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    return problem_at(
        Place(path.name, line, error.start - before.rfind(b"\n")),
        "not-utf8",
        "From here on this is not text in UTF-8. Save the file as UTF-8.",
    )


def _problem(file: str, code: str, sentence: str) -> Problem:
    return problem_at(Place(file), code, sentence)
