"""Who and where people are, as Slack tells it; what it tells is remembered for a short while."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from slack_sdk import WebClient

from bot.errors import ChatError
from bot.ports import Channel, Earlier, Message, Past, Person
from bot.slack.cache import Cache
from bot.slack.calls import ClientFor, chat_errors, text_of
from bot.slack.fitting import person as is_person
from bot.slack.history import past_of, replies_of
from bot.slack.lacking import Lacking
from bot.slack.payloads import is_direct_id, links_of

_PERSON_SECONDS: Final = 1_800.0
_CHANNEL_SECONDS: Final = 60.0
"""Who left a channel, and who may read one that was closed, is noticed within this."""
_PERMALINK_SECONDS: Final = 86_400.0
_LOCALE_SECONDS: Final = 3_600.0
_UNTOLD_SECONDS: Final = 60.0
"""What Slack did not tell of a locale is not asked for again within this: nobody waits for it."""

_PAGE: Final = 1_000
_PAGES: Final = 20
_LOOKUPS: Final = 200
"""People newly looked up to tell whether a channel has strangers, each time it is looked at."""

_GONE: Final = frozenset({"message_not_found", "thread_not_found", "channel_not_found"})


class _Told(NamedTuple):
    """A channel, and whether Slack itself says that strangers may be in it."""

    channel: Channel
    may_be_shared: bool


class SlackDirectory:
    """The directory door. Every method may ask the network."""

    def __init__(
        self,
        client_for: ClientFor,
        clock: Callable[[], float],
        lacking: Lacking | None = None,
    ) -> None:
        """`clock` counts seconds and never goes back; `lacking` keeps what is unknown there."""
        self._client_for = client_for
        self._lacking = lacking or Lacking()
        self._people: Cache[tuple[str, str], Person] = Cache(clock, _PERSON_SECONDS)
        self._channels: Cache[tuple[str, str], _Told] = Cache(clock, _CHANNEL_SECONDS)
        self._public: Cache[str, frozenset[str]] = Cache(clock, _CHANNEL_SECONDS)
        self._joined: Cache[tuple[str, str], frozenset[str]] = Cache(clock, _CHANNEL_SECONDS)
        self._strangers: Cache[tuple[str, str], bool] = Cache(clock, _CHANNEL_SECONDS)
        self._links: Cache[tuple[str, str, str], str] = Cache(clock, _PERMALINK_SECONDS)
        self._locales: Cache[tuple[str, str], str] = Cache(clock, _LOCALE_SECONDS)
        self._untold: Cache[tuple[str, str], bool] = Cache(clock, _UNTOLD_SECONDS)

    def forget(self) -> None:
        """Remember nothing that Slack told."""
        for told in (self._people, self._channels, self._public, self._joined, self._links):
            told.clear()
        self._strangers.clear()
        self._locales.clear()
        self._untold.clear()

    def forget_channel(self, workspace: str, channel: str) -> None:
        """Ask anew who may read a channel: it was made private, or public."""
        self._channels.drop((workspace, channel))
        self._strangers.drop((workspace, channel))
        self._public.drop(workspace)

    def person(self, workspace: str, user: str) -> Person:
        """Raises ChatError where Slack cannot tell."""
        return self._people.get((workspace, user), lambda: self._asked_person(workspace, user))

    def name(self, workspace: str, user: str) -> str:
        """A person's name for the eye; their id where Slack cannot tell."""
        try:
            return self.person(workspace, user).name
        except ChatError:
            return user

    def locale(self, workspace: str, id: str) -> str | None:
        """The language and country of a person, or of a conversation, such as `de-DE`; that of a
        direct one is the other's. None where Slack does not tell.
        """
        key = (workspace, id)
        if self._untold.known(key):
            return None
        try:
            return self._locales.get(key, lambda: self._asked_locale(workspace, id)) or None
        except ChatError:
            self._untold.get(key, lambda: True)
            return None

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises ChatError where Slack cannot tell."""
        return self._told(workspace, channel).channel

    def public_channels(self, workspace: str) -> frozenset[str]:
        """Archived ones included. Raises ChatError where Slack does not list all of them."""
        return self._public.get(workspace, lambda: self._asked_public(workspace))

    def channels_of(self, workspace: str, user: str) -> frozenset[str]:
        """Raises ChatError where Slack does not list all of them."""
        return self._joined.get((workspace, user), lambda: self._asked_joined(workspace, user))

    def has_strangers(self, workspace: str, channel: str) -> bool:
        """Raises ChatError where Slack cannot tell who is in it.

        Who of a large channel is a stranger is learnt bit by bit; until all are known, it counts
        as having strangers.
        """
        return self._strangers.get(
            (workspace, channel), lambda: self._asked_strangers(workspace, channel)
        )

    def permalink(self, workspace: str, channel: str, ts: str) -> str | None:
        """None where the message is gone; raises ChatError where Slack cannot be asked."""
        try:
            found = self._links.get(
                (workspace, channel, ts), lambda: self._asked_link(workspace, channel, ts)
            )
            return found or None
        except ChatError as error:
            if error.detail in _GONE:
                return None
            raise

    def message(self, workspace: str, channel: str, ts: str) -> Message | None:
        """Never remembered: this asks how the message stands now."""
        client = self._client_for(workspace)
        try:
            with chat_errors():
                told = client.conversations_replies(channel=channel, ts=ts, limit=1, inclusive=True)
        except ChatError as error:
            if error.detail in _GONE:
                return None
            raise
        found = (message for message in told.get("messages") or [] if message.get("ts") == ts)
        return next((_spoken(message) for message in found), None)

    def past(self, workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        """Raises ChatError where Slack cannot tell."""
        client = self._client_for(workspace)
        with chat_errors():
            told = client.conversations_history(
                channel=channel, oldest=after, latest=before, limit=limit
            )
        return past_of({"messages": told.get("messages"), "has_more": told.get("has_more")})

    def replies(self, workspace: str, channel: str, ts: str, limit: int = 200) -> list[Earlier]:
        """Where there are more, the latest are left out. Raises ChatError."""
        client = self._client_for(workspace)
        try:
            with chat_errors():
                told = client.conversations_replies(channel=channel, ts=ts, limit=limit)
        except ChatError as error:
            if error.detail in _GONE - {"channel_not_found"}:
                return []
            raise
        return replies_of({"messages": told.get("messages")}, ts)

    def people(self, workspace: str) -> list[Person]:
        """Everybody Slack lists, for an operator. Raises ChatError where it does not."""
        client = self._client_for(workspace)
        with chat_errors():
            pages = _pages(client.users_list)
            return [person_from(one, workspace) for page in _all(pages) for one in page]

    def _asked_person(self, workspace: str, user: str) -> Person:
        client = self._client_for(workspace)
        nobody = {"id": user}
        told = self._lacking.ask(
            "users.info",
            lambda: client.users_info(user=user, include_locale=True).get("user") or nobody,
            nobody,
        )
        return person_from({"name": user, **told}, workspace)

    def _asked_link(self, workspace: str, channel: str, ts: str) -> str:
        """Empty where what answers there has none."""
        client = self._client_for(workspace)
        return self._lacking.ask(
            "chat.getPermalink",
            lambda: text_of(client.chat_getPermalink(channel=channel, message_ts=ts), "permalink"),
            "",
        )

    def _asked_locale(self, workspace: str, id: str) -> str:
        """Empty where Slack tells of none. Raises ChatError where it cannot be asked."""
        if is_person(id):
            return self.person(workspace, id).locale or ""
        nothing: Mapping[str, Any] = {}
        info = partial(self._info, workspace, id)
        told = self._lacking.ask("conversations.info", info, nothing)
        if told.get("is_im") and told.get("user"):
            return self.person(workspace, str(told["user"])).locale or ""
        return locale_in(told) or ""

    def _info(self, workspace: str, channel: str) -> Mapping[str, Any]:
        client = self._client_for(workspace)
        told = client.conversations_info(channel=channel, include_locale=True).get("channel")
        return told if isinstance(told, Mapping) else {}

    def _told(self, workspace: str, channel: str) -> _Told:
        return self._channels.get(
            (workspace, channel), lambda: self._asked_channel(workspace, channel)
        )

    def _asked_channel(self, workspace: str, channel: str) -> _Told:
        client, ask = self._client_for(workspace), self._lacking.ask
        nothing: Mapping[str, Any] = {}
        told = ask("conversations.info", lambda: self._info(workspace, channel), nothing)
        if not told.get("is_im"):
            self._locales.get((workspace, channel), lambda: locale_in(told) or "")
        nobody: tuple[list[str], bool] = ([], False)
        members, all_named = ask("conversations.members", lambda: _members(client, channel), nobody)
        shared = bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
        found = Channel(
            id=channel,
            name=str(told.get("name") or told.get("user") or channel),
            is_private=_is_closed(told),
            is_direct=bool(told.get("is_im", is_direct_id(channel))),
            is_archived=bool(told.get("is_archived")),
            members=frozenset(members),
            are_members_told=not self._lacking.lacks("conversations.members"),
            is_ours=told.get("is_member") is not False,
        )
        return _Told(found, shared or not all_named)

    def _asked_public(self, workspace: str) -> frozenset[str]:
        client = self._client_for(workspace)
        found = _channels(partial(client.conversations_list, types="public_channel"))
        return frozenset(str(one.get("id")) for one in found if not _is_closed(one))

    def _asked_joined(self, workspace: str, user: str) -> frozenset[str]:
        client = self._client_for(workspace)
        kinds = "public_channel,private_channel"
        found = _channels(partial(client.users_conversations, user=user, types=kinds))
        return frozenset(str(one.get("id")) for one in found)

    def _asked_strangers(self, workspace: str, channel: str) -> bool:
        told = self._told(workspace, channel)
        if self._lacking.lacks("conversations.members", "users.info"):
            return True
        return told.may_be_shared or self._any_stranger(workspace, sorted(told.channel.members))

    def _any_stranger(self, workspace: str, members: list[str]) -> bool:
        """True unless each member is known to belong to the workspace, or to be an app of it."""
        known = [self._people.known((workspace, member)) for member in members]
        if any(_is_stranger(person) for person in known if person is not None):
            return True
        missing = [member for member, person in zip(members, known, strict=True) if person is None]
        try:
            looked_up = [self.person(workspace, member) for member in missing[:_LOOKUPS]]
        except ChatError:
            return True
        return len(missing) > _LOOKUPS or any(_is_stranger(person) for person in looked_up)


def person_from(told: Mapping[str, Any], workspace: str) -> Person:
    """A person as Slack describes them. Another workspace of one's own company is no other."""
    profile = told.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), told.get("real_name"))
    return Person(
        id=str(told.get("id") or ""),
        name=next((str(name) for name in (*names, told.get("name")) if name), ""),
        is_guest=bool(told.get("is_restricted") or told.get("is_ultra_restricted")),
        is_external=_is_external(told, workspace),
        is_bot=bool(told.get("is_bot")) or told.get("id") == "USLACKBOT",
        is_admin=bool(told.get("is_admin") or told.get("is_owner")),
        zone=str(told["tz"]) if told.get("tz") else None,
        locale=locale_in(told),
        is_gone=bool(told.get("deleted")),
    )


def locale_in(told: Mapping[str, Any]) -> str | None:
    """The locale in what Slack tells of somebody, or of a conversation."""
    found = told.get("locale")
    return found if isinstance(found, str) and found else None


def _is_external(told: Mapping[str, Any], workspace: str) -> bool:
    if told.get("is_stranger"):
        return True
    teams = (told.get("enterprise_user") or {}).get("teams") or []
    return told.get("team_id", workspace) != workspace and workspace not in teams


def _is_stranger(person: Person) -> bool:
    return person.is_guest or person.is_external


def _is_closed(told: Mapping[str, Any]) -> bool:
    """Whether only its members may read it; what Slack does not say is taken to be so."""
    return bool(told.get("is_private", True) or told.get("is_im") or told.get("is_mpim"))


def _members(client: WebClient, channel: str) -> tuple[list[str], bool]:
    """The members, and whether these are all of them."""
    members: list[str] = []
    for page in _pages(partial(client.conversations_members, channel=channel)):
        members += page.get("members") or []
        if not _cursor(page):
            return members, True
    return members, False


def _channels(ask: Callable[..., Any]) -> list[Mapping[str, Any]]:
    """All of them. Raises ChatError where there are more pages than are asked for."""
    found: list[Mapping[str, Any]] = []
    with chat_errors():
        for page in _pages(ask):
            found += page.get("channels") or []
            if not _cursor(page):
                return found
    raise ChatError("too_many_channels")


def _pages(ask: Callable[..., Any]) -> Iterator[Any]:
    """Page after page, as far as they go and not for ever."""
    cursor = None
    for _ in range(_PAGES):
        page = ask(limit=_PAGE, cursor=cursor)
        yield page
        cursor = _cursor(page)


def _all(pages: Iterator[Any]) -> Iterator[Any]:
    """The members of each page, to the last."""
    for page in pages:
        yield page.get("members") or []
        if not _cursor(page):
            return


def _cursor(page: Any) -> str | None:
    found = (page.get("response_metadata") or {}).get("next_cursor")
    return str(found) if found else None


def _spoken(message: Mapping[str, Any]) -> Message:
    author = message.get("user") or message.get("bot_id") or ""
    by_app = bool(message.get("bot_id") or message.get("bot_profile"))
    return Message(str(author), str(message.get("text") or ""), links_of(message), by_app)
