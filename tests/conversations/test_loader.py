from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.conditions import All, AnyOf, Compare, Fact, Not
from conversations.explain import explain
from conversations.flow import Ask, Branch, End, Node, Say, every
from conversations.loader import Loaded, load
from conversations.opening import opening
from conversations.problems import ProjectRefused
from conversations.project import Constraint, Contact, Dates, Measure
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from conversations.storytelling import story
from conversations.text import FSI, PDI, Text
from tests.support.projects import PROJECTS, WARD_7, edited, example, loaded, problems

SMALLEST = example("smallest")


def own(project: Loaded) -> tuple[Node, ...]:
    """The nodes of an author's own: after the opening and the cards, before the review."""
    nodes = project.project.script.nodes
    cards = explain(tuple(project.project.constraints.values()))
    before = len(opening(project.project)) + len(cards)
    assert nodes[:before] == (*opening(project.project), *cards)
    return nodes[before:-2]


def test_every_key_at_the_top_becomes_part_of_the_project() -> None:
    project = loaded("smallest").project
    assert project.slug == "smallest"
    assert (project.language, project.languages) == ("en", ("en",))
    assert project.timezone == "Europe/London"
    assert project.title == Text("The park conversation", "title")
    assert project.organisation == Text("Northvale Council", "organisation")
    assert project.about == Text("Some of it can change.", "about")
    assert (project.minutes, project.minimum_age, project.keep_months) == (3, 16, 12)
    assert project.younger.context == "younger"
    assert project.privacy.context == "privacy"
    assert project.safeguarding == Contact(Text("Amina Shah", "safeguarding.name"), "0113 496 0107")
    assert project.team == Contact(Text("The park team", "team.name"), "0113 496 0100")
    assert project.emergency == (Contact(Text("Emergency services", "emergency.0.name"), "999"),)
    assert project.dates == Dates(30, 60, 30, 7)
    assert (project.measures, project.topics) == ({}, {})


def test_constraints_come_in_order_with_their_versions() -> None:
    project = load(
        edited("fixed-subject", "    kind: fixed\n", "    kind: open\n    version: 3\n"), bot={}
    ).project
    assert list(project.constraints) == ["wall", "hours"]
    assert project.constraints["wall"] == Constraint(
        "wall",
        "open",
        name=Text("The old wall", "constraints.wall.name"),
        what=Text("The old wall is taken down.", "constraints.wall.what"),
        because=Text("It is about to fall.", "constraints.wall.because"),
        who=Text("Decided by the council in May.", "constraints.wall.who"),
        when=Text(""),
        heard=Text(""),
        version=3,
    )
    asked = project.script.find("wall")
    assert asked is not None
    assert (asked.serves, asked.constraint_version) == ("wall", 3)


def test_the_script_is_the_opening_the_cards_and_a_review_before_the_end() -> None:
    project = loaded("smallest")
    assert own(project) == ()
    assert project.project.script.key == "main"
    assert project.project.script.review
    assert project.project.script.nodes[-2:] == (
        Ask("review", Review(), optional=False, reviewed=False),
        End("end", "done", Text("Sent. Thank you.", "end")),
    )


def test_a_single_choice() -> None:
    (node,) = own(loaded("single-choice"))
    path = "flow.when.options"
    day = Option("day", Text("By day", f"{path}.day"))
    also = (
        Text("After work", f"{path}.evening.also.0"),
        Text("Late", f"{path}.evening.also.1"),
    )
    evening = Option("evening", Text("In the evening", f"{path}.evening"), also)
    text = Text("When do you come?", "flow.when.text")
    assert node == Ask(
        "when",
        OneChoice(text, (day, evening), unsure=True),
        serves="hours",
        constraint_version=1,
        numbered=True,
    )


def test_several_choices() -> None:
    (node,) = own(loaded("several-choices"))
    assert isinstance(node, Ask)
    assert isinstance(node.question, SeveralChoices)
    assert [option.key for option in node.question.options] == ["play", "rest", "walk"]
    assert (node.question.least, node.question.most, node.question.none) == (1, 2, True)


def test_a_scale_that_cannot_be_skipped() -> None:
    (node,) = own(loaded("scale"))
    assert isinstance(node, Ask)
    assert node.question == Scale(
        Text("How light is it in the evening?", "flow.light.text"),
        points=4,
        low=Text("much too dark", "flow.light.low"),
        high=Text("light enough", "flow.light.high"),
    )
    assert not node.optional


def test_yes_or_no() -> None:
    (node,) = own(loaded("yes-or-no"))
    assert isinstance(node, Ask)
    text = Text("Do you come alone?", "flow.alone.text")
    assert node.question == OneChoice(text, (YES, NO), unsure=True)
    assert node.optional


def test_own_words() -> None:
    (node,) = own(loaded("own-words"))
    assert isinstance(node, Ask)
    text = Text("What else should we know?", "flow.anything.text")
    assert node.question == OwnWords(text)


def test_a_story() -> None:
    project = loaded("story")
    topics = {"play": Text("Playing", "topics.play"), "people": Text("People", "topics.people")}
    assert project.project.topics == topics
    text = Text("Tell us about one visit.", "flow.visit.text")
    assert own(project) == story("visit", text, topics, "hours", 1)


def test_measures_are_asked_under_their_own_name() -> None:
    project = loaded("measure").project
    assert project.measures["safe"] == Measure(
        "safe",
        ask=Text("How safe do you feel here?", "measures.safe.ask"),
        low=Text("not at all", "measures.safe.low"),
        high=Text("very", "measures.safe.high"),
        points=5,
        serves="hours",
    )
    assert project.measures["trust"].serves is None
    safe, trust = project.script.find("measure.safe"), project.script.find("measure.trust")
    assert safe is not None
    assert trust is not None
    assert (safe.measure, safe.serves, safe.constraint_version) == ("safe", "hours", 1)
    assert (trust.measure, trust.serves, trust.constraint_version) == ("trust", None, None)
    assert safe.numbered
    assert safe.question == Scale(
        project.measures["safe"].ask,
        5,
        project.measures["safe"].low,
        project.measures["safe"].high,
    )


def test_only_the_cards_named_are_shown() -> None:
    project = loaded("measure").project
    assert project.script.find("card.hours")
    assert not project.script.find("card.wall")


def test_branches_on_answers_and_facts() -> None:
    nodes = own(loaded("branches"))
    first, second, third = (node for node in nodes if isinstance(node, Branch))
    assert first.when == Compare("when", "is", ("evening",))
    assert [node.key for node in first.then] == ["why"]
    text = Text("Good to know.", "flow.by_day.text")
    assert first.otherwise == (Say("by_day", text),)
    assert second.when == Compare("why", "given")
    assert third.when == All(
        (
            Compare("light", "over", ("2",)),
            Compare("light", "under", ("5",)),
            AnyOf((Compare("when", "not", ("day",)), Compare("whom", "is", ("other",)))),
            Not(Fact("language", ("pl",))),
            Fact("source", ("poster", "leaflet")),
        )
    )
    assert third.then == ()
    assert [node.key for node in third.otherwise] == ["other"]


def test_options_written_once_serve_two_questions() -> None:
    summer, winter = own(loaded("repeated-options"))
    for ask in (summer, winter):
        assert isinstance(ask, Ask)
        assert isinstance(ask.question, OneChoice)
        contexts = [getattr(option.label, "context", "") for option in ask.question.options]
        assert contexts[0] == f"flow.{ask.key}.options.never"


def test_promised_days_count_from_the_publication() -> None:
    published = loaded("dates-in-texts", date(2026, 1, 1))
    words = published.catalogues.words("en")
    end = published.project.script.nodes[-1]
    assert isinstance(end, End)
    assert words.say(end.text) == f"You hear from us by {FSI}2 March 2026{PDI}."
    unpublished = loaded("dates-in-texts").catalogues.words("en")
    assert unpublished.say(end.text) == "You hear from us by {report_back}."


def test_every_language_says_its_own_words() -> None:
    project = loaded("two-languages")
    title = project.project.title
    assert project.catalogues.words("pl").say(title) == "Rozmowa o parku"
    assert project.catalogues.words("en").say(title) == "The park conversation"


def test_a_source_language_the_bot_does_not_speak_is_not_read_in_another() -> None:
    files = dict(example("two-languages").files)
    files[PROJECT_FILE] = (
        files[PROJECT_FILE]
        .replace("language: en\n", "language: cy\n")
        .replace("[en, pl]", "[cy, en]")
    )
    files["en.po"] = files.pop("pl.po").replace("Language: pl", "Language: en")
    project = load(Snapshot(files), bot={})
    title = project.project.title
    assert project.catalogues.words("cy").say(title) == "The park conversation"
    assert project.catalogues.words("en").say(title) == "Rozmowa o parku"


def test_a_revision_is_named_by_what_the_files_say() -> None:
    assert loaded("smallest").project.revision == SMALLEST.hash()


def test_the_shipped_project_loads_with_warnings_at_most() -> None:
    project = load(take(WARD_7), published=date(2026, 1, 1), bot={})
    assert project.project.slug == "ward-7"
    assert not [str(problem) for problem in project.problems if problem.serious]


# ---- what is refused: where it stands in the smallest project, and how that line is put wrong


REFUSED = {
    "unknown-key": ("minutes: 3", "minutes: 3\nminuets: 3"),
    "missing-key": ("minutes: 3\n", ""),
    "wrong-kind": ("safeguarding: {name: Amina Shah, number: \"0113 496 0107\"}", "safeguarding: x"),
    "duplicate-key": ("minutes: 3", "minutes: 3\nminutes: 4"),
    "odd-key": ("minutes: 3", "minutes: 3\n[a]: 3"),
    "tag": ("minutes: 3", "minutes: !!int 3"),
    "not-yaml": ("title: The park", "title: a: The park"),
    "bad-character": ("title: The park", "title: The\x07 park"),
    "number": ("minutes: 3", "minutes: three"),
    "not-one-of": ("tellback: 1", "tellback: 2"),
    "slug": ("project: smallest", "project: Smallest Project"),
    "language": ("language: en\n", "language: english\n"),
    "source-language": ("languages: [en]", "languages: [pl]"),
    "duplicate-language": ("languages: [en]", "languages: [en, en]"),
    "timezone": ("Europe/London", "Europe/Londn"),
    "no-text": ("about: Some of it can change.", "about:"),
    "phone": ('number: "0113 496 0107"', "number: none yet"),
    "emergency": ('[{name: Emergency services, number: "999"}]', "[]"),
    "dates": ("read_by: 30, report_back: 60", "read_by: 30, report_back: 20"),
    "date": ("tellback: 1", "tellback: 1\nchecked: {by: Ewa, on: in May}"),
    "key": ("  hours: {kind", "  Opening hours: {kind"),
    "no-constraint": ("explain: all", "explain: [hours, hour]"),
    "node-kind": ("- review\n", "- reviev\n"),
    "twice": ("- review\n", "- review\n  - review\n"),
    "no-measure": ("- review\n", "- measure: safe\n  - review\n"),
    "no-topics": ("- review\n", "- {story: a, text: Tell us., serves: hours}\n  - review\n"),
    "duplicate-node": ("- review\n", "- {say: a, text: A.}\n  - {say: a, text: B.}\n  - review\n"),
    "inside-branch": (
        "- review\n",
        "- when: {question: whom, is: self}\n    then: [explain: all]\n  - review\n",
    ),
    "empty-branch": (
        "- review\n",
        "- when: {question: whom, is: self}\n    then: []\n  - review\n",
    ),
    "condition": (
        "- review\n",
        "- when: often\n    then: [{say: a, text: A.}]\n  - review\n",
    ),
    "comparison": (
        "- review\n",
        "- when: {question: whom}\n    then: [{say: a, text: A.}]\n  - review\n",
    ),
    "question-kind": (
        "- review\n",
        "- {ask: a, kind: chioce, text: What now, serves: hours}\n  - review\n",
    ),
    "one-option": (
        "- review\n",
        "- {ask: a, kind: choice, text: And, serves: hours, options: {a: A}}\n  - review\n",
    ),
    "least-most": (
        "- review\n",
        "- {ask: a, kind: choices, text: And, serves: hours, options: {a: A, b: B},\n"
        "     least: 2, most: 1}\n  - review\n",
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_read_is_refused_in_the_line_it_stands_in(code: str) -> None:
    old, new = REFUSED[code]
    snapshot = edited("smallest", old, new)
    found = {problem.code: problem for problem in problems(snapshot) if problem.serious}
    assert code in found, found
    # The first line that differs, or one of those that were added to it.
    before = SMALLEST.files[PROJECT_FILE].splitlines()
    after = snapshot.files[PROJECT_FILE].splitlines()
    first = next(n for n, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1)
    if code != "missing-key":
        assert first < found[code].line <= first + 1 + new.count("\n")
    assert found[code].file == PROJECT_FILE
    assert str(found[code]).startswith(f"{PROJECT_FILE}:{found[code].line}:{found[code].column}: ")


SENTENCES = {
    "A project has no “minuets”. Did you mean “minutes”?": ("minutes: 3", "minutes: 3\nminuets: 3"),
    "A project needs “about” and “minutes” too": (
        "about: Some of it can change.\nminutes: 3\n",
        "",
    ),
    "“minutes” has to be a whole number from 1 to 120, not “three”.": (
        "minutes: 3",
        "minutes: three",
    ),
    "“minutes” has to be a whole number from 1 to 120.": ("minutes: 3", "minutes: [3]"),
    "“minutes” has to be a whole number from 1 to 120, not “300”.": ("minutes: 3", "minutes: 300"),
    "“kind” has to be one of “fixed”, “open” and “shared”, not “opne”. Did you mean “open”?": (
        "kind: open",
        "kind: opne",
    ),
    "“kind” has to be one of “fixed”, “open” and “shared”.": ("kind: open", "kind: [open]"),
    "Did you mean “Europe/London”?": ("Europe/London", "Europe/Londn"),
    "“title” has to be a text.": ("title: The park conversation", "title: [a, b]"),
    "“project” has to be one word or a few.": ("project: smallest", "project: []"),
    "“languages” has to be a list: each item": ("languages: [en]", "languages: {en: English}"),
    "“languages” has to be a list of words.": ("languages: [en]", "languages: [en, [pl]]"),
    "“constraints” has to hold at least one key": (
        "constraints:\n",
        "constraints: []\nmeasures:\n",
    ),
    "Here a contact is described, so this has to be keys and values: “name” and “number”.": (
        'team: {name: The park team, number: "0113 496 0100"}',
        "team: the park team",
    ),
    "A question's “kind” has to be one of “choice”, “choices”, “yesno”, “scale” and “words”.": (
        "- review\n",
        "- {ask: a, text: What now, serves: hours}\n  - review\n",
    ),
    "Did you mean “review”?": ("- review\n", "- reviev\n"),
    "Each step of a flow has exactly one of": ("- review\n", "- []\n"),
    "“all” needs at least one condition": (
        "- review\n",
        "- when: {all: []}\n    then: [{say: a, text: A.}]\n  - review\n",
    ),
    "“given” has to be one of “true”": (
        "- review\n",
        "- when: {question: whom, given: no}\n    then: [{say: a, text: A.}]\n  - review\n",
    ),
    "values lie too deep": ("minutes: 3", "minutes: " + "[" * 40 + "]" * 40),
    "The aliases": ("minutes: 3", "minutes: &a [*a]"),
    "There is no measure “saef”. Did you mean “safe”?": (
        "flow:\n",
        "measures: {safe: {ask: How safe, low: not, high: very}}\nflow:\n  - measure: saef\n",
    ),
    "“safe” stands in the flow a second time; the first is in line 23. One reading is enough.": (
        "flow:\n",
        "measures: {safe: {ask: How safe, low: not, high: very}}\nflow:\n"
        "  - measure: safe\n  - measure: safe\n",
    ),
    "“measure” has to be one word or a few.": ("flow:\n", "flow:\n  - measure:\n"),
    "“ask” has to be one word or a few.": (
        "flow:\n",
        "flow:\n  - {ask: , kind: words, text: A, serves: hours}\n",
    ),
    "“review” stands in the flow a second time; the first is in line 23. Keep one of them.": (
        "- review\n",
        "- review\n  - review:\n",
    ),
    "the first is in line 10. Keep one of them.": ("minutes: 3", "minutes: 3\nminutes: 4"),
    "Whichever way this goes, nothing happens.": (
        "- review\n",
        "- when: {question: whom, is: self}\n    then: []\n    otherwise: []\n  - review\n",
    ),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_mistake_is_said_to_its_author(sentence: str) -> None:
    said = [problem.sentence for problem in problems(edited("smallest", *SENTENCES[sentence]))]
    assert any(sentence in one for one in said), said


def test_all_mistakes_are_said_at_once_in_the_order_of_the_file() -> None:
    text = SMALLEST.files[PROJECT_FILE]
    text = text.replace("minutes: 3", "minutes: x").replace("Europe/London", "Mars")
    text = text.replace("kind: open", "kind: x").replace("explain: all", "explain: [x]")
    found = problems(Snapshot({PROJECT_FILE: text}))
    assert [p.code for p in found] == ["timezone", "number", "not-one-of", "no-constraint"]
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_a_mistake_is_not_complained_about_twice() -> None:
    question = "- {ask: a, kind: x, text: A, serves: hours}\n"
    when = "  - when: {question: a, is: [b]}\n    then: [{say: b, text: B}]\n  - review\n"
    found = problems(edited("smallest", "- review\n", question + when))
    assert [problem.code for problem in found] == ["question-kind"]


def test_few_lines_of_aliases_cannot_fill_the_memory() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    assert [problem.code for problem in problems(Snapshot({PROJECT_FILE: bomb}))] == ["alias-bomb"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("# nothing but a comment\n", "empty"),
        ("just words", "wrong-kind"),
        ("a: 1\n---\nb: 2\n", "not-yaml"),
        ("a: *nobody", "not-yaml"),
    ],
)
def test_a_file_that_is_no_project(text: str, code: str) -> None:
    assert problems(Snapshot({PROJECT_FILE: text}))[0].code == code


def test_words_that_other_yaml_takes_for_something_else_stay_words() -> None:
    options = "{no: No, on: On, 12:30: At noon, 2024-01-01: New Year, ~: Nothing}"
    question = f"- {{ask: a, kind: choice, text: 1_000, serves: hours, options: {options}}}\n"
    found = problems(edited("smallest", "- review\n", f"{question}  - review\n"))
    # The keys with odd characters are refused as keys; all five were read as written.
    assert {p.sentence.split("”")[0] for p in found} == {"“12:30", "“2024-01-01", "“~"}


# ---- translations that cannot be read

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: pl\\n"\n'
BROKEN_PO = {
    "no header": ("", "po-header", 1),
    "another charset": (HEADER.replace("UTF-8", "ISO-8859-2"), "po-header", 3),
    "another language": (HEADER.replace(": pl", ": ur"), "po-language", 4),
    "plural rule without sense": (
        HEADER + '"Plural-Forms: nplurals=2; plural=foo bar\\n"\n',
        "po-header",
        1,
    ),
    "quote left open": (f'{HEADER}\nmsgid "a"\nmsgstr "b\n', "not-po", 7),
    "text without a place for its translation": (f'{HEADER}\nmsgid "a"\n', "not-po", 6),
    "nothing but a line of text": (f"{HEADER}\nhello\n", "not-po", 6),
}


@pytest.mark.parametrize("name", BROKEN_PO)
def test_a_broken_translation_is_refused(name: str) -> None:
    text, code, line = BROKEN_PO[name]
    files = {**example("two-languages").files, "pl.po": text}
    found = [p for p in problems(Snapshot(files)) if p.serious]
    assert [(p.file, p.code, p.line) for p in found] == [("pl.po", code, line)]


def test_a_translation_may_have_plurals_and_texts_of_other_tools() -> None:
    text = f'{HEADER}\n#~ msgid "old"\n#~ msgstr "stary"\n\nmsgid "a"\nmsgid_plural "b"\n'
    files = {**example("two-languages").files, "pl.po": text + 'msgstr[0] "c"\nmsgstr[1] "d"\n'}
    codes = {problem.code for problem in problems(Snapshot(files))}
    assert codes == {"untranslated", "unknown-text", "bot-language"}


# ---- laws


def _places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(
        value, list
    ) else ()
    for key, child in children:
        yield from _places(child, (*path, key))


def _put(value: object, path: tuple[object, ...], new: object) -> object:
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict):
        return {k: _put(v, tuple(rest), new) if k == key else v for k, v in value.items()}
    assert isinstance(value, list)
    return [_put(v, tuple(rest), new) if k == key else v for k, v in enumerate(value)]


WARD = yaml.load(take(WARD_7).files[PROJECT_FILE], yaml.BaseLoader)
PLACES = list(_places(WARD))
KEYS = st.sampled_from(sorted({str(part) for place in PLACES for part in place}))
ANYTHING = st.recursive(
    st.text(max_size=5) | KEYS | st.sampled_from(["", "1", "true", "{read_by}", "all", "review"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_whatever_stands_in_a_project_it_is_loaded_or_refused_in_sentences(
    changes: list[tuple[tuple[object, ...], object]],
) -> None:
    changed: object = WARD
    for path, new in changes:
        try:
            changed = _put(changed, path, new)
        except AssertionError:
            continue
    files = {**take(WARD_7).files, PROJECT_FILE: yaml.safe_dump(changed, allow_unicode=True)}
    try:
        project = load(Snapshot(files), bot={})
    except ProjectRefused as refused:
        assert all(p.sentence.endswith((".", "?")) for p in refused.problems)
        assert any(p.serious for p in refused.problems)
    else:
        keys = [node.key for node in every(project.project.script.nodes)]
        assert len(keys) == len(set(keys))
        assert not any(p.serious for p in project.problems)


def test_every_example_is_named_after_its_folder() -> None:
    for folder in PROJECTS.iterdir():
        assert f"project: {folder.name}\n" in take(folder).files[PROJECT_FILE]
