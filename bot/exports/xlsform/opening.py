"""How every form begins: who is asking, the limits, consent, age; nothing is asked before."""

from __future__ import annotations

from bot.exports import wording
from bot.exports.xlsform.expressions import SOURCE, both
from bot.exports.xlsform.rows import Chosen, Row, Tongues
from conversations.catalogue import N_, Words
from conversations.languages import own_name
from conversations.opening import AGE, HELLO, LANGUAGE, TAKE_PART
from conversations.project import Project
from conversations.questions.choice import NO, YES

#: Nodes of the opening that are put here and not as they are in a chat.
OPENING = frozenset({LANGUAGE, HELLO, TAKE_PART, f"{TAKE_PART}.no", AGE, f"{AGE}.no"})

_WHICH = N_("Which language is best for you?")
_CODE = N_("Code, if you were given one. Not your name.")
_DECLINED = N_("That is fine. Nothing is kept. You can close this form.")

_YES_NO = "yes_no"


def opened(project: Project, tongues: Tongues) -> tuple[list[Row], dict[str, tuple[Chosen, ...]]]:
    """Return the first rows and their choices."""
    say = tongues.say
    named = tuple(
        Chosen(tag, dict.fromkeys(project.languages, own_name(tag))) for tag in project.languages
    )
    yes_no = (
        Chosen(YES.key, say(lambda w: w.say(YES.label))),
        Chosen(NO.key, say(lambda w: w.say(NO.label))),
    )
    old_enough = say(lambda w: w.t("Are you {age} or over?", age=project.minimum_age))
    rows = [
        Row("hidden", SOURCE),
        Row("note", "Form.hello", say(lambda w: wording.introduction(project, w))),
        Row("text", "Form.code", say(lambda w: w.say(_CODE))),
        Row(f"select_one {LANGUAGE}", LANGUAGE, say(lambda w: w.say(_WHICH)), required=True),
        Row("note", "Form.limits", say(lambda w: "\n\n".join(wording.limits(project, w)))),
        Row("note", "Form.help", say(lambda w: _help(project, w))),
        Row(
            f"select_one {_YES_NO}",
            TAKE_PART,
            say(lambda w: w.say(wording.AGREE)),
            required=True,
        ),
        Row(
            "note", "Form.declined", say(lambda w: w.say(_DECLINED)), relevant=_is(TAKE_PART, "no")
        ),
        Row(
            f"select_one {_YES_NO}",
            AGE,
            old_enough,
            required=True,
            relevant=_is(TAKE_PART, "yes"),
        ),
        Row(
            "note",
            "Form.young",
            say(lambda w: wording.plain(w, project.younger)),
            relevant=both(_is(TAKE_PART, "yes"), _is(AGE, "no")),
        ),
    ]
    return rows, {LANGUAGE: named, _YES_NO: yes_no}


def agreed() -> Row:
    """Return the group that all else is in: nothing is asked of those who did not agree."""
    relevant = both(_is(TAKE_PART, "yes"), _is(AGE, "yes"))
    return Row("begin_group", "Form.agreed", relevant=relevant)


def _is(name: str, value: str) -> str:
    return f"${{{name}}} = '{value}'"


def _help(project: Project, words: Words) -> str:
    return "\n".join((words.say(wording.HELP), *wording.help_now(project, words)))
