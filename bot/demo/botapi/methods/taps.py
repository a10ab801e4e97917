"""answerCallbackQuery."""

from __future__ import annotations

from bot.demo.botapi.refusals import QUERY_TOO_OLD, Refusal
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store
from bot.demo.botapi.updates import TAP_LIFE

_ANSWER_MAX = 200


def answer_callback_query(store: Store, params: Json) -> bool:
    """Stop the button's spinner and, with ``text``, say something; the first answer is shown."""
    tap = store.taps.get(params["callback_query_id"])
    if tap is None or store.now() - tap.at > TAP_LIFE:
        raise Refusal(QUERY_TOO_OLD)
    text = params.get("text", "")
    if len(text) > _ANSWER_MAX:
        raise Refusal("MESSAGE_TOO_LONG")
    if params.get("url"):
        raise Refusal("URL_INVALID")
    if tap.answer is None:
        tap.answer = {"text": text, "show_alert": params.get("show_alert", False)}
        store.touch()
    return True
