"""Deciding: the questions a decision is made of, each with what becomes of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.leads import promising
from bot.leads.decision_draft import NOES, Draft
from bot.leads.decision_questions import (
    NO_MORE,
    NOT_UNDERSTOOD,
    Step,
    by_choice,
    chosen,
    in_words,
    no_options,
    nothing_yet,
    today,
    unreadable,
    unusable,
)
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.days import read_day
from conversations.loader import Loaded
from conversations.questions.base import Option
from conversations.reporting import VERDICTS
from conversations.text import Text
from storage import decisions, themes

_DONE = Option("done!", N_("Done"))
_NO_THEME = Option("none!", N_("None of these"))
_NO_LIMIT = Option("none!", N_("None of them"))
_SOMETHING_ELSE = Option("more!", N_("Something else"), (N_("Yes"),))
_TODAY = Option("today!", N_("Today"))
_KEEP = Option("keep!", N_("Leave it so"))

#: So many of those who decided before are offered.
_OFFERED = 3

#: What a verdict is called on its button.
SHORT = {
    "will": N_("Will be done"),
    "part": N_("In part"),
    "will_not": N_("Will not"),
    "not_ours": N_("Not ours to decide"),
}


def offered(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    """Return the buttons of the open question; where it has an answer, to leave it so."""
    step = STEPS[draft.step]
    return (*step.options(visit, loaded, draft), *((_KEEP,) if step.now(draft) else ()))


def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, *, tapped: bool) -> Draft | Phrase:
    """Return the draft after an answer to its open question, or why it cannot be used."""
    step = STEPS[draft.step]
    now = step.now(draft)
    if now and chosen(visit.words, (_KEEP,), said, tapped):
        visit.mark_tapped("✓")
        return step.take(visit, loaded, draft, now, False)
    return step.take(visit, loaded, draft, said, tapped)


def _theme_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    taken = (*draft.themes, *draft.against)
    left = [t for t in themes.of_project(visit.db, draft.project) if t.id not in taken]
    named = tuple(Option(t.id, Text(t.name[:24]), (Text(t.name),)) for t in left[:20])
    mine = draft.themes if draft.step == "themes" else draft.against
    return (*named, _DONE if mine else _NO_THEME)


def _themes(field: str, asks: Phrase) -> Step:
    """Return a question that is answered with as many themes as it takes."""

    def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
        options = _theme_options(visit, loaded, draft)
        found = chosen(visit.words_of(loaded), options, said, tapped)
        if found is None:
            return NOT_UNDERSTOOD
        visit.mark_tapped("✓")
        if found not in (_DONE.key, _NO_THEME.key):
            mine: tuple[str, ...] = getattr(draft, field)
            return replace(draft, **{field: (*mine, found)})  # type: ignore[arg-type]  # both themes
        # Where every theme is taken, none is left to speak against it.
        return draft.answer(field) if len(options) > 1 else draft.answer(field, "against")

    return Step(asks, _theme_options, take, nothing_yet)


def so_far(visit: Visit, draft: Draft) -> tuple[str, ...]:
    """Return the names of the themes chosen so far, where themes are asked for."""
    mine = {"themes": draft.themes, "against": draft.against}.get(draft.step, ())
    found = (themes.get(visit.db, one) for one in mine)
    return tuple(one.name for one in found if one is not None)


def _verdict_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return tuple(Option(key, SHORT[key], (VERDICTS[key],)) for key in VERDICTS)


def _card_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    cards = tuple(Option(c.key, c.name) for c in loaded.project.constraints.values())
    return (*cards, _NO_LIMIT)


# -------------------------------------------------------------------- noes, each with its reason


def noes_anew(draft: Draft) -> Draft:
    """Return the draft asking from the beginning what will not be done."""
    return draft.ask(*NOES, noes=(), begun=(), place=0)


def _no_begun(draft: Draft) -> str:
    """Return what will not be done, of which the reason is asked."""
    here = draft.noes[draft.place : draft.place + 1]
    return "".join(draft.begun[:1]) or "".join(what for what, _ in here)


def _all_noes(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return (NO_MORE,) if draft.noes else ()


def _take_no(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
    if chosen(visit.words, _all_noes(visit, loaded, draft), said, tapped):
        visit.mark_tapped("✓")
        return draft.answer(*NOES, begun=(), place=0)
    return unusable(said, tapped) or draft.answer("no_what", begun=(said,))


def _take_no_why(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    wrong = unusable(said, tapped)
    if wrong:
        return wrong
    made = [*draft.noes]
    made[draft.place : draft.place + 1] = [(_no_begun(draft), said)]
    return draft.answer("no_why", noes=tuple(made), begun=())


def _more_noes(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return (_SOMETHING_ELSE, NO_MORE)


def _take_more_noes(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    found = chosen(visit.words, (_SOMETHING_ELSE, NO_MORE), said, tapped)
    if found is None:
        return NOT_UNDERSTOOD
    visit.mark_tapped("✓")
    if found == NO_MORE.key:
        return draft.answer("no_more", place=0)
    return draft.ask(*NOES, place=len(draft.noes))


# -------------------------------------------------------------------- who, and when


def _deciders(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    """Return who decided before in this project, the last first."""
    made = reversed(decisions.of_project(visit.db, draft.project))
    known = [who for who in dict.fromkeys(one.decided_by for one in made) if who]
    return tuple(
        Option(f"who{n}", Text(who if len(who) <= 24 else who[:23] + "…"), (Text(who),))
        for n, who in enumerate(known[:_OFFERED])
    )


def _day_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return (_TODAY,)


def _take_decided_on(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    now = today(visit, loaded)
    if chosen(visit.words, (_TODAY,), said, tapped):
        visit.mark_tapped("✓")
        return draft.answer("decided_on", decided_on=now.isoformat())
    # A day without its year is the last such day, not the next.
    day = read_day(said, visit.person.language, now - timedelta(days=364))
    if day is None:
        return unreadable(now)
    if day > now:
        return N_("That day is still to come. On which day was it decided?")
    return draft.answer("decided_on", decided_on=day.isoformat())


STEPS: dict[str, Step] = {
    "themes": _themes(
        "themes", N_("Which themes does it answer? Tap each, then Done. Type back at any time.")
    ),
    "against": _themes(
        "against", N_("Which themes speak against what is to be decided? Tap each, then Done.")
    ),
    "heard": in_words("heard", N_("In one sentence: what did you hear?")),
    "verdict": by_choice("verdict", N_("What is the answer?"), _verdict_options),
    "decided": in_words(
        "decided", N_("What exactly was decided? Write it as people should read it.")
    ),
    "why": in_words("why", N_("Why? Every answer needs its reason, above all a no.")),
    "no_what": Step(
        N_("What will not be done, of what people asked? One thing at a time."),
        _all_noes,
        _take_no,
        _no_begun,
    ),
    "no_why": Step(
        N_("Why not? This no needs a reason of its own."), no_options, _take_no_why, nothing_yet
    ),
    "no_more": Step(
        N_("Is there something else that will not be done?"),
        _more_noes,
        _take_more_noes,
        nothing_yet,
    ),
    "whose": in_words(
        "whose", N_("Whose is it to decide? A name or a role, and how to reach them.")
    ),
    "constraint": by_choice("constraint", N_("Which of these limited it, if any?"), _card_options),
    "decided_by": in_words(
        "decided_by", N_("Who decided it? A name or a role, as people should read it."), _deciders
    ),
    "decided_on": Step(
        N_("On which day was it decided?"), _day_options, _take_decided_on, nothing_yet
    ),
    **promising.STEPS,
}
