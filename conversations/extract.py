"""What translators are given: every text of a project with its path, as a ``.pot`` file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from conversations.checks.unchecked import is_safety
from conversations.reading.draft import read_draft
from conversations.reading.reader import Use
from conversations.snapshot import PROJECT_FILE, Snapshot

#: The header of a template. Babel's own would carry the time it was made, and so differ each time.
_HEADER = """\
# {title}: to be translated. In a language's own file, write above each text either "# draft" or,
# once someone who speaks the language has read it, "# checked by NAME on YYYY-MM-DD".
msgid ""
msgstr ""
"Project-Id-Version: {slug}\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

_HINTS: dict[Use, str] = {
    "button": "On a button: 24 characters at most.",
    "option": "On a button: 24 characters if possible.",
    "synonym": "Another word people may type for this. Choose one of your language, or none.",
}


def texts(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield each text for people as (its path, the text, a hint for its translator).

    Raises ``ProjectRefused`` when the project is not even YAML.
    """
    written_texts = read_draft(snapshot).written
    for path in sorted(written_texts, key=lambda path: written_texts[path].place):
        written = written_texts[path]
        if written.text:
            safety = ["safety: people agree to this or rely on it."] if is_safety(path) else []
            hint = [_HINTS[written.use]] if written.use in _HINTS else []
            yield path, written.text.source, " ".join((*safety, *hint))


def template(snapshot: Snapshot) -> str:
    """Return the ``.pot`` file of a project; the same project gives the same text."""
    draft = read_draft(snapshot)
    catalogue = Catalog()
    for path, source, hint in texts(snapshot):
        place = draft.written[path].place
        catalogue.add(
            source,
            locations=[(PROJECT_FILE, place.line)],
            auto_comments=[hint] if hint else [],
            context=path,
        )
    written = BytesIO()
    write_po(written, catalogue, width=100, omit_header=True)
    title = draft.project.title.source.replace("\n", " ")
    return _HEADER.format(title=title, slug=draft.project.slug) + written.getvalue().decode()
