"""What residents ask the team: told at once, answered in chat, neither side's identity shown."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.passing_on import IF_SURE, PASSED_ON, SURE, YES_OR_NO, pass_on
from bot.leads.scope import TEAM, allowed, day, not_there, remark, within_reach, workplace
from bot.leads.telling import parts, telling_of
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import fold, insert
from storage import contributions, participants, questions, scope
from storage.others_asked import Entry
from storage.questions import Question
from storage.tasks import Task

_LONGEST = 1500
#: How much of a question stands above its answer.
_REMINDER = 300

#: Not "yes": that may be the answer, typed anew.
_SEND = Option("send", N_("Send this answer"), (N_("send"), N_("ok")))

#: What stands below an answer, for who asked.
AFTER_ANSWER = (
    Option("thanks", N_("Thank you"), (N_("Thanks"),)),
    Option("on", N_("That does not answer it")),
)
#: The way to let others read an answer, too.
ADD = N_("Add to “Others asked”")
SAFE = Option("safe", N_("Someone's safety"))
#: What can be said of a question that has its answer, too.
_ABOUT_SAFETY = (SAFE.key, *(option.key for option in SURE))
_DONE = N_("That question has been answered, or taken back.")


def tell_team(visit: Visit, project: str, question: str, about: str | None = None) -> None:
    """Tell every peer lead who reads this person that they ask something.

    Where none is within reach the officers are told: an answer was promised within days. A reply
    goes also to whom it is ``about``: who decided on something this person wrote.
    """
    reading = scope.readers(visit.db, visit.person.id, project, "lead")
    leads = [one for one in within_reach(visit, project, "lead") if one.id in reading]
    told = leads or list(within_reach(visit, project, "officer", "admin"))
    decided = within_reach(visit, project, "lead", "officer", "admin") if about else ()
    told += [one for one in decided if one.id == about and one not in told]
    for person in told:
        if person.id != visit.person.id:
            other = visit.other(person)
            other.say(
                other.words.t("A resident asks the team something."),
                column([tap(N_("Read and answer"), "q", question, "open", words=other.words)]),
                kind="notice",
            )


def _questions(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    waiting = questions.unanswered(visit.db, loaded.project.slug, visit.person.id)
    if not waiting:
        visit.say(
            visit.words.t("No question waits for an answer."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    _show(visit, waiting[0])


def _show(visit: Visit, question: Question) -> None:
    loaded = visit.house.project(visit.db, question.project)
    if loaded is not None:
        with telling_of(visit, question.participant, question.project):
            _say(visit, loaded, question)


def _say(visit: Visit, loaded: Loaded, question: Question) -> None:
    words, card = visit.words_of(loaded), loaded.project.constraints.get(question.constraint or "")
    for earlier in questions.before(visit.db, question, visit.person.id):
        visit.say(
            words.t(
                "Before, they asked: “{question}”\nThe answer was: “{answer}”",
                question=earlier.words[:_REMINDER],
                answer=earlier.answer or "",
            ),
            protect=True,
        )
    wrote = contributions.own(visit.db, question.contribution) if question.contribution else None
    if wrote is not None:
        visit.say(
            words.t("This is a reply, about what they wrote: “{words}”", words=wrote.own_words),
            protect=True,
        )
    first, *others = parts(question.words) or ("",)
    on = day(question.asked_at, words, visit.house.timezone)
    asked = (
        words.t("{who} asked further on {day}:", who=question.pseudonym, day=on)
        if question.follows
        else words.t("{who} asked on {day}:", who=question.pseudonym, day=on)
    )
    *before, last = [f"{asked}\n“{insert(first)}”", *(f"“{insert(part)}”" for part in others)]
    for text in before:
        visit.say(text, protect=True)
    lines = [last]
    if card is not None:
        lines.append(words.t("It is about: {card}", card=card.name))
    if question.late:
        lines.append(words.t("This is late. They have been told so."))
    lines.append(
        words.t("Type your answer in one message. They do not see who you are. Or type: back")
    )
    visit.begin_task("answer", "words", question=question.id)
    more = _after(visit, question) is not None
    buttons = [tap(SAFE.label, "q", question.id, SAFE.key, words=words)]
    if wrote is not None:
        buttons.append(tap(N_("No answer needed"), "q", question.id, "none", words=words))
    if more:
        buttons.append(tap(N_("Another question"), "q", question.id, "next", words=words))
    visit.say("\n".join(lines), column(buttons), protect=True)


def _after(visit: Visit, question: Question) -> Question | None:
    """Return the next question that waits, round to the oldest again; ``None`` if it is alone."""
    waiting = questions.unanswered(visit.db, question.project, visit.person.id)
    others = [one for one in waiting if one.id != question.id]
    later = [one for one in others if (one.asked_at, one.id) > (question.asked_at, question.id)]
    return next(iter(later or others), None)


def _mine(visit: Visit, question: str) -> Question | None:
    return questions.get(visit.db, question, visit.person.id)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    question = _mine(visit, args[0]) if len(args) == 2 else None
    if question is None or (question.answer is not None and args[1] not in _ABOUT_SAFETY):
        not_there(visit, _DONE)
    elif not allowed(visit, question.project, *TEAM):
        return
    elif args[1] == "open":
        _show(visit, question)
    elif args[1] == "again":
        _go_on(visit, question)
    elif args[1] == SAFE.key:
        ask_if_sure(visit, question)
    elif args[1] == "pass":
        _pass_on(visit, question)
    elif args[1] == "next":
        _show(visit, _after(visit, question) or question)
    elif args[1] == "send":
        _send(visit, question)
    elif args[1] == "none" and question.contribution is not None:
        questions.answer(visit.db, question.id, "", visit.person.id, visit.now)
        visit.end_task()
        visit.mark_tapped("✓ " + visit.words.t("Read"))
        _questions(visit, "")


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    question = _mine(visit, str(task.data["question"]))
    if question is None or (question.answer is not None and task.step != "safe"):
        visit.end_task()
        not_there(visit, _DONE)
        return
    if not allowed(visit, question.project, *TEAM):
        visit.end_task()
        return
    text = (came.text or "").strip()
    if task.step == "safe":
        _sure(visit, question, text)
        return
    if _is(text, SAFE, visit):
        ask_if_sure(visit, question)
        return
    reading = match_option(text, (_SEND,), visit.words)
    if task.step == "preview" and isinstance(reading, Understood) and not reading.words:
        _send(visit, question)
    else:
        _preview(visit, question, text)


def _is(text: str, option: Option, visit: Visit) -> bool:
    """Only the very words of a button are the button: everything else is the answer."""
    return fold(text) == fold(visit.words.plain(option.label))


def ask_if_sure(visit: Visit, question: Question) -> None:
    """Ask before a question is passed on as being about someone's safety."""
    visit.begin_task("answer", "safe", question=question.id)
    visit.say(
        visit.words.say(IF_SURE),
        column(tap(o.label, "q", question.id, o.key, words=visit.words) for o in SURE),
    )


def _sure(visit: Visit, question: Question, text: str) -> None:
    reading = match_option(text, SURE, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.say(YES_OR_NO))
    elif reading.value[0] == "pass":
        _pass_on(visit, question)
    else:
        _go_on(visit, question)


def _go_on(visit: Visit, question: Question) -> None:
    """Show a question that waits for its answer; one that has it is left, and others wait."""
    if question.answer is None:
        _show(visit, question)
    else:
        visit.end_task()
        _questions(visit, "")


def _pass_on(visit: Visit, question: Question) -> None:
    """Pass a question on; if it has no answer yet, it still waits for the team's."""
    loaded = visit.house.project(visit.db, question.project)
    if loaded is None:
        return
    if not pass_on(visit, loaded, question.words, question.participant, question=question.id):
        remark(visit, PASSED_ON)
    _go_on(visit, question)


def _preview(visit: Visit, question: Question, text: str) -> None:
    if not text or len(text) > _LONGEST:
        visit.say(
            visit.words.t("Please type the answer in words, at most {n} letters.", n=_LONGEST)
        )
        return
    visit.begin_task("answer", "preview", question=question.id, text=text)
    said = visit.words.t(
        "This is what they will read:\n“{words}”\nTo change it, type it anew.", words=text
    )
    # An answer may quote what was asked.
    with telling_of(visit, question.participant, question.project):
        visit.say(said, column([tap(_SEND.label, "q", question.id, "send", words=visit.words)]))


def _send(visit: Visit, question: Question) -> None:
    task = visit.task()
    if task is None or task.name != "answer" or task.data.get("question") != question.id:
        remark(visit, N_("Please type your answer first."))
        return
    text = str(task.data.get("text", ""))
    if not text:
        remark(visit, N_("Please type your answer first."))
        return
    visit.end_task()
    if not questions.answer(visit.db, question.id, text, visit.person.id, visit.now):
        remark(visit, N_("Somebody else has just answered it."))
        return
    visit.mark_tapped("✓ " + visit.words.t("Sent"))
    if _relay(visit, question, text):
        visit.say(
            visit.words.t("Sent. {who} has your answer.", who=question.pseudonym),
            column([tap(ADD, "oa", question.id, "add", words=visit.words)]),
        )
    else:
        visit.say(
            visit.words.t(
                "Your answer is kept, but {who} gets no more messages from us. They asked for "
                "that, or cannot be reached.",
                who=question.pseudonym,
            )
        )
    _questions(visit, "")
    if visit.task() is None:
        # Where no other question waits, the button just offered can be typed, too.
        visit.begin_task("others_asked", "offered", question=question.id)


def _relay(visit: Visit, question: Question, text: str) -> bool:
    """Bring the answer to who asked; ``False`` if they said stop or cannot be reached."""
    asker = participants.get(visit.db, question.participant)
    if asker is None or asker.stopped or not asker.reachable:
        return False
    other, asked = visit.other(asker), question.words
    other.say(
        other.words.t(
            "You asked: “{question}”\nThe team answers: “{answer}”",
            question=asked if len(asked) <= _REMINDER else asked[:_REMINDER] + "…",
            answer=text,
        ),
        column(tap(o.label, "mine", question.id, o.key, words=other.words) for o in AFTER_ANSWER),
        kind="notice",
    )
    held = other.latest_run()
    if other.task() is None and (held is None or held.run.status == "ended"):
        # What they type next may be one of these buttons; it never takes an answer's place.
        other.begin_task("answered", "choose", question=question.id)
    return True


def tell_thanks(visit: Visit, question: Question) -> None:
    """Bring the asker's thanks to who answered."""
    _tell(
        visit,
        question,
        question.answered_by,
        N_("{who} thanks you for your answer.", who=question.pseudonym),
    )


def tell_taken_out(visit: Visit, entry: Entry) -> None:
    """Tell who showed an answer to others that the asker took it out."""
    question = questions.own(visit.db, entry.question)
    if question is not None:
        said = N_("{who} took their question out of “Others asked”.", who=question.pseudonym)
        _tell(visit, question, entry.added_by, said)


def _tell(visit: Visit, question: Question, staff: str | None, said: Phrase) -> None:
    """Tell a member of the team of something an asker did, if they may still see who it is."""
    person = participants.get(visit.db, staff or "")
    if person is None or person.stopped or not person.reachable:
        return
    if scope.sees(visit.db, person.id, question.participant, question.project):
        other = visit.other(person)
        other.say(other.words.say(said), kind="notice")


COMMANDS = {"questions": _questions}
TAPS = {"q": _tapped}
TASKS = {"answer": _typed}
