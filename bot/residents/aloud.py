"""Read aloud: a peer's recording before a message's text, for whoever wants to hear it.

The recording comes first, and the text with its buttons below it: what is answered, and what is
tapped, stays at the bottom of the chat, where the thumb is. It is offered once, with the first
question that has one.
"""

from __future__ import annotations

from bot.visit import Visit, column, tap
from conversations.aloud import OFFER, Aloud, offer_aloud, recording_for
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.render import Spoken
from storage import recordings
from storage.outbox import Kind
from storage.recordings import Spot
from storage.sqlite import Connection

#: Commands to hear recordings, or no more, and what their buttons say.
SWITCHES: dict[str, Phrase] = {"voice": N_("With voice"), "text": N_("Text only")}


def read_aloud(visit: Visit, loaded: Loaded, spoken: Spoken, kind: Kind) -> None:
    """Queue the recording of what ``spoken`` says, if there is one and it is wanted."""
    said = spoken.aloud
    found = recording_of(visit.db, loaded, said) if said else None
    if said is None or found is None:
        return
    wanted = recordings.wanted(visit.db, visit.person.id)
    if wanted:
        visit.say_aloud(found, kind)
    elif wanted is None and spoken.question:
        _offer(visit, loaded, said.languages[0], kind)


def recording_of(db: Connection, loaded: Loaded, said: Aloud) -> str | None:
    """Return the name of the recording of what is ``said``: the chat's, or else the folder's.

    Someone who recorded it in the chat meant to replace what there was.
    """
    for language in said.languages:
        found = recordings.recorded(db, spot(loaded, said, language))
        if found is not None:
            return found
    return recording_for(loaded.snapshot.recordings, said)


def spot(loaded: Loaded, said: Aloud, language: str) -> Spot:
    """Return what a recording of ``said`` in ``language`` is kept under."""
    return Spot(loaded.project.slug, language, said.path, said.fingerprint)


def _offer(visit: Visit, loaded: Loaded, language: str, kind: Kind) -> None:
    """Ask, once, whether they want to hear it. Until they do, nothing is read to them but this."""
    recordings.set_wanted(visit.db, visit.person.id, wanted=False)
    words = loaded.catalogues.words(language)
    aloud = recording_of(visit.db, loaded, offer_aloud(words))
    if aloud is not None:
        visit.say_aloud(aloud, kind)
    visit.say(
        words.say(OFFER),
        column(tap(label, "aloud", name, words=words) for name, label in SWITCHES.items()),
        kind=kind,
    )
