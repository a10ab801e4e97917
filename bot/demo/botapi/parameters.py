"""What each supported method and input object takes: names, types, whether required.

From the Bot API 10.1 of 11 June 2026, cut down to what this server really does: a parameter that
Telegram has and we would only ignore is missing on purpose, so that it is refused instead. A test
compares the tables with the machine-readable specification.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One parameter or object field: the types it may have, in the specification's words."""

    types: tuple[str, ...]
    required: bool = False


def _fields(*lines: str) -> dict[str, Field]:
    """Read lines like ``chat_id! Integer|String`` (``!`` marks what is required)."""
    fields = {}
    for line in lines:
        name, types = line.split(" ", 1)
        fields[name.rstrip("!")] = Field(tuple(types.split("|")), name.endswith("!"))
    return fields


_ANY_MARKUP = "reply_markup InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
_TO = ("chat_id! Integer|String",)
_HOW = (
    "disable_notification Boolean",
    "protect_content Boolean",
    "reply_parameters ReplyParameters",
)
_CAPTION = ("caption String", "parse_mode String", "caption_entities Array of MessageEntity")
_SEND_FILE = (*_TO, *_CAPTION, *_HOW, _ANY_MARKUP)
_WHICH = ("chat_id Integer|String", "message_id Integer")
_COMMANDS = ("scope BotCommandScope", "language_code String")

METHODS: dict[str, dict[str, Field]] = {
    "getUpdates": _fields(
        "offset Integer", "limit Integer", "timeout Integer", "allowed_updates Array of String"
    ),
    "setWebhook": _fields(
        "url! String",
        "max_connections Integer",
        "allowed_updates Array of String",
        "drop_pending_updates Boolean",
        "secret_token String",
    ),
    "deleteWebhook": _fields("drop_pending_updates Boolean"),
    "getWebhookInfo": {},
    "getMe": {},
    "sendMessage": _fields(
        *_TO,
        "text! String",
        "parse_mode String",
        "entities Array of MessageEntity",
        "link_preview_options LinkPreviewOptions",
        *_HOW,
        _ANY_MARKUP,
    ),
    "sendPhoto": _fields("photo! InputFile|String", *_SEND_FILE),
    "sendVoice": _fields("voice! InputFile|String", "duration Integer", *_SEND_FILE),
    "sendAudio": _fields(
        "audio! InputFile|String",
        "duration Integer",
        "performer String",
        "title String",
        *_SEND_FILE,
    ),
    "sendVideo": _fields(
        "video! InputFile|String",
        "duration Integer",
        "width Integer",
        "height Integer",
        "supports_streaming Boolean",
        *_SEND_FILE,
    ),
    "sendDocument": _fields(
        "document! InputFile|String", "disable_content_type_detection Boolean", *_SEND_FILE
    ),
    "sendMediaGroup": _fields(
        *_TO,
        "media! Array of InputMedia",
        *_HOW,
    ),
    "sendChatAction": _fields(*_TO, "action! String"),
    "editMessageText": _fields(
        *_WHICH,
        "text String",
        "parse_mode String",
        "entities Array of MessageEntity",
        "link_preview_options LinkPreviewOptions",
        "reply_markup InlineKeyboardMarkup",
    ),
    "editMessageCaption": _fields(*_WHICH, *_CAPTION, "reply_markup InlineKeyboardMarkup"),
    "editMessageReplyMarkup": _fields(*_WHICH, "reply_markup InlineKeyboardMarkup"),
    "deleteMessage": _fields(*_TO, "message_id! Integer"),
    "answerCallbackQuery": _fields(
        "callback_query_id! String",
        "text String",
        "show_alert Boolean",
        "url String",
        "cache_time Integer",
    ),
    "getFile": _fields("file_id! String"),
    "getChat": _fields(*_TO),
    "leaveChat": _fields(*_TO),
    "setMyCommands": _fields("commands! Array of BotCommand", *_COMMANDS),
    "getMyCommands": _fields(*_COMMANDS),
    "deleteMyCommands": _fields(*_COMMANDS),
    "setMyDescription": _fields("description String", "language_code String"),
    "setMyShortDescription": _fields("short_description String", "language_code String"),
    "setChatMenuButton": _fields("chat_id Integer", "menu_button MenuButton"),
}

_MEDIA = ("type! String", "media! String", *_CAPTION)

OBJECTS: dict[str, dict[str, Field]] = {
    "InlineKeyboardMarkup": _fields("inline_keyboard! Array of Array of InlineKeyboardButton"),
    "InlineKeyboardButton": _fields("text! String", "url String", "callback_data String"),
    "ReplyKeyboardMarkup": _fields(
        "keyboard! Array of Array of KeyboardButton",
        "is_persistent Boolean",
        "resize_keyboard Boolean",
        "one_time_keyboard Boolean",
        "input_field_placeholder String",
        "selective Boolean",
    ),
    "KeyboardButton": _fields("text! String"),
    "ReplyKeyboardRemove": _fields("remove_keyboard! Boolean", "selective Boolean"),
    "ForceReply": _fields(
        "force_reply! Boolean", "input_field_placeholder String", "selective Boolean"
    ),
    "ReplyParameters": _fields("message_id! Integer", "allow_sending_without_reply Boolean"),
    "LinkPreviewOptions": _fields(
        "is_disabled Boolean",
        "url String",
        "prefer_small_media Boolean",
        "prefer_large_media Boolean",
        "show_above_text Boolean",
    ),
    "MessageEntity": _fields(
        "type! String", "offset! Integer", "length! Integer", "url String", "language String"
    ),
    "InputMediaPhoto": _fields(*_MEDIA, "has_spoiler Boolean"),
    "InputMediaVideo": _fields(
        *_MEDIA, "width Integer", "height Integer", "duration Integer", "has_spoiler Boolean"
    ),
    "InputMediaAudio": _fields(*_MEDIA, "duration Integer", "performer String", "title String"),
    "InputMediaDocument": _fields(*_MEDIA, "disable_content_type_detection Boolean"),
    "BotCommand": _fields("command! String", "description! String"),
    "BotCommandScopeDefault": _fields("type! String"),
    "BotCommandScopeAllPrivateChats": _fields("type! String"),
    "BotCommandScopeAllGroupChats": _fields("type! String"),
    "BotCommandScopeChat": _fields("type! String", "chat_id! Integer|String"),
    "MenuButtonCommands": _fields("type! String"),
    "MenuButtonDefault": _fields("type! String"),
}

#: Names that stand for one of several objects, told apart by their field ``type``.
UNIONS: dict[str, dict[str, str]] = {
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "chat": "BotCommandScopeChat",
    },
    "InputMedia": {
        "photo": "InputMediaPhoto",
        "video": "InputMediaVideo",
        "audio": "InputMediaAudio",
        "document": "InputMediaDocument",
    },
    "MenuButton": {"commands": "MenuButtonCommands", "default": "MenuButtonDefault"},
}
