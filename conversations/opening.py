"""How every project begins: the language, who is asking, the limits, consent, age, for whom.

The opening is ours and not the author's, so that no project can leave out the limits of
confidentiality or fold "take part" and "write to me again" into one yes.
"""

from __future__ import annotations

from conversations.catalogue import N_
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Node
from conversations.languages import own_name
from conversations.project import Project
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.text import Text

#: Raised when the words of the notice change: a consent names the version it was given to.
NOTICE_VERSION = 1

#: Keys of the opening's questions, for those who read answers by name.
LANGUAGE, HELLO, TAKE_PART, AGE, CONTACT, WHOM = (
    "language",
    "hello",
    "take_part",
    "age",
    "contact",
    "whom",
)


def opening(project: Project) -> tuple[Node, ...]:
    """Return the nodes that come before an author's own."""
    return (
        _language(project),
        _hello(project),
        _take_part(project),
        Branch("take_part.no", Compare(TAKE_PART, "is", ("no",)), (_declined(),)),
        _age(project),
        Branch("age.no", Compare(AGE, "is", ("no",)), (End("young", "young", project.younger),)),
        _contact(),
        _whom(),
    )


def _language(project: Project) -> Ask:
    names = tuple(Option(tag, Text(own_name(tag))) for tag in project.languages)
    question = OneChoice(N_("Which language is best for you?"), names)
    return Ask(LANGUAGE, question, optional=False, reviewed=False)


def _hello(project: Project) -> Ask:
    text = N_(
        "Hello. This is <b>{title}</b>, run by {organisation}.\n{about}\n"
        "It takes about {minutes} minutes. You can stop any time and come back.",
        title=project.title,
        organisation=project.organisation,
        about=project.about,
        minutes=project.minutes,
    )
    go = Option("go", N_("Go on"), (N_("go on"), N_("ok"), N_("yes"), N_("next")))
    return Ask(HELLO, OneChoice(text, (go,)), optional=False, reviewed=False)


def _take_part(project: Project) -> Ask:
    text = N_(
        "Before you start:\n"
        "• What you say is confidential. The team reads your words under a made-up name.\n"
        "• One limit: if someone may come to harm, one named person ({safeguarding}) may find out "
        "who you are, to help.\n"
        "• Nobody watches this chat all the time. In danger, call {emergency}.\n"
        "• Telegram carries these messages. It is a company of its own, not part of us. "
        "Anyone with this phone can read them.",
        safeguarding=project.safeguarding.name,
        emergency=project.emergency[0].number,
    )
    agree = Option(
        "yes", N_("I agree, go on"), (N_("I agree"), N_("yes"), N_("Yes please"), N_("ok"))
    )
    no = Option("no", N_("No thanks"), (N_("no"), N_("No thank you")))
    return Ask(
        TAKE_PART,
        OneChoice(text, (agree, no)),
        consent="take_part",
        optional=False,
        reviewed=False,
    )


def _declined() -> End:
    return End(
        "declined",
        "declined",
        N_("That is fine. Nothing is kept. If you change your mind, send /start."),
    )


def _age(project: Project) -> Ask:
    text = N_("Are you {age} or over?", age=project.minimum_age)
    return Ask(AGE, OneChoice(text, (YES, NO)), optional=False, reviewed=False)


def _contact() -> Ask:
    text = N_(
        "May we write to you again, to tell you what was decided and ask if it got better? "
        "At most twice a week."
    )
    may = Option("yes", N_("Yes, you may"), (N_("yes"), N_("Yes please")))
    return Ask(
        CONTACT, OneChoice(text, (may, NO)), consent="contact", optional=False, reviewed=False
    )


def _whom() -> Ask:
    text = N_("Are you answering for yourself, or for someone you care for?")
    options = (
        Option("self", N_("For myself"), (N_("myself"), N_("me"))),
        Option("other", N_("For someone else"), (N_("someone else"),)),
    )
    return Ask(WHOM, OneChoice(text, options))
