"""The PDF of a form: fonts for what it says, larger print for Easy Read, a foot on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.exports.fonts import Cut, cut, shapeless
from bot.exports.paper.blocks import texts
from bot.exports.paper.drawing import draw
from bot.exports.paper.form import blocks
from bot.exports.pdf import Paper
from bot.exports.wording import bare, laid, plain
from conversations.languages import base_of
from conversations.loader import Loaded

#: Points. Large print begins at 16 (UK Association for Accessible Formats).
_PRINT, _EASY_READ = 12.0, 16.0


def paper_form(loaded: Loaded, language: str, *, draft: bool) -> bytes:
    """Return the form in ``language`` as a PDF. Raises ``NoFont`` for a script without a font."""
    form = blocks(loaded, language, draft=draft)
    foot = _foot(loaded, language)
    with cut("".join((*texts(form), foot(0, 0)))) as fonts:
        paper = _begun(loaded, language, fonts)
        draw(paper, form)
        paper.number(foot)
        return bytes(paper.output())


def left_out(loaded: Loaded, language: str) -> str:
    """Return the signs in a form's texts that no font draws: emoji, mostly."""
    return shapeless("".join(texts(blocks(loaded, language, draft=True))))


def _foot(loaded: Loaded, language: str) -> Callable[[int, int], str]:
    """Return what stands under a page: its number, and which words of which project these are."""
    words = loaded.catalogues.words(language)
    named = f"{loaded.project.slug} · {language} · {loaded.snapshot.hash()[:8]}"

    def foot(page: int, pages: int) -> str:
        count = bare(words.t("Page {page} of {pages}", page=page, pages=pages))
        return f"{count} · {named}"

    return foot


def _begun(loaded: Loaded, language: str, fonts: Sequence[Cut]) -> Paper:
    project, words = loaded.project, loaded.catalogues.words(language)
    title = laid(plain(words, project.title), language)
    points = _PRINT if base_of(language) == language else _EASY_READ
    paper = Paper(language, title, fonts, points=points)
    paper.set_author(laid(plain(words, project.organisation), language))
    paper.set_subject(laid(plain(words, project.about), language))
    return paper
