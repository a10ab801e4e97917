"""What each type of a form's rows becomes in a chat."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Facts about the device and the moment that forms collect unseen.
UNSEEN = frozenset(
    (
        "start", "end", "today", "deviceid", "device_id", "subscriberid", "simserial",
        "phonenumber", "username", "email", "imei", "audit", "start-geopoint", "background-audio",
        "background-geopoint", "hidden", "xml-external", "csv-external", "entity",
        "instance_version",
    )
)  # fmt: skip

#: By the form's type: the kind of question, and a sentence where it is not quite the same.
KINDS: dict[str, tuple[str, str]] = {
    "text": ("words", ""),
    "string": ("words", ""),
    "integer": ("number", ""),
    "int": ("number", ""),
    "decimal": ("number", ""),
    "percentage": ("number", ""),
    "number of days in last month": ("number", ""),
    "number of days in last six months": ("number", ""),
    "number of days in last year": ("number", ""),
    "range": ("number", ""),
    "date": ("date", ""),
    "time": ("words", "A time of day is asked for in the person's own words."),
    "datetime": ("words", "A day with its time is asked for in the person's own words."),
    "phone number": ("words", "A phone number is asked for in the person's own words."),
    "geopoint": ("place", "A place is kept by its neighbourhood, and may be typed."),
    "location": ("place", "A place is kept by its neighbourhood, and may be typed."),
    "gps": ("place", "A place is kept by its neighbourhood, and may be typed."),
    "geotrace": ("place", "A line on a map becomes one place, kept by its neighbourhood."),
    "geoshape": ("place", "A shape on a map becomes one place, kept by its neighbourhood."),
    "osm": ("place", "A building on OpenStreetMap becomes one place, kept by its neighbourhood."),
    "image": ("files", ""),
    "photo": ("files", ""),
    "audio": ("files", ""),
    "video": ("files", ""),
    "file": ("files", ""),
    "barcode": ("words", "A barcode cannot be scanned in a chat: its number is typed."),
    "acknowledge": ("note", "There is nothing to tick: it is said, and the talk goes on."),
    "trigger": ("note", "There is nothing to tick: it is said, and the talk goes on."),
    "note": ("note", ""),
}

#: What a question of files takes, by the form's type.
TAKES = {
    "image": ["photo"],
    "photo": ["photo"],
    "audio": ["voice", "audio"],
    "video": ["video"],
    "file": ["document", "photo", "video", "audio", "voice"],
}

_SELECT = re.compile(
    r"(?P<how>select[_ ]?one|select[_ ]multiple|select[_ ]all[_ ]that[_ ]apply|select1?|rank)"
    r"(?P<file>[_ ]from[_ ]file|[_ ]external)?(?:\s+from(?!_))?\s+(?P<list>\S+?)"
    r"(?P<other>\s+(?:or[_ ]other|or[_ ]specify[_ ]other))?",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"(?P<side>begin|end)[_ ]?"
    r"(?P<what>group|repeat|loop|lgroup|looped group|score|rank|kobomatrix)"
    r"(?:\s+over\s+(?P<list>\S+))?(?:\s+\S.*)?",
    re.IGNORECASE,
)
_REPEATS = frozenset({"lgroup", "looped group"})


@dataclass(frozen=True)
class Select:
    """A question with choices: which list, how many, and whether another can be named.

    ``outside``: "from_file" where the list is a file of its own, "external" where it is a sheet.
    """

    how: str
    list_name: str
    other: bool = False
    outside: str = ""


@dataclass(frozen=True)
class Bracket:
    """The beginning or the end of a group, a repeat or a loop over a list."""

    begins: bool
    what: str
    list_name: str = ""


def read_type(said: str) -> Select | Bracket | str:
    """Return what a row's type says; a plain name where it is neither choices nor a bracket."""
    plain = " ".join(said.split())
    bracket = _BRACKET.fullmatch(plain)
    if bracket:
        what = bracket["what"].lower()
        what = "repeat" if what in _REPEATS else what
        return Bracket(bracket["side"].lower() == "begin", what, bracket["list"] or "")
    # As forms were written at first: "add select one prompt using ways".
    plain = re.sub(r"^add (.*?) prompt(?: using)?\b", r"\1", plain, flags=re.IGNORECASE).strip()
    plain = re.sub(r"^q (?=\S)", "", plain, flags=re.IGNORECASE)
    select = _SELECT.fullmatch(plain)
    if select:
        return Select(
            _how(select["how"].lower().replace("_", " ")),
            select["list"],
            bool(select["other"]),
            (select["file"] or "").strip(" _").lower().replace(" ", "_"),
        )
    name = plain.lower().removeprefix("uri:")
    return {"picture": "image", "date time": "datetime", "signature": "image"}.get(name, name)


def _how(said: str) -> str:
    if said == "rank":
        return "ranking"
    return "choice" if said in ("select one", "selectone", "select1", "select") else "choices"
