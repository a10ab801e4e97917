"""Beginning for someone who has no phone for it, and what they are given at the end: a code.

The person gets a made-up name and no address. From then on the ordinary conversation runs in the
helper's chat (see ``on_behalf``), in the person's language, to be read aloud.
"""

from __future__ import annotations

import hashlib

from bot.channels.base import Incoming
from bot.leads.on_behalf import to_helper, whose_turn
from bot.leads.scope import remark
from bot.residents.conversation import begin, go_on, resume
from bot.residents.pseudonyms import pseudonym
from bot.residents.talking import is_file, keep_file
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.inputs import Tapped
from conversations.loader import Loaded
from conversations.opening import LANGUAGE
from storage import helped, outbox, participants, runs, staff
from storage.helped import Helped, How
from storage.runs import Held
from storage.tasks import Task

#: Where someone came from who was helped: conditions and exports know it by this word.
SOURCE = "helped"
#: Letters of a code: none that is read or heard as another, and no vowels, so no words.
_LETTERS = "BCDFGHJKLMNPRSTVWXZ"
_CODE = 6


def shown(code: str) -> str:
    """Return a code as people read it: in threes."""
    return "-".join(code[at : at + 3] for at in range(0, len(code), 3))


def go_on_with(visit: Visit, participant: str) -> None:
    """Put the open question of someone this person helps, or show what they said."""
    theirs = whose_turn(visit, participant)
    if theirs is None:
        remark(visit, N_("You do not speak for them any more."))
        return
    visit.end_task()
    if theirs.person.stopped:
        participants.set_stopped(theirs.db, participant, None)
    held = theirs.latest_run()
    if held is None:
        _ask_first(theirs)
    elif held.run.status != "ended" or held.run.how == "stopped":
        go_on(theirs, held)
    else:
        _say_code(visit, theirs)
        theirs.command("answers")


def begin_for(visit: Visit, loaded: Loaded, how: How, code: str, language: str) -> None:
    """Add someone under a made-up name, and begin: they are asked first whether they agree."""
    visit.end_task()
    slug, person = loaded.project.slug, visit.house.new_id()
    lead = staff.holds(visit.db, visit.person.id, slug, "lead")
    name = pseudonym(visit.db, slug, visit.house.new_id)
    participants.add_without_address(visit.db, person, language, visit.now)
    participants.join(
        visit.db, person, slug, name, SOURCE, visit.now, lead=visit.person.id if lead else None
    )
    code = code or _new_code(visit)
    helped.add(visit.db, person, slug, visit.person.id, how, code, visit.now)
    participants.be_in(visit.db, person, slug)
    theirs = whose_turn(visit, person)
    if theirs is None:
        return
    visit.say(
        visit.words.t(
            "They are called {who}. Read out what comes now, or show it, word for word. Write "
            "what they say, send their voice, or photos. Type pause to stop for now.",
            who=name,
        )
    )
    if how == "paper":
        theirs.begin_task("form", "photo", project=slug)
        theirs.say(
            visit.words.t(
                "Please send a photo of the form now; it is kept with their answers. Or type: "
                "skip\nWhere the form shows a small grey word, you can type it before an answer, "
                "like this: day: 12 May"
            )
        )
    else:
        _ask_first(theirs)


def _new_code(visit: Visit) -> str:
    """Return a code nobody has yet."""
    while True:
        drawn = int.from_bytes(hashlib.sha256(visit.house.new_token().encode()).digest(), "big")
        code = "".join(
            _LETTERS[drawn // len(_LETTERS) ** at % len(_LETTERS)] for at in range(_CODE)
        )
        if not helped.by_code(visit.db, code):
            return code


def _ask_first(theirs: Visit) -> None:
    """Begin their run. The language is known: it was asked before there was anyone to be asked."""
    slug = theirs.project() or ""
    loaded = theirs.house.project(theirs.db, slug)
    if loaded is None:
        return
    said = len(theirs.said)
    run = begin(theirs, loaded, loaded.project.script, sent=False, facts={"source": SOURCE})
    held = runs.get(theirs.db, run.id)
    if run.at == LANGUAGE and held is not None:
        for row in theirs.said[said:]:
            outbox.unsay(theirs.db, row)
        _say_who_writes(theirs)
        resume(theirs, held, Tapped(theirs.person.language, run.step))
    else:
        _say_who_writes(theirs)


def _say_who_writes(theirs: Visit) -> None:
    theirs.say(
        # safety: before someone agrees who is helped to take part
        theirs.words.t(
            "The person who reads this to you writes down what you say. They know who you are, "
            "and what you say stays on their phone, too. They may not pass it on."
        )
    )


def _form_sent(theirs: Visit, task: Task, came: Incoming) -> None:
    if not is_file(came.media):
        theirs.say(to_helper(theirs).t("Please send a photo of the form, or type: skip"))
        return
    theirs.end_task()
    file = keep_file(theirs, came.media)
    participants.keep_words(
        theirs.db,
        theirs.house.new_id(),
        theirs.person.id,
        str(task.data["project"]),
        came.text or "",
        theirs.now,
        media=file,
    )
    _ask_first(theirs)


def _no_form(theirs: Visit, task: Task) -> None:
    _ask_first(theirs)


def _done(theirs: Visit, loaded: Loaded, held: Held) -> None:
    """After their answers were sent: the code with which they can come online later."""
    through = theirs.person.through
    helper = participants.get(theirs.db, through) if through and held.script == "main" else None
    if helper is not None:
        _say_code(theirs.other(helper), theirs)


def _say_code(visit: Visit, theirs: Visit) -> None:
    found: Helped | None = helped.of(theirs.db, theirs.person.id)
    loaded = visit.house.project(visit.db, found.project) if found else None
    if found is None or loaded is None:
        return
    visit.say(
        visit.words.t(
            "Please give {who} this, on paper or in words. Keep no list of names and codes.",
            who=found.pseudonym,
        )
    )
    words = theirs.words_of(loaded)
    theirs.say(
        words.t(
            "Your code is <b>{code}</b>. If you come online one day, open {link} and what you said "
            "is yours to see, change or delete. Until then ask whoever helped you, or {name}, "
            "{number}.",
            code=shown(found.code),
            link=visit.house.link(f"me_{found.code}"),
            name=loaded.project.team.name,
            number=loaded.project.team.number,
        )
    )


AFTER_RUN = _done
TASKS = {"form": _form_sent}
BACKS = {"form": _no_form}
