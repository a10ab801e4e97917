"""getMe, the commands, the descriptions and the menu button."""

from __future__ import annotations

import re
from typing import Any

from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_COMMANDS_MAX = 100
_COMMAND_MAX = 32
_COMMAND_DESCRIPTION_MAX = 256
_DESCRIPTION_MAX = 512
_SHORT_DESCRIPTION_MAX = 120


def get_me(store: Store, _: Json) -> Json:
    """Return the bot's User."""
    return store.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _language(params: Json) -> str:
    code = str(params.get("language_code", ""))
    if not _LANGUAGE.fullmatch(code):
        raise Refusal("invalid language code specified")
    return code


def _key(store: Store, params: Json) -> str:
    scope = params.get("scope")
    if scope and scope["type"] == "chat":
        store.known(scope["chat_id"])
    return store.profile.key(scope, _language(params))


def set_my_commands(store: Store, params: Json) -> bool:
    """Set the commands for a scope and a language."""
    key = _key(store, params)
    commands = params["commands"]
    if len(commands) > _COMMANDS_MAX:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    store.profile.commands[key] = [_checked(command) for command in commands]
    store.touch()
    return True


def _checked(given: Json) -> Json:
    name = given["command"].strip().removeprefix("/")
    description = given["description"].strip()
    if not name:
        raise Refusal("command must be non-empty")
    if len(name) > _COMMAND_MAX:
        raise Refusal(f"command length must not exceed {_COMMAND_MAX}")
    if not _COMMAND.fullmatch(name):
        raise Refusal("BOT_COMMAND_INVALID")
    if not description:
        raise Refusal("command description must be non-empty")
    if len(description) > _COMMAND_DESCRIPTION_MAX:
        raise Refusal(f"command description length must not exceed {_COMMAND_DESCRIPTION_MAX}")
    return {"command": name, "description": description}


def get_my_commands(store: Store, params: Json) -> list[Json]:
    """Return the commands set for exactly this scope and language."""
    return store.profile.commands.get(_key(store, params), [])


def delete_my_commands(store: Store, params: Json) -> bool:
    """Forget the commands set for exactly this scope and language."""
    store.profile.commands.pop(_key(store, params), None)
    store.touch()
    return True


def _describe(kept: dict[str, str], params: Json, name: str, limit: int) -> bool:
    text = str(params.get(name, ""))
    if len(text) > limit:
        raise Refusal(f"bot {name.replace('_', ' ')} length must not exceed {limit}")
    kept[_language(params)] = text
    return True


def set_my_description(store: Store, params: Json) -> bool:
    """Set what an empty chat with the bot says."""
    kept = store.profile.descriptions
    return _describe(kept, params, "description", _DESCRIPTION_MAX)


def set_my_short_description(store: Store, params: Json) -> bool:
    """Set what the bot's profile says."""
    kept = store.profile.short_descriptions
    return _describe(kept, params, "short_description", _SHORT_DESCRIPTION_MAX)


def set_chat_menu_button(store: Store, params: Json) -> bool:
    """Set the menu button of a private chat, or of all."""
    chat_id: Any = params.get("chat_id", "")
    if chat_id != "":
        store.known(chat_id)
    store.profile.menus[str(chat_id)] = params.get("menu_button", {"type": "default"})
    return True
