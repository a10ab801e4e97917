"""The things someone said in a project, each with where it stands: what their list is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.scripts import script_of
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.flow import Ask
from conversations.listing import asked, said
from conversations.loader import Loaded
from conversations.mine import STANDS, Ahead, Came, Theme, where
from conversations.reporting import VERDICTS
from conversations.run import Answer
from conversations.text import insert
from storage import chains, decisions, participants, runs
from storage.chains import Beside, Link
from storage.runs import Held

#: So much of someone's words is shown in a list: enough to know them by.
_SHORT = 60

#: What stands before the id of a thing: what kind of thing it is.
ANSWER, QUESTION, BESIDE, TAPPED, EVERYONE = "a", "q", "k", "t", "d"

#: What was asked about what someone had said, not about the project: no thing of its own when it
#: was only tapped.
_FOLLOWS = ("report", "checkback")


@dataclass(frozen=True)
class Thing:
    """One line of someone's list: ``key`` says which it is, ``called`` what was said (as HTML).

    ``verdict`` is what was decided last on it.
    """

    key: str
    called: str
    came: Came
    verdict: Phrase | None = None

    @property
    def stands(self) -> Phrase:
        """Return where it stands, in few words."""
        where = STANDS[self.came.where]
        if self.verdict is None:
            return where
        return N_("{where}: {verdict}", where=where, verdict=self.verdict)


@dataclass(frozen=True)
class Asked:
    """An answer of someone with the question it was given to."""

    held: Held
    ask: Ask
    answer: Answer


def things(visit: Visit, loaded: Loaded) -> tuple[Thing, ...]:
    """Return everything someone said in a project, in the order they said it."""
    slug, who = loaded.project.slug, visit.person.id
    decided = chains.decided(visit.db, slug)
    links = chains.links(visit.db, slug, who)
    listed = [
        *_answers(visit, loaded, links, decided=decided),
        *(_beside(visit, loaded, QUESTION, q) for q in chains.questions(visit.db, slug, who)),
        *(_beside(visit, loaded, BESIDE, one) for one in chains.kept(visit.db, slug, who)),
        *_tapped(visit, loaded, links, decided=decided),
        *_for_everyone(visit, loaded),
    ]
    return tuple(listed)


def _answers(
    visit: Visit, loaded: Loaded, links: tuple[Link, ...], *, decided: bool
) -> Iterator[Thing]:
    words = visit.words_of(loaded)
    for link in links:
        found = asked_in(visit, link) if link.told or link.decisions else None
        if found is None:
            continue
        own = said(found.ask, found.answer, words, _SHORT)
        called = own if found.answer.words else f"{asked(found.ask, words)} · {own}"
        last = decisions.get(visit.db, link.decisions[-1]) if link.decisions else None
        yield Thing(
            f"{ANSWER}:{link.answer}",
            called,
            came(loaded, link, decided=decided),
            VERDICTS[last.verdict] if last else None,
        )


def asked_in(visit: Visit, link: Link) -> Asked | None:
    """Return an answer with its question; ``None`` if it is not theirs to check."""
    held = runs.get(visit.db, link.run)
    if held is None:
        return None
    _, script = script_of(visit.db, visit.house, held)
    ask, answer = script.find(link.node), held.run.answers.get(link.node)
    if ask is None or answer is None or not ask.reviewed or ask.block is not None:
        return None
    return Asked(held, ask, answer)


def _beside(visit: Visit, loaded: Loaded, kind: str, one: Beside) -> Thing:
    short = one.words if len(one.words) <= _SHORT else one.words[: _SHORT - 1].rstrip() + "…"
    asks = visit.words.t("You asked: “{words}”", words=short)
    called = asks if kind == QUESTION else f"“{insert(short)}”"
    return Thing(f"{kind}:{one.id}", called, beside_came(loaded, kind, one))


def beside_came(loaded: Loaded, kind: str, one: Beside) -> Came:
    """Return how far something came that is no answer."""
    on, read = day(loaded, one.at), day(loaded, one.read_at) if one.read_at else None
    if kind == QUESTION:
        return Came("answered" if one.answer else "waits", on, on, read)
    return Came("read" if read else "received", on, on, read)


def tapped(visit: Visit, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the answers someone only tapped, of those the project asked for."""
    return tuple(
        link
        for link in links
        if not link.told
        and not link.decisions
        and (found := asked_in(visit, link)) is not None
        and found.held.script.partition(":")[0] not in _FOLLOWS
    )


def _tapped(
    visit: Visit, loaded: Loaded, links: tuple[Link, ...], *, decided: bool
) -> Iterator[Thing]:
    found = tapped(visit, links)
    if found:
        called = visit.words_of(loaded).tn(
            "{n} answer you tapped", "{n} answers you tapped", len(found)
        )
        yield Thing(f"{TAPPED}:", called, came(loaded, found[0], decided=decided))


def _for_everyone(visit: Visit, loaded: Loaded) -> Iterator[Thing]:
    for one in chains.for_everyone(visit.db, loaded.project.slug, visit.person.id):
        found = decisions.get(visit.db, one)
        if found is not None:
            came_on = Came("everyone", day(loaded, found.made_at))
            verdict = VERDICTS[found.verdict]
            yield Thing(f"{EVERYONE}:{one}", f"“{insert(found.heard)}”", came_on, verdict)


def came(loaded: Loaded, link: Link, *, decided: bool) -> Came:
    """Return how far an answer came."""
    stands = where(
        sent=link.sent_at is not None,
        told=link.told,
        withheld=link.withheld,
        read=link.read_at is not None,
        grouped=bool(link.grouped),
        rests=bool(link.decisions),
        decided=decided,
    )
    # What was changed after it was sent reached the team when it was said.
    sent = max(link.sent_at, link.at) if link.sent_at else None
    return Came(
        stands,
        day(loaded, link.at),
        day(loaded, sent) if sent else None,
        day(loaded, link.read_at) if link.read_at else None,
        tuple(Theme(one.name, one.others) for one in link.grouped),
    )


def ahead(visit: Visit, loaded: Loaded) -> Ahead:
    """Return what lies ahead of someone in a project."""
    slug, who = loaded.project.slug, visit.person.id
    asked_on = chains.asked_again_on(visit.db, slug, who)
    dates = loaded.catalogues.dates
    return Ahead(
        day(loaded, visit.now),
        dates["read_by"],
        dates["report_back"],
        day(loaded, asked_on) if asked_on else None,
        decided=chains.decided(visit.db, slug),
        may_write="contact" in participants.agreed(visit.db, who, slug),
    )


def day(loaded: Loaded, moment: datetime) -> date:
    """Return the day of ``moment`` where the project is: never the time of day."""
    return moment.astimezone(ZoneInfo(loaded.project.timezone)).date()
