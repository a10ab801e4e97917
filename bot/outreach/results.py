"""What came of what someone said, in a sentence: something was decided, it is late, or not yet."""

from __future__ import annotations

from bot.outreach.lateness import late_sentence
from bot.outreach.promised import late
from bot.visit import Visit
from conversations.loader import Loaded
from conversations.standing import lines as standing_lines
from storage import decisions


def what_came_of_it(visit: Visit, loaded: Loaded) -> tuple[str, ...]:
    """Return it as lines of Telegram HTML; "what happened to mine?" tells it thing by thing."""
    words, slug = visit.words_of(loaded), loaded.project.slug
    told = decisions.told_to(visit.db, slug, visit.person.id)
    lines = [words.t("Something was decided on what you said.")] if told else []
    overdue = late_sentence(loaded, visit.db, visit.now)
    if overdue is not None:
        lines.append(words.say(overdue))
    elif not told:
        lines.append(
            words.t(
                "Nothing has been decided on what you said yet. You will hear by {day}.",
                day=words.date(loaded.catalogues.dates["report_back"]),
            )
        )
    for one in late(visit.db, loaded, visit.now):
        if one.kind == "change":
            lines += [words.say(line) for line in standing_lines(one, visit.person.language)]
    return tuple(lines)
