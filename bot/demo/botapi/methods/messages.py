"""sendMessage, sendChatAction, deleteMessage."""

from __future__ import annotations

import copy

from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store
from bot.demo.botapi.texts import checked_markup, message_text

#: A bot can delete its own messages for two days (Bot API, deleteMessage), in seconds.
_DELETABLE = 48 * 3600

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def deliver(store: Store, params: Json, body: Json) -> Json:
    """Put a message of the bot's into the chat that ``params`` name and return the Message."""
    markup = checked_markup(params.get("reply_markup"))
    chat_id = store.writable(params["chat_id"])
    quoted = _quoted(store, chat_id, params.get("reply_parameters"))
    if params.get("protect_content"):
        body = {"has_protected_content": True} | body
    return store.post(chat_id, store.bot, quoted | body, markup=markup)


def _quoted(store: Store, chat_id: int, reply: Json | None) -> Json:
    if reply is None:
        return {}
    try:
        post = store.find(chat_id, reply["message_id"], "message to be replied")
    except Refusal:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise
    message = copy.deepcopy(post.message)
    message.pop("reply_to_message", None)
    return {"reply_to_message": message}


def send_message(store: Store, params: Json) -> Json:
    """Send a text."""
    body = message_text(params)
    if params.get("link_preview_options"):
        body["link_preview_options"] = params["link_preview_options"]
    return deliver(store, params, body)


def send_chat_action(store: Store, params: Json) -> bool:
    """Show what the bot is doing for five seconds."""
    if params["action"] not in _ACTIONS:
        raise Refusal("wrong parameter action in request")
    chat_id = store.writable(params["chat_id"])
    store.actions[chat_id] = (params["action"], store.now())
    store.touch()
    return True


def delete_message(store: Store, params: Json) -> bool:
    """Take a message away: the bot's own anywhere, people's in private chats, for 48 hours."""
    chat_id = store.writable(params["chat_id"])
    post = store.find(chat_id, params["message_id"], "message to delete")
    if not post.from_bot and chat_id in store.groups:
        raise Refusal("message can't be deleted")
    if store.now() - post.message["date"] > _DELETABLE:
        raise Refusal("message can't be deleted for everyone")
    del store.chats[chat_id].posts[params["message_id"]]
    store.touch()
    return True
