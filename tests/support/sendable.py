"""Documents that transcripts send: projects of this folder's neighbours, forms, and worse."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from conversations.snapshot import PROJECT_FILE
from tests.support.forms_in import Sheets, workbook
from tests.support.projects import PROJECTS

_FORM: Sheets = {
    "survey": [
        ("type", "name", "label"),
        ("select_one when", "when", "When do you come?"),
        ("barcode", "code", "Scan the gate's code"),
    ],
    "choices": [("list_name", "name", "label"), ("when", "day", "By day"), ("when", "eve", "Late")],
    "settings": [("form_title", "form_id"), ("The gate", "gate")],
}


def sendable(named: str) -> bytes:
    """Return the document ``NAME.yaml``, ``NAME.zip``, ``form.xlsx``, ``bomb.zip``, ``notes.pdf``.

    Behind the name may stand what is different in its project.yaml: ``NAME.yaml, old => new``.
    """
    name, _, change = named.partition(", ")
    match name:
        case "form.xlsx":
            return workbook(_FORM)
        case "bomb.zip":
            return bomb()
        case "notes.pdf":
            return b"%PDF-1.7"
        case _:
            pass
    folder, _, ending = name.rpartition(".")
    files = project_files(folder, change)
    return files[PROJECT_FILE] if ending == "yaml" else zipped(files, folder)


def project_files(name: str, change: str = "") -> dict[str, bytes]:
    """Return the files of a project of ``tests/projects``, its own file with ``old => new``."""
    folder: Path = PROJECTS / name
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    text = files[PROJECT_FILE].decode()
    for edit in change.split(" ;; ") if change else ():
        old, _, new = (part.replace("\\n", "\n") for part in edit.partition(" => "))
        assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return {**files, PROJECT_FILE: text.encode()}


def zipped(files: Mapping[str, bytes | str], folder: str = "") -> bytes:
    """Return a .zip of ``files``, in a folder as most computers pack it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(f"{folder}/{name}" if folder else name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a small .zip that unpacks to a hundred million bytes."""
    return zipped({"project.yaml": b"#" * 100_000_000})
