from __future__ import annotations

import pytest

from conversations.snapshot import PROJECT_FILE, Snapshot
from tests.support.projects import edited, example, problems

SMALLEST = example("smallest")

#: By code: what stands in the smallest project, and how it is put wrong.
REFUSED = {
    "unknown-key": ("minutes: 3", "minutes: 3\nminuets: 3"),
    "missing-key": ("minutes: 3\n", ""),
    "wrong-kind": ('safeguarding: {name: Amina Shah, number: "0113 496 0107"}', "safeguarding: x"),
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
        (
            "- {ask: a, kind: choices, text: And, serves: hours, options: {a: A, b: B}, least: 2,\n"
            "     most: 1}\n  - review\n"
        ),
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
    "A question's “kind” has to be one of “choice”, “choices”, “yesno”, “scale”, “number”,": (
        "- review\n",
        "- {ask: a, text: What now, serves: hours}\n  - review\n",
    ),
    "“xx” is not a language we know.": ("languages: [en]", "languages: [en, xx]"),
    "A project needs “safeguarding” and “emergency” too": (
        (
            'safeguarding: {name: Amina Shah, number: "0113 496 0107"}\n'
            'team: {name: The park team, number: "0113 496 0100"}\n'
            'emergency: [{name: Emergency services, number: "999"}]\n'
        ),
        'team: {name: The park team, number: "0113 496 0100"}\n',
    ),
    "A project needs “dates” too": ("dates: {read_by: 30, report_back: 60}\n", ""),
    "“checked” needs “on” too": ("tellback: 1", "tellback: 1\nchecked: {by: Ewa}"),
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
        (
            "measures: {safe: {ask: How safe, low: not, high: very}}\nflow:\n"
            "  - measure: safe\n  - measure: safe\n"
        ),
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
    "“most” (2) is smaller than “least” (3.5): nobody could answer.": (
        "- review\n",
        "- {ask: a, kind: number, text: A, serves: hours, least: 3.5, most: 2}\n  - review\n",
    ),
    "“least” has to be a number, like 3 or 2.5, without a unit.": (
        "- review\n",
        "- {ask: a, kind: number, text: A, serves: hours, least: 3 km}\n  - review\n",
    ),
    "“latest” lies before “earliest”: nobody could answer.": (
        "- review\n",
        (
            "- {ask: a, kind: date, text: A, serves: hours, earliest: today, latest: today-3}\n"
            "  - review\n"
        ),
    ),
    "“latest” lies before": (
        "- review\n",
        (
            "- {ask: a, kind: date, text: A, serves: hours, earliest: 2027-05-03, "
            "latest: 2027-05-02}\n  - review\n"
        ),
    ),
    "“earliest” has to be a day like 2027-05-03, or “today”,": (
        "- review\n",
        "- {ask: a, kind: date, text: A, serves: hours, earliest: 2027-02-30}\n  - review\n",
    ),
    "“latest” has to be a day like 2027-05-03, or “today”,": (
        "- review\n",
        "- {ask: a, kind: date, text: A, serves: hours, latest: soon}\n  - review\n",
    ),
    "“bands” has to be a list of at least two ages at which a band begins": (
        "- review\n",
        "- {ask: a, kind: ages, text: A, serves: hours, bands: [25, 16]}\n  - review\n",
    ),
    "“takes” can hold “photo”, “voice”, “audio”, “video” and “document”, not “photos”. Did you": (
        "- review\n",
        "- {ask: a, kind: files, text: A, serves: hours, takes: [photos]}\n  - review\n",
    ),
    "“takes” is empty, so nothing could be sent.": (
        "- review\n",
        "- {ask: a, kind: files, text: A, serves: hours, takes: []}\n  - review\n",
    ),
    "“most” has to be a whole number from 1 to 10, not “11”.": (
        "- review\n",
        "- {ask: a, kind: files, text: A, serves: hours, most: 11}\n  - review\n",
    ),
    "“exact” has to be one of “street”, “neighbourhood” and “town”, not “city”.": (
        "- review\n",
        "- {ask: a, kind: place, text: A, serves: hours, exact: city}\n  - review\n",
    ),
    "There is no question “wards” before this.": (
        "- review\n",
        (
            "- ask: a\n    kind: choice\n    text: A\n    serves: hours\n    options: {b: B now, "
            "c: {text: C now, when: {question: wards, given: true}}}\n  - review\n"
        ),
    ),
    "“list” has to hold at least one key of your own choice with its value.": (
        "- review\n",
        "- {statements: a, text: A, serves: hours, list: {}}\n  - review\n",
    ),
    "With “own: true” the key “own” is that of people's own statement. Call this one something "
    "else.": (
        "- review\n",
        "- {statements: a, text: A, serves: hours, own: true, list: {own: B}}\n  - review\n",
    ),
    "“over” needs a number like 3 or 2.5, or a day like 2027-05-03.": (
        "- review\n",
        "- when: {question: whom, over: most}\n    then: [{say: a, text: A}]\n  - review\n",
    ),
    "“flows” has to hold at least one key of your own choice with its value.": (
        "flow:\n",
        "flows: []\nflow:\n",
    ),
    "Whichever way this goes, nothing happens.": (
        "- review\n",
        "- when: {question: whom, is: self}\n    then: []\n    otherwise: []\n  - review\n",
    ),
    "“from” has to be one of “decision”, “published” and “sent”, or a day like 2027-04-01, not "
    "“decisions”. Did you mean “decision”?": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: decisions, after: [1 month]}",
    ),
    "or a day like 2027-04-01, not “9999-01-01”.": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: 9999-01-01, after: [1 month]}",
    ),
    "“1 year” is no length of time. Write each one like 90 days, 2 weeks or 1 month.": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: sent, after: [1 year]}",
    ),
    "This is no length of time.": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: sent, after: [[1 month], 0 days]}",
    ),
    "“after” has to hold at least one check-back, and 12 at most.": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: [sent], after: []}",
    ),
    "“5 weeks” has to lie at least 7 days behind the one before it (“1 month”)": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: sent, after: [1 month, 5 weeks]}",
    ),
    "1 month after publication you would ask if it got better, before people hear what was "
    "decided (60 days).": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: published, after: [1 month]}",
    ),
    "After 13 months you would ask again, and answers are kept for 12 months": (
        "minutes: 3",
        "minutes: 3\ncheck_backs: {from: sent, after: [13 months]}",
    ),
    "“check_backs” needs “after” too": ("minutes: 3", "minutes: 3\ncheck_backs: {from: published}"),
    "“check_backs” says when people are asked again, so “check_back” has nothing left to say.": (
        "dates: {read_by: 30,",
        "check_backs: {from: sent, after: [1 month]}\ndates: {check_back: 9, read_by: 30,",
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


def test_rounds_within_rounds_come_to_an_end() -> None:
    step = "{say: a, text: A}"
    for n in range(4):
        step = f"{{repeat: r{n}, most: 10, another: More of it, steps: [{step}]}}"
    found = problems(edited("smallest", "- review\n", f"- {step}\n  - review\n"))
    assert [p.code for p in found] == ["too-many-steps"]
    assert "has more than 2000 steps" in found[0].sentence


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


def test_a_step_without_a_name_is_one_mistake() -> None:
    for step in ("measure:", "say: {}\n    text: A", "{story: , text: A, serves: hours}"):
        found = problems(edited("story", "- review\n", f"- {step}\n  - review\n"))
        assert [problem.code for problem in found if problem.serious] == ["wrong-kind"]
