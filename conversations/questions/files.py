"""Files: photos, voice messages, sound, video and documents, alone or several together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from conversations.catalogue import N_, Phrase, Words
from conversations.events import Reason
from conversations.questions.base import Choice, Reading, Steady, Unclear, Understood, Wording
from conversations.run import Answer
from conversations.text import Html

#: What can be asked for. A round video message is a video.
FileKind = Literal["photo", "voice", "audio", "video", "document"]
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)

_NAMES: dict[FileKind, Phrase] = {
    "photo": N_("photos"),
    "voice": N_("voice messages"),
    "audio": N_("sound files"),
    "video": N_("videos"),
    "document": N_("documents"),
}


@dataclass(frozen=True)
class Files(Steady):
    """A question that asks for files; words alone are an answer too. ``most``: so many at most."""

    text: Wording
    takes: tuple[FileKind, ...] = FILE_KINDS
    most: int | None = None
    open: bool = True
    telling = True

    def ask(self, words: Words) -> str:
        """Return the question, what can be sent, and that it may be recognised."""
        lines = [
            words.say(self.text),
            words.t("You can send: {kinds}. Or write instead.", kinds=self._kinds(words)),
        ]
        if self.most:
            lines.append(words.tn("{n} at most.", "{n} at most.", self.most))
        lines.append(words.t("People who know you may know your voice, your face or the place."))
        return "\n".join(lines)

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return none: there is nothing to choose."""
        return ()

    def read(self, said: str, words: Words) -> Reading:
        """Take any words as they are."""
        return Understood((), (said,)) if said.strip() else Unclear("empty")

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Refuse: there was no button."""
        return Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return nothing: what was sent is shown by itself."""
        return ""

    def asks_for(self, kind: str) -> bool:
        """Say whether files of this kind are asked for; one of an unknown kind may be."""
        return kind in self.takes or kind not in FILE_KINDS

    def full(self, files: int) -> bool:
        """Say whether so many are as many as may be."""
        return self.most is not None and files >= self.most

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return what is asked for, or that there are enough."""
        if reason == "other_kind":
            return words.t(
                "Thank you, that is kept with your answer. Asked for here: {kinds}. "
                "You can send some, write, or skip.",
                kinds=self._kinds(words),
            )
        if reason == "enough" and self.most:
            return words.tn(
                "{n} is enough here. What came after it is kept, but is no part of your answer. "
                "To choose another, type: change",
                "{n} are enough here. What came after them is kept, but is no part of your answer. "
                "To choose others, type: change",
                self.most,
            )
        return ""

    def _kinds(self, words: Words) -> Html:
        return Html(words.listed(words.say(_NAMES[kind]) for kind in self.takes))
