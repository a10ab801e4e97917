"""Saving a decision: what it rests on is fixed, and after a while people hear it."""

from __future__ import annotations

from datetime import date

from bot.leads import changed_cards
from bot.leads.decision_draft import Draft
from bot.leads.decision_languages import door
from bot.outreach.going_out import TO_TAKE_BACK, listeners, wait_to_go_out
from bot.outreach.lateness import watch
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import decisions
from storage.decisions import Decision


def save(visit: Visit, loaded: Loaded, draft: Draft) -> None:
    """Save a decision that is whole, and say how long it can be taken back."""
    visit.end_task()
    decision = _decision(visit, loaded, draft)
    rests, against = draft.rests(visit.db)
    answers = (*rests.answers, *against.answers)
    ids = tuple(visit.house.new_id() for _ in draft.promises)
    decisions.add(
        visit.db,
        decision,
        visit.person.id,
        rests,
        draft.promise_list(ids, decision.id, visit.person.language),
        against=against,
        noes=draft.no_list(),
        cards=changed_cards.touched(visit, loaded, answers, draft.constraint),
    )
    wait_to_go_out(visit, loaded, decision.id)
    watch(visit.db, decision.project, loaded.project.timezone, visit.now, visit.house.new_id)
    minutes = int(TO_TAKE_BACK.total_seconds() // 60)
    said = (
        visit.words.t(
            "Saved. For {n} minutes you can take it back. Then people hear it, in waking hours, "
            "each with their own words. Later they are asked if it got better.",
            n=minutes,
        )
        if listeners(visit.db, decision)
        else visit.words.t("Saved. There is nobody to tell.")
    )
    words, made = visit.words, decision.id
    buttons = [
        tap(N_("Take this back"), "made", made, "back", words=words),
        tap(N_("See the decision"), "made", made, "open", words=words),
        door(visit, made),
        tap(N_("To the desk"), "desk", "desk", words=words),
    ]
    visit.say(said, column(buttons))


def _decision(visit: Visit, loaded: Loaded, draft: Draft) -> Decision:
    card = loaded.project.constraints.get(draft.constraint)
    return Decision(
        visit.house.new_id(),
        draft.project,
        draft.heard,
        draft.verdict,
        draft.decided,
        draft.why,
        card.key if card else None,
        card.version if card else None,
        visit.person.language,
        visit.now,
        draft.decided_by,
        date.fromisoformat(draft.decided_on),
        whose=draft.whose if draft.verdict == "not_ours" else "",
        replaces=draft.replaces or None,
    )
