"""An invite works once, for one person, within its days, and gives nobody a role twice."""

from __future__ import annotations

from pathlib import Path

from tests.support.playing import does, joins, playing, resident
from tests.support.team import counts, says

LEADS = "SELECT COUNT(*) FROM staff WHERE role = 'lead' AND revoked_at IS NULL"


async def test_the_second_who_opens_it_is_refused_kindly(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        said = await says(play, "@ Mallory en", "> /start {invite}", "> yes")
        assert said[0].startswith("This invite was used already, or has run out.")
        assert await counts(play, LEADS) == 1


async def test_two_who_opened_it_at_once_do_not_both_get_in(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "$ invite lead", "@ Lena en", "> /start {invite}")
        await does(play, "@ Leo en", "> /start {invite}", "> [Yes, join]")
        said = await says(play, "@ Lena", "> [Yes, join]")
        assert len(said) == 1
        assert said[0].startswith("This invite was used already, or has run out.")
        assert await counts(play, LEADS) == 1


async def test_it_runs_out_even_after_it_was_opened(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "$ invite lead", "@ Lena en", "> /start {invite}", "+ 8 days")
        assert "has run out" in (await says(play, "> yes"))[0]
        assert "has run out" in (await says(play, "> /start {invite}"))[0]
        assert await counts(play, LEADS) == 0


async def test_a_no_leaves_it_to_someone_else(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "$ invite lead", "@ Lena en", "> /start {invite}", "> [No]")
        assert await counts(play, LEADS) == 0
        said = await says(play, "@ Leo en", "> /start {invite}", "> yes")
        assert said[1].startswith("You have joined as peer lead.")


async def test_a_role_is_held_once_and_the_invite_is_not_wasted(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        said = await says(play, "$ invite lead", "> /start {invite}")
        assert len(said) == 1
        assert said[0].startswith("You are peer lead in The Ward 7 conversation already.")
        await resident(play, "Ana")
        assert (await says(play, "@ Lena")) == ["Something new came in to read."]
        said = await says(play, "@ Leo en", "> /start {invite}", "> yes")
        assert said[1].startswith("You have joined")


async def test_a_new_safeguarding_contact_is_shown_what_waits(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await does(play, "> get help now", "> [It is about safety]", "> he hurts me")
        await does(play, "$ invite safeguarding", "@ Amina en", "> /start {invite}")
        said = await says(play, "> yes")
        assert said[0].startswith("You have joined as safeguarding contact.")
        assert "he hurts me" in said[1]
