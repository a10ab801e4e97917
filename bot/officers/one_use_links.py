"""One-use links to the bot's own web: what holds people's words never goes through Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.base import Button
from bot.visit import Visit
from conversations.catalogue import Phrase
from conversations.text import Html, address
from storage import audit, exports

#: Long enough to open a browser, short enough for a link that is seen by others.
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Opened:
    """What a link opens: the ``kind`` it is kept as, its ``path`` on the web, what the log says.

    ``told`` makes the sentence it is sent with, of the minutes it lasts and its address; ``label``
    stands on its button.
    """

    kind: str
    path: str
    asked: str
    told: Callable[[int, Html], Phrase]
    label: Phrase


def send(visit: Visit, project: str, opened: Opened) -> None:
    """Send an officer a new link, noting that they asked for it; it cannot be forwarded."""
    token, until = visit.house.new_token(), visit.now + LASTS
    exports.add_link(visit.db, token, project, visit.person.id, visit.now, until, opens=opened.kind)
    audit.add(
        visit.db,
        actor=f"officer {visit.person.id}",
        action=opened.asked,
        now=visit.now,
        project=project,
    )
    link = f"{visit.house.web_url}/{opened.path}/{token}"
    minutes = int(LASTS.total_seconds() // 60)
    visit.say(
        visit.words.say(opened.told(minutes, address(link))),
        ((Button(visit.words.plain(opened.label), url=link),),),
        protect=True,
    )
