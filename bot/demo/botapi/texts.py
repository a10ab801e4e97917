"""From a call's parameters to a message's text, caption and keyboards, with Telegram's limits."""

from __future__ import annotations

from bot.demo.botapi import htmltext
from bot.demo.botapi.entities import checked_link, clean, finished, utf16_length
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json

#: Limits of the Bot API, in UTF-16 units after entities were parsed, and in bytes for the request.
TEXT_MAX = 4096
CAPTION_MAX = 1024
_SOURCE_MAX = 32_768
_DATA_MAX = 64
_BUTTONS_MAX = 100


def formatted(source: str, parse_mode: str | None, given: list[Json]) -> tuple[str, list[Json]]:
    """Return the text and entities Telegram stores for what a bot sent.

    Raises Refusal for an unknown parse mode, for HTML it cannot read, or entities off the text.
    """
    if len(source.encode()) > _SOURCE_MAX:
        raise Refusal("text is too long")
    mode = (parse_mode or "").lower()
    if mode == "html":
        return finished(*htmltext.parse(source))
    if mode in {"markdown", "markdownv2"}:
        raise Refusal("this local server reads parse_mode HTML only")
    if mode and mode != "none":
        raise Refusal("unsupported parse_mode")
    if not given:
        return finished(clean(source), [])
    length = utf16_length(source)
    for entity in given:
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > length:
            raise Refusal("ENTITY_BOUNDS_INVALID")
    return finished(source, given)


def message_text(params: Json) -> Json:
    """Return ``text`` and ``entities`` of a message, or raise the Refusal its text deserves."""
    if not params.get("text"):
        raise Refusal("message text is empty")
    text, entities = formatted(params["text"], params.get("parse_mode"), params.get("entities", []))
    if not text:
        raise Refusal("text must be non-empty")
    if utf16_length(text) > TEXT_MAX:
        raise Refusal("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption(params: Json) -> Json:
    """Return ``caption`` and ``caption_entities``; empty where there is no caption."""
    text, entities = formatted(
        params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities", [])
    )
    if utf16_length(text) > CAPTION_MAX:
        raise Refusal("message caption is too long")
    if not text:
        return {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def checked_markup(markup: Json | None) -> Json | None:
    """Return a keyboard that Telegram would take, or ``None`` for an empty one."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        buttons = [button for row in rows for button in row]
        if len(buttons) > _BUTTONS_MAX:
            raise Refusal("reply markup is too long")
        checked = [[_inline(one) for one in row] for row in rows]
        return {"inline_keyboard": checked} if checked else None
    for row in markup.get("keyboard", []):
        for button in row:
            if not button["text"].strip():
                raise Refusal("keyboard button text must be non-empty")
    if "keyboard" in markup and not any(markup["keyboard"]):
        return None
    return markup


def _inline(button: Json) -> Json:
    if not button["text"].strip():
        raise Refusal("inline keyboard button text must be non-empty")
    if button.get("url"):
        url = checked_link(button["url"])
        if url is None:
            raise Refusal(
                f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
            )
        return {"text": button["text"], "url": url}
    if not button.get("callback_data"):
        raise Refusal(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(button["callback_data"].encode()) > _DATA_MAX:
        raise Refusal("BUTTON_DATA_INVALID")
    return button


def offered(markup: Json | None) -> list[str]:
    """Return every callback_data in an inline keyboard."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
