"""Who may do what: every command and button × every role × own people, others' and elsewhere.

A new command or button fails here until it is listed, with whom it opens to. What is planted, and
whose it is, is told in ``tests.support.two_teams``; how it is tried, in ``tests.support.everyone``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.registry import make_house
from tests.support.everyone import OWN, Matrix, Opens, Own, try_everything
from tests.support.trying import watch
from tests.support.two_teams import HERE, THERE, Place, two_teams

#: Everyone who tries everything, by what they are in the project here.
ROLES = {
    "nobody": "Noor",
    "resident": "Rob",
    "stopped": "Stan",
    "teller": "Ana",
    "former lead": "Fay",
    "lead": "Lena",
    "lead of all": "Alma",
    "officer": "Olga",
    "safeguarding": "Sara",
    "admin": "Adam",
}
_HERE: tuple[Place, ...] = ("own", "others")
_ALL = (*_HERE, "elsewhere")

#: What people told: by whose people they are.
PEOPLE: Opens = {"lead": ("own",), "lead of all": _HERE, "officer": _HERE, "admin": _ALL}
#: What belongs to a project and no one person: by its team.
TEAM: Opens = {"lead": _HERE, "lead of all": _HERE, "officer": _HERE, "admin": _ALL}
#: What a member of the team made: theirs, and of some things the officers', too.
MAKER: Opens = {"lead": ("own",)}
OFFICERS: Opens = {"officer": _HERE, "admin": _ALL}
MAKER_AND_OFFICERS: Opens = {**OFFICERS, **MAKER}
#: What was marked as about someone's safety; an administrator sees none of it.
CONTACTS: Opens = {"safeguarding": _HERE}
OFFICERS_AND_CONTACTS: Opens = {**OFFICERS, **CONTACTS}
LEADS: Opens = {"lead": _HERE, "lead of all": _HERE}
#: What somebody said or wrote is theirs to change.
TELLER: Opens = {"teller": ("own",)}
#: What is for everybody in a project, be it that they take part or that they work there.
TAKING_PART: Opens = {**TEAM, "resident": _HERE, "stopped": _HERE, "teller": _HERE}
#: A button of a dialogue that is not on: without it nothing happens, to anybody.
NOTHING: Opens = {}


#: Every button by the first word of its data: whom it opens to, then what is tapped, and typed in
#: between. In braces stands what was planted in each place.
TAPS: Mapping[str, tuple[Opens | Own, tuple[str, ...]]] = {
    # ------------------------------------------------ what people told
    "th": (PEOPLE, ("th:{unthemed}:{theme}",)),
    "hear": (
        PEOPLE,
        (
            *("hear:{answer}:next", "hear:{answer}:more", "hear:{answer}:again"),
            *("hear:{answer}:quote", "hear:{answer}:flag", "hear:{answer}:before"),
            *("hear:{answer}:skip", "hear:{answer}:known", "hear:{answer}:undo"),
            *("hear:{answer}:hard", "hear:{answer}:safe", "hear:{answer}:pass"),
            "hear:{answer}:new | > Mornings",
            "hear:{answer}:needs | > ring",
            "hear:{answer}:back | > And then? | back:{answer}:send",
        ),
    ),
    "back": (PEOPLE, ("hear:{answer}:back | > And then? | back:{answer}:send",)),
    "need": (PEOPLE, ("need:{flag}:done", "need:{flag}:next", "need:{flag}:undo")),
    "mod": (
        PEOPLE,
        (
            *("mod:{wrote}:yes", "mod:{wrote}:later", "mod:{wrote}:undo"),
            "mod:{wrote}:change | > More seats | mod:{wrote}:show",
            "mod:{wrote}:no | mod:{wrote}:off | mod:{wrote}:send",
            "mod:{wrote}:safe | mod:{wrote}:pass",
        ),
    ),
    "q": (
        PEOPLE,
        (
            *("q:{question}:open", "q:{question}:next", "q:{question}:none"),
            *("q:{question}:safe", "q:{question}:pass", "q:{asked}:open"),
            "q:{question}:open | > Yes | q:{question}:send",
        ),
    ),
    "oa": (
        PEOPLE,
        (
            *("oa:{asked}:add", "oa:{asked}:in", "oa:{asked}:in:ur", "oa:{asked}:out"),
            "oa:{asked}:add | > Dogs? | > Yes | oa:{asked}:at:0 | oa:{asked}:show",
        ),
    ),
    "beside": (PEOPLE, ("beside:next:{kept}", "beside:safe:{kept}")),
    "sig": (PEOPLE, ("sig:pick:{change} | > It is what they fought for",)),
    "tm": (PEOPLE, ("tm:{theme}:0", "tm:{theme}:3")),
    "quotes": (PEOPLE, ("quotes:{project}:0", "quotes:{project}:3")),
    # ------------------------------------------------ what belongs to a project
    "sort": (
        TEAM,
        (
            *("sort:{theme}:rename", "sort:{theme}:merge", "sort:{theme}:split"),
            "sort:{theme}:rename | > Evenings | sort:{theme}:yes",
            "sort:{theme}:merge | > 1 | sort:{theme}:yes",
            "sort:{theme}:split | > Evenings | sort:{theme}:move | sort:{theme}:yes",
            *("sort:{theme}:undo:x", "sort:{theme}:unname:x"),
        ),
    ),
    "made": (
        TEAM,
        (
            *("made:{decision}:open", "made:{decision}:words-0"),
            *("made:{decision}:correct", "made:{decision}:back"),
        ),
    ),
    "came": (TEAM, ("came:theme:{theme}", "came:answer:{answer}")),
    "prom": (TEAM, ("prom:{promise}:open",)),
    "word": (
        TEAM,
        (
            *("word:{promise}:kept | word:{promise}:bare", "word:{promise}:undo:x"),
            "word:{promise}:in_hand | > It is ordered | word:{promise}:noday",
        ),
    ),
    "inlang": (TEAM, ("inlang:{decision}:list", "inlang:{decision}:ur | > written")),
    "plan": (TEAM, ("plan:list", "plan:plan:{plan}", "plan:cancel:{plan}", "plan:sent:{prompt}")),
    "work": (TEAM, ("work:{project}",)),
    "invite": ({**LEADS, **OFFICERS}, ("invite:{project}:en",)),
    "stepback": (LEADS, ("stepback:{project}:while", "stepback:{project}:good")),
    "oth": (
        TAKING_PART,
        ("oth:read:{entry}", "oth:helped:{entry}", "oth:mine:{project}", "oth:more:{project}:0"),
    ),
    # ------------------------------------------------ what somebody on the team made
    "prompt": (
        MAKER_AND_OFFICERS,
        (
            *("prompt:how:{prompt}", "prompt:pause:{prompt}", "prompt:on:{prompt}"),
            *("prompt:cancel:{prompt}", "prompt:answers:{prompt}"),
            "prompt:remind:{prompt} | prompt:remind!:{prompt}",
        ),
    ),
    "unth": (MAKER, ("unth:{answer}:{theme}",)),
    "sheet": (MAKER, ("sheet:change:{line}", "sheet:delete:{line}", "sheet:receipt:{line}")),
    "help": (MAKER, ("help:go:{helped}",)),
    # ------------------------------------------------ officers and safeguarding contacts
    "team": (OFFICERS, ("team:{project}:1", "team:{project}:2")),
    "retire": (OFFICERS, ("retire:yes:{project}", "retire:reopen:{project}")),
    "gone": (
        OFFICERS,
        ("work:{project} | > /deletefor {code} | gone:yes:{helped}", "gone:keep:{helped}"),
    ),
    "con": (
        CONTACTS,
        (
            *("con:all", "con:{concern}:read", "con:{concern}:seen", "con:{concern}:history"),
            *("con:{concern}:hand", "con:{concern}:to:0", "con:{concern}:to:out | > the police"),
            "con:{concern}:note | > rang them, all well",
            "con:{concern}:who | > to go there now",
        ),
    ),
    "hint": (CONTACTS, ("hint:{question}:read", "hint:{question}:safe", "hint:{question}:not")),
    "reh": (OFFICERS_AND_CONTACTS, ("reh:{project}:home", "reh:{project}:end")),
    # ------------------------------------------------ what someone said is theirs
    "mine": (TELLER, ("mine:{asked}:thanks", "mine:{asked}:on | > and now?", "mine:{asked}:out")),
    "chain": (
        TELLER,
        ("chain:see:a:{answer}", "chain:why:a:{answer}", "chain:see:q:{question}"),
    ),
    "own": (TELLER, ("own:{wrote}:out", "own:{wrote}:back", "own:{wrote}:reply | > I see")),
    "use": (TELLER, ("use:{run}:visit.use",)),
    "chg": (TELLER, ("chg:{run}:1", "chg:{run}:2")),
    "r": (TELLER, ("chg:{run}:1 | r:{run}:1:yes", "r:{run}:99:yes", "r:{run}:x")),
    "again": (TELLER, ("again:{file}",)),
    # ------------------------------------------------ nothing without the dialogue it belongs to
    "handed": (NOTHING, ("handed:{person}:{project}",)),
    "undo": (NOTHING, ("undo:{answer}",)),
    "itis": (NOTHING, ("itis:yes:{helped}:{person}", "itis:no:{helped}:{person}")),
    "claim": (NOTHING, ("claim:yes", "claim:told")),
    "compose": (NOTHING, ("compose:1:all", "compose:seen")),
    "side": (NOTHING, ("side:{answer}:against", "side:more:3")),
    "dec": (NOTHING, ("dec:1:save", "dec:save")),
    "draft": (NOTHING, ("draft:publish:{project}", "draft:try:{project}", "draft:throw:{project}")),
    "try": (NOTHING, ("try:{run}:1:yes",)),
    "join": (NOTHING, ("join:yes", "join:no")),
    "rec": (NOTHING, ("rec:in:en", "rec:remove:0")),
    # ------------------------------------------------ about whoever taps it
    "about": (OWN, ("about:change:age_band", "about:count:{project}", "about:delete | about:yes")),
    "aloud": (OWN, ("aloud:voice", "aloud:text")),
    "better": (OWN, ("better:promises", "better:asked", "better:all", "better:desk")),
    "care": (OWN, ("care:talk:{project}", "care:fine:{project}", "care:off")),
    "del": (OWN, ("del:all", "> /delete | del:who | del:yes", "> /delete | del:all | del:yes")),
    "desk": (OWN, ("desk:desk", "desk:new", "desk:export", "desk:concerns", "desk:team")),
    "digest": (OWN, ("digest:5", "digest:off")),
    "do": (OWN, ("do:safe", "do:answers:{project}", "do:change:{project}", "do:ask:{project}")),
    "foryou": (OWN, ("foryou:digest", "foryou:timesheet", "foryou:stepback")),
    "hours": (OWN, ("hours:always", "hours:none")),
    "lang": (OWN, ("lang:ur",)),
    "mark": (OWN, ("mark:1", "> it is about safety | mark:1 | mark:yes")),
    "open": (OWN, ("open:{project}", "> /start | open:{project}")),
    "readers": (OWN, ("readers:{project}:1", "readers:{project}:keep")),
    "remind": (OWN, ("remind:day", "remind:none")),
    "safe": (OWN, ("safe:tell",)),
    "train": (OWN, ("train:end:desk", "train:begin:begin")),
}

#: Commands of a team, and who may use them. What they show is about the project one works in.
COMMANDS: Mapping[str, Opens] = {
    **dict.fromkeys(
        (
            *("behind", "quotes"),
            *("desk", "projects", "new", "undo", "needs", "find", "together", "themes"),
            *("questions", "moderate", "prompt", "prompts", "decide", "decisions", "outcomes"),
            "stories",
            *(
                "promises",
                "missing",
                "record",
                "helping",
                "beside",
                "foryou",
                "timesheet",
                "digest",
                "howareyou",
            ),
        ),
        TEAM,
    ),
    "invite": {**LEADS, **OFFICERS},
    "stepback": LEADS,
    **dict.fromkeys(
        ("team", "deletefor", "evidence", "export", "retire", "reopen", "drafts"), OFFICERS
    ),
    "rehearse": OFFICERS_AND_CONTACTS,
    "concerns": CONTACTS,
}
#: Everybody's: about themselves, and what is open.
EVERYBODYS = (
    *("start", "go", "hours", "answers", "myanswers", "mydetails", "aboutme", "change", "ask"),
    "mine",
    *("others", "delete", "help", "safe", "safety", "language", "voice", "text", "back", "skip"),
    *("pause", "stop", "uses", "more", "privacy", "readers", "promised", "better"),
    # practice is open to whoever is invited, too: nothing in it is anyone's
    "train",
)
#: What can be typed behind a command, to get at what one may not.
BEHIND: Mapping[str, tuple[str, ...]] = {
    "find": ("dim", "saidown", "saidothers", "saidelsewhere"),
    "deletefor": ("{code}",),
    "start": ("me_{code}",),
    **dict.fromkeys(
        (
            *("answers", "mine", "change", "uses", "ask", "safety", "others", "drafts"),
            *("mydetails", "promised"),
        ),
        (HERE, THERE),
    ),
}

#: Those who try nothing, and may be told something of what others try.
BESIDE = {
    "other lead": "Leo",
    "other teller": "Ben",
    "lead elsewhere": "Lisa",
    "teller elsewhere": "Cora",
}
_TELLERS: Opens = {**TELLER, "other teller": ("others",), "teller elsewhere": ("elsewhere",)}
_READERS: Opens = {**PEOPLE, "other lead": ("others",), "lead elsewhere": ("elsewhere",)}
_EVERYBODY: Opens = {
    **TAKING_PART,
    "other lead": _HERE,
    "other teller": _HERE,
    "lead elsewhere": ("elsewhere",),
    "teller elsewhere": ("elsewhere",),
}
#: Who may be shown what is planted, wherever it turns up.
MARKS: Mapping[str, Opens] = {
    "said": {**_READERS, **_TELLERS},
    "note": _READERS,
    "line": {**MAKER, "other lead": ("others",), "lead elsewhere": ("elsewhere",)},
    "team": {**_EVERYBODY, **CONTACTS},
    "safe": CONTACTS,
    # what was asked in hint words: the contacts may read it as well
    "hint": {**_READERS, **CONTACTS, **_TELLERS},
    # the made-up name, which nobody is told of themselves, and what a button knows someone by
    "name": {**_READERS, **CONTACTS},
    "person": _READERS,
}


def test_every_command_and_tap_is_in_this_matrix() -> None:
    rooms = make_house().rooms
    assert set(rooms.taps) == set(TAPS)
    assert set(rooms.commands) == set(COMMANDS) | set(EVERYBODYS)


async def test_everyone_sees_and_changes_what_is_theirs_to_and_nothing_else(
    tmp_path: Path,
) -> None:
    matrix = Matrix(ROLES, BESIDE, TAPS, COMMANDS, EVERYBODYS, BEHIND, MARKS)
    async with two_teams(tmp_path) as teams:
        app = teams.play.stage.app
        await app.store.write(watch)
        wrong = await app.store.write(try_everything, matrix, teams, app.house, app.clock.now())
        assert not wrong, "\n".join(wrong)
