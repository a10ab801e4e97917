"""How Telegram says no: code, words, and the parameters that come with some refusals."""

from __future__ import annotations

from bot.demo.botapi.shapes import Json

_PREFIX = {400: "Bad Request: ", 401: "", 403: "Forbidden: ", 404: "Not Found: ", 409: "Conflict: "}

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
BLOCKED = "bot was blocked by the user"
NEVER_STARTED = "bot can't initiate conversation with a user"


class Refusal(Exception):
    """Telegram declines a call: HTTP status ``code`` and the whole ``description``."""

    def __init__(self, words: str, code: int = 400, parameters: Json | None = None) -> None:
        self.code = code
        self.description = _PREFIX.get(code, "") + words
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> Json:
        """Return the JSON Telegram answers with."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def too_many_requests(seconds: int) -> Refusal:
    """Return the refusal for sending too fast; nothing is taken for ``seconds``."""
    return Refusal(
        f"Too Many Requests: retry after {seconds}", 429, parameters={"retry_after": seconds}
    )


def server_error() -> Refusal:
    """Return Telegram's own failure, before anything was delivered."""
    return Refusal("Internal Server Error", 500)
