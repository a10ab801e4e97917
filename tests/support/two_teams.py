"""Two projects side by side with a team and people each, to try who is shown what by the bot.

What is planted in them cannot be mistaken: a mark says what it is and whose.

- ``said`` are somebody's words for the team, ``hint`` what they asked in hint words, ``safe`` what
  they marked as about their safety;
- ``note`` is what the team wrote down about them, ``line`` what a peer lead wrote down of their own
  hours, ``team`` what everybody in a project may read, ``name`` their made-up name;
- *own* are of one of peer lead Lena's own people, *others* of somebody who came by another peer
  lead of her project, *elsewhere* of the other project.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, get_args

from bot.clock import FrozenClock, new_id
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish
from conversations.checkbacks import UNPLANNED
from conversations.loader import load
from conversations.run import Answer, Run
from conversations.snapshot import PROJECT_FILE, Snapshot
from storage import contributions, decisions, participants, projects, quotes, runs, staff
from storage.decisions import Decision, Rests
from storage.promises import Promise
from storage.sqlite import Connection
from storage.times import stamp
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.playing import does, joins
from tests.support.projects import example
from tests.support.team import leaves

Place = Literal["own", "others", "elsewhere"]
PLACES: tuple[Place, ...] = get_args(Place)

HERE, THERE = "park", "river"

#: Who came by which peer lead, in each place.
_WHO: tuple[tuple[Place, str, str], ...] = (
    ("own", "Lena", "Ana"),
    ("others", "Leo", "Ben"),
    ("elsewhere", "Lisa", "Cora"),
)

_FLOW = """\
topics: {play: Playing, people: People}
hint_words: {harm: hits me}
second_reading: 100
flow:
  - explain: all
  - ask: light
    kind: words
    text: What is the light like?
    serves: hours
  - story: visit
    text: Tell us about one visit.
    serves: hours
"""

#: What somebody does up to the first question of a project.
_BEGINS = (
    "> English",
    "> go on",
    "> I agree",
    "> yes",
    "> yes, you may",
    "> for myself",
    "> next",
    "> opening hours",
)

#: What is found of each place: of the person there, or of those who told or wrote something down.
_IDS = {
    "person": "SELECT :person",
    "run": "SELECT id FROM runs WHERE participant = :person AND script = 'main'",
    "answer": "SELECT id FROM answers WHERE participant = :person AND node = 'light'",
    "unthemed": "SELECT id FROM answers WHERE participant = :person AND node = 'visit'",
    "change": "SELECT id FROM answers WHERE participant = :person AND node = 'checkback.unplanned'",
    "theme": "SELECT id FROM themes WHERE name = 'Nights team' || :place",
    "question": "SELECT id FROM questions WHERE participant = :person AND answer IS NULL",
    "asked": "SELECT id FROM questions WHERE participant = :person AND answer IS NOT NULL",
    "entry": "SELECT o.id FROM others_asked AS o JOIN questions AS q ON q.id = o.question"
    " WHERE q.participant = :person",
    "concern": "SELECT id FROM concerns WHERE participant = :person",
    "kept": "SELECT id FROM kept_words WHERE participant = :person",
    "wrote": "SELECT id FROM contributions WHERE participant = :person AND kind = 'statement'",
    "flag": "SELECT f.id FROM flags AS f JOIN answers AS a ON a.id = f.answer"
    " WHERE a.participant = :person",
    "file": "SELECT id FROM media WHERE participant = :person",
    "helped": "SELECT participant FROM helped WHERE helper = :lead",
    "code": "SELECT code FROM helped WHERE helper = :lead",
    "prompt": "SELECT id FROM prompts WHERE made_by = :lead",
    "plan": "SELECT id FROM prompt_plans WHERE made_by = :lead",
    "decision": "SELECT id FROM decisions WHERE made_by = :lead",
    "promise": "SELECT p.id FROM promises AS p JOIN decisions AS d ON d.id = p.decision"
    " WHERE d.made_by = :lead",
    "line": "SELECT id FROM timesheet WHERE participant = :lead",
    "project": "SELECT project FROM memberships WHERE participant = :person",
}


@dataclass(frozen=True)
class Teams:
    """The stage they are on, what is in each place by name, everybody's chat, and who that is."""

    play: Journey
    ids: Mapping[Place, Mapping[str, str]]
    chats: Mapping[str, int]
    people: Mapping[int, str]

    def erase(self, db: Connection, places: set[Place]) -> None:
        """Erase the people of ``places``, also those who were helped."""
        for place in places:
            for who in ("person", "helped"):
                participants.erase(db, self.ids[place][who])


def mark(what: str, place: Place) -> str:
    """Return a word that is found nowhere else."""
    return f"{what}{place}"


@asynccontextmanager
async def two_teams(folder: Path) -> AsyncIterator[Teams]:
    """Let both projects go live and everyone do what they do."""
    clock = FrozenClock(START)
    world = World(token="123456:two-teams", clock=clock)
    async with staged(folder, world, clock, None) as stage:
        here, there = Journey(stage, HERE, "here"), Journey(stage, THERE, "there")
        at = {place: there if place == "elsewhere" else here for place in PLACES}
        for place, lead, _ in _WHO:
            await _goes_live(at[place])
            await does(
                at[place], f"$ invite lead {lead}", f"@ {lead} en", "> /start {invite}", "> yes"
            )
        for place, lead, name in _WHO:
            await _plant(at[place], lead, name, place)
        await _come_without_a_word(here)
        chats = {str(one["first_name"]): int(one["id"]) for one in world.users()}
        ids: dict[Place, Mapping[str, str]] = {}
        for place, lead, name in _WHO:
            ids[place] = await stage.app.store.write(_ids, place, chats[name], chats[lead])
        people = await stage.app.store.read(_people, tuple(chats.values()))
        yield Teams(here, ids, chats, people)


async def _goes_live(play: Journey) -> None:
    app = play.stage.app
    loaded = load(_project(play.project), bot=app.house.bot_words)
    await app.store.write(
        publish, loaded, app.clock.now(), app.house.new_id, drafts_allowed=True, actor="the test"
    )


def _project(slug: str) -> Snapshot:
    """Return a project with something of every kind: words, a story, a sentence for others."""
    base = example("statements-of-own")
    text = base.files[PROJECT_FILE]
    for old, new in (
        ("project: statements-of-own", f"project: {slug}"),
        ("title: The park conversation", f"title: The {slug} conversation"),
        ("flow:\n  - explain: all\n", _FLOW),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return Snapshot({**base.files, PROJECT_FILE: text})


async def _plant(play: Journey, lead: str, name: str, place: Place) -> None:
    """Let someone come by a peer lead's link and tell all they can, and the lead deal with it."""
    said, note, team = mark("said", place), mark("note", place), mark("team", place)
    await does(play, f"$ leadlink {lead} en", f"@ {name} en", "> /start {leadlink}", *_BEGINS)
    await does(play, f"> Dim, {said}", "> (voice)", "> people", "> in the report")
    await does(play, "> agree", "> agree", f"> More benches, {said}", "> send")
    await does(play, f"> and the cafe is dear, {said}")
    await does(play, "> ask the team", f"> may my dog come, {said}?")
    await does(play, f"@ {lead}", "> /questions", f"> Yes, {team}", "> send this answer")
    await does(play, "> Add to “Others asked”", f"> Are pets welcome, {team}?", "> use these words")
    await does(play, "> the whole project", "> show it to others")
    await does(play, f"@ {name}", "> ask the team", "> my question is different")
    await does(
        play, f"> who hits me, {mark('hint', place)}?", "> get help now", "> [It is about safety]"
    )
    await does(play, f"> {mark('safe', place)} happened")
    await does(play, f"@ {lead}", "> /new", "> needs the team", f"> ring them, {note}")
    await does(play, "> new theme", f"> Nights {team}", f"> /timesheet 2 h, {mark('line', place)}")
    await does(play, "> /prompt", f"> And now, {team}?", "> in their own words", "> 1")
    await does(play, "> All who agreed", "> send", "> /prompt", f"> And later, {team}?")
    await does(play, "> no answer needed", "> 1", "> All who agreed", "> send it later")
    await does(play, "> tomorrow 10", "> send")
    await does(play, "> /helping", "> face to face", "> English", *_BEGINS[1:])
    await does(play, f"> A lamp, {said}", "> pause", f"@ {name}", f"> And now better, {said}")
    await does(play, f"@ {lead}")
    await play.stage.app.store.write(_decide, play.project, place, play.who)
    await play.stage.app.store.write(_quote, place, play.people[name], play.who)
    await play.stage.app.store.write(_tell_of_change, play.project, said, play.people[name])


def _tell_of_change(db: Connection, project: str, said: str, chat: int) -> None:
    """Let someone who was asked again have told of a change nobody planned."""
    person, live = participants.find(db, chat), projects.get(db, project)
    assert person is not None
    assert live is not None
    facts = {"on": START.date().isoformat()}
    told = replace(
        Run(new_id(), f"checkback:{new_id()}", "en", facts),
        answers={UNPLANNED: Answer(words=(f"A pond, {said}",), language="en")},
        status="ended",
    )
    runs.add(
        db,
        told,
        participant=person.id,
        project=project,
        revision=live.revision,
        now=START,
        wave="after-1",
        sent=True,
    )
    db.execute(
        "INSERT INTO answers (id, run, participant, project, node, status, value, words, language,"
        " at) VALUES (?, ?, ?, ?, ?, 'given', '[]', ?, 'en', ?)",
        (
            new_id(),
            told.id,
            person.id,
            project,
            UNPLANNED,
            json.dumps([f"A pond, {said}"]),
            stamp(START),
        ),
    )


def _decide(db: Connection, project: str, place: Place, lead: int) -> None:
    """Keep a decision on the theme and the answer under it, with a promise; nobody heard it yet."""
    team, made_by = mark("team", place), participants.find(db, lead)
    assert made_by is not None
    made = Decision(new_id(), project, team, "will", team, team, None, None, "en", START)
    themed = db.execute(
        "SELECT g.theme, g.answer FROM themings AS g JOIN themes AS t ON t.id = g.theme"
        " WHERE t.name LIKE '%' || ?",
        (team,),
    ).fetchone()
    promised = Promise(new_id(), made.id, team, START.date() + timedelta(days=30), team, team, "en")
    decisions.add(db, made, made_by.id, Rests((themed[0],), (themed[1],)), (promised,))


def _quote(db: Connection, place: Place, teller: int, lead: int) -> None:
    """Let what someone said in their story be quoted in the report."""
    told, made_by = participants.find(db, teller), participants.find(db, lead)
    assert told is not None
    assert made_by is not None
    answer = db.execute(
        "SELECT id FROM answers WHERE participant = ? AND node = 'visit'", (told.id,)
    ).fetchone()[0]
    quote = new_id()
    quotes.mark(db, quote, answer, made_by.id, START)
    contributions.moderate(
        db, new_id(), quote, "changed", made_by.id, START, words=mark("said", place)
    )


async def _come_without_a_word(play: Journey) -> None:
    """Let those come who only look on: the rest of the team, and people who told nothing."""
    await joins(play, "Alma", "lead")
    await joins(play, "Fay", "lead")
    await does(play, "> /new", "> next")
    await leaves(play, "lead")
    await joins(play, "Olga", "officer")
    await joins(play, "Sara", "safeguarding")
    await does(play, "> back")
    await does(play, "@ Adam en", "> /start")
    await play.stage.app.store.write(_make_admin, play.who)
    for name, *things in (("Noor",), ("Rob", *_BEGINS), ("Stan", *_BEGINS, "> stop")):
        begins = "> /start" if name == "Noor" else "> /start {leadlink}"
        await does(play, "$ leadlink Lena en", f"@ {name} en", begins, *things)


def _make_admin(db: Connection, chat: int) -> None:
    person = participants.find(db, chat)
    assert person is not None
    staff.give(db, new_id(), person.id, None, "admin", START)


def _people(db: Connection, chats: tuple[int, ...]) -> dict[int, str]:
    found = {chat: participants.find(db, chat) for chat in chats}
    return {chat: person.id for chat, person in found.items() if person is not None}


def _ids(db: Connection, place: Place, person: int, lead: int) -> dict[str, str]:
    who, whose = participants.find(db, person), participants.find(db, lead)
    assert who is not None
    assert whose is not None
    bound = {"person": who.id, "lead": whose.id, "place": place, "name": mark("name", place)}
    # A made-up name is drawn by chance, and may be that of somebody else in another project.
    for table in ("memberships", "concerns"):
        db.execute(f"UPDATE {table} SET pseudonym = :name WHERE participant = :person", bound)
    found = {"name": bound["name"]}
    for name, query in _IDS.items():
        rows = db.execute(query, bound).fetchall()
        assert rows, (place, name)
        found[name] = str(rows[0][0])
    return found
