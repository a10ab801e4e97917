"""Languages whose words on paper nobody has checked: a form in them says so."""

from __future__ import annotations

from bot.registry import words_folder
from conversations.inspect import unchecked_texts
from conversations.loader import Loaded
from conversations.reading.draft import read_draft
from conversations.reading.translations import read_translation
from conversations.translated import lines


def drafts_of(loaded: Loaded) -> frozenset[str]:
    """Return the languages in which consent, safety or a question is not checked yet."""
    snapshot, own = loaded.snapshot, loaded.project.language
    bot = {
        path.parent.parent.name: path.read_bytes()
        for path in words_folder().glob("*/LC_MESSAGES/messages.po")
    }
    draft, unsafe = read_draft(snapshot), unchecked_texts(snapshot, bot)

    def is_draft(tag: str) -> bool:
        if tag in unsafe:
            return True
        file = f"{tag}.po"
        if tag == own or file not in snapshot.files:
            return False
        said = lines(draft, read_translation(tag, file, snapshot.files[file]))
        return any(line.served and line.state != "checked" for line in said)

    return frozenset(tag for tag in loaded.project.languages if is_draft(tag))
