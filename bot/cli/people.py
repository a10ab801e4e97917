"""``tellback invite`` and ``tellback link``: how people come in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import segno

from bot.cli.common import CLOCK, Cannot, Desk, chosen_language, command, say
from bot.clock import new_id, new_token
from bot.house import House
from bot.registry import make_house
from bot.residents.arriving import INVITE
from conversations.loader import Loaded
from storage import audit, projects, staff
from storage.sqlite import Connection
from storage.staff import Invite

_ROLES = ("lead", "officer", "safeguarding", "admin")

#: Long enough for someone on leave, short enough for a link that lies about.
_LASTS = timedelta(days=7)

_LONGEST_NAME = 20


def add(subparsers: Any) -> None:
    """Add the commands."""
    invite = command(
        subparsers,
        "invite",
        _invite,
        "Print a link that gives one person a role, once.",
        "tellback invite --role lead --project ward-7",
    )
    invite.add_argument("--role", required=True, choices=_ROLES)
    invite.add_argument("--project", help="the project's slug; only an admin needs none")
    invite.add_argument(
        "--name", help="what the team, and the people a peer lead brings, will call them"
    )
    invite.add_argument(
        "--sees",
        choices=("own", "all"),
        default="own",
        help="for a peer lead: the people who came by their link (own), or everyone (all)",
    )
    link = command(
        subparsers,
        "link",
        _link,
        "Print a link residents can use again and again, and its QR code.",
        "tellback link ward-7 --source ward-door --qr ward-door.png",
    )
    link.add_argument("project", help="the project's slug")
    link.add_argument("--source", help="where it hangs or who gives it out; kept with who came")
    link.add_argument("--qr", type=Path, help="write its QR code to this file (.png or .svg)")
    link.add_argument("--poster", type=Path, help="write its poster to this file (.pdf or .png)")
    link.add_argument("--language", help="the poster's language; else the project's own")


def _invite(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    if arguments.project is None and arguments.role != "admin":
        raise Cannot(f"A {arguments.role} belongs to a project. Please add --project SLUG.")
    desk = Desk(environ, may_make=True)
    bot, token = desk.bot_username(), new_token()
    if arguments.name and len(arguments.name) > _LONGEST_NAME:
        raise Cannot(f"A name has at most {_LONGEST_NAME} letters: it stands on buttons.")
    invite = Invite(
        arguments.role,
        arguments.project,
        "the command line",
        CLOCK.now() + _LASTS,
        sees=arguments.sees,
        name=arguments.name or None,
    )
    desk.run(_keep_invite, token, invite)
    _warn_of_unknown(desk, arguments.project)
    say(f"https://t.me/{bot}?start={INVITE}{token}")
    say(f"It works once, for one person, within {_LASTS.days} days. Send it to nobody else.")
    return 0


def _warn_of_unknown(desk: Desk, project: str | None) -> None:
    """A safeguarding contact joins before the project can be published, so this is no refusal."""
    if project is not None and desk.run(projects.get, project) is None:
        say(
            f"There is no live project {project} yet: the role counts once one of exactly that "
            "name is published."
        )


def _keep_invite(db: Connection, token: str, invite: Invite) -> None:
    now = CLOCK.now()
    staff.add_invite(db, token, invite, now)
    audit.add(
        db,
        actor=invite.made_by,
        action=f"invited a {invite.role}",
        now=now,
        project=invite.project,
    )


def _link(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk = Desk(environ)
    _check_file(arguments.qr, "A QR code", (".png", ".svg"))
    _check_file(arguments.poster, "A poster", (".pdf", ".png"))
    live = desk.run(projects.get, arguments.project)
    if live is None or not live.live:
        raise Cannot(
            f"There is no live project {arguments.project}. `tellback project list` shows those "
            "there are."
        )
    source = arguments.source or None
    link = desk.run(projects.link_for, arguments.project, source, new_id(8), CLOCK.now())
    address = f"https://t.me/{desk.bot_username()}?start={link.code}"
    # What cannot be drawn is said before the link, so that no script takes half for all.
    poster = _poster(desk, arguments, address) if arguments.poster is not None else None
    say(address)
    if arguments.qr is not None:
        segno.make(address, error="m").save(str(arguments.qr), scale=10, border=4)
        say(f"Its QR code is in {arguments.qr}.")
    if poster is not None:
        arguments.poster.write_bytes(poster)
        say(f"Its poster is in {arguments.poster}.")
    return 0


def _check_file(path: Path | None, what: str, endings: tuple[str, str]) -> None:
    if path is None:
        return
    if path.suffix.lower() not in endings:
        known = " or ".join(endings)
        raise Cannot(f"{what} is written as {known}, not as {path.suffix or '?'}.")
    if not path.parent.is_dir():
        raise Cannot(f"There is no folder {path.parent} to write {what.lower()} to.")


def _poster(desk: Desk, arguments: argparse.Namespace, address: str) -> bytes:
    # Imported here: fonts and pages take a while to load, and most links need none.
    from bot.posters.making import poster_file  # noqa: PLC0415

    house = make_house(timezone=desk.settings.timezone)
    loaded = desk.run(_project_of, house, arguments.project)
    language = chosen_language(loaded.project, arguments.language)
    made = poster_file(loaded, language, address, arguments.poster.suffix.lower()[1:])
    if made is None:
        raise Cannot(f"There is no font here for all letters of “{language}”: no poster was made.")
    return made


def _project_of(db: Connection, house: House, slug: str) -> Loaded:
    loaded = house.project(db, slug)
    assert loaded is not None
    return loaded
