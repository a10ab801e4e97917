"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from __future__ import annotations

import copy

from bot.demo.botapi.refusals import NOT_MODIFIED, Refusal
from bot.demo.botapi.shapes import Json, Post
from bot.demo.botapi.store import Store, set_markup
from bot.demo.botapi.texts import caption, checked_markup, message_text


def edit_message_text(store: Store, params: Json) -> Json:
    """Change a text; the buttons go unless they are sent again."""
    body = message_text(params)
    post, markup = _own(store, params)
    if "text" not in post.message:
        raise Refusal("there is no text in the message to edit")
    if params.get("link_preview_options"):
        body["link_preview_options"] = params["link_preview_options"]
    return _change(store, post, ("text", "entities", "link_preview_options"), body, markup)


def edit_message_caption(store: Store, params: Json) -> Json:
    """Change or (without a caption) remove what stands under a file."""
    body = caption(params)
    post, markup = _own(store, params)
    if "text" in post.message:
        raise Refusal("there is no caption in the message to edit")
    return _change(store, post, ("caption", "caption_entities"), body, markup)


def edit_message_reply_markup(store: Store, params: Json) -> Json:
    """Change or (without a keyboard) remove the buttons."""
    post, markup = _own(store, params)
    return _change(store, post, (), {}, markup)


def _own(store: Store, params: Json) -> tuple[Post, Json | None]:
    """Return the bot's message that ``params`` name and the keyboard it is to have."""
    markup = checked_markup(params.get("reply_markup"))
    chat_id = store.writable(params.get("chat_id"))
    post = store.find(chat_id, params.get("message_id"), "message to edit")
    if not post.from_bot or post.keyboard is not None:
        raise Refusal("message can't be edited")
    return post, markup


def _change(
    store: Store, post: Post, parts: tuple[str, ...], body: Json, markup: Json | None
) -> Json:
    """Replace ``parts`` of a message by ``body``, and its keyboard; refuse what changes nothing."""
    before = {part: post.message.get(part) for part in parts}
    same_body = before == {part: body.get(part) for part in parts}
    if same_body and post.message.get("reply_markup") == markup:
        raise Refusal(NOT_MODIFIED)
    for part in parts:
        post.message.pop(part, None)
    post.message |= body
    post.message["edit_date"] = int(store.now())
    set_markup(post, markup)
    store.touch()
    return copy.deepcopy(post.message)
