"""Languages and their tags: what each calls itself, and the plain variant of one, Easy Read.

Easy Read (``en-x-easyread``) is a way of writing for people who find reading hard, with a private
subtag of its own (BCP 47, section 2.2.7). To Babel it is the language it is a variant of.
"""

from __future__ import annotations

#: Languages written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})

#: Each language in its own name: a person looks for theirs, not for its English name.
OWN_NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cy": "Cymraeg",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "gu": "ગુજરાતી",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "so": "Soomaali",
    "ur": "اردو",
}

EASY_READ = "-x-easyread"

#: What Easy Read is called in each language that has it; elsewhere its English name stands.
_EASY_READ_NAMES = {"cy": "Hawdd ei Ddeall"}


def base_of(tag: str) -> str:
    """Return the language that ``tag`` is a way of writing: ``en`` for ``en-x-easyread``."""
    return tag.removesuffix(EASY_READ)


def is_right_to_left(tag: str) -> bool:
    """Return whether ``tag`` is written from right to left."""
    return base_of(tag).partition("-")[0] in RIGHT_TO_LEFT


def own_name(tag: str) -> str:
    """Return what speakers of ``tag`` call it: “Polski”, or “Easy Read (English)”."""
    base = base_of(tag)
    name = OWN_NAMES.get(base, base)
    return name if base == tag else f"{_EASY_READ_NAMES.get(base, 'Easy Read')} ({name})"


def babel_name(tag: str) -> str:
    """Return the name Babel knows ``tag`` by."""
    base = base_of(tag)
    # Plain "en" would be American to Babel; the people who read this are not.
    return {"en": "en_GB"}.get(base, base.replace("-", "_"))
