"""People and channels as an export tells them, and messages looked up in it."""

from datetime import datetime, timedelta

from bot.benefits.conversation import Posted
from bot.errors import ChatError
from bot.ports import Channel, Earlier, Message, Past, Person
from bot.replay.export import Export, text_at
from bot.replay.spoken import moment


class ExportDirectory:
    """The directory door of a replay. Who speaks in a channel is a member of it from then on."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._channels = dict(export.channels)
        self._people = dict(export.people)

    def heard(self, said: Posted) -> None:
        """Learn from a message who is in its channel; whom the export does not list has no name."""
        self._people.setdefault(said.user, Person(id=said.user, name=said.user))
        where = self._channels[said.channel]
        if said.user not in where.members:
            members = where.members | {said.user}
            self._channels[said.channel] = where.model_copy(update={"members": members})

    def name(self, user: str) -> str:
        """A person's name; their id where the export has none."""
        found = self._people.get(user)
        return found.name if found else user

    def person(self, _workspace: str, user: str) -> Person:
        """Raises ChatError for somebody the export does not know."""
        if user not in self._people:
            raise ChatError("user_not_found")
        return self._people[user]

    def channel(self, _workspace: str, channel: str) -> Channel:
        """Raises ChatError for a channel the export does not have."""
        if channel not in self._channels:
            raise ChatError("channel_not_found")
        return self._channels[channel]

    def public_channels(self, _workspace: str) -> frozenset[str]:
        """Those the export does not call private."""
        return frozenset(id for id, one in self._channels.items() if not one.is_private)

    def channels_of(self, _workspace: str, user: str) -> frozenset[str]:
        """Those this person is known to be in by now."""
        return frozenset(id for id, one in self._channels.items() if user in one.members)

    def has_strangers(self, workspace: str, channel: str) -> bool:
        """Guests, people of other companies, or a channel another company shares."""
        members = self.channel(workspace, channel).members
        known = (self._people[one] for one in members if one in self._people)
        return channel in self._export.shared or any(
            one.is_guest or one.is_external for one in known
        )

    def permalink(self, _workspace: str, _channel: str, _ts: str) -> str | None:
        """None: an export does not tell the address of its workspace."""
        return None

    def message(self, _workspace: str, channel: str, ts: str) -> Message | None:
        """Author and text, looked up in the days around its time."""
        at = moment(ts)
        for day in _around(at) if at else ():
            for home, message in self._export.said_on(day):
                if home == channel and text_at(message, "ts") == ts:
                    return Message(text_at(message, "user"), text_at(message, "text"))
        return None

    def past(self, _workspace: str, _channel: str, _after: str, _before: str, _n: int = 0) -> Past:
        """Nothing: an export is heard from its beginning."""
        return Past(())

    def replies(self, _workspace: str, _channel: str, _ts: str, _n: int = 0) -> list[Earlier]:
        """Nothing, either."""
        return []


def _around(at: datetime) -> list[str]:
    """The days of an export a time may be in: the hour a day begins at is the workspace's own."""
    return [f"{at + timedelta(days=days):%Y-%m-%d}" for days in (0, -1, 1)]
