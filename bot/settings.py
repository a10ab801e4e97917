"""What the environment says about how Tellback is to run, read once and checked in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

PUBLIC_API = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class SettingsError(Exception):
    """One sentence that names the variable, what is wrong with it, and an example."""


@dataclass(frozen=True)
class Settings:
    """How this Tellback runs. ``web_port`` and ``web_url`` are ``None`` where there is no web."""

    token: str | None = field(repr=False)
    api_base_url: str
    data: Path
    key_file: Path
    timezone: str
    log_level: str
    web_port: int | None
    web_url: str | None

    @property
    def database(self) -> Path:
        """The one database file."""
        return self.data / "tellback.db"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from ``environ``; an empty variable counts as not set.

    Raises ``SettingsError``. A missing token is no error here, because most commands need none.
    """
    return Settings(
        token=_token(environ),
        api_base_url=_url(environ, "TELEGRAM_API_BASE_URL", PUBLIC_API) or PUBLIC_API,
        data=_path(environ, "TELLBACK_DATA", "data"),
        key_file=_path(environ, "TELLBACK_KEY_FILE", "~/.config/tellback/key"),
        timezone=_timezone(environ),
        log_level=_log_level(environ),
        web_port=_port(environ),
        web_url=_url(environ, "TELLBACK_WEB_URL", "https://tellback.example.org"),
    )


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this very machine, by name or by number."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _value(environ: Mapping[str, str], name: str) -> str | None:
    return environ.get(name, "").strip() or None


def _token(environ: Mapping[str, str]) -> str | None:
    """Return the token. The sentence must not repeat what was given: it may be nearly a token."""
    token = _value(environ, "TELEGRAM_BOT_TOKEN")
    if token is not None and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not a bot token: copy all of what BotFather gave you, a number, "
            "a colon and a long word, for example 123456789:AAE-xyz."
        )
    return token


def _url(environ: Mapping[str, str], name: str, example: str) -> str | None:
    text = _value(environ, name)
    if text is None:
        return None
    parts = _parts(text)
    if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise SettingsError(f"{name} is not a web address: write it whole, for example {example}.")
    if parts.username or parts.password:
        raise SettingsError(
            f"{name} has a user name or password in it: leave them out, for example {example}."
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise SettingsError(
            f"{name} begins with http:// but does not lead to this machine, so others could read "
            f"along: use https://, for example {example}."
        )
    return text.rstrip("/")


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address that has a host and, if any, a port that can be."""
    try:
        parts = urlsplit(address)
        usable = parts.hostname is not None and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _path(environ: Mapping[str, str], name: str, default: str) -> Path:
    path = Path(_value(environ, name) or default)
    if path.parts[:1] == ("~",):
        home = _value(environ, "HOME")
        path = (Path(home) if home else Path.home()).joinpath(*path.parts[1:])
    if name == "TELLBACK_DATA" and path.exists() and not path.is_dir():
        raise SettingsError(
            f"TELLBACK_DATA is {path}, which is a file: name a folder, for example ./data."
        )
    if name == "TELLBACK_KEY_FILE" and path.is_dir():
        raise SettingsError(
            f"TELLBACK_KEY_FILE is {path}, which is a folder: name a file in it, "
            f"for example {path / 'key'}."
        )
    return path


def _timezone(environ: Mapping[str, str]) -> str:
    name = _value(environ, "TELLBACK_TIMEZONE") or "Europe/London"
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # A folder of zones ("Europe") is an OSError, an unknown name a KeyError.
        raise SettingsError(
            f"TELLBACK_TIMEZONE is {name!r}, which is no time zone: "
            "use a name such as Europe/London."
        ) from None
    return name


def _log_level(environ: Mapping[str, str]) -> str:
    level = (_value(environ, "TELLBACK_LOG_LEVEL") or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(
            f"TELLBACK_LOG_LEVEL is {level!r}: use one of {', '.join(LOG_LEVELS)}, "
            "for example INFO."
        )
    return level


def _port(environ: Mapping[str, str]) -> int | None:
    text = _value(environ, "TELLBACK_WEB_PORT")
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise SettingsError(
            f"TELLBACK_WEB_PORT is {text!r}: use a number from 1 to 65535, for example 8080."
        )
    return int(text)
