"""Bringing a project's ``.po`` file up to date: nothing translated is lost, nothing stale served.

A text whose source changed keeps its translation, marked fuzzy and with the source it was made
from, until someone has looked at it. What the project no longer says is kept as obsolete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import normalize, read_po, unescape, write_po

from conversations.extract import hint, in_order
from conversations.languages import base_of
from conversations.provenance import Provenance, marked, outdated
from conversations.reading.draft import Draft
from conversations.reading.translations import read_translation
from conversations.snapshot import PROJECT_FILE

_WIDTH = 100
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_HEAD = re.compile(r'\A(?:#.*\n|\n)*msgid ""\nmsgstr ""\n(?:".*"\n)*')

#: Unicode's rule (CLDR, "Language Plural Rules"), where Babel's table has another.
_PLURALS = {"cy": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"}

_NEW_HEAD = """\
# {title} in {language}. Above each text stands where its words come from: "machine", "draft" or,
# once someone who speaks the language has read it, "checked by NAME on YYYY-MM-DD".
msgid ""
msgstr ""
"Project-Id-Version: {slug}\\n"
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""

Key = tuple[str, str]


def updated(draft: Draft, language: str, existing: str = "") -> str:
    """Return the ``.po`` file of ``language`` with every text of the project, in its order.

    ``existing`` is the file as it was, empty if there was none. Doing it twice changes nothing
    more. Raises ``ProjectRefused`` where the file cannot be read: it is left to a person then.
    """
    if existing:
        read_translation(language, f"{language}.po", existing)
    head = _HEAD.match(existing)
    begin = head.group() if head else _new_head(draft, language)
    return begin + "\n" + written(_merged(draft, existing))


@dataclass(frozen=True)
class Said:
    """A translation somebody gave, and where its words come from."""

    text: str
    mark: Provenance


def changed(po: str, said: Mapping[Key, Said]) -> str:
    """Return the file ``po`` with these translations, by context and text; no longer in doubt."""
    catalogue = read_po(BytesIO(po.encode()), abort_invalid=True)
    for message in catalogue:
        _restore_previous(message)
        new = said.get(_key(message)) if message.id else None
        if new:
            message.string = new.text
            message.user_comments = marked(message.user_comments, new.mark)
            message.flags.discard("fuzzy")
            message.previous_id = []
    head = _HEAD.match(po)
    return f"{head.group() if head else ''}\n{written(catalogue)}"


def messages(po: str) -> dict[Key, Message]:
    """Return the messages of a ``.po`` file by context and text, those out of use last.

    Babel takes ``#|``, the text that a stale translation was made from, for a comment: here it is
    ``previous_id`` again.
    """
    catalogue = read_po(BytesIO(po.encode()), abort_invalid=True)
    found: dict[Key, Message] = {}
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.id:
            _restore_previous(message)
            found.setdefault(_key(message), message)
    return found


def written(catalogue: Catalog) -> str:
    """Return ``catalogue`` as the text of a ``.po`` file, without a header."""
    return "\n".join((*map(_one, catalogue), *map(_unused, catalogue.obsolete.values()))).lstrip()


def _one(message: Message) -> str:
    if not message.id:
        return ""
    alone = Catalog()
    # “100 % sure” is no format of Python's, whatever Babel makes of it.
    message.flags.discard("python-format")
    alone[message.id] = message
    text = _po(alone)
    # Babel would break the text it was made from in the middle of a quotation.
    before = "".join(map(_previous_lines, message.previous_id[:1]))
    at = text.index("msgctxt" if message.context else "msgid")
    return text[:at] + before + text[at:]


def _unused(message: Message) -> str:
    alone = Catalog()
    alone.obsolete["only"] = message
    return _po(alone)


def _po(catalogue: Catalog) -> str:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=_WIDTH, omit_header=True)
    return buffer.getvalue().decode().strip("\n") + "\n"


def _previous_lines(source: str) -> str:
    lines = f"msgid {normalize(source, width=_WIDTH)}".splitlines()
    return "".join(f"#| {line}\n" for line in lines)


def _merged(draft: Draft, existing: str) -> Catalog:
    old = messages(existing)
    current = {(path, text.text.source) for path, text in in_order(draft)}
    catalogue = Catalog()
    used: set[Key] = set()
    for path, text in in_order(draft):
        source = text.text.source
        found = old.get((path, source)) or _made_from_another(old, current, path, source)
        if found:
            used.add(_key(found))
        message = catalogue.add(
            source,
            _said(found) if found else "",
            locations=[(PROJECT_FILE, text.place.line)],
            flags=sorted(found.flags) if found else (),
            auto_comments=[hint(path, text)],
            user_comments=found.user_comments if found else (),
            previous_id=found.previous_id if found else (),
            context=path,
        )
        if found:
            _doubt(message, found)
    for key, message in old.items():
        if key not in used and message.string:
            catalogue.obsolete[key] = message
    return catalogue


def _made_from_another(
    old: dict[Key, Message], current: set[Key], path: str, source: str
) -> Message | None:
    """Return the translation of what stood at ``path`` before, or of the same text elsewhere."""
    left = [m for key, m in old.items() if key not in current and m.string]
    at_path = (m for m in left if m.context == path)
    same_text = (m for m in left if _source(m) == source)
    return next(at_path, None) or next(same_text, None)


def _doubt(message: Message, found: Message) -> None:
    """Mark ``message`` where ``found``, whose translation it has, says something else."""
    made_from = found.previous_id or [_source(found)]
    if made_from != [_source(message)]:
        message.flags.add("fuzzy")
        message.previous_id = made_from
    elif found.previous_id:
        # The text is again what it was translated from.
        message.flags.discard("fuzzy")
        message.previous_id = []
    if _key(message) != _key(found):
        message.user_comments = outdated(found.user_comments)


def _said(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or ("",))[0]


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _key(message: Message) -> Key:
    return message.context or "", _source(message)


def _restore_previous(message: Message) -> None:
    before = [line for line in message.user_comments if line.startswith("|")]
    message.user_comments = [line for line in message.user_comments if not line.startswith("|")]
    said = " ".join(before).partition("msgid ")[2]
    if said:
        message.previous_id = ["".join(unescape(part) for part in _QUOTED.findall(said))]


def _new_head(draft: Draft, language: str) -> str:
    base = base_of(language)
    plurals = _PLURALS.get(base) or str(get_plural(base.replace("-", "_")))
    return _NEW_HEAD.format(
        title=draft.project.title.source.replace("\n", " "),
        language=language,
        slug=draft.project.slug,
        # Gettext's tools know no way of writing a language but the language itself.
        tag=base,
        plurals=plurals,
    )
