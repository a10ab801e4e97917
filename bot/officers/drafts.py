"""A draft of a project in the chat: kept, tried, published or thrown away."""

from __future__ import annotations

from bot.authors.readiness import unchecked
from bot.channels.base import Incoming
from bot.leads.scope import NOT_YOURS, remark
from bot.officers import rehearsing
from bot.officers.check_results import Found, chunks, tell_found
from bot.officers.moving_people import Census, census, told
from bot.publishing import publish
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.differences import differences
from conversations.loader import Loaded, load
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.snapshot import Snapshot
from conversations.text import address
from storage import drafts, projects, recordings, staff
from storage.tasks import Task

TASK = "draft"

_TRY = Option("try", N_("Try it here"))
_PUBLISH = Option("publish", N_("Publish"))
_THROW = Option("throw", N_("Throw it away"))
_STAY = Option("stay", N_("Publish, people stay"))
_MOVE = Option("move", N_("Publish, people move"))
_NOT_NOW = Option("not_now", N_("Not now"), (N_("no"),))

_GONE = N_("This draft is gone: it was published, thrown away, or sent anew.")


def tell(visit: Visit, found: Found) -> None:
    """Keep a draft, say what its check says, and what can be done with it."""
    project = found.loaded.project
    drafts.keep(visit.db, visit.person.id, project.slug, found.loaded.snapshot.to_json(), visit.now)
    recordings.keep(visit.db, found.loaded.snapshot.contents)
    _offer(visit, found.loaded, tell_found(visit, found))


def _offer(visit: Visit, loaded: Loaded, text: str) -> None:
    """Say ``text`` with what can be done with a draft: what is in the way is said, too."""
    hindrance = _hindrance(visit, loaded)
    lines = [text, visit.words.say(hindrance)] if hindrance else [text]
    options = (_TRY, *(() if hindrance else (_PUBLISH,)), _THROW)
    _ask(visit, loaded.project.slug, "checked", "\n".join(lines), options)


def _hindrance(visit: Visit, loaded: Loaded) -> Phrase | None:
    """Return what keeps this person from making the draft live, if anything does."""
    slug = loaded.project.slug
    if not visit.holds(slug, "officer"):
        return N_(
            "You are no officer of “{project}”, so you can try it here but not publish it. Whoever "
            "runs the bot can invite you.",
            project=slug,
        )
    if unchecked(loaded.snapshot):
        return N_("It cannot go live yet: texts on consent, privacy or safety are not checked.")
    if not staff.holders(visit.db, slug, "safeguarding"):
        return N_(
            "It cannot go live yet: nobody has joined as safeguarding contact, and people must "
            "have someone to turn to. Whoever runs the bot can invite them."
        )
    return None


def _ask(visit: Visit, project: str, step: str, text: str, options: tuple[Option, ...]) -> None:
    visit.begin_task(TASK, step, project=project, options=[option.key for option in options])
    buttons = (tap(o.label, TASK, o.key, project, words=visit.words) for o in options)
    visit.say(text, column(buttons))


def load_draft(visit: Visit, project: str) -> Loaded | None:
    """Return this person's draft of ``project``, or ``None`` if there is none any more."""
    files = drafts.get(visit.db, visit.person.id, project)
    return load(Snapshot.from_json(files), bot=visit.house.bot_words) if files else None


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if len(args) == 2:
        _do(visit, args[0], args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    offered = tuple(o for o in _ALL if o.key in task.data["options"])
    reading = match_option(came.text or "", offered, visit.words)
    if isinstance(reading, Understood) and not reading.words:
        _do(visit, reading.value[0], str(task.data["project"]))
    else:
        visit.say(visit.words.t("Please tap a button, or type what stands on it. Or type: back"))


def _do(visit: Visit, what: str, project: str) -> None:
    loaded = load_draft(visit, project)
    if loaded is None:
        visit.end_task()
        remark(visit, _GONE)
        return
    visit.end_task()
    match what:
        case "try":
            visit.mark_tapped("✓")
            rehearsing.begin(visit, loaded)
        case "publish":
            _confirm(visit, loaded)
        case "stay" | "move":
            _publish(visit, loaded, move=what == "move")
        case "throw":
            drafts.drop(visit.db, visit.person.id, project)
            visit.mark_tapped("✓")
            visit.say(visit.words.t("Thrown away. What is live is as it was."))
        case _:
            visit.mark_tapped("✓")
            visit.say(visit.words.t("All right. The draft is kept. Nothing has changed."))


def _confirm(visit: Visit, loaded: Loaded) -> None:
    """Say what publishing changes, and for how many, and ask once more."""
    hindrance = _hindrance(visit, loaded)
    if hindrance is not None:
        visit.say(visit.words.say(hindrance))
        return
    words, project = visit.words, loaded.project
    live = visit.house.project(visit.db, project.slug)
    lines = [words.t("Publish <b>{title}</b>?", title=project.title.source)]
    found = Census()
    if live is None:
        lines.append(
            words.t("It goes live for the first time. The days it promises count from now.")
        )
    else:
        published = projects.get(visit.db, project.slug)
        if published is not None and not published.live:
            lines.append(words.t("It is retired now. Publishing opens it again."))
        different = [words.say(sentence) for sentence in differences(live, loaded)]
        lines += different or [words.t("Nothing differs from what is live.")]
        found = census(visit.db, visit.house, loaded, visit.now)
        lines.append(told(found, project.small_number, words))
    choices = (_STAY, _MOVE, _NOT_NOW) if found.moving else (_STAY_ALONE, _NOT_NOW)
    *before, last = chunks(lines)
    for text in before:
        visit.say(text)
    _ask(visit, project.slug, "confirm", last, choices)


def _publish(visit: Visit, loaded: Loaded, *, move: bool) -> None:
    hindrance = _hindrance(visit, loaded)
    if hindrance is not None:
        visit.say(visit.words.say(hindrance))
        return
    first = projects.get(visit.db, loaded.project.slug) is None
    done = publish(
        visit.db,
        loaded,
        visit.now,
        visit.house.new_id,
        drafts_allowed=False,
        actor=f"officer {visit.person.id}",
        move=move,
        asked_by=visit.person.id,
    )
    drafts.drop(visit.db, visit.person.id, done.slug)
    visit.mark_tapped("✓")
    visit.say(visit.words.t("<b>{title}</b> is live.", title=loaded.project.title.source))
    if move:
        visit.say(
            visit.words.t(
                "People under way move in waking hours. You hear how many did, and why others stay."
            )
        )
    if first:
        link = projects.link_for(visit.db, done.slug, None, visit.house.new_id(), visit.now)
        visit.say(
            visit.words.t(
                "People come by this link: {link}", link=address(visit.house.link(link.code))
            )
        )


def may_send(visit: Visit) -> bool:
    """Say whether this person may have a project looked at: officers may, of whichever project."""
    return any(p.role in ("officer", "admin") for p in staff.posts(visit.db, visit.person.id))


def _drafts(visit: Visit, rest: str) -> None:
    """Show the drafts someone has kept, each with what can be done; ``rest`` names one of them."""
    if not may_send(visit):
        visit.say(visit.words.say(NOT_YOURS))
        return
    slugs = [rest] if rest else drafts.of_person(visit.db, visit.person.id)
    found = [loaded for slug in slugs if (loaded := load_draft(visit, slug))]
    for loaded in found:
        title, words = loaded.project.title.source, visit.words
        over = words.t(
            "The rehearsal of <b>{title}</b> is over. Nothing of it is kept.", title=title
        )
        kept = words.t("<b>{title}</b> is kept as a draft. Only you can see it.", title=title)
        _offer(visit, loaded, over if rest else kept)
    if not found:
        visit.say(
            visit.words.t(
                "You have no draft here. Send me a project.yaml, a .zip of a project's folder, or "
                "a form from Excel, ODK or Kobo."
            )
        )


#: The same as "people stay" where there is nobody to move.
_STAY_ALONE = Option("stay", N_("Publish"))
_ALL = (_TRY, _PUBLISH, _THROW, _STAY, _MOVE, _NOT_NOW)

COMMANDS = {"drafts": _drafts}
TAPS = {TASK: _tapped}
TASKS = {TASK: _typed}
