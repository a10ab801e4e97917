"""``/export``: a one-use link to the bot's own web; no file ever goes through Telegram."""

from __future__ import annotations

from bot.leads.scope import workplace
from bot.officers.one_use_links import Opened, send
from bot.visit import Visit
from conversations.catalogue import N_

_OPENED = Opened(
    "zip",
    "export",
    "asked for an export",
    lambda minutes, address: N_(
        "This link opens the export once, within {minutes} minutes. It holds people's words "
        "under made-up names: keep it among those who need it.\n{address}",
        minutes=minutes,
        address=address,
    ),
    N_("Open the export"),
)


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
    send(visit, slug, _OPENED)


COMMANDS = {"export": _export}
