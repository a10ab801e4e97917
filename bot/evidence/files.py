"""The document as files, each in a format of its own."""

from __future__ import annotations

from bot.evidence.gathering import Evidence
from bot.evidence.page import html
from bot.evidence.paper import pdf
from conversations.catalogue import Words

FORMATS = ("pdf", "html")


def written(evidence: Evidence, words: Words, form: str) -> bytes:
    """Return the evidence as a file of one of ``FORMATS``. Slow: keep it off the writer."""
    if form == "html":
        return html(evidence.document)
    return pdf(evidence.document, words, evidence.document.title)
