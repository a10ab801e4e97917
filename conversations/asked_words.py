"""How many were asked, and what people say of promises, in words without small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conversations.catalogue import N_, Phrase, Words
from conversations.outcome_words import number, wave_name
from conversations.outcomes import (
    BEFORE,
    Disposition,
    PromiseFigures,
    Reach,
    Verdicts,
)
from conversations.representation import Cell, Table
from conversations.shown_outcomes import (
    Together,
    disposition_together,
    of_disposition,
    of_reach,
    of_verdicts,
    verdicts_together,
)
from conversations.text import Html, insert

_FATES = {
    "answered": N_("answered"),
    "moved_on": N_("not there any more"),
    "silent": N_("said nothing"),
    "not_reached": N_("could not be reached"),
    "waiting": N_("not asked yet"),
}
_VERDICTS = {
    "better": N_("better"),
    "same": N_("the same"),
    "worse": N_("worse"),
    "cant_tell": N_("can't tell"),
    "not_me": N_("doesn't touch them"),
}
_TEAM = {
    "in_hand": N_("The team says: it is in hand."),
    "kept": N_("The team says: it is kept."),
    "part": N_("The team says: it is kept in part."),
    "not_kept": N_("The team says: it is not kept."),
}


def reach(found: Reach, small: int, words: Words) -> str:
    """Return how far a wave came, on a line."""
    table = {name: Html(_at_least(c, small, words)) for name, c in of_reach(found, small).items()}
    name = wave_name(found.wave)
    if found.wave == BEFORE:
        return words.t(
            "{wave}: began {asked}, sent {reached}, gave a number {answered}, and again later "
            "{paired}.",
            wave=name,
            **table,
        )
    return words.t(
        "{wave}: asked {asked}, reached {reached}, gave a number {answered}, and before, too, "
        "{paired}.",
        wave=name,
        **table,
    )


def _at_least(cell: Cell, small: int, words: Words) -> str:
    if small <= cell.low < cell.high:
        return words.t("{n} or a few more", n=cell.low)
    return number(cell, small, words)


def disposition(found: Disposition, small: int, words: Words) -> str:
    """Return what became of asking in a wave, on a few lines."""
    head = f"<b>{words.say(wave_name(found.wave))}</b>"
    if sum(found.counts.values()) < small:
        return head + "\n" + words.t("Fewer than {small} people.", small=small)
    shown = of_disposition(found, small), disposition_together(found, small)
    return "\n".join((head, *_lines(*shown, _FATES, small, words)))


def _lines(
    table: Table | None,
    together: Together | None,
    names: Mapping[str, Phrase],
    small: int,
    words: Words,
) -> Iterator[str]:
    """Yield a line for each count, or for those told together one; for none of them a sentence."""
    if table is not None:
        for name, said in names.items():
            yield words.t("{what}: {n}", what=said, n=Html(number(table[name], small, words)))
    elif together is not None:
        for name, n in together.apart.items():
            yield words.t("{what}: {n}", what=names[name], n=n)
        listed = Html(words.listed(words.say(names[name]) for name in together.joined))
        yield words.t("{what}: {n} together", what=listed, n=together.people)
    else:
        yield words.t("The groups are too small to tell apart without pointing at someone.")


def team_word(found: PromiseFigures, words: Words) -> str:
    """Return the team's own word on a promise."""
    if found.team is None:
        return words.t("The team has not said yet how it stands.")
    said = words.say(_TEAM[found.team.state])
    return f"{said} {insert(found.team.reason)}" if found.team.reason else said


def verdicts(found: Verdicts, small: int, words: Words) -> str:
    """Return what people say of a promise in a wave, beside no other word than theirs."""
    name = wave_name(found.wave)
    if found.said < small:
        return words.t(
            "{wave}: fewer than {small} people have said how it is.", wave=name, small=small
        )
    head = words.t("{wave}: {n} people said how it is.", wave=name, n=found.said)
    shown = of_verdicts(found, small), verdicts_together(found, small)
    return "\n".join((head, *_lines(*shown, _VERDICTS, small, words)))
