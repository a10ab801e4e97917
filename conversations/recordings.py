"""The recordings in a project's folder: a peer reads a message aloud, one file a text and language.

They lie in ``recordings/<language>/<path>.ogg``, where the path is the text's own:
``flow.weekends.text``. What is read aloud, and to whom, is in ``aloud.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conversations.problems import Place, Problem, problem_at

FOLDER = "recordings"

#: Bytes in one recording: two minutes of a voice message are half of this. Whoever waits for a
#: question on a bad line waits for this first.
MOST_BYTES = 1_000_000

#: Bytes in all recordings of a project: they are read, and sent to the database, in one go.
MOST_TOGETHER = 50_000_000

#: What Telegram plays as a voice message (Bot API, "sendVoice"), the one it makes itself first.
ENDINGS = (".ogg", ".oga", ".m4a", ".mp3")


def take_recordings(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the recordings in a project's ``folder`` by name, and what is wrong with them.

    A name is ``pl/flow.weekends.text.ogg``. What is wrong is serious: a recording that cannot be
    played would be missed by the person it was made for.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    together = 0
    for path in _files(folder / FOLDER):
        name = path.relative_to(folder / FOLDER).as_posix()
        wrong = _refusal(path, folder)
        if not wrong:
            content = path.read_bytes()
            together += len(content)
            found[name] = content
            wrong = "" if is_playable(path.suffix, content) else _unplayable(path.suffix)
        if wrong:
            problems.append(problem(name, "recording", wrong))
        if together > MOST_TOGETHER:
            sentence = "All recordings together may have {:,} bytes, and there are more. Say less."
            problems.append(problem("", "recordings", sentence.format(MOST_TOGETHER)))
            break
    return found, problems


def problem(name: str, code: str, sentence: str, *, serious: bool = True) -> Problem:
    """Return what is wrong with the recording ``name``."""
    return problem_at(Place(f"{FOLDER}/{name}"), code, sentence, serious=serious)


def ending(content: bytes) -> str:
    """Return what a file with this ``content`` is called by its end, for whoever opens it."""
    return next(kind for kind in ENDINGS if kind == ".mp3" or is_playable(kind, content))


def is_playable(kind: str, content: bytes) -> bool:
    """Say whether a file that ends in ``kind`` is what that end promises, and whole."""
    if kind == ".mp3":
        return content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] >= b"\xe0")
    if kind == ".m4a":
        return content[4:8] == b"ftyp"
    pages = list(_pages(content))
    # Its head, its tags, and then sound (RFC 7845, section 3).
    return len(pages) > 2 and pages[0].startswith(b"OpusHead")


def _files(top: Path) -> list[Path]:
    """Return what lies in ``top``, but not what a computer puts there by itself."""
    found = sorted(top.rglob("*")) if top.is_dir() else []
    return [path for path in found if not path.is_dir() and not path.name.startswith(".")]


def _refusal(path: Path, folder: Path) -> str:
    """Return why the file is not even opened; empty if it may be."""
    if not path.resolve().is_relative_to(folder.resolve()):
        return "This is a link to a file outside the project's folder. Put the file itself here."
    if not path.is_file():
        return "This is not a file. Take it out of the folder."
    if path.suffix not in ENDINGS:
        return f"A recording ends in {', '.join(ENDINGS)}. Save it as one of these."
    if path.stat().st_size > MOST_BYTES:
        return f"This has {path.stat().st_size:,} bytes, and may have {MOST_BYTES:,}. Say less."
    return ""


def _unplayable(kind: str) -> str:
    if kind in (".ogg", ".oga"):
        return "This is no whole OGG with Opus sound in it. Record it anew, as a voice message."
    return f"This is no sound in {kind[1:].upper()}, whatever its name. Save it again."


def _pages(content: bytes) -> Iterator[bytes]:
    """Yield what each whole page of an OGG file holds (RFC 3533, section 6)."""
    at = 0
    while content[at : at + 4] == b"OggS" and len(content) > at + 26:
        segments = content[at + 27 : at + 27 + content[at + 26]]
        begins = at + 27 + len(segments)
        at = begins + sum(segments)
        if len(content) < at:
            return
        yield content[begins:at]
