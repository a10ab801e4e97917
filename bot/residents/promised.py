"""What was promised: everything a project promised, kept or late, for anyone who takes part."""

from __future__ import annotations

from bot.outreach.promised import standings
from bot.residents.helping import project_of
from bot.visit import Visit
from conversations.standing import lines

#: So many promises to a message, so that none is a wall of words.
_TO_A_MESSAGE = 4


def _promised(visit: Visit, rest: str) -> None:
    loaded = project_of(visit, rest)
    if loaded is None:
        visit.say(visit.words.t("You are in no conversation yet. Send /start to begin."))
        return
    words = visit.words_of(loaded)
    listed = [
        "\n".join(words.say(line) for line in lines(one, visit.person.language))
        for one in standings(visit.db, loaded, visit.now, visit.person.language)
    ]
    title = words.t("<b>{title}: what was promised</b>", title=loaded.project.title)
    if not listed:
        visit.say(title + "\n" + words.t("Nothing has been promised yet."))
        return
    for first in range(0, len(listed), _TO_A_MESSAGE):
        part = listed[first : first + _TO_A_MESSAGE]
        visit.say("\n\n".join([title, *part] if first == 0 else part))


COMMANDS = {"promised": _promised}
