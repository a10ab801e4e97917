"""The questions a decision is made of, one after another, each with its answer and its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.visit import Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.days import read_day
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.reporting import VERDICTS
from conversations.text import Text
from storage import themes
from storage.decisions import Decision
from storage.promises import Promise

_LONGEST = 600


@dataclass(frozen=True)
class Draft:
    """A decision on its way; empty fields are still to be asked."""

    project: str
    step: str = "themes"
    themes: tuple[str, ...] = ()
    heard: str = ""
    verdict: str = ""
    decided: str = ""
    why: str = ""
    constraint: str = ""
    promise: str = ""
    due_on: str = ""
    responsible: str = ""

    def data(self) -> dict[str, Any]:
        """Return it as a task keeps it."""
        return {name: value for name, value in asdict(self).items() if name != "step"}

    @classmethod
    def of(cls, step: str, data: Mapping[str, Any]) -> Draft:
        """Return the draft a task kept."""
        return cls(**{**data, "themes": tuple(data["themes"]), "step": step})

    def decision(self, visit: Visit, loaded: Loaded) -> Decision:
        """Return it as a decision made now."""
        card = loaded.project.constraints.get(self.constraint)
        return Decision(
            visit.house.new_id(),
            self.project,
            self.heard,
            self.verdict,
            self.decided,
            self.why,
            card.key if card else None,
            card.version if card else None,
            visit.person.language,
            visit.now,
        )

    def promises(self, visit: Visit, decision: str) -> tuple[Promise, ...]:
        """Return the promises it carries."""
        due = day_of(self)
        if due is None:
            return ()
        new, spoken = visit.house.new_id(), visit.person.language
        return (Promise(new, decision, self.promise, due, self.responsible, language=spoken),)


#: What a step does with what was said: the draft after it, or a sentence why it cannot be used.
Take = Callable[[Visit, Loaded, Draft, str, bool], Draft | Phrase]
Options = Callable[[Visit, Loaded, Draft], tuple[Option, ...]]


@dataclass(frozen=True)
class Step:
    """One question: what is asked, its buttons, what becomes of the answer."""

    asks: Phrase
    options: Options
    take: Take


_DONE = Option("done!", N_("Done"))
_NO_THEME = Option("none!", N_("None of these"))
_NO_LIMIT = Option("none!", N_("None of them"))
_NO_PROMISE = Option("none!", N_("No promise"), (N_("No"),))

_NOT_UNDERSTOOD = N_("I did not quite get that. Please tap a button, or type its words.")


def _none(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return ()


def _theme_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    left = [t for t in themes.of_project(visit.db, draft.project) if t.id not in draft.themes]
    named = tuple(Option(t.id, Text(t.name[:24])) for t in left[:20])
    return (*named, _DONE if draft.themes else _NO_THEME)


def _take_theme(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    chosen = _chosen(visit.words_of(loaded), _theme_options(visit, loaded, draft), said, tapped)
    if chosen is None:
        return _NOT_UNDERSTOOD
    if chosen in (_DONE.key, _NO_THEME.key):
        visit.mark_tapped("✓")
        return replace(draft, step="heard")
    visit.mark_tapped("✓")
    return replace(draft, themes=(*draft.themes, chosen))


def _verdict_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    short = {
        "will": N_("Will be done"),
        "part": N_("In part"),
        "will_not": N_("Will not"),
        "not_ours": N_("Not ours to decide"),
    }
    return tuple(Option(key, short[key], (VERDICTS[key],)) for key in VERDICTS)


def _card_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    cards = tuple(Option(c.key, c.name) for c in loaded.project.constraints.values())
    return (*cards, _NO_LIMIT)


def _promise_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return (_NO_PROMISE,)


def _chosen(words: Words, options: tuple[Option, ...], said: str, tapped: bool) -> str | None:
    if tapped:
        return said if said in {option.key for option in options} else None
    reading = match_option(said, options, words)
    return reading.value[0] if isinstance(reading, Understood) else None


def _choice(field: str, options: Options, then: str) -> Take:
    def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
        chosen = _chosen(visit.words_of(loaded), options(visit, loaded, draft), said, tapped)
        if chosen is None:
            return _NOT_UNDERSTOOD
        visit.mark_tapped("✓")
        value = "" if chosen == "none!" else chosen
        return replace(draft, **{field: value}, step=then)  # type: ignore[arg-type]  # all are str

    return take


def _words(field: str, then: str) -> Take:
    def take(visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool) -> Draft | Phrase:
        if tapped or len(said) < 3:
            return N_("Please write it in a few words.")
        if len(said) > _LONGEST:
            return N_("That is too long for a phone. At most {n} letters, please.", n=_LONGEST)
        return replace(draft, **{field: said}, step=then)  # type: ignore[arg-type]  # all are str

    return take


def _take_promise(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    if _chosen(visit.words, (_NO_PROMISE,), said, tapped) is not None:
        visit.mark_tapped("✓")
        return replace(draft, promise="", due_on="", responsible="", step="preview")
    return _words("promise", "due_on")(visit, loaded, draft, said, tapped)


def _take_day(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    today = visit.now.astimezone(ZoneInfo(loaded.project.timezone)).date()
    day = read_day(said, visit.person.language, today)
    if day is None:
        return N_(
            "I could not read that as a day. Please type it like this: {example}",
            example=f"{today.year + 1}-04-01",
        )
    if day <= today:
        return N_("That day has passed. A promise needs a day to come.")
    return replace(draft, due_on=day.isoformat(), step="responsible")


STEPS: dict[str, Step] = {
    "themes": Step(
        N_("Which themes does it answer? Tap each, then Done. Type back at any time."),
        _theme_options,
        _take_theme,
    ),
    "heard": Step(N_("In one sentence: what did you hear?"), _none, _words("heard", "verdict")),
    "verdict": Step(
        N_("What is the answer?"), _verdict_options, _choice("verdict", _verdict_options, "decided")
    ),
    "decided": Step(
        N_("What exactly was decided? Write it as people should read it."),
        _none,
        _words("decided", "why"),
    ),
    "why": Step(
        N_("Why? Every answer needs its reason, above all a no."),
        _none,
        _words("why", "constraint"),
    ),
    "constraint": Step(
        N_("Which of these limited it, if any?"),
        _card_options,
        _choice("constraint", _card_options, "promise"),
    ),
    "promise": Step(
        N_("Is something promised? Write what will change. Or tap No promise."),
        _promise_options,
        _take_promise,
    ),
    "due_on": Step(N_("By which day?"), _none, _take_day),
    "responsible": Step(
        N_("Who sees to it? A name or a role, as people should read it."),
        _none,
        _words("responsible", "preview"),
    ),
}

_FINISH = (
    Option("save", N_("Save and tell them"), (N_("Save"),)),
    Option("change", N_("Change it")),
    Option("leave", N_("Leave it")),
)


def finishing(visit: Visit, said: str) -> str | None:
    """Return what someone wants with a finished draft: ``save``, ``change`` or ``leave``."""
    return _chosen(visit.words, _FINISH, said, said in {o.key for o in _FINISH})


def number(draft: Draft) -> str:
    """Return which question of a draft is open, as its buttons carry it."""
    return str([*STEPS, "preview"].index(draft.step))


def before(draft: Draft) -> Draft | None:
    """Return the draft one question back, or ``None`` at the first.

    Among the themes, back takes off the one chosen last.
    """
    if draft.step == "themes" and draft.themes:
        return replace(draft, themes=draft.themes[:-1])
    order = list(STEPS)
    if draft.step == "preview":
        return replace(draft, step="responsible" if draft.promise else "promise")
    at = order.index(draft.step)
    return replace(draft, step=order[at - 1]) if at else None


def day_of(draft: Draft) -> date | None:
    """Return the day of the draft's promise, if it has one."""
    return date.fromisoformat(draft.due_on) if draft.promise and draft.due_on else None
