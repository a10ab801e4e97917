"""What someone wrote for others: they are told what became of it, take it back, and can reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.calendar import next_waking
from bot.channels.base import Button
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.text import Html, insert
from storage import contributions, participants
from storage.contributions import Contribution, Kind

#: So much of someone's own words is quoted back to them.
_QUOTED = 300

#: What others may do with it now, by what its writer allows.
_MAY: Mapping[tuple[Kind, str], Phrase] = {
    ("statement", ""): N_(
        "Others can now agree or disagree with your sentence. Nothing says it is yours:"
    ),
    ("quote", "report"): N_(
        "You allowed us to quote you in the report, without name. This may stand there now:"
    ),
    ("quote", "public"): N_(
        "You allowed us to quote you in public, without name. Others may read this now:"
    ),
}

#: Stands for what somebody said without writing it.
_FILE = N_("(a file)")

_GONE = N_("That is not here any more.")


def tell_writer(visit: Visit, loaded: Loaded, contribution: str, reason: Phrase | None) -> bool:
    """Tell who wrote it what the team did with it; ``False`` if they cannot be told."""
    one = contributions.own(visit.db, contribution)
    other = _writer(visit, loaded, one) if one else None
    if one is None or other is None:
        return False
    words = other.words_of(loaded)
    _say(other, loaded, _what_became(one, words, reason), _buttons(one, words))
    return True


def tell_again(visit: Visit, loaded: Loaded, one: Contribution) -> None:
    """Tell who wrote it that the team takes another look."""
    other = _writer(visit, loaded, one)
    if other is not None:
        words, before = other.words_of(loaded), _short(one.own_words)
        again = (
            words.t(
                "The team takes another look at your words. Until then they are not quoted:\n"
                "“{before}”",
                before=before,
            )
            if one.kind == "quote"
            else words.t(
                "The team takes another look at your sentence. Until then others do not see "
                "it:\n“{before}”",
                before=before,
            )
        )
        _say(other, loaded, again, [])


def _writer(visit: Visit, loaded: Loaded, one: Contribution) -> Visit | None:
    person = participants.get(visit.db, one.participant)
    if person is None or person.stopped or not person.reachable:
        return None
    member = participants.membership(visit.db, person.id, loaded.project.slug)
    if member is not None and member.language is not None:
        person = replace(person, language=member.language)
    return visit.other(person)


def _say(other: Visit, loaded: Loaded, text: str, buttons: list[Button]) -> None:
    due = next_waking(other.now, loaded.project.timezone, other.person.awake)
    other.say(text, column(buttons), kind="notice", due=due)


def _what_became(one: Contribution, words: Words, reason: Phrase | None) -> str:
    if one.verdict == "refused":
        return _refused(one, words, reason)
    lines = [words.say(_MAY[one.kind, one.use]), f"“{insert(_short(one.words or ''))}”"]
    if one.verdict == "changed":
        before = _short(one.own_words) or words.plain(_FILE)
        lines.append(words.t("The team changed it. Your own words: “{before}”", before=before))
    return "\n".join(lines)


def _refused(one: Contribution, words: Words, reason: Phrase | None) -> str:
    why = [words.t("Why: {reason}", reason=reason)] if reason else []
    why += [words.t("The team says: “{note}”", note=one.note)] if one.note else []
    before, because = _short(one.own_words) or words.plain(_FILE), Html("\n".join(why))
    if one.kind == "quote":
        return words.t(
            "These words of yours are not quoted:\n“{before}”\n{why}\nThey still count as what "
            "you told us.",
            before=before,
            why=because,
        )
    return words.t(
        "Your sentence is not shown to others:\n“{before}”\n{why}\nIt still counts as what you "
        "told us.",
        before=before,
        why=because,
    )


def _short(said: str) -> str:
    return said if len(said) <= _QUOTED else said[:_QUOTED] + "…"


def _buttons(one: Contribution, words: Words) -> list[Button]:
    reply = tap(N_("Reply"), "own", one.id, "reply", words=words)
    if one.verdict == "refused":
        return [reply]
    label = N_("Take my words back") if one.kind == "quote" else N_("Take my sentence back")
    return [tap(label, "own", one.id, "out", words=words), reply]


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    """A button below what became of it: ``own:<contribution>:<what>``."""
    one = contributions.own(visit.db, args[0]) if len(args) == 2 else None
    if one is None or one.participant != visit.person.id:
        visit.toast = visit.words.plain(_GONE)
    elif args[1] == "out":
        _take_back(visit, one)
    elif args[1] == "back":
        _put_back(visit, one)
    elif args[1] == "reply":
        _reply(visit, one)


def _take_back(visit: Visit, one: Contribution) -> None:
    """Taken back, it is shown to nobody from this moment, and votes on it count no longer."""
    contributions.withdraw(visit.db, one.id, visit.now)
    said = (
        N_("Taken back. It is not quoted any more.")
        if one.kind == "quote"
        else N_("Taken back. Nobody is asked about it any more.")
    )
    visit.mark_tapped(
        "✓ " + visit.words.say(said),
        column([tap(N_("Undo"), "own", one.id, "back", words=visit.words)]),
    )


def _put_back(visit: Visit, one: Contribution) -> None:
    contributions.put_back(visit.db, one.id)
    visit.mark_tapped(
        "✓ " + visit.words.t("It is there again."), column(_buttons(one, visit.words))
    )


def _reply(visit: Visit, one: Contribution) -> None:
    visit.begin_task("ask_team", "words", project=one.project, contribution=one.id, others=[])
    visit.say(
        visit.words.t(
            "What do you want to say to the team about it? Type it in one message. They do not "
            "see who you are. To leave it, type: back"
        )
    )


TAPS = {"own": _tapped}
