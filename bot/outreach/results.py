"""What came of what someone said: the decisions that rest on it, the promises, what is late."""

from __future__ import annotations

from bot.outreach.lateness import late_sentence
from bot.visit import Visit
from conversations.loader import Loaded
from conversations.reporting import VERDICTS
from storage import decisions, promises
from storage.decisions import Decision


def what_came_of_it(visit: Visit, loaded: Loaded) -> list[str]:
    """Return messages for a resident's "what happened to mine?", as Telegram HTML."""
    words, slug = visit.words_of(loaded), loaded.project.slug
    told = decisions.told_to(visit.db, slug, visit.person.id)
    messages = [_told(visit, loaded, decision) for decision in told]
    late = late_sentence(loaded, visit.db, visit.now)
    if late is not None:
        messages.append(words.say(late))
    elif not told:
        messages.append(
            words.t(
                "Nothing has been decided on what you said yet. You will hear by {day}.",
                day=words.date(loaded.catalogues.dates["report_back"]),
            )
        )
    return messages


def _told(visit: Visit, loaded: Loaded, decision: Decision) -> str:
    words = visit.words_of(loaded)
    text = words.t(
        "<b>{verdict}</b>\n{decided}\n<b>Why:</b> {why}",
        verdict=VERDICTS[decision.verdict],
        decided=decision.decided,
        why=decision.why,
    )
    for promise in promises.of_decision(visit.db, decision.id):
        text += "\n" + words.t(
            "<b>Promised:</b> {what}, by {day}.", what=promise.what, day=words.date(promise.due_on)
        )
    return text
