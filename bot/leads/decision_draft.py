"""A decision on its way: what was said of it so far, and which question comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from storage import decisions, themes
from storage.decisions import Decision, No, Rests
from storage.promises import Promise
from storage.sqlite import Connection

#: The questions in their order, each with the part of the decision it belongs to.
PARTS: dict[str, str] = {
    "themes": "themes",
    "against": "against",
    "heard": "heard",
    "verdict": "verdict",
    "decided": "decided",
    "why": "why",
    "no_what": "why",
    "no_why": "why",
    "no_more": "why",
    "whose": "why",
    "constraint": "constraint",
    "decided_by": "who",
    "decided_on": "who",
    "promise": "promises",
    "due_on": "promises",
    "responsible": "promises",
    "known_by": "promises",
    "promise_more": "promises",
}
NOES = ("no_what", "no_why", "no_more")
PROMISE = ("promise", "due_on", "responsible", "known_by")


@dataclass(frozen=True)
class Draft:
    """A decision on its way; ``answered`` are the questions that have their answer.

    ``moved`` are answers that speak for the other side than their theme. ``noes`` are (what will
    not be done, why), ``promises`` (what, by which day, who, how people will know). ``begun`` holds
    the parts of the one that is being asked about, which goes to ``place`` among its like.
    """

    project: str
    step: str = "themes"
    answered: tuple[str, ...] = ()
    replaces: str = ""
    themed: bool = True
    themes: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    heard: str = ""
    verdict: str = ""
    decided: str = ""
    why: str = ""
    noes: tuple[tuple[str, str], ...] = ()
    whose: str = ""
    constraint: str = ""
    decided_by: str = ""
    decided_on: str = ""
    promises: tuple[tuple[str, str, str, str], ...] = ()
    begun: tuple[str, ...] = ()
    place: int = 0

    def data(self) -> dict[str, Any]:
        """Return it as a task keeps it."""
        return {name: value for name, value in asdict(self).items() if name != "step"}

    @classmethod
    def of(cls, step: str, data: Mapping[str, Any]) -> Draft:
        """Return the draft a task kept; one of an earlier kind begins anew."""
        known = {field.name for field in fields(cls)} - {"step"}
        kept = {name: _frozen(value) for name, value in data.items() if name in known}
        return cls(**kept, step=step if "answered" in data else "themes")

    # ---------------------------------------------------------------- which question

    def asked(self, question: str) -> bool:
        """Say whether a question is part of this decision."""
        if question in NOES:
            return self.verdict == "part"
        if question == "whose":
            return self.verdict == "not_ours"
        return self.themed or question not in ("themes", "against")

    def next(self) -> Draft:
        """Return it at the first question that has no answer yet, or at its preview."""
        left = (one for one in PARTS if self.asked(one) and one not in self.answered)
        return replace(self, step=next(left, "preview"))

    def answer(self, *questions: str, **values: Any) -> Draft:
        """Return it with ``questions`` answered, at the next one."""
        answered = dict.fromkeys((*self.answered, *questions))
        return replace(self, **values, answered=tuple(answered)).next()

    def ask(self, *questions: str, **values: Any) -> Draft:
        """Return it at the first of ``questions``, all of which are to be asked (again)."""
        left = tuple(one for one in self.answered if one not in questions)
        return replace(self, **values, answered=left, step=questions[0])

    def before(self) -> Draft | None:
        """Return it one question back, or ``None`` at the first.

        Among the themes, back takes off the one chosen last.
        """
        chosen = {"themes": self.themes, "against": self.against}.get(self.step)
        if chosen:
            return replace(self, **{self.step: chosen[:-1]})  # type: ignore[arg-type]  # both are themes
        order = [one for one in PARTS if self.asked(one)]
        if self.step == "preview":
            return replace(self, step=order[-1])
        if self.step not in order:
            return self.next()
        at = order.index(self.step)
        return replace(self, step=order[at - 1]) if at else None

    def progress(self) -> tuple[int, int] | None:
        """Return in which part of how many it is, or ``None`` beyond the questions."""
        parts = list(dict.fromkeys(PARTS[one] for one in PARTS if self.asked(one)))
        return (parts.index(PARTS[self.step]) + 1, len(parts)) if self.step in PARTS else None

    # ---------------------------------------------------------------- what comes of it

    def rests(self, db: Connection) -> tuple[Rests, Rests]:
        """Return what speaks for it and what against, as it counts now.

        What stands under themes of both sides speaks for it, unless it was moved.
        """
        sides: tuple[list[str], list[str]] = ([], [])
        named = (_current(db, self.themes), _current(db, self.against))
        for side, chosen in enumerate(named):
            found = (answer for theme in chosen for answer, _ in themes.answers(db, theme))
            for answer in dict.fromkeys(found):
                if answer not in sides[0] and answer not in sides[1]:
                    sides[1 - side if answer in self.moved else side].append(answer)
        return Rests(named[0], tuple(sides[0])), Rests(named[1], tuple(sides[1]))

    def no_list(self) -> tuple[No, ...]:
        """Return what it says will not be done; only what is done in part says so."""
        return tuple(No(what, why) for what, why in self.noes) if self.verdict == "part" else ()

    def promise_list(
        self, ids: tuple[str, ...], decision: str, language: str
    ) -> tuple[Promise, ...]:
        """Return the promises it carries."""
        return tuple(
            Promise(new, decision, what, date.fromisoformat(due), who, known, language)
            for new, (what, due, who, known) in zip(ids, self.promises, strict=True)
        )


def to_correct(db: Connection, decision: Decision) -> Draft:
    """Return a draft that puts right a decision people have heard: all but its promises and day.

    What was promised stays promised.
    """
    sides = {one.theme: one.side for one in decisions.heard_themes(db, decision.id)}
    noes = tuple((no.what, no.why) for no in decisions.noes(db, decision.id))
    missing = {"decided_on", *PROMISE, "promise_more", *(() if noes else NOES)}
    missing |= {one for one in ("whose", "decided_by") if not getattr(decision, one)}
    draft = Draft(
        decision.project,
        replaces=decision.id,
        answered=tuple(one for one in PARTS if one not in missing),
        themed=bool(themes.of_project(db, decision.project)),
        themes=_current(db, tuple(one for one, side in sides.items() if side == "for")),
        against=_current(db, tuple(one for one, side in sides.items() if side == "against")),
        heard=decision.heard,
        verdict=decision.verdict,
        decided=decision.decided,
        why=decision.why,
        noes=noes,
        whose=decision.whose,
        constraint=decision.constraint or "",
        decided_by=decision.decided_by,
    )
    now_for, now_against = draft.rests(db)
    was = dict(decisions.answers(db, decision.id))
    now = {**dict.fromkeys(now_for.answers, "for"), **dict.fromkeys(now_against.answers, "against")}
    moved = tuple(one for one, side in now.items() if was.get(one, side) != side)
    return replace(draft, moved=moved, step="change")


def _current(db: Connection, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return what themes are part of by now, each once."""
    found = (themes.current(db, one) for one in chosen)
    return tuple(dict.fromkeys(one.id for one in found if one is not None))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
