"""Documents that officers send: told by their content, and hostile ones refused in words."""

from __future__ import annotations

import io
import stat
import time
import tracemalloc
import zipfile

import pytest

from bot.authors.taking_in import MOST_TEXT, Refused, TakenIn, take_in, with_others
from bot.authors.unpacking import MOST_FILES, MOST_PACKED, packed
from conversations.snapshot import PROJECT_FILE, take
from tests.support.projects import PROJECTS
from tests.support.sendable import bomb, project_files, sendable, zipped

FILES = project_files("two-languages")
TEXT = FILES[PROJECT_FILE]
LONG = "".join(f"# {number}\n" for number in range(MOST_TEXT // 7)).encode()


def refusal(content: bytes) -> str:
    found = take_in(content, "any name.pdf")
    assert isinstance(found, Refused)
    return "\n".join(found.sentences)


def taken(content: bytes) -> TakenIn:
    found = take_in(content, "any name.pdf")
    assert isinstance(found, TakenIn), found
    return found


@pytest.mark.parametrize("folder", ["", "park", "a/b/park"])
def test_a_zip_of_a_folder_is_that_folder(folder: str) -> None:
    litter = {"__MACOSX/._x": b"1", "park/.DS_Store": b"1", "park/notes.docx": b"PK\x03\x04"}
    mine = {(f"{folder}/{name}" if folder else name): text for name, text in FILES.items()}
    found = taken(zipped({**mine, **(litter if folder == "park" else {})}))
    assert found.snapshot == take(PROJECTS / "two-languages")
    assert (found.alone, found.notes) == (False, None)


def test_recordings_come_along() -> None:
    folder = PROJECTS / "voice-prompts"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert taken(zipped(files)).snapshot.recordings == take(folder).recordings


def test_what_is_packed_again_is_the_same() -> None:
    snapshot = take(PROJECTS / "two-languages")
    assert taken(packed(snapshot, "park")).snapshot == snapshot
    assert packed(snapshot, "park") == packed(snapshot, "park")


def test_a_file_alone_keeps_the_others_there_are() -> None:
    found = taken(b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n"))
    assert found.alone
    assert with_others(found.snapshot, take(PROJECTS / "two-languages")) == take(
        PROJECTS / "two-languages"
    )


def test_a_form_is_told_by_its_content() -> None:
    found = taken(sendable("form.xlsx"))
    assert found.notes
    assert any("barcode" in note for note in found.notes)
    markdown = b"| survey |\n| | type | name | label |\n| | text | why | Why? |\n"
    assert taken(markdown).notes is not None


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"bread\nmilk: 2\n", b"\xff\xfe\x00", b"project: x\nflow: y\n"]
)
def test_what_is_no_project_is_left_alone(content: bytes) -> None:
    assert take_in(content, "project.yaml") is None


@pytest.mark.parametrize(
    "name", ["../project.yaml", "/etc/project.yaml", "c:/x/project.yaml", "a\\..\\..\\b"]
)
def test_nothing_lands_outside_the_folder(name: str) -> None:
    assert "outside the project's folder" in refusal(zipped({**FILES, name: b"x"}))


def _odd(change: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped_up:
        info = zipfile.ZipInfo("pl.po")
        if change == "link":
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped_up.writestr(PROJECT_FILE, TEXT)
        zipped_up.writestr(info, "/etc/passwd")
    content = buffer.getvalue()
    if change == "password":
        # The flag says it is encrypted, in the entry itself and in the list at the end.
        at = content.rindex(b"PK\x01\x02")
        return content[: at + 8] + b"\x01" + content[at + 9 :]
    return content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zipped({"pl.po": b""}), "There is no project.yaml"),
        (zipped({f"{n}.po": b"" for n in range(MOST_FILES + 1)}), "more than 500 files"),
        (zipped({"a/project.yaml": TEXT, "b/project.yaml": TEXT}), "several projects"),
        (zipped({**FILES, "pl.po": zipped(FILES)}), "a packed file in this .zip"),
        (_odd("link"), "a link in this .zip"),
        (_odd("password"), "has a password"),
        (bomb(), "unpacks to more than"),
        (zipped(FILES)[:-30] + b"PK\x05\x06" + b"\0" * 26, "There is no project.yaml"),
        (zipped({PROJECT_FILE: TEXT + LONG}), "longer than"),
        (zipped({PROJECT_FILE: b"\xff\xfe"}), "not text in UTF-8"),
    ],
)
def test_a_zip_that_is_none_of_ours_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_damaged_zip_is_refused() -> None:
    whole = zipped({PROJECT_FILE: TEXT})
    middle = whole.index(b"project.yaml") + 60
    assert "damaged" in refusal(whole[:middle] + b"\xff" * 40 + whole[middle + 40 :])
    # With much before it, as one that unpacks itself has.
    assert "larger than" in refusal(b"\0" * MOST_PACKED + whole)


def test_a_zip_that_lies_about_what_it_holds_fills_no_memory() -> None:
    content = bomb()
    real = (100_000_000).to_bytes(4, "little")
    assert content.count(real) == 2
    lying = content.replace(real, (5_000).to_bytes(4, "little"))
    tracemalloc.start()
    began = time.perf_counter()
    assert refusal(lying)
    assert time.perf_counter() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
