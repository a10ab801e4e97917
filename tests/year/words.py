"""What residents say in their own words, so that whoever reads it knows what it is about.

A *sign* is a word nobody else uses. It stands in everything its owner says, so that one can look
where somebody's words went.
"""

from __future__ import annotations

from random import Random

#: What people tell of, as the sentence they tell it in, by language.
TELLS: dict[str, dict[str, str]] = {
    "room": {
        "en": "The family room was locked again. {sign}",
        "en-x-easyread": "The family room was locked again. {sign}",
        "cy": "Roedd yr ystafell deulu ar glo eto. {sign}",
        "pl": "Pokój rodzinny znów był zamknięty. {sign}",
        "ur": "خاندانی کمرہ پھر بند تھا۔ {sign}",
    },
    "nights": {
        "en": "At night nobody comes when I call. {sign}",
        "en-x-easyread": "At night nobody comes when I call. {sign}",
        "cy": "Yn y nos does neb yn dod pan fydda i'n galw. {sign}",
        "pl": "W nocy nikt nie przychodzi, gdy wołam. {sign}",
        "ur": "رات کو بلانے پر کوئی نہیں آتا۔ {sign}",
    },
    "noise": {
        "en": "Since the room stays open, the noise keeps us awake. {sign}",
        "en-x-easyread": "Since the room stays open, the noise keeps us awake. {sign}",
        "cy": "Ers i'r ystafell aros ar agor, mae'r sŵn yn ein cadw'n effro. {sign}",
        "pl": "Odkąd pokój jest otwarty, hałas nie daje nam spać. {sign}",
        "ur": "جب سے کمرہ کھلا رہتا ہے، شور سونے نہیں دیتا۔ {sign}",
    },
    "kind": {
        "en": "The nurses know our names. {sign}",
        "en-x-easyread": "The nurses know our names. {sign}",
        "cy": "Mae'r nyrsys yn gwybod ein henwau. {sign}",
        "pl": "Pielęgniarki znają nasze imiona. {sign}",
        "ur": "نرسیں ہمارے نام جانتی ہیں۔ {sign}",
    },
}

_BEGIN = ("B", "D", "F", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z")
_MIDDLE = ("ab", "el", "im", "or", "un", "av", "ek", "il", "os", "ut")
_END = ("anda", "ero", "ilka", "ondo", "umi", "asti", "enka", "ivo", "ossa", "urra")


def signs(chance: Random, number: int) -> tuple[str, ...]:
    """Return so many signs, all different and none part of another."""
    every = [b + m + e for b in _BEGIN for m in _MIDDLE for e in _END]
    return tuple(chance.sample(every, number))


def telling(topic: str, language: str, sign: str) -> str:
    """Return what someone says who tells of ``topic``."""
    return TELLS[topic][language].format(sign=sign)


def topic_of(words: str) -> str:
    """Return what ``words`` tell of, empty if a reader would put no theme on it."""
    for topic, by_language in TELLS.items():
        if any(told.partition(" {sign}")[0] in words for told in by_language.values()):
            return topic
    return ""
