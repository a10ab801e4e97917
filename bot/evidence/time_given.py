"""Third principle: there was time. How long people had, in which languages, in which ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bot.evidence.model import Block, Grid, Heading, Points, Say
from bot.evidence.setting import Setting
from conversations.catalogue import N_, Phrase
from conversations.languages import own_name
from storage import decisions, evidence, projects

_DAY = timedelta(days=1)

_WAYS: dict[str, Phrase] = {
    "face": N_("Face to face, with someone who helped"),
    "phone": N_("By phone, with someone who helped"),
    "paper": N_("On paper"),
}


def part(setting: Setting) -> Iterator[Block]:
    """Yield the blocks of this part."""
    yield Heading(setting.say(N_("3. How long did people have?")))
    yield Points(tuple(_times(setting)))
    yield Heading(setting.say(N_("In which languages and ways")), 2)
    head = (setting.say(N_("Language or way")), setting.say(N_("People who sent their answers")))
    yield Grid(head, tuple(_ways(setting)))
    yield Say(
        setting.say(
            N_(
                "Every question could be skipped, answered by voice, and changed later. Nobody "
                "had to answer in one sitting."
            )
        )
    )


def _times(setting: Setting) -> Iterator[str]:
    published = projects.get(setting.db, setting.slug)
    if published is not None:
        opened = published.first_published_at
        yield setting.say(N_("Open from {day} on.", day=setting.day(opened)))
        first = decisions.first_made(setting.db, setting.slug)
        if first is not None:
            told = N_("Days until the first decision: {days}", days=(first - opened) // _DAY)
            yield setting.say(told)
    lasted = [
        (talk.sent_at - talk.began_at) / _DAY for talk in setting.talks if talk.sent_at is not None
    ]
    if len(lasted) >= setting.figures.small:
        days = max(1, round(median(lasted) + 0.5))
        middle = N_(
            "Half of those who sent their answers did so within this many days of beginning: "
            "{days}",
            days=setting.figures.as_shown(
                N_("Days from beginning to sending, half of the people within them"),
                "runs",
                setting.sent,
                str(days),
            ),
        )
        yield setting.say(middle)
    unsent = [talk.id for talk in setting.talks if talk.sent_at is None]
    began = N_(
        "Began and did not send, so nobody reads it: {people}",
        people=setting.figures.count(N_("People who began and did not send"), "runs", unsent),
    )
    yield setting.say(began)


def _ways(setting: Setting) -> Iterator[tuple[str, ...]]:
    spoken = dict(sorted(evidence.languages(setting.db, setting.slug).items()))
    names = {language: own_name(language) for language in spoken}
    counted = setting.figures.parts(
        "runs",
        {
            language: (
                N_("People who sent their answers in {language}", language=names[language]),
                runs,
            )
            for language, runs in spoken.items()
        },
    )
    yield from ((names[language], shown) for language, shown in counted.items())
    aloud = {row.participant for row in evidence.told(setting.db, setting.slug) if row.has_files}
    voice = N_("With a voice message, a photo or another file")
    yield setting.say(voice), setting.figures.count(voice, "participants", aloud)
    for way, people in evidence.helped(setting.db, setting.slug).items():
        yield setting.say(_WAYS[way]), setting.figures.count(_WAYS[way], "participants", people)
