"""What happens at once: two peers at one answer; a teller who takes back what is being read."""

from __future__ import annotations

from pathlib import Path

from tests.support.journey import Journey, plain
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import counts, says

STORY = "a long and heavy day"
TAKEN_BACK = "The person took this back"


async def _opens(play: Journey, name: str) -> None:
    """Let a peer lead read on until the story stands there."""
    await does(play, f"@ {name}", "> /new")
    for _ in range(6):
        if STORY in plain(play.stage.world.history(play.who)[-1]):
            return
        await does(play, "> skip")
    raise AssertionError("the story never came")


def _chat(play: Journey) -> str:
    return "\n".join(plain(m) for m in play.stage.world.history(play.who))


async def test_two_peers_put_themes_on_the_same_answer_at_once(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Leo", "lead")
        await resident(play, "Ana")
        await _opens(play, "Lena")
        await _opens(play, "Leo")
        await does(play, "@ Lena", "> [New theme]", "> Nights")
        said = await says(play, "@ Leo", "> nights")
        # Both themes stand, it is read once, and each can undo their own.
        assert "Somebody else has read this, too." in "\n".join(said)
        themings = "SELECT COUNT(*) FROM themings WHERE undone_at IS NULL"
        assert await counts(play, themings) == 2
        assert await counts(play, "SELECT COUNT(*) FROM reviews") == 1
        await does(play, "> /undo")
        assert await counts(play, themings) == 1
        assert await counts(play, "SELECT COUNT(*) FROM reviews") == 1


async def test_two_peers_name_the_same_new_theme_in_the_same_moment(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Leo", "lead")
        await resident(play, "Ana")
        peers = []
        for name in ("Lena", "Leo"):
            await _opens(play, name)
            await does(play, "> [New theme]")
            peers.append(play.who)
        for who, words in zip(peers, ("Nights", "nights "), strict=True):
            play.stage.world.say(who, words)
        await play.stage.settle()
        # It is one theme, put on by both, and read once, whoever came first.
        assert await counts(play, "SELECT COUNT(*) FROM themes") == 1
        assert await counts(play, "SELECT COUNT(*) FROM themings WHERE undone_at IS NULL") == 2
        assert await counts(play, "SELECT COUNT(DISTINCT made_by) FROM themings") == 2
        assert await counts(play, "SELECT COUNT(*) FROM reviews") == 1
        told = [
            any("Somebody else has read this, too." in plain(m) for m in chat)
            for chat in map(play.stage.world.history, peers)
        ]
        assert sorted(told) == [False, True]


async def test_a_story_is_taken_back_in_the_moment_a_theme_is_put_on_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await _opens(play, "Lena")
        await does(play, "> new theme", "@ Ana", "> my story", "@ Lena")
        play.stage.world.say(ana, "not at all")
        play.stage.world.say(play.who, "Nights")
        await play.stage.settle()
        # Whichever came first, it is gone from her phone, and stands under no theme.
        assert STORY not in _chat(play)
        assert TAKEN_BACK in _chat(play)
        said = "\n".join(await says(play, "> /themes", "> 1"))
        assert STORY not in said
        assert "Nothing found" in (await says(play, "> /find heavy"))[0]


async def test_a_story_is_taken_back_while_it_is_read(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await _opens(play, "Lena")
        await does(play, "> worth quoting", "> needs the team", "> ring them", "> new theme")
        await does(play, "@ Ana", "> my story", "> not at all")
        await does(play, "@ Lena")
        assert STORY not in _chat(play)
        assert TAKEN_BACK in _chat(play)
        # She was in the middle of naming a theme for it: she is told, and shown what is new.
        said = await says(play, "> Nights")
        assert said[0].startswith("This was changed or taken back by the person since.")
        for table in ("themes", "quotes"):
            assert await counts(play, f"SELECT COUNT(*) FROM {table}") == 0
        assert (await says(play, "> /needs"))[0] == "Nothing else needs the team."
        assert "Nothing found" in (await says(play, "> /find heavy"))[0]


async def test_less_than_before_lets_the_mark_fall_and_leaves_it_to_read(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await _opens(play, "Lena")
        await does(play, "> worth quoting")
        await does(play, "@ Ana", "> my story", "> only to read and learn")
        assert await counts(play, "SELECT COUNT(*) FROM quotes") == 0
        said = await says(play, "@ Lena", "> worth quoting")
        assert said[-1] == "Not marked: its teller said it may be read, and not quoted."
        assert STORY in _chat(play)


async def test_deleting_everything_takes_words_and_voices_from_readers_phones(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        talks = (f"> {'(voice) ' + t if t == STORY else t}" for t in TALKS)
        await does(play, "@ Ana en", *talks)
        await _opens(play, "Lena")
        assert any("voice" in m for m in play.stage.world.history(play.who))
        await does(play, "@ Ana", "> delete", "> [Delete everything]", "> [Yes, do it]")
        await does(play, "@ Lena")
        assert STORY not in _chat(play)
        assert TAKEN_BACK in _chat(play)
        assert not any("voice" in m for m in play.stage.world.history(play.who))


async def test_who_did_not_agree_to_be_written_to_is_not_asked_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        talks = list(TALKS)
        talks[5] = "no"
        await does(play, "@ Ana en", *(f"> {t}" for t in talks))
        await _opens(play, "Lena")
        said = await says(play, "> ask them back")
        assert said == ["They did not agree to be written to again, or cannot be reached."]


async def test_what_was_taken_back_meanwhile_is_not_asked_about(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await _opens(play, "Lena")
        # In the night: it waits until the morning.
        await does(play, "+ 13 hours", "> ask them back", "> Which day was it?", "> send it")
        await does(play, "@ Ana", "> my story", "> not at all", "+ 20 hours")
        assert "Which day was it?" not in _chat(play)
        assert await counts(play, "SELECT COUNT(*) FROM asked_back WHERE state = 'cancelled'") == 1
