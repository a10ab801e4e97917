"""What follows from a run that is done: check-backs are set, or the talk before goes on."""

from __future__ import annotations

from bot.calendar import next_waking
from bot.outreach.reporting import WAVE as REPORT
from bot.outreach.sweeping import arm
from bot.outreach.waves import set_waves
from bot.residents.conversation import go_on
from bot.visit import Visit, run_keyboard, tap
from conversations.catalogue import N_
from conversations.layout import column
from conversations.loader import Loaded
from storage import participants, reviews, runs, scope, staff
from storage.participants import Person
from storage.runs import Held


def _after(visit: Visit, loaded: Loaded, held: Held) -> None:
    if held.script == "main":
        set_waves(visit.db, loaded, visit.person.id, visit.now, visit.house.new_id)
        arm(visit, loaded.project.slug)
    if held.script == "main" or held.wave == REPORT:
        _tell_leads(visit, loaded, held)
    _hand_back(visit, held)


def _tell_leads(visit: Visit, loaded: Loaded, held: Held) -> None:
    """Tell peer leads that something came in, once until they have read it."""
    slug = loaded.project.slug
    for holder in staff.holders(visit.db, slug, "lead"):
        lead = participants.get(visit.db, holder.participant)
        if lead is None or lead.stopped or lead.id == visit.person.id:
            continue
        waiting = reviews.unread_count(visit.db, slug, lead.id)
        if waiting and waiting == reviews.unread_of_run(visit.db, held.run.id):
            _say_new(visit, loaded, lead)


def tell_new_lead(visit: Visit, loaded: Loaded, participant: str) -> None:
    """Tell who reads someone from now on that there is something, if that is all they have."""
    slug = loaded.project.slug
    lead = participants.get(visit.db, scope.lead_of(visit.db, participant, slug) or "")
    if lead is None or lead.stopped:
        return
    unread = reviews.unread(visit.db, slug, lead.id)
    if unread and all(told.participant == participant for told in unread):
        _say_new(visit, loaded, lead)


def _say_new(visit: Visit, loaded: Loaded, lead: Person) -> None:
    other = visit.other(lead)
    other.say(
        other.words.t("Something new came in to read."),
        ((tap(N_("Read new"), "desk", "new", words=other.words),),),
        kind="notice",
        due=next_waking(visit.now, loaded.project.timezone, lead.awake),
    )


def _hand_back(visit: Visit, done: Held) -> None:
    """Go back to what was open before: at once where we came in between, else if they want to."""
    # What was sent as far as it got is itself still open.
    open_now = [
        held
        for held in runs.open_of(visit.db, visit.person.id)
        if held.begun and held.run.id != done.run.id
    ]
    if not open_now:
        return
    before = open_now[0]
    title = visit.house.revision(visit.db, before.revision).project.title
    if done.script != "main" and before.run.status == "waiting":
        visit.be_in(before.project)
        words = visit.house.revision(visit.db, before.revision).catalogues.words(
            visit.person.language
        )
        visit.say(words.t("Back to where we were: <b>{title}</b>", title=title))
        go_on(visit, before)
        return
    words, run = visit.words, before.run
    visit.say(
        words.t("You still have a conversation open with us. Do you want to go on with it?"),
        run_keyboard(column(words, "nav:go"), run.id, run.step),
    )


AFTER_RUN = _after
