"""Secrets stay out of the log, however they got into a record."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot.logs import HIDDEN, TALKATIVE, Redaction, setup

TOKEN = "123456789:AAE-tok_en+with(signs)"
KEY = "00ff" * 16


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Logging set up at DEBUG into a string; put back as it was afterwards."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}
    stream = io.StringIO()
    setup("DEBUG", [TOKEN, KEY, ""], stream)
    yield stream
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


class Telltale:
    def __str__(self) -> str:
        return f"bot{TOKEN}"


def test_secrets_are_hidden_in_messages_and_arguments(lines: io.StringIO) -> None:
    log = logging.getLogger("bot.somewhere")
    log.info("https://api.telegram.org/bot%s/getMe", TOKEN)
    log.debug("PRAGMA key = \"x'%s'\"", KEY.upper())
    log.warning("%s and %r", Telltale(), {"key": KEY})
    written = lines.getvalue()
    assert "https://api.telegram.org/bot[hidden]/getMe" in written
    assert written.count(HIDDEN) == 4
    assert TOKEN not in written
    assert KEY.lower() not in written.lower()


def test_secrets_are_hidden_in_tracebacks_with_their_causes(lines: io.StringIO) -> None:
    try:
        try:
            raise OSError(f"cannot connect to /bot{TOKEN}/getMe")
        except OSError as error:
            raise RuntimeError(f"key {KEY}") from error
    except RuntimeError:
        logging.getLogger("bot").exception("it broke", stack_info=True)
    written = lines.getvalue()
    assert "RuntimeError: key [hidden]" in written
    assert "OSError: cannot connect to /bot[hidden]/getMe" in written
    assert "Stack (most recent call last)" in written
    assert TOKEN not in written
    assert KEY not in written


def test_a_token_in_an_encoded_address_is_hidden(lines: io.StringIO) -> None:
    log = logging.getLogger("bot")
    log.info("GET /bot%s/getMe", quote(TOKEN, safe=""))
    assert lines.getvalue().endswith("GET /bot[hidden]/getMe\n")


def test_anyones_token_is_hidden_by_its_shape(lines: io.StringIO) -> None:
    log = logging.getLogger("bot")
    log.info("somebody else's is 987654321:%s", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    log.info("GET https://api.telegram.org/bot987654321:%s/x", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDs")
    assert "AAHdq" not in lines.getvalue()
    assert "GET https://api.telegram.org/bot[hidden]/x" in lines.getvalue()


def test_a_secret_inside_another_does_not_leave_the_rest() -> None:
    assert Redaction(["secret", "secret-and-more"]).scrub("a secret-and-more b") == "a [hidden] b"


def test_ordinary_lines_are_left_alone(lines: io.StringIO) -> None:
    logging.getLogger("bot").info("took %d updates in %.1f s, at 12:30:45", 3, 0.25)
    assert lines.getvalue().endswith("INFO bot: took 3 updates in 0.2 s, at 12:30:45\n")


def test_a_line_that_cannot_be_filled_in_is_written_without_its_arguments(
    lines: io.StringIO,
) -> None:
    logging.getLogger("bot").info("%d updates", TOKEN)
    assert "%d updates (could not be filled in)" in lines.getvalue()
    assert TOKEN not in lines.getvalue()


@pytest.mark.parametrize("name", ["httpx", "aiosqlite", "telegram.Bot", "aiohttp.access"])
def test_libraries_that_write_whole_messages_are_kept_quiet(lines: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("what Ana said")
    logging.getLogger(name).warning("something is wrong")
    assert "Ana" not in lines.getvalue()
    assert "something is wrong" in lines.getvalue()


def test_setting_up_again_replaces_what_was(lines: io.StringIO) -> None:
    again = io.StringIO()
    setup("ERROR", [], again)
    logging.getLogger("bot").error("once")
    logging.getLogger("telegram").warning("too quiet for this level")
    assert lines.getvalue() == ""
    assert again.getvalue().count("once") == 1
    assert "too quiet" not in again.getvalue()
