"""The data dictionary: what every column means, and how each question was worded."""

from __future__ import annotations

from typing import Any

from bot.exports.prompted import asked_as
from bot.house import House
from bot.scripts import of_prompt
from conversations.equality.apart import question
from conversations.flow import Ask, every
from storage import prompts
from storage.sqlite import Connection

#: Every table with its columns, in order, and what each means.
COLUMNS: dict[str, dict[str, str]] = {
    "answers": {
        "answer": "id of the answer; cited by themings and decision_answers",
        "pseudonym": "made-up name of who said it",
        "script": "main: the project's questions; prompt, asked, report, checkback: asked later",
        "wave": "before, report (right after a decision was told), or the wave of the check-back",
        "question": "key of the question, for a prompt with its id; worded below",
        "status": "given, skipped, unsure, declined, or kept (words we could not read)",
        "value": "keys of the options chosen, the number, or latitude,longitude of a spot; "
        "several are parted by ;",
        "words": "the person's own words",
        "use": "what a story may be used for: reading, report, public, never",
        "worth_quoting": "yes: a peer lead marked it, and its teller allows it",
        "files": "files sent with it, or what was withheld",
        "language": "language it was given in",
        "helped": "face, phone, paper: how somebody on the team wrote it down for them; else empty",
        "serves": "the open or shared constraint it can influence",
        "constraint_version": "the version of that constraint the person had been shown",
        "measure": "the measure it is a reading of",
        "promise": "the promise it is a verdict on",
        "at": "day",
    },
    "people": {
        "pseudonym": "made-up name; the only one there is",
        "language": "language last chosen",
        "source": "which link they came by",
        "joined": "day they first wrote",
        "sent": "day they sent their answers",
        "for_whom": "self, or other: someone they care for",
        "helped": "face, phone, paper: how they were helped to take part; else empty",
        "may_contact": "whether they agree to be written to again",
    },
    "readings": {
        "pseudonym": "who",
        "measure": "which measure",
        "wave": "before, report (right after a decision was told), or the wave of the check-back",
        "number": "the number said, empty where none was",
        "status": "given, skipped, unsure, declined",
        "words": "words beside the number",
        "at": "day",
    },
    "places": {
        "pseudonym": "who",
        "question": "key of the question",
        "wave": "before, report (right after a decision was told), or the wave of the check-back",
        "latitude": "degrees north of a spot on the map, rounded; empty where it was typed",
        "longitude": "degrees east, rounded likewise",
        "kept_to": "how exactly a spot was kept: street (about 100 m), neighbourhood (1 km), "
        "town (10 km); people were told",
        "words": "what they typed",
        "at": "day",
    },
    "verdicts": {
        "pseudonym": "who",
        "promise": "id of the promise",
        "wave": "the wave of the check-back",
        "said": "how it is by then: better, same, worse, cant_tell, not_me (does not touch them)",
        "words": "words beside it",
        "at": "day",
    },
    "stories_chosen": {
        "id": "id of the choice",
        "wave": "the wave of the check-back the stories were told in",
        "answer": "the story chosen as the change that matters most",
        "among": "the stories it was read beside, parted by ;",
        "why": "the reason of whoever chose it",
        "language": "language of the reason",
        "stands": "yes: the last choice of its reader; else it was read again beside others",
        "at": "day",
    },
    "themes": {
        "id": "id of the theme",
        "name": "its name",
        "merged_into": "theme that it is part of by now",
        "made_at": "day",
    },
    "themings": {
        "answer": "the answer",
        "theme": "the theme put on it",
        "name": "the theme's name",
        "at": "day",
    },
    "questions": {
        "pseudonym": "who asked",
        "constraint_key": "the power card it was asked at",
        "words": "what they asked",
        "language": "in which language",
        "asked_at": "day",
        "answer": "what the team answered",
        "answered_at": "day",
    },
    "decisions": {
        "id": "id of the decision",
        "heard": "what was heard",
        "verdict": "will, part, will_not, not_ours",
        "decided": "what was decided",
        "why": "why",
        "whose": "whose it is to decide, where it is not ours",
        "constraint_key": "the constraint that limited it",
        "constraint_version": "its version then",
        "decided_by": "who decided",
        "decided_on": "day of the decision",
        "voices": "how many people's words it rested on when it was made, whoever left since; "
        "empty: too few to tell",
        "replaces": "id of the decision it puts right",
        "language": "language it was written in",
        "made_at": "day it was written down",
        "told_at": "day from which people hear it; empty: not yet",
    },
    "decision_noes": {
        "decision": "the decision",
        "number": "its place among them",
        "what": "what will not be done",
        "why": "why not",
    },
    "decision_themes": {
        "decision": "the decision",
        "theme": "a theme it rests on",
        "name": "the theme's name",
        "side": "for or against: how what is under it speaks",
        "voices": "how many people spoke of it when the decision was made; empty: too few to tell",
    },
    "decision_answers": {
        "decision": "the decision",
        "answer": "an answer it rests on, as long as its teller leaves it",
        "side": "for or against: how it speaks",
    },
    "promises": {
        "id": "id of the promise",
        "decision": "the decision it belongs to; empty: a date agreed at the start",
        "kind": "change; or, agreed at the start: read (all is read by then), report (people hear)",
        "what": "what will change",
        "due_on": "by which day",
        "responsible": "who sees to it",
        "known_by": "how people will know",
        "language": "language it was written in",
    },
    "promise_states": {
        "promise": "the promise",
        "state": "what the team says of it: in_hand, kept, part, not_kept; the last one counts",
        "reason": "why, in the team's words",
        "expected_on": "the day now expected; the day promised stays",
        "language": "language it was written in",
        "at": "day",
    },
    "constraints_shown": {
        "pseudonym": "who",
        "constraint_key": "which power card",
        "version": "in which version",
        "at": "day",
    },
    "prompts": {
        "id": "id of the prompt",
        "words": "what was sent",
        "language": "in which language it was written",
        "languages": "in which languages it was said",
        "kind": "how it was to be answered; none: not at all",
        "serves": "the open or shared constraint its answers can influence",
        "reminds": "id of the prompt it put once more",
        "people": "to how many people it was sent",
        "state": "sending, done or cancelled",
        "made_at": "day",
    },
    "statements": {
        "question": "key of the statement in the table answers",
        "by": "project: its authors wrote it; resident: someone who took part",
        "words": "the statement as people read it",
        "language": "in which language",
        "agree": "how many people agree; too few are not told from none",
        "disagree": "how many disagree",
        "pass": "how many pass",
    },
    "equality": {
        "question": "what people were asked about themselves; worded below",
        "said": "key of the answer; rather_not, unsure; own_words: in words, which stay with them; "
        "where the project is compared with who lives there: declined, unanswered, not_asked",
        "people": "how many said so, counted in steps; too few are not told apart from none; "
        "hidden: from it, a small number could be worked out",
    },
    "outcomes": {
        "measure": "which measure",
        "wave": "before; report: right after a decision; or the wave of the check-back",
        "asked": "whose turn it was; in before: who began. Fewer people than the project tells are "
        "not told from none, and a number close to the next is a range",
        "reached": "whom the question came to; in before: who sent their answers",
        "answered": "who gave a number",
        "paired": "who gave a number before, too; in before: who gave one in a later wave, too",
        "better": "how many of those paired moved to the good end; told together: with another "
        "count, so that nobody can be made out",
        "same": "how many gave the same number",
        "worse": "how many moved to the bad end",
        "missing": "who gave a number before and none in this wave, though it was their turn",
        "waiting": "who gave a number before and is not part of this wave, or not yet",
        "mean_change": "the mean of each person's own change in points, more being better",
        "low": "where the interval of the mean change begins",
        "high": "where it ends",
        "method": "how the interval was found; the same seed finds it again",
        "no_interval": "why there is none: few people paired, or all_same change",
        "if_missing_bad": "the mean change of all, had the missing gone to the bad end",
        "if_missing_good": "the same, had they gone to the good end",
        "claim": "what is claimed: better, worse, same, chance (not told from chance), too_few, "
        "few, nobody",
        "claim_for_everyone": "yes: it holds whatever the missing would have said",
    },
    "promise_outcomes": {
        "promise": "id of the promise",
        "wave": "the wave of the check-back; empty: nobody was asked yet",
        "team_says": "the team's own word by now: in_hand, kept, part, not_kept; empty: none yet",
        "asked": "how many people it was asked of",
        "said": "how many said how it is",
        "better": "how many say it is better; small numbers as in the table outcomes",
        "same": "how many say it is the same",
        "worse": "how many say it is worse",
        "cant_tell": "how many cannot tell",
        "not_me": "how many it does not touch",
    },
    "dictionary": {
        "table": "table",
        "column": "column, or question",
        "meaning": "what it means",
        "options": "keys and labels of its options",
    },
}


def dictionary(db: Connection, house: House, project: str) -> list[dict[str, Any]]:
    """Return the dictionary's rows: every column, then every question as it is worded now."""
    columns = [
        {"table": table, "column": column, "meaning": meaning, "options": ""}
        for table, known in COLUMNS.items()
        for column, meaning in known.items()
    ]
    return columns + _questions(db, house, project) + _prompts(db, house, project)


def _questions(db: Connection, house: House, project: str) -> list[dict[str, Any]]:
    loaded = house.project(db, project)
    if loaded is None:
        return []
    words = loaded.catalogues.words(loaded.project.language)
    return [
        {
            "table": "equality" if node.block else "answers",
            "column": f"question {question(node.key)}",
            "meaning": words.plain(node.question.text),
            "options": "; ".join(f"{c.value} = {c.label}" for c in node.choices(words)),
        }
        for node in every(loaded.project.script.nodes)
        if isinstance(node, Ask) and not (node.block and node.consent)
    ]


def _prompts(db: Connection, house: House, project: str) -> list[dict[str, Any]]:
    """Return the questions of each prompt, in the language it was written in."""
    loaded = house.project(db, project)
    if loaded is None:
        return []
    found = []
    for prompt in prompts.of_project(db, project):
        written = prompt.composed.written
        words = loaded.catalogues.words(written)
        script = of_prompt(db, loaded, prompt.id, written)
        found += [
            {
                "table": "answers",
                "column": f"question {asked_as(script.key, node.key)}",
                "meaning": words.plain(node.short or node.question.text),
                "options": "; ".join(f"{c.value} = {c.label}" for c in node.choices(words)),
            }
            for node in every(script.nodes)
            if isinstance(node, Ask)
        ]
    return found
