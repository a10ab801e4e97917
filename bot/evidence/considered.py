"""Fourth principle: it was conscientiously considered. What was said, and how it was weighed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evidence.model import Block, Grid, Heading, Points, Quote, Say
from bot.evidence.setting import Setting
from conversations.agreement import agreement
from conversations.catalogue import N_, Phrase
from conversations.reporting import VERDICTS
from storage import decisions, evidence, quotes, second_readings, themes
from storage.decisions import Decision

_SIDES: dict[str, Phrase] = {"for": N_("For it"), "against": N_("Against it")}

_ANSWERS: dict[str, Phrase] = {
    "yes": N_("It answers what they told us"),
    "partly": N_("In part"),
    "no": N_("It does not"),
}


def part(setting: Setting) -> Iterator[Block]:
    """Yield the blocks of this part."""
    yield Heading(setting.say(N_("4. What was said, and how was it considered?")))
    yield Points(tuple(_read(setting)))
    yield from _themes(setting)
    made = decisions.of_project(setting.db, setting.slug)
    if not made:
        yield Say(setting.say(N_("Nothing has been decided yet.")))
    for number, decision in enumerate(made, start=1):
        yield from _decision(setting, decision, number)


def _read(setting: Setting) -> Iterator[str]:
    rows = evidence.told(setting.db, setting.slug)
    for what, ids in (
        (N_("Things said in words, by voice or with files"), [row.id for row in rows]),
        (N_("Of them, read by a peer lead or an officer"), [r.id for r in rows if r.read]),
        (N_("Of them, read by a second person, too"), [r.id for r in rows if r.read_twice]),
        (N_("Of them, put under a theme"), [row.id for row in rows if row.themed]),
    ):
        counted = setting.figures.count(what, "answers", ids)
        yield setting.say(N_("{what}: {count}", what=what, count=counted))
    found = agreement(second_readings.pairs(setting.db, setting.slug))
    if found.enough and found.mean is not None:
        yield setting.say(
            N_(
                "How far two readers agreed, corrected for chance (Cohen's kappa; 1 is always): "
                "{kappa}",
                kappa=f"{float(found.mean):.2f}",
            )
        )


def _themes(setting: Setting) -> Iterator[Block]:
    found = themes.of_project(setting.db, setting.slug)
    if not found:
        return
    yield Heading(setting.say(N_("Themes")), 2)
    rows = []
    for theme in found:
        people = {who for _, who in themes.answers(setting.db, theme.id)}
        what = N_("People with words under “{theme}”", theme=theme.name)
        rows.append((theme.name, setting.figures.count(what, "participants", people)))
    yield Grid((setting.say(N_("Theme")), setting.say(N_("People"))), tuple(rows))


def _decision(setting: Setting, decision: Decision, number: int) -> Iterator[Block]:
    yield Heading(setting.say(N_("Decision {n}: {what}", n=number, what=decision.decided)), 2)
    yield Points(tuple(_facts(setting, decision)))
    weighed = tuple(_weighed(setting, decision))
    if weighed:
        head = (N_("Theme"), N_("It speaks"), N_("People when it was made"))
        yield Grid(tuple(setting.say(one) for one in head), weighed)
    yield from _quotes(setting, decision)
    yield Grid(
        (setting.say(N_("Told, and does it answer them?")), setting.say(N_("People"))),
        tuple(_told(setting, decision)),
    )


def _facts(setting: Setting, decision: Decision) -> Iterator[str]:
    said = [answer for answer, _ in decisions.answers(setting.db, decision.id)]
    voices = setting.figures.as_shown(
        N_("People whose words the decision rested on when it was made; rows of those still here"),
        "answers",
        said,
        setting.figures.said(decision.voices),
    )
    yield setting.say(N_("What was heard: {heard}", heard=decision.heard))
    yield setting.say(N_("It rested on the words of this many people: {people}", people=voices))
    yield setting.say(VERDICTS[decision.verdict])
    yield setting.say(N_("Why: {reason}", reason=decision.why))
    for no in decisions.noes(setting.db, decision.id):
        yield setting.say(N_("Not done: {what} Why: {reason}", what=no.what, reason=no.why))
    if decision.whose:
        yield setting.say(N_("Whose it is to decide: {who}", who=decision.whose))
    card = setting.loaded.project.constraints.get(decision.constraint or "")
    if card is not None:
        limit = N_(
            "What limited it: {card}, version {version}",
            card=card.name,
            version=decision.constraint_version or card.version,
        )
        yield setting.say(limit)
    on = decision.decided_on or decision.made_at.date()
    who = N_("Decided by {who} on {day}", who=decision.decided_by, day=on)
    yield setting.say(who if decision.decided_by else N_("Decided on {day}", day=on))


def _weighed(setting: Setting, decision: Decision) -> Iterator[tuple[str, ...]]:
    for theme in decisions.heard_themes(setting.db, decision.id):
        what = N_("People under “{theme}” when decision was made", theme=theme.name)
        rows = [answer for answer, _ in themes.answers(setting.db, theme.theme)]
        shown = setting.figures.as_shown(what, "answers", rows, setting.figures.said(theme.voices))
        yield theme.name, setting.say(_SIDES[theme.side]), shown


def _quotes(setting: Setting, decision: Decision) -> Iterator[Block]:
    """Yield what may be quoted: looked at by the team, and allowed for the report by its teller."""
    sides = dict(decisions.answers(setting.db, decision.id))
    found = quotes.cleared(setting.db, "report", decision=decision.id)
    for side, name in _SIDES.items():
        words = [one for one in found if sides.get(one.answer, "for") == side]
        if words:
            yield Say(setting.say(N_("In people's own words: {side}", side=name)))
        for one in words:
            yield Quote(one.words, one.language)


def _told(setting: Setting, decision: Decision) -> Iterator[tuple[str, ...]]:
    news = evidence.news(setting.db, decision.id)
    heard = N_("Heard what was decided")
    yield setting.say(heard), setting.figures.count(heard, "deliveries", news["sent"])
    waits = N_("Are still to hear it")
    yield setting.say(waits), setting.figures.count(waits, "deliveries", news["waiting"])
    said = evidence.answers_to(setting.db, setting.slug, decision.id)
    counted = setting.figures.parts(
        "answers",
        {
            key: (name, [one.id for one in said if one.value[:1] == (key,)])
            for key, name in _ANSWERS.items()
        },
    )
    for key, name in _ANSWERS.items():
        yield setting.say(name), counted[key]
