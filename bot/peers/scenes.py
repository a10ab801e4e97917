"""The scenes of practice: what an invented resident says, and what a peer lead can do about it."""

from __future__ import annotations

from bot.leads.scope import TEAM
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES
from storage import staff

#: The invented residents; made-up names are the same in every language.
_NIGHT, _HARM, _ASKS = "Wren 7", "Swift 3", "Robin 5"

#: So many invented people get the prompt.
PEOPLE = 3

BEGIN, LEAVE = Option("begin", N_("Begin")), Option("leave", N_("Leave practice"))
AGAIN, DESK = Option("again", N_("Practise again")), Option("desk", N_("To the desk"))
UNDO, ON = Option("undo", N_("Undo")), Option("on", N_("Go on"))
SAFE, SEND = (
    Option("safe", N_("Someone's safety")),
    Option("send", N_("Send this answer"), (N_("send"), N_("ok"))),
)
THEMES = (
    Option("nights", N_("Nights")),
    Option("visits", N_("Visits")),
    Option("food", N_("Food")),
)
#: Every button there is in practice.
EVERY = (BEGIN, LEAVE, AGAIN, DESK, UNDO, ON, SAFE, SEND, YES, NO, *THEMES)


def opening(visit: Visit) -> None:
    """Say what practice is."""
    _put(
        visit,
        "begin",
        (
            N_(
                "<b>Practice.</b> Everyone in it is invented. Nothing is kept, counted or sent to "
                "anyone real, and you can do nothing wrong. It takes about 5 minutes."
            ),
        ),
        BEGIN,
    )


def _put(
    visit: Visit, step: str, said: tuple[Phrase, ...], *options: Option, **data: object
) -> None:
    """Say one step, with its buttons and the way out; what is typed next answers it."""
    every = (*options, LEAVE)
    visit.begin_task("train", step, shown=[o.key for o in every], **data)
    visit.say(
        "\n".join(visit.words.say(one) for one in said),
        column(tap(o.label, "train", step, o.key, words=visit.words) for o in every),
    )


def _hint(text: Phrase) -> Phrase:
    return N_("<i>Hint: {hint}</i>", hint=text)


def reading(visit: Visit) -> None:
    """First there is something to put a theme on."""
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
        *THEMES,
    )


def themed(visit: Visit, name: str) -> None:
    """What a theme is, now that there is one."""
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
        ON,
        UNDO,
    )


def worrying(visit: Visit) -> None:
    """Then comes something that is about more than it seems."""
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
        *THEMES,
        SAFE,
    )


def missed(visit: Visit) -> None:
    """A theme alone is too little there."""
    _put(
        visit,
        "safe",
        (
            N_("A theme is fine, and something else comes first: this person may come to harm."),
            _hint(N_("You need not be sure. Tap: Someone's safety")),
        ),
        SAFE,
    )


def sure(visit: Visit) -> None:
    """Ask, as in a real project, before it is passed on."""
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


def passed_on(visit: Visit) -> None:
    """What happens to it, and what not to say."""
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
        ON,
    )


def asked(visit: Visit) -> None:
    """Somebody asks the team."""
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


def preview(visit: Visit, text: str) -> None:
    """Show an answer before it goes."""
    _put(
        visit,
        "preview",
        (N_("This is what they will read:\n“{words}”\nTo change it, type it anew.", words=text),),
        SEND,
    )


def answered(visit: Visit) -> None:
    """What it was good for."""
    _put(
        visit,
        "answered",
        (
            N_("{who} would have it now, and writes:", who=_ASKS),
            N_("“Thank you. Now I can tell her.”"),
        ),
        ON,
    )


def prompting(visit: Visit) -> None:
    """Last, a prompt to all of them."""
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


def counting(visit: Visit, text: str) -> None:
    """It goes once its number is typed."""
    _put(
        visit,
        "count",
        (
            N_("“{words}”", words=text),
            N_("It goes to {n} people. To send it, type that number.", n=str(PEOPLE)),
            _hint(
                N_(
                    "A prompt to many cannot be taken back. Typing the number makes sure that it "
                    "is meant."
                )
            ),
        ),
    )


def end(visit: Visit) -> None:
    """What they answer, and what that was."""
    on_a_team = any(post.role in TEAM for post in staff.posts(visit.db, visit.person.id))
    _put(
        visit,
        "end",
        (
            N_("Sent to {n} people, all invented. Two answer:", n=str(PEOPLE)),
            N_("“A light I can reach.” “Someone who says: I am coming.”"),
            N_(
                "That was all of it: you read, themed, kept someone safe, answered and asked. "
                "Nothing of it was kept. Practise as often as you like: /train"
            ),
        ),
        AGAIN,
        *((DESK,) if on_a_team else ()),
    )
