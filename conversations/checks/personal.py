"""Personal data: asked for without need, it puts people at risk and keeps them from answering.

Answers come back through the chat, so nobody has to be known for it. What tells one person from
all others is looked for in the words of questions that take it: people's own words, numbers, dates,
places. It is a warning only, since words alone cannot say what a question is after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conversations.checks.parts import Parts
from conversations.flow import Ask, every
from conversations.languages import base_of
from conversations.problems import Problem, problem_at
from conversations.questions.day import Day
from conversations.questions.number import Number
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place
from conversations.text import Text

_CHAT = (
    "Nobody has to be reached another way: what was decided comes back through this chat, under a "
    "made-up name."
)
_NUMBER = (
    "Nothing here can be looked up with it. If someone needs help with a case of their own, send "
    "them to the team."
)

#: What is asked for: what it is called, what to do instead, and the words that ask for it by
#: language. "your" or its like is part of them where the word alone means other things too.
ASKED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (
        "someone's name",
        _CHAT,
        {
            "en": r"(your|full|first|last|family|own|child['’]?s) name|surname|what are you called",
            "cy": r"(eich|dy|llawn) enw|cyfenw",
            "pl": r"nazwisk\w*|(twoje|swoje|pana|pani|pełne) imi\w+|imię i",
            "ur": r"(آپ کا|اپنا|پورا) (\w+ )?نام",
        },
    ),
    (
        "an address",
        "Ask no more exactly than you need: with “kind: place”, or for a part of town as a choice.",
        {
            "en": r"(your|home|postal|full|street) address|post ?code|where (exactly )?do you live|"
            r"(house|flat) number",
            "cy": r"(eich|dy|cartref) (\w+ )?(cyfeiriad|gyfeiriad)|cyfeiriad (cartref|llawn)|"
            r"cod post|ble('n union)? (ydych chi|rydych chi) ?'?n byw",
            "pl": r"(twój|swój|pana|pani|pełny|domowy)? ?adres (zamieszkania|domow\w+|pocztow\w+)|"
            r"(twój|swój|pana|pani|pełny) adres|kod pocztowy|gdzie (dokładnie )?mieszka\w*",
            "ur": r"(آپ کا|اپنا|گھر کا|پورا) (\w+ )?پتہ|پتا لکھیں|پوسٹ ?کوڈ|کہاں رہتے",
        },
    ),
    (
        "an email address",
        _CHAT,
        {
            "en": r"e-?mail address|your e-?mail",
            "cy": r"(cyfeiriad|gyfeiriad|eich) e-?bost",
            "pl": r"adres\w* (e-?mail|poczty elektronicznej)|(twój|swój|pana|pani) e-?mail",
            "ur": r"ای ?میل (کا )?(پتہ|ایڈریس)|(آپ کی|اپنی|آپ کا|اپنا) ای ?میل",
        },
    ),
    (
        "a phone number",
        _CHAT,
        {
            "en": r"(phone|mobile|telephone|contact) number|number (can|may|could) we (call|ring)|"
            r"your (phone|mobile|telephone)( number)?\b(?! (work|signal))",
            "cy": r"rhif (ffôn|ffon|symudol|cyswllt)",
            "pl": r"(numer|nr) (telefon\w*|komórk\w*|kontaktowy)",
            "ur": r"(فون|موبائل|رابطہ|ٹیلی ?فون) (کا )?نمبر",
        },
    ),
    (
        "a date of birth",
        "Ask for an age with “kind: ages”: it is kept only as the band it falls into.",
        {
            "en": r"date of birth|birth ?(date|day)|(when|what year) were you born|"
            r"born on|d\.?o\.?b",
            "cy": r"dyddiad geni|pen-?blwydd|pryd (gawsoch|cawsoch) (chi )?eich geni",
            "pl": r"dat\w+ urodzenia|urodzin\w*|"
            r"kiedy (pan |pani )?(się )?urodził\w*",
            "ur": r"تاریخ[ ِ]*پیدائش|پیدائش کی تاریخ|سالگرہ|کب پیدا",
        },
    ),
    (
        "an exact age",
        "Ask for an age with “kind: ages”: it is kept only as the band it falls into.",
        {
            "en": r"how old are you|your( exact)? age",
            "cy": r"faint (yw|ydi) (eich|dy) oed\w*|(eich|dy) oedran",
            "pl": r"ile (masz|ma pan|ma pani) lat|(twój|swój|pana|pani) wiek",
            "ur": r"(آپ کی|اپنی) (\w+ )?عمر",
        },
    ),
    (
        "an official number",
        _NUMBER,
        {
            "en": r"NHS (number|no\b)|national insurance|NI number|passport number|"
            r"driving licence number|(hospital|patient|case|reference) number",
            "cy": r"rhif (GIG|yswiriant gwladol|pasbort|claf)|yswiriant gwladol",
            "pl": r"PESEL\w*|(numer|nr) (NHS|paszportu|dowodu|ubezpieczenia|pacjenta|sprawy)|"
            r"national insurance",
            "ur": r"این ایچ ایس نمبر|NHS نمبر|نیشنل انشورنس|پاسپورٹ نمبر|شناختی کارڈ",
        },
    ),
    (
        "bank details",
        "Nobody has to be paid by it: if you thank people with money, let the team arrange that.",
        {
            "en": r"bank (account|details)|sort code|account number|card number",
            "cy": r"(cyfrif|manylion) banc|rhif y? ?cyfrif|cod didoli",
            "pl": r"(numer|nr) (konta|rachunku|karty)|kont\w+ bankow\w+",
            "ur": r"بینک (اکاؤنٹ|کی تفصیل)|اکاؤنٹ نمبر|کارڈ نمبر",
        },
    ),
)


#: Questions whose answer could be any of these.
_TAKES = OwnWords | Number | Day | Place


def check_personal(parts: Parts) -> Iterator[Problem]:
    """Warn of questions that ask for what tells one person from all others."""
    language = base_of(parts.draft.project.language).partition("-")[0]
    for node in every(parts.draft.project.script.nodes):
        if not (isinstance(node, Ask) and isinstance(node.question, _TAKES)):
            continue
        for text in (node.question.text, node.hint):
            written = parts.draft.written.get(text.context) if isinstance(text, Text) else None
            if written is None:
                continue
            for what, instead in asked_for(written.text.source, language):
                yield problem_at(
                    written.place,
                    "personal",
                    f"This seems to ask for {what}. {instead} If you mean something else, say it "
                    "in other words.",
                    serious=False,
                )


def asked_for(said: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of personal data that ``said`` asks for, and what to do instead.

    English is looked for in every language: forms are copied.
    """
    for what, instead, words in ASKED:
        wanted = "|".join(words[tag] for tag in dict.fromkeys(("en", language)) if tag in words)
        if re.search(rf"(?<!\w)(?:{wanted})(?!\w)", said, re.IGNORECASE):
            yield what, instead
