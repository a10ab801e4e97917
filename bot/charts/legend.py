"""Names in a picture: what no font here can draw becomes a number, with its name in the text."""

from __future__ import annotations

from bot.drawing.fonts import drawable, lacking
from conversations.text import insert


class Legend:
    """Gives each name what stands for it in the picture, and keeps what has to stand below."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def label(self, name: str) -> str:
        """Return ``name`` as it can be drawn: itself, or its number if its script has no font."""
        shown = drawable(name)
        if not lacking(shown):
            return shown
        return f"({self._numbers.setdefault(name, len(self._numbers) + 1)})"

    def lines(self) -> tuple[str, ...]:
        """Return the numbers and what they stand for, as Telegram HTML for below the picture."""
        return tuple(f"({number}) {insert(name)}" for name, number in self._numbers.items())
