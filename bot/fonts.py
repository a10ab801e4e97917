"""The fonts there are: those that come with us, and those of other scripts a machine may have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg

#: The families, in the order in which a letter is looked for. Another script is another package of
#: Noto's, and its name here.
FAMILIES = ("Noto Sans", "Noto Sans Arabic")

#: Families that no package of ours has. Pictures draw them where the machine has them, as
#: Debian's fonts-noto-core brings them.
ELSEWHERE = ("Noto Sans Bengali", "Noto Sans Gurmukhi", "Noto Sans Gujarati")

#: Where Linux, macOS and Windows keep fonts.
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)

#: How heavy the two weights are on OpenType's scale.
REGULAR, BOLD = 400, 700


def font_file(family: str) -> Path:
    """Return the file of a family: every weight of it is in the one."""
    return Path(fontpkg.path(family))


@cache
def installed() -> dict[str, tuple[Path, ...]]:
    """Return the families from elsewhere that this machine has, with the files of each."""
    folders = [folder for name in _FOLDERS if (folder := Path(name).expanduser()).is_dir()]
    found: dict[str, tuple[Path, ...]] = {}
    for family in ELSEWHERE:
        name = family.replace(" ", "")
        files = [
            file
            for folder in folders
            for pattern in (f"{name}-Regular.?tf", f"{name}-Bold.?tf", f"{name}[[]*.?tf")
            for file in sorted(folder.rglob(pattern))
        ]
        if files:
            found[family] = tuple(files)
    return found


def families() -> tuple[str, ...]:
    """Return the names of all families that pictures can be drawn with."""
    return (*FAMILIES, *installed())
