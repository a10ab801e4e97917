"""The evidence, the one document for everybody, read as it is handed out."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from bot.evidence.files import written
from bot.evidence.gathering import gather
from tests.year import story, truth
from tests.year.checks import people
from tests.year.figures import NUMBER, ranged
from tests.year.people import Resident
from tests.year.project import SLUG
from tests.year.setting import Year
from tests.year.table import Line
from tests.year.team import THEMES

Ward = Sequence[Resident]

_CARD = "Visiting times"


async def holds(year: Year, ward: Ward, everyone: Ward, waves: Sequence[str]) -> list[Line]:
    """What it counts of ``ward``, and of ``everyone`` the voices decisions rested on."""
    page = await _page(year)
    early = sum(who.early for who in ward)
    things = truth.things(ward, waves)
    lines = [
        _line(
            "people who sent what they think", [len(ward)], page, "People who sent what they think:"
        ),
        _line(
            f"shown “{_CARD}” before / after it changed",
            [early, len(ward) - early],
            page.partition("Shown to and passed on by")[2],
            f"{_CARD} 1",
            f"{_CARD} 2",
        ),
        _line(
            "things said / read / put under a theme",
            [things] * 3,
            page,
            "Things said in words, by voice or with files:",
            "Of them, read by a peer lead or an officer:",
            "Of them, put under a theme:",
        ),
    ]
    for made in story.DECISIONS:
        part = page.partition(f": {made.decided}")[2].partition("Decision 2")[0]
        lines.append(
            _line(
                f"“{THEMES[made.topic]}”: voices / heard what was decided",
                [len(truth.told_of(everyone, made.topic)), len(truth.heard_back(ward, made.topic))],
                part,
                "It rested on the words of this many people:",
                "Heard what was decided",
            )
        )
    quoted = [who for who in everyone if who.sign in page]
    return [
        *lines,
        people("quoted in it, as they allowed", [w for w in ward if w.quotable], quoted),
    ]


def _line(what: str, planted: Sequence[int], page: str, *labels: str) -> Line:
    """Compare the numbers that stand behind these labels."""
    found = [re.search(rf"{re.escape(label)} {NUMBER}", page) for label in labels]
    return ranged(what, planted, [one[1] for one in found if one])


async def _page(year: Year) -> str:
    """Return what the document says, without its pictures and marks."""
    app = year.stage.app
    gathered = await app.store.write(gather, app.house, SLUG, app.clock.now(), "en")
    page = written(gathered, app.house.words("en"), "html").decode()
    bare = re.sub(r"<(svg|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())
