"""What one person may see of the record for their Home, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.advice import admins, digest, eyes, paused
from bot.advice.asked import Asked
from bot.advice.batch import histories
from bot.advice.doors import Doors
from bot.advice.standing import Standing, standing
from bot.advice.told import Told
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line
from bot.benefits.due import History
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.manners import HouseManners, PersonManners
from bot.ports import Audience, Parked, Person, Work

LATELY = timedelta(days=28)
"""How long ago something moved that is told."""


class Health(NamedTuple):
    """How the bot does: which parts answer, when it last looked for what is due, and where nothing
    can be posted.
    """

    parts: tuple[tuple[str, bool], ...] = ()
    swept_at: datetime | None = None
    parked: tuple[Parked, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """All their Home is made of. `now` is told by their own clock.

    `own` are the investments they have to do with, where there are any, else all they may see;
    `is_own` which of both. `inside` are the channels they are in, `moved` what stands otherwise
    than a while ago, of their own.
    """

    workspace: str
    person: Person
    audience: Audience
    inside: frozenset[str]
    found: Standing
    own: Standing
    is_own: bool
    histories: dict[str, History]
    moved: tuple[Line, ...]
    manners: PersonManners
    house: HouseManners
    now: datetime

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
        own = _of(found, theirs or {one.id for one in investments})
        told = Told(doors.voice, Asked())
        return Seen(
            workspace=workspace,
            person=person,
            audience=audience,
            inside=inside,
            found=found,
            own=own,
            is_own=bool(theirs),
            histories=histories(work, investments, in_force=facts),
            moved=tuple(digest.moved(work, _new(own, facts, here - LATELY), told, here - LATELY)),
            manners=work.manners_of_people([user])[user],
            house=work.manners_of_house(),
            now=here,
        )


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
