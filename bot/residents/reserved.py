"""Words that always work, as a whole message, in someone's own language and in English."""

from __future__ import annotations

from functools import cache

from conversations.catalogue import N_, Phrase, Words
from conversations.text import fold

#: Each command with the words for it; translators may give several, parted by commas.
RESERVED: dict[str, Phrase] = {
    "back": N_("back, go back"),
    "skip": N_("skip"),
    "pause": N_("pause, later"),
    "stop": N_("stop, unsubscribe"),
    "help": N_("help"),
    "language": N_("language"),
    "change": N_("change, change my answers"),
    "answers": N_("my answers"),
    "mine": N_("what happened to mine, what happened to my answers"),
    "promised": N_("what was promised"),
    "uses": N_("how my story may be used, my story"),
    "mydetails": N_("my details"),
    "delete": N_("delete, delete my data"),
    "privacy": N_("privacy"),
    "more": N_("more, menu"),
    "ask": N_("ask the team"),
    "others": N_("others asked"),
    "better": N_("did it get better, what got better"),
    "safe": N_("get help now"),
    "safety": N_("about safety, it is about safety"),
    "readers": N_("who reads this"),
    "hours": N_("hours, quiet hours"),
    "text": N_("text only"),
    "voice": N_("with voice"),
}

#: Commands whose words are an answer where the open question has them among its own ("How shall
#: we write to you?"). The others always work: nobody may be kept from stopping, or from help.
GIVE_WAY = ("text", "voice")

#: Commands whose words mean that wherever they are typed, whatever stands on a button.
ALWAYS = ("back", "skip", "stop", "help", "safe", "safety")

#: Commands that only show something: what someone was in the middle of waits where it was.
IN_BETWEEN = ("safe",)

STALE = N_("That button is from earlier and no longer works.")


def command_for(text: str, words: Words) -> str | None:
    """Return the command a whole message stands for, or ``None``."""
    said = fold(text)
    for command, phrase in RESERVED.items():
        if said in _all_words(phrase, words):
            return command
    return None


def _all_words(phrase: Phrase, words: Words) -> frozenset[str]:
    return _folded(f"{phrase.msgid},{words.plain(phrase)}")


@cache
def _folded(listed: str) -> frozenset[str]:
    """Return the words of a list, folded: once for each list and language, and not per message."""
    folded = (fold(word) for word in listed.replace("،", ",").split(","))
    return frozenset(word for word in folded if word)
