"""The command line: ``tellback``. Each subject's commands are in a file of their own."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from bot.channels.base import ChannelError
from bot.cli import (
    concerns,
    evidence,
    expenses,
    exporting,
    missing,
    people,
    playing,
    projects,
    service,
    upkeep,
)
from bot.cli.common import Cannot
from bot.settings import SettingsError
from conversations.problems import ProjectRefused
from storage.sqlite import StorageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 cannot, 2 not understood.

    Whatever is wrong is said in one sentence on standard error; a traceback is a bug.
    """
    _never_fail_on_a_letter()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.act(arguments, os.environ))
    except BrokenPipeError:
        # Whoever read along has closed the pipe (`| head`): nobody is left to tell. What is still
        # buffered must not fail again while Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (Cannot, SettingsError, StorageError, ChannelError) as error:
        _complain(str(error) or type(error).__name__)
    except OSError as error:
        _complain(_in_words(error))
    except ProjectRefused as refused:
        for problem in refused.problems:
            _complain(str(problem))
    except KeyboardInterrupt:
        return 130
    return 1


def _never_fail_on_a_letter() -> None:
    """Let a terminal that cannot show a letter show its number: half an answer helps nobody."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _in_words(error: OSError) -> str:
    """Return what the system complains of, with the file it is about and without its number."""
    if error.strerror is None or error.filename is None:
        return str(error) or type(error).__name__
    return f"{error.filename}: {error.strerror}. Please check the path and who may write there."


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line's own output


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tellback",
        description="Peer-led engagement on Telegram: asked honestly, answered, and asked again.",
        epilog="Settings come from the environment: see the README. "
        "Every command works beside a running bot unless it says otherwise.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for subject in (
        service,
        projects,
        playing,
        people,
        exporting,
        evidence,
        expenses,
        missing,
        concerns,
        upkeep,
    ):
        subject.add(commands)
    return parser
