"""One person's copy of a prompt: an excuse if they were asked something, a voice, the question."""

from __future__ import annotations

from bot.residents.conversation import begin, resume
from bot.scripts import NoSuchScript, of_prompt
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.flow import End
from conversations.inputs import Started
from conversations.loader import Loaded
from conversations.prompting import TELLS
from storage import outreach, prompts, runs
from storage.prompts import Prompt


def excuse(visit: Visit, loaded: Loaded, about: Phrase) -> None:
    """Say first what it is about to someone whose own question is still open, and that it waits."""
    if any(held.begun for held in runs.open_of(visit.db, visit.person.id)):
        visit.say(
            visit.words_of(loaded).t(
                "This is about <b>{title}</b>: {about}. Your open question waits: we come back "
                "to it.",
                title=loaded.project.title,
                about=about,
            ),
            kind="notice",
        )


def put_prompt(visit: Visit, loaded: Loaded, prompt: str) -> str | None:
    """Say a prompt to the visit's person; return the run it began, or ``None`` if it asks nothing.

    Nothing of it is ever sent twice: what became of it may be unknown, and then stays so.
    """
    found = prompts.get(visit.db, prompt)
    if found is None:
        raise NoSuchScript(f"prompt:{prompt}")
    if found.reminds is not None:
        return _remind(visit, loaded, found.reminds)
    asks = found.composed.kind != TELLS
    excuse(visit, loaded, N_("a question from the peer leads") if asks else _A_MESSAGE)
    if found.recording is not None:
        visit.say("", kind="prompt", media=found.recording)
    script = of_prompt(visit.db, loaded, prompt, visit.person.language)
    if asks:
        return begin(visit, loaded, script, wave="prompt", kind="prompt").id
    for node in script.nodes:
        if isinstance(node, End):
            visit.say(visit.words_of(loaded).say(node.text), kind="prompt")
    return None


_A_MESSAGE = N_("a message from the peer leads")


def still_silent(visit: Visit, prompt: Prompt) -> bool:
    """Say whether the visit's person still has nothing answered that ``prompt`` reminds of."""
    return prompt.reminds is None or visit.person.id in outreach.silent(visit.db, prompt.reminds)


def _remind(visit: Visit, loaded: Loaded, prompt: str) -> str | None:
    """Put a prompt's question once more, and say that it is not put again."""
    run = outreach.run_of(visit.db, prompt, visit.person.id)
    held = runs.get(visit.db, run) if run else None
    if held is None:
        return None
    visit.say(
        visit.words_of(loaded).t(
            "The peer leads of {title} asked you this. They would still like to know, and do not "
            "ask again. You can skip it. /stop ends it.",
            title=loaded.project.title,
        ),
        kind="prompt",
    )
    resume(visit, held, Started(), kind="prompt")
    return held.run.id
