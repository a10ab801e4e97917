"""What translators are given: every text of a project with its path, as a ``.pot`` file.

With each text goes what a translator cannot see from it: where it is said, how long it may be, and
what each {name} in it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from conversations.checks.unchecked import is_safety
from conversations.reading.draft import Draft, read_draft
from conversations.reading.reader import Use, Written
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
    "hint": (
        "Never shown to anybody: words, parted by commas, that put a message in front of a human "
        "sooner. Do not translate one by one: write what people say in your language."
    ),
    "part": "Within a message, with other words: keep it short.",
    "message": "A message of its own: 300 characters if possible, 500 at most.",
}

#: Where a text is said, by how its path begins or ends.
_WHERE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), where)
    for pattern, where in (
        (r"title", "What the conversation is called."),
        (r"organisation", "Who is asking."),
        (r"about", "In the first message: what it is about."),
        (r"younger", "Said to someone who is too young, instead of the questions."),
        (r"(safeguarding|team|emergency)\b.*", "Someone people can ring, in “Get help now”."),
        (r"privacy", "At the top of the privacy notice."),
        (r"constraints\.(\w+)\.name", "The short name of the card “{0}”."),
        (r"constraints\.(\w+)\.because", "The reason on the card “{0}”, shown with “Why?”."),
        (r"constraints\.(\w+)\..+", "On the card “{0}”."),
        (r"measures\.(\w+)\.ask", "A question asked now, and again after a decision."),
        (r"measures\.(\w+)\.low", "After “1 means”, under the question “{0}”."),
        (r"measures\.(\w+)\.high", "After “5 means” or so, under the question “{0}”."),
        (
            r"measures\.(\w+)\.(better|same|worse)",
            "What those do whose answer to “{0}” became {1}. A number of people stands before it.",
        ),
        (r"hint_words\..+", "Words that may mean that someone is not safe."),
        (r"topics\..+", "What a story can be about."),
        (r"flow\.equality\.because", "Why people are asked about themselves."),
        (r"flow\.(\w+)\.options\.(\w+).*", "An answer to the question “{0}”."),
        (r"flow\.(\w+)\.(low|high)", "What one end of the scale means, at “{0}”."),
        (r"flow\.(\w+)\..+", "At “{0}”."),
        (r"end", "The last words, after Send."),
    )
)

_NAMES = {
    "read_by": "{read_by}: the date by which everything is read.",
    "report_back": "{report_back}: the date by which people hear what was decided.",
}


def texts(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield each text for people as (its path, the text, a hint for its translator).

    Raises ``ProjectRefused`` when the project is not even YAML.
    """
    for path, written in in_order(read_draft(snapshot)):
        yield path, written.text.source, hint(path, written)


def in_order(draft: Draft) -> Iterator[tuple[str, Written]]:
    """Yield each text that says something, with its path, as they stand in ``project.yaml``."""
    for path in sorted(draft.written, key=lambda path: draft.written[path].place):
        if draft.written[path].text:
            yield path, draft.written[path]


def hint(path: str, written: Written) -> str:
    """Return what the translator of the text at ``path`` should know besides the text."""
    safety = "safety: people agree to this or rely on it." if is_safety(path) else ""
    named = [said for name, said in _NAMES.items() if f"{{{name}}}" in written.text.source]
    return " ".join(part for part in (safety, _where(path), _HINTS[written.use], *named) if part)


def _where(path: str) -> str:
    for pattern, where in _WHERE:
        if found := pattern.fullmatch(path):
            return where.format(*found.groups())
    return ""


def template(snapshot: Snapshot) -> str:
    """Return the ``.pot`` file of a project; the same project gives the same text."""
    draft = read_draft(snapshot)
    catalogue = Catalog()
    for path, written in in_order(draft):
        catalogue.add(
            written.text.source,
            locations=[(PROJECT_FILE, written.place.line)],
            auto_comments=[hint(path, written)],
            context=path,
        )
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True)
    title = draft.project.title.source.replace("\n", " ")
    return _HEADER.format(title=title, slug=draft.project.slug) + buffer.getvalue().decode()
