"""Eyes: whose an answer is for, and what they may see now."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience, Channel, Directory, Records

_MENTION = re.compile(r"<@(?P<user>[A-Z0-9]+)(?:\|[^<>]*)?>")
NOT_INVITED = frozenset({"channel_not_found", "not_in_channel"})
"""Slack's reasons where we are not in a channel."""


class Sight(Protocol):
    """The doors it takes to tell what somebody may see."""

    @property
    def records(self) -> Records:
        """Where investments are at home."""

    @property
    def directory(self) -> Directory:
        """Who is in which channel."""


def of_person(workspace: str, user: str, doors: Sight) -> Audience:
    """What one person may see: what is at home where they are a member, and what is public.

    Confidential investments are for members and for those they list. Guests and people of other
    companies see the channels they are in alone, and nothing confidential.
    """
    is_full = doors.directory.person(workspace, user).is_full_member
    homes = _homes(workspace, doors)
    public = _public(workspace, homes, doors) if is_full else frozenset()
    closed = (home for home in homes if home not in public or homes[home])
    inside = _inside(workspace, user, closed, doors)
    return Audience(
        channels=public | inside,
        trusted=inside if is_full else frozenset(),
        viewer=user if is_full else None,
    )


def of_channel(workspace: str, channel: str, doors: Sight) -> Audience:
    """What every reader of a channel may see: public investments if no stranger reads along.

    Confidential ones are told at home alone, where nobody but members can read.
    """
    own = frozenset({channel})
    where = doors.directory.channel(workspace, channel)
    if doors.directory.has_strangers(workspace, channel):
        return Audience(channels=own)
    public = _public(workspace, _homes(workspace, doors), doors)
    return Audience(channels=public | own, trusted=own if where.is_private else frozenset())


def seen(workspace: str, channel: str, doors: Sight) -> Channel | None:
    """A channel; None where we were not invited, so that nobody can be said to be in it.

    Raises ChatError where Slack cannot tell now.
    """
    try:
        return doors.directory.channel(workspace, channel)
    except ChatError as error:
        if error.detail in NOT_INVITED:
            return None
        raise


def inside(workspace: str, user: str, doors: Sight) -> frozenset[str]:
    """The homes of investments that a person is a member of."""
    return _inside(workspace, user, _homes(workspace, doors), doors)


def _homes(workspace: str, doors: Sight) -> Mapping[str, bool]:
    """Every home channel, and whether something confidential is at home there."""
    with doors.records.work(workspace) as work:
        return work.homes()


def _public(workspace: str, homes: Iterable[str], doors: Sight) -> frozenset[str]:
    """The homes that are public now; each is asked about where Slack does not list channels."""
    try:
        return doors.directory.public_channels(workspace) & frozenset(homes)
    except RateLimitedError:
        raise
    except ChatError:
        found = (seen(workspace, home, doors) for home in homes)
        return frozenset(one.id for one in found if one and not (one.is_private or one.is_direct))


def _inside(workspace: str, user: str, homes: Iterable[str], doors: Sight) -> frozenset[str]:
    """The homes this person is a member of; each is asked about where Slack does not list them."""
    wanted = frozenset(homes)
    if not wanted:
        return wanted
    try:
        return doors.directory.channels_of(workspace, user) & wanted
    except RateLimitedError:
        raise
    except ChatError:
        found = (seen(workspace, home, doors) for home in sorted(wanted))
        return frozenset(home.id for home in found if home and user in home.members)


def names(workspace: str, doors: Sight) -> Callable[[str], str]:
    """Gives the name behind a mention; what is none, or nobody Slack can name, as it is."""

    def name(said: str) -> str:
        found = _MENTION.fullmatch(said.strip())
        if found is None:
            return said
        try:
            return doors.directory.person(workspace, found["user"]).name
        except ChatError:
            return said

    return name
