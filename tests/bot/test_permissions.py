"""Who may do what: every command and button of the team, tried by everyone who may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.registry import make_house
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, forges, joins, playing, resident

#: Commands of the team, and who may use them.
COMMANDS = {
    "desk": {"lead", "officer"},
    "projects": {"lead", "officer"},
    "new": {"lead", "officer"},
    "undo": {"lead", "officer"},
    "needs": {"lead", "officer"},
    "find": {"lead", "officer"},
    "together": {"lead", "officer"},
    "themes": {"lead", "officer"},
    "questions": {"lead", "officer"},
    "moderate": {"lead", "officer"},
    "prompt": {"lead", "officer"},
    "prompts": {"lead", "officer"},
    "decide": {"lead", "officer"},
    "decisions": {"lead", "officer"},
    "outcomes": {"lead", "officer"},
    "missing": {"lead", "officer"},
    "invite": {"lead", "officer"},
    "team": {"officer"},
    "record": {"lead", "officer"},
    "helping": {"lead", "officer"},
    "beside": {"lead", "officer"},
    "deletefor": {"officer"},
    "export": {"officer"},
    "retire": {"officer"},
    "reopen": {"officer"},
    "drafts": {"officer"},
    "concerns": {"safeguarding"},
    "foryou": {"lead", "officer"},
    "timesheet": {"lead", "officer"},
    "digest": {"lead", "officer"},
    "howareyou": {"lead", "officer"},
    "stepback": {"lead"},
    "rehearse": {"officer", "safeguarding"},
}
#: What can be done with a concern.
_CONCERN = ("read", "seen", "note", "hand", "to:0", "who", "history")
#: Everything that can be done with an answer.
_HEARD = (
    *("next", "new", "more", "again", "safe", "pass", "known", "quote", "needs", "flag", "back"),
    *("before", "skip", "undo"),
)
#: Everything that can be done with a theme; peer leads see all themes.
_SORTED = ("rename", "merge", "split", "yes", "no", "move", "leave", "undo:x", "unname:x")
NOT_YOURS = "This is for the team of the project"

#: Taps that belong to the team; residents' own are checked against whose run it is.
TEAM_TAPS = {
    "beside",
    "better",
    "gone",
    "help",
    "itis",
    "compose",
    "plan",
    "retire",
    "work",
    "care",
    "back",
    "con",
    "dec",
    "desk",
    "draft",
    "handed",
    "hear",
    "hint",
    "invite",
    "join",
    "made",
    "mod",
    "need",
    "oa",
    "prompt",
    "q",
    "rec",
    "reh",
    "sort",
    "team",
    "th",
    "tm",
    "try",
    "undo",
    "unth",
    "foryou",
    "sheet",
    "side",
    "digest",
    "stepback",
}
RESIDENT_TAPS = {
    "about",
    "again",
    "aloud",
    "chg",
    "del",
    "do",
    "hours",
    "lang",
    "claim",
    "mine",
    "mark",
    "open",
    "oth",
    "own",
    "r",
    "readers",
    "remind",
    "safe",
    "train",
    "use",
}


def test_every_command_and_tap_is_in_this_matrix() -> None:
    rooms = make_house().rooms
    assert set(rooms.taps) == TEAM_TAPS | RESIDENT_TAPS
    residents = {
        "start",
        "go",
        "hours",
        "answers",
        "myanswers",
        "mydetails",
        "aboutme",
        "change",
        "ask",
        "others",
        "better",
        "delete",
        "help",
        "safe",
        "safety",
        "language",
        "voice",
        "text",
        "back",
        "skip",
        "pause",
        "stop",
        "uses",
        "more",
        "privacy",
        "readers",
        # practice is open to whoever is invited, too: nothing in it is anyone's
        "train",
    }
    assert set(rooms.commands) == set(COMMANDS) | residents


@pytest.mark.parametrize("role", ["resident", "lead", "officer", "safeguarding"])
async def test_commands_are_for_those_who_hold_the_role(role: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        if role == "resident":
            await does(play, "@ Ana")
        else:
            await joins(play, "Someone", role)
        for command, allowed in COMMANDS.items():
            said = "\n".join(await does(play, f"> /{command}"))
            # Someone who only keeps people safe is led from the desk to what is theirs.
            led = command in ("desk", "projects") and role == "safeguarding"
            assert (NOT_YOURS in said) == (role not in allowed and not led), (command, said)


#: A peer lead answers what was asked, and shows it to others in other words.
_SHOWN_TO_OTHERS = (
    "> /questions",
    "> Yes it may",
    "> send this answer",
    "> [Add to “Others asked”]",
    "> Are pets welcome?",
    "> use these words",
    "> the whole project",
    "> show it to others",
)


def _first(db: Connection, query: str) -> str:
    return str(db.execute(query).fetchone()[0])


async def _ids(play: Journey) -> dict[str, str]:
    rows: dict[str, str] = {}
    for name, query in (
        ("answer", "SELECT id FROM answers WHERE node = 'day' AND superseded_at IS NULL"),
        ("theme", "SELECT id FROM themes"),
        ("question", "SELECT id FROM questions"),
        ("concern", "SELECT id FROM concerns"),
        ("entry", "SELECT id FROM others_asked"),
        ("kept", "SELECT id FROM kept_words"),
        ("flag", "SELECT id FROM flags"),
        ("run", "SELECT id FROM runs"),
        ("person", "SELECT participant FROM memberships"),
    ):
        rows[name] = await play.stage.app.store.read(_first, query)
    return rows


async def test_forged_buttons_do_nothing_for_those_who_may_not(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(
            play,
            "> and the cafe is too dear",
            "> ask the team",
            "> may my dog come?",
            "> get help now",
            "> [It is about safety]",
            "> something happened to me",
        )
        await does(play, "@ Lena", "> /new", "> needs the team", "> ring them")
        await does(play, "> [New theme]", "> Nights", *_SHOWN_TO_OTHERS)
        ids = await _ids(play)
        await does(play, "@ Mallory en", "> /start")
        mallory = play.who
        before = await _state(play)
        for data in (
            f"th:{ids['answer']}:{ids['theme']}",
            f"unth:{ids['answer']}:{ids['theme']}",
            *(f"hear:{ids['answer']}:{what}" for what in _HEARD),
            "undo",
            f"undo:{ids['answer']}",
            f"back:{ids['answer']}:send",
            *(f"sort:{ids['theme']}:{what}" for what in _SORTED),
            *(f"need:{ids['flag']}:{what}" for what in ("done", "next", "undo")),
            f"use:{ids['run']}:day.use",
            f"q:{ids['question']}:open",
            f"q:{ids['question']}:send",
            *(f"oa:{ids['question']}:{what}" for what in ("add", "in", "in:pl", "out", "show")),
            *(f"mine:{ids['question']}:{what}" for what in ("thanks", "on", "out")),
            f"oth:read:{ids['entry']}",
            f"oth:helped:{ids['entry']}",
            "oth:mine:ward-7",
            "oth:more:ward-7:0",
            f"q:{ids['question']}:safe",
            f"q:{ids['question']}:pass",
            "con:all",
            *(f"hint:{ids['answer']}:{what}" for what in ("read", "safe", "not")),
            *(f"reh:ward-7:{what}" for what in ("home", "end")),
            "mark:1",
            "mark:yes",
            *(f"con:{ids['concern']}:{what}" for what in _CONCERN),
            "prompt:cancel:nothing",
            "invite:ward-7:en",
            "team:ward-7:1",
            f"handed:{ids['person']}:ward-7",
            f"help:go:{ids['person']}",
            "help:new:ward-7",
            "help:face",
            f"gone:ask:{ids['person']}",
            f"gone:yes:{ids['person']}",
            f"itis:yes:{ids['person']}:{ids['person']}",
            f"beside:next:{ids['kept']}",
            "claim:yes",
            "readers:ward-7:1",
            "dec:save",
            "stepback:ward-7:while",
            "stepback:ward-7:back",
            "sheet:file",
            "sheet:delete:1",
            "digest:5",
            "care:talk:ward-7",
            "train:end:desk",
            "join:yes",
            "desk:export",
            "desk:desk",
            *(f"better:{what}" for what in ("safe", "promises", "asked", "all", "desk")),
            f"r:{ids['run']}:1:yes",
            f"chg:{ids['run']}:1",
            "nonsense",
            "r:x",
            "::::",
            "del:all",
            "about:change:age_band",
            "about:count:ward-7",
            "about:delete",
            "about:yes",
        ):
            forges(play, mallory, data)
            await play.stage.settle()
        said = "\n".join(str(m.get("text", "")) for m in play.stage.world.history(mallory))
        assert await _state(play) == before
        for secret in ("heavy day", "dog come", "something happened", "cafe", "tg://user"):
            assert secret not in said


async def _state(play: Journey) -> list[tuple[object, ...]]:
    """Return what a forged button could have changed."""
    return await play.stage.app.store.read(_rows)


def _rows(db: Connection) -> list[tuple[object, ...]]:
    tables = (
        "themings",
        "reviews",
        "concerns",
        "concern_events",
        "decisions",
        "deliveries",
        "staff",
        "kept_apart",
        "helped",
        "claims",
        "kept_words",
        "lead_links",
        "links",
        "stepped_back",
        "timesheet",
        "care",
        "export_links",
        "questions",
        "others_asked",
        "others_asked_texts",
        "prompts",
        "quotes",
        "flags",
        "put_off",
        "asked_back",
        "themes",
        "second_readings",
    )
    return [
        tuple(row)
        for table in tables
        for row in db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    ]


#: What a peer lead's buttons about someone else's people would be, for every tap of the team.
def _taps_about(ids: dict[str, str]) -> tuple[str, ...]:
    return (
        f"th:{ids['answer']}:{ids['theme']}",
        f"unth:{ids['answer']}:{ids['theme']}",
        *(f"hear:{ids['answer']}:{what}" for what in _HEARD),
        "undo",
        f"undo:{ids['answer']}",
        f"back:{ids['answer']}:send",
        *(f"need:{ids['flag']}:{what}" for what in ("done", "next", "undo")),
        f"tm:{ids['theme']}:0",
        f"q:{ids['question']}:open",
        f"q:{ids['question']}:next",
        f"q:{ids['question']}:send",
        *(f"oa:{ids['question']}:{what}" for what in ("add", "in", "in:pl", "out", "show")),
        f"q:{ids['question']}:safe",
        f"q:{ids['question']}:pass",
        "con:all",
        *(f"hint:{ids['answer']}:{what}" for what in ("read", "safe", "not")),
        "reh:ward-7:home",
        f"handed:{ids['person']}:ward-7",
        f"beside:next:{ids['kept']}",
        f"beside:safe:{ids['kept']}",
        f"help:go:{ids['person']}",
        f"gone:ask:{ids['person']}",
        f"gone:yes:{ids['person']}",
        *(f"con:{ids['concern']}:{what}" for what in _CONCERN),
    )


async def test_a_peer_lead_sees_nothing_of_others_people_by_any_command_or_button(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "> and the cafe is too dear", "> ask the team", "> may my dog come?")
        await does(play, "> get help now", "> [It is about safety]", "> something happened to me")
        await does(play, "@ Lena", "> /new", "> needs the team", "> ring them")
        await does(play, "> [New theme]", "> Nights", *_SHOWN_TO_OTHERS)
        ids = await _ids(play)
        await does(play, "$ invite lead Leo", "@ Leo en", "> /start {invite}", "> yes")
        leo, before = play.who, await _state(play)
        for data in _taps_about(ids):
            forges(play, leo, data)
            await play.stage.settle()
            await does(play, "> back")
        # These change something of his own, and show nothing.
        for command in set(COMMANDS) - {"invite", "digest", "stepback"}:
            await does(play, f"> /{command}", "> 1", "> back", "> back")
        said = "\n".join(str(m.get("text", "")) for m in play.stage.world.history(leo))
        assert await _state(play) == before
        for secret in ("heavy day", "dog come", "something happened", "more like 1", "cafe", "Ana"):
            assert secret not in said, secret
