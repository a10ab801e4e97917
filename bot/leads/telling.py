"""One person's words as the team sees them: whole, under a made-up name, with the least around."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.leads.scope import day
from bot.scripts import script_of
from bot.visit import Keyboard, Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.languages import own_name
from conversations.listing import asked, said
from conversations.loader import Loaded
from conversations.reporting import DOES_IT, VERDICTS
from conversations.storytelling import OTHER
from conversations.text import Text, insert
from storage import asked_back, decisions, helped, quotes, reports, reviews, runs, themes, told_of
from storage.reviews import Told
from storage.runs import Held

#: A message holds 4,096 UTF-16 units once its markup is read (Bot API, sendMessage, and
#: "MessageEntity" for the units); the rest is for what stands around a person's words.
_MOST = 3000

USES = {
    "reading": N_("May be read by the team, not quoted"),
    "report": N_("May be quoted in the report, without name"),
    "public": N_("May be quoted in public, without name"),
}
#: Said of every answer that somebody wrote down for the one who gave it.
HOW_HELPED = {
    "face": N_("helped, face to face"),
    "phone": N_("helped, by phone"),
    "paper": N_("helped, from paper"),
}
_FILES = {
    "voice": N_("voice message"),
    "photo": N_("photo"),
    "audio": N_("sound file"),
    "video": N_("video"),
    "video_note": N_("video"),
}
#: What stands where a file would, by why it is not there.
_MISSING = {
    "wanted": N_("(A file that has not come through yet)"),
    "gone": N_("(A file that never came through)"),
    "too_big": N_("(A file too large to come through)"),
}


def parts(words: str, most: int = _MOST) -> tuple[str, ...]:
    """Return ``words`` in parts of at most ``most`` UTF-16 units, cut at a space where one is.

    Joined by nothing they are the same words again; of no words there are no parts.
    """
    found: list[str] = []
    while words:
        end = _fits(words, most)
        if end < len(words):
            space = max(words.rfind(" ", 0, end), words.rfind("\n", 0, end)) + 1
            end = space if space > end // 2 else end
        found.append(words[:end])
        words = words[end:]
    return tuple(found)


def _fits(words: str, most: int) -> int:
    """Return how many characters of ``words`` fit into ``most`` UTF-16 units."""
    units = 0
    for at, character in enumerate(words):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > most:
            return at
    return len(words)


@contextmanager
def telling_of(visit: Visit, participant: str, project: str) -> Iterator[None]:
    """Note of what is said meanwhile that it holds words of somebody: they may take them back."""
    before = len(visit.said)
    yield
    for row in visit.said[before:]:
        told_of.note(visit.db, row, participant, project)


def say_files(visit: Visit, pseudonym: str, answer: str) -> tuple[int | None, ...]:
    """Send the files of an answer, each under the made-up name; return in which outbox rows."""
    rows = []
    for file in reviews.files(visit.db, answer):
        if file.state == "kept":
            kind = visit.words.say(_FILES.get(file.kind, N_("file")))
            rows.append(visit.say(f"{insert(pseudonym)}: {kind}", media=file.id, protect=True))
        else:
            visit.say(visit.words.say(_MISSING[file.state]))
    return tuple(rows)


def play_files(visit: Visit, told: Told) -> None:
    """Send the files of what is read, and note where: its teller may take it back at any time."""
    for row in say_files(visit, told.pseudonym, told.id):
        reviews.told_in(visit.db, row, told.id)


def say_told(
    visit: Visit,
    loaded: Loaded,
    told: Told,
    keyboard: Keyboard = (),
    *,
    note: Phrase | None = None,
) -> None:
    """Say an answer in people's words: in one message, or before it in as many as it takes."""
    own = parts("\n".join(told.answer.words))
    if len(own) > 1:
        for part in own:
            _say(visit, told, f"<b>{insert(told.pseudonym)}</b>\n“{insert(part)}”")
        told = replace(told, answer=replace(told.answer, words=()))
    text = _summary(visit, loaded, told)
    _say(visit, told, f"{text}\n<i>{visit.words.say(note)}</i>" if note else text, keyboard)


def _say(visit: Visit, told: Told, text: str, keyboard: Keyboard = ()) -> None:
    row = visit.say(text, keyboard, protect=True)
    reviews.told_in(visit.db, row, told.id)


def _summary(visit: Visit, loaded: Loaded, told: Told) -> str:
    """Return an answer with the least around it that lets it be understood."""
    words, held = visit.words_of(loaded), runs.get(visit.db, told.run)
    ask = script_of(visit.db, visit.house, held)[1].find(told.node) if held else None
    head = [
        f"<b>{insert(told.pseudonym)}</b>",
        insert(own_name(told.answer.language)),
        day(told.at, words, visit.house.timezone),
    ]
    helper = helped.of(visit.db, told.participant, told.project)
    if helper is not None and (helper.joined_at is None or told.at < helper.joined_at):
        head.append(words.say(HOW_HELPED[helper.how]))
    lines = [" · ".join(head)]
    if ask is not None:
        lines.append(asked(ask, words))
        lines.append(said(ask, told.answer, words, longest=_MOST))
    lines += _of_decision(visit, words, held)
    if told.about:
        topics = {**loaded.project.topics, OTHER.key: OTHER.label}
        about = topics.get(told.about, Text(told.about))
        lines.append(words.t("They say it is about: {about}", about=about))
    if told.weight.isdecimal():
        lines.append(words.t("How much it matters to them: {n} of 5", n=told.weight))
    if told.use in USES:
        lines.append(words.say(USES[told.use]))
    if told.was is not None:
        lines.append(words.t("Changed since it was first sent."))
        before = themes.on_answer(visit.db, told.was, visit.person.id)
        if before:
            lines.append(words.t("Themes before the change: {themes}", themes=", ".join(before)))
    on = themes.on_answer(visit.db, told.id, visit.person.id)
    if on:
        lines.append(words.t("Themes: {themes}", themes=", ".join(on)))
    for back in asked_back.of_answer(visit.db, told.id):
        lines.append(words.t("Asked back: “{words}”", words=back.words))
        if back.said is not None:
            theirs = back.said or words.plain(N_("(a file)"))
            lines.append(words.t("They answered: “{words}”", words=theirs))
    if told.quotable and quotes.marked(visit.db, told.id):
        lines.append(words.t("Marked as worth quoting"))
    return "\n".join(line for line in lines if line)


def _of_decision(visit: Visit, words: Words, held: Held | None) -> list[str]:
    """Return which decision an answer is about, and if it answers its teller."""
    kind, _, about = held.script.partition(":") if held else ("", "", "")
    decision = decisions.get(visit.db, about) if kind == "report" else None
    if held is None or decision is None:
        return []
    lines = [
        words.t(
            "About the decision: “{heard}” {verdict}",
            heard=decision.heard,
            verdict=VERDICTS[decision.verdict],
        )
    ]
    said, _ = reports.answer_of(visit.db, decision.id, held.participant)
    lines += [
        words.t("Does it answer them? {answer}", answer=option.label)
        for option in DOES_IT
        if said is not None and option.key in said.value
    ]
    return lines
