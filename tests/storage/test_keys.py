"""The key file: made once, kept to ourselves, and refused in words when something is wrong."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from storage.keys import KeyFileError, load_or_make_key

OTHER = bytes(range(32))


@pytest.fixture
def key_path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "database.key"


def test_a_key_is_made_once_and_then_kept(key_path: Path, database_path: Path, key: bytes) -> None:
    assert load_or_make_key(key_path, key, database=database_path) == (key, True)
    assert load_or_make_key(key_path, OTHER, database=database_path) == (key, False)
    assert key_path.read_text() == key.hex() + "\n"


def test_only_we_may_read_it(key_path: Path, database_path: Path, key: bytes) -> None:
    load_or_make_key(key_path, key, database=database_path)
    assert stat.S_IMODE(key_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_key_that_others_can_read_is_refused(
    key_path: Path, database_path: Path, key: bytes, mode: int
) -> None:
    load_or_make_key(key_path, key, database=database_path)
    key_path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_or_make_key(key_path, OTHER, database=database_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("ab" * 31, "64 hex digits"),
        ("ab" * 33, "64 hex digits"),
        ("zz" * 32, "64 hex digits"),
        ("schlüssel", "64 hex digits"),
    ],
)
def test_a_file_that_holds_no_key_is_refused_and_left_alone(
    key_path: Path, database_path: Path, key: bytes, content: str, words: str
) -> None:
    key_path.parent.mkdir()
    key_path.write_text(content, encoding="utf-8")
    key_path.chmod(0o600)
    with pytest.raises(KeyFileError, match=words) as caught:
        load_or_make_key(key_path, key, database=database_path)
    assert key_path.read_text(encoding="utf-8") == content
    assert not content.strip() or content.strip() not in str(caught.value)


def test_no_new_key_is_made_for_an_old_database(
    key_path: Path, database_path: Path, key: bytes
) -> None:
    database_path.write_bytes(b"something")
    with pytest.raises(KeyFileError, match=r"key file .* is missing"):
        load_or_make_key(key_path, key, database=database_path)
    assert not key_path.exists()


def test_a_new_key_must_have_the_right_length(key_path: Path, database_path: Path) -> None:
    with pytest.raises(KeyFileError, match="32 bytes; this one has 16"):
        load_or_make_key(key_path, bytes(16), database=database_path)
    assert not key_path.exists()
