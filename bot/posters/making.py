"""Posters as files, made when they are wanted and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

from bot.drawing.fonts import lacking
from bot.house import House
from bot.posters.page import pdf
from bot.posters.picture import png
from bot.posters.wording import Poster, poster
from conversations.loader import Loaded
from storage.sqlite import Connection

Form = Literal["png", "pdf"]

FORMS: Mapping[Form, Callable[[Poster], bytes]] = {"png": png, "pdf": pdf}


def can_be_drawn(one: Poster) -> bool:
    """Say whether there is a font for every letter of it."""
    return not any(sign.isalpha() for sign in lacking(one.letters()))


def wanted(project: str, code: str, language: str, by: str | None, form: Form) -> dict[str, Any]:
    """Return a poster as the outbox keeps it: what it is of, never the file."""
    return {"project": project, "code": code, "language": language, "by": by, "form": form}


def of_kept(db: Connection, house: House, kept: Mapping[str, Any]) -> Poster | None:
    """Return what a poster in the outbox says now, or ``None`` if its project is gone."""
    loaded = house.project(db, str(kept["project"]))
    if loaded is None:
        return None
    return poster(loaded, str(kept["language"]), house.link(str(kept["code"])), kept["by"])


def poster_file(loaded: Loaded, language: str, link: str, form: str) -> bytes | None:
    """Return a poster of the project's own; ``None`` if there is no font for its letters."""
    one = poster(loaded, language, link, None)
    return made(one, form) if can_be_drawn(one) else None


def made(one: Poster, form: str) -> bytes:
    """Return a poster's file. It takes a moment: not on the event loop."""
    return FORMS[cast("Form", form)](one)
