"""What must be found nowhere: words and secrets in logs, an erased person's in the database."""

from __future__ import annotations

from pathlib import Path

from storage import inbox, outbox
from storage.sqlite import Connection
from tests.support.crowd import crowd, talk
from tests.support.killing import TOKEN, killable
from tests.support.playing import does, joins, playing, resident, sends
from tests.support.searching import found
from tests.support.swift_bot import KEY as SWIFT_KEY
from tests.support.two_teams import two_teams


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


async def test_deleting_leaves_no_word_in_search_with_the_team_or_before_others(
    tmp_path: Path,
) -> None:
    """Everything someone says beside their answers, and all the team makes of it, goes too.

    What was marked as being about safety stays, and what others said: those are found afterwards.
    """
    theirs = ("saidown", "hintown", "noteown", "lawnown", "benchown", "backown", "formown")
    stays = ("safeown", "saidothers")
    async with two_teams(tmp_path) as teams:
        play, store = teams.play, teams.play.stage.app.store
        # A peer lead searches, and asks back; what comes back is read, too.
        await does(play, "@ Lena", "> /find saidown", "> ask them back", "> And then?", "> send it")
        await does(play, "> back", "+ 1 hour", "@ Ana", "> It rained, backown", "@ Lena", "> /new")
        # A question is answered and shown to others; a sentence is changed and shown to Rob.
        await does(play, "@ Ana", "> ask the team", "> my question is different")
        await does(play, "> who mows, lawnown?", "@ Lena", "> /questions", "> another question")
        await does(play, "> We do", "> send this answer", "> Add to “Others asked”")
        await does(play, "> use these words", "> use these words", "> the whole project")
        await does(play, "> show it to others", "> /moderate", "> show it changed")
        await does(play, "> A bench, benchown", "> show it like this", "@ Rob", "> /others")
        await does(play, "> Dim", "> A walk", "> people", "> not at all", "> agree", "> agree")
        # The lead reads what was said beside the questions, and is in the middle of an answer.
        await does(play, "@ Lena", "> /beside", "> /questions", "> You said: hits me, hintown?")
        # Somebody is helped from paper; the form, scanned, is kept.
        await does(play, "@ Leo", "> /helping", "> someone new", "> from a paper form")
        await does(play, "> RST-VWX", "> English")
        await sends(play, "document", b"%PDF-1.4 formown", filename="form.pdf")
        await does(play, "> pause")
        await store.checkpoint()
        assert found(tmp_path, (*theirs, *stays)) == " ".join(["True"] * 9)
        assert await store.read(_indexed, "saidown")
        await does(play, "@ Ana", "> delete", "> [Delete everything]", "> [Yes, do it]")
        for code in (teams.ids["own"]["code"], "RST-VWX"):
            await does(play, "@ Olga", f"> /deletefor {code}", "> [Delete all of it]")
        await store.checkpoint()
        assert found(tmp_path, theirs) == " ".join(["False"] * 7)
        assert found(tmp_path, stays) == "True True"
        assert not await store.read(_indexed, "saidown")
        said = "\n".join(await does(play, "@ Lena", "> send this answer"))
        assert "That question has been answered, or taken back." in said


def _indexed(db: Connection, word: str) -> bool:
    found = db.execute("SELECT COUNT(*) FROM said_words WHERE said_words MATCH ?", (word,))
    return bool(found.fetchone()[0])
