"""A decision in other languages: written part by part, so that people hear it in their own."""

from __future__ import annotations

from bot.channels.base import Button, Incoming
from bot.leads.scope import TEAM, allowed, not_there
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.text import Text
from storage import decision_words, decisions
from storage.decisions import Decision
from storage.tasks import Task

#: As long as a part of a decision may be in its own language.
_LONGEST = 600

_GONE = N_("That decision was taken back.")

#: What the parts of a decision are called: those of its own, of what is not done, of a promise.
_OWN = {
    "heard": N_("What we understood"),
    "decided": N_("What was decided"),
    "why": N_("Why?"),
    "whose": N_("Who decides it"),
    "decided_by": N_("Who decided it"),
}
_NO = {"what": N_("Not done"), "why": N_("Why not?")}
_PROMISED = {
    "what": N_("Promised"),
    "responsible": N_("Who sees to it"),
    "known_by": N_("How we shall know"),
}


def _part(name: str) -> Phrase:
    of, _, last = name.rpartition(".")
    return _OWN[last] if not of else (_NO if of.startswith("no.") else _PROMISED)[last]


def door(visit: Visit, decision: str) -> Button:
    """Return the way to a decision's other languages."""
    return tap(N_("In other languages"), "inlang", decision, "list", words=visit.words)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button: ``inlang:<decision>:list``, or ``inlang:<decision>:<language>``."""
    found = _found(visit, args[0]) if len(args) == 2 else None
    if found is None:
        return
    loaded, decision = found
    if args[1] == "list":
        _list(visit, loaded, decision)
    elif args[1] in _others(loaded, decision):
        _ask(visit, decision, args[1], {})


def _found(visit: Visit, decision: str) -> tuple[Loaded, Decision] | None:
    made = decisions.get(visit.db, decision)
    if made is None:
        not_there(visit, _GONE)
        return None
    loaded = visit.house.project(visit.db, made.project)
    if loaded is None or not allowed(visit, made.project, *TEAM):
        return None
    return loaded, made


def _others(loaded: Loaded, decision: Decision) -> tuple[str, ...]:
    return tuple(tag for tag in loaded.project.languages if tag != decision.language)


def _list(visit: Visit, loaded: Loaded, decision: Decision) -> None:
    visit.end_task()
    words, others = visit.words, _others(loaded, decision)
    there = decision_words.languages(visit.db, decision.id)
    if not others:
        visit.say(words.t("People in this conversation read no other language."))
        return
    written = words.t("It is written in {language}.", language=own_name(decision.language))
    how = words.t(
        "Whoever reads another language hears it so once it is written in theirs. Which one do "
        "you write? ✓ is there already."
    )
    visit.say(
        f"{written}\n{how}",
        column(
            [
                *(
                    tap(
                        Text(("✓ " if tag in there else "") + own_name(tag)),
                        "inlang",
                        decision.id,
                        tag,
                    )
                    for tag in others
                ),
                tap(N_("See the decision"), "made", decision.id, "open", words=words),
            ]
        ),
    )


def _ask(visit: Visit, decision: Decision, language: str, said: dict[str, str]) -> None:
    """Put the next part that is not written yet, or keep it when there is none left."""
    parts = decision_words.parts_of(visit.db, decision)
    left = [name for name in parts if name not in said]
    words = visit.words
    if not left:
        visit.end_task()
        decision_words.put(visit.db, decision.id, language, said, visit.now)
        visit.say(
            words.t(
                "Saved. Whoever reads {language} hears it so from now on.",
                language=own_name(language),
            ),
            column(
                [
                    door(visit, decision.id),
                    tap(N_("See the decision"), "made", decision.id, "open", words=words),
                ]
            ),
        )
        return
    visit.begin_task("wording", left[0], decision=decision.id, language=language, said=said)
    visit.say(
        words.t(
            "<b>{n} of {of}</b> · {part}\nHow do you say this in {language}?\n“{words}”",
            n=len(parts) - len(left) + 1,
            of=len(parts),
            part=_part(left[0]),
            language=own_name(language),
            words=parts[left[0]],
        )
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = _found(visit, str(task.data["decision"]))
    written = (came.text or "").strip()
    if found is None:
        visit.end_task()
    elif came.media or not written:
        visit.say(visit.words.t("Please write it in a few words."))
    elif len(written) > _LONGEST:
        visit.say(
            visit.words.t("That is too long for a phone. At most {n} letters, please.", n=_LONGEST)
        )
    else:
        said = {**task.data["said"], task.step: written}
        _ask(visit, found[1], str(task.data["language"]), said)


def _back(visit: Visit, task: Task) -> None:
    """One part back; at the first, leave it."""
    found = _found(visit, str(task.data["decision"]))
    said = dict(task.data["said"])
    if found is None or not said:
        visit.end_task()
        visit.say(visit.words.t("Left. Nothing is saved."))
        return
    said.popitem()
    _ask(visit, found[1], str(task.data["language"]), said)


TAPS = {"inlang": _tapped}
TASKS = {"wording": _typed}
BACKS = {"wording": _back}
