"""Ballast: really holds its room, and really gives it back."""

from __future__ import annotations

from pathlib import Path

from storage.ballast import BALLAST_BYTES, drop_ballast, lay_ballast
from tests.storage.units import no_file_may_grow_beyond


def test_it_holds_room_on_disk_and_gives_it_back_once(tmp_path: Path) -> None:
    assert lay_ballast(tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size == BALLAST_BYTES
    assert drop_ballast(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not drop_ballast(tmp_path)


def test_it_is_laid_once_and_made_whole_again(tmp_path: Path) -> None:
    assert lay_ballast(tmp_path)
    (file,) = tmp_path.iterdir()
    laid = file.stat().st_mtime_ns
    assert lay_ballast(tmp_path)
    assert file.stat().st_mtime_ns == laid
    file.write_bytes(b"cut off")
    assert lay_ballast(tmp_path)
    assert file.stat().st_size == BALLAST_BYTES


def test_without_room_there_is_none_and_nothing_in_the_way(tmp_path: Path) -> None:
    with no_file_may_grow_beyond(BALLAST_BYTES // 2):
        assert not lay_ballast(tmp_path)
    assert list(tmp_path.iterdir()) == []
