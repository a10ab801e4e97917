"""Practice: a day's work of a peer lead with invented residents, in one's own chat.

It is a script played from here and no project in the database: what is not there cannot be
counted, exported or sent, and no query has to remember to leave it out. All there is of it is the
step somebody is at. It is open to anyone, since nothing in it is confidential: so whoever is
invited can try before saying yes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.channels.base import Incoming
from bot.leads.scope import TEAM
from bot.residents.reserved import STALE
from bot.residents.talking import where_we_are
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.questions.base import Option, Understood
from conversations.questions.choice import NO, YES
from conversations.questions.matching import match_option
from conversations.text import ascii_digits
from storage import staff
from storage.tasks import Task

#: The invented residents; made-up names are the same in every language.
_NIGHT, _HARM, _ASKS = "Wren 7", "Swift 3", "Robin 5"

#: So many invented people get the prompt.
_PEOPLE = 3

_LONGEST = 1500

_BEGIN, _LEAVE = Option("begin", N_("Begin")), Option("leave", N_("Leave practice"))
_AGAIN, _DESK = Option("again", N_("Practise again")), Option("desk", N_("To the desk"))
_UNDO, _ON = Option("undo", N_("Undo")), Option("on", N_("Go on"))
_SAFE, _SEND = (
    Option("safe", N_("Someone's safety")),
    Option("send", N_("Send this answer"), (N_("send"), N_("ok"))),
)
_THEMES = (
    Option("nights", N_("Nights")),
    Option("visits", N_("Visits")),
    Option("food", N_("Food")),
)


def _train(visit: Visit, rest: str) -> None:
    _put(
        visit,
        "begin",
        (
            N_(
                "<b>Practice.</b> Everyone in it is invented. Nothing is kept, counted or sent to "
                "anyone real, and you can do nothing wrong. It takes about 5 minutes."
            ),
        ),
        _BEGIN,
    )


def _put(
    visit: Visit, step: str, said: tuple[Phrase, ...], *options: Option, **data: object
) -> None:
    """Say one step, with its buttons and the way out; what is typed next answers it."""
    every = (*options, _LEAVE)
    visit.begin_task("train", step, shown=[o.key for o in every], **data)
    visit.say(
        "\n".join(visit.words.say(one) for one in said),
        column(tap(o.label, "train", step, o.key, words=visit.words) for o in every),
    )


def _hint(text: Phrase) -> Phrase:
    return N_("<i>Hint: {hint}</i>", hint=text)


# -------------------------------------------------------------------- the scenes, one after another


def _reading(visit: Visit) -> None:
    _put(
        visit,
        "theme",
        (
            N_("1 of 4. Someone has sent an answer. <b>{who}</b>:", who=_NIGHT),
            N_(
                "“At night I lie awake and wait. When I call, nobody comes for half an hour. In "
                "the day they are lovely.”"
            ),
            _hint(N_("Put a theme on it: what is it about? Tap one, or type one of your own.")),
        ),
        *_THEMES,
    )


def _themed(visit: Visit, name: str) -> None:
    _put(
        visit,
        "themed",
        (
            N_("Themed {name}.", name=name),
            _hint(
                N_(
                    "Several themes may fit: there is no wrong one. A theme stands beside what "
                    "the person says it is about, and never replaces it."
                )
            ),
        ),
        _ON,
        _UNDO,
    )


def _worrying(visit: Visit) -> None:
    _put(
        visit,
        "safe",
        (
            N_("2 of 4. <b>{who}</b>:", who=_HARM),
            N_(
                "“Food is fine. My nephew takes my bank card when he visits. He gets angry if I "
                "ask for it. Please tell no one.”"
            ),
            _hint(N_("Read it twice. Is it only about food?")),
        ),
        *_THEMES,
        _SAFE,
    )


def _missed(visit: Visit) -> None:
    _put(
        visit,
        "safe",
        (
            N_("A theme is fine, and something else comes first: this person may come to harm."),
            _hint(N_("You need not be sure. Tap: Someone's safety")),
        ),
        _SAFE,
    )


def _sure(visit: Visit) -> None:
    _put(
        visit,
        "sure",
        (
            N_(
                "Is this about someone's safety? The safeguarding contact gets the exact words "
                "at once. You do not need to be sure."
            ),
        ),
        YES,
        NO,
    )


def _passed_on(visit: Visit) -> None:
    _put(
        visit,
        "passed",
        (
            N_("Passed on. In practice nobody is told; in a real project one named person is."),
            _hint(
                N_(
                    "They asked to tell no one. Everyone was told before they began that this is "
                    "the one limit. Do not ask for more, promise nothing, and talk to the team: "
                    "you are not alone with it."
                )
            ),
        ),
        _ON,
    )


def _asked(visit: Visit) -> None:
    _put(
        visit,
        "question",
        (
            N_("3 of 4. <b>{who}</b> asks the team:", who=_ASKS),
            N_("“Can my sister stay with me on the day we move?”"),
            N_("Type your answer in one message."),
            _hint(
                N_(
                    "If you do not know, say so, and by when they hear. They do not see who you "
                    "are."
                )
            ),
        ),
    )


def _preview(visit: Visit, text: str) -> None:
    _put(
        visit,
        "preview",
        (N_("This is what they will read:\n“{words}”\nTo change it, type it anew.", words=text),),
        _SEND,
    )


def _answered(visit: Visit) -> None:
    _put(
        visit,
        "answered",
        (
            N_("{who} would have it now, and writes:", who=_ASKS),
            N_("“Thank you. Now I can tell her.”"),
        ),
        _ON,
    )


def _prompting(visit: Visit) -> None:
    _put(
        visit,
        "prompt",
        (
            N_("4 of 4. Ask all of them something. Type your question in one message."),
            _hint(
                N_(
                    "Short and open works best, and about something that can still change, like: "
                    "What would make nights better?"
                )
            ),
        ),
    )


def _counting(visit: Visit, text: str) -> None:
    _put(
        visit,
        "count",
        (
            N_("“{words}”", words=text),
            N_("It goes to {n} people. To send it, type that number.", n=str(_PEOPLE)),
            _hint(
                N_(
                    "A prompt to many cannot be taken back. Typing the number makes sure that it "
                    "is meant."
                )
            ),
        ),
    )


def _end(visit: Visit) -> None:
    on_a_team = any(post.role in TEAM for post in staff.posts(visit.db, visit.person.id))
    _put(
        visit,
        "end",
        (
            N_("Sent to {n} people, all invented. Two answer:", n=str(_PEOPLE)),
            N_("“A light I can reach.” “Someone who says: I am coming.”"),
            N_(
                "That was all of it: you read, themed, kept someone safe, answered and asked. "
                "Nothing of it was kept. Practise as often as you like: /train"
            ),
        ),
        _AGAIN,
        *((_DESK,) if on_a_team else ()),
    )


# -------------------------------------------------------------------- what is done in them


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if len(args) != 2 or task is None or task.name != "train" or args[0] != task.step:
        visit.toast = visit.words.plain(STALE)
        return
    if args[1] in task.data.get("shown", ()):
        visit.mark_tapped("✓")
        _choose(visit, args[1])


def _choose(visit: Visit, chosen: str) -> None:
    """Go where a button leads; the same one leads to the same place wherever it stands."""
    task = visit.task()
    step = task.step if task else ""
    if chosen == _LEAVE.key:
        _leave(visit)
    elif chosen == _DESK.key:
        visit.end_task()
        visit.command("desk")
    elif chosen in (_AGAIN.key, _BEGIN.key, _UNDO.key):
        _reading(visit)
    elif chosen == _ON.key:
        _NEXT[step](visit)
    elif chosen == _SAFE.key:
        _sure(visit)
    elif chosen in (YES.key, NO.key):
        _passed_on(visit) if chosen == YES.key else _worrying(visit)
    elif chosen == _SEND.key:
        _answered(visit)
    elif step == "theme":
        _themed(visit, next(visit.words.plain(o.label) for o in _THEMES if o.key == chosen))
    else:
        _missed(visit)


#: Where "Go on" leads from each step that only tells something.
_NEXT: Mapping[str, Callable[[Visit], None]] = {
    "themed": _worrying,
    "passed": _asked,
    "answered": _prompting,
}

_OURS = (_BEGIN, _LEAVE, _AGAIN, _DESK, _UNDO, _ON, _SAFE, _SEND, YES, NO, *_THEMES)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    text = (came.text or "").strip()
    shown = [str(key) for key in task.data.get("shown", ())]
    options = [next(o for o in _OURS if o.key == key) for key in shown]
    reading = match_option(text, options, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _choose(visit, reading.value[0])
    elif task.step == "theme" and 0 < len(text) <= 40:
        _themed(visit, text)
    elif task.step == "count":
        _count(visit, text)
    elif task.step in _WRITTEN and 0 < len(text) <= _LONGEST:
        _WRITTEN[task.step](visit, text)
    else:
        visit.say(visit.words.t("Please tap a button, or type what stands on it."))


#: What is done with what somebody writes at a step.
_WRITTEN: Mapping[str, Callable[[Visit, str], None]] = {
    "question": _preview,
    "preview": _preview,
    "prompt": _counting,
}


def _count(visit: Visit, text: str) -> None:
    if ascii_digits(text) == str(_PEOPLE):
        _end(visit)
    else:
        visit.say(visit.words.t("Nothing is sent. To send it, type {n}.", n=str(_PEOPLE)))


def _leave(visit: Visit) -> None:
    visit.end_task()
    visit.say(visit.words.t("You have left practice. Nothing of it was kept. Again: /train"))
    if visit.projects():
        where_we_are(visit)


def _back(visit: Visit, task: Task) -> None:
    """Go to the beginning of the scene before; from the first one, out."""
    before = {
        "themed": _reading,
        "safe": _reading,
        "sure": _worrying,
        "passed": _worrying,
        "question": _worrying,
        "preview": _asked,
        "answered": _asked,
        "prompt": _asked,
        "count": _prompting,
        "end": _prompting,
    }.get(task.step, _leave)
    before(visit)


COMMANDS = {"train": _train}
TAPS = {"train": _tapped}
TASKS = {"train": _typed}
BACKS = {"train": _back}
