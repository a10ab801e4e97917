"""The fonts that come with us: which families there are, how heavy they get, and their files."""

from __future__ import annotations

from pathlib import Path

import fontpkg

#: The families, in the order in which a letter is looked for. Another script is another package of
#: Noto's, and its name here.
FAMILIES = ("Noto Sans", "Noto Sans Arabic")

#: How heavy the two weights are on OpenType's scale.
REGULAR, BOLD = 400, 700


def font_file(family: str) -> Path:
    """Return the file of a family: every weight of it is in the one."""
    return Path(fontpkg.path(family))
