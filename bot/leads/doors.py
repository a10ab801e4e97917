"""The doors of the desk: where each leads, whom it is there for, and when it comes to the front.

A new door is one line in ``DOORS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.leads.scope import TEAM, workplaces
from bot.outreach.late_answers import is_late
from bot.outreach.promised import late
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.questions.base import Option
from storage import concerns, contributions, kept, marks, questions, reviews, staff

#: What stands over the doors behind "More".
_SAID = N_("What people said")
_TOGETHER = N_("Who takes part")
_CAME_OF_IT = N_("What came of it")
_OURS = N_("For the team")


def _everyone(visit: Visit, loaded: Loaded) -> bool:
    return True


def _nothing(visit: Visit, loaded: Loaded) -> str:
    return ""


@dataclass(frozen=True)
class Door:
    """A way from the desk to ``command``.

    It stands in front, or behind "More" under its ``group``; whenever ``waits`` has something to
    say, that is said on the desk, and the door is in front. ``who`` says who has it.
    """

    command: str
    label: Phrase
    group: Phrase | None = None
    waits: Callable[[Visit, Loaded], str] = _nothing
    who: Callable[[Visit, Loaded], bool] = _everyone

    @property
    def option(self) -> Option:
        """The door as something that can be chosen by its name."""
        return Option(self.command, self.label)


def _new(visit: Visit, loaded: Loaded) -> str:
    fresh = reviews.unread_count(visit.db, loaded.project.slug, visit.person.id)
    if not fresh:
        return visit.words.t("Nothing new to read.")
    return visit.words.tn("{n} new to read", "{n} new to read", fresh)


def _asked(visit: Visit, loaded: Loaded) -> str:
    waiting = questions.unanswered(visit.db, loaded.project.slug, visit.person.id)
    late = sum(is_late(loaded, question, visit.now) for question in waiting)
    tn, n = visit.words.tn, len(waiting)
    asked = tn("{n} person asks the team something", "{n} people ask the team something", n)
    overdue = tn("{n} of them is late for an answer", "{n} of them are late", late)
    return "\n".join(line for line, many in ((asked, n), (overdue, late)) if many)


def _concerns(visit: Visit, loaded: Loaded) -> str:
    n = len(concerns.unfinished(visit.db, loaded.project.slug))
    return visit.words.tn("{n} concern is open", "{n} concerns are open", n) if n else ""


def _needed(visit: Visit, loaded: Loaded) -> str:
    n = len(marks.open_flags(visit.db, loaded.project.slug, visit.person.id))
    return visit.words.tn("{n} answer needs the team", "{n} answers need the team", n) if n else ""


def _to_show(visit: Visit, loaded: Loaded) -> str:
    n = len(contributions.waiting(visit.db, loaded.project.slug, visit.person.id))
    tn = visit.words.tn
    return tn("{n} waits to be shown to others", "{n} wait to be shown to others", n) if n else ""


def _beside(visit: Visit, loaded: Loaded) -> str:
    waits = kept.unread(visit.db, loaded.project.slug, visit.person.id)
    return visit.words.t("Something was said beside the questions") if waits else ""


def _late(visit: Visit, loaded: Loaded) -> str:
    n = len(late(visit.db, loaded, visit.now))
    return visit.words.tn("{n} promise is late", "{n} promises are late", n) if n else ""


def _keeps_safe(visit: Visit, loaded: Loaded) -> bool:
    return staff.holds(visit.db, visit.person.id, loaded.project.slug, "safeguarding")


def _invites(visit: Visit, loaded: Loaded) -> bool:
    mine = staff.holds(visit.db, visit.person.id, loaded.project.slug, "lead")
    return mine or _is_officer(visit, loaded)


def _is_officer(visit: Visit, loaded: Loaded) -> bool:
    return visit.holds(loaded.project.slug, "officer")


def _works_elsewhere(visit: Visit, loaded: Loaded) -> bool:
    return len(workplaces(visit, *TEAM)) > 1


DOORS: tuple[Door, ...] = (
    # always in front
    Door("new", N_("Read new"), waits=_new),
    Door("questions", N_("Answer questions"), waits=_asked),
    Door("prompt", N_("Send a prompt")),
    Door("decide", N_("Report back")),
    # behind "More"; in front while something waits there
    Door("concerns", N_("Someone's safety"), _SAID, waits=_concerns, who=_keeps_safe),
    Door("needs", N_("Needs the team"), _SAID, waits=_needed),
    Door("moderate", N_("Show to others?"), _SAID, waits=_to_show),
    Door("beside", N_("Beside the questions"), _SAID, waits=_beside),
    Door("themes", N_("Themes"), _SAID),
    Door("quotes", N_("Quotes"), _SAID),
    Door("find", N_("Search"), _SAID),
    Door("together", N_("Reading together"), _SAID),
    Door("missing", N_("Who is missing"), _TOGETHER),
    Door("helping", N_("Help someone take part"), _TOGETHER),
    Door("invite", N_("Invite people"), _TOGETHER, who=_invites),
    Door("decisions", N_("What was decided"), _CAME_OF_IT),
    Door("promises", N_("Promises"), _CAME_OF_IT, waits=_late),
    Door("outcomes", N_("Did it get better?"), _CAME_OF_IT),
    Door("stories", N_("Stories of change"), _CAME_OF_IT),
    Door("evidence", N_("The evidence"), _CAME_OF_IT, who=_is_officer),
    Door("export", N_("Export"), _CAME_OF_IT, who=_is_officer),
    Door("record", N_("Read messages aloud"), _OURS),
    Door("team", N_("Peer leads"), _OURS, who=_is_officer),
    Door("projects", N_("Another project"), _OURS, who=_works_elsewhere),
    Door("foryou", N_("For you"), _OURS),
)
