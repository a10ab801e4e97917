"""A project being worked on while the demo shows it: published anew whenever its files change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.demo.stage import Stage
from bot.publishing import Publication, publish
from conversations.loader import Loaded, load
from conversations.problems import Place, Problem, ProjectRefused, problem_at
from conversations.recordings import FOLDER as RECORDINGS
from conversations.snapshot import PROJECT_FILE, take

#: How often the files are looked at, in seconds.
_LOOK_EVERY = 1.0


@dataclass(frozen=True)
class Told:
    """What the page says: what is live since when, and whether the last change is not, and why."""

    title: str
    folder: str
    revision: str
    since: datetime
    refused: bool
    problems: tuple[str, ...]


@dataclass
class Rehearsal:
    """One project's folder. What was last in order stays on the phones."""

    folder: Path
    title: str = ""
    live: Publication | None = None
    since: datetime | None = None
    refused: bool = False
    problems: tuple[Problem, ...] = ()
    _seen: tuple[tuple[str, int, int], ...] = ()

    def told(self) -> Told | None:
        """Return what there is to say; nothing before it is live."""
        if self.live is None or self.since is None:
            return None
        return Told(
            self.title,
            str(self.folder),
            self.live.revision[:8],
            self.since,
            self.refused,
            tuple(map(str, self.problems)),
        )

    async def begin(self, stage: Stage) -> str:
        """Publish the project for rehearsal and return its name.

        Raises ``ProjectRefused`` with every problem if it has any.
        """
        self._seen = _marks(self.folder)
        return (await self._publish(stage)).slug

    async def keep_looking(self, stage: Stage) -> None:
        """Look at the files now and then, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            await self.look(stage)

    async def look(self, stage: Stage) -> None:
        """Publish the project anew if a file of it has changed since the last time."""
        marks = _marks(self.folder)
        if marks == self._seen:
            return
        try:
            await self._publish(stage)
        except ProjectRefused as refused:
            # What may wait is said once this is live.
            serious = tuple(problem for problem in refused.problems if problem.serious)
            self.refused, self.problems = True, serious
        except OSError:
            # Just being saved: the next look will find it whole.
            return
        self._seen = marks
        stage.world.touch()

    async def _publish(self, stage: Stage) -> Publication:
        loaded = load(take(self.folder), bot=stage.app.house.bot_words)
        self._refuse_another(loaded)
        now = stage.clock.now()
        done = await stage.app.store.write(
            publish, loaded, now, stage.app.house.new_id, drafts_allowed=True, actor="rehearsal"
        )
        if done.changed or self.since is None:
            self.since = now
        self.live, self.title = done, loaded.project.title.source
        self.refused, self.problems = False, loaded.problems
        return done

    def _refuse_another(self, loaded: Loaded) -> None:
        """Refuse a project that was given another name: the phones are in the old one."""
        if self.live is not None and loaded.project.slug != self.live.slug:
            sentence = (
                f"The project was called “{self.live.slug}” and is now “{loaded.project.slug}”: "
                "that is another project. Give it its name back, or stop the demo and start it "
                "again."
            )
            raise ProjectRefused([problem_at(Place(PROJECT_FILE), "renamed", sentence)])


def _marks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells that a file has changed: names, times and sizes."""
    paths = [folder / PROJECT_FILE, *folder.glob("*.po"), *folder.glob(f"{RECORDINGS}/*/*")]
    marks = []
    for path in sorted(paths):
        try:
            found = path.stat()
        except OSError:
            continue
        marks.append((str(path), found.st_mtime_ns, found.st_size))
    return tuple(marks)
