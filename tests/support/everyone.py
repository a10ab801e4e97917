"""Everybody tries everything: what each may see and change is held against a matrix.

Besides what a button opens, two things are looked at. No message holds a planted word that whoever
gets it may not read. And what a command says is, word for word, what it says once everybody out of
scope is erased: so that it tells nothing of them, no number either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.house import House
from storage.sqlite import Connection
from tests.support.trying import Outcome, Trying
from tests.support.two_teams import PLACES, Place, Teams, mark

#: Where something opens to whom. Who is not named sees and changes nothing there.
Opens = Mapping[str, tuple[Place, ...]]

NOT_YOURS = "This is for the team of the project"

#: What is of the whole project, as far as everybody there may know it: it changes with anybody.
#: The first door of the desk's second page leads to the themes.
_OF_ALL = ("ask", "others", "themes", "behind")
#: What is planted there that everybody on the team deals with.
_OF_PROJECTS = ("theme", "entry", "project", "prompt", "plan", "decision", "promise")
#: Those without a post, who are told by title what is open to take part in.
_OUTSIDE = ("nobody", "resident", "stopped", "former lead")


@dataclass(frozen=True)
class Own:
    """A button that is about whoever taps it, and nobody else, wherever it stands."""


OWN = Own()


@dataclass(frozen=True)
class Matrix:
    """Who may do what.

    ``roles`` and ``beside`` name who holds each: those try everything, these may be told something
    of it. ``behind`` is what can be typed behind a command; ``marks`` is who may read what.
    """

    roles: Mapping[str, str]
    beside: Mapping[str, str]
    taps: Mapping[str, tuple[Opens | Own, tuple[str, ...]]]
    commands: Mapping[str, Opens]
    everybodys: tuple[str, ...]
    behind: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, Opens]

    def sees(self, role: str) -> set[Place]:
        """Return the places of which a role may read anything that somebody told."""
        read = ("said", "safe", "hint")
        return {place for kind in read for place in self.marks[kind].get(role, ())}


def try_everything(
    db: Connection, matrix: Matrix, teams: Teams, house: House, now: datetime
) -> list[str]:
    """Let everyone try everything; return what went otherwise than listed, one line each."""
    trying, wrong = Trying(db, house, now), list[str]()
    who = {teams.chats[name]: role for role, name in {**matrix.roles, **matrix.beside}.items()}
    for role, name in matrix.roles.items():
        one = _Trier(trying, matrix, teams, role, teams.chats[name], who)
        wrong += [*one.taps(), *one.commands(), *one.never_shown()]
        wrong += _without(db, one, {place for place in PLACES if place not in matrix.sees(role)})
    return wrong


def _without(db: Connection, one: _Trier, hidden: set[Place]) -> Iterator[str]:
    """Yield what is said in other words once those out of scope are erased: it told of them."""
    before = dict(one.shown)
    with one.trying.undone():
        one.teams.erase(db, hidden)
        yield from one.commands()
    for what, said in before.items():
        if one.shown[what] != said:
            yield f"{one.role}: {what} tells of {hidden}: {said}\nWithout them: {one.shown[what]}"


@dataclass
class _Trier:
    """Someone who tries everything, and what the commands showed them."""

    trying: Trying
    matrix: Matrix
    teams: Teams
    role: str
    chat: int
    who: Mapping[int, str]
    shown: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, Place]] = field(default_factory=set)

    def taps(self) -> Iterator[str]:
        """Tap every button as it would stand under what is in each place."""
        for name, (opens, templates) in self.matrix.taps.items():
            for place in PLACES:
                tried = {f"{one} ({place})": self._does(one, place) for one in templates}
                for what, outcome in tried.items():
                    yield from self._told_too_much(what, outcome)
                if isinstance(opens, Own):
                    yield from self._strangers(tried)
                else:
                    yield from self._opened(name, place, opens, tried)

    def _opened(
        self, name: str, place: Place, opens: Opens, tried: Mapping[str, Outcome]
    ) -> Iterator[str]:
        """Yield what opened and was to stay shut; or that nothing of all that was tried opened."""
        acted = {
            what: self._acted(outcome, *self._about(what, place)) for what, outcome in tried.items()
        }
        showed = {what: self._showed(outcome, place) for what, outcome in tried.items()}
        if place in opens.get(self.role, ()):
            if not any((*acted.values(), *showed.values())):
                yield f"{self.role}: {name} ({place}) stays shut"
            return
        # Whoever comes from outside is shown what is open, and what is shown here is told above.
        tell_tale = place == "elsewhere" and self.role not in _OUTSIDE
        for what, outcome in tried.items():
            if acted[what] or (tell_tale and showed[what]):
                yield f"{self.role}: {what} opened: {outcome.changed}, {outcome.told}"

    def _about(self, what: str, place: Place) -> list[str]:
        """Return the ids in what was tapped, but of what a whole team deals with."""
        planted = self.teams.ids[place]
        names = [name for name in planted if name not in _OF_PROJECTS]
        return [planted[name] for name in names if f"{{{name}}}" in what]

    def commands(self) -> Iterator[str]:
        """Send every command, alone and with what can be typed behind it, and pick the first."""
        for command in (*self.matrix.commands, *self.matrix.everybodys):
            for behind in ("", *self.matrix.behind.get(command, ())):
                for place in PLACES if "{" in behind else PLACES[:1]:
                    yield from self._command(command, f"> /{command} {behind}".strip(), place)

    def _command(self, command: str, typed: str, place: Place) -> Iterator[str]:
        outcome, what = self._does(f"{typed} | > 1", place), f"{typed} ({place})"
        said = outcome.told[self.chat]
        yield from self._told_too_much(what, outcome)
        if command not in _OF_ALL and "{" not in what:
            self.shown[what] = said
        yield from self._strangers({what: outcome})
        # Someone who only keeps people safe is led from the desk to what is theirs.
        led = self.role == "safeguarding" and command in ("desk", "projects")
        teams = self.matrix.commands
        may = command not in teams or self.role in teams[command]
        if command in teams and not led and may == (NOT_YOURS in said):
            yield f"{self.role}: {what}: {said}"
        if not may and not led and self._acted(outcome):
            yield f"{self.role}: {what} changed {outcome.changed}"

    def _does(self, template: str, place: Place) -> Outcome:
        things = template.format_map(self.teams.ids[place]).split(" | ")
        return self.trying.does(self.chat, *things)

    def _acted(self, outcome: Outcome, *about: str) -> bool:
        """Say whether more than one's own changed, or a dialogue ``about`` something began."""
        me = self.teams.people[self.chat]
        return any(whose != me for _, whose in outcome.changed) or any(
            one in outcome.begun for one in about
        )

    def _showed(self, outcome: Outcome, place: Place) -> bool:
        """Say whether something of a place was shown."""
        planted, said = self.teams.ids[place], outcome.told[self.chat]
        title = f"The {planted['project']} conversation"
        return any(
            one in said
            for one in (*(mark(kind, place) for kind in self.matrix.marks), planted["name"], title)
        )

    def _told_too_much(self, what: str, outcome: Outcome) -> Iterator[str]:
        """Yield what was shown to somebody, whoever it is, who may not see it."""
        for chat, said in outcome.told.items():
            role = self.who[chat]
            shown = said + outcome.buttons + outcome.begun if chat == self.chat else said
            for kind, opens in self.matrix.marks.items():
                for place in PLACES:
                    word = self.teams.ids[place].get(kind, mark(kind, place))
                    if word not in shown:
                        continue
                    if place not in opens.get(role, ()):
                        yield f"{self.role}: {what}: {role} is shown {word}: {shown}"
                    elif chat == self.chat:
                        self.seen.add((kind, place))

    def never_shown(self) -> Iterator[str]:
        """Yield what somebody may read and did not get to see: then nothing shows that it is it."""
        for kind, opens in self.matrix.marks.items():
            for place in opens.get(self.role, ()):
                if (kind, place) not in self.seen:
                    yield f"{self.role}: never saw {mark(kind, place)}"

    def _strangers(self, tried: Mapping[str, Outcome]) -> Iterator[str]:
        """Yield where something was changed of people planted who are somebody else."""
        theirs = {
            self.teams.ids[place]["person"]
            for place in PLACES
            if place not in self.matrix.sees(self.role)
        }
        for what, outcome in tried.items():
            found = [table for table, whose in outcome.changed if whose in theirs]
            if set(found) - {"outbox"}:
                yield f"{self.role}: {what} changed {found}"
