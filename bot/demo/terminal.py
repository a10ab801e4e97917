"""A project played in the terminal, as one resident: the real bot, without phones or a browser."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import FrozenClock, new_key, new_token
from bot.demo.keeping import START, kept
from bot.demo.lines import CannotBeDone, Lines, buttons, labels, plain
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from conversations.languages import own_name
from conversations.questions.ticking import DONE

#: What the buttons have in common that are no answers.
NAV = ":nav:"

#: What whoever plays is called in a transcript.
_NAME = "Ana"

Say = Callable[[str], None]


@dataclass
class Play:
    """One resident in a chat with the bot, and the transcript of it so far."""

    lines: Lines
    say: Say
    transcript: list[str] = field(default_factory=list)

    async def begin(self, language: str) -> None:
        """Open the chat with an app set to ``language``, and choose it where that is asked."""
        await self.take(f"@ {_NAME} {language}")
        await self.take("> /start")
        name = own_name(language)
        if name in labels(self._newest()):
            self.say(f"> {name}")
            await self.take(f"> [{name}]")

    async def typed(self, words: str) -> None:
        """Do what somebody typed: move time on, tap what a number stands for, or send the words.

        What nobody could do in a chat is said, and leaves no trace in the transcript.
        """
        numbered = {str(n): label for n, label in enumerate(_answers(self._newest()), start=1)}
        line = f"> [{numbered[words]}]" if words in numbered else f"> {words}"
        try:
            await self.take(words if words.startswith("+ ") else line)
        except (CannotBeDone, ValueError) as why:
            self.say(f"({str(why)[:1].upper()}{str(why)[1:]})")

    async def take(self, line: str) -> None:
        """Take a line, show what the bot says to it, and keep both."""
        tapped, before = self.lines.tapped, _look(self._newest())
        await self.lines.take(line)
        said = tuple(self.lines.queue)
        self.lines.queue.clear()
        note = self.lines.note() if self.lines.tapped != tapped else ""
        self.transcript += [line, *([f"~ {note.splitlines()[0]}"] if note else [])]
        if note:
            self.say(f"({note})")
        if not said and _look(self._newest()) != before:
            # Only the buttons have changed: something was ticked.
            self.say("\n".join(_shown_buttons(self._newest())))
        for message in said:
            self.transcript += kept(message)
            self.say(shown(message))
        if not said and not note and line.startswith("+"):
            self.say("(Nothing was due.)")

    def _newest(self) -> Mapping[str, Any]:
        """Return the newest message of the bot's."""
        history = self.lines.stage.world.history(self.lines.who)
        return next((m for m in reversed(history) if m["from"]["is_bot"]), {})


def _look(message: Mapping[str, Any]) -> tuple[object, ...]:
    return (message.get("message_id"), labels(message))


def shown(message: Mapping[str, Any]) -> str:
    """Return a message as the terminal shows it: its words, and its buttons below."""
    return "\n".join(["", *plain(message).splitlines(), *_shown_buttons(message)])


def _shown_buttons(message: Mapping[str, Any]) -> Iterator[str]:
    answers = _answers(message)
    yield from (f"  {number} [{label}]" for number, label in enumerate(answers, start=1))
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        others = [button["text"] for button in row if button["text"] not in answers]
        if others:
            yield "  " + " ".join(f"[{label}]" for label in others)


def _answers(message: Mapping[str, Any]) -> list[str]:
    """Return the labels that a number can stand for: the answers of a choice.

    Where buttons are numbers themselves, or several can be ticked, what is typed says it already.
    """
    values = {button["text"]: str(button.get("callback_data", "")) for button in buttons(message)}
    found = [label for label, data in values.items() if data.startswith("r:") and NAV not in data]
    ticked = any(data.endswith(DONE) for data in values.values())
    return [] if ticked or any(label.isdecimal() for label in found) else found


def play(folder: Path, language: str, typed: Iterable[str], say: Say) -> list[str]:
    """Play the project in ``folder`` with what is ``typed``; return the transcript.

    Time stands still but for "+ 30 days". Raises ``ProjectRefused`` with all that is wrong with
    the project, if it cannot be played.
    """
    # Not a running loop but one that is run line by line: while someone thinks, nothing happens.
    with tempfile.TemporaryDirectory() as data, asyncio.Runner() as runner:
        scene = AsyncExitStack()
        game = runner.run(_on_stage(scene, folder, Path(data), say))
        try:
            runner.run(game.begin(language))
            for words in typed:
                if words.strip():
                    runner.run(game.typed(words.strip()))
        except KeyboardInterrupt:
            say("")
        finally:
            runner.run(scene.aclose())
    return game.transcript


async def _on_stage(scene: AsyncExitStack, folder: Path, data: Path, say: Say) -> Play:
    clock = FrozenClock(START)
    world = World(token=f"777000:{new_token()}", clock=clock)
    stage = await scene.enter_async_context(staged(data, world, clock, new_key()))
    try:
        await publish_for_rehearsal(stage.app, folder)
    except BaseException:
        await scene.aclose()
        raise
    return Play(Lines(stage), say)
