"""Handing someone over whom a member of the team knows: others read on, and nobody is told why."""

from __future__ import annotations

from bot.leads.scope import remark
from bot.outreach.following import tell_new_lead
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from storage import participants, scope
from storage.reviews import Told


def hand_over(visit: Visit, told: Told) -> None:
    """See nothing of this person any more; said at once, with a way to take it back."""
    scope.keep_apart(visit.db, told.participant, told.project, visit.person.id, "staff", visit.now)
    visit.mark_tapped("✓")
    visit.say(
        visit.words.t(
            "Handed over. Someone else on the team reads {who} from now on. You see nothing more "
            "of what they say. Please keep to yourself what you have read.",
            who=told.pseudonym,
        ),
        column([tap(N_("Undo"), "handed", told.participant, told.project, words=visit.words)]),
    )
    loaded = visit.house.project(visit.db, told.project)
    if loaded is not None:
        tell_new_lead(visit, loaded, told.participant)


def _undone(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) != 2:
        return
    participant, project = args
    if not participants.membership(visit.db, participant, project):
        return
    if scope.together_again(visit.db, participant, project, visit.person.id):
        visit.mark_tapped(visit.words.t("Undone. You read them again."))
    else:
        remark(visit, N_("That was undone already, or cannot be."))


TAPS = {"handed": _undone}
