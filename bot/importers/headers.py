"""What columns are called: forms have many names for the same thing, here is one for each."""

from __future__ import annotations

import re

#: By what a form may call a column: what we call it (the XLSForm standard, and older forms).
_SURVEY = {
    "caption": "label",
    "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "constraint msg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "relevance": "relevant",
    "readonly": "read_only",
    "read only": "read_only",
    "calculate": "calculation",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "command": "type",
    "tag": "name",
    "value": "name",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "constraint message": "constraint_message",
    "required message": "required_message",
}
_CHOICES = {
    "list name": "list_name",
    "listname": "list_name",
    "list": "list_name",
    "value": "name",
    "caption": "label",
}
_SETTINGS = {
    "title": "form_title",
    "set form title": "form_title",
    "form title": "form_title",
    "id_string": "form_id",
    "set form id": "form_id",
    "form id": "form_id",
    "default language": "default_language",
}
_BY_SHEET = {
    "survey": _SURVEY,
    "choices": _CHOICES,
    "settings": _SETTINGS,
    "external_choices": _CHOICES,
}

#: The sheets of a form that are read.
SHEETS = tuple(_BY_SHEET)

#: Columns with words for people.
TEXTS = ("label", "hint", "constraint_message", "required_message", "guidance_hint")
MEDIA = ("image", "audio", "video", "big-image")

#: What may stand before a column's own name and says nothing of its own.
_PREFIXES = ("bind", "control", "body", "media")
_KNOWN = frozenset({*TEXTS, *MEDIA, *_SURVEY.values()})


def canonical(heading: str, sheet: str) -> str:
    """Return what we call the column: "label::Polski (pl)", "relevant", "constraint_message"."""
    parts = [part.strip() for part in re.split(r"::", " ".join(heading.split()))]
    if len(parts) == 1:
        parts = _old_style(parts[0])
    if len(parts) > 1 and parts[0].lower() in _PREFIXES:
        parts = parts[1:]
        if len(parts) == 2 and parts[0].lower() == "jr":
            parts = [f"jr:{parts[1]}"]
    base = parts[0].lower()
    aliases = _BY_SHEET[sheet]
    # "Constraint_Message" and "constraint message" are one; a choice's own columns keep their case.
    base = aliases.get(base, aliases.get(base.replace("_", " "), base))
    if base not in _KNOWN and aliases is _CHOICES and base not in ("list_name", "name"):
        return " ".join(heading.split())
    return "::".join([base, *(part for part in parts[1:] if part)])


def _old_style(heading: str) -> list[str]:
    """Split "label:English", as forms were written before "::"; "jr:count" is one word."""
    first, _, rest = heading.partition(":")
    name = first.strip().lower()
    if rest and (name in _KNOWN or name in _PREFIXES):
        return [first.strip(), *(part.strip() for part in rest.split(":", 1))]
    return [heading]


def split(column: str) -> tuple[str, str]:
    """Return a column's name and the language behind it, empty where there is none."""
    base, _, language = column.partition("::")
    return base, language.strip()
