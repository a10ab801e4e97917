"""What has happened before someone looks at the demo: a lead and an officer joined, people spoke.

Everything goes through the phones, as it would in life: nothing is written into the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from bot.clock import new_id, new_token
from bot.demo.page.routes import Phone
from bot.demo.stage import Stage
from bot.publishing import publish_for_rehearsal
from storage import projects, staff
from storage.staff import Invite

PROJECT = "ward-7"


@dataclass(frozen=True)
class Voice:
    """Someone who spoke before: their name, app language, and what they typed, in order."""

    name: str
    language: str
    said: tuple[str, ...]


_OPENING_EN = ("English", "Go on", "I agree", "Yes", "Yes, you may")
_CARDS = ("Next",) * 5

#: Residents of whom only the words are seen, by the peer lead. Options are given by number, so
#: that a change of wording in the project does not derail the scene.
_VOICES = (
    Voice(
        "Grace",
        "en",
        (
            *_OPENING_EN,
            "For someone else",
            *_CARDS,
            "Visiting times",
            "2 at night there is nobody to ask",
            "2",
            "3",
            "The bus stops at six on Sundays, and visiting starts at five.",
            "2, 3",
            "2",
            "1",
            "The nurses know mum's name. Keep that.",
            "We came on a Sunday with the children. The family room was locked.",
            "3",
            "4",
            "2",
            "Send",
        ),
    ),
    Voice(
        "Tom",
        "en",
        (
            *_OPENING_EN,
            "For myself",
            *_CARDS,
            "Visiting times",
            "3",
            "4",
            "2",
            "You never know if the family room is open.",
            "3",
            "3",
            "2",
            "The garden.",
            "Skip",
            "Send",
        ),
    ),
    Voice(
        "Agnieszka",
        "pl",
        (
            "Polski",
            "1",
            "1",
            "1",
            "1",
            "1",
            "1",
            "1",
            "1",
            "1",
            "1",
            "3",
            "2 w nocy gorzej",
            "3",
            "3",
            "Pracuję w weekendy i nie zdążam na odwiedziny.",
            "1, 2",
            "2",
            "2",
            "Pani z kuchni zawsze się uśmiecha.",
            "Mama bała się w nocy i nikt nie przyszedł przez długi czas.",
            "1",
            "5",
            "2",
            "Wyślij",
        ),
    ),
    Voice(
        "Farah",
        "ur",
        (
            "اردو",
            "1",
            "1",
            "1",
            "1",
            "2",
            "1",
            "1",
            "1",
            "1",
            "1",
            "3",
            "3",
            "2",
            "3",
            "ہفتے کے آخر میں بس نہیں ملتی۔",
            "3",
            "1",
            "2",
            "نرسیں نرمی سے بات کرتی ہیں۔",
            "ابو کو اردو میں کوئی کچھ نہیں بتاتا تھا۔",
            "2",
            "5",
            "2",
            "بھیجیں",
        ),
    ),
    Voice(
        "Joan",
        "en",
        (
            *_OPENING_EN,
            "For someone else",
            *_CARDS,
            "Nothing, really",
            "I don't agree",
            "my mum was moved twice last year already and nobody told us",
            "2",
            "1",
            "3",
            "The family room is always locked when we come.",
            "3",
            "1",
            "2",
            "Kindness.",
            "Skip",
            "Send",
        ),
    ),
)

#: The resident on the page stops here, at a question still open.
_ON_PAGE = Voice(
    "Maria",
    "en",
    (*_OPENING_EN, "For someone else", *_CARDS, "Visiting times", "3 but at night more like 1"),
)

#: Between two messages of one person, in the bot's time.
_PAUSE = timedelta(seconds=40)


async def seed(stage: Stage) -> list[Phone]:
    """Publish the example, let people join and speak; return the phones for the page."""
    folder = Path(str(files("conversations"))) / "projects" / PROJECT
    await publish_for_rehearsal(stage.app, folder)
    officer = await _join(stage, "Oliver", "officer")
    await _join(stage, "Amina", "safeguarding")
    lead = await _join(stage, "Lena", "lead")
    poster = await stage.app.store.write(
        projects.link_for, PROJECT, "ward-door", new_id(8), stage.clock.now()
    )
    for voice in _VOICES:
        await _speak(stage, voice, poster.code)
        stage.clock.jump_to(stage.clock.now() + timedelta(hours=1))
    resident = await _speak(stage, _ON_PAGE, poster.code)
    for user in (lead, officer):
        stage.world.say(user, "/start")
    await stage.settle()
    return [Phone(resident, "Resident"), Phone(lead, "Peer lead"), Phone(officer, "Officer")]


async def seed_rehearsal(stage: Stage, project: str) -> list[Phone]:
    """Let the team of a ``project`` that is live join, and one resident open the chat."""
    officer = await _join(stage, "Oliver", "officer", project)
    await _join(stage, "Amina", "safeguarding", project)
    lead = await _join(stage, "Lena", "lead", project)
    link = await stage.app.store.write(
        projects.link_for, project, "rehearsal", new_id(8), stage.clock.now()
    )
    resident = await _speak(stage, Voice("Maria", "en", ()), link.code)
    return [Phone(resident, "Resident"), Phone(lead, "Peer lead"), Phone(officer, "Officer")]


async def _join(stage: Stage, name: str, role: staff.Role, project: str = PROJECT) -> int:
    token, now = new_token(), stage.clock.now()
    await stage.app.store.write(
        staff.add_invite,
        token,
        Invite(role, project, "the demo", now + timedelta(days=7), sees="all", name=name),
        now,
    )
    user = stage.world.add_user(name, language_code="en")
    stage.world.say(user, f"/start inv_{token}")
    await stage.settle()
    stage.world.say(user, "Yes")
    await stage.settle()
    return user


async def _speak(stage: Stage, voice: Voice, code: str) -> int:
    user = stage.world.add_user(voice.name, language_code=voice.language)
    for words in (f"/start {code}", *voice.said):
        stage.world.say(user, words)
        await stage.settle()
        stage.clock.jump_to(stage.clock.now() + _PAUSE)
    return user
