"""The questions a prompt is made of, one after another, each with its answer and its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2s

from bot.leads import audiences, prompt_times
from bot.leads.prompt_draft import Draft
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.languages import base_of, own_name
from conversations.loader import Loaded
from conversations.prompting import KINDS, TELLS
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage.outreach import Reachable

LONGEST = 1000

#: So long an option or a statement may be.
_LONGEST_PART = 140

_KINDS = (
    *(Option(key, kind.label) for key, kind in KINDS.items()),
    Option(TELLS, N_("No answer needed")),
)
_NO_UNIT = Option("none!", N_("Just a number"))
_VOICE_ONLY = Option("none!", N_("Only my voice"))
_WRITE, _AS_IS, _OUT = "write", "as_is", "out"

#: What a step makes of what was said or tapped: the draft after it, or why it cannot be used.
Take = Callable[[Visit, Loaded, Draft, str], Draft | Phrase]


@dataclass(frozen=True)
class Step:
    """One question: what is asked, its buttons, what becomes of what is typed.

    ``takes`` is called with the key of an option that was tapped or typed, or with other words
    where ``free``.
    """

    asks: Callable[[Visit, Loaded, Draft], Phrase]
    takes: Take
    options: Callable[[Visit, Loaded, Draft], tuple[Option, ...]] = lambda v, lo, d: ()
    free: bool = False


def _asks(said: Phrase) -> Callable[[Visit, Loaded, Draft], Phrase]:
    return lambda visit, loaded, draft: said


def _take_words(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    if not said or len(said) > LONGEST:
        return N_("Please write it in words, at most {n} letters.", n=LONGEST)
    anew = draft.forget_languages() if said != draft.words else draft
    return replace(anew, words=said, step="kind")


def _take_written(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    if said == _VOICE_ONLY.key:
        said = visit.words.plain(N_("Please listen to the recording above."))
    return _take_words(visit, loaded, draft, said)


def _take_kind(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    anew = replace(draft, parts=()) if said != draft.kind else draft
    if said != draft.kind:
        anew = anew.forget_languages()
    if said == TELLS:
        return replace(anew, kind=said, serves="", step="audience")
    if KINDS[said].most:
        return replace(anew, kind=said, step="parts")
    return _after_parts(visit, loaded, replace(anew, kind=said))


def _asks_parts(visit: Visit, loaded: Loaded, draft: Draft) -> Phrase:
    match draft.kind:
        case "scale":
            return N_("What does 1 mean, and what does 5? Type two lines, 1 first.")
        case "number":
            return N_("What is counted? For example: visits a week")
        case "statements":
            return N_("Type the statements, each on a line of its own. At most 10.")
        case _:
            return N_("Type the options, each on a line of its own: 2 to 12.")


def _take_parts(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    kind = KINDS[draft.kind]
    parts = () if said == _NO_UNIT.key else _lines(said)
    wrong = _wrong_parts(parts, kind.least, kind.most)
    if wrong:
        return wrong
    anew = draft.forget_languages() if parts != draft.parts else draft
    return _after_parts(visit, loaded, replace(anew, parts=parts))


def _lines(said: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in said.splitlines() if line.strip())


def _wrong_parts(parts: tuple[str, ...], least: int, most: int) -> Phrase | None:
    if not least <= len(parts) <= most:
        return N_(
            "Please type them in one message, each on a line of its own: "
            "{least} at least, {most} at most.",
            least=least,
            most=most,
        )
    if len({part.casefold() for part in parts}) < len(parts):
        return N_("Two of these lines are the same. Please type them again.")
    if any(len(part) > _LONGEST_PART for part in parts):
        return N_("One of these lines is too long. At most {n} letters, please.", n=_LONGEST_PART)
    return None


def _after_parts(visit: Visit, loaded: Loaded, draft: Draft) -> Draft:
    """Every question names the decision it can influence; with only one there is no choice."""
    cards = _cards(visit, loaded, draft)
    if len(cards) == 1:
        return replace(draft, serves=cards[0].key, step="audience")
    return replace(draft, step="serves")


def _cards(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    cards = loaded.project.constraints.values()
    return tuple(Option(card.key, card.name) for card in cards if card.kind != "fixed")


def _take_serves(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    return replace(draft, serves=said, step="audience")


def _audience(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return tuple(some.option for some in audiences.choices(visit, loaded, draft))


def _take_audience(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    for some in audiences.choices(visit, loaded, draft):
        if some.option.key == said:
            return settled(visit, loaded, audiences.chosen(draft, some))
    return N_("Nobody fits that any more. Please choose again.")


def settled(visit: Visit, loaded: Loaded, draft: Draft) -> Draft:
    """Return the draft at the next language that is not settled, or at the preview."""
    if draft.step != "language":
        return draft
    left = _unsettled(audiences.fitting(visit, loaded, draft), draft)
    if left:
        return replace(draft, about=left[0])
    return replace(draft, step="preview", about="")


def _unsettled(people: tuple[Reachable, ...], draft: Draft) -> list[str]:
    known = {base_of(draft.written), *draft.said, *draft.as_is, *draft.out}
    return sorted({base_of(one.language) for one in people} - known)


def _asks_language(visit: Visit, loaded: Loaded, draft: Draft) -> Phrase:
    people = audiences.fitting(visit, loaded, draft)
    n = sum(base_of(one.language) == draft.about for one in people)
    language = own_name(draft.about)
    if n < loaded.project.small_number:
        return N_(
            "Fewer than {small} of them read {language}: no text in it yet.",
            small=loaded.project.small_number,
            language=language,
        )
    return N_("{n} of them read {language}: no text in it yet.", n=n, language=language)


def _languages(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    language = own_name(base_of(draft.written))
    return (
        Option(_WRITE, N_("Write it")),
        Option(_AS_IS, N_("Send in {language}", language=language)),
        Option(_OUT, N_("Leave out")),
    )


def _take_language(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    if said == _WRITE:
        return replace(draft, step="translate")
    if said == _AS_IS:
        return settled(visit, loaded, replace(draft, as_is=(*draft.as_is, draft.about)))
    without = settled(visit, loaded, replace(draft, out=(*draft.out, draft.about)))
    if not audiences.recipients(visit, loaded, without):
        return N_("Then nobody is left. Write it, or send it as it is.")
    return without


def _take_translation(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    if not said or len(said) > LONGEST:
        return N_("Please write it in words, at most {n} letters.", n=LONGEST)
    return _translated(visit, loaded, draft, (said,))


def _take_parts_too(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    parts = _lines(said)
    wrong = _wrong_parts(parts, len(draft.parts), len(draft.parts))
    return wrong or _translated(visit, loaded, draft, (draft.said[draft.about][0], *parts))


def _translated(visit: Visit, loaded: Loaded, draft: Draft, said: tuple[str, ...]) -> Draft:
    done = replace(draft, said={**draft.said, draft.about: said})
    if len(said) == 1 and draft.parts:
        return replace(done, step="parts_too")
    return settled(visit, loaded, replace(done, step="language"))


def _asks_parts_too(visit: Visit, loaded: Loaded, draft: Draft) -> Phrase:
    return N_(
        "Now these in {language}, in the same order, each on a line of its own: {parts}",
        language=own_name(draft.about),
        parts=draft.parts,
    )


def _take_rhythm(visit: Visit, loaded: Loaded, draft: Draft, said: str) -> Draft | Phrase:
    return replace(draft, every=said, step="from")


_WHEN = N_("On which day, and at what time? For example: tomorrow 10:00, or 3 May 9:00")

STEPS: dict[str, Step] = {
    "words": Step(
        _asks(
            N_(
                "What do you want to say or ask? Write it in one message, or record it. "
                "Or type: back"
            )
        ),
        _take_words,
        free=True,
    ),
    "written": Step(
        _asks(
            N_(
                "Your voice goes out as you recorded it. Please also write what it says, for "
                "people who cannot listen."
            )
        ),
        _take_written,
        lambda visit, loaded, draft: (_VOICE_ONLY,),
        free=True,
    ),
    "kind": Step(
        _asks(N_("How should people answer?")), _take_kind, lambda visit, loaded, draft: _KINDS
    ),
    "parts": Step(
        _asks_parts,
        _take_parts,
        lambda visit, loaded, draft: (_NO_UNIT,) if draft.kind == "number" else (),
        free=True,
    ),
    "serves": Step(_asks(N_("Which open decision can the answers change?")), _take_serves, _cards),
    "audience": Step(
        lambda visit, loaded, draft: audiences.asked(draft), _take_audience, _audience
    ),
    "pick": Step(lambda visit, loaded, draft: audiences.asked(draft), _take_audience, _audience),
    "language": Step(_asks_language, _take_language, _languages),
    "translate": Step(
        lambda visit, loaded, draft: N_(
            "Write it in {language}. Before it was: {text}",
            language=own_name(draft.about),
            text=draft.words,
        ),
        _take_translation,
        free=True,
    ),
    "parts_too": Step(_asks_parts_too, _take_parts_too, free=True),
    "first": Step(_asks(_WHEN), prompt_times.take_first, free=True),
    "every": Step(
        _asks(N_("How often?")), _take_rhythm, lambda visit, loaded, draft: prompt_times.RHYTHMS
    ),
    "from": Step(_asks(_WHEN), prompt_times.take_first, free=True),
    "until": Step(
        _asks(N_("Until which day? For example: 30 June")), prompt_times.take_until, free=True
    ),
}


def mark(option: Option) -> str:
    """Return what a button carries for an option: its key may be words, and too long."""
    return blake2s(option.key.encode(), digest_size=4).hexdigest()


def taken(visit: Visit, loaded: Loaded, draft: Draft, said: str, *, tapped: bool) -> Draft | Phrase:
    """Return the draft after what was said or tapped at its step, or why it cannot be used."""
    step = STEPS[draft.step]
    options = step.options(visit, loaded, draft)
    if tapped:
        known = said in {option.key for option in options}
        return step.takes(visit, loaded, draft, said) if known else _NOT_UNDERSTOOD
    reading = match_option(said, options, visit.words_of(loaded)) if options else None
    if isinstance(reading, Understood) and not reading.words:
        return step.takes(visit, loaded, draft, reading.value[0])
    return step.takes(visit, loaded, draft, said) if step.free else _NOT_UNDERSTOOD


_NOT_UNDERSTOOD = N_("I did not quite get that. Please tap a button, or type its words.")
