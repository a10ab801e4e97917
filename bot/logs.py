"""Logging that keeps secrets and residents' words out of every line.

Two ways together: secrets are scrubbed from each record, and libraries that write whole requests,
parameters or messages into their debug lines are not let below WARNING.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

HIDDEN = "[hidden]"

#: A bot token as it stands in every address of the Bot API, whosever bot it is.
_TOKEN_SHAPE = r"(?<![0-9])[0-9]{6,}:[A-Za-z0-9_-]{30,}"

#: httpx, httpcore and aiohttp write addresses with the token; aiosqlite every SQL parameter and
#: the key; telegram whole messages; the multipart parsers the bytes of uploads; uvicorn.access the
#: addresses of one-use links.
TALKATIVE = (
    "apscheduler",
    "httpx",
    "httpcore",
    "aiohttp",
    "aiosqlite",
    "telegram",
    "multipart",
    "python_multipart",
    "uvicorn.access",
)


class Redaction(logging.Filter):
    """Rewrites each record so that no handler behind it can write a secret, tracebacks included."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        # The longest first, so that a secret that contains another is hidden whole.
        shapes = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
        self._shapes = re.compile("|".join([*shapes, _TOKEN_SHAPE]), re.IGNORECASE)
        self._plain = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Scrub ``record`` in place; always lets it pass."""
        record.msg, record.args = self.scrub(_message(record)), ()
        if record.exc_info:
            # Formatted here, once: a handler would format it again from the exception itself.
            record.exc_text = self._plain.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self.scrub(record.exc_text)
        if record.stack_info:
            record.stack_info = self.scrub(record.stack_info)
        return True

    def scrub(self, text: str) -> str:
        """Return ``text`` with every secret, and everything shaped like a bot token, hidden."""
        return self._shapes.sub(HIDDEN, text)


class _InUtc(logging.Formatter):
    """Times in UTC, as in the database."""

    def formatTime(  # noqa: N802 - logging's own name
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        """Return when the record was made."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class _OurHandler(logging.StreamHandler[TextIO]):
    """Marks the handler as ours, so that a second :func:`setup` replaces it."""


def setup(level: str, secrets: Sequence[str], stream: TextIO | None = None) -> None:
    """Send all logging at ``level`` and above to ``stream`` (standard error), scrubbed.

    ``secrets`` are the bot token and the database key in the form they are written in. Calling it
    again replaces what was set before.
    """
    handler = _OurHandler(stream)
    handler.setFormatter(_InUtc("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Redaction(secrets))
    root = logging.getLogger()
    for old in [each for each in root.handlers if isinstance(each, _OurHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - an argument's own __str__ can raise anything
        # A wrong format string must not cost the line, nor let its arguments out unscrubbed.
        return f"{record.msg!s} (could not be filled in)"
