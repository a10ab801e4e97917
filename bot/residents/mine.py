"""What happened to mine? Everyone's own list, any time: each thing they said, and where it stands.

First an overview; each thing is opened by its number. Only what someone said themselves is shown
to them, never another's words or name.
"""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.residents import chain
from bot.residents.chain import ALL, ASK_WHY
from bot.residents.helping import project_of
from bot.residents.places import Place, buttons, elsewhere, listing, places
from bot.residents.reserved import STALE
from bot.residents.talking import hear, where_we_are
from bot.residents.things import Thing, ahead, things
from bot.visit import Keyboard, Visit, column, tap
from conversations.catalogue import N_
from conversations.layout import MOST_IN_A_ROW
from conversations.loader import Loaded
from conversations.mine import following
from conversations.text import ascii_digits, fold
from storage import outcomes
from storage.tasks import Task

#: So many things are listed in one message.
_PAGE = 8

_MORE = N_("More of mine")


def _mine(visit: Visit, rest: str) -> None:
    mine = [place for place in places(visit) if place.slug in visit.projects()]
    if len(mine) > 1 and not rest:
        _which(visit, mine)
        return
    meant = project_of(visit, rest)
    loaded = _project(visit, meant.project.slug) if meant else None
    if loaded is None:
        visit.say(visit.words.t("You have told us nothing yet. Send /start to begin."))
    else:
        _overview(visit, loaded)


def _which(visit: Visit, mine: list[Place]) -> None:
    """Someone in several conversations says first which one they mean."""
    listed = tuple(mine)
    visit.begin_task("mine", "which", keys=[place.slug for place in listed])
    head = visit.words.t("Which conversation do you mean? Tap it, or type its number.")
    visit.say(f"{head}\n\n{listing(listed)}", buttons(listed, "chain", "in"))


def _overview(visit: Visit, loaded: Loaded, start: int = 0) -> None:
    listed, words, slug = things(visit, loaded), visit.words_of(loaded), loaded.project.slug
    if not listed:
        visit.end_task()
        visit.say(visit.words.t("You have told us nothing yet. Send /start to begin."))
        return
    start = start if start < len(listed) else 0
    page = listed[start : start + _PAGE]
    visit.begin_task("mine", "things", project=slug, keys=[one.key for one in listed], start=start)
    head = words.t("<b>{title}: what happened to mine</b>", title=loaded.project.title)
    lines = [
        f"{number}. {one.called}\n   → {words.say(one.stands)}"
        for number, one in enumerate(page, start=start + 1)
    ]
    visit.say("\n".join([head, *lines]))
    visit.say(
        "\n".join(
            [*_next(visit, loaded, listed), words.t("To see more of one, tap or type its number.")]
        ),
        (*_numbers(page, start, slug), *column(_doors(visit, loaded, len(listed), start))),
    )


def _next(visit: Visit, loaded: Loaded, listed: tuple[Thing, ...]) -> list[str]:
    """Return what happens next with any of it, each thing once."""
    words, lies = visit.words_of(loaded), ahead(visit, loaded)
    lines = [words.say(one) for one in following((thing.came for thing in listed), lies)]
    return [words.t("<b>What happens next</b>"), *lines] if lines else []


def _numbers(page: tuple[Thing, ...], start: int, project: str) -> Keyboard:
    taps = [
        tap(str(number), "chain", "see", one.key if one.key[-1] != ":" else f"{one.key}{project}")
        for number, one in enumerate(page, start=start + 1)
    ]
    rows = range(0, len(taps), MOST_IN_A_ROW)
    return tuple(tuple(taps[first : first + MOST_IN_A_ROW]) for first in rows)


def _doors(visit: Visit, loaded: Loaded, many: int, start: int) -> list[Button]:
    slug, words = loaded.project.slug, visit.words
    more = tap(_MORE, "chain", "more", slug, start + _PAGE, words=words)
    better = tap(N_("Did it get better?"), "do", "better", slug, words=words)
    return [
        *([more] if start + _PAGE < many else []),
        *([better] if outcomes.asked_again(visit.db, slug) else []),
        tap(N_("My answers"), "do", "answers", slug, words=words),
        tap(N_("Ask the team"), "do", "ask", slug, words=words),
        *elsewhere(visit),
    ]


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """A number opens what stands there, or a button by its words; else it goes where it would."""
    loaded = _project(visit, str(task.data.get("project", "")))
    keys = [str(key) for key in task.data["keys"]]
    number = ascii_digits(came.text or "").strip() if not came.media else ""
    named = keys[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(keys) else None
    if named is not None and task.step == "which":
        _mine(visit, named)
    elif named is not None and loaded is not None:
        chain.show(visit, loaded, named)
    elif loaded is None or came.media or not _button(visit, loaded, task, came.text or ""):
        visit.end_task()
        hear(visit, came)


def _button(visit: Visit, loaded: Loaded, task: Task, said: str) -> bool:
    """Do what the button does whose words were typed; ``False`` if there is none."""
    words, why = visit.words, task.data.get("why")
    if fold(said) == fold(words.plain(ALL)):
        _overview(visit, loaded)
    elif fold(said) == fold(words.plain(_MORE)):
        _overview(visit, loaded, int(task.data.get("start", 0)) + _PAGE)
    elif why is not None and fold(said) == fold(words.plain(ASK_WHY)):
        chain.ask_why(visit, loaded, str(why))
    else:
        return False
    return True


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button of the list: ``chain:see:<kind>:<id>``, ``chain:in:<project>`` and their like."""
    what, rest = (args[0], args[1:]) if args else ("", ())
    if what == "in" and len(rest) == 1 and rest[0] in visit.projects():
        _mine(visit, rest[0])
    elif what in ("all", "more") and rest and (loaded := _project(visit, rest[0])) is not None:
        _overview(visit, loaded, int(rest[1]) if len(rest) > 1 and rest[1].isdecimal() else 0)
    elif what in ("see", "why") and len(rest) == 2:
        key = ":".join(rest)
        loaded = chain.project_of_thing(visit, key)
        if loaded is None:
            visit.toast = visit.words.plain(chain.GONE)
        elif what == "why":
            chain.ask_why(visit, loaded, key)
        else:
            chain.show(visit, loaded, key)
    else:
        visit.toast = visit.words.plain(STALE)


def _project(visit: Visit, slug: str) -> Loaded | None:
    return visit.house.project(visit.db, slug) if slug in visit.projects() else None


def _back(visit: Visit, task: Task) -> None:
    """From one thing back to all of them, from there to the conversations, and out."""
    loaded = _project(visit, str(task.data.get("project", "")))
    if task.step == "thing" and loaded is not None:
        _overview(visit, loaded)
    elif task.step == "things" and len(visit.projects()) > 1:
        _mine(visit, "")
    else:
        visit.end_task()
        visit.say(visit.words.t("All right, left as it was."))
        where_we_are(visit)


COMMANDS = {"mine": _mine}
TAPS = {"chain": _tapped}
TASKS = {"mine": _typed}
BACKS = {"mine": _back}
