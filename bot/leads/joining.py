"""Joining the team: a one-use invite, confirmed by whoever opened it."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import remark
from bot.officers.concerns import waiting_for
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.questions.base import Understood
from conversations.questions.choice import NO, YES
from conversations.questions.matching import match_option
from storage import audit, participants, staff
from storage.staff import Invite, Post
from storage.tasks import Task

ROLES: dict[str, Phrase] = {
    "lead": N_("peer lead"),
    "officer": N_("officer"),
    "safeguarding": N_("safeguarding contact"),
    "admin": N_("administrator"),
}

_CAN: dict[str, Phrase] = {
    "lead": N_(
        "You can read what people sent, under made-up names, put themes on it, answer their "
        "questions, send a prompt and report back. Send /desk any time."
    ),
    "officer": N_(
        "You can read what people sent, record decisions and promises, and export. "
        "Send /desk any time."
    ),
    "safeguarding": N_(
        "You are told at once when something is marked as being about someone's safety. "
        "Only you can find out who a person is, with a reason that is written down. "
        "Send /concerns any time."
    ),
    "admin": N_("You can do what officers can, in every project. Send /desk any time."),
}

_OWN_PEOPLE = N_(
    "You can read what your own people send: those who come by your link, under made-up names. You "
    "put themes on it, answer their questions, send a prompt and report back. Your link: /invite. "
    "Send /desk any time."
)

_SPENT = N_(
    "This invite was used already, or has run out. An invite works once, for one person. "
    "Please ask whoever sent it for a new one."
)


def offer(visit: Visit, token: str) -> None:
    """Show what an invite gives, and ask for a yes: a link alone gives nobody a role."""
    invite = staff.invite(visit.db, token)
    if invite is None or invite.redeemed or invite.expires_at <= visit.now:
        visit.say(visit.words.say(_SPENT))
        return
    if _holds_it(visit, invite):
        return
    visit.begin_task("join", "confirm", token=token)
    visit.say(
        visit.words.t(
            "You are invited to be {role} in {project}. What people say there is "
            "confidential: it stays with the team. Do you want to join?",
            role=ROLES[invite.role],
            project=_where(visit, invite),
        )
        + _try_first(visit, invite),
        column(
            [
                tap(N_("Yes, join"), "join", "yes", words=visit.words),
                tap(N_("No"), "join", "no", words=visit.words),
            ]
        ),
    )


def _try_first(visit: Visit, invite: Invite) -> str:
    if invite.role != "lead":
        return ""
    return "\n" + visit.words.t(
        "You can try it first, with invented people: /train. Then open the invite again."
    )


def _holds_it(visit: Visit, invite: Invite) -> bool:
    """Say so to someone who has this role already: their invite stays for somebody else."""
    if Post(invite.role, invite.project) not in staff.posts(visit.db, visit.person.id):
        return False
    visit.say(
        visit.words.t(
            "You are {role} in {project} already. This invite still works for someone else.",
            role=ROLES[invite.role],
            project=_where(visit, invite),
        )
    )
    return True


def _sees_own(invite: Invite) -> bool:
    return invite.role == "lead" and invite.sees == "own"


def _where(visit: Visit, invite: Invite) -> str:
    loaded = visit.house.project(visit.db, invite.project) if invite.project else None
    if loaded is not None:
        return visit.words_of(loaded).plain(loaded.project.title)
    return invite.project or visit.words.plain(N_("every project"))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    reading = match_option(came.text or "", (YES, NO), visit.words)
    if isinstance(reading, Understood):
        _decide(visit, str(task.data["token"]), yes=reading.value == (YES.key,))
    else:
        visit.say(visit.words.t("Please tap Yes or No. Nothing has changed yet."))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    task = visit.task()
    if task is None or task.name != "join":
        remark(visit, _SPENT)
        return
    visit.mark_tapped("✓")
    _decide(visit, str(task.data["token"]), yes=args == ("yes",))


def _decide(visit: Visit, token: str, *, yes: bool) -> None:
    visit.end_task()
    invite = staff.invite(visit.db, token)
    if not yes:
        visit.say(visit.words.t("All right. You have not joined. The invite still works once."))
        return
    if invite is not None and _holds_it(visit, invite):
        return
    if invite is None or not staff.redeem(visit.db, token, visit.person.id, visit.now):
        visit.say(visit.words.say(_SPENT))
        return
    staff.give(
        visit.db,
        visit.house.new_id(),
        visit.person.id,
        invite.project,
        invite.role,
        visit.now,
        sees=invite.sees,
        name=invite.name,
    )
    audit.add(
        visit.db,
        actor=invite.made_by,
        action=f"gave the role {invite.role}",
        now=visit.now,
        project=invite.project,
        subject=visit.person.id,
    )
    visit.say(
        visit.words.t("You have joined as {role}.", role=ROLES[invite.role])
        + "\n"
        + visit.words.say(_OWN_PEOPLE if _sees_own(invite) else _CAN[invite.role])
    )
    _tell_maker(visit, invite)
    if invite.role == "safeguarding" and waiting_for(visit):
        visit.command("concerns")


def _tell_maker(visit: Visit, invite: Invite) -> None:
    """Whoever made an invite in chat sees that it was used; the command line has no chat."""
    maker = participants.get(visit.db, invite.made_by)
    if maker is not None:
        other = visit.other(maker)
        other.say(
            other.words.t(
                "Your invite was used: someone joined as {role}.", role=ROLES[invite.role]
            ),
            kind="notice",
        )


TAPS = {"join": _tapped}
TASKS = {"join": _typed}
