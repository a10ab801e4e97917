"""The few words a form leaves to whoever asks it, in the languages that forms are often in."""

from __future__ import annotations

from collections.abc import Mapping

from bot.importers.wording import Texts, Wording

OTHER = {
    "en": "Other", "cy": "Arall", "pl": "Inne", "ur": "کچھ اور", "ar": "أخرى", "fr": "Autre",
    "es": "Otro", "pt": "Outro", "de": "Etwas anderes", "it": "Altro", "ro": "Altceva",
    "so": "Kale", "sw": "Nyingine", "bn": "অন্য কিছু", "fa": "چیز دیگر",
}  # fmt: skip
WHICH_OTHER = {
    "en": "Which other one?", "cy": "Pa un arall?", "pl": "Co innego?", "ur": "اور کیا؟",
    "ar": "ما هو؟", "fr": "Quoi d'autre ?", "es": "¿Cuál otro?", "pt": "Qual outro?",
    "de": "Was sonst?", "it": "Quale altro?", "ro": "Ce anume?", "so": "Kee kale?",
    "sw": "Ni ipi nyingine?", "bn": "অন্য কোনটি?", "fa": "کدام؟",
}  # fmt: skip
ANOTHER = {
    "en": "Is there another one?", "cy": "Oes un arall?", "pl": "Czy jest jeszcze jedno?",
    "ur": "کیا ایک اور ہے؟", "ar": "هل هناك المزيد؟", "fr": "Y en a-t-il un autre ?",
    "es": "¿Hay otro más?", "pt": "Há mais algum?", "de": "Gibt es noch eines?",
    "it": "Ce n'è un altro?", "ro": "Mai este vreunul?", "so": "Mid kale ma jiraa?",
    "sw": "Je, kuna nyingine?", "bn": "আর কোনো আছে কি?", "fa": "آیا مورد دیگری هست؟",
}  # fmt: skip


def said(phrase: Mapping[str, str], texts: Texts) -> Wording:
    """Return ``phrase`` in each language of a form that we have it in; in English otherwise."""
    languages = texts.languages
    if languages.source not in phrase:
        sentence = (
            f"“{phrase['en']}” is not in the form, and stands in English: say it in the form's "
            "language in project.yaml."
        )
        texts.notes.at("survey", "", sentence)
    others = {tag: phrase[tag] for tag in languages.others if tag in phrase}
    return Wording(phrase.get(languages.source, phrase["en"]), others)
