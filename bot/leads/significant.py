"""Most Significant Change: peers read the stories of a wave a few at a time, and choose, with why.

What was chosen is read again beside those still to come, until none is left. Everyone on the team
chooses for themselves: another choice and its reason stand beside theirs.
"""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads.scope import TEAM, allowed, not_there, remark, workplace
from bot.leads.telling import play_files, say_told
from bot.residents.talking import hear
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.outcome_words import wave_name
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.reporting import quoted
from conversations.text import Text, insert
from storage import reviews, significance
from storage.reviews import Told
from storage.significance import Choice
from storage.tasks import Task

#: So many stories are read together, the one chosen before among them.
_TOGETHER = 3

#: So much of a story is enough to know it by.
_KNOWN_BY = 120

_TONES = {
    "good": N_("it was good for them"),
    "bad": N_("it was bad for them"),
    "both": N_("it was good and bad for them"),
}

_LATER = Option("later", N_("Later"))
_GO_ON, _UNDO = Option("go", N_("Go on")), Option("undo", N_("Undo"))
_GONE = N_("That story was changed or taken back by the person since.")


def _stories(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    found = significance.waves(visit.db, loaded.project.slug, visit.person.id)
    if not found:
        _rest(
            visit,
            visit.words.t(
                "No stories of change yet. They come when people are asked again whether it got "
                "better."
            ),
        )
    elif len(found) == 1:
        _show(visit, loaded, found[0].name)
    else:
        _which_wave(visit, loaded, found)


def _which_wave(visit: Visit, loaded: Loaded, found: tuple[significance.Wave, ...]) -> None:
    options = tuple(Option(one.name, _named(one.name)) for one in found)
    visit.begin_task("significant", "wave", project=loaded.project.slug)
    visit.say(
        visit.words.t("<b>Stories of change</b>\nOf which time that people were asked again?"),
        column(tap(o.label, "sig", "wave", o.key, words=visit.words) for o in options),
    )


def _named(wave: str) -> Text:
    """Return what a wave is called on a button: its number."""
    return Text(wave.removeprefix("after-"))


# ---------------------------------------------------------------- reading a few together


def _group(visit: Visit, project: str, wave: str) -> tuple[str, ...]:
    """Return the stories to hold against each other now; fewer than two: there is nothing to."""
    reader = visit.person.id
    before = significance.standing(visit.db, project, wave, reader)
    fresh = significance.unseen(visit.db, project, wave, reader)
    known = (before.answer,) if before is not None else ()
    return (*known, *fresh[: _TOGETHER - len(known)]) if fresh else ()


def _show(visit: Visit, loaded: Loaded, wave: str) -> None:
    group = _group(visit, loaded.project.slug, wave)
    told = [reviews.get(visit.db, answer, visit.person.id) for answer in group]
    stories = [one for one in told if one is not None]
    if len(stories) < 2:
        _what_stands(visit, loaded, wave)
        return
    words = visit.words
    visit.say(_title(visit, wave))
    for number, story in enumerate(stories, start=1):
        play_files(visit, story)
        say_told(visit, loaded, story, note=_numbered(visit, story, number))
    ids = [story.id for story in stories]
    visit.begin_task("significant", "which", project=loaded.project.slug, wave=wave, among=ids)
    visit.say(
        words.t("Which of these changes matters most? You are asked why, too."),
        column(
            [
                *(tap(str(n), "sig", "pick", story) for n, story in enumerate(ids, start=1)),
                tap(_LATER.label, "sig", _LATER.key, wave, words=words),
            ]
        ),
    )


def _title(visit: Visit, wave: str) -> str:
    return visit.words.t("<b>Stories of change</b>\n{when}", when=wave_name(wave))


def _numbered(visit: Visit, story: Told, number: int) -> Phrase:
    """Return what stands under a story: its number, and if it was good or bad for its teller."""
    tone = _TONES.get(significance.tone(visit.db, story.id))
    told = N_("Story {n}", n=number)
    return N_("{told}. They say: {tone}", told=told, tone=tone) if tone is not None else told


def _number(wave: str) -> str:
    return wave.removeprefix("after-")


def _what_stands(visit: Visit, loaded: Loaded, wave: str) -> None:
    """Say what was chosen in a wave, by this reader and by others, and why."""
    words, slug, reader = visit.words, loaded.project.slug, visit.person.id
    mine = significance.standing(visit.db, slug, wave, reader)
    lines = [_title(visit, wave)]
    buttons: list[Button] = []
    if mine is not None:
        lines.append(words.t("You have read all of them. You chose:"))
        lines += _lines(visit, mine)
        buttons.append(tap(_UNDO.label, "sig", _UNDO.key, mine.id, words=words))
    else:
        lines.append(words.t("There is one story so far. With two or more, you can choose."))
    others = significance.of_others(visit.db, slug, wave, reader)
    for choice in others:
        lines.append(words.t("Somebody else chose:"))
        lines += _lines(visit, choice)
    _rest(visit, "\n".join(lines), *buttons)


def _lines(visit: Visit, choice: Choice) -> list[str]:
    told = reviews.get(visit.db, choice.answer, visit.person.id)
    if told is None:
        return []
    why = visit.words.t("Why: {why}", why=choice.why)
    if base_of(choice.language) != base_of(visit.person.language):
        why += " (" + insert(own_name(base_of(choice.language))) + ")"
    return [_in_short(visit, told), why]


def _in_short(visit: Visit, told: Told) -> str:
    said = " ".join(" ".join(told.answer.words).split())
    words = quoted(said, _KNOWN_BY) or visit.words.plain(N_("(a file)"))
    return f"<b>{insert(told.pseudonym)}</b>: “{insert(words)}”"


def _rest(visit: Visit, said: str, *buttons: Button) -> None:
    visit.end_task()
    desk = tap(N_("To the desk"), "desk", "desk", words=visit.words)
    visit.say(said, column([*buttons, desk]))


# ---------------------------------------------------------------- choosing, and why


def _pick(visit: Visit, loaded: Loaded, told: Told, wave: str) -> None:
    group = _group(visit, loaded.project.slug, wave)
    if told.id not in group:
        remark(visit, N_("You chose among these before. Send /stories to go on."))
        return
    visit.begin_task(
        "significant",
        "why",
        project=loaded.project.slug,
        wave=wave,
        among=list(group),
        answer=told.id,
    )
    visit.mark_tapped("✓ " + str(group.index(told.id) + 1))
    visit.say(
        visit.words.t(
            "Why does this change matter most? Write it in a sentence or two, so that nobody can "
            "be recognised by it. Or type: back"
        )
    )


def _keep(visit: Visit, loaded: Loaded, task: Task, why: str) -> None:
    answer, wave = str(task.data["answer"]), str(task.data["wave"])
    if reviews.get(visit.db, answer, visit.person.id) is None:
        remark(visit, _GONE)
        _show(visit, loaded, wave)
        return
    made = Choice(visit.house.new_id(), answer, why, visit.person.language, visit.now)
    among = [str(one) for one in task.data["among"]]
    significance.choose(visit.db, made, loaded.project.slug, wave, among, visit.person.id)
    words = visit.words
    more = bool(_group(visit, loaded.project.slug, wave))
    said = words.t("Kept, with why: {why}", why=why)
    after = (
        words.t("More stories wait to be read beside it.")
        if more
        else words.t("You have read all there are so far.")
    )
    visit.begin_task("significant", "kept", project=loaded.project.slug, wave=wave, choice=made.id)
    visit.say(
        f"{said}\n{after}",
        column(
            [
                tap(_GO_ON.label, "sig", _GO_ON.key, wave, words=words),
                tap(_UNDO.label, "sig", _UNDO.key, made.id, words=words),
            ]
        ),
    )


def _undo(visit: Visit, choice: str) -> None:
    found = significance.place(visit.db, choice)
    loaded = visit.house.project(visit.db, found[0]) if found else None
    if found is None or loaded is None or not allowed(visit, found[0], *TEAM):
        if found is None:
            not_there(visit, N_("There is nothing to undo."))
        return
    if significance.undo(visit.db, choice, visit.person.id, visit.now):
        visit.mark_tapped(visit.words.t("Undone."))
        _show(visit, loaded, found[1])
    else:
        remark(visit, N_("That was undone already, or cannot be."))


# ---------------------------------------------------------------- taps and words


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    match args:
        case ("pick", answer):
            told, wave = (
                reviews.get(visit.db, answer, visit.person.id),
                significance.wave_of(visit.db, answer),
            )
            if told is None or wave is None:
                not_there(visit, _GONE)
                return
            loaded = visit.house.project(visit.db, told.project)
            if loaded is not None and allowed(visit, told.project, *TEAM):
                _pick(visit, loaded, told, wave)
        case ("undo", choice):
            _undo(visit, choice)
        case ("go" | "wave" as what, wave):
            loaded = workplace(visit, *TEAM)
            if loaded is not None:
                visit.mark_tapped("✓" if what == "go" else "✓ " + insert(_number(wave)))
                _show(visit, loaded, wave)
        case ("later", _):
            loaded = workplace(visit, *TEAM)
            if loaded is not None:
                visit.mark_tapped("✓")
                _rest(visit, visit.words.t("All right. They wait for you under /stories."))
        case _:
            pass


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if loaded is None or not visit.holds(loaded.project.slug, *TEAM):
        visit.end_task()
        hear(visit, came)
        return
    said = (came.text or "").strip()
    if task.step == "why":
        _why(visit, loaded, task, said)
        return
    chosen = _chosen(visit, task, said)
    if chosen is not None:
        _tapped(visit, chosen)
    else:
        visit.say(visit.words.t("Please tap one of the buttons, or type what stands on it."))


def _why(visit: Visit, loaded: Loaded, task: Task, said: str) -> None:
    if said:
        _keep(visit, loaded, task, said)
    else:
        visit.say(visit.words.t("Please write why, in a sentence or two. Or type: back"))


def _chosen(visit: Visit, task: Task, said: str) -> tuple[str, str] | None:
    """Return the tap that ``said`` stands for."""
    data = task.data
    ways: dict[str, tuple[tuple[Option, tuple[str, str]], ...]] = {
        "kept": (
            (_GO_ON, (_GO_ON.key, str(data.get("wave")))),
            (_UNDO, (_UNDO.key, str(data.get("choice")))),
        ),
        "which": (
            *(
                (Option(str(one), Text(str(n))), ("pick", str(one)))
                for n, one in enumerate(data.get("among", ()), start=1)
            ),
            (_LATER, (_LATER.key, str(data.get("wave")))),
        ),
        "wave": tuple(
            (Option(one.name, _named(one.name)), ("wave", one.name))
            for one in significance.waves(visit.db, str(data["project"]), visit.person.id)
        ),
    }
    offered = ways[task.step]
    reading = match_option(said, [option for option, _ in offered], visit.words)
    if not isinstance(reading, Understood) or reading.words:
        return None
    return next(way for option, way in offered if option.key == reading.value[0])


def _back(visit: Visit, task: Task) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    if task.step == "why" and loaded is not None:
        _show(visit, loaded, str(task.data["wave"]))
    else:
        _rest(visit, visit.words.t("All right, left as it was."))


COMMANDS = {"stories": _stories}
TAPS = {"sig": _tapped}
TASKS = {"significant": _typed}
BACKS = {"significant": _back}
