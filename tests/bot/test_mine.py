"""What happened to mine, and trust asked again: what transcripts do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from storage import decisions, staff
from storage.decisions import Rests
from storage.sqlite import Connection
from tests.support.journey import Journey, labels, plain
from tests.support.keep import START
from tests.support.playing import does, joins, playing, resident
from tests.support.projects import PROJECTS
from tests.support.seeded import take_part
from tests.support.team import counts, says

PROJECT = PROJECTS / "told-back"
ANA = (
    *("> /start", "> English", "> go on", "> I agree", "> yes", "> yes", "> for myself"),
    *("> next", "> next", "> opening hours", "> 2", "> yes"),
)
DECIDES = (
    *("> People want more of the evening", "> will be done", "> The park stays open until eight."),
    *("> Most of you work until six.", "> none of them", "> The park keeper", "> today"),
    *("> no promise", "> [Save and tell them]"),
)


async def _trusts(play: Journey) -> int:
    return await counts(play, "SELECT COUNT(*) FROM readings WHERE wave = 'report'")


async def test_trust_is_asked_with_the_first_news_and_again_after_thirty_days(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Olga", "officer")
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send")
        for days, readings in ((1, 1), (31, 1), (10, 2)):
            await does(play, "@ Olga", "> /decide", *DECIDES, f"+ {days} days", "@ Ana", "> [Yes]")
            if await _trusts(play) < readings:
                await does(play, "> 4")
            assert await _trusts(play) == readings


async def test_many_things_are_listed_page_by_page(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send")
        for number in range(1, 10):
            await does(play, "> ask the team", f"> question number {number}")
        first = "\n".join(await says(play, "> /mine"))
        assert "8. You asked: “question number 7”" in first
        assert "question number 8" not in first
        second = "\n".join(await says(play, "> more of mine"))
        assert "9. You asked: “question number 8”" in second
        assert "“open until ten”" in "\n".join(await says(play, "> 1"))
        assert "1. “open until ten”" in "\n".join(await says(play, "> all of mine"))
        # What is no number of the list goes where it would go without it.
        assert "This conversation is finished" in "\n".join(await says(play, "> 99"))


async def test_a_button_of_somebody_elses_thing_opens_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send")
        await does(play, "@ Ben en", *ANA, "> leave it", "> send", "> /mine")
        theirs = "SELECT COUNT(*) FROM tasks WHERE name = 'mine'"
        assert await counts(play, theirs) == 1
        said = "\n".join(await says(play, "> 1"))
        assert "leave it" in said
        assert "open until ten" not in said


async def test_who_has_said_nothing_is_told_how_to_begin(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        begin = "You have told us nothing yet. Send /start to begin."
        await does(play, "@ Ana en", "> /start")
        assert begin in "\n".join(await says(play, "> /mine"))


async def test_a_story_nobody_may_use_is_called_so(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        assert "“a long and heavy day”" in "\n".join(await says(play, "> /mine"))
        await does(play, "> my story", "> not at all")
        listed = "\n".join(await says(play, "> /mine"))
        assert "for nobody to read, as you said" in listed
        assert "You can let it be read any time. Type: my story" in listed


async def test_late_is_called_late_in_it(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send")
        await play.stage.advance(timedelta(days=70))
        listed = "\n".join(await says(play, "> /mine"))
        assert "We said we read everything by 3 February 2027. We are late with this." in listed
        assert "You should have heard what is decided by 5 March 2027. We are late." in listed


async def test_it_is_one_tap_from_my_answers_and_from_the_menu(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send", "> my answers")
        for way in ("> [What happened to mine?]", "> more"):
            await does(play, way)
        found = labels(play.stage.world.history(play.who)[-1])
        assert "What happened to mine?" in found


async def test_who_was_helped_hears_theirs_through_who_helped_them(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /helping", "> Someone new", "> Face to face", "> English", *ANA[2:])
        await does(play, "> open until ten", "> [Send]")
        listed = "\n".join(await says(play, "> [What happened to mine?]"))
        assert "on their behalf" in listed
        assert "1. “open until ten”" in listed
        assert "Nobody has read it yet." in "\n".join(await says(play, "> 1"))


async def test_others_words_are_told_only_once_they_are_cleared_for_everyone(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        for name in ("Ben", "Ana", "Cai"):
            await resident(play, name)
        await does(play, "@ Ben", "> my story", "> in public too", "@ Lena", "> /new")
        while "heavy day" not in plain(play.stage.world.history(play.who)[-1]):
            await does(play, "> skip")
        await does(play, "> worth quoting", "> new theme", "> Days", "> Days", "> Days")
        await does(play, "> /moderate", "> show it as it is", "> /decide", "> Days", "> done")
        await does(play, *DECIDES, "+ 1 hour")
        theirs = "Somebody lets everyone read this: “a long and heavy day”"
        assert theirs in "\n".join(await says(play, "@ Ana"))
        # Nobody is told their own words as somebody else's.
        assert theirs not in "\n".join(await says(play, "@ Ben"))
        assert "You told us: “a long and heavy day”" in plain_all(play)


def plain_all(play: Journey) -> str:
    """Return everything in the chat of whoever acts."""
    return "\n".join(plain(one) for one in play.stage.world.history(play.who))


async def test_who_only_tapped_and_may_not_be_written_to_finds_all_there_is(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        quiet = [*ANA]
        quiet[quiet.index("> yes") + 1] = "> no"
        await does(play, "@ Ana en", *quiet, "> skip", "> send")
        listed = "\n".join(await says(play, "> /mine"))
        assert "1. 3 answers you tapped" in listed
        assert "counted together with everyone's" in listed
        assert "You said that we may not write to you. You can look here any time." in listed
        assert "Counted together with what everyone tapped." in "\n".join(await says(play, "> 1"))


def _twelve_say(db: Connection, project: str) -> None:
    """Let twelve people say how the one promise is, half of them each way."""
    (promise,) = db.execute("SELECT id FROM promises WHERE kind = 'change'").fetchone()
    for verdict in ("better", "same"):
        take_part(db, project, f"6 en come={verdict}", START)
    db.execute(
        "UPDATE runs SET wave = 'after-1' WHERE participant IN"
        " (SELECT participant FROM memberships WHERE pseudonym LIKE 'Someone %')"
    ).close()
    db.execute(
        "UPDATE answers SET promise = ? WHERE value IN ('[\"better\"]', '[\"same\"]')", (promise,)
    ).close()


async def test_what_people_say_together_is_told_where_their_numbers_allow(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send", "@ Lena", "> /new")
        await does(play, "> new theme", "> Evenings", "> /decide", "> Evenings", "> done")
        promised = ("> The gate stays open", "> 25 January 2027", "> The keeper", "> Try it")
        await does(play, *DECIDES[:-2], *promised, "> that was all", DECIDES[-1], "+ 1 hour")
        alone = "\n".join(await says(play, "@ Ana", "> /mine", "> 1"))
        assert "Promised by 25 January 2027: The gate stays open" in alone
        assert "What people say of it" not in alone
        await play.stage.app.store.write(_twelve_say, play.project)
        together = "\n".join(await says(play, "> 1"))
        assert "What people say of it" in together
        assert "12 people said how it is." in together


def _puts_right(db: Connection, project: str) -> None:
    """Let a second decision put the first right, on the same words, and people hear it."""
    (first,) = db.execute("SELECT id FROM decisions").fetchone()
    made = decisions.get(db, first)
    assert made is not None
    rests = Rests(answers=tuple(one for one, _ in decisions.answers(db, first)))
    on = made.made_at + timedelta(hours=1)
    later = replace(made, id="later", made_at=on, decided="Until nine.", replaces=first)
    lead = staff.holders(db, project, "lead")[0].participant
    decisions.add(db, later, lead, rests)
    decisions.goes_out(db, "later", START + timedelta(days=1))


async def test_what_was_put_right_is_called_so_beside_what_puts_it_right(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "@ Ana en", *ANA, "> open until ten", "> send", "@ Lena", "> /new")
        await does(play, "> new theme", "> Evenings", "> /decide", "> Evenings", "> done")
        await does(play, *DECIDES, "+ 1 hour")
        await play.stage.app.store.write(_puts_right, play.project)
        told = await says(play, "@ Ana", "> /mine", "> 1")
        right = told.index("Put right on 5 January 2027.")
        assert "The park stays open until eight." in "\n".join(told[:right])
        assert "Until nine." in "\n".join(told[right:])
