"""The methods this server has, by the name they are called with; one module a family."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.demo.botapi.methods import chats, edits, messages, polling, profile, taps, uploads
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store

Method = Callable[[Store, Json], Any] | Callable[[Store, Json], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "sendMessage": messages.send_message,
    "sendChatAction": messages.send_chat_action,
    "deleteMessage": messages.delete_message,
    "sendPhoto": uploads.send_photo,
    "sendVoice": uploads.send_voice,
    "sendAudio": uploads.send_audio,
    "sendVideo": uploads.send_video,
    "sendDocument": uploads.send_document,
    "sendMediaGroup": uploads.send_media_group,
    "getFile": uploads.get_file,
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "answerCallbackQuery": taps.answer_callback_query,
    "getChat": chats.get_chat,
    "leaveChat": chats.leave_chat,
}

#: Telegram takes method names in any case.
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
