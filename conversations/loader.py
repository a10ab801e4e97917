"""From a snapshot of a project's files to a project that can be run, or to all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from gettext import GNUTranslations

from conversations.aloud import check_recordings
from conversations.catalogue import Catalogues, partial, plain_variants
from conversations.checks.parts import Parts
from conversations.inspect import inspect
from conversations.languages import base_of
from conversations.population import read_population
from conversations.problems import Problem, ProjectRefused, in_order
from conversations.project import Dates, Project
from conversations.reading.draft import read_draft
from conversations.reading.translations import Translation, nothing, read_translations
from conversations.snapshot import POPULATION, Snapshot


@dataclass(frozen=True)
class Loaded:
    """A project that may be run; ``problems`` are warnings its author should read."""

    project: Project
    catalogues: Catalogues
    snapshot: Snapshot
    problems: tuple[Problem, ...]


def load(
    snapshot: Snapshot,
    *,
    published: date | None = None,
    bot: Mapping[str, GNUTranslations],
) -> Loaded:
    """Return the project in ``snapshot``, with the bot's own words from ``bot``.

    ``published`` is the day people could first take part; promised dates count from it. Without it
    they stay in braces. Raises ``ProjectRefused`` with every problem, warnings too, when one of
    them is serious.
    """
    draft = read_draft(snapshot)
    language = draft.project.language
    translations, problems = read_translations(snapshot, language)
    catalogues = Catalogues(
        bot=bot,
        project=_tables(draft.project, translations),
        dates=promised(draft.project.dates, published) if published else {},
        source=language,
    )
    population, miscounted = read_population(snapshot.files.get(POPULATION), draft.project.script)
    parts = Parts(draft, translations, catalogues)
    unheard = check_recordings(snapshot.recordings, draft.project)
    found = in_order((*draft.problems, *problems, *inspect(parts), *unheard, *miscounted))
    if any(problem.serious for problem in found):
        raise ProjectRefused(found)
    return Loaded(replace(draft.project, population=population), catalogues, snapshot, found)


def _tables(
    project: Project, translations: Mapping[str, Translation]
) -> dict[str, GNUTranslations]:
    """Return what is said in each language, each knowing what it does not say.

    The source language's own is empty and says everything; that of a plainer way of writing says
    what it has, and leaves the rest to its language.
    """
    served = {tag: found.served for tag, found in translations.items() if found.served}
    tables = {tag: served.get(tag) or nothing() for tag in {*project.languages, *served}}
    for tag, table in plain_variants(tables).items():
        if base_of(tag) != project.language:
            partial(table)
    return tables


def promised(dates: Dates, published: date) -> dict[str, date]:
    """Return the days that texts may name in braces, for a project published on ``published``."""
    return {
        "read_by": published + timedelta(days=dates.read_by),
        "report_back": published + timedelta(days=dates.report_back),
    }
