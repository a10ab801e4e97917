"""What the team does with something meant for others: kept, told to its writer, undone."""

from __future__ import annotations

from collections.abc import Mapping

from bot.leads.scope import remark, within_reach
from bot.residents.contributed import tell_again, tell_writer
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.questions.base import Option
from storage import contributions, scope
from storage.contributions import Contribution, Kind, Verdict
from storage.runs import Held

#: Why something is not used: the policy, one reason each.
REASONS = (
    Option("shows", N_("It shows who somebody is")),
    Option("hurts", N_("It puts someone down")),
    Option("off", N_("It is off the subject")),
    Option("twice", N_("It is there already")),
    Option("sells", N_("It sells something")),
    Option("other", N_("Another reason")),
)

DEALT_WITH = N_("Somebody else has just dealt with it.")

_DONE: Mapping[tuple[Kind, Verdict], Phrase] = {
    ("statement", "accepted"): N_("Others see it from now on."),
    ("statement", "changed"): N_("Others see it from now on, as you changed it."),
    ("statement", "refused"): N_("Others do not see it. It still counts as what they told us."),
    ("quote", "accepted"): N_("It may be quoted from now on. All there are: /quotes"),
    ("quote", "changed"): N_("It may be quoted as you changed it. All there are: /quotes"),
    ("quote", "refused"): N_("It is not quoted. It still counts as what they told us."),
}


def settle(
    visit: Visit,
    loaded: Loaded,
    one: Contribution,
    verdict: Verdict,
    *,
    words: str | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> bool:
    """Keep what is done with it and tell who wrote it; ``False`` if somebody was faster."""
    visit.end_task()
    done = contributions.moderate(
        visit.db,
        visit.house.new_id(),
        one.id,
        verdict,
        visit.person.id,
        visit.now,
        words=words,
        reason=reason,
        note=note,
    )
    if not done:
        remark(visit, DEALT_WITH)
        return False
    visit.mark_tapped("✓")
    told = tell_writer(visit, loaded, one.id, _reason(reason))
    who = (
        visit.words.t("{who} is told.", who=one.pseudonym)
        if told
        else visit.words.t("{who} cannot be told: they said stop.", who=one.pseudonym)
    )
    visit.say(
        f"{visit.words.say(_DONE[one.kind, verdict])}\n{who}",
        column([tap(N_("Undo"), "mod", one.id, "undo", words=visit.words)]),
    )
    return True


def _reason(key: str | None) -> Phrase | None:
    """Return a reason as its writer reads it; none for one in the team's own words alone."""
    found = next((o.label for o in REASONS if o.key == key and key != "other"), None)
    return found if isinstance(found, Phrase) else None


def undo(visit: Visit, loaded: Loaded, one: Contribution) -> bool:
    """Let it wait again, and tell who wrote it; ``False`` if it does."""
    if not contributions.undo(visit.db, one.id, visit.now):
        remark(visit, N_("That was undone already."))
        return False
    visit.mark_tapped(visit.words.t("Undone. It waits again."))
    tell_again(visit, loaded, one)
    return True


def tell_readers(visit: Visit, loaded: Loaded, held: Held) -> None:
    """Tell who reads this person that something waits for them, if nothing waited before."""
    if held.script != "main":
        return
    slug = loaded.project.slug
    reading = scope.readers(visit.db, visit.person.id, slug, "lead")
    leads = [one for one in within_reach(visit, slug, "lead") if one.id in reading]
    for person in leads or within_reach(visit, slug, "officer"):
        waiting = contributions.waiting(visit.db, slug, person.id)
        written = [one for one in waiting if one.kind == "statement"]
        if written and all(one.participant == visit.person.id for one in written):
            other = visit.other(person)
            other.say(
                other.words.t("A resident wrote something for others to see. It waits for you."),
                column([tap(N_("Look at it"), "desk", "moderate", words=other.words)]),
                kind="notice",
            )
