"""Publishing: one revision at a time, dates that count from the real start, all of it on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.house import House
from bot.publishing import Publication, publish
from bot.registry import make_house
from conversations.loader import Loaded, load
from conversations.snapshot import Snapshot, take
from storage import audit, projects, promises
from storage.migrate import migrate
from storage.sqlite import Connection
from storage.store import run_unit
from tests.support.shell import WARD7

KEY = b"k" * 32
START = datetime(2027, 1, 4, 10, tzinfo=UTC)
SLUG = "ward-7"


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tellback.db"
    migrate(path, KEY, now=START)
    return path


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers: Iterator[int] = count(1)
    return lambda: f"t{next(numbers)}"


class Desk:
    """Publishes on a database of its own, on days counted from START."""

    def __init__(self, database: Path, house: House, new_id: Callable[[], str]) -> None:
        self.database, self.house, self.new_id = database, house, new_id
        self.snapshot = take(Path(WARD7))

    def loaded(self, about: str = "") -> Loaded:
        """The example, or a later revision of it whose title says ``about``."""
        files = dict(self.snapshot.files)
        files["project.yaml"] = files["project.yaml"].replace(
            "The Ward 7 conversation", f"The Ward 7 conversation{about}"
        )
        return load(Snapshot(files), bot=self.house.bot_words)

    def publish(self, day: int, *, drafts: bool, about: str = "") -> Publication:
        return run_unit(
            self.database,
            KEY,
            publish,
            self.loaded(about),
            START + timedelta(days=day),
            self.new_id,
            drafts_allowed=drafts,
            actor="test",
        )

    def promised(self) -> date:
        """The day for the report back, as people are told it now."""
        found = run_unit(self.database, KEY, self._promised)
        assert found is not None
        return found

    def _promised(self, db: Connection) -> date | None:
        loaded = self.house.project(db, SLUG)
        return loaded.catalogues.dates["report_back"] if loaded else None

    def timers(self) -> list[tuple[str, date]]:
        """What waits for the project itself, by kind and day."""
        return run_unit(self.database, KEY, _timers)

    def agreed(self) -> list[tuple[str, date]]:
        """The dates agreed with people, as promises to be kept."""
        found = run_unit(self.database, KEY, promises.of_project, SLUG)
        return [(one.kind, one.due_on) for one in found]

    def actions(self) -> list[str]:
        entries = run_unit(self.database, KEY, audit.of_project, SLUG)
        return [entry.action for entry in entries]

    def live(self) -> projects.Published:
        found = run_unit(self.database, KEY, projects.get, SLUG)
        assert found is not None
        return found


def _timers(db: Connection) -> list[tuple[str, date]]:
    rows = db.execute(
        "SELECT kind, due_at FROM timers WHERE state = 'waiting' ORDER BY due_at"
    ).fetchall()
    london = ZoneInfo("Europe/London")
    return [(row[0], datetime.fromisoformat(row[1]).astimezone(london).date()) for row in rows]


@pytest.fixture
def desk(database: Path, house: House, new_id: Callable[[], str]) -> Desk:
    return Desk(database, house, new_id)


def test_publishing_sets_the_dates_that_are_promised(desk: Desk) -> None:
    done = desk.publish(0, drafts=False)
    report = START.date() + timedelta(days=desk.loaded().project.dates.report_back)
    assert done.changed
    assert desk.promised() == report
    read = START.date() + timedelta(days=desk.loaded().project.dates.read_by)
    assert desk.agreed() == [("read", read), ("report", report)]
    # A week before the first of them the team is reminded.
    assert desk.timers() == [("promises", read - timedelta(days=7))]
    assert desk.actions() == ["published"]


def test_the_same_snapshot_again_changes_nothing(desk: Desk) -> None:
    first = desk.publish(0, drafts=True)
    timers = desk.timers()
    again = desk.publish(5, drafts=True)
    assert not again.changed
    assert again.revision == first.revision
    assert again.first_published_at == START
    assert desk.timers() == timers
    assert desk.actions() == ["published with drafts"]


def test_a_later_revision_keeps_the_dates_of_the_first(desk: Desk) -> None:
    desk.publish(0, drafts=False)
    timers, promised = desk.timers(), desk.promised()
    later = desk.publish(40, drafts=False, about=" again")
    assert later.changed
    assert not later.rehearsal_over
    assert later.first_published_at == START
    assert desk.live().revision == later.revision
    assert desk.promised() == promised
    assert desk.timers() == timers
    assert desk.actions() == ["published", "published"]


@pytest.mark.parametrize("about", ["", " for real"])
def test_what_was_promised_in_a_rehearsal_counts_anew_when_it_is_over(
    about: str, desk: Desk
) -> None:
    desk.publish(0, drafts=True)
    in_rehearsal = desk.promised()
    done = desk.publish(30, drafts=False, about=about)
    assert done.changed
    assert done.rehearsal_over
    assert not desk.live().drafts_allowed
    assert desk.promised() == in_rehearsal + timedelta(days=30)
    assert desk.agreed()[-1] == ("report", desk.promised())
    assert len(desk.agreed()) == 2
    assert desk.timers() == [("promises", desk.agreed()[0][1] - timedelta(days=7))]
    assert desk.actions() == ["published with drafts", "published"]


def test_drafts_after_the_real_start_do_not_move_its_dates(desk: Desk) -> None:
    desk.publish(0, drafts=False)
    promised = desk.promised()
    desk.publish(10, drafts=True, about=" with a new language")
    assert desk.live().drafts_allowed
    done = desk.publish(20, drafts=False, about=" checked")
    assert not done.rehearsal_over
    assert desk.promised() == promised
    # A revision once checked stays so, even when someone publishes it again for a rehearsal.
    desk.publish(30, drafts=True)
    assert not desk.live().drafts_allowed
