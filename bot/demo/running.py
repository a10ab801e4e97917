"""``tellback demo``: three phones on a page, the real bot behind them, and a clock to move on."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import signal
import socket
import webbrowser
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import logs
from bot.clock import ShiftedClock, new_key, new_token
from bot.demo.page.routes import Phone, add_routes
from bot.demo.rehearsing import Rehearsal
from bot.demo.seeding import seed, seed_rehearsal
from bot.demo.stage import Stage, staged
from bot.demo.world import World
from storage import inbox
from storage.keys import load_or_make_key
from storage.lock import DataLock

_log = logging.getLogger(__name__)

#: The demo begins this long ago, so that its first conversations lie behind when someone looks, but
#: not so long that reminders fell due in between.
_BEGAN_BEFORE = timedelta(hours=8)

#: How often the phones' state is written down, in seconds, while something changes.
_SAVE_EVERY = 2.0


@dataclass
class Demo:
    """The phones on the page and the stage behind them (the page's ``Phones``)."""

    world: World
    clock: ShiftedClock
    folder: Path
    on_page: list[Phone] = field(default_factory=list)
    stage: Stage | None = None
    _saved: int = -1

    def phones(self) -> list[Phone]:
        """Return who is on the page, in order."""
        return list(self.on_page)

    async def add_resident(self, name: str, language: str | None) -> Phone:
        """Put another resident on the page."""
        phone = Phone(self.world.add_user(name, language_code=language), "Resident")
        self.on_page.append(phone)
        self.save()
        return phone

    async def advance(self, delta: timedelta) -> None:
        """Move the bot's time on, after it has dealt with what the phones sent before."""
        if self.stage is None:
            return
        await self._quiet()
        await self.stage.advance(delta)
        self.save()

    async def _quiet(self) -> None:
        """Wait until the bot has taken in what waits: a tap lives 150 seconds, then it is lost."""
        assert self.stage is not None, "only called on a running stage"
        async with asyncio.timeout(10):
            # The queue tells nobody that it has run empty, so it is looked at.
            while await self._busy():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await self.stage.app.drain()

    async def _busy(self) -> bool:
        assert self.stage is not None, "only called on a running stage"
        if self.world.queue.pending(self.clock.now().timestamp()):
            return True
        return bool(await self.stage.app.store.read(inbox.waiting))

    def save(self) -> None:
        """Write down the phones' state, whole or not at all, if it changed."""
        if self._saved == self.world.version:
            return
        self._saved = self.world.version
        state = {
            "world": self.world.snapshot(),
            "offset": self.clock.offset.total_seconds(),
            "phones": [[phone.user_id, phone.label] for phone in self.on_page],
        }
        target, half = self.folder / "phones.json", self.folder / "phones.json.part"
        half.write_text(json.dumps(state), encoding="utf-8")
        half.replace(target)

    async def keep_saving(self) -> None:
        """Save now and then, until cancelled."""
        while True:
            await asyncio.sleep(_SAVE_EVERY)
            self.save()


def _load(folder: Path) -> Demo:
    """Return the demo as it was left, or a new one."""
    saved = folder / "phones.json"
    if not saved.exists():
        clock = ShiftedClock(-_BEGAN_BEFORE)
        return Demo(World(token=f"777000:{new_token()}", clock=clock), clock, folder)
    state: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
    clock = ShiftedClock(timedelta(seconds=state["offset"]))
    phones = [Phone(user_id, label) for user_id, label in state["phones"]]
    return Demo(World.restore(state["world"], clock=clock), clock, folder, phones)


def main(
    folder: Path,
    *,
    port: int,
    browser: bool,
    reset: bool,
    any_port: bool = False,
    project: Path | None = None,
) -> int:
    """Run the demo with its data in ``folder`` until Ctrl-C; return the exit status.

    ``any_port``: where ``port`` is taken, another will do. ``project``: the folder of a project to
    show and to follow while it is being worked on, in place of the example.

    Raises ``storage.sqlite.StorageError`` (another demo runs on the folder) and ``OSError`` (the
    port is taken), each with a sentence.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with DataLock(folder):
        if reset:
            _empty(folder)
        try:
            asyncio.run(_run(folder, _free(port) if any_port else port, browser, project))
        except KeyboardInterrupt:
            return 0
    return 0


def _free(port: int) -> int:
    """Return ``port`` if nobody listens there, else 0: any that is free."""
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != "tellback.lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


async def _run(folder: Path, port: int, browser: bool, project: Path | None) -> None:
    # A demo stopped half-way through its seeding has no phones yet: begin again.
    if not (folder / "phones.json").exists():
        _empty(folder)
    key, _ = load_or_make_key(folder / "key", new_key(), database=folder / "tellback.db")
    demo = _load(folder)
    logs.setup("WARNING", [demo.world.token, key.hex()])

    rehearsal = Rehearsal(project) if project else None

    def extend(app: web.Application) -> None:
        add_routes(app, demo, rehearsal=rehearsal)

    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no signal handlers in the loop
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with staged(folder, demo.world, demo.clock, key, port=port, extend=extend) as stage:
        demo.stage = stage
        if rehearsal and not demo.on_page:
            # Nobody has talked yet: what is published now is live since now.
            demo.clock.jump_to(demo.clock.now() - demo.clock.offset)
        shown = await rehearsal.begin(stage) if rehearsal else None
        if not demo.on_page:
            await _set_the_scene(stage, demo, shown)
        await stage.app.start()
        _say_where(stage.api.base_url, browser)
        await _until(stopped, stage, demo, rehearsal)


async def _set_the_scene(stage: Stage, demo: Demo, project: str | None) -> None:
    if project is None:
        _tell("Setting the scene: a few residents talk first. This takes some seconds …")
        demo.on_page = await seed(stage)
    else:
        demo.on_page = await seed_rehearsal(stage, project)
    demo.clock.jump_to(demo.clock.now() - demo.clock.offset)
    demo.save()


def _tell(sentence: str) -> None:
    """Say something to whoever started the demo in a terminal."""
    print(sentence, flush=True)  # noqa: T201 - the command line's own output


def _say_where(address: str, browser: bool) -> None:
    _tell(f"Tellback's demo is at {address}/  (Ctrl-C stops it; nothing is lost)")
    if browser:
        webbrowser.open(f"{address}/")


async def _until(
    stopped: asyncio.Event, stage: Stage, demo: Demo, rehearsal: Rehearsal | None
) -> None:
    saving = asyncio.create_task(demo.keep_saving())
    waiting = asyncio.ensure_future(stopped.wait())
    either: set[asyncio.Future[Any]] = {waiting, stage.app.ended}
    if rehearsal:
        either.add(asyncio.ensure_future(rehearsal.keep_looking(stage)))
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        for task in either - {waiting}:
            if task.done():
                task.result()
    finally:
        tasks = {saving, *either} - {stage.app.ended}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        demo.save()
        _tell("The demo has stopped. Start it again and it carries on here.")
