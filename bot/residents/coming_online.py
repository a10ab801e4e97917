"""Coming online: whoever was helped to take part gets what was recorded for them.

They come with their code; whoever helped them says if it is them. If they had begun by themselves,
they say which of the two counts, so that nobody is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.base import Incoming
from bot.leads.scope import remark, within_reach
from bot.residents.farewell import leave_nothing
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.opening import CONTACT, NOTICE_VERSION
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.run import Answer
from storage import audit, helped, leaving, participants, projects, runs
from storage.helped import Helped, Settled, tidy
from storage.participants import Person
from storage.tasks import Task

#: What a code's link begins with.
MINE = "me_"

_IS_ME = (
    Option("yes", N_("Yes, that was me"), (N_("yes"),)),
    Option("no", N_("No, not me"), (N_("no"),)),
)
_IS_THEM = (("yes", N_("Yes, I asked them")), ("no", N_("No, or not sure")))
_AFTER_ALL = N_("It is them after all")
_WHICH = (
    Option("told", N_("What was written down")),
    Option("own", N_("What I wrote myself")),
    Option("later", N_("Neither, leave both")),
)
_NOT_ASKED = N_("Nobody asks that any more. Nothing has changed.")


def offer(visit: Visit, typed: str) -> bool:
    """Ask someone who came with a code if it was them; ``False`` if nobody has that code."""
    waiting = [one for one in helped.by_code(visit.db, tidy(typed)) if one.joined_at is None]
    if not waiting:
        return False
    one = waiting[0]
    loaded = visit.house.project(visit.db, one.project)
    if loaded is None or one.helper == visit.person.id:
        visit.say(visit.words.t("This code is for the person you helped. Give it to them."))
        return True
    if visit.person.language not in loaded.project.languages:
        visit.speak(loaded.project.language)
    visit.begin_task("claim", "me", participant=one.participant)
    words = visit.words_of(loaded)
    visit.say(
        words.t(
            "Somebody from <b>{title}</b> wrote down what a person told them. Was that you?",
            title=loaded.project.title,
        ),
        column(tap(o.label, "claim", o.key, words=words) for o in _IS_ME),
    )
    return True


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if task is None or task.name != "claim" or len(args) != 1:
        remark(visit, _NOT_ASKED)
        return
    visit.mark_tapped("✓")
    _step(visit, task, args[0])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    offered = _IS_ME if task.step == "me" else _WHICH
    reading = match_option(came.text or "", offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _step(visit, task, reading.value[0])
    else:
        visit.say(visit.words.t("Please tap one of the buttons, or type back."))


def _step(visit: Visit, task: Task, chosen: str) -> None:
    one = helped.of(visit.db, str(task.data["participant"]))
    if one is None or one.joined_at is not None:
        visit.end_task()
        visit.say(visit.words.say(_NOT_ASKED))
    elif task.step == "me" and chosen == "yes":
        visit.end_task()
        _claim(visit, one)
    elif task.step == "which" and chosen in ("told", "own"):
        visit.end_task()
        if helped.claim_state(visit.db, one.participant, visit.person.id) == "confirmed":
            _become_one(visit, one, keep=chosen)
    else:
        visit.end_task()
        visit.say(visit.words.t("All right, left as it was."))


def _claim(visit: Visit, one: Helped) -> None:
    """Ask whoever helped them; without one, an officer."""
    if not helped.claim(visit.db, one, visit.person.id, visit.now):
        state = helped.claim_state(visit.db, one.participant, visit.person.id)
        if state == "confirmed":
            _settled(visit, one)
        elif state == "refused":
            _not_them(visit, one)
        else:
            visit.say(visit.words.t("I have asked already. You hear from me as soon as I know."))
        return
    asked = _helper(visit, one)
    for person in asked:
        other = visit.other(person)
        other.say(
            other.words.t(
                "Somebody came online with the code of {who}. Is it really them? Please ask them "
                "yourself first: whoever it is will read all that {who} said.",
                who=one.pseudonym,
            ),
            column(
                tap(label, "itis", answer, one.participant, visit.person.id, words=other.words)
                for answer, label in _IS_THEM
            ),
            kind="notice",
        )
    visit.say(
        visit.words.t(
            "Thank you. To keep it safe, I ask whoever helped you if it is you. Please tell them "
            "that you came. You hear from me then."
        )
    )


def _helper(visit: Visit, one: Helped) -> tuple[Person, ...]:
    """Return who can say if it is them: the one who helped, else the officers."""
    through = participants.through(visit.db, one.participant)
    helper = participants.get(visit.db, through) if through else None
    if helper is not None and helper.reachable:
        return (helper,)
    return within_reach(visit, one.project, "officer", "admin")


def _confirmed(visit: Visit, args: tuple[str, ...]) -> None:
    """The helper's word: it is them, or it is not."""
    one = helped.of(visit.db, args[1]) if len(args) == 3 else None
    claimant = participants.get(visit.db, args[2]) if one is not None else None
    if one is None or claimant is None:
        remark(visit, _NOT_ASKED)
        return
    mine = visit.person.id in {person.id for person in _helper(visit, one)}
    state: Settled = "confirmed" if args[0] == "yes" else "refused"
    if not mine or not helped.settle_claim(visit.db, one.participant, claimant.id, state):
        remark(visit, _NOT_ASKED)
        return
    visit.mark_tapped("✓")
    _log(visit, one, f"{state} that someone who came with a code is them")
    other = visit.other(claimant)
    if state == "refused":
        visit.say(
            visit.words.t("All right. They see nothing of it, and are told to ask you."),
            column(
                [tap(_AFTER_ALL, "itis", "yes", one.participant, claimant.id, words=visit.words)]
            ),
        )
        _not_them(other, one)
        return
    visit.say(visit.words.t("Thank you. What {who} said is theirs to see now.", who=one.pseudonym))
    _settled(other, one)


def _not_them(visit: Visit, one: Helped) -> None:
    loaded = visit.house.project(visit.db, one.project)
    if loaded is not None:
        visit.say(
            visit.words_of(loaded).t(
                "Whoever helped you could not say that it is you. Please talk to them, or to "
                "{name}, {number}.",
                name=loaded.project.team.name,
                number=loaded.project.team.number,
            )
        )


def _settled(visit: Visit, one: Helped) -> None:
    """It is them: ask which counts, if they had begun by themselves and it differs."""
    own = runs.main_of(visit.db, visit.person.id, one.project)
    told = runs.main_of(visit.db, one.participant, one.project)
    ours = _said(own.run.answers) if own else {}
    theirs = _said(told.run.answers) if told else {}
    if not ours:
        _become_one(visit, one, keep="told")
    elif ours == theirs:
        _become_one(visit, one, keep="own")
    else:
        visit.begin_task("claim", "which", participant=one.participant)
        visit.say(
            visit.words.t(
                "You have also begun here by yourself. One person counts once: which answers "
                "shall count? The others are deleted."
            ),
            column(tap(o.label, "claim", o.key, words=visit.words) for o in _WHICH),
        )


#: Answers of the opening say nothing about the project.
_OPENING = frozenset({"language", "hello", "take_part", "age", "contact", "whom"})


def _said(answers: Mapping[str, Answer]) -> dict[str, tuple[object, ...]]:
    return {
        key: (one.value, one.words, one.media)
        for key, one in answers.items()
        if key not in _OPENING and one.status != "skipped" and (one.value or one.words or one.media)
    }


def _become_one(visit: Visit, one: Helped, *, keep: str) -> None:
    """Make the two one person in the project; what does not count is deleted."""
    loaded = visit.house.project(visit.db, one.project)
    _log(visit, one, "came online")
    if keep == "own":
        theirs = participants.get(visit.db, one.participant)
        if theirs is not None:
            leave_nothing(visit.other(theirs))
    else:
        refused = _refused(visit, one.project)
        leaving.leave(visit.db, visit.person.id, one.project, visit.now)
        helped.come_online(visit.db, one.participant, visit.person.id, visit.now)
        visit.be_in(one.project)
        if refused:
            _withdraw(visit, one.project)
    if loaded is not None:
        visit.say(
            visit.words_of(loaded).t(
                "Done: you count once in <b>{title}</b>, and it is yours. You can change or delete "
                "all of it, at any time.",
                title=loaded.project.title,
            )
        )
    visit.command("answers", one.project)


def _refused(visit: Visit, project: str) -> bool:
    """Say whether they said, by themselves, that we may not write to them."""
    own = runs.main_of(visit.db, visit.person.id, project)
    said = own.run.answers.get(CONTACT) if own else None
    return said is not None and said.value == ("no",)


def _withdraw(visit: Visit, project: str) -> None:
    """What they said by themselves about being written to stands, whichever answers count."""
    published = projects.get(visit.db, project)
    participants.record_consent(
        visit.db,
        visit.person.id,
        project,
        "contact",
        given=False,
        notice_version=NOTICE_VERSION,
        revision=published.revision if published else "",
        language=visit.person.language,
        now=visit.now,
    )


def _log(visit: Visit, one: Helped, action: str) -> None:
    audit.add(
        visit.db,
        actor="resident" if action == "came online" else f"team {visit.person.id}",
        action=action,
        now=visit.now,
        project=one.project,
        subject=one.pseudonym,
    )


TAPS = {"claim": _tapped, "itis": _confirmed}
TASKS = {"claim": _typed}
