"""A project's folder from a .zip that someone sent: nothing in it is trusted.

It is told by its content and not its name, read in bounded time and memory, and only what belongs
to a project is taken out of it.
"""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from conversations.recordings import FOLDER
from conversations.snapshot import POPULATION, PROJECT_FILE, Snapshot, take

#: Bytes of a file that is looked at, and of all it unpacks to. Ward 7, in five languages, has 0.1
#: MB; recordings may have 50, and they are not sent through a chat.
MOST_PACKED, MOST_UNPACKED = 5_000_000, 20_000_000

#: Files in it, and how much more than it packed one may become: texts pack to a fifth.
MOST_FILES, MOST_FOLD = 500, 200

_DAMAGED = "This .zip is damaged. Pack the folder again, and send it again."

#: What computers put beside the files they pack.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.)")
_TEXTS = rf"{re.escape(PROJECT_FILE)}|{re.escape(POPULATION)}|[\w-]+\.po"
_OURS = re.compile(rf"{_TEXTS}|{FOLDER}/[\w-]+/[\w.-]+")
_PACKED_IN_IT = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


class NotUnpacked(Exception):
    """The file cannot be taken as a project; the message says why and what to do."""


def is_zip(content: bytes) -> bool:
    """Say whether ``content`` is a .zip, whatever it is called."""
    return zipfile.is_zipfile(BytesIO(content))


def names_in(content: bytes) -> tuple[str, ...]:
    """Return the names of the files in a .zip, as they stand in it."""
    with _opened(content) as packed:
        return tuple(info.filename for info in packed.infolist())


def unpacked(content: bytes) -> Snapshot:
    """Return the project in a .zip of its folder.

    Raises :class:`NotUnpacked` for what is none or is not safe to unpack, ``ProjectRefused`` for
    a project whose files cannot be read.
    """
    with _opened(content) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
        _refuse_hostile(infos)
        inside = [info for info in infos if not _LITTER.search(info.filename)]
        root = _root(inside)
        with tempfile.TemporaryDirectory(prefix="tellback-") as folder:
            _take_out(packed, inside, root, Path(folder))
            return take(Path(folder))


def packed(snapshot: Snapshot, folder: str) -> bytes:
    """Return a .zip of a project's texts, in a folder, as ``unpacked`` takes it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in snapshot.files.items():
            # The same project gives the same file, whenever it is packed.
            zipped.writestr(zipfile.ZipInfo(f"{folder}/{name}", (2020, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _opened(content: bytes) -> zipfile.ZipFile:
    if len(content) > MOST_PACKED:
        raise NotUnpacked(f"This file is larger than {MOST_PACKED // 1_000_000} MB.")
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError):
        raise NotUnpacked(_DAMAGED) from None


def _refuse_hostile(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what no project's folder holds, by what the .zip itself says of its files."""
    if len(infos) > MOST_FILES:
        raise NotUnpacked(f"There are more than {MOST_FILES} files in this .zip. Send one project.")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise NotUnpacked(_too_much())
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.filename:
            raise NotUnpacked(
                "A file in this .zip would land outside the project's folder. Pack the folder "
                "itself, with nothing else."
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise NotUnpacked("There is a link in this .zip. Put the file itself in its place.")
        if info.flag_bits & 1:
            raise NotUnpacked("This .zip has a password. Pack the folder without one.")
        if info.file_size > MOST_FOLD * max(info.compress_size, 100):
            raise NotUnpacked(_too_much())


def _too_much() -> str:
    return (
        f"This .zip unpacks to more than {MOST_UNPACKED // 1_000_000} MB, or to far more than it "
        "says. A project is texts, and perhaps a few short recordings."
    )


def _root(infos: list[zipfile.ZipInfo]) -> PurePosixPath:
    """Return the folder in it that holds the project's file; there may be one folder around it."""
    found = [PurePosixPath(i.filename) for i in infos if i.filename.endswith(PROJECT_FILE)]
    found = [path for path in found if path.name == PROJECT_FILE]
    if not found:
        raise NotUnpacked(f"There is no {PROJECT_FILE} in this .zip. Pack the project's folder.")
    first = min(found, key=lambda path: len(path.parts))
    if sum(len(path.parts) == len(first.parts) for path in found) > 1:
        raise NotUnpacked("There are several projects in this .zip. Send one at a time.")
    return first.parent


def _take_out(
    packed: zipfile.ZipFile, infos: list[zipfile.ZipInfo], root: PurePosixPath, folder: Path
) -> None:
    """Write what belongs to a project into ``folder``, and count what comes rather than trust."""
    room = MOST_UNPACKED
    for info in infos:
        path = PurePosixPath(info.filename)
        if not path.is_relative_to(root) or not _OURS.fullmatch(str(path.relative_to(root))):
            continue
        content = _content(packed, info, room)
        room -= len(content)
        out = folder / path.relative_to(root)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)


def _content(packed: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    try:
        with packed.open(info) as opened:
            content = opened.read(room + 1)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise NotUnpacked(_DAMAGED) from None
    if len(content) > room:
        raise NotUnpacked(_too_much())
    if content.startswith(_PACKED_IN_IT):
        raise NotUnpacked("There is a packed file in this .zip. Unpack it, and pack the folder.")
    return content
