"""A picture in the chat, with everything it shows in words below it."""

from __future__ import annotations

from bot.charts.kinds import Bars, Chain, Picture, Ranges, kept
from bot.visit import Visit
from conversations.text import insert, telegram_length

#: So long may the words under a picture be (Bot API, "sendPhoto").
_CAPTION = 1024


def show(visit: Visit, picture: Picture, legend: tuple[str, ...] = ()) -> None:
    """Say ``picture``; ``legend`` is what its numbers stand for, as Telegram HTML."""
    said = "\n".join((*_in_words(picture), *legend))
    fits = telegram_length(said) <= _CAPTION
    visit.say_file(said if fits else "", {"picture": kept(picture)})
    if not fits:
        visit.say(said)


def _in_words(picture: Picture) -> list[str]:
    lines = [f"<b>{insert(picture.title)}</b>"]
    match picture:
        case Bars():
            for row in picture.rows:
                lines += [f"<i>{insert(row.label)}</i>", *(insert(p.said) for p in row.parts)]
        case Ranges():
            for one in picture.rows:
                lines += [f"<i>{insert(one.label)}</i>", insert(one.said)]
        case Chain():
            for link in picture.rows:
                cells = (link.heard, link.decided, link.kept)
                for head, cell in zip(picture.heads, cells, strict=True):
                    lines.append(f"<i>{insert(head)}:</i> {insert('; '.join(cell))}")
    return lines
