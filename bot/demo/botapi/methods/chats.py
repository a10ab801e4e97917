"""getChat and leaveChat."""

from __future__ import annotations

from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store

_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def get_chat(store: Store, params: Json) -> Json:
    """Return what is known of a chat."""
    chat_id = store.known(params["chat_id"])
    person = store.people.get(chat_id)
    if person is not None and not person.started:
        raise Refusal("chat not found")
    return store.chat_object(chat_id) | {
        "accent_color_id": abs(chat_id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }


def leave_chat(store: Store, params: Json) -> bool:
    """Leave a group."""
    chat_id = store.writable(params["chat_id"])
    if chat_id not in store.groups:
        raise Refusal("chat member status can't be changed in private chats")
    store.groups[chat_id].bot_in = False
    change = {
        "chat": store.chat_object(chat_id),
        "from": store.bot,
        "date": int(store.now()),
        "old_chat_member": {"status": "member", "user": store.bot},
        "new_chat_member": {"status": "left", "user": store.bot},
    }
    store.queue.add("my_chat_member", change, store.now())
    store.touch()
    return True
