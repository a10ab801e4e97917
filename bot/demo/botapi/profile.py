"""What the bot says of itself: commands by scope and language, descriptions, menu, webhook."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from bot.demo.botapi.shapes import Json


@dataclass
class Profile:
    """Settings that outlive a restart of the bot.

    ``commands`` is keyed by scope and language, see ``key``; descriptions by language ("" is the
    default); ``menus`` by chat id as a string ("" is the default).
    """

    commands: dict[str, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menus: dict[str, Json] = field(default_factory=dict)
    webhook: Json | None = None

    @staticmethod
    def key(scope: Json | None, language: str) -> str:
        """Return the key of the commands for a BotCommandScope and a language code."""
        return json.dumps([scope or {"type": "default"}, language], sort_keys=True)

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return the commands a private chat shows, most particular scope and language first."""
        scopes: list[Json] = [
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            {"type": "default"},
        ]
        keys = [self.key(scope, code) for scope in scopes for code in (language, "")]
        return next((self.commands[key] for key in keys if self.commands.get(key)), [])

    def snapshot(self) -> Json:
        """Return the settings as JSON."""
        return asdict(self)
