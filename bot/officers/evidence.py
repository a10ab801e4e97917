"""``/evidence``: a one-use link to the evidence of a project; no file goes through Telegram."""

from __future__ import annotations

from bot.leads.scope import workplace
from bot.officers.one_use_links import Opened, send
from bot.visit import Visit
from conversations.catalogue import N_

#: What the link is kept as, so that it opens this and nothing else.
OPENS = "evidence"

_OPENED = Opened(
    OPENS,
    "evidence",
    "asked for the evidence",
    lambda minutes, address: N_(
        "This link opens the evidence once, within {minutes} minutes. It holds people's words "
        "only as they allowed.\n{address}",
        minutes=minutes,
        address=address,
    ),
    N_("Open the evidence"),
)


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
    send(visit, slug, _OPENED)


COMMANDS = {"evidence": _evidence}
