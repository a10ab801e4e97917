"""What may be quoted is what its teller allows at this moment, of what the team looked at."""

from __future__ import annotations

from pathlib import Path

from storage import decisions, participants, quotes
from storage.decisions import Decision, Rests
from storage.quotes import Use
from storage.sqlite import Connection
from tests.support.journey import Journey, plain
from tests.support.keep import START
from tests.support.playing import does, joins, playing, resident
from tests.support.team import counts, says

STORY = "a long and heavy day"


async def _marked(play: Journey) -> None:
    """Let Ana send a story that may stand in the report, and Lena mark and theme it."""
    await joins(play, "Lena", "lead")
    await resident(play, "Ana")
    await does(play, "@ Lena", "> /new")
    while STORY not in plain(play.stage.world.history(play.who)[-1]):
        await does(play, "> skip")
    await does(play, "> worth quoting", "> new theme", "> Days")


async def _accepted(play: Journey) -> None:
    await _marked(play)
    await does(play, "> /moderate", "> show it as it is")


async def _cleared(play: Journey, use: Use, *, theme: str = "Days", besides: str = "") -> list[str]:
    def read(db: Connection) -> list[str]:
        found = db.execute("SELECT id FROM themes WHERE name = ?", (theme,)).fetchone()
        key = str(found[0]) if found else "none"
        return [one.words for one in quotes.cleared(db, use, theme=key, besides=besides)]

    return await play.stage.app.store.read(read)


async def test_nothing_is_quoted_before_the_team_has_looked_at_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        assert await _cleared(play, "report") == []
        await does(play, "> /moderate", "> show it as it is")
        assert await _cleared(play, "report") == [STORY]
        assert await _cleared(play, "report", theme="Nights") == []


async def test_what_is_for_the_report_is_not_quoted_in_public(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _accepted(play)
        assert await _cleared(play, "public") == []
        await does(play, "@ Ana", "> my story", "> in public too")
        assert await _cleared(play, "public") == [STORY]
        assert await _cleared(play, "report") == [STORY]
        # To Ana herself it is nothing that somebody else said.
        ana = await play.stage.app.store.read(participants.find, play.who)
        assert ana is not None
        assert await _cleared(play, "public", besides=ana.id) == []


async def test_a_quote_stands_beside_the_decision_that_rests_on_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _accepted(play)

        def decide(db: Connection) -> list[int]:
            theme, maker = db.execute("SELECT id, made_by FROM themes").fetchone()
            found = []
            for name, rests in (("one", Rests((theme,), ())), ("two", Rests((), ()))):
                made = Decision(name, play.project, "h", "will", "d", "w", None, None, "en", START)
                decisions.add(db, made, maker, rests)
                found.append(len(quotes.cleared(db, "report", decision=name)))
            return found

        assert await play.stage.app.store.write(decide) == [1, 0]


async def test_less_than_before_takes_it_out_everywhere_and_a_new_mark_is_looked_at_anew(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await _accepted(play)
        await does(play, "@ Ana", "> my story", "> only to read and learn")
        assert await _cleared(play, "report") == []
        assert (await says(play, "@ Lena", "> /quotes"))[-1].startswith(
            "Nothing may be quoted yet."
        )
        await does(play, "@ Ana", "> my story", "> in the report")
        assert await _cleared(play, "report") == []
        assert (await says(play, "@ Lena", "> /moderate"))[-1].startswith("Nothing waits")


async def test_not_at_all_replaces_it_on_the_phones_that_showed_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _accepted(play)
        await does(play, "> /quotes")
        await does(play, "@ Ana", "> my story", "> not at all", "@ Lena")
        chat = "\n".join(plain(m) for m in play.stage.world.history(play.who))
        assert STORY not in chat
        assert await counts(play, "SELECT COUNT(*) FROM contributions") == 0


async def test_a_mark_taken_off_in_time_leaves_nothing_to_look_at(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new")
        while STORY not in plain(play.stage.world.history(play.who)[-1]):
            await does(play, "> skip")
        await does(play, "> worth quoting", "> /undo")
        assert await counts(play, "SELECT COUNT(*) FROM contributions") == 0
        await does(play, "> worth quoting", "> /moderate", "> show it as it is")
        said = await says(play, "> /undo")
        assert said[0] == "The team has dealt with it already. Nothing was undone."
        assert await counts(play, "SELECT COUNT(*) FROM quotes") == 1
