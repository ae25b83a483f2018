"""The things a local workspace is made of, as values."""

from typing import Any, Final, Literal

from pydantic import Field

from bot.benefits.facts import Value
from bot.sandbox.log import NOTHING, About

Json = dict[str, Any]
"""An object of Slack's own, kept as it came."""


BOT_SCOPES: Final = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
    }
)
"""What the bot asks for when it is installed, as its README says."""


class Identity(Value):
    """Who the bot is in this workspace, in Slack's ids, and what it was allowed to do."""

    team_id: str
    team_name: str
    app_id: str
    bot_id: str
    bot_user: str
    scopes: frozenset[str] = BOT_SCOPES


class Person(Value):
    """A member, or one whose account was closed: who `is_gone`.

    `title` is their role in words, `tz` an IANA time zone, `locale` their language.
    """

    id: str
    name: str
    title: str = ""
    color: str = "#5b6b7b"
    is_bot: bool = False
    is_guest: bool = False
    is_external: bool = False
    is_admin: bool = False
    is_gone: bool = False
    tz: str = "Europe/London"
    locale: str = "en-GB"

    @property
    def initials(self) -> str:
        """Up to two capitals, for a picture."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


class Room(Value):
    """A conversation. A direct one has two members, or more: then it is a group's."""

    id: str
    name: str
    topic: str = ""
    is_private: bool = False
    is_direct: bool = False
    is_archived: bool = False
    members: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether only its members know of it."""
        return self.is_private or self.is_direct

    @property
    def is_group(self) -> bool:
        """Whether it is a direct conversation of more than two."""
        return self.is_direct and len(self.members) > 2

    def is_open_to(self, person: Person) -> bool:
        """Whether this person may look into it: members may, and colleagues where it is public."""
        outside = person.is_guest or person.is_external
        return person.id in self.members or not (self.is_closed or outside)


class Reaction(Value):
    """An emoji's name and who added it, first one first."""

    name: str
    users: tuple[str, ...]


class Message(Value):
    """A message as Slack stores it: `text` is escaped, mentions and links stand in `<…>`.

    `reply_count` and `last_reply` (a ts) are computed when a message is read. A deleted message
    stays, empty, as long as it has replies. With `ephemeral_to`, only that person sees it and it
    does not survive a restart. One that is `streaming` is still being said.
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None
    edited_ts: str | None = None
    deleted: bool = False
    metadata: Json | None = None
    files: tuple[Json, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    ephemeral_to: str | None = None
    streaming: bool = False
    reply_count: int = 0
    last_reply: str | None = None

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was posted."""
        return self.edited_ts is not None

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread and is not its head."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def seen_by(self, viewer: str | None) -> bool:
        """Whether this person may see it; None stands for somebody who sees all."""
        return viewer is None or self.ephemeral_to in (None, viewer)


class View(Value):
    """A modal one person has open. `errors` are shown under the blocks with these ids.

    `about` is the message from which it was opened.
    """

    id: str
    user: str
    view: Json
    errors: dict[str, str] = Field(default_factory=dict)
    about: About = NOTHING


class Change(Value):
    """What changed: the messages of a channel, or what one person has before them."""

    channel: str | None = None
    user: str | None = None


class Try(Value):
    """A step offered to a newcomer: `label` names it, its words are said at a press.

    An answer goes into the latest thread in which the bot spoke to an update; to record, nothing is
    said: there stands a card. `nth` is which update or recording it is. Without `where` it is said
    to the bot alone.
    """

    label: str
    does: Literal["link", "ask", "update", "answer", "record"]
    who: Person
    where: Room | None = None
    says: str = ""
    nth: int = 1
