"""``tellback run`` and ``tellback demo``."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import Cannot, command, say
from bot.settings import read_settings
from conversations.loader import load
from conversations.snapshot import take

#: The demo's usual port; nothing well known lives there.
DEMO_PORT = 8737


def add(subparsers: Any) -> None:
    """Add the commands."""
    command(
        subparsers,
        "run",
        _run,
        "Run the bot until it is told to stop (Ctrl-C, SIGTERM).",
        "TELEGRAM_BOT_TOKEN=123456:abc tellback run",
    )
    demo = command(
        subparsers,
        "demo",
        _demo,
        "Three phones in a browser, and the real bot behind them. No Telegram needed.",
        "tellback demo --port 8123 --no-browser",
    )
    demo.add_argument("--port", type=_port, help=f"the page's port (usually {DEMO_PORT})")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    demo.add_argument(
        "--project",
        type=Path,
        metavar="PATH",
        help="show this project, and every change of it, in place of the example",
    )
    demo.add_argument("--reset", action="store_true", help="forget the last time, start afresh")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number up to 65535, not {text!r}")
    return int(text)


def _run(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    # Imported here: the other commands need neither the scheduler nor the web.
    from bot.running import run  # noqa: PLC0415 - keeps the other commands quick

    return run(read_settings(environ), say)


def _demo(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    from bot.demo.running import main  # noqa: PLC0415 - keeps the other commands quick

    data = read_settings(environ).data
    folder = data / "demo"
    if arguments.project:
        # Refused before anything is begun, with all that is wrong.
        loaded = load(take(arguments.project), bot={})
        folder = data / f"demo-{loaded.project.slug}"
    port = DEMO_PORT if arguments.port is None else arguments.port
    try:
        return main(
            folder,
            port=port,
            browser=not arguments.no_browser,
            reset=arguments.reset,
            any_port=arguments.port is None,
            project=arguments.project,
        )
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise Cannot(
            f"Port {port} is taken, or not yours to open. --port names another; without --port "
            "any free one will do."
        ) from None
