"""How far two readers agree, as the team is told from what both did in the chat, and no sooner."""

from __future__ import annotations

import json
from pathlib import Path

from conversations.agreement import ENOUGH
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing
from tests.support.projects import PROJECTS
from tests.support.seeded import take_part
from tests.support.team import says

#: Of 50 proposals two readers put a yes on 20 together, the first alone on 5, the second alone on
#: 10: kappa is 0.40 (the worked example of Wikipedia, "Cohen's kappa"). Here are as many in 20.
_FIRST = (True,) * 10 + (False,) * 10
_SECOND = (True,) * 8 + (False,) * 2 + (True,) * 4 + (False,) * 6


async def _twenty_tell_something(play: Journey) -> None:
    def tell(db: Connection) -> None:
        take_part(db, play.project, f"{ENOUGH} en visit=told", play.stage.clock.now())
        db.execute("UPDATE answers SET words = ? WHERE node = 'visit'", (json.dumps(["It was."]),))

    await play.stage.app.store.write(tell)


def _reads(puts: tuple[bool, ...]) -> list[str]:
    """Return what a reader does with answers: a theme on it, or none."""
    return ["> quiet" if yes else "> next" for yes in puts]


async def test_agreement_is_told_from_twenty_read_by_two_on(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "weighed-story") as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Leo", "lead")
        await _twenty_tell_something(play)
        await does(play, "@ Lena", "> /new", "> new theme", "> Quiet", *_reads(_FIRST[1:]))
        await does(play, "@ Leo", "> /new", *_reads(_SECOND[:-1]))
        (too_few,) = await says(play, "> /together")
        assert "19 read by two so far." in too_few
        assert "Too few yet to say how far readers agree: 20 are." in too_few
        assert "kappa" not in too_few
        await does(play, "> /new", *_reads(_SECOND[-1:]))
        (told,) = await says(play, "> /together")
        assert "20 read by two so far." in told
        assert "Agreement (Cohen's kappa): 0.40." in told
        assert "Quiet: 0.40" in told
        # It is of nobody in particular: Lena is told the same, and neither is named.
        assert await says(play, "@ Lena", "> /together") == [told]
        assert "Lena" not in told
        assert "Leo" not in told


async def test_where_both_put_a_theme_on_everything_there_is_nothing_to_measure(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECTS / "weighed-story") as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Leo", "lead")
        await _twenty_tell_something(play)
        always = _reads((True,) * ENOUGH)
        await does(play, "@ Lena", "> /new", "> new theme", "> Quiet", *always[1:])
        await does(play, "@ Leo", "> /new", *always)
        (told,) = await says(play, "> /together")
        assert "There is no theme yet that tells answers apart, so nothing to measure." in told
