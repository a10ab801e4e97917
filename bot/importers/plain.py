"""Words as a chat shows them: without markup, and without the braces that mean something to us."""

from __future__ import annotations

import html
import re

#: What is said in place of an answer that a form quotes.
GAP = "…"

QUOTED = re.compile(r"\$\{[^{}]{0,200}\}")

_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|li|tr|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,2000}?-->", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((https?://[^)\s]{1,500}|[^)\s]{1,500})\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", re.DOTALL)
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])_(?![\w_])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([*_#<>\[\]\\])")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain(said: str) -> str:
    """Return ``said`` without HTML and Markdown, an answer quoted in it as a gap."""
    text = QUOTED.sub(GAP, said)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(text).replace("\xa0", " ")
    text = _LINK.sub(r"\1 (\2)", _PICTURE.sub("", text))
    text = _HEADING.sub("", _BOLD.sub(r"\2", text))
    text = _UNDERLINED.sub(r"\1", _SLANTED.sub(r"\1", text))
    text = _ESCAPED.sub(r"\1", text).replace("{", "(").replace("}", ")")
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def says_something(text: str) -> bool:
    """Say whether there is more in ``text`` than gaps and marks."""
    return any(ch.isalnum() for ch in text)
