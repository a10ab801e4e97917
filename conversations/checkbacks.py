"""Going back to the same people: the measures again, each promise, and what nobody planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from conversations.catalogue import N_, Phrase
from conversations.conditions import AnyOf, Compare, Not
from conversations.flow import Ask, Branch, End, Node, Say, Script
from conversations.languages import base_of, own_name
from conversations.project import Measure, Project
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.scale import Scale
from conversations.questions.unplanned import Unplanned
from conversations.questions.verdict import AWAY, GONE, Verdict
from conversations.reporting import quoted
from conversations.standing import Standing, why
from conversations.storytelling import TOLD, TONE, about, use

#: The story of what nobody planned; whether somebody who moved on still has; and wants to hear.
UNPLANNED, STILL = "checkback.unplanned", "checkback.still"
HEAR, HEAR_SINCE = "checkback.hear", "checkback.hear_since"

#: So many promises are asked about; the others only of whoever wants to say how they are.
MOST = 3

#: So many letters of someone's own words are enough to know them by, beside a promise.
_QUOTED = 120


def wave(place: int) -> str:
    """Return the name of the wave at that place in the schedule; what is said in it carries it."""
    return f"after-{place}"


@dataclass(frozen=True)
class PromiseToCheck:
    """A promise to ask about; ``due`` is its day in words, ``ripe`` if it has come.

    ``own`` are the words of this person that its decision rests on; where they told it without
    words, ``aloud``. ``standing`` is how it stands with the team, who wrote it in ``language``.
    """

    id: str
    what: str
    due: str
    ripe: bool = True
    own: str = ""
    aloud: bool = False
    standing: Standing | None = None
    language: str = ""


@dataclass(frozen=True)
class Again:
    """What one person is asked again about.

    ``before`` holds what they said at the start, by measure (nothing where they did not say).
    ``decided`` is false while there is no decision; ``by`` is then the day they hear, in words, or
    empty if it has passed. ``moved_on``: they told us, last, that they are not there any more.
    ``reader`` is the language they read.
    """

    before: Mapping[str, str] = field(default_factory=dict)
    promises: Sequence[PromiseToCheck] = ()
    decided: bool = True
    by: str = ""
    moved_on: bool = False
    reader: str = "en"


def checkback_script(key: str, project: Project, again: Again) -> Script:
    """Return the script of one person's check-back.

    Whoever says that they are not there any more is not asked how it is there; the story, and
    whether they think that what they say is used, are asked of everybody.
    """
    there = tuple(_while_there(project, again))
    if again.moved_on:
        there = (_still(), Branch("checkback.back", Compare(STILL, "is", ("back",)), there))
    gone = N_(
        "All right, we do not write to you about this any more. What you said stays. "
        "Send /answers any time to see where things stand."
    )
    thanks = N_(
        "Thank you. What you said now is set beside what you said then. "
        "Send /answers any time to see where things stand."
    )
    lasting = (one for one in project.measures.values() if one.after_decision)
    return Script(
        key,
        (
            Say("checkback.why", _why(project, again)),
            *there,
            _ends(HEAR, gone),
            *_story(project, asks_to_hear=not again.moved_on),
            _ends(HEAR_SINCE, gone),
            *(_measure(one, again.before.get(one.key), away=False) for one in lasting),
            End("end", "done", thanks),
        ),
        review=False,
    )


def _why(project: Project, again: Again) -> Phrase:
    title, stop = project.title, N_("You get this because you said we may write. /stop ends it.")
    if again.decided:
        return N_(
            "<b>{title}</b>: some time has passed. Did it get better? A few short "
            "questions.\n<i>{stop}</i>",
            title=title,
            stop=stop,
        )
    if again.by:
        return N_(
            "<b>{title}</b>: some time has passed. Nothing is decided yet: you hear by {day}.\n"
            "We still want to know how things are for you now.\n<i>{stop}</i>",
            title=title,
            day=again.by,
            stop=stop,
        )
    return N_(
        "<b>{title}</b>: we promised you a decision by now. There is none yet. We are late, "
        "and we are sorry.\nWe still want to know how things are for you now.\n<i>{stop}</i>",
        title=title,
        stop=stop,
    )


# ---------------------------------------------------------------- how it is there


def _while_there(project: Project, again: Again) -> Iterator[Node]:
    """Yield what is asked until somebody says that they are not there any more, and then that."""
    measures = [one for one in project.measures.values() if not one.after_decision]
    asks = [_measure(one, again.before.get(one.key), away=True) for one in measures]
    now, more = again.promises[:MOST], again.promises[MOST:]
    asks[1:1] = [_promise(one, again.reader) for one in now]
    others = [_promise(one, again.reader) for one in more]
    for place, ask in enumerate(asks):
        yield _unless_gone(ask, asks[:place])
    if others:
        wanted = _wanted(len(others))
        yield _unless_gone(wanted, asks)
        for place, ask in enumerate(others):
            of_them = Branch(f"{ask.key}.wanted", Compare(wanted.key, "is", ("yes",)), (ask,))
            yield _unless_gone(of_them, [*asks, *others[:place]])
    if asks or others:
        yield Branch("checkback.left", _gone([*asks, *others]), (_hear(HEAR),))


def _unless_gone(node: Ask | Branch, before: Sequence[Ask]) -> Node:
    return Branch(f"{node.key}.there", Not(_gone(before)), (node,)) if before else node


def _gone(asks: Sequence[Ask]) -> AnyOf:
    return AnyOf(tuple(_said_gone(ask.key) for ask in asks))


def _said_gone(key: str) -> Compare:
    return Compare(key, "is", (GONE.key,))


def _measure(measure: Measure, before: str | None, *, away: bool) -> Ask:
    text = (
        N_(
            "Last time you said {before} of {points}.\n{question}",
            before=before,
            points=measure.start + measure.points - 1,
            question=measure.ask,
        )
        if before
        else N_("{question}", question=measure.ask)
    )
    scale = Scale(
        text,
        measure.points,
        measure.low,
        measure.high,
        away=AWAY if away else None,
        start=measure.start,
    )
    key = f"measure.{measure.key}"
    return Ask(key, scale, measure=measure.key, serves=measure.serves, numbered=True)


def _promise(promise: PromiseToCheck, reader: str) -> Ask:
    told = N_("We promised, by {due}: {what}", due=promise.due, what=promise.what)
    if promise.own:
        words = quoted(promise.own, _QUOTED)
        told = N_("You told us: “{words}”\n{told}", words=words, told=told)
    elif promise.aloud:
        told = N_("You told us about it with a voice message or a photo.\n{told}", told=told)
    if promise.language and base_of(promise.language) != base_of(reader):
        language = own_name(base_of(promise.language))
        told = N_("{told}\n(The team wrote this in {language}.)", told=told, language=language)
    for line in _stands(promise, reader):
        told = N_("{told}\n{line}", told=told, line=line)
    asked = N_("How is it now?")
    return Ask(
        f"promise.{promise.id}",
        Verdict(N_("{told}\n{asked}", told=told, asked=asked)),
        promise=promise.id,
        numbered=True,
        short=promised(promise),
    )


def promised(promise: PromiseToCheck) -> Phrase:
    """Return what a promise is called in a list of answers."""
    return N_("We promised: {what}", what=promise.what)


def _stands(promise: PromiseToCheck, reader: str) -> tuple[Phrase, ...]:
    """Say what people have to know of it: that its day is to come, or that it is not as promised.

    That the team calls it kept is not said: what they see themselves is what is asked.
    """
    if not promise.ripe:
        return (N_("That day has not come yet."),)
    if promise.standing is None:
        return ()
    match promise.standing.stands:
        case "late":
            said = N_("<b>It is late:</b> the team has not said that it is done.")
        case "part":
            said = N_("<b>The team says that it was kept only in part.</b>")
        case "not_kept":
            said = N_("<b>The team says that it will not be.</b>")
        case _:
            return ()
    return (said, *why(promise.standing, reader))


def _wanted(others: int) -> Ask:
    text = N_("There are other promises, too: {n}. Do you want to say how they are?", n=others)
    return Ask("checkback.more", OneChoice(text, (YES, NO)), reviewed=False)


# ---------------------------------------------------------------- who is not there any more


def _still() -> Ask:
    text = N_("Last time you told us that you are not there any more. Is that still so?")
    still = Option(GONE.key, N_("Still so"), (N_("yes"), *GONE.also))
    back = Option("back", N_("I'm there again"), (N_("no"),))
    return Ask(STILL, OneChoice(text, (still, back)))


def _hear(key: str) -> Ask:
    text = N_(
        "Thank you for telling us. Do you still want to hear what becomes of it, and may we ask "
        "you again now and then?"
    )
    return Ask(key, OneChoice(text, (YES, NO)), consent="contact", reviewed=False)


def _ends(hear: str, gone: Phrase) -> Branch:
    """End here for whoever has moved on and wants to hear no more."""
    return Branch(f"{hear}.no", Compare(hear, "is", ("no",)), (End(f"{hear}.end", "done", gone),))


# ---------------------------------------------------------------- what nobody planned


def _story(project: Project, *, asks_to_hear: bool) -> tuple[Node, ...]:
    text = N_("Did anything else change, good or bad, that nobody planned? Or skip.")
    tone = OneChoice(
        N_("Was that good or bad for you?"),
        (Option("good", N_("Good")), Option("bad", N_("Bad")), Option("both", N_("Both"))),
    )
    left = Branch("checkback.left_since", _said_gone(UNPLANNED), (_hear(HEAR_SINCE),))
    return (
        Ask(UNPLANNED, Unplanned(text, story=True), short=N_("What else changed")),
        *((left,) if asks_to_hear else ()),
        Branch(
            f"{UNPLANNED}{TOLD}",
            Compare(UNPLANNED, "given"),
            (Ask(f"{UNPLANNED}{TONE}", tone), about(UNPLANNED, project.topics), use(UNPLANNED)),
        ),
    )
