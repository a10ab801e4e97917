"""Questions of each kind, as an author writes them."""

from __future__ import annotations

from conversations.problems import did_you_mean, listed
from conversations.questions.base import Option, Question
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.ranking import Ranking
from conversations.questions.scale import MOST_POINTS, Scale
from conversations.reading import amounts, attached
from conversations.reading.given import Given, Kind
from conversations.reading.reader import Reader
from conversations.reading.shapes import (
    AGES,
    CHOICE,
    CHOICES,
    DATE,
    FILES,
    NUMBER,
    OPTION,
    PLACE,
    RANKING,
    SCALE,
    WORDS,
    YESNO,
)
from conversations.reading.whens import Mentions, read_condition
from conversations.reading.yamlfile import Plain, Table, Tree
from conversations.text import Text


def read_question(
    reader: Reader, table: Table, named: tuple[str, str], mentions: Mentions
) -> tuple[Table, Question | None]:
    """Return the question ``named`` by its key and the path of its texts; its keys are checked.

    It is ``None`` where its kind is unknown.
    """
    tree = table.entries.get("kind")
    kind = KINDS.get(tree.value.strip()) if isinstance(tree, Plain) else None
    if kind is None:
        said = tree.value.strip() if isinstance(tree, Plain) else ""
        place = tree.place if tree else table.place
        reader.problem(
            place,
            "question-kind",
            "A question's “kind” has to be one of "
            f"{listed(KINDS)}.{did_you_mean(said, KINDS) if said else ''}",
        )
        return table, None
    reader.table(table, kind.shape)
    key, path = named
    text = reader.text(table, "text", path, "part")
    return table, kind.read(Given(reader, table, key, path, text, mentions))


def _choice(given: Given) -> OneChoice:
    unsure = given.reader.flag(given.table, "unsure")
    return OneChoice(given.text, _options(given), unsure=unsure)


def _choices(given: Given) -> SeveralChoices:
    reader, table, options = given.reader, given.table, _options(given)
    many = max(1, len(options))
    least = reader.number(table, "least", 0, many, 1)
    most = reader.number(table, "most", 1, many, many) if "most" in table.entries else None
    if most is not None and most < least:
        reader.problem(
            table.entries["most"].place,
            "least-most",
            f"“most” ({most}) is smaller than “least” ({least}): nobody could answer.",
        )
    return SeveralChoices(given.text, options, least, most, none=reader.flag(table, "none"))


def _ranking(given: Given) -> Ranking:
    options = _options(given)
    most = max(1, len(options))
    top = given.reader.number(given.table, "top", 1, most, min(most, TOP))
    return Ranking(given.text, options, top)


def _yesno(given: Given) -> OneChoice:
    return OneChoice(given.text, (YES, NO), unsure=given.reader.flag(given.table, "unsure"))


def _scale(given: Given) -> Scale:
    return Scale(
        given.text,
        points=given.reader.number(given.table, "points", 2, MOST_POINTS, 5),
        low=given.reader.text(given.table, "low", given.path, "part"),
        high=given.reader.text(given.table, "high", given.path, "part"),
        start=int(given.reader.one_of(given.table, "from", ("0", "1"), "1")),
    )


def _words(given: Given) -> OwnWords:
    return OwnWords(given.text)


def _options(given: Given) -> tuple[Option, ...]:
    reader, table, path = given.reader, given.table, f"{given.path}.options"
    options = tuple(
        _option(given, key, tree, f"{path}.{key}")
        for key, tree in reader.keyed(table, "options", path)
    )
    if len(options) == 1:
        reader.problem(
            table.entries["options"].place,
            "one-option",
            "With one option there is nothing to choose. Add another, or make it a “say”.",
        )
    return options


def _option(given: Given, key: str, tree: Tree, path: str) -> Option:
    reader = given.reader
    if isinstance(tree, Plain):
        return Option(key, reader.words(tree, path, "option"))
    table = reader.table(tree, OPTION)
    label = table.entries.get("text")
    also = tuple(
        reader.words(item, f"{path}.also.{n}", "synonym")
        for n, item in enumerate(reader.items(table, "also"))
    )
    when = table.entries.get("when")
    return Option(
        key,
        reader.words(label, path, "option") if label else Text(""),
        also,
        read_condition(reader, when, given.key, given.mentions) if when else None,
    )


#: So many are put in order where an author does not say: more is work, and the rest is guessed.
TOP = 3

#: How each kind of question is read. A new kind is a function and a line here.
KINDS = {
    "choice": Kind(CHOICE, _choice),
    "choices": Kind(CHOICES, _choices),
    "yesno": Kind(YESNO, _yesno),
    "scale": Kind(SCALE, _scale),
    "number": Kind(NUMBER, amounts.number),
    "date": Kind(DATE, amounts.day),
    "ages": Kind(AGES, amounts.ages),
    "ranking": Kind(RANKING, _ranking),
    "words": Kind(WORDS, _words),
    "place": Kind(PLACE, attached.place),
    "files": Kind(FILES, attached.files),
}
