"""Asking the team: one message, relayed without showing either side's identity."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.questions import AFTER_ANSWER, tell_taken_out, tell_team, tell_thanks
from bot.officers.hinting import look_at_question
from bot.outreach.late_answers import watch
from bot.residents import others
from bot.residents.helping import project_of
from bot.residents.talking import hear, where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Understood
from conversations.questions.matching import match_option
from conversations.render import ASK_NOW
from storage import contributions, others_asked, questions
from storage.others_asked import Entry
from storage.questions import Question
from storage.tasks import Task

_NOBODY = N_("There is no team to ask yet. Send /start to see what is open.")
_OUT = N_("That is not shown to others any more.")
_GOOD = N_("Good. If something else comes up, type: ask the team")


def _ask(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    if loaded is None:
        visit.say(visit.words.say(_NOBODY))
        return
    found = others.offer(visit, loaded)
    visit.begin_task("ask_team", "words", project=loaded.project.slug, others=found)
    if not found:
        _ask_now(visit, loaded)


def _ask_now(visit: Visit, loaded: Loaded) -> None:
    words, title = visit.words_of(loaded), loaded.project.title
    about = f"<b>{words.say(title)}</b>\n" if len(visit.projects()) > 1 else ""
    visit.say(about + words.say(ASK_NOW))


def _others(visit: Visit, rest: str) -> None:
    """Show what others asked, to read and not to ask."""
    loaded = project_of(visit, rest)
    found = others.offer(visit, loaded, asking=False) if loaded else []
    if loaded is None or not found:
        visit.say(
            visit.words.t("Nothing is here yet. To ask the team yourself, type: ask the team"),
        )
        return
    visit.begin_task("others", "which", project=loaded.project.slug, others=found)


def _asked(visit: Visit, task: Task, came: Incoming) -> None:
    """What is typed is their question, unless it names one of what others asked."""
    if not came.text:
        visit.say(visit.words.t("Please type your question in words. To leave it, type: back"))
        return
    slug = str(task.data["project"])
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        visit.end_task()
        return
    named = others.picked(visit, task, came.text)
    if named is not None:
        _pick(visit, loaded, task, named)
        return
    visit.end_task()
    _keep(visit, loaded, task, came.text)
    where_we_are(visit)


def _keep(visit: Visit, loaded: Loaded, task: Task, words: str) -> None:
    node, follows = str(task.data.get("node", "")), task.data.get("follows")
    asked_on = questions.own(visit.db, str(follows)) if follows else None
    about = task.data.get("contribution")
    replied = contributions.own(visit.db, str(about)) if about else None
    question = visit.house.new_id()
    questions.add(
        visit.db,
        question,
        loaded.project.slug,
        visit.person.id,
        asked_on.constraint if asked_on else _card(node),
        words,
        visit.person.language,
        visit.now,
        follows=asked_on.id if asked_on else None,
        contribution=replied.id if replied else None,
    )
    if replied is None:
        # A reply may need no answer, and none was promised.
        watch(visit, loaded, question)
    tell_team(visit, loaded.project.slug, question, replied.made_by if replied else None)
    look_at_question(visit, loaded, question, words)
    if replied is not None:
        visit.say(visit.words.t("The team has it. If they answer, it comes here."))
        return
    visit.say(
        visit.words.tn(
            "Your question is with the team. You get an answer here within {n} day. "
            "They do not see who you are.",
            "Your question is with the team. You get an answer here within {n} days. "
            "They do not see who you are.",
            loaded.project.dates.answer_questions,
        ),
        column([tap(N_("Get help now"), "do", "safe", words=visit.words)]),
    )


def _card(node: str) -> str | None:
    return node.removeprefix("card.") if node.startswith("card.") else None


def _picked(visit: Visit, task: Task, came: Incoming) -> None:
    """One of what others asked, by its number; anything else goes where it would go without."""
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    named = others.picked(visit, task, came.text or "") if not came.media else None
    if loaded is not None and named is not None:
        _pick(visit, loaded, task, named)
        return
    visit.end_task()
    hear(visit, came)


def _pick(visit: Visit, loaded: Loaded, task: Task | None, named: str, start: int = 0) -> None:
    """Do what was tapped or typed at the list of what others asked."""
    going = task if task and task.name == "ask_team" else None
    if named == others.MINE.key:
        kept = dict(going.data) if going else {}
        visit.begin_task(
            "ask_team", "words", **{**kept, "project": loaded.project.slug, "others": []}
        )
        _ask_now(visit, loaded)
    elif named == others.HELPED.key:
        visit.end_task()
        visit.say(visit.words.say(_GOOD))
        where_we_are(visit)
    elif named == others.MORE.key:
        _more(visit, loaded, task, start)
    else:
        entry = others_asked.get(visit.db, named)
        if entry is None:
            visit.say(visit.words.say(_OUT))
        else:
            others.show(visit, loaded, entry)


def _more(visit: Visit, loaded: Loaded, task: Task | None, start: int) -> None:
    name = task.name if task and task.name in ("ask_team", "others") else "others"
    kept = dict(task.data) if task and task.name == name else {}
    seen = start or int(kept.get("start", 0)) + len(kept.get("others", ()))
    card = _card(str(kept.get("node", "")))
    found = others.offer(visit, loaded, card, start=seen, asking=name == "ask_team")
    if not found:
        visit.say(visit.words.t("That was all. To ask the team yourself, type: ask the team"))
        return
    data = {**kept, "project": loaded.project.slug, "others": found, "start": seen}
    visit.begin_task(name, "words", **data)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button of the list: ``oth:read:<entry>``, ``oth:mine:<project>`` and their like."""
    if len(args) < 2:
        return
    what, about = args[0], args[1]
    entry = others_asked.get(visit.db, about) if what in ("read", "helped") else None
    slug = entry.project if entry else about
    mine = slug in visit.projects() or visit.holds(slug, "lead", "officer", "safeguarding")
    loaded = visit.house.project(visit.db, slug) if mine else None
    if loaded is None:
        visit.toast = visit.words.plain(_OUT)
    elif what == "more" and len(args) == 3 and args[2].isdecimal():
        _pick(visit, loaded, visit.task(), what, int(args[2]))
    elif what in ("mine", "helped"):
        _pick(visit, loaded, visit.task(), what)
    elif what == "read" and entry is not None:
        others.show(visit, loaded, entry)


def _about_mine(visit: Visit, args: tuple[str, ...]) -> None:
    """A button under the team's answer, or under the word that others read it."""
    question = questions.own(visit.db, args[0]) if len(args) == 2 else None
    if question is None or question.participant != visit.person.id:
        visit.toast = visit.words.plain(N_("That question is not here any more."))
    elif args[1] == "thanks":
        _thank(visit, question)
    elif args[1] == "on":
        ask_on(visit, question)
    elif args[1] == "out":
        _take_out(visit, others_asked.of_question(visit.db, question.id))


def _thank(visit: Visit, question: Question) -> None:
    if questions.thank(visit.db, question.id, visit.now):
        visit.mark_tapped("✓ " + visit.words.t("Thank you"))
        tell_thanks(visit, question)
    visit.toast = visit.words.plain(N_("The team will hear it."))


def _answered(visit: Visit, task: Task, came: Incoming) -> None:
    """What is typed right after the team's answer: one of its buttons, or something else."""
    visit.end_task()
    question = questions.own(visit.db, str(task.data["question"]))
    reading = match_option(came.text or "", AFTER_ANSWER, visit.words)
    if question is None or not isinstance(reading, Understood) or reading.words or came.media:
        hear(visit, came)
    elif reading.value[0] == "thanks":
        _thank(visit, question)
        visit.say(visit.words.t("The team will hear it."))
    else:
        ask_on(visit, question)


def ask_on(visit: Visit, question: Question) -> None:
    """Let someone say what is still open; the team sees it below what was said before."""
    visit.begin_task("ask_team", "words", project=question.project, follows=question.id, others=[])
    visit.say(
        visit.words.t(
            "What is still open? Type it in one message. The team sees it together with your "
            "first question. To leave it, type: back"
        )
    )


def _take_out(visit: Visit, entry: Entry | None) -> None:
    """The asker does not want it shown: it is taken out at once."""
    if entry is not None and others_asked.withdraw(visit.db, entry.id, visit.now):
        tell_taken_out(visit, entry)
    visit.mark_tapped("✓ " + visit.words.t("Taken out. Nobody reads it any more."))
    visit.toast = visit.words.plain(_OUT)


COMMANDS = {"ask": _ask, "others": _others}
TAPS = {"oth": _tapped, "mine": _about_mine}
TASKS = {"ask_team": _asked, "others": _picked, "answered": _answered}
