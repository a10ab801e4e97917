"""The script of any run: a project's own, or one rebuilt from the rows it was made of.

Prompts, decisions and promises never change, so the script of a run begun weeks ago is the same
when it is resumed.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.going_back import again_of
from bot.house import House
from bot.news import news_of
from conversations.asking_back import back_script
from conversations.checkbacks import checkback_script
from conversations.flow import Script
from conversations.loader import Loaded
from conversations.prompting import prompt_script
from conversations.reporting import report_script
from conversations.run import Run
from conversations.statements import OTHERS, Other, steps_with_own, with_others
from storage import asked_back, contributions, decisions, prompts
from storage.runs import Held
from storage.sqlite import Connection

#: So many statements of others someone is shown at a step, besides the project's own.
MOST_OTHERS = 5


class NoSuchScript(Exception):
    """A run names a prompt or a decision that is not there."""


def script_of(db: Connection, house: House, held: Held) -> tuple[Loaded, Script]:
    """Return the project, at the run's own revision, and the run's script."""
    loaded = house.revision(db, held.revision)
    kind, _, about = held.script.partition(":")
    match kind:
        case "main":
            return loaded, of_main(db, loaded, held.run)
        case "prompt":
            return loaded, of_prompt(db, loaded, about, held.run.language)
        case "asked":
            return loaded, of_asked_back(db, loaded, about, held.run.language)
        case "report":
            run, who = held.run, held.participant
            return loaded, of_report(db, house, loaded, about, who, run.language, run.facts)
        case "checkback":
            run, who = held.run, held.participant
            return loaded, of_checkback(db, loaded, about, who, run.language, run.facts)
        case _:
            raise NoSuchScript(held.script)


def of_main(db: Connection, loaded: Loaded, run: Run) -> Script:
    """Return the project's own script as it is for a run: with the others' statements it shows.

    Which ones was fixed when the run began; what one says is looked up, so that nothing of it is
    left anywhere once its writer takes it back.
    """
    listed = {
        name.removeprefix(OTHERS): ids.split(",")
        for name, ids in run.facts.items()
        if name.startswith(OTHERS)
    }
    if not listed:
        return loaded.project.script
    others = {step: [_other(db, one) for one in ids] for step, ids in listed.items()}
    return with_others(loaded.project.script, others, run.language, run.at)


def _other(db: Connection, statement: str) -> Other:
    words, language = contributions.shown(db, statement) or (None, "")
    return Other(statement, words, language)


def others_for(db: Connection, loaded: Loaded, participant: str) -> dict[str, str]:
    """Return the facts that say which statements of others someone is shown who begins now."""
    slug, script = loaded.project.slug, loaded.project.script
    found = {
        step: contributions.for_someone(db, slug, step, participant, MOST_OTHERS)
        for step in steps_with_own(script)
    }
    return {f"{OTHERS}{step}": ",".join(ids) for step, ids in found.items() if ids}


def of_prompt(db: Connection, loaded: Loaded, prompt: str, reader: str) -> Script:
    """Return the script of a prompt for someone who reads ``reader``."""
    found = prompts.get(db, prompt)
    if found is None:
        raise NoSuchScript(f"prompt:{prompt}")
    project = loaded.project
    return prompt_script(
        f"prompt:{prompt}", found.composed, project.title, reader, project.timezone
    )


def of_asked_back(db: Connection, loaded: Loaded, asked: str, reader: str) -> Script:
    """Return the script that asks somebody back, for someone who reads ``reader``."""
    found = asked_back.get(db, asked)
    if found is None:
        raise NoSuchScript(f"asked:{asked}")
    title = loaded.project.title
    return back_script(f"asked:{asked}", found.words, found.theirs, title, found.language, reader)


def of_report(
    db: Connection,
    house: House,
    loaded: Loaded,
    decision: str,
    participant: str,
    reader: str,
    facts: Mapping[str, str],
) -> Script:
    """Return the script that tells ``participant`` of a decision.

    ``facts`` are those of its run: what was fixed when it began.
    """
    found = decisions.get(db, decision)
    if found is None:
        raise NoSuchScript(f"report:{decision}")
    news = news_of(db, house, loaded, found, participant, reader, facts)
    return report_script(f"report:{decision}", news, reader)


def of_checkback(
    db: Connection,
    loaded: Loaded,
    checkback: str,
    participant: str,
    reader: str,
    facts: Mapping[str, str],
) -> Script:
    """Return the script of a check-back, from what was fixed when it began."""
    again = again_of(db, loaded, participant, reader, facts)
    return checkback_script(f"checkback:{checkback}", loaded.project, again)
