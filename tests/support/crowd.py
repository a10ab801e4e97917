"""Residents who talk by themselves: they read the newest question and answer it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from bot.demo.world import World

#: Buttons that lead away from answering.
_ASIDE = {
    "Back",
    "Skip",
    "More",
    "Get help now",
    "Full privacy notice",
    "Why?",
    "Ask the team",
    "Change something",
    "My answers",
    "Stop",
    "Go on with it",
}
_END = "Sent. Thank you"

#: Own words typed sooner, in seconds, belong to the answer before: nobody reads so fast.
_READING = 3.5


@dataclass
class Talker:
    """One resident. ``words`` are those they typed to open questions, each unlike any other."""

    world: World
    user: int
    name: str
    acted_on: int = 0
    seen: int = 0
    words: list[str] = field(default_factory=list)
    done: bool = False

    def act(self) -> bool:
        """Answer the newest question, if there is one not answered yet; say whether they did."""
        messages = len(self.world.chats[self.user].posts)
        if messages == self.seen:
            return False
        said = [m for m in self.world.history(self.user) if m["from"]["is_bot"]]
        if any(_END in str(m.get("text", "")) for m in said):
            self.done = True
            return False
        self.seen = messages
        asked = [m for m in said if m["message_id"] > self.acted_on and _buttons(m)]
        if not asked:
            return False
        if not _chosen(asked[-1]) and self.world.now() < asked[-1]["date"] + _READING:
            self.seen = 0
            return False
        self.acted_on = asked[-1]["message_id"]
        self._answer(asked[-1])
        return True

    def _answer(self, message: dict[str, Any]) -> None:
        choices = _chosen(message)
        if not choices:
            unlike = f"{self.name} says number {len(self.words)}"
            self.words.append(unlike)
            self.world.say(self.user, unlike)
        elif any(b["text"] == "Done" for b in choices):
            self.world.say(self.user, "1")
        else:
            self.world.tap(self.user, message["message_id"], choices[0]["callback_data"])


def _chosen(message: dict[str, Any]) -> list[dict[str, str]]:
    return [b for b in _buttons(message) if b["text"] not in _ASIDE]


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def crowd(world: World, number: int, payload: str) -> list[Talker]:
    """Return ``number`` residents who have opened the link; all speak English."""
    talkers = []
    for at in range(number):
        user = world.add_user(f"Resident {at}", language_code="en")
        world.say(user, f"/start {payload}")
        talkers.append(Talker(world, user, f"resident {at}"))
    return talkers


async def talk(world: World, talkers: list[Talker], seconds: float) -> None:
    """Let them talk until all are done; raises ``TimeoutError`` with who is stuck."""
    try:
        async with asyncio.timeout(seconds):
            while not all(talker.done for talker in talkers):
                seen = world.version
                acted = [talker.act() for talker in talkers if not talker.done]
                if not any(acted):
                    await world.changed(seen, 0.2)
                await asyncio.sleep(0)
    except TimeoutError:
        stuck = {
            t.name: str(world.history(t.user)[-1].get("text", ""))[:80]
            for t in talkers
            if not t.done
        }
        raise TimeoutError(f"stuck: {stuck}") from None
