"""Readers: who reads what is said in channels, and what people may see who are written to alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.advice import eyes
from bot.advice.eyes import Sight
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience

ARCHIVED = "is_archived"
"""Slack's reason for not posting in a channel that was archived."""


class Rooms(NamedTuple):
    """Who is in each channel, None where Slack does not tell now, without those we are not in and
    those of which nobody can tell; and which of them were archived. `limited` is set where Slack
    asked to wait before it tells more.
    """

    members: dict[str, frozenset[str] | None]
    archived: frozenset[str]
    limited: RateLimitedError | None = None

    @property
    def wait(self) -> timedelta | None:
        """How long Slack asked to wait, where it did."""
        return timedelta(seconds=self.limited.retry_after) if self.limited else None

    @property
    def dark(self) -> frozenset[str]:
        """Those that Slack does not tell of now."""
        return frozenset(one for one, members in self.members.items() if members is None)


class Seen(NamedTuple):
    """What people may see, as far as Slack tells now. `limited` as above."""

    of: dict[str, Audience]
    limited: RateLimitedError | None = None


def in_channels(workspace: str, channels: Iterable[str], doors: Sight) -> Rooms:
    """Looks at each of these channels, until Slack asks to wait: it tells of the rest later."""
    members: dict[str, frozenset[str] | None] = dict.fromkeys(sorted(set(channels)))
    shut: set[str] = set()
    for channel in list(members):
        try:
            known = eyes.seen(workspace, channel, doors)
        except RateLimitedError as error:
            return Rooms(members, frozenset(shut), error)
        except ChatError:
            continue
        shut |= {channel} if known and known.is_archived else set()
        if known is None or not known.are_members_told:
            del members[channel]
        else:
            members[channel] = known.members
    return Rooms(members, frozenset(shut))


def keep_archived(workspace: str, rooms: Rooms, doors: Sight, now: datetime) -> None:
    """Post nothing in those that were archived until they are opened again."""
    if found := rooms.archived:
        with doors.records.work(workspace) as work:
            for channel in sorted(found - work.parked(sorted(found)).keys()):
                work.park(channel, ARCHIVED, now)
            work.commit()


def alone(workspace: str, people: Iterable[str], doors: Sight) -> Seen:
    """What each of them may see, until Slack asks to wait: it tells of the rest later."""
    found = {}
    for person in sorted(people):
        try:
            found[person] = eyes.of_person(workspace, person, doors)
        except RateLimitedError as error:
            return Seen(found, error)
        except ChatError:
            continue
    return Seen(found)
