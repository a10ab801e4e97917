"""Every key a project may have, by where it stands; ``docs/project-format.md`` explains each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """The keys of one kind of table: ``needed`` ones, and those that ``may`` be left out."""

    name: str
    needed: tuple[str, ...]
    may: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Return all keys."""
        return (*self.needed, *self.may)


PROJECT = Shape(
    "a project",
    (
        "tellback",
        "project",
        "language",
        "languages",
        "timezone",
        "title",
        "organisation",
        "about",
        "minutes",
        "minimum_age",
        "younger",
        "safeguarding",
        "team",
        "emergency",
        "privacy",
        "keep_months",
        "dates",
        "constraints",
        "flow",
        "end",
    ),
    (
        "checked",
        "checkers",
        "measures",
        "flows",
        "topics",
        "small_number",
        "policy",
        "second_reading",
        "keep_concerns_months",
        "hint_words",
        "check_backs",
    ),
)
CONTACT = Shape("a contact", ("name", "number"))
CHECKED = Shape("“checked”", ("by", "on"))
DATES = Shape("“dates”", ("read_by", "report_back"), ("check_back", "answer_questions"))
CHECK_BACKS = Shape("“check_backs”", ("from", "after"))
CONSTRAINT = Shape(
    "a constraint", ("kind", "name", "what", "because", "who"), ("version", "when", "heard")
)
MEASURE = Shape(
    "a measure",
    ("ask", "low", "high"),
    ("points", "from", "serves", "after_decision", "good", "better", "same", "worse"),
)

EXPLAIN = Shape("“explain”", ("explain",))
MEASURED = Shape("“measure”", ("measure",))
SAY = Shape("“say”", ("say", "text"))
STORY = Shape("“story”", ("story", "text", "serves"), ("matters",))
EQUALITY = Shape("“equality”", ("equality",), ("because", "block"))
REVIEW = Shape("“review”", ("review",))
WHEN = Shape("“when”", ("when", "then"), ("otherwise",))
FLOW = Shape("“flow”", ("flow",), ("as",))
REPEAT = Shape("“repeat”", ("repeat", "another", "steps"), ("most",))

_ASK = ("ask", "kind", "text", "serves")
#: What every question may have besides.
ANY_KIND = ("hint", "required", "unsure", "rather_not")
CHOICE = Shape("a “choice” question", (*_ASK, "options"), ANY_KIND)
CHOICES = Shape("a “choices” question", (*_ASK, "options"), ("least", "most", "none", *ANY_KIND))
YESNO = Shape("a “yesno” question", _ASK, ANY_KIND)
SCALE = Shape(
    "a “scale” question",
    (*_ASK, "low", "high"),
    ("points", "from", "hint", "required", "rather_not"),
)
NUMBER = Shape(
    "a “number” question", _ASK, ("least", "most", "decimals", "unit", "wrong", *ANY_KIND)
)
DATE = Shape("a “date” question", _ASK, ("exact", "earliest", "latest", "wrong", *ANY_KIND))
RANKING = Shape("a “ranking” question", (*_ASK, "options"), ("top", *ANY_KIND))
STATEMENTS = Shape("“statements”", ("statements", "text", "serves", "list"), ("own",))
AGES = Shape("an “ages” question", _ASK, ("bands", *ANY_KIND))
WORDS = Shape("a “words” question", _ASK, ANY_KIND)
PLACE = Shape("a “place” question", _ASK, ("exact", *ANY_KIND))
FILES = Shape("a “files” question", _ASK, ("takes", "most", *ANY_KIND))
OPTION = Shape("an option", ("text",), ("also", "when"))

COMPARED = Shape(
    "a comparison", ("question",), ("is", "not", "over", "under", "at_least", "at_most", "given")
)
FACT = Shape("a fact", ("fact", "is"))
ALL = Shape("“all”", ("all",))
ANY = Shape("“any”", ("any",))
NOT = Shape("“not”", ("not",))

#: All of them, in the order of the documentation.
SHAPES = (
    PROJECT,
    CONTACT,
    CHECKED,
    DATES,
    CHECK_BACKS,
    CONSTRAINT,
    MEASURE,
    EXPLAIN,
    MEASURED,
    CHOICE,
    CHOICES,
    YESNO,
    SCALE,
    NUMBER,
    DATE,
    AGES,
    RANKING,
    WORDS,
    PLACE,
    FILES,
    OPTION,
    WHEN,
    FLOW,
    REPEAT,
    COMPARED,
    FACT,
    ALL,
    ANY,
    NOT,
    SAY,
    STATEMENTS,
    STORY,
    EQUALITY,
    REVIEW,
)
