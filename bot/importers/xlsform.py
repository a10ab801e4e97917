"""XLSForm, as ODK and Kobo use it: an Excel form becomes a project's folder.

The rules of the form are those of xlsform.org. A form knows nothing of what is fixed and open, of
who decides or who keeps people safe: for that the project gets texts in square brackets, “[fill in:
who asks]”, which the check names and without which it is not published. It can be tried at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from bot.importers import odk
from bot.importers.languages import Languages, find_languages
from bot.importers.leftovers import note_leftovers
from bot.importers.lists import Lists
from bot.importers.making import SERVES, Step
from bot.importers.mends import Mends
from bot.importers.notes import Note, Notes
from bot.importers.plain import plain
from bot.importers.refusing import FormRefused
from bot.importers.steps import Steps
from bot.importers.wording import Texts
from bot.importers.workbook import Workbook, read_workbook
from conversations.checks.filled import MARK
from conversations.loader import load
from conversations.problems import Problem, ProjectRefused
from conversations.reading.draft import read_draft
from conversations.reading.translations import HEADER
from conversations.snapshot import PROJECT_FILE, Snapshot
from conversations.updating import updated

__all__ = ["FormRefused", "Imported", "Note", "import_form"]

#: So many minutes a question takes, to say beforehand how long it will be.
_MINUTES = 0.5

#: How often a form is read anew, each time knowing better, before it is given up.
_TRIES = 8

_HEAD = """\
# Made from the form “{name}”.
# A form does not say what is decided already, who decides the rest, or who looks after people, and
# people are told that first. Write your own words wherever “[fill in: …]” stands, then look at the
# numbers to ring, timezone, minimum_age, keep_months and dates.
"""


@dataclass(frozen=True)
class Imported:
    """A project made from a form: its files by name, and what is different in it."""

    files: Mapping[str, str]
    notes: tuple[Note, ...]
    slug: str
    questions: int


def import_form(content: bytes, name: str) -> Imported:
    """Return the project that the form in ``content`` becomes; ``name`` is the file's own.

    Raises ``FormRefused`` with a sentence its author can act on. The time and memory it takes are
    bounded, whatever the file holds.
    """
    form, mends, serious = read_workbook(content), Mends(), list[Problem]()
    if "type" not in form.survey.letters:
        raise FormRefused(
            "The sheet “survey” has no column “type”, which says what each row is. Write the names "
            "of the columns in its first row."
        )
    for _ in range(_TRIES):
        made = _made(form, name, mends)
        serious = [problem for problem in _problems(made.files) if problem.serious]
        if not serious:
            return replace(_finished(made), notes=made.notes + odk.refusal(form))
        if not mends.learn(serious, made.files):
            break
    raise FormRefused(
        "This form cannot be asked in a chat as it is. " + " ".join(map(str, serious[:3]))
    )


def _made(form: Workbook, name: str, mends: Mends) -> Imported:
    """Return what the form becomes, knowing what has to be mended; it may not be in order yet."""
    notes = Notes()
    languages = find_languages(form, notes)
    words = Texts(languages, notes)
    lists = Lists((form.choices, form.external), words)
    steps = Steps(form.survey, words, lists, notes, mends)
    flow = steps.read()
    note_leftovers(form, notes)
    project = _project(form, languages, flow, name, steps.asked)
    source = _HEAD.format(name=re.sub(r"\s+", " ", plain(name))) + _yaml(project)
    files = {PROJECT_FILE: source}
    files |= {f"{tag}.po": words.translations(tag) for tag in languages.others}
    return Imported(files, notes.all(), str(project["project"]), steps.asked)


def _finished(made: Imported) -> Imported:
    """Return what was made with its translations as translators need them, gaps and all."""
    draft = read_draft(Snapshot(made.files))
    files = dict(made.files)
    for tag in draft.project.languages:
        if tag != draft.project.language:
            head = updated(draft, tag).partition("\n\n")[0]
            said = files[f"{tag}.po"].removeprefix(HEADER)
            files[f"{tag}.po"] = updated(draft, tag, f"{head}\n{said}")
    return replace(made, files=files)


def _problems(files: Mapping[str, str]) -> tuple[Problem, ...]:
    try:
        return load(Snapshot(files), bot={}).problems
    except ProjectRefused as refused:
        return refused.problems


class _Dumper(yaml.SafeDumper):
    """Writes as a person would: no quotes where a word is a word, conditions in one line."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - a subclass without one would add to its parent's

    def ignore_aliases(self, data: Any) -> bool:
        """Write what is said twice twice: names for it would help nobody who reads the file."""
        return True


#: What has one of these keys is written in one line, between braces.
_SHORT = frozenset({"question", "all", "any", "not", "number", "read_by", "when"})


def _table(dumper: _Dumper, data: dict[str, Any]) -> yaml.MappingNode:
    short = bool(_SHORT & set(data)) and "then" not in data
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=short)


def _word(dumper: _Dumper, data: object) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(data).lower())


_Dumper.add_representer(dict, _table)
_Dumper.add_representer(int, _word)
_Dumper.add_representer(bool, _word)


def _yaml(project: Mapping[str, Any]) -> str:
    return yaml.dump(project, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _project(
    form: Workbook, languages: Languages, flow: list[Step], name: str, asked: int
) -> dict[str, Any]:
    settings: dict[str, str] = {}
    for row in form.settings.rows:
        settings |= row.cells
    own = re.sub(r"\.(xlsx?|md|xlsm)$", "", name, flags=re.IGNORECASE)
    title = plain(settings.get("form_title", "") or own).replace("\n", " ")[:200] or "A form"
    return {
        "tellback": "1",
        "project": _slug(settings.get("form_id", "") or title),
        "language": languages.source,
        "languages": [languages.source, *languages.others],
        "timezone": "Europe/London",
        "title": title,
        "organisation": f"{MARK}: who asks]",
        "about": f"{MARK}: what this is about, and what can change by it]",
        "minutes": str(max(1, min(120, round(asked * _MINUTES)))),
        "minimum_age": "16",
        "younger": f"{MARK}: what someone younger is told, and another way to be heard]",
        "safeguarding": {"name": f"{MARK}: the person who keeps people safe]", "number": "000"},
        "team": {"name": f"{MARK}: the team people can ring]", "number": "000"},
        "emergency": [{"name": f"{MARK}: emergency services]", "number": "999"}],
        "privacy": f"{MARK}: who looks after what people say, and how to reach them]",
        "keep_months": "12",
        "dates": {"read_by": "30", "report_back": "60"},
        "constraints": {
            SERVES: {
                "kind": "open",
                "name": f"{MARK}: a name]",
                "what": f"{MARK}: what can still change]",
                "because": f"{MARK}: why it is open]",
                "who": f"{MARK}: who decides, with whom, by when]",
            }
        },
        "flow": [{"explain": "all"}, *flow, "review"],
        "end": f"{MARK}: thank people, and say what happens next and by when]",
    }


def _slug(said: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-")[:40].strip("-")
    return slug if len(slug) > 1 else f"form-{slug or '1'}"
