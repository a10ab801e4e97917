"""A decision before it is saved: as people will read it, and what the team should know of it."""

from __future__ import annotations

from datetime import date

from bot.leads import changed_cards
from bot.leads.decision_draft import Draft
from bot.leads.scope import day, people
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.flow import Say
from conversations.loader import Loaded
from conversations.reporting import News, PromiseNews, report_script
from conversations.text import Html
from storage import decisions, outreach, themes


def preview(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Show it with an invented quote in place of people's own words; then what changed since."""
    words = visit.words_of(loaded)
    visit.say(words.t("This is how people will read it:"))
    for message in _as_read(visit, loaded, draft):
        visit.say(message)
    if draft.replaces:
        visit.say(
            words.t(
                "It puts right what people heard before. That stays on record, and so do its "
                "promises. What is not to be kept, say under Promises."
            )
        )
    found = changes(visit, loaded, draft)
    for said in found:
        visit.say(said)
    if found:
        visit.say(words.say(changed_cards.NOTICE))


def changes(visit: Visit, loaded: Loaded, draft: Draft) -> list[str]:
    """Say which power cards changed since people answered."""
    rests, against = draft.rests(visit.db)
    answers = (*rests.answers, *against.answers)
    under = changed_cards.touched(visit, loaded, answers, draft.constraint)
    return [
        changed_cards.said(visit, loaded, card)
        for card in changed_cards.changed(visit, answers, under)
    ]


def to_whom(visit: Visit, loaded: Loaded, draft: Draft) -> str:
    """Say to how many people it goes."""
    words, hear = visit.words_of(loaded), _hear(visit, draft)
    many = Html(people(len(hear), loaded.project.small_number, words))
    if draft.themes:
        return words.t(
            "It goes to {people} whose words it rests on, if they agreed to be written to.",
            people=many,
        )
    return words.t(
        "It goes to {people}: everyone who took part and agreed to be written to.", people=many
    )


def _hear(visit: Visit, draft: Draft) -> frozenset[str]:
    """Return who is to hear it: those it rests on; of no theme, everyone who took part."""
    rests, against = draft.rests(visit.db)
    on = (*rests.themes, *against.themes)
    concerned = {who for theme in on for _, who in themes.answers(visit.db, theme)}
    if not rests.themes:
        concerned |= {one.participant for one in outreach.audience(visit.db, draft.project)}
    return frozenset(concerned)


def _as_read(visit: Visit, loaded: Loaded, draft: Draft) -> list[str]:
    """Return the messages of its report."""
    words, project = visit.words_of(loaded), loaded.project
    card = project.constraints.get(draft.constraint)
    earlier = decisions.get(visit.db, draft.replaces) if draft.replaces else None
    told = earlier.told_at if earlier else None
    news = News(
        project.title,
        words.plain(N_("(their own words stand here)")) if draft.themes else None,
        max(0, len(_hear(visit, draft)) - 1) if draft.themes else None,
        project.small_number,
        draft.heard,
        draft.decided,
        draft.why,
        draft.verdict,
        visit.person.language,
        card.name if card else None,
        tuple(
            PromiseNews(what, words.date(date.fromisoformat(due)), who, known_by)
            for what, due, who, known_by in draft.promises
        ),
        noes=tuple((no.what, no.why) for no in draft.no_list()),
        whose=draft.whose if draft.verdict == "not_ours" else "",
        replaces=day(told, words, project.timezone) if told else "",
        decided_by=draft.decided_by,
        decided_on=date.fromisoformat(draft.decided_on),
        because=card.because if card else None,
    )
    script = report_script("preview", news, visit.person.language)
    return [words.say(node.text) for node in script.nodes if isinstance(node, Say)]
