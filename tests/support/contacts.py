"""People who agreed to be written to, on a stage, without the talk that would bring them there."""

from __future__ import annotations

from storage import participants
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does


async def agreed(play: Journey, *names: str, language: str = "en") -> None:
    """Add residents who agreed to be written to and have nothing open with the bot."""
    for name in names:
        chat = play.stage.world.add_user(name, language_code=language)
        play.people[name] = chat
        await play.stage.app.store.write(_add, play, name, chat, language)
        await does(play, f"@ {name}", "> hello")


def _add(db: Connection, play: Journey, name: str, chat: int, language: str) -> None:
    now = play.stage.clock.now()
    participants.add(db, name, chat, language, now)
    participants.join(db, name, play.project, f"{name} 1", None, now)
    participants.record_consent(
        db,
        name,
        play.project,
        "contact",
        given=True,
        notice_version=1,
        revision="",
        language=language,
        now=now,
    )
