"""Recordings in a project's folder: which are taken, which refused, what their author is told."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from conversations import recordings
from conversations.problems import ProjectRefused
from conversations.recordings import MOST_BYTES, ending
from conversations.snapshot import Snapshot, take
from tests.support.projects import PROJECTS, example, problems
from tests.support.sound import voice

MP3 = b"\xff\xfb\x90\x00" + bytes(400)
TAGGED_MP3 = b"ID3\x04" + bytes(400)
M4A = b"\x00\x00\x00\x1cftypM4A " + bytes(400)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "park"
    shutil.copytree(PROJECTS / "voice-prompts", inside)
    return inside


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "recordings" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def refused(folder: Path) -> str:
    with pytest.raises(ProjectRefused) as caught:
        take(folder)
    return str(caught.value)


def told(snapshot: Snapshot) -> list[str]:
    """Return what is said of the recordings, all of it warnings."""
    found = [problem for problem in problems(snapshot) if problem.file.startswith("recordings/")]
    assert not any(problem.serious for problem in found)
    return [str(problem) for problem in found]


def test_recordings_are_part_of_the_revision(folder: Path) -> None:
    before = take(folder)
    assert set(before.recordings) >= {"en/flow.when.text.oga", "pl/flow.when.text.ogg"}
    assert len(set(before.recordings.values())) == len(before.contents) == len(before.recordings)
    put(folder, "pl/flow.when.text.ogg", voice(2))
    after = take(folder)
    assert after.hash() != before.hash()
    assert after.contents[after.recordings["pl/flow.when.text.ogg"]] == voice(2)
    shutil.rmtree(folder / "recordings")
    assert take(folder).hash() not in (before.hash(), after.hash())


def test_a_recording_under_another_name_makes_another_revision(folder: Path) -> None:
    before = take(folder).hash()
    path = folder / "recordings" / "en" / "end.ogg"
    path.rename(path.with_name("flow.why.text.ogg"))
    assert take(folder).hash() != before


def test_a_project_without_recordings_keeps_the_name_it_had() -> None:
    plain = Snapshot({"project.yaml": "title: A\n"})
    assert plain == Snapshot.from_json('{"files": {"project.yaml": "title: A\\n"}}')
    assert "recordings" not in plain.to_json()
    assert plain.hash().startswith("f50623ef")


def test_stored_and_read_again_it_knows_its_recordings_and_not_their_sound() -> None:
    snapshot = example("voice-prompts")
    stored = Snapshot.from_json(snapshot.to_json())
    assert stored == snapshot
    assert stored.hash() == snapshot.hash()
    assert snapshot.contents
    assert not stored.contents


@pytest.mark.parametrize("recorded", ["[]", '{"pl/end.ogg": 1}'])
def test_what_is_no_stored_project_is_not_taken_for_one(recorded: str) -> None:
    with pytest.raises(ValueError, match="stored project"):
        Snapshot.from_json(f'{{"files": {{}}, "recordings": {recorded}}}')


@pytest.mark.parametrize(
    ("kind", "content"),
    [(".ogg", voice()), (".mp3", MP3), (".mp3", TAGGED_MP3), (".m4a", M4A)],
    ids=["ogg", "mp3", "mp3 with tags", "m4a"],
)
def test_what_phones_record_is_taken_and_known_again(
    folder: Path, kind: str, content: bytes
) -> None:
    put(folder, f"en/flow.why.text{kind}", content)
    snapshot = take(folder)
    assert told(snapshot) == []
    assert snapshot.contents[snapshot.recordings[f"en/flow.why.text{kind}"]] == content
    assert ending(content) == kind


NO_OGG = "This is no whole OGG with Opus sound in it. Record it anew, as a voice message."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("end.ogg", b"", NO_OGG),
        ("end.ogg", b"RIFF" + bytes(40), NO_OGG),
        ("end.ogg", voice()[:60], NO_OGG),
        ("end.ogg", voice()[:-1], NO_OGG),
        ("end.ogg", voice()[:30], NO_OGG),
        ("end.ogg", voice().replace(b"OpusHead", b"\x01vorbis "), NO_OGG),
        ("end.mp3", b"\xff", "This is no sound in MP3, whatever its name. Save it again."),
        ("end.m4a", voice(), "This is no sound in M4A, whatever its name. Save it again."),
        ("end.wav", b"", "A recording ends in .ogg, .oga, .m4a, .mp3. Save it as one of these."),
        ("end.ogg", bytes(MOST_BYTES + 1), "This has 1,000,001 bytes, and may have 1,000,000."),
    ],
    ids=[
        *("empty", "wav", "head only", "cut off", "half a head", "no Opus"),
        *("no mp3", "no m4a", "other", "large"),
    ],
)
def test_what_nobody_could_hear_is_refused(
    folder: Path, name: str, content: bytes, sentence: str
) -> None:
    put(folder, f"pl/{name}", content)
    assert refused(folder).startswith(f"recordings/pl/{name}:1:1: {sentence}")


def test_what_is_no_file_of_the_folder_is_not_opened(folder: Path) -> None:
    secret = folder.parent / "secret.ogg"
    secret.write_bytes(voice())
    (folder / "recordings" / "pl" / "end.ogg").symlink_to(secret)
    os.mkfifo(folder / "recordings" / "pl" / "flow.why.text.ogg")
    assert refused(folder) == (
        "recordings/pl/end.ogg:1:1: This is a link to a file outside the project's folder. Put "
        "the file itself here.\n"
        "recordings/pl/flow.why.text.ogg:1:1: This is not a file. Take it out of the folder."
    )


def test_more_than_a_project_can_hold_is_refused_with_the_rest_unread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MOST_TOGETHER", 700)
    # It would be refused too, and comes after those that are too many.
    put(folder, "pl/zzz.ogg", b"")
    assert refused(folder) == (
        "recordings/:1:1: All recordings together may have 700 bytes, and there are more. Say less."
    )


def test_what_a_computer_leaves_behind_is_no_recording(folder: Path) -> None:
    before = take(folder)
    put(folder, "pl/.DS_Store", b"x")
    assert take(folder) == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ur/end.ogg", "Nobody can choose “ur”, so nobody hears this recording."),
        ("end.ogg", "Nobody can choose “end.ogg”, so nobody hears this recording."),
        (
            "pl/flow.wen.text.ogg",
            "No message says the text “flow.wen.text” by itself. Did you mean “flow.when.text”?",
        ),
        (
            "pl/flow.when.options.day.ogg",
            "No message says the text “flow.when.options.day” by itself.",
        ),
        ("pl/younger.ogg", "No message says the text “younger” by itself."),
        (
            "pl/opening.language.ogg",
            "No message says the text “opening.language” by itself. Did you mean “opening.age”?",
        ),
        (
            "pl/flow.when.text.mp3",
            "There is another recording of this text. Keep one, or nobody hears this.",
        ),
    ],
)
def test_an_author_is_told_of_a_recording_that_nobody_hears(name: str, sentence: str) -> None:
    snapshot = example("voice-prompts")
    with_it = replace(snapshot, recordings={**snapshot.recordings, name: "0" * 64})
    assert told(with_it) == [f"recordings/{name}:1:1: {sentence}"]


def test_every_recording_of_the_example_is_heard() -> None:
    assert told(example("voice-prompts")) == []
