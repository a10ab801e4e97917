"""A decision as one person hears it, put together from the rows it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from bot.house import House
from conversations.catalogue import Words
from conversations.loader import Loaded
from conversations.project import Constraint
from conversations.questions.card import HEADS
from conversations.reporting import Changed, News, PromiseNews, Side
from storage import decision_words, projects, quotes, reports
from storage.decisions import Decision
from storage.reports import Own
from storage.sqlite import Connection

#: Fact of a report: the measures it asks once more at its end, with commas between.
MEASURES = "measures"
#: Fact of a report: the quotes of others it shows, by id; what is no longer cleared is left out.
QUOTES = "quotes"

#: So many things someone said on one side of a decision are quoted back to them.
_MOST_QUOTED = 2


def news_of(
    db: Connection,
    house: House,
    loaded: Loaded,
    decision: Decision,
    participant: str,
    reader: str,
    facts: Mapping[str, str],
) -> News:
    """Return ``decision`` as ``participant`` hears it, who reads ``reader`` (a language tag).

    How many people it rests on was counted when it was made, and stays whoever leaves since.
    """
    said = decision_words.in_language(db, decision, reader)
    decision = said.decision
    project, words = loaded.project, loaded.catalogues.words(reader)
    own = reports.own(db, decision.id, participant)
    speak_for, against = _words(own, "for"), _words(own, "against")
    side = _side(own)
    card = project.constraints.get(decision.constraint or "")
    asked = facts.get(MEASURES, "").split(",")
    return News(
        project.title,
        (against if side == "against" else speak_for) or None,
        max(0, decision.voices - 1) if own else None,
        project.small_number,
        decision.heard,
        decision.decided,
        decision.why,
        decision.verdict,
        decision.language,
        card.name if card else None,
        tuple(
            PromiseNews(
                one.what, words.date(one.due_on), one.responsible, one.known_by, one.language
            )
            for one in said.promises
        ),
        aloud=any(one.aloud for one in own),
        noes=tuple((no.what, no.why) for no in said.noes),
        whose=decision.whose,
        replaces=_heard_before(db, loaded, decision, participant, words),
        side=side,
        own_against=against or None,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        because=card.because if card else None,
        changed=_changed(db, house, loaded, decision, participant, words),
        quotes=_quotes(db, decision, participant, facts),
        measures=tuple(m for key, m in project.measures.items() if key in asked),
    )


def _heard_before(
    db: Connection, loaded: Loaded, decision: Decision, participant: str, words: Words
) -> str:
    """Return the day on which someone heard what this puts right; nothing if they did not."""
    heard = reports.heard_at(db, decision.replaces, participant) if decision.replaces else None
    if heard is None:
        return ""
    return words.date(heard.astimezone(ZoneInfo(loaded.project.timezone)).date())


def _quotes(
    db: Connection, decision: Decision, participant: str, facts: Mapping[str, str]
) -> tuple[str, ...]:
    """Return others' words as they are cleared for the public at this moment, and only these."""
    wanted = facts.get(QUOTES, "").split(",")
    cleared = quotes.cleared(db, "public", decision=decision.id, besides=participant)
    return tuple(one.words for one in cleared if one.id in wanted)


def _side(own: Iterable[Own]) -> Side:
    sides = {one.side for one in own}
    if sides == {"against"}:
        return "against"
    return "both" if len(sides) > 1 else "for"


def _words(own: Iterable[Own], side: str) -> str:
    """Return the first things someone said on one side, as they are quoted between “ and ”."""
    said = [one.words for one in own if one.side == side and one.words]
    return "” · “".join(said[:_MOST_QUOTED])


def _changed(
    db: Connection,
    house: House,
    loaded: Loaded,
    decision: Decision,
    participant: str,
    words: Words,
) -> Changed | None:
    """Return how the card that limited a decision has changed since they answered, if it has."""
    now = loaded.project.constraints.get(decision.constraint or "")
    if now is None:
        return None
    version = reports.shown_then(db, decision.id, participant, now.key)
    if version is None or version == now.version:
        return None
    for revision in projects.revisions(db, loaded.project.slug):
        then = house.revision(db, revision)
        card = then.project.constraints.get(now.key)
        if card is not None and card.version == version:
            before = then.catalogues.words(words.language)
            return Changed(*_apart(_parts(card, before), _parts(now, words)))
    return None


def _parts(card: Constraint, words: Words) -> tuple[str, ...]:
    """Return what a card means, part by part; its name and what was heard are no part of that."""
    texts = (card.what, card.because, card.who, card.when)
    return (words.plain(HEADS[card.kind]), *(words.plain(text) for text in texts))


def _apart(then: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    """Return the parts in which two versions differ, all of them if none is told apart."""
    differ = [pair for pair in zip(then, now, strict=True) if pair[0] != pair[1]]
    pairs = differ or list(zip(then, now, strict=True))
    return " · ".join(a for a, _ in pairs if a), " · ".join(b for _, b in pairs if b)
