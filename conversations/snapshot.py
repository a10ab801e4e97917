"""A project folder at one moment: what is checked, published as a revision, and read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conversations.problems import Place, Problem, ProjectRefused, problem_at
from conversations.recordings import take_recordings

PROJECT_FILE, POPULATION = "project.yaml", "population.csv"

#: Bytes in all files together. A large project is a tenth of this; more is a mistake or an attack.
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Snapshot:
    """The texts of ``project.yaml`` and of the files beside it, by file name.

    ``recordings`` are the hashes of the recordings beside them, by name. What they hold is in
    ``contents``, by hash, when the snapshot was taken from a folder; it is kept apart from the
    texts, which are read again at every start.
    """

    files: Mapping[str, str]
    recordings: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def hash(self) -> str:
        """Return the revision's name: SHA-256 over sorted names and contents, in hex."""
        sha = hashlib.sha256()
        for name in sorted(self.files):
            content = self.files[name].encode()
            # The length keeps the end of one file from being taken for the beginning of the next.
            sha.update(f"{name}\0{len(content)}\0".encode() + content)
        for name in sorted(self.recordings):
            sha.update(f"{name}\0{self.recordings[name]}\0".encode())
        return sha.hexdigest()

    def to_json(self) -> str:
        """Return it as JSON, the same for the same files."""
        kept = {"files": dict(self.files)}
        if self.recordings:
            kept["recordings"] = dict(self.recordings)
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, stored: str) -> Snapshot:
        """Return what ``to_json`` wrote. Raises ``ValueError`` for anything else."""
        match json.loads(stored):
            case {"files": dict(files), **rest} if _is_text(files):
                recordings = rest.get("recordings", {})
                if isinstance(recordings, dict) and _is_text(recordings):
                    return cls(files, recordings)
        raise ValueError("not a stored project")


def _is_text(table: dict[Any, Any]) -> bool:
    return all(isinstance(text, str) for text in table.values())


def take(folder: Path) -> Snapshot:
    """Read ``folder``: its texts and recordings, and nothing outside.

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
    paths = (folder / PROJECT_FILE, *sorted(folder.glob("*.po")), *folder.glob(POPULATION))
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
    recorded, wrong = take_recordings(folder)
    problems += wrong
    if problems:
        raise ProjectRefused(problems)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in recorded.items()}
    return Snapshot(files, hashes, {hashes[name]: recorded[name] for name in recorded})


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
