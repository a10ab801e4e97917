"""Asking the team: one message, relayed without showing either side's identity."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.questions import tell_team
from bot.residents.helping import project_of
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.render import ASK_NOW
from storage import questions
from storage.tasks import Task


def _ask(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    if loaded is None:
        visit.say(visit.words.t("There is no team to ask yet. Send /start to see what is open."))
        return
    visit.begin_task("ask_team", "words", project=loaded.project.slug)
    words, title = visit.words_of(loaded), loaded.project.title
    about = f"<b>{words.say(title)}</b>\n" if len(visit.projects()) > 1 else ""
    visit.say(about + words.say(ASK_NOW))


def _asked(visit: Visit, task: Task, came: Incoming) -> None:
    if not came.text:
        visit.say(visit.words.t("Please type your question in words. To leave it, type: back"))
        return
    slug = str(task.data["project"])
    loaded = visit.house.project(visit.db, slug)
    visit.end_task()
    if loaded is None:
        return
    node = str(task.data.get("node", ""))
    question = visit.house.new_id()
    questions.add(
        visit.db,
        question,
        slug,
        visit.person.id,
        node.removeprefix("card.") if node.startswith("card.") else None,
        came.text,
        visit.person.language,
        visit.now,
    )
    tell_team(visit, slug, question)
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
    where_we_are(visit)


COMMANDS = {"ask": _ask}
TASKS = {"ask_team": _asked}
