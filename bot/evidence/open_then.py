"""First principle: it was asked while it was open. What was fixed, open, shared, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evidence.model import Block, Grid, Heading, Say
from bot.evidence.plain import plain
from bot.evidence.setting import Setting
from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, every
from conversations.listing import asked
from conversations.project import Constraint
from storage import decisions, evidence

KINDS: dict[str, Phrase] = {
    "fixed": N_("Decided"),
    "open": N_("Open"),
    "shared": N_("Shared"),
}


def part(setting: Setting) -> Iterator[Block]:
    """Yield the blocks of this part."""
    yield Heading(setting.say(N_("1. Was it still open when people were asked?")))
    yield from _when(setting)
    yield Say(
        setting.say(
            N_(
                "This is what people were told about each matter, and from which day on. Where a "
                "matter changed on the way, each version stands in a line of its own."
            )
        )
    )
    head = (N_("Matter"), N_("Version"), N_("From"), N_("What people read"), N_("Who decides"))
    yield Grid(tuple(setting.say(one) for one in head), tuple(_versions(setting)))
    yield Heading(setting.say(N_("What was asked about each open matter")), 2)
    yield Grid(
        (setting.say(N_("Matter")), setting.say(N_("Questions"))), tuple(_questions(setting))
    )


def _when(setting: Setting) -> Iterator[Block]:
    first = decisions.first_made(setting.db, setting.slug)
    began = [talk.began_at for talk in setting.talks]
    if not began:
        yield Say(setting.say(N_("Nobody has been asked yet.")))
        return
    asked = N_("The first person was asked on {day}.", day=setting.day(min(began)))
    if first is None:
        yield Say(setting.say(asked) + " " + setting.say(N_("Nothing has been decided yet.")))
        return
    before = [talk.id for talk in setting.talks if talk.sent_at and talk.sent_at < first]
    told = N_(
        "The first decision was recorded on {day}. By then, this many people had sent what they "
        "think: {people}",
        day=setting.day(first),
        people=setting.figures.count(
            N_("People who sent their answers before the first decision"), "runs", before
        ),
    )
    yield Say(setting.say(asked) + " " + setting.say(told))


def _versions(setting: Setting) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, int]] = set()
    for revision, published in evidence.revisions(setting.db, setting.slug):
        project = setting.house.revision(setting.db, revision).project
        for card in project.constraints.values():
            if (card.key, card.version) not in seen:
                seen.add((card.key, card.version))
                yield _line(setting, card, setting.day(published))


def _line(setting: Setting, card: Constraint, day: str) -> tuple[str, ...]:
    kind = setting.say(KINDS[card.kind])
    what = f"{kind}: {setting.say(card.what)} {setting.say(card.because)}"
    return (setting.say(card.name), str(card.version), day, what, setting.say(card.who))


def _questions(setting: Setting) -> Iterator[tuple[str, ...]]:
    project = setting.loaded.project
    asks = [node for node in every(project.script.nodes) if isinstance(node, Ask) and node.serves]
    for card in project.constraints.values():
        if card.kind != "fixed":
            about = [plain(asked(ask, setting.words)) for ask in asks if ask.serves == card.key]
            yield setting.say(card.name), "\n".join(dict.fromkeys(about))
