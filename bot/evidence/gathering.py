"""The document put together: four principles, what came of it, and where each number is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.evidence import considered, open_then, outcome, shown_before, time_given
from bot.evidence.figures import Figure, Figures
from bot.evidence.model import Block, Document, Grid, Heading, Points, Say
from bot.evidence.plain import plain
from bot.evidence.setting import Setting
from bot.house import House
from bot.missing.gathering import gather as who_is_missing
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.missing import told
from storage import evidence
from storage.sqlite import Connection


@dataclass(frozen=True)
class Evidence:
    """The document, and its numbers with the rows each counts."""

    document: Document
    figures: tuple[Figure, ...]


class NoSuchProject(Exception):
    """No project of that name was ever published here."""


def gather(
    db: Connection, house: House, slug: str, now: datetime, language: str | None = None
) -> Evidence:
    """Return a project's evidence in ``language`` (else its own); raises :class:`NoSuchProject`.

    Needs a connection that may write: what is shown of who is missing is noted, so that no later
    picture gives away who came in between.
    """
    loaded = house.project(db, slug)
    if loaded is None:
        raise NoSuchProject(f"There is no project {slug}.")
    words = loaded.catalogues.words(language or loaded.project.language)
    counted = Figures(words, loaded.project.small_number)
    setting = Setting(db, house, loaded, words, counted, now, evidence.talks(db, slug))
    title = setting.say(N_("{title}: the evidence", title=loaded.project.title))
    blocks = (
        *_head(setting, loaded),
        *open_then.part(setting),
        *shown_before.part(setting),
        *time_given.part(setting),
        *considered.part(setting),
        *outcome.part(setting),
        *_missing(setting),
    )
    sources = tuple(_sources(setting))
    return Evidence(Document(title, words.language, (*blocks, *sources)), tuple(counted.all))


def _head(setting: Setting, loaded: Loaded) -> Iterator[Block]:
    project = loaded.project
    yield Say(setting.say(project.organisation))
    yield Say(setting.say(project.about))
    yield Points(
        (
            setting.say(N_("Made on {day}, from what was stored then.", day=setting.now.date())),
            setting.say(
                N_(
                    "A number of people under {small} is not told. Somebody who was deleted since "
                    "is in no number, but for how many voices a decision rested on when it was "
                    "made.",
                    small=setting.figures.small,
                )
            ),
            setting.say(
                N_(
                    "People's words stand here only where whoever said them allowed it, and under "
                    "no name. Each number has a mark like [1]; the last part says what it counts."
                )
            ),
            setting.say(
                N_("This is version {revision} of the project.", revision=project.revision[:8])
            ),
        )
    )


def _missing(setting: Setting) -> Iterator[Block]:
    yield Heading(setting.say(N_("6. Who took part, and who is missing?")))
    if not setting.loaded.project.population:
        yield Say(
            setting.say(
                N_("The project has no population.csv to say who lives here, so nobody can tell.")
            )
        )
        return
    found = who_is_missing(setting.db, setting.loaded, setting.words, setting.now)
    for section in found.sections:
        said = plain(told(section, setting.figures.small, setting.words)).split("\n")
        yield Heading(said[0], 2)
        yield Points(tuple(said[1:]))


def _sources(setting: Setting) -> Iterator[Block]:
    yield Heading(setting.say(N_("Where each number comes from")))
    yield Say(
        setting.say(
            N_(
                "Each number is a count of rows of the database. Whoever runs the bot can list "
                "them: tellback evidence {project} --trace NUMBER",
                project=setting.slug,
            )
        )
    )
    head = (N_("Number"), N_("What it counts"), N_("Rows of"), N_("Shown as"))
    yield Grid(
        tuple(setting.say(one) for one in head),
        tuple((f"[{f.number}]", f.what, f.table, f.shown) for f in setting.figures.all),
    )
