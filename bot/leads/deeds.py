"""What a reader does with an answer beside putting themes on it, and undoing the last of it."""

from __future__ import annotations

from bot.channels.base import Button
from bot.leads.scope import remark
from bot.leads.telling import say_told
from bot.visit import Visit, column, tap
from conversations.agreement import is_drawn
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from storage import asked_back, marks, quotes, reviews, scope, second_readings, themes
from storage.marks import Deed, What
from storage.reviews import Told

#: So much of what someone said before is shown.
_BEFORE = 5
_LONGEST_NOTE = 300

_NOTHING = N_("There is nothing to undo.")


def did(visit: Visit, told: Told, what: What, subject: str = "") -> Button:
    """Note what was done last, and return the button that undoes it."""
    deed = Deed(visit.house.new_id(), told.id, what, subject)
    marks.did(visit.db, visit.person.id, deed)
    return tap(N_("Undo"), "undo", deed.id, words=visit.words)


def read(visit: Visit, loaded: Loaded, told: Told) -> bool:
    """Note that it was read; whoever reads it first draws whether a second is to.

    ``False`` where somebody else has read it, and nobody was to do so a second time.
    """
    reader = visit.person.id
    if reviews.read(visit.db, visit.house.new_id(), told.id, reader, visit.now):
        if is_drawn(told.id, loaded.project.second_reading):
            second_readings.want(visit.db, told.id)
        return True
    if second_readings.read(visit.db, told.id, reader, visit.now):
        return True
    return reviews.is_read_by(visit.db, told.id, reader)


def read_not(visit: Visit, answer: str) -> None:
    """Take back that this person has read it, as the first or as the second."""
    if reviews.read_not(visit.db, answer, visit.person.id):
        second_readings.want_not(visit.db, answer)
    else:
        second_readings.read_not(visit.db, answer, visit.person.id)


def quote(visit: Visit, told: Told) -> None:
    """Mark it as worth quoting, or say why it may not be quoted."""
    if not told.quotable:
        remark(visit, _not_quotable(told))
    elif quotes.mark(visit.db, visit.house.new_id(), told.id, visit.person.id, visit.now):
        undo = did(visit, told, "quote")
        look = tap(N_("Show to others?"), "desk", "moderate", words=visit.words)
        visit.say(
            visit.words.t(
                "Marked as worth quoting, without name. It is quoted once the team has looked at "
                "it, and its teller is told."
            ),
            column([undo, look]),
        )
    else:
        remark(visit, N_("It is marked as worth quoting already."))


def _not_quotable(told: Told) -> Phrase:
    if told.use == "reading":
        return N_("Not marked: its teller said it may be read, and not quoted.")
    return N_("Not marked: nobody asked its teller whether it may be quoted.")


def ask_for_note(visit: Visit, told: Told) -> None:
    """Ask what the team has to do."""
    visit.say(
        visit.words.t("What does the team have to do? Write it in a few words. Or type: back"),
        column([tap(N_("Without a note"), "hear", told.id, "flag", words=visit.words)]),
    )


def flag(visit: Visit, told: Told, note: str) -> bool:
    """Put it in front of the team, with a note; ``False`` if that is too long."""
    note = " ".join(note.split())
    if len(note) > _LONGEST_NOTE:
        visit.say(visit.words.t("At most {n} letters, please. Nothing is kept yet.", n=300))
        return False
    made = visit.house.new_id()
    marks.flag(visit.db, made, told.id, note, visit.person.id, visit.now)
    undo = did(visit, told, "flag", made)
    visit.say(visit.words.t("The team sees it at the desk now."), column([undo]))
    return True


def skip(visit: Visit, told: Told) -> None:
    """Put it at the end of this reader's queue."""
    reviews.put_off(visit.db, told.id, visit.person.id, visit.now)
    did(visit, told, "skip")
    visit.mark_tapped("✓ " + visit.words.t("Skipped. It comes again at the end."))


def before(visit: Visit, loaded: Loaded, told: Told) -> None:
    """Say what the same person told before, the oldest first."""
    earlier = reviews.before(visit.db, told.id, visit.person.id, _BEFORE)
    if not earlier:
        remark(visit, N_("They told us nothing before this."))
    for one in reversed(earlier):
        say_told(visit, loaded, one)


def undo_last(visit: Visit, deed: Deed) -> bool:
    """Undo what this person did last; ``False``, and said why, if that cannot be."""
    marks.forget_deed(visit.db, visit.person.id)
    match deed.what:
        case "theme":
            themes.undo(visit.db, deed.answer, deed.subject, visit.person.id, visit.now)
            read_not(visit, deed.answer)
        case "read":
            read_not(visit, deed.answer)
        case "skip":
            reviews.not_put_off(visit.db, deed.answer, visit.person.id)
        case "quote":
            if quotes.decided_on(visit.db, deed.answer):
                remark(visit, N_("The team has dealt with it already. Nothing was undone."))
                return False
            quotes.unmark(visit.db, deed.answer)
        case "flag":
            if not marks.unflag(visit.db, deed.subject):
                remark(visit, N_("The team has dealt with it already. Nothing was undone."))
                return False
        case "back":
            if not asked_back.move(visit.db, deed.subject, "cancelled"):
                remark(visit, N_("It has gone out already. Nothing was undone."))
                return False
        case "known":
            person, _, project = deed.subject.partition(":")
            scope.together_again(visit.db, person, project, visit.person.id)
        case _:
            remark(visit, N_("It is with the safeguarding contact. That cannot be undone."))
            return False
    return True


def last(visit: Visit) -> Deed | None:
    """Return what this person did last, if it can be undone."""
    return marks.last_deed(visit.db, visit.person.id)


def nothing_to_undo(visit: Visit) -> None:
    """Say that there is nothing to undo."""
    remark(visit, _NOTHING)
