"""What must be found nowhere: words and secrets in logs, an erased person's in the database."""

from __future__ import annotations

from pathlib import Path

from storage import inbox, outbox
from tests.support.crowd import crowd, talk
from tests.support.killing import TOKEN, killable
from tests.support.playing import does, joins, playing, resident
from tests.support.searching import found
from tests.support.swift_bot import KEY as SWIFT_KEY


async def test_the_log_at_debug_holds_neither_words_nor_secrets(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    async with killable(tmp_path, log) as bot:
        talkers = crowd(bot.world, 2, "doorlink")
        bot.world.inject({"update_id": "poison", "message": {"text": "poisoned words"}})
        await talk(bot.world, talkers, 60)
    written = log.read_text(encoding="utf-8")
    # What must be there shows that the log is not just empty.
    assert "updates are on disk" in written
    assert "Message 1: Sent" in written
    words = [said for talker in talkers for said in talker.words]
    assert words
    for secret in (*words, "poisoned words", TOKEN, TOKEN.split(":")[1], SWIFT_KEY.hex()):
        assert secret not in written


async def test_deleting_everything_leaves_no_word_in_the_database(tmp_path: Path) -> None:
    """On an unkeyed file, since in an encrypted one nothing can be found anyway."""
    words = ("heavy day", "bus stops at six", "at night more like")
    async with playing(tmp_path, key=None) as play:
        stage = play.stage
        await joins(play, "Lena", "lead")
        await resident(play)
        # What readers were sent holds the words, too, and what they did with them.
        await does(play, "@ Lena", "> /new", "> [New theme]", "> Buses", "> next", "> next")
        await does(play, "@ Ana")
        await stage.app.store.checkpoint()
        assert found(tmp_path, words) == "True True True"
        await does(play, "> delete", "> [Delete everything]", "> [Yes, do it]")
        await stage.app.store.checkpoint()
        assert found(tmp_path, words) == "False False False"
        assert not await stage.app.store.read(inbox.waiting)
        assert await stage.app.store.read(outbox.next_due) is None
