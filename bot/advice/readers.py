"""Readers: who reads what is said in channels, and what people may see who are written to alone."""

from collections.abc import Iterable
from datetime import datetime

from bot.advice import eyes
from bot.advice.eyes import Sight
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience

ARCHIVED = "is_archived"
"""Slack's reason for not posting in a channel that was archived."""


def in_channels(
    workspace: str, channels: Iterable[str], doors: Sight
) -> dict[str, frozenset[str] | None]:
    """Who is in each of these channels, None where Slack does not tell now; those we are not in are
    left out. Raises RateLimitedError where it asks to wait.
    """
    found: dict[str, frozenset[str] | None] = {}
    for channel in sorted(set(channels)):
        try:
            known = eyes.seen(workspace, channel, doors)
        except RateLimitedError:
            raise
        except ChatError:
            found[channel] = None
            continue
        if known is not None:
            found[channel] = known.members
    return found


def archived(
    workspace: str, channels: Iterable[str], doors: Sight, now: datetime
) -> frozenset[str]:
    """Those of these channels that are archived, as far as Slack tells now: kept as such, so that
    nothing is posted there until they are opened again. Raises RateLimitedError as above.
    """
    found = frozenset(one for one in set(channels) if _is_archived(workspace, one, doors))
    if found:
        with doors.records.work(workspace) as work:
            for channel in sorted(found - work.parked(sorted(found)).keys()):
                work.park(channel, ARCHIVED, now)
            work.commit()
    return found


def _is_archived(workspace: str, channel: str, doors: Sight) -> bool:
    try:
        return doors.directory.channel(workspace, channel).is_archived
    except RateLimitedError:
        raise
    except ChatError:
        return False


def alone(workspace: str, people: Iterable[str], doors: Sight) -> dict[str, Audience]:
    """What each of them may see, as far as Slack tells now. Raises RateLimitedError as above."""
    found = {}
    for person in sorted(people):
        try:
            found[person] = eyes.of_person(workspace, person, doors)
        except RateLimitedError:
            raise
        except ChatError:
            continue
    return found
