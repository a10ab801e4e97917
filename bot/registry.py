"""Every room of the house. A new subject is a new file beside its siblings and a line there."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from bot.clock import new_id, new_token
from bot.house import House, words_folder
from bot.leads import (
    asking_back,
    beginning_for,
    decided,
    decisions,
    deleting_for,
    desk,
    finding,
    handing_over,
    helping_others,
    inviting,
    joining,
    keeping,
    listening,
    missing,
    moderating,
    needing,
    others_asked,
    outcomes,
    planned,
    prompts,
    questions,
    quotes,
    recording,
    said_beside,
    sent_prompts,
    sorting,
    standing_by,
    themes,
    together,
    weighing,
    what_came,
    workplaces,
)
from bot.officers import (
    chasing,
    concerns,
    drafts,
    evidence,
    exporting,
    hinting,
    moving_people,
    rehearsing,
    retiring,
    safety_rehearsal,
    scoping,
)
from bot.outreach import following, going_out, late_answers, lateness, sweeping
from bot.peers import (
    digest,
    hard_stories,
    menu,
    stepping_back,
    timesheet,
    training,
)
from bot.residents import (
    about,
    answers,
    arriving,
    asking,
    better,
    coming_online,
    contributed,
    erasing,
    helping,
    hours,
    languages,
    later,
    marking,
    mine,
    moving,
    privacy,
    promised,
    readers,
    recordings,
    resending,
    story_uses,
    talking,
)
from bot.rooms import Rooms
from conversations.catalogue import read_folder

__all__ = ["ROOMS", "make_house", "words_folder"]

ROOMS: tuple[ModuleType, ...] = (
    # residents
    about,
    answers,
    arriving,
    asking,
    better,
    contributed,
    coming_online,
    erasing,
    helping,
    hours,
    languages,
    later,
    marking,
    mine,
    moving,
    privacy,
    promised,
    readers,
    recordings,
    resending,
    story_uses,
    talking,
    # peer leads and officers
    beginning_for,
    asking_back,
    decided,
    decisions,
    deleting_for,
    desk,
    finding,
    handing_over,
    helping_others,
    inviting,
    joining,
    keeping,
    listening,
    moderating,
    others_asked,
    missing,
    needing,
    outcomes,
    planned,
    prompts,
    questions,
    quotes,
    recording,
    said_beside,
    sent_prompts,
    sorting,
    standing_by,
    themes,
    together,
    weighing,
    what_came,
    workplaces,
    # officers, and the safeguarding contact
    evidence,
    exporting,
    drafts,
    moving_people,
    retiring,
    concerns,
    hinting,
    safety_rehearsal,
    scoping,
    rehearsing,
    # for the peers themselves
    digest,
    hard_stories,
    menu,
    stepping_back,
    timesheet,
    training,
    # what the bot starts by itself
    chasing,
    following,
    going_out,
    late_answers,
    lateness,
    sweeping,
)


def make_house(
    *,
    timezone: str = "Europe/London",
    web_url: str | None = None,
    ids: Callable[[], str] = new_id,
    tokens: Callable[[], str] = new_token,
) -> House:
    """Return a house with all rooms and the bot's words in every language there is."""
    rooms = Rooms.of(ROOMS)
    return House(read_folder(words_folder()), rooms, ids, tokens, timezone, web_url=web_url)
