"""The page as HTML, whole for a visitor and in pieces for the script that keeps it up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.demo.page.moments import JUMPS, clock_words, time_words
from bot.demo.page.view import PhoneView, phone_view
from bot.demo.page.who import Phones
from bot.demo.rehearsing import Rehearsal

_TEMPLATES = Environment(
    loader=PackageLoader("bot.demo.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Drawing:
    """Draws what the World holds at this moment."""

    def __init__(self, phones: Phones, zone: ZoneInfo, rehearsal: Rehearsal | None = None) -> None:
        self._phones = phones
        self._zone = zone
        self._rehearsal = rehearsal

    @staticmethod
    def refusal(sentence: str) -> str:
        """Return a page that says ``sentence`` and leads back."""
        return _TEMPLATES.get_template("refusal.html").render(sentence=sentence)

    def page(
        self,
        *,
        jumping: str | None,
        languages: Mapping[str, str],
        opened: int | None,
        editing: int | None,
        tapped: str | None,
    ) -> str:
        """Return the whole page; ``editing`` is a message of the phone ``opened``."""
        views = self.views()
        first = views[0].id if views else None
        world = self._phones.world
        alert = world.alert_of(tapped) if tapped in world.taps else None
        return _TEMPLATES.get_template("page.html").render(
            version=world.version,
            phones=views,
            opened=next((view.id for view in views if view.id == opened), first),
            editing=editing,
            toast=(alert or {}).get("text") or "",
            clock=self.clock(jumping),
            jumps=JUMPS,
            languages=languages,
            **self._told(),
        )

    def news(self, version: int, *, jumping: str | None, have: frozenset[str]) -> dict[str, Any]:
        """Return what the script needs: the clock, and every phone not among ``have``."""
        return {
            "version": version,
            "clock": self.clock(jumping),
            "rehearsal": _TEMPLATES.get_template("rehearsal.html").render(**self._told()),
            "phones": [
                {"id": view.id} if f"{view.id}.{view.digest}" in have else self._phone_news(view)
                for view in self.views()
            ],
        }

    def _told(self) -> dict[str, Any]:
        """Return what is said of a project that is being worked on, if one is."""
        told = self._rehearsal.told() if self._rehearsal else None
        return {"told": told, "since": time_words(told.since, self._zone) if told else ""}

    def clock(self, jumping: str | None) -> dict[str, Any]:
        """Return the bot's time in words, and the jump under way if there is one."""
        now = self._phones.clock.now()
        return {
            "iso": now.isoformat(timespec="seconds"),
            "words": clock_words(now, self._zone),
            "jumping": jumping,
        }

    def views(self) -> list[PhoneView]:
        """Return every phone as it looks now."""
        world = self._phones.world
        users = {user["id"]: user for user in world.users()}
        return [
            phone_view(
                user=users[phone.user_id],
                label=phone.label,
                blocked=world.people[phone.user_id].blocked,
                history=world.history(phone.user_id),
                bot_username=world.bot["username"],
                zone=self._zone,
            )
            for phone in self._phones.phones()
        ]

    @staticmethod
    def _phone_news(view: PhoneView) -> dict[str, Any]:
        message_html = _TEMPLATES.get_template("message.html")
        return {
            "id": view.id,
            "digest": view.digest,
            "state": view.state,
            "placeholder": view.placeholder,
            "replies": _TEMPLATES.get_template("replies.html").render(phone=view),
            "messages": [
                {
                    "id": message.id,
                    "digest": message.digest,
                    "html": message_html.render(phone=view, message=message),
                }
                for message in view.messages
            ],
        }
