"""Taking out of an update what nobody asked for, before anything keeps it.

Telegram sends a spot to the centimetre, with the address, the heading and the speed, and a contact
with someone's number. No project may keep a spot more exactly than a street, so no more comes in;
what a project keeps can be less (``conversations.questions.place``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard, cast

#: Decimal places of a degree that come in: 111 m from south to north, less from west to east.
DECIMALS = 3

#: What names a venue more exactly than its title, and what tells who a contact is.
_NEVER_KEPT = (
    "address",
    "foursquare_id",
    "foursquare_type",
    "google_place_id",
    "google_place_type",
    "phone_number",
    "vcard",
)


#: Nothing that Telegram sends lies deeper, and what goes on for ever must not stop the rest.
_DEEPEST = 40


def coarsened(update: Mapping[str, object]) -> dict[str, object]:
    """Return ``update`` with every spot in it rounded, wherever it stands, and numbers left out.

    A reply quotes the message it answers, so a spot may stand deep inside.
    """
    return _table(update, _DEEPEST)


def coordinates(location: Mapping[str, object]) -> tuple[float, float] | None:
    """Return the latitude and longitude of a Bot API Location, if it has both."""
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if not _is_number(latitude, 90) or not _is_number(longitude, 180):
        return None
    return float(latitude), float(longitude)


def _is_number(value: object, most: int) -> TypeGuard[float]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(cast("float", value)) <= most


def _table(table: Mapping[str, object], depth: int) -> dict[str, object]:
    if "latitude" in table or "longitude" in table:
        # Whatever else stands there says how exactly it is known, or where it moves.
        spot = coordinates(table) or ()
        rounded = (round(one, DECIMALS) for one in spot)
        return dict(zip(("latitude", "longitude"), rounded, strict=False))
    return {key: _part(value, depth) for key, value in table.items() if key not in _NEVER_KEPT}


def _part(part: object, depth: int) -> object:
    if not isinstance(part, Mapping | list):
        return part
    if depth == 0:
        return None
    if isinstance(part, list):
        return [_part(each, depth - 1) for each in part]
    return _table(part, depth - 1)
