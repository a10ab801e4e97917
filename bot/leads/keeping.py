"""Keeping promises: everything that was promised, what is late first; the team says how it stands.

What the team says stands beside what people say of it, and is never mixed with that.
"""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads.scope import TEAM, allowed, day, not_there, workplace
from bot.outreach.promised import standing
from bot.visit import Visit, column, tap
from conversations.asked_words import verdicts
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.standing import Standing, lines, what
from conversations.text import Text
from storage import promises
from storage.promises import Promise, State
from storage.tasks import Task

#: So many promises to a message, so that none is a wall of words; so many have a button.
_TO_A_MESSAGE, _BUTTONS = 4, 8

#: Late ones first, then what is to come; what is settled comes last.
_ORDER = ("late", "coming", "part", "not_kept", "kept")

_DESK = N_("To the desk")

#: What the team can say of a promise.
SAID: dict[State, Option] = {
    "in_hand": Option("in_hand", N_("Still on it")),
    "kept": Option("kept", N_("It is kept")),
    "part": Option("part", N_("Kept in part")),
    "not_kept": Option("not_kept", N_("It will not be")),
}


def _promises(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    visit.end_task()
    words, reader = visit.words_of(loaded), visit.person.language
    found = _in_order(visit, loaded)
    title = words.t("<b>What was promised</b>")
    if not found:
        said = words.t("Nothing has been promised yet.")
        visit.say(f"{title}\n{said}", column([_desk(visit)]))
        return
    told = [
        f"{n}. " + "\n".join(words.say(line) for line in lines(stands, reader))
        for n, (_, stands) in enumerate(found, start=1)
    ]
    parts = [
        "\n\n".join(told[at : at + _TO_A_MESSAGE]) for at in range(0, len(told), _TO_A_MESSAGE)
    ]
    for part in (title, *parts):
        visit.say(part)
    shown = [promise.id for promise, _ in found]
    visit.begin_task("promises", "which", project=loaded.project.slug, shown=shown)
    visit.say(
        words.t("To say how one stands, tap it, or type its number."),
        column([*_openings(found, words), _desk(visit)]),
    )


def _in_order(visit: Visit, loaded: Loaded) -> list[tuple[Promise, Standing]]:
    every = promises.of_project(visit.db, loaded.project.slug)
    found = [(one, standing(visit.db, loaded, one, visit.now)) for one in every]
    return sorted(found, key=lambda one: (_ORDER.index(one[1].stands), one[0].due_on))


def _openings(found: list[tuple[Promise, Standing]], words: Words) -> list[Button]:
    """Return a button for each promise, the first ones: its number, and how it begins."""
    buttons = []
    for number, (promise, stands) in enumerate(found[:_BUTTONS], start=1):
        said = what(stands)
        label = f"{number}. {said if isinstance(said, str) else words.plain(said)}"
        short = label if len(label) <= 24 else label[:23] + "…"
        buttons.append(tap(Text(short), "prom", promise.id, "open"))
    return buttons


def _desk(visit: Visit) -> Button:
    return tap(_DESK, "desk", "desk", words=visit.words)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    shown = [str(one) for one in task.data["shown"]]
    reading = match_option(came.text or "", [Option(one, Text(one)) for one in shown], visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _tapped(visit, (reading.value[0], "open"))
    else:
        visit.say(visit.words.t("Please type the number of a promise. Or type: back"))


def found_by(visit: Visit, promise: str) -> tuple[Loaded, Promise] | None:
    """Return a promise this person may say something of, with its project."""
    found, project = promises.get(visit.db, promise), promises.project_of(visit.db, promise)
    loaded = visit.house.project(visit.db, project) if project else None
    if found is None or loaded is None:
        not_there(visit, N_("That promise is not there any more."))
        return None
    return (loaded, found) if allowed(visit, loaded.project.slug, *TEAM) else None


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = found_by(visit, args[0]) if len(args) == 2 and args[1] == "open" else None
    if found is not None:
        show(visit, *found)


def show(visit: Visit, loaded: Loaded, promise: Promise) -> None:
    """Show a promise: how it stands, what the team said of it, and beside it what people say."""
    words = visit.words_of(loaded)
    visit.say("\n".join(_stands(visit, loaded, promise, words)))
    said = _said(visit, loaded, promise, words)
    if said:
        visit.say("\n".join([words.t("<b>What the team said</b>"), *said]))
    visit.begin_task(
        "promise", "which", promise=promise.id, shown=[one.key for one in options(promise)]
    )
    visit.say("\n".join(_people_say(visit, loaded, promise, words)), column(_ways(visit, promise)))


def options(promise: Promise) -> tuple[Option, ...]:
    """Return what the team can say: of a date agreed at the start, only why it is late."""
    return (SAID["in_hand"],) if promise.kind != "change" else tuple(SAID.values())


def _stands(visit: Visit, loaded: Loaded, promise: Promise, words: Words) -> list[str]:
    stands = standing(visit.db, loaded, promise, visit.now)
    told = [words.say(line) for line in lines(stands, visit.person.language)]
    if promise.responsible:
        told.append(words.t("Who sees to it: {who}", who=promise.responsible))
    if promise.known_by:
        told.append(words.t("How people will know: {known_by}", known_by=promise.known_by))
    return told


def _said(visit: Visit, loaded: Loaded, promise: Promise, words: Words) -> list[str]:
    """Return all the team said of it, day by day: nothing of it is ever overwritten."""
    told = []
    for word in promises.said(visit.db, promise.id):
        on = day(word.at, words, loaded.project.timezone)
        line = words.t("{day}: {said}.", day=on, said=SAID[word.state].label)
        told.append(f"{line} {words.t('“{words}”', words=word.reason)}" if word.reason else line)
    return told


def _people_say(visit: Visit, loaded: Loaded, promise: Promise, words: Words) -> list[str]:
    from bot.counting.gathering import of_promise  # noqa: PLC0415 - the bot starts without it

    told = [words.t("<b>What people say of it</b>")]
    if promise.decision is None:
        return [*told, words.t("Nobody is asked about a day: everyone can see it.")]
    found = of_promise(visit.db, loaded.project, promise, promise.decision)
    small = loaded.project.small_number
    waves = [verdicts(one, small, words) for one in found.waves]
    return [*told, *(waves or [words.t("Nobody has been asked yet.")])]


def _ways(visit: Visit, promise: Promise) -> list[Button]:
    words = visit.words
    ways = [tap(one.label, "word", promise.id, one.key, words=words) for one in options(promise)]
    if promise.decision is not None:
        ways.append(tap(N_("The decision"), "made", promise.decision, "open", words=words))
    return [*ways, tap(N_("All promises"), "desk", "promises", words=words), _desk(visit)]


COMMANDS = {"promises": _promises}
TAPS = {"prom": _tapped}
TASKS = {"promises": _typed}
