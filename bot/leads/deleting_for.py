"""Deleting for someone without a phone: their helper asks for it, an officer confirms it."""

from __future__ import annotations

from bot.leads.on_behalf import to_helper
from bot.leads.scope import allowed, remark, within_reach, workplace
from bot.residents.farewell import leave_nothing
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from storage import audit, helped, participants
from storage.helped import Helped, tidy


def ask(theirs: Visit) -> None:
    """Ask the helper if the person is sure."""
    words = to_helper(theirs)
    theirs.say(
        words.t("Shall everything they said be deleted? An officer confirms it. It is then gone."),
        column(
            [
                tap(N_("Yes, they want that"), "gone", "ask", theirs.person.id, words=words),
                tap(N_("No, keep it"), "gone", "no", theirs.person.id, words=words),
            ]
        ),
    )


def _rings(visit: Visit, code: str) -> None:
    """Somebody without a phone of their own rings the team: find them by their code."""
    loaded = workplace(visit, "officer")
    if loaded is None:
        return
    slug = loaded.project.slug
    found = [one for one in helped.by_code(visit.db, tidy(code)) if one.project == slug]
    if not found or found[0].joined_at is not None:
        visit.say(
            visit.words.t(
                "When someone rings who has no phone for this and wants all they said deleted, "
                "send their code like this: /deletefor ABC-DEF"
            )
        )
        return
    if helped.ask_to_erase(visit.db, found[0].participant, visit.now):
        _log(visit, found[0], f"officer {visit.person.id}", "was asked to delete for someone")
    _ask_officer(visit, found[0])


def show_waiting(visit: Visit, project: str) -> None:
    """Show an officer who waits for this."""
    for one in helped.to_erase(visit.db, project) if visit.holds(project, "officer") else ():
        _ask_officer(visit, one)


def _ask_officer(visit: Visit, one: Helped) -> None:
    visit.say(
        visit.words.t(
            "{who}, who was helped to take part, asks that everything they said be deleted. This "
            "cannot be undone.",
            who=one.pseudonym,
        ),
        column(
            [
                tap(N_("Delete all of it"), "gone", "yes", one.participant, words=visit.words),
                tap(N_("Do not delete it"), "gone", "keep", one.participant, words=visit.words),
            ]
        ),
        kind="notice",
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    one = helped.of(visit.db, args[1]) if len(args) == 2 else None
    if one is None or one.joined_at is not None:
        remark(visit, N_("There is nothing to delete any more."))
    elif args[0] in ("ask", "no"):
        # Said for them, in their helper's chat: the visit is theirs.
        if visit.person.id == one.participant:
            visit.mark_tapped("✓")
            _asked(visit, one, sure=args[0] == "ask")
        else:
            remark(visit, N_("You do not speak for them any more."))
    elif allowed(visit, one.project, "officer"):
        _confirmed(visit, one, delete=args[0] == "yes")


def _asked(theirs: Visit, one: Helped, *, sure: bool) -> None:
    if not sure:
        theirs.say(to_helper(theirs).t("Nothing is deleted."))
        return
    if helped.ask_to_erase(theirs.db, one.participant, theirs.now):
        _log(theirs, one, f"team {theirs.person.through}", "asked to delete everything for someone")
        for officer in within_reach(theirs, one.project, "officer", "admin"):
            _ask_officer(theirs.other(officer), one)
    theirs.say(
        to_helper(theirs).t("An officer is asked to confirm it. You hear from me when it is done.")
    )


def _confirmed(visit: Visit, one: Helped, *, delete: bool) -> None:
    helper = participants.through(visit.db, one.participant)
    person = participants.get(visit.db, one.participant)
    if one.erase_asked_at is None or person is None:
        remark(visit, N_("That was settled already."))
        return
    visit.mark_tapped("✓")
    told = participants.get(visit.db, helper) if helper else None
    if delete:
        _log(visit, one, f"officer {visit.person.id}", "deleted everything for someone")
        leave_nothing(visit.other(person))
        said = N_("Done: everything {who} said is deleted.", who=one.pseudonym)
    else:
        helped.keep_after_all(visit.db, one.participant)
        _log(visit, one, f"officer {visit.person.id}", "did not delete for someone")
        said = N_(
            "An officer did not confirm that {who} wants deletion. Ask them.", who=one.pseudonym
        )
    visit.say(visit.words.say(said))
    if told is not None and told.id != visit.person.id:
        other = visit.other(told)
        other.say(other.words.say(said), kind="notice")


def _log(visit: Visit, one: Helped, actor: str, action: str) -> None:
    audit.add(
        visit.db,
        actor=actor,
        action=action,
        now=visit.now,
        project=one.project,
        subject=one.pseudonym,
    )


COMMANDS = {"deletefor": _rings}
TAPS = {"gone": _tapped}
