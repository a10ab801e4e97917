"""A whole world as JSON and back, so that the demo goes on after a restart."""

from __future__ import annotations

import copy
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.demo.botapi.draws import Draws
from bot.demo.botapi.files import FileStore
from bot.demo.botapi.profile import Profile
from bot.demo.botapi.shapes import Chat, Group, Json, Person, Post, Tap
from bot.demo.botapi.updates import UpdateQueue

if TYPE_CHECKING:
    from bot.demo.botapi.store import Store

#: Grows when the form changes; another form is refused rather than misread.
FORM = 1


def taken(store: Store) -> Json:
    """Return ``store`` as JSON; the record of calls is left out."""
    data = {
        "form": FORM,
        "token": store.token,
        "seed": store.draws.seed,
        "bot": store.bot,
        "version": store.version,
        "drawn": store.draws.drawn,
        "people": [asdict(person) for person in store.people.values()],
        "groups": [asdict(group) for group in store.groups.values()],
        "chats": [_chat(chat) for chat in store.chats.values()],
        "taps": [asdict(tap) for tap in store.taps.values()],
        "files": store.files.snapshot(),
        "profile": store.profile.snapshot(),
        "queue": store.queue.snapshot(),
    }
    return copy.deepcopy(data)


def _chat(chat: Chat) -> Json:
    posts = [asdict(post) for post in chat.posts.values()]
    return {"id": chat.id, "last_message_id": chat.last_message_id, "posts": posts}


def put_back(store: Store, data: Json) -> None:
    """Fill a fresh ``store`` with what ``taken`` returned; ValueError for another form."""
    if data.get("form") != FORM:
        raise ValueError(f"this snapshot has form {data.get('form')}, not {FORM}")
    data = copy.deepcopy(data)
    store.bot = data["bot"]
    store.version = data["version"]
    store.draws = Draws(data["seed"], data["drawn"])
    store.people = {one["user"]["id"]: Person(**one) for one in data["people"]}
    store.groups = {one["id"]: Group(**one) for one in data["groups"]}
    store.chats = {one["id"]: _chat_back(one) for one in data["chats"]}
    store.taps = {one["id"]: Tap(**one) for one in data["taps"]}
    store.files = FileStore.restore(data["files"])
    store.profile = Profile(**data["profile"])
    store.queue = UpdateQueue.restore(data["queue"])


def _chat_back(data: Json) -> Chat:
    posts = {one["message"]["message_id"]: Post(**one) for one in data["posts"]}
    return Chat(data["id"], data["last_message_id"], posts)
