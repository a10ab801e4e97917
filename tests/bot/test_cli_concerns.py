"""The safeguarding record leaves by the command line alone, for a reason that stays."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from bot.cli import main
from storage import audit
from storage.sqlite import connect
from tests.support.playing import KEY, does, joins, playing, resident
from tests.support.team import says

REASON = "for the review on 3 March"


async def _kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = folder / "key"
    key.write_text(KEY.hex())
    key.chmod(0o600)
    monkeypatch.setenv("TELLBACK_DATA", str(folder))
    monkeypatch.setenv("TELLBACK_KEY_FILE", str(key))
    async with playing(folder) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await does(play, "> get help now", "> [It is about safety]", "> =he hurts me")
        await does(play, "@ Amina", "> [Read it now]", "> [Note what was done]")
        await does(play, "> Called the ward.", "> /rehearse", "> 1")
        assert await says(play, "@ Ana") == []


def _written(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


async def test_it_holds_each_history_and_its_writing_is_on_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await _kept(tmp_path, monkeypatch)
    out = tmp_path / "record.csv"
    assert main(["concerns", "ward-7", "--out", str(out), "--reason", REASON]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = _written(out)
    assert [row["what"] for row in rows] == [
        "marked by the person",
        "contacts told",
        "seen",
        "what was done",
    ]
    assert rows[0]["words"] == "'=he hurts me"
    assert rows[3]["words"] == "Called the ward."
    assert rows[3]["by"] == "safeguarding contact 1"
    with connect(tmp_path / "tellback.db", KEY) as db:
        (line,) = [e for e in audit.of_project(db, "ward-7") if "safeguarding record" in e.action]
    assert line.reason == REASON
    assert "exact words about harm" in capsys.readouterr().out
    # What is there is not written over.
    assert main(["concerns", "ward-7", "--out", str(out), "--reason", REASON]) == 1


async def test_without_a_reason_nothing_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await _kept(tmp_path, monkeypatch)
    out = tmp_path / "record.csv"
    assert main(["concerns", "ward-7", "--out", str(out), "--reason", "because"]) == 1
    assert main(["concerns", "no-such", "--out", str(out), "--reason", REASON]) == 1
    assert not out.exists()
    assert "Please say why" in capsys.readouterr().err
