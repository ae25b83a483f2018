"""Where a tab stands: who it speaks for, which channel and thread it shows."""

from collections.abc import Mapping
from urllib.parse import urlencode

from bot.benefits.facts import Value


class Place(Value):
    """`at` is a message to be shown and marked once; it is not kept in the address. `tab` is "home"
    where the bot's Home is looked at.
    """

    user: str
    channel: str
    thread: str | None = None
    at: str | None = None
    tab: str | None = None

    @property
    def shown(self) -> tuple[str, str | None]:
        """What the pane in the middle shows."""
        return (self.channel, self.tab)

    @property
    def address(self) -> str:
        """The page's own address for this place."""
        query = {"as": self.user, "channel": self.channel}
        if self.thread:
            query["thread"] = self.thread
        if self.tab:
            query["tab"] = self.tab
        return "/?" + urlencode(query)


class Wanted(Value):
    """What an address asks for; any of it may be missing or wrong.

    `behind` is a tab of the drawer, `about` the message it is about, as `channel:ts`.
    """

    user: str = ""
    channel: str = ""
    thread: str | None = None
    at: str | None = None
    behind: str | None = None
    about: str | None = None
    tab: str | None = None


def wanted(query: Mapping[str, str]) -> Wanted:
    """The place an address names."""
    return Wanted(
        user=query.get("as", ""),
        channel=query.get("channel", ""),
        thread=query.get("thread") or None,
        at=query.get("at") or None,
        behind=query.get("behind") or None,
        about=query.get("about") or None,
        tab=query.get("tab") or None,
    )
