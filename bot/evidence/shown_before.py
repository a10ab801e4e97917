"""Second principle: people could know enough. What they had been shown before they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bot.evidence.model import Block, Grid, Heading, Say
from bot.evidence.setting import Setting
from conversations.catalogue import N_
from conversations.explain import NOTHING
from storage import evidence


def part(setting: Setting) -> Iterator[Block]:
    """Yield the blocks of this part."""
    yield Heading(setting.say(N_("2. What had people been shown before they answered?")))
    sent = setting.figures.count(N_("People who sent their answers"), "runs", setting.sent)
    yield Say(
        setting.say(
            N_(
                "People who sent what they think: {people}. Each card had to be read and passed on "
                "with a tap or a word before the first question. The table says how many of them "
                "had been shown which version of each.",
                people=sent,
            )
        )
    )
    head = (N_("Matter"), N_("Version"), N_("Shown to and passed on by"))
    yield Grid(tuple(setting.say(one) for one in head), tuple(_shown(setting)))
    yield Heading(setting.say(N_("What people understood")), 2)
    yield Say(
        setting.say(
            N_("After the cards everybody was asked what this conversation can still change.")
        )
    )
    yield Grid(
        (setting.say(N_("What they said")), setting.say(N_("People"))),
        tuple(_understood(setting)),
    )


def _shown(setting: Setting) -> Iterator[tuple[str, ...]]:
    names = {key: card.name for key, card in setting.loaded.project.constraints.items()}
    for (key, version), runs in evidence.shown(setting.db, setting.slug).items():
        name = setting.say(names[key]) if key in names else key
        what = N_("People shown “{card}”, version {version}", card=name, version=version)
        shown = setting.figures.share(what, "constraints_shown", runs, len(setting.sent))
        yield name, str(version), shown


def _understood(setting: Setting) -> Iterator[tuple[str, ...]]:
    """Yield what was said, in three kinds: single cards would be small numbers too often."""
    project = setting.loaded.project
    fixed = {key for key, card in project.constraints.items() if card.kind == "fixed"}
    groups: dict[str, list[str]] = defaultdict(list)
    for one in evidence.understood(setting.db, setting.slug):
        if not one.value:
            groups["words"].append(one.id)
        elif one.value[0] == NOTHING or one.value[0] in fixed:
            groups["mistaken"].append(one.id)
        else:
            groups["right"].append(one.id)
    told = {
        "right": N_("Something that is open or shared"),
        "mistaken": N_("Something decided, or nothing; they were told at once what is open"),
        "words": N_("In their own words; they were told what is open"),
    }
    counted = setting.figures.parts(
        "answers", {key: (name, groups[key]) for key, name in told.items()}
    )
    for key, name in told.items():
        yield setting.say(name), counted[key]
