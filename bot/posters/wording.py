"""What a poster says: who asks, what is still open, how long it takes, and how to stop."""

from __future__ import annotations

from dataclasses import dataclass

from bot.exports.wording import KINDS, bare, plain
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from conversations.project import Project
from conversations.text import FSI, PDI

_SCAN = N_("Point your phone's camera at this. It opens a chat in Telegram.")
_TYPE = N_("Or type this address:")


@dataclass(frozen=True)
class Poster:
    """All that stands on a poster, as plain text in the language it ends up in.

    ``asked`` is what can be changed: a heading, and the names of the cards under it.
    """

    language: str
    title: str
    organisation: str
    about: str
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    scan: str
    type_it: str
    address: str
    promises: tuple[str, ...]
    by: str

    def letters(self) -> str:
        """Return everything it says, to see which letters it needs."""
        asked = (head + "".join(names) for head, names in self.asked)
        return "".join(
            (
                self.title,
                self.organisation,
                self.about,
                *asked,
                self.scan,
                self.type_it,
                self.address,
                *self.promises,
                self.by,
                FSI,
                PDI,
            )
        )


def poster(loaded: Loaded, language: str, link: str, by: str | None) -> Poster:
    """Return what a poster for ``link`` says; ``by`` is what its peer lead is called, if known.

    A project that is not all there in ``language`` has its poster in its own: never half of each.
    """
    project = loaded.project
    cards = [one for one in project.constraints.values() if one.kind != "fixed"]
    spoken = loaded.catalogues.words(language)
    words = spoken.whole(
        project.title,
        project.organisation,
        project.about,
        project.team.name,
        *(card.name for card in cards),
    )
    asked = (
        (bare(words.say(KINDS[kind])), tuple(plain(words, c.name) for c in cards if c.kind == kind))
        for kind in ("open", "shared")
    )
    return Poster(
        words.language,
        plain(words, project.title),
        _said(words, N_("Run by {organisation}", organisation=project.organisation)),
        plain(words, project.about),
        tuple((head, names) for head, names in asked if names),
        _said(words, _SCAN),
        _said(words, _TYPE),
        link.removeprefix("https://"),
        tuple(_said(words, promise) for promise in _promises(project)),
        _said(words, N_("Given out by {name}", name=by)) if by else "",
    )


def _said(words: Words, phrase: Phrase) -> str:
    return bare(words.say(phrase))


def _promises(project: Project) -> tuple[Phrase, ...]:
    return (
        N_(
            "It takes about {minutes} minutes. For people of {age} and over.",
            minutes=str(project.minutes),
            age=str(project.minimum_age),
        ),
        # safety: on a poster, before someone opens the chat
        N_("It is confidential: the team reads what you say under a made-up name."),
        N_("Stop any time: type “stop”. To have it all deleted, type “delete”."),
        # safety: on a poster, before someone opens the chat
        N_(
            "Nobody watches the chat all the time. In danger, call {number}.",
            number=project.emergency[0].number,
        ),
        N_(
            "No smartphone, or a question? {name}, {number}",
            name=project.team.name,
            number=project.team.number,
        ),
    )
