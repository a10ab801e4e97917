"""``/evidence``: a one-use link to the evidence of a project; no file goes through Telegram."""

from __future__ import annotations

from bot.channels.base import Button
from bot.leads.scope import workplace
from bot.officers.exporting import LASTS
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.text import address
from storage import audit, exports

_OPEN = N_("Open the evidence")

#: What the link is kept as, so that it opens this and nothing else.
OPENS = "evidence"


def _evidence(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer")
    if loaded is None:
        return
    slug = loaded.project.slug
    if visit.house.web_url is None:
        visit.say(
            visit.words.t(
                "The evidence is one document: what was open, what people had been shown, how long "
                "they had, what they said, and what came of it. This bot has no web address of its "
                "own. Someone with access to the machine can run:\n"
                "<code>tellback evidence {project} --out evidence.pdf</code>",
                project=slug,
            )
        )
        return
    token = visit.house.new_token()
    exports.add_link(
        visit.db, token, slug, visit.person.id, visit.now, visit.now + LASTS, opens=OPENS
    )
    audit.add(
        visit.db,
        actor=f"officer {visit.person.id}",
        action="asked for the evidence",
        now=visit.now,
        project=slug,
    )
    link = f"{visit.house.web_url}/evidence/{token}"
    visit.say(
        visit.words.t(
            "This link opens the evidence once, within {minutes} minutes. It holds people's words "
            "only as they allowed.\n{address}",
            minutes=int(LASTS.total_seconds() // 60),
            address=address(link),
        ),
        ((Button(visit.words.plain(_OPEN), url=link),),),
        protect=True,
    )


COMMANDS = {"evidence": _evidence}
