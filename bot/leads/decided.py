"""What was decided: each decision with what it rests on, its reasons and what came of it."""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads import changed_cards, decision_languages, weighing
from bot.leads.answered import answered
from bot.leads.decision_draft import to_correct
from bot.leads.decisions import ask
from bot.leads.scope import TEAM, allowed, day, not_there, people, remark, workplace
from bot.outreach.going_out import take_back
from bot.outreach.promised import standing
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Words
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.reporting import VERDICTS
from conversations.standing import lines
from conversations.text import Html, Text, insert
from storage import audit, decisions, promises, reports, themes
from storage.decisions import Decision
from storage.promises import Promise
from storage.tasks import Task

#: So many decisions are listed, the newest first; so much of each is shown there.
_LISTED, _SHORT = 20, 100

_DESK = N_("To the desk")
_GONE = N_("That decision was taken back.")


def _decisions(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    made = tuple(reversed(decisions.of_project(visit.db, loaded.project.slug)))
    if made:
        list_all(visit, loaded, made[:_LISTED])
        return
    buttons = [tap(N_("Report back"), "desk", "decide", words=visit.words), _desk(visit)]
    visit.say(visit.words.t("Nothing has been decided yet."), column(buttons))


def _desk(visit: Visit) -> Button:
    return tap(_DESK, "desk", "desk", words=visit.words)


def list_all(visit: Visit, loaded: Loaded, made: tuple[Decision, ...]) -> None:
    """List decisions; a number opens one."""
    words = visit.words_of(loaded)
    lines = [
        f"{n}. <b>{words.say(VERDICTS[one.verdict])}</b> {insert(_cut(one.decided))}"
        + _in_short(visit, one, words)
        for n, one in enumerate(made, start=1)
    ]
    visit.begin_task(
        "decided", "which", project=loaded.project.slug, shown=[one.id for one in made]
    )
    visit.say(
        "\n".join(
            [
                words.t("<b>What was decided</b>"),
                *lines,
                words.t("To read one, with all it rests on, type its number."),
            ]
        ),
        column([_desk(visit)]),
    )


def _in_short(visit: Visit, decision: Decision, words: Words) -> str:
    """Return what has to be known of a decision in a list, if anything."""
    if decision.told_at is None:
        return " " + words.t("(nobody has heard it yet)")
    if decisions.replaced_by(visit.db, decision.id) is not None:
        return " " + words.t("(put right since)")
    return ""


def _cut(said: str) -> str:
    return said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    shown = [str(one) for one in task.data["shown"]]
    reading = match_option(came.text or "", [Option(one, Text(one)) for one in shown], visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _tapped(visit, (reading.value[0], "open"))
    else:
        visit.say(visit.words.t("Please type the number of a decision. Or type: back"))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button about one decision: ``made:<id>:<what>``."""
    found = decisions.get(visit.db, args[0]) if len(args) == 2 else None
    if found is None:
        not_there(visit, _GONE)
        return
    loaded = visit.house.project(visit.db, found.project)
    if loaded is None or not allowed(visit, found.project, *TEAM):
        return
    what, _, start = args[1].partition("-")
    match what:
        case "open":
            show(visit, loaded, found)
        case "words" if start.isdecimal():
            _words(visit, loaded, found, int(start))
        case "back":
            _take_back(visit, found)
        case "correct":
            _correct(visit, loaded, found)
        case _:
            pass


def show(visit: Visit, loaded: Loaded, decision: Decision) -> None:
    """Show a decision: what, why and by whom; what it rests on; for and against; its promises."""
    visit.end_task()
    words = visit.words_of(loaded)
    visit.say("\n".join(_what(visit, loaded, decision, words)))
    for no in decisions.noes(visit.db, decision.id):
        visit.say(
            words.t("<b>Not done:</b> {what}\n<b>Why not:</b> {why}", what=no.what, why=no.why)
        )
    visit.say("\n".join(_heard(visit, loaded, decision, words)))
    answers = decisions.answers(visit.db, decision.id)
    under = decisions.cards(visit.db, decision.id)
    for card in changed_cards.changed(visit, (one for one, _ in answers), under):
        visit.say(changed_cards.said(visit, loaded, card))
    _words(visit, loaded, decision, 0)


def _what(visit: Visit, loaded: Loaded, decision: Decision, words: Words) -> list[str]:
    zone = loaded.project.timezone
    lines = [
        words.t(
            "<b>{verdict}</b>\n{decided}\n<b>Why:</b> {why}",
            verdict=VERDICTS[decision.verdict],
            decided=decision.decided,
            why=decision.why,
        )
    ]
    if decision.whose:
        lines.append(words.t("<b>Who decides it:</b> {whose}", whose=decision.whose))
    card = loaded.project.constraints.get(decision.constraint or "")
    if decision.constraint:
        name = card.name if card else Text(decision.constraint)
        version = decision.constraint_version
        lines.append(words.t("What limited it: {card} (version {n})", card=name, n=version))
    if decision.decided_by and decision.decided_on:
        lines.append(
            words.t("Decided by {who}, on {day}.", who=decision.decided_by, day=decision.decided_on)
        )
    if base_of(decision.language) != base_of(visit.person.language):
        written = own_name(base_of(decision.language))
        lines.append(words.t("(The team wrote this in {language}.)", language=written))
    lines.append(words.t("Written down on {day}.", day=day(decision.made_at, words, zone)))
    lines += _stands(visit, decision, words, zone)
    counts = reports.answers_to(visit.db, decision.id)
    return [*lines, *answered(counts, loaded.project.small_number, words)]


def _stands(visit: Visit, decision: Decision, words: Words, zone: str) -> list[str]:
    """Say whether people have heard it, and which decision puts which right."""
    told = decision.told_at
    lines = [
        words.t("People hear it since {day}.", day=day(told, words, zone))
        if told is not None
        else words.t("Nobody has heard it yet: it can be taken back.")
    ]
    later = decisions.replaced_by(visit.db, decision.id)
    earlier = decisions.get(visit.db, decision.replaces) if decision.replaces else None
    if later is not None:
        lines.append(words.t("Put right on {day}.", day=day(later.made_at, words, zone)))
    if earlier is not None:
        on = day(earlier.told_at or earlier.made_at, words, zone)
        lines.append(words.t("It puts right what people heard on {day}.", day=on))
    return lines


def _heard(visit: Visit, loaded: Loaded, decision: Decision, words: Words) -> list[str]:
    """Say what it rests on, with the numbers of when it was made: erasing takes none away."""
    small = loaded.project.small_number
    lines = [words.t("<b>What we heard:</b> {heard}", heard=decision.heard)]
    if not decision.voices:
        return [*lines, words.t("It rests on the words of nobody in particular.")]
    many = Html(people(decision.voices, small, words))
    lines.append(words.t("It rested on the words of {people} when it was made.", people=many))
    on = decisions.heard_themes(visit.db, decision.id)
    for side in weighing.SIDES:
        named = [one for one in on if one.side == side]
        lines += [words.say(weighing.SIDES[side])] if named else []
        lines += [f"• {insert(one.name)}: {people(one.voices, small, words)}" for one in named]
    return lines


def _words(visit: Visit, loaded: Loaded, decision: Decision, start: int) -> None:
    """Show words for it and against it that this reader may read; then where to go from here."""
    answers = decisions.answers(visit.db, decision.id)
    page, more = weighing.words_on(visit, answers, start)
    weighing.show_words(visit, loaded, page, lambda told, side: ())
    words = visit.words_of(loaded)
    promised = promises.of_decision(visit.db, decision.id)
    told = [_promised(visit, loaded, one, n) for n, one in enumerate(promised, start=1)]
    told = told or [words.t("Nothing was promised with it.")]
    buttons = [_later_words(visit, decision, start)] if more else []
    for message in told[:-1]:
        visit.say(message)
    visit.say(told[-1], column([*buttons, *_ways(visit, decision)]))


def _later_words(visit: Visit, decision: Decision, start: int) -> Button:
    at = f"words-{weighing.next_page(start)}"
    return tap(N_("More of the words"), "made", decision.id, at, words=visit.words)


def _promised(visit: Visit, loaded: Loaded, promise: Promise, number: int) -> str:
    """Return a promise with how it stands, as the team says it does."""
    words = visit.words_of(loaded)
    stands = standing(visit.db, loaded, promise, visit.now)
    told = [words.say(line) for line in lines(stands, visit.person.language)]
    return "\n".join([words.t("<b>Promise {n}</b>", n=number), *told])


def _ways(visit: Visit, decision: Decision) -> list[Button]:
    """Return where to go from a decision: to its themes, and to put it right."""
    on = [one.theme for one in decisions.heard_themes(visit.db, decision.id)]
    found = [one for theme in on if (one := themes.current(visit.db, theme)) is not None]
    named = [tap(Text(one.name[:24]), "tm", one.id, 0) for one in dict.fromkeys(found)]
    promised = [
        tap(N_("Promise {n}", n=str(n)), "prom", one.id, "open", words=visit.words)
        for n, one in enumerate(promises.of_decision(visit.db, decision.id), start=1)
    ]
    return [
        *promised,
        *named,
        decision_languages.door(visit, decision.id),
        _to_put_right(visit, decision),
        tap(N_("All decisions"), "desk", "decisions", words=visit.words),
        _desk(visit),
    ]


def _to_put_right(visit: Visit, decision: Decision) -> Button:
    """Return the way to take it back, to put it right, or to what has put it right."""
    later = decisions.replaced_by(visit.db, decision.id)
    if later is not None:
        return tap(N_("What put it right"), "made", later.id, "open", words=visit.words)
    if decision.told_at is None:
        return tap(N_("Take this back"), "made", decision.id, "back", words=visit.words)
    return tap(N_("Put it right"), "made", decision.id, "correct", words=visit.words)


def _take_back(visit: Visit, decision: Decision) -> None:
    if not take_back(visit, decision.id):
        remark(
            visit, N_("People have heard it. It can be put right now, by a decision that says so.")
        )
        return
    audit.add(
        visit.db,
        actor=visit.person.id,
        now=visit.now,
        project=decision.project,
        action="took back a decision nobody had heard",
        subject=decision.id,
    )
    visit.mark_tapped("✓")
    visit.say(
        visit.words.t("Taken back. Nobody has heard of it, and nothing of it is kept."),
        column([_desk(visit)]),
    )


def _correct(visit: Visit, loaded: Loaded, decision: Decision) -> None:
    """Begin a decision that puts this one right, with all it says to begin with."""
    if decision.told_at is None:
        remark(visit, N_("Nobody has heard it yet: it can be taken back."))
        return
    ask(visit, loaded, to_correct(visit.db, decision))


COMMANDS = {"decisions": _decisions}
TAPS = {"made": _tapped}
TASKS = {"decided": _typed}
