"""A prompt on its way to being sent: what its maker has said of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from conversations.languages import base_of
from conversations.loader import Loaded
from conversations.prompting import KINDS, TELLS, Composed, Version
from storage.audiences import Condition, What

#: The questions a prompt is made of, in their order.
ORDER = (
    "words",
    "written",
    "kind",
    "parts",
    "serves",
    "audience",
    "pick",
    "language",
    "translate",
    "parts_too",
    "preview",
    "first",
    "every",
    "from",
    "until",
)

#: Where a prompt is that was begun before: whether to go on with it is the open question.
BEGUN = "begun"


@dataclass(frozen=True)
class Draft:
    """What was said so far; empty fields are still to be asked.

    ``said`` holds other languages, each its words and then its parts; ``as_is`` and ``out`` are the
    languages whose readers get it as it was written, or not at all. ``about`` is what the open
    question is about: a language, or a way to choose an audience. ``first`` is when it goes out,
    "" meaning now; ``every`` and ``until`` are how it repeats.
    """

    project: str
    written: str
    step: str = "words"
    words: str = ""
    recording: str = ""
    kind: str = ""
    parts: tuple[str, ...] = ()
    serves: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_is: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    about: str = ""
    first: str = ""
    every: str = ""
    until: str = ""

    def data(self) -> dict[str, Any]:
        """Return it as a task keeps it."""
        return {name: value for name, value in asdict(self).items() if name != "step"}

    @classmethod
    def of(cls, step: str, data: Mapping[str, Any]) -> Draft:
        """Return the draft a task kept."""
        lists = {name: tuple(data[name]) for name in ("parts", "as_is", "out")}
        said = {tag: tuple(lines) for tag, lines in data["said"].items()}
        conditions = tuple((what, value) for what, value in data["conditions"])
        return cls(**{**data, **lists, "said": said, "conditions": conditions, "step": step})

    @property
    def number(self) -> str:
        """Return which question is open, as its buttons carry it."""
        return self.step if self.step == BEGUN else str(ORDER.index(self.step))

    def fits(self) -> tuple[Condition, ...]:
        """Return what its audience has in common."""
        return tuple(Condition(cast("What", what), value) for what, value in self.conditions)

    def composed(self, loaded: Loaded) -> Composed:
        """Return what is to be sent."""
        card = loaded.project.constraints.get(self.serves)
        versions = {tag: Version(said[0], said[1:]) for tag, said in self.said.items()}
        own = {base_of(self.written): Version(self.words, self.parts)}
        return Composed(
            self.kind,
            base_of(self.written),
            {**versions, **own},
            card.key if card else None,
            card.version if card else None,
        )

    def at(self) -> datetime | None:
        """Return when it is to go out; ``None``: now."""
        return datetime.fromisoformat(self.first) if self.first else None

    def forget_languages(self) -> Draft:
        """Return it with nothing settled about other languages: its words or people change."""
        return replace(self, said={}, as_is=(), out=(), about="")


def before(draft: Draft) -> Draft | None:
    """Return the draft one question back, or ``None`` at the first."""
    match draft.step:
        case "words" | "begun":
            return None
        case "written":
            return replace(draft, step="words", recording="")
        case "kind":
            return replace(draft, step="words", recording="")
        case "parts":
            return replace(draft, step="kind", parts=())
        case "serves":
            return replace(draft, step="kind" if not _typed_parts(draft) else "parts", serves="")
        case "audience" if draft.conditions:
            return replace(draft, conditions=draft.conditions[:-1])
        case "audience":
            return replace(draft, step="kind" if draft.kind == TELLS else "serves")
        case "translate" | "parts_too":
            return replace(draft, step="language")
        case "first" | "every" | "from" | "until":
            return replace(draft, step="preview", first="", every="", until="")
        case "preview" if draft.first:
            return replace(draft, first="", every="", until="")
        case _:
            return replace(draft.forget_languages(), step="audience")


def _typed_parts(draft: Draft) -> bool:
    return draft.kind in KINDS and KINDS[draft.kind].most > 0
