"""Adding an answer to “Others asked”: put so that nobody can be recognised, previewed, undone."""

from __future__ import annotations

from typing import Any

from bot.calendar import next_waking
from bot.channels.base import Button, Incoming
from bot.leads.questions import ADD, SAFE, ask_if_sure
from bot.leads.scope import TEAM, allowed, not_there, remark
from bot.leads.telling import telling_of
from bot.residents.others import as_read
from bot.residents.talking import hear
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Text, fold
from storage import others_asked, participants, questions
from storage.others_asked import Asked, Entry
from storage.questions import Question
from storage.tasks import Task

#: A question is listed with others, and has to be short; an answer stands alone.
_ASKED, _ANSWER = 140, 900

_GONE = N_("That question was taken back by who asked it.")
_FIRST = N_("Please type it first, in one message.")
_SAME = Option("same", N_("Use these words"))
_SHOW = Option("show", N_("Show it to others"))
_REASK, _REANSWER = Option("ask", N_("Change the question")), Option("ans", N_("Change the answer"))
_PREVIEW = (_SHOW, _REASK, _REANSWER)
_EVERYWHERE = Option("all", N_("The whole project"))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button of this: ``oa:<question>:<what>``, with a number or a language behind it."""
    question = questions.get(visit.db, args[0], visit.person.id) if len(args) > 1 else None
    if question is None:
        not_there(visit, _GONE)
        return
    loaded = visit.house.project(visit.db, question.project)
    if loaded is None or not allowed(visit, question.project, *TEAM):
        return
    what, more = args[1], args[2] if len(args) == 3 else ""
    if what == "add":
        _begin(visit, loaded, question)
    elif what == "in":
        _in_language(visit, loaded, question, more)
    elif what == "out":
        _take_out(visit, question)
    else:
        task = visit.task()
        if task is None or task.name != "others_asked" or task.data["question"] != question.id:
            remark(visit, N_("That was left. Open it again from the question."))
        elif what == "at":
            _at(visit, loaded, question, task, more)
        else:
            _go(visit, loaded, question, task, what)


def _begin(visit: Visit, loaded: Loaded, question: Question) -> None:
    if question.answer is None:
        remark(visit, N_("Answer it first. Then others can read the answer."))
        return
    language = base_of(visit.person.language)
    _ask_question(visit, question, {"question": question.id, "language": language})


def _ask_question(visit: Visit, question: Question, data: dict[str, Any]) -> None:
    """Ask for the question as others will read it: from what was asked, or from what they read."""
    visit.begin_task("others_asked", "asked", **data)
    shown = others_asked.of_question(visit.db, question.id) if "entry" in data else None
    words, language = visit.words, own_name(data["language"])
    if shown is not None:
        now = shown.texts[shown.language].asked
        text = words.t(
            "Others read: “{question}”\nHow does the question read in {language}? Type it in one "
            "short message.",
            question=now,
            language=language,
        )
    else:
        text = words.t(
            "They asked: “{question}”\nHow should others read the question? Type it in one "
            "short message, in {language}. Leave out all that could tell who asked.",
            question=question.words[:_ANSWER],
            language=language,
        )
    as_it_is = shown is None and len(question.words) <= _ASKED
    safe = column([tap(SAFE.label, "q", question.id, SAFE.key, words=words)])
    buttons = (*(_same(visit, question) if as_it_is else ()), *(() if shown else safe))
    with telling_of(visit, question.participant, question.project):
        visit.say(text, buttons, protect=True)


def _ask_answer(visit: Visit, question: Question, data: dict[str, Any]) -> None:
    visit.begin_task("others_asked", "answer", **data)
    shown = others_asked.of_question(visit.db, question.id) if "entry" in data else None
    answer = shown.texts[shown.language].answer if shown else question.answer or ""
    as_it_is = shown is None and len(answer) <= _ANSWER
    text = visit.words.t(
        "The answer was: “{answer}”\nHow should others read it? Type it in one message, in "
        "{language}.",
        answer=answer[:_ANSWER],
        language=own_name(data["language"]),
    )
    with telling_of(visit, question.participant, question.project):
        visit.say(text, _same(visit, question) if as_it_is else ())


def _same(visit: Visit, question: Question) -> Keyboard:
    return column([tap(_SAME.label, "oa", question.id, _SAME.key, words=visit.words)])


def _ask_where(visit: Visit, loaded: Loaded, question: Question, data: dict[str, Any]) -> None:
    """Ask where it is shown: at one power card, or wherever someone asks."""
    places = _places(loaded, question)
    visit.begin_task("others_asked", "where", **data)
    visit.say(
        visit.words.t("Where shall others find it? At one card, or wherever they ask?"),
        column(
            tap(o.label, "oa", question.id, "at", n, words=visit.words_of(loaded))
            for n, o in enumerate(places)
        ),
    )


def _places(loaded: Loaded, question: Question) -> tuple[Option, ...]:
    """Return the whole project and its cards: the one it was asked at stands first."""
    cards = sorted(loaded.project.constraints.values(), key=lambda c: c.key != question.constraint)
    options = [Option(card.key, card.name) for card in cards]
    at = 1 if question.constraint in loaded.project.constraints else 0
    return (*options[:at], _EVERYWHERE, *options[at:])


def _at(visit: Visit, loaded: Loaded, question: Question, task: Task, number: str) -> None:
    places = _places(loaded, question)
    if number.isdecimal() and int(number) < len(places) and "answer" in task.data:
        chosen = places[int(number)].key
        data = {**task.data, "card": None if chosen == _EVERYWHERE.key else chosen}
        _preview(visit, loaded, question, data)


def _preview(visit: Visit, loaded: Loaded, question: Question, data: dict[str, Any]) -> None:
    """Show what others will read, exactly, and in which languages."""
    visit.begin_task("others_asked", "preview", **data)
    words = visit.words
    entry = _entry(visit, question, data)
    with telling_of(visit, question.participant, question.project):
        visit.say(as_read(entry, loaded.catalogues.words(str(data["language"]))))
    shown = sorted(own_name(tag) for tag in entry.texts)
    visit.say(
        words.t(
            "This is what others will read. Could anyone tell from it who asked? Then change it.\n"
            "It is in: {languages}. Who reads another language gets it in {first}, and is told so.",
            languages=", ".join(shown),
            first=own_name(entry.language),
        ),
        column(tap(o.label, "oa", question.id, o.key, words=words) for o in _PREVIEW),
    )


def _entry(visit: Visit, question: Question, data: dict[str, Any]) -> Entry:
    """Return the entry as it would be, with what is in it already in other languages."""
    language = str(data["language"])
    text = Asked(str(data["asked"]), str(data["answer"]))
    kept = others_asked.of_question(visit.db, question.id) if "entry" in data else None
    if kept is not None:
        return Entry(
            kept.id,
            kept.project,
            question.id,
            kept.constraint,
            kept.language,
            kept.added_by,
            {**kept.texts, language: text},
        )
    made = visit.house.new_id()
    card = data.get("card")
    return Entry(
        made, question.project, question.id, card, language, visit.person.id, {language: text}
    )


def _go(visit: Visit, loaded: Loaded, question: Question, task: Task, what: str) -> None:
    data = dict(task.data)
    if what == _SAME.key and task.step == "asked":
        _took(visit, loaded, question, task, question.words)
    elif what == _SAME.key and task.step == "answer":
        _took(visit, loaded, question, task, question.answer or "")
    elif what == _REASK.key and task.step == "preview":
        _ask_question(visit, question, {**data, "again": True})
    elif what == _REANSWER.key and task.step == "preview":
        _ask_answer(visit, question, {**data, "again": True})
    elif what == _SHOW.key and task.step == "preview":
        _show(visit, loaded, question, data)
    else:
        remark(visit, _FIRST)


def _took(visit: Visit, loaded: Loaded, question: Question, task: Task, text: str) -> None:
    """Take a text for others, and go on to what is still missing."""
    text, most = " ".join(text.split()), _ASKED if task.step == "asked" else _ANSWER
    if not text or len(text) > most:
        visit.say(visit.words.t("Please type it in words, at most {n} letters.", n=most))
        return
    data = {**task.data, task.step: text}
    if data.pop("again", False) or (task.step == "answer" and "entry" in data):
        _preview(visit, loaded, question, data)
    elif task.step == "asked":
        _ask_answer(visit, question, data)
    else:
        _ask_where(visit, loaded, question, data)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    question = questions.get(visit.db, str(task.data["question"]), visit.person.id)
    loaded = visit.house.project(visit.db, question.project) if question else None
    if question is None or loaded is None:
        visit.end_task()
        not_there(visit, _GONE)
        return
    if not allowed(visit, question.project, *TEAM):
        visit.end_task()
        return
    text = (came.text or "").strip()
    if task.step == "offered":
        _offered(visit, loaded, question, came)
        return
    if task.step == "asked" and fold(text) == fold(visit.words.plain(SAFE.label)):
        ask_if_sure(visit, question)
        return
    if task.step in ("asked", "answer"):
        same = match_option(text, (_SAME,), visit.words)
        named = isinstance(same, Understood) and not same.words and not text[:1].isdigit()
        if named:
            _go(visit, loaded, question, task, _SAME.key)
        else:
            _took(visit, loaded, question, task, text)
        return
    options = _places(loaded, question) if task.step == "where" else _PREVIEW
    reading = match_option(text, options, visit.words_of(loaded))
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Please tap one of the buttons, or type: back"))
    elif task.step == "where":
        number = [o.key for o in options].index(reading.value[0])
        _at(visit, loaded, question, task, str(number))
    else:
        _go(visit, loaded, question, task, reading.value[0])


def _offered(visit: Visit, loaded: Loaded, question: Question, came: Incoming) -> None:
    """What is typed right after an answer went out: the button offered, or something else."""
    visit.end_task()
    reading = match_option(came.text or "", (Option("add", ADD),), visit.words)
    typed_out = isinstance(reading, Understood) and not reading.words and not came.media
    if typed_out and not (came.text or "").strip().isdecimal():
        _begin(visit, loaded, question)
    else:
        hear(visit, came)


def _show(visit: Visit, loaded: Loaded, question: Question, data: dict[str, Any]) -> None:
    entry, more = _entry(visit, question, data), "entry" in data
    if more:
        tag = str(data["language"])
        others_asked.put_text(visit.db, entry.id, tag, entry.texts[tag])
    else:
        others_asked.put(visit.db, entry, visit.person.id, visit.now)
    visit.end_task()
    visit.mark_tapped("✓")
    words = visit.words
    visit.say(
        words.t("Others can read it from now on. Who asked it is told, and can take it out."),
        column(
            [
                tap(N_("In another language"), "oa", question.id, "in", words=words),
                tap(N_("Take it out"), "oa", question.id, "out", words=words),
            ]
        ),
    )
    if not more:
        _tell_asker(visit, loaded, question, entry)


def _tell_asker(visit: Visit, loaded: Loaded, question: Question, entry: Entry) -> None:
    """Show who asked what others read now; it is theirs to take out."""
    asker = participants.get(visit.db, question.participant)
    if asker is None or asker.stopped or not asker.reachable:
        return
    other = visit.other(asker)
    words = other.words_of(loaded)
    other.say(
        words.t(
            "What you asked may help others. They can read it now, in these words, and nothing "
            "says who asked:"
        )
        + f"\n\n{as_read(entry, words)}",
        column(
            [
                tap(N_("Please take it out"), "mine", question.id, "out", words=words),
                tap(N_("Write to the team"), "mine", question.id, "on", words=words),
            ]
        ),
        kind="notice",
        due=next_waking(visit.now, loaded.project.timezone, asker.awake),
    )


def _in_language(visit: Visit, loaded: Loaded, question: Question, tag: str) -> None:
    """Write it in one more language; without a language named, ask in which."""
    entry = others_asked.of_question(visit.db, question.id)
    if entry is None:
        remark(visit, N_("It is not shown to others at the moment."))
        return
    missing = [base_of(one) for one in loaded.project.languages if base_of(one) not in entry.texts]
    missing = list(dict.fromkeys(missing))
    if tag in missing:
        data = {"question": question.id, "language": tag, "entry": entry.id}
        _ask_question(visit, question, data)
        return
    if not missing:
        remark(visit, N_("It is in every language of the project already."))
        return
    visit.say(
        visit.words.t("In which language do you want to write it?"),
        column(_language(question, tag) for tag in missing),
    )


def _language(question: Question, tag: str) -> Button:
    return tap(Text(own_name(tag)), "oa", question.id, "in", tag)


def _take_out(visit: Visit, question: Question) -> None:
    entry = others_asked.of_question(visit.db, question.id)
    if entry is None or not others_asked.withdraw(visit.db, entry.id, visit.now):
        remark(visit, N_("It is not shown to others at the moment."))
        return
    visit.mark_tapped("✓ " + visit.words.t("Taken out. Nobody reads it any more."))


TAPS = {"oa": _tapped}
TASKS = {"others_asked": _typed}
