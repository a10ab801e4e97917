"""``tellback migrate``, ``tellback backup`` and ``tellback doctor``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Desk, command, say
from bot.keyfile import database_key
from bot.settings import read_settings
from storage.backup import backup
from storage.lock import DataLock
from storage.migrate import migrate


def add(subparsers: Any) -> None:
    """Add the commands."""
    command(
        subparsers,
        "migrate",
        _migrate,
        "Bring the database up to date. Not beside a running bot, which does it by itself.",
        "tellback migrate",
    )
    saving = command(
        subparsers,
        "backup",
        _backup,
        "Copy the database to a new file, whole and encrypted with the same key.",
        "tellback backup /mnt/safe/tellback-2027-01-04.db",
    )
    saving.add_argument("file", type=Path, help="a file that does not exist yet")
    command(
        subparsers,
        "doctor",
        _doctor,
        "Say what is wrong with settings, key, database, token or clock.",
        "tellback doctor",
    )


def _migrate(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    settings = read_settings(environ)
    key = database_key(settings, say)
    with DataLock(settings.data):
        applied = migrate(settings.database, key, now=CLOCK.now())
    say(f"Applied: {', '.join(applied)}." if applied else "The database is up to date.")
    return 0


def _backup(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk = Desk(environ)
    backup(desk.settings.database, desk.key, arguments.file)
    say(f"The backup is {arguments.file}. It opens with the same key, which is not in it.")
    return 0


def _doctor(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    # Imported here: it brings Telegram's library, which the other commands do without.
    from bot.doctor import examine  # noqa: PLC0415

    findings = examine(environ, CLOCK.now)
    for finding in findings:
        say(f"{finding.state:5}  {finding.sentence}")
    return 1 if any(finding.state == "wrong" for finding in findings) else 0
