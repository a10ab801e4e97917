"""A member of the team passes on what may be about someone's safety, and is told what to say."""

from __future__ import annotations

from bot.officers.safeguarding import raise_concern
from bot.peers.hard_stories import was_hard
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option
from storage import concerns

SURE = (Option("pass", N_("Yes, pass it on"), (N_("yes"),)), Option("again", N_("No"), (N_("no"),)))

IF_SURE = N_(
    "Is this about someone's safety? The safeguarding contact gets the exact words "
    "at once. You do not need to be sure."
)
PASSED_ON = N_("That was passed on already.")
YES_OR_NO = N_("Please tap Yes or No. Nothing has changed yet.")


def pass_on(
    visit: Visit,
    loaded: Loaded,
    words: str,
    about: str,
    *,
    answer: str | None = None,
    question: str | None = None,
) -> bool:
    """Pass someone's words on; ``False`` if that was done before. Nobody is left alone with it."""
    if concerns.passed_on(visit.db, answer or question or ""):
        return False
    reached = raise_concern(
        visit, loaded, words, answer=answer, question=question, by="lead", about=about
    )
    visit.mark_tapped("✓")
    visit.say(_what_became(visit, loaded, reached=reached))
    said = [what_to_say(visit)]
    if was_hard(visit, loaded.project.slug):
        said.append(visit.words.t("I ask you later how you are."))
    visit.say("\n".join(said))
    return True


def _what_became(visit: Visit, loaded: Loaded, *, reached: bool) -> str:
    words, contact = visit.words_of(loaded), loaded.project.safeguarding
    became = (
        words.t("Passed on to {name}. It is in their hands now.", name=contact.name)
        if reached
        else words.t(
            "Kept for {name}, who cannot be reached here at the moment. Please call "
            "{number} now and say that it waits.",
            name=contact.name,
            number=contact.number,
        )
    )
    return (
        became
        + "\n"
        + words.t(
            "Please do not ask the person for more, and promise nothing. If it cannot wait, "
            "call {number}. If it stays with you, talk to someone on the team: you are not "
            "alone with this.",
            number=contact.number,
        )
    )


def what_to_say(visit: Visit) -> str:
    """Return what a peer who passed something on can say, and what not."""
    return visit.words.t(
        "If they speak to you, you can say: “Thank you for telling us. Someone whose job this is "
        "has your words.”\n"
        "Do not say that it stays secret, that it will be all right, or what will happen. Do not "
        "look into it yourself."
    )
