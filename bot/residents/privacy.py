"""The privacy notice, at any time: what is kept, who sees it, for how long, how to leave."""

from __future__ import annotations

from bot.residents.helping import project_of
from bot.visit import Visit, column, tap
from conversations.catalogue import N_


def _privacy(visit: Visit, rest: str) -> None:
    loaded = project_of(visit)
    # safety: the privacy notice
    general = visit.words.t(
        "What you say is confidential, with one limit. The team (peer leads and officers) reads "
        "it under a made-up name. If someone may come to harm, one person, the safeguarding "
        "contact, can find out who you are, and must write down why.\n"
        "What you have not sent, only you can read. After 30 days it is deleted (paused: a year).\n"
        "Everything, files too, is stored encrypted.\n"
        "You can change or delete it at any time: type delete. What is already on a phone, "
        "in Telegram or in an export is beyond our reach."
    )
    buttons = column(
        [
            tap(N_("Delete"), "do", "delete", words=visit.words),
            tap(N_("Go on"), "do", "go", words=visit.words),
        ]
    )
    if loaded is None:
        visit.say(general, buttons)
        return
    words, project = visit.words_of(loaded), loaded.project
    visit.say(general)
    own = words.whole(project.privacy)
    parts = [
        own.say(project.privacy),
        own.tn("We keep it for {n} month.", "We keep it for {n} months.", project.keep_months),
        own.t("Questions: {name}, {number}", name=project.team.name, number=project.team.number),
    ]
    visit.say(words.noted("\n".join(parts), own), buttons)


COMMANDS = {"privacy": _privacy}
