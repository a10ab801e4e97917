"""One thing someone said, link by link: how far it came, what was decided, what is promised."""

from __future__ import annotations

from collections.abc import Iterator

from bot.channels.base import Button
from bot.news import news_of
from bot.outreach.late_answers import answer_by
from bot.outreach.promised import standing
from bot.residents.things import (
    ANSWER,
    BESIDE,
    EVERYONE,
    QUESTION,
    TAPPED,
    ahead,
    asked_in,
    beside_came,
    came,
    day,
    tapped,
    things,
)
from bot.scripts import script_of
from bot.visit import Visit, column, tap
from conversations import standing as stands
from conversations.asked_words import verdicts
from conversations.catalogue import N_
from conversations.listing import asked, said
from conversations.loader import Loaded
from conversations.mine import Came, following, steps
from conversations.render import ASK_NOW
from conversations.reporting import retold
from conversations.text import insert
from storage import chains, decision_words, decisions, runs
from storage.chains import Beside, Link
from storage.decisions import Decision
from storage.promises import Promise
from storage.runs import Held

ALL, ASK_WHY = N_("All of mine"), N_("Ask the team why")
GONE = N_("That was changed since. Type: what happened to mine")

#: So much of someone's words is shown where they stand alone; the rest is in "my answers".
_LONG = 600


def project_of_thing(visit: Visit, key: str) -> Loaded | None:
    """Return the project a thing of this person's is in, or ``None`` if it is not there."""
    kind, _, id_ = key.partition(":")
    for slug in visit.projects():
        loaded = visit.house.project(visit.db, slug)
        if loaded is None:
            continue
        if kind == TAPPED and id_ == slug:
            return loaded
        if kind != TAPPED and any(one.key == key for one in things(visit, loaded)):
            return loaded
    return None


def show(visit: Visit, loaded: Loaded, key: str) -> None:
    """Tell one thing, message by message, and then what happens next with it."""
    kind, _, id_ = key.partition(":")
    slug, who = loaded.project.slug, visit.person.id
    listed = [one.key for one in things(visit, loaded)]
    visit.begin_task("mine", "thing", project=slug, keys=listed)
    links = {link.answer: link for link in chains.links(visit.db, slug, who)}
    decision = decisions.get(visit.db, id_) if kind == EVERYONE else None
    if kind == ANSWER and id_ in links:
        _answer(visit, loaded, links[id_])
    elif kind == QUESTION:
        _beside(visit, loaded, kind, chains.questions(visit.db, slug, who), id_)
    elif kind == BESIDE:
        _beside(visit, loaded, kind, chains.kept(visit.db, slug, who), id_)
    elif kind == TAPPED:
        _tapped(visit, loaded, tapped(visit, tuple(links.values())))
    elif decision is not None and key in listed:
        _decided(visit, loaded, decision)
        _close(visit, loaded, Came("everyone", day(loaded, decision.made_at)))
    else:
        visit.say(visit.words.say(GONE))


def _answer(visit: Visit, loaded: Loaded, link: Link) -> None:
    words, found = visit.words_of(loaded), asked_in(visit, link)
    if found is None:
        visit.say(visit.words.say(GONE))
        return
    how_far = came(loaded, link, decided=chains.decided(visit.db, loaded.project.slug))
    lines = [f"<b>{asked(found.ask, words)}</b>", said(found.ask, found.answer, words, _LONG)]
    lines += [words.say(step) for step in steps(how_far, loaded.project.small_number)]
    visit.say("\n".join(lines))
    for one in link.decisions:
        decision = decisions.get(visit.db, one)
        if decision is not None:
            _decided(visit, loaded, decision)
    if how_far.where != "apart":
        _close(visit, loaded, how_far)
        return
    key = f"{ANSWER}:{link.answer}"
    listed = [one.key for one in things(visit, loaded)]
    visit.begin_task("mine", "thing", project=loaded.project.slug, keys=listed, why=key)
    _close(visit, loaded, how_far, tap(ASK_WHY, "chain", "why", key, words=words))


def _decided(visit: Visit, loaded: Loaded, decision: Decision) -> None:
    """Tell what was decided, what they answered to it, and each promise as it stands."""
    words, reader = visit.words_of(loaded), visit.person.language
    news = news_of(visit.db, visit.house, loaded, decision, visit.person.id, reader, {})
    for told in retold(news, reader):
        visit.say(words.say(told))
    later = decisions.replaced_by(visit.db, decision.id)
    if later is not None and later.told_at is not None:
        visit.say(words.t("Put right on {day}.", day=day(loaded, later.told_at)))
    for held in _runs(visit, loaded, f"report:{decision.id}"):
        answered = [*_answers(visit, loaded, held)]
        if answered:
            visit.say(words.t("<b>What you said of it</b>") + "\n" + "\n".join(answered))
    for promise in decision_words.in_language(visit.db, decision, reader).promises:
        _promise(visit, loaded, promise)


def _answers(visit: Visit, loaded: Loaded, held: Held) -> Iterator[str]:
    """Yield what someone answered to a decision, each with its question."""
    words = visit.words_of(loaded)
    _, script = script_of(visit.db, visit.house, held)
    for node, answer in held.run.answers.items():
        ask = script.find(node)
        if ask is not None and ask.measure is None and answer.status != "skipped":
            yield f"{asked(ask, words)} → {said(ask, answer, words)}"


def _promise(visit: Visit, loaded: Loaded, promise: Promise) -> None:
    words, reader = visit.words_of(loaded), visit.person.language
    found = standing(visit.db, loaded, promise, visit.now)
    lines = [words.say(line) for line in stands.lines(found, reader)]
    lines.append(words.t("{who} sees to it.", who=promise.responsible))
    if promise.known_by:
        lines.append(words.t("<b>How we shall know:</b> {how}", how=promise.known_by))
    lines += _own_verdicts(visit, loaded, promise)
    lines += _together(visit, loaded, promise)
    visit.say("\n".join(lines))


def _own_verdicts(visit: Visit, loaded: Loaded, promise: Promise) -> Iterator[str]:
    """Yield what someone said of a promise each time they were asked again."""
    words = visit.words_of(loaded)
    for held in _runs(visit, loaded, "checkback:"):
        _, script = script_of(visit.db, visit.house, held)
        for node, answer in held.run.answers.items():
            ask = script.find(node)
            if ask is not None and ask.promise == promise.id and answer.status != "skipped":
                told = f"<b>{words.date(day(loaded, held.heard_at))}</b> · "
                yield words.t("<b>What you said of it</b>") + f": {told}{said(ask, answer, words)}"


def _together(visit: Visit, loaded: Loaded, promise: Promise) -> tuple[str, ...]:
    """Return what people say of a promise together, as far as their numbers allow; maybe nothing.

    Where too few have said, nothing is: their own word stands.
    """
    from bot.counting.gathering import of_promise  # noqa: PLC0415 - the bot starts without it

    found = of_promise(visit.db, loaded.project, promise, promise.decision or "").latest()
    small, words = loaded.project.small_number, visit.words_of(loaded)
    if found is None or found.said < small:
        return ()
    return words.t("<b>What people say of it</b>"), verdicts(found, small, words)


def _runs(visit: Visit, loaded: Loaded, script: str) -> Iterator[Held]:
    for held in runs.of_project(visit.db, visit.person.id, loaded.project.slug):
        if held.script.startswith(script):
            yield held


def _beside(
    visit: Visit, loaded: Loaded, kind: str, listed: tuple[Beside, ...], wanted: str
) -> None:
    one = next((one for one in listed if one.id == wanted), None)
    if one is None:
        visit.say(visit.words.say(GONE))
        return
    words, how_far = visit.words_of(loaded), beside_came(loaded, kind, one)
    lines = [f"“{insert(one.words[:_LONG])}”"]
    if kind == BESIDE:
        lines += [words.say(step) for step in steps(how_far, loaded.project.small_number)]
    else:
        lines.append(words.t("You asked this on {day}.", day=how_far.said_on))
        lines.append(
            words.t("The team answers: “{words}”", words=one.answer)
            if one.answer
            else words.t(
                "An answer was promised by {day}.", day=day(loaded, answer_by(loaded, one.at))
            )
        )
    visit.say("\n".join(lines))
    _close(visit, loaded, how_far)


def _tapped(visit: Visit, loaded: Loaded, links: tuple[Link, ...]) -> None:
    words = visit.words_of(loaded)
    if not links:
        visit.say(visit.words.say(GONE))
        return
    how_far = came(loaded, links[0], decided=chains.decided(visit.db, loaded.project.slug))
    counted = words.tn("{n} answer you tapped", "{n} answers you tapped", len(links))
    lines = [f"<b>{counted}</b>"]
    lines += [words.say(step) for step in steps(how_far, loaded.project.small_number)]
    lines.append(words.t("To see them, or to change one, type: my answers"))
    visit.say("\n".join(lines))
    _close(visit, loaded, how_far)


def _close(visit: Visit, loaded: Loaded, how_far: Came, *first: Button) -> None:
    """Say what happens next, with the way back to all of them."""
    words, slug = visit.words_of(loaded), loaded.project.slug
    lines = [words.say(one) for one in following((how_far,), ahead(visit, loaded))]
    head = words.t("<b>What happens next</b>")
    nothing = words.t("Nothing more is planned with this. You can ask the team any time.")
    visit.say(
        "\n".join([head, *(lines or [nothing])]),
        column(
            [
                *first,
                tap(ALL, "chain", "all", slug, words=words),
                tap(N_("Ask the team"), "do", "ask", slug, words=words),
            ]
        ),
    )


def ask_why(visit: Visit, loaded: Loaded, key: str) -> None:
    """Let someone ask the team about what no decision rests on: it goes with the card it serves."""
    slug = loaded.project.slug
    link = next(
        (
            one
            for one in chains.links(visit.db, slug, visit.person.id)
            if f"{ANSWER}:{one.answer}" == key
        ),
        None,
    )
    node = f"card.{link.serves}" if link and link.serves else ""
    visit.begin_task("ask_team", "words", project=slug, node=node, others=[])
    visit.say(visit.words.say(ASK_NOW))
