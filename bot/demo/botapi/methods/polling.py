"""getUpdates, and the webhook that excludes it.

A webhook is remembered and reported but nothing is pushed to it: the demo and the tests poll.
"""

from __future__ import annotations

from bot.demo.botapi.refusals import WEBHOOK_SET, Refusal
from bot.demo.botapi.shapes import Json
from bot.demo.botapi.store import Store

_LIMIT_MAX = 100
#: The public server's longest poll, in seconds.
_TIMEOUT_MAX = 50


async def get_updates(store: Store, params: Json) -> list[Json]:
    """Acknowledge below ``offset`` and return what waits, or wait up to ``timeout`` seconds for it.

    Out of range limits and timeouts are clamped, as Telegram does.
    """
    if store.profile.webhook is not None:
        raise Refusal(WEBHOOK_SET, 409)
    offset = params.get("offset", 0)
    limit = min(max(params.get("limit", _LIMIT_MAX), 1), _LIMIT_MAX)
    timeout = min(max(params.get("timeout", 0), 0), _TIMEOUT_MAX)
    if "allowed_updates" in params:
        store.queue.allowed = params["allowed_updates"]
    updates = store.queue.take(offset, limit, store.now())
    if not updates and timeout:
        await store.queue.arrival(timeout)
        updates = store.queue.take(max(offset, 0), limit, store.now())
    return updates


def set_webhook(store: Store, params: Json) -> bool:
    """Remember a webhook; an empty address removes it."""
    if not params["url"]:
        return delete_webhook(store, params)
    if not params["url"].startswith("https://"):
        raise Refusal("bad webhook: An HTTPS URL must be provided for webhook")
    store.queue.interrupt("terminated by setWebhook request")
    if "allowed_updates" in params:
        store.queue.allowed = params["allowed_updates"]
    if params.get("drop_pending_updates"):
        store.queue.clear()
    store.profile.webhook = {
        "url": params["url"],
        "max_connections": params.get("max_connections", 40),
    }
    return True


def delete_webhook(store: Store, params: Json) -> bool:
    """Forget the webhook."""
    store.profile.webhook = None
    if params.get("drop_pending_updates"):
        store.queue.clear()
    return True


def get_webhook_info(store: Store, _: Json) -> Json:
    """Return the webhook, with an empty address where there is none."""
    info = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": store.queue.pending(store.now()),
    }
    if store.queue.allowed:
        info["allowed_updates"] = store.queue.allowed
    return info | (store.profile.webhook or {})
