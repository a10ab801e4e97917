"""Every .po file, the bot's and each project's: whole, checked, and safe to fill in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from conversations.catalogue import read_catalogue
from conversations.extract import texts
from conversations.languages import base_of
from conversations.snapshot import take
from tests.rules.tree import ROOT, project_files, shown

TEMPLATE = ROOT / "locales" / "messages.pot"
PO = [path for path in project_files() if path.suffix == ".po"]
BOT = [path for path in PO if path.is_relative_to(ROOT / "locales")]
PROJECTS = [path for path in PO if path.is_relative_to(ROOT / "conversations" / "projects")]
CATALOGUES = BOT + PROJECTS

#: No message is longer than this before its values are filled in (DESIGN, "How it talks").
LONGEST = 500

PLACEHOLDER = re.compile(r"\{(\w*)\}")
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*>")

#: Easy Read says what it says plainer; the rest is the language itself.
WHOLE = [po for po in CATALOGUES if "-x-" not in shown(po)]

each_catalogue = pytest.mark.parametrize("po", CATALOGUES, ids=shown)

Key = tuple[str | None, str]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _messages(path: Path) -> dict[Key, Message]:
    return {(m.context, _forms(m.id)[0]): m for m in _read(path) if m.id}


def _forms(one_or_more: object) -> tuple[str, ...]:
    return tuple(one_or_more) if isinstance(one_or_more, list | tuple) else (str(one_or_more),)


def _pairs(message: Message) -> list[tuple[str, str]]:
    """Return each translated form with the source it stands for: one, or any other number."""
    sources, said = _forms(message.id), _forms(message.string)
    return [(sources[min(n, len(sources) - 1)], form) for n, form in enumerate(said)]


def _wrong(po: Path, is_wrong: object) -> list[str]:
    assert callable(is_wrong)
    return [
        f"{shown(po)}: {source!r} → {said!r}"
        for message in _messages(po).values()
        for source, said in _pairs(message)
        if said and is_wrong(source, said)
    ]


def _tags(text: str) -> Counter[str]:
    return Counter(f"{closing}{name}" for closing, name in TAG.findall(text))


def _is_nested(text: str) -> bool:
    """Whether every tag is closed, the innermost first."""
    waiting: list[str] = []
    for closing, name in TAG.findall(text):
        if not closing:
            waiting.append(name)
        elif not waiting or waiting.pop() != name:
            return False
    return not waiting


def test_there_are_the_languages_of_the_example() -> None:
    # English is the source, and needs no translation.
    assert {path.parent.parent.name for path in BOT} >= {"cy", "pl", "ur"}


def test_the_template_holds_what_the_code_says(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"
    extract = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    options = ["-F", "pyproject.toml", "-o", str(fresh)]
    subprocess.run([*extract, *options, "bot", "conversations"], cwd=ROOT, check=True)
    in_code, in_template = set(_messages(fresh)), set(_messages(TEMPLATE))
    assert in_code - in_template == set(), "said, but not for translation: run `make words`"
    assert in_template - in_code == set(), "no longer said: run `make words`"


def test_no_sentence_is_longer_than_a_message_should_be() -> None:
    sentences = [form for message in _messages(TEMPLATE).values() for form in _forms(message.id)]
    assert [text for text in sentences if len(text) > LONGEST] == []
    assert [text for text in sentences if not _is_nested(text)] == []


@each_catalogue
def test_its_header_says_which_language_and_how_it_counts(po: Path) -> None:
    text = po.read_text("utf-8")
    header = dict(_read(po).mime_headers)
    folder = po.stem if po not in BOT else po.parent.parent.name
    # Gettext's tools know no way of writing a language but the language itself.
    assert f'"Language: {base_of(folder)}\\n"' in text
    assert '"Plural-Forms: nplurals=' in text  # Babel would make one up, not always CLDR's
    assert "charset=utf-8" in header["Content-Type"].lower()


@each_catalogue
def test_it_can_be_served(po: Path) -> None:
    served = read_catalogue(po.read_bytes())
    assert isinstance(served, GNUTranslations)
    forms = int(re.findall(r"nplurals=(\d+)", po.read_text("utf-8"))[0])
    assert {vars(served)["plural"](n) for n in range(1000)} == set(range(forms))
    for message in _messages(po).values():
        if len(_forms(message.id)) > 1:
            assert len(_forms(message.string)) == forms, message.id


@each_catalogue
def test_nothing_in_it_is_guessed(po: Path) -> None:
    assert [message.id for message in _messages(po).values() if message.fuzzy] == []


@pytest.mark.parametrize("po", [po for po in BOT if po in WHOLE], ids=shown)
def test_it_says_all_that_the_bot_says(po: Path) -> None:
    said = {key for key, message in _messages(po).items() if all(_forms(message.string))}
    assert set(_messages(TEMPLATE)) - said == set()


@pytest.mark.parametrize("po", PROJECTS, ids=shown)
def test_it_says_all_that_its_project_says(po: Path) -> None:
    written = {(path, text) for path, text, _ in texts(take(po.parent))}
    said = {key for key, message in _messages(po).items() if all(_forms(message.string))}
    assert po not in WHOLE or written - said == set(), "not translated"
    assert set(_messages(po)) - written == set(), "no longer in the project"


@each_catalogue
def test_what_is_filled_in_is_the_same(po: Path) -> None:
    def is_wrong(source: str, said: str) -> bool:
        # A form for one thing may say "one" without its figure; nothing else may fall out.
        asked, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(said))
        return not (asked - {"n"} <= given <= asked | {"n"})

    assert _wrong(po, is_wrong) == []


@each_catalogue
def test_its_braces_hold_names_and_nothing_else(po: Path) -> None:
    def is_wrong(_: str, said: str) -> bool:
        return bool(set(PLACEHOLDER.sub("", said)) & set("{}"))

    assert _wrong(po, is_wrong) == []


@each_catalogue
def test_its_markup_is_the_source_s_and_closed(po: Path) -> None:
    def is_wrong(source: str, said: str) -> bool:
        return _tags(source) != _tags(said) or not _is_nested(said)

    assert _wrong(po, is_wrong) == []


@each_catalogue
def test_no_translation_is_longer_than_a_message_should_be(po: Path) -> None:
    assert _wrong(po, lambda _, said: len(said) > LONGEST) == []


@each_catalogue
def test_translators_tools_find_nothing_wrong(po: Path, tmp_path: Path) -> None:
    checks = ("escapes", "newlines", "startwhitespace", "endwhitespace", "tabs")
    complaints = tmp_path / "complaints.po"
    command = [sys.executable, "-m", "translate.filters.pofilter", "--progress=none"]
    # One idea a line makes more lines, and that is what Easy Read is.
    options = [f"--test={check}" for check in checks if po in WHOLE or check != "newlines"]
    subprocess.run([*command, *options, str(po), str(complaints)], check=True, capture_output=True)
    assert not complaints.exists() or complaints.read_text("utf-8") == ""


@each_catalogue
def test_gettext_itself_can_compile_it(po: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext's msgfmt is not on this machine")
    checked = subprocess.run(
        ["msgfmt", "--check", "--output-file=-", str(po)], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr.decode()
