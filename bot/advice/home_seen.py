"""What one person may see of the record for their Home, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from bot.advice import admins, digest, eyes, paused
from bot.advice.asked import Asked
from bot.advice.batch import histories
from bot.advice.doors import Doors
from bot.advice.standing import Standing, standing
from bot.advice.told import Told
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line
from bot.benefits.due import History
from bot.benefits.entries import Entry
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.manners import HouseManners, PersonManners
from bot.ports import Audience, Done, Parked, Person, Work

Whose = Literal["sponsored", "mine", "all"]

LATELY = timedelta(days=28)
"""How long ago something moved that is told."""


class Health(NamedTuple):
    """How the bot does: which parts answer, when it last looked for what is due, and where nothing
    can be posted. `tokens` are what a language model used today, and may use; None where none is
    set.
    """

    parts: tuple[tuple[str, bool], ...] = ()
    swept_at: datetime | None = None
    parked: tuple[Parked, ...] = ()
    tokens: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """All their Home is made of. `now` is told by their own clock.

    `entries` is what was said within a practice of what they sponsor, `moved_live` when a date of
    go-live was set there. `mine` are the ids of what they have to do with. `own` is their
    portfolio: what they sponsor, else what they have to do with, else all they may see; `whose`
    says which. `inside` are the channels they are in, `moved` what stands otherwise than a while
    ago, of their portfolio.
    """

    workspace: str
    person: Person
    audience: Audience
    inside: frozenset[str]
    found: Standing
    own: Standing
    whose: Whose
    mine: frozenset[str]
    histories: dict[str, History]
    moved: tuple[Line, ...]
    manners: PersonManners
    house: HouseManners
    now: datetime
    entries: tuple[Entry, ...] = ()
    moved_live: tuple[Done, ...] = ()

    @property
    def is_admin(self) -> bool:
        """Whether they decide for the whole workspace."""
        return admins.is_admin(self.person, self.house)


def seen(workspace: str, user: str, doors: Doors, now: datetime) -> Seen:
    """Asks the world first, then reads the record once; what they may not see is never loaded.

    Raises ChatError where Slack cannot tell who they are and what they may see.
    """
    person = doors.directory.person(workspace, user)
    audience = eyes.of_person(workspace, user, doors)
    inside = eyes.inside(workspace, user, doors)
    here = now.astimezone(paused.own_zone(workspace, user, doors))
    with doors.records.work(workspace, audience) as work:
        investments = work.investments()
        facts = work.facts_in_force([one.id for one in investments])
        found = standing(work, investments, Asked(), here, str, with_drifts=False, in_force=facts)
        theirs = _theirs(work, user, inside, found)
        whose, ids = _portfolio(user, theirs, investments)
        own = _of(found, ids)
        told = Told(doors.voice, Asked())
        return Seen(
            workspace=workspace,
            person=person,
            audience=audience,
            inside=inside,
            found=found,
            own=own,
            whose=whose,
            mine=frozenset(theirs),
            histories=histories(work, investments, in_force=facts),
            moved=tuple(digest.moved(work, _new(own, facts, here - LATELY), told, here - LATELY)),
            manners=work.manners_of_people([user])[user],
            house=work.manners_of_house(),
            now=here,
            entries=tuple(work.entries(sorted(ids))) if whose == "sponsored" else (),
            moved_live=_moved_live(work, ids) if whose == "sponsored" else (),
        )


def _moved_live(work: Work, ids: set[str]) -> tuple[Done, ...]:
    done = work.audited()
    return tuple(one for one in done if one.what == "go-live" and one.investment in ids)


def _portfolio(
    user: str, theirs: set[str], investments: Sequence[Investment]
) -> tuple[Whose, set[str]]:
    sponsored = {one.id for one in investments if mentioned(one.sponsor) == user}
    if sponsored:
        return "sponsored", sponsored
    return ("mine", theirs) if theirs else ("all", {one.id for one in investments})


def _theirs(work: Work, user: str, inside: frozenset[str], found: Standing) -> set[str]:
    """What somebody sponsors, leads, owns or linked, and what is at home where they are."""
    owned = {one.investment.id for one in found.placed if mentioned(one.position.owner) == user}
    linked = work.linkers([one.id for one in found.investments])
    return {
        one.id
        for one in found.investments
        if one.id in owned or one.channel in inside or user in (_people(one) | {linked.get(one.id)})
    }


def _people(one: Investment) -> set[str | None]:
    return {mentioned(one.sponsor), mentioned(one.delivery_lead)}


def _new(own: Standing, facts: Sequence[Recorded], since: datetime) -> Standing:
    """Those of which something was recorded or claimed since: nothing else moved."""
    ids = {one.investment for one in facts if one.recorded_at > since}
    return _of(own, ids | {one.investment for one in own.claims if one.said_at > since})


def _of(found: Standing, ids: set[str]) -> Standing:
    """The same of some investments."""
    return Standing(
        investments=tuple(one for one in found.investments if one.id in ids),
        placed=tuple(one for one in found.placed if one.investment.id in ids),
        gaps=tuple(gap for gap in found.gaps if gap[0].id in ids),
        claims=tuple(one for one in found.claims if one.investment in ids),
    )
