"""Hint words that would put nearly everything in front of somebody, and so nothing."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.hints import hint_words, hinted
from conversations.languages import base_of
from conversations.problems import Problem, problem_at
from conversations.text import fold

#: Fewer letters than this are part of too much else.
_SHORTEST = 3

#: Words that stand in nearly every message, by language.
_COMMON = {
    "en": (
        "a about and are bad be been but can day do for from get go good had has have he help her "
        "him his home how i in is it like me my no not now of on one or people say she so some "
        "that the their them there they this time to up very want was we well went were what when "
        "who will with would you"
    ),
    "cy": (
        "a ac am ar at bod bu chi da dim dw dydd ei eu fe fel fi hi hyn i iawn ie mae mewn na ni "
        "nhw nid o oedd oes on rhai roedd sy sydd wedi wrth y yn yna yr"
    ),
    "pl": (
        "a ale bo bardzo byc byl byla bylo co czy dla do dobrze dzien i jak jest jestem ja jego "
        "jej juz ktory ma mam mi mnie moj na nie o od on ona oni pan pani po pomoc sa sie ta tak "
        "tam te ten to tylko w z za ze"
    ),
    "ur": (
        "آپ اب ابھی اس اسے اور ایک بات بھی بہت پر تو تھا تھی جو سے کا کو کہ کی کیا کے گیا مجھے مدد "
        "میں میرا میرے نہیں نے وہ ہم ہو ہوں ہے ہیں یہ"
    ),
}


def check_hint_words(parts: Parts) -> Iterator[Problem]:
    """Warn of hint words too short or too common, in any language."""
    for path, written in parts.draft.written.items():
        if written.use != "hint":
            continue
        for words, place in parts.said(written):
            language = base_of(words.language)
            common = {fold(one) for one in _COMMON.get(language, "").split()}
            own = [one for one in _own_words(parts, words.language) if one]
            for hint in hint_words(words.plain(written.text)):
                why = _why_not(hint, common, own)
                if why:
                    yield problem_at(
                        place,
                        "hint-word",
                        f"“{hint}” in “{path}” {why}, so it would be found in too much. Choose a "
                        "longer word, or a phrase of two or three.",
                        serious=False,
                    )


def _why_not(hint: str, common: set[str], own: list[str]) -> str:
    if len(hint.replace(" ", "")) < _SHORTEST:
        return "is very short"
    if all(word in common for word in hint.split()):
        return "is in nearly every message"
    if any(hinted(said, (hint,)) for said in own):
        return "stands in the project's own texts, and people say back what they read"
    return ""


def _own_words(parts: Parts, language: str) -> Iterator[str]:
    """Yield what the project itself says where people read it, in one language."""
    for written in parts.draft.written.values():
        if written.use == "hint" or not written.text:
            continue
        for words, _ in parts.said(written):
            if words.language == language:
                yield words.plain(written.text)
