"""``/export``: a one-use link to the bot's own web; no file ever goes through Telegram."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.base import Button
from bot.leads.scope import workplace
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.text import address
from storage import audit, exports

_OPEN = N_("Open the export")

#: Long enough to open a browser, short enough for a link that is seen by others.
LASTS = timedelta(minutes=10)


def _export(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "officer")
    if loaded is None:
        return
    slug = loaded.project.slug
    if visit.house.web_url is None:
        visit.say(
            visit.words.t(
                "Files with people's words never go through Telegram, and this bot has no web "
                "address of its own. Someone with access to the machine can run:\n"
                "<code>tellback export {project} --out FOLDER --format xlsx</code>",
                project=slug,
            )
        )
        return
    token = visit.house.new_token()
    exports.add_link(visit.db, token, slug, visit.person.id, visit.now, visit.now + LASTS)
    audit.add(
        visit.db,
        actor=f"officer {visit.person.id}",
        action="asked for an export",
        now=visit.now,
        project=slug,
    )
    link = f"{visit.house.web_url}/export/{token}"
    visit.say(
        visit.words.t(
            "This link opens the export once, within {minutes} minutes. It holds people's words "
            "under made-up names: keep it among those who need it.\n{address}",
            minutes=int(LASTS.total_seconds() // 60),
            address=address(link),
        ),
        ((Button(visit.words.plain(_OPEN), url=link),),),
        protect=True,
    )


COMMANDS = {"export": _export}
