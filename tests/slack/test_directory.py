"""Who and where people are, through the real client against a small Slack on loopback."""

from typing import Any

import pytest

from bot.errors import ChatError, RateLimitedError
from bot.ports import Message
from bot.slack.calls import web_client
from bot.slack.directory import SlackDirectory
from bot.slack.lacking import Lacking
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def directory(api: FakeApi, clock: Clock) -> SlackDirectory:
    return SlackDirectory(lambda _: web_client(TOKEN, api.url), clock)


def user(id: str = "U1", **more: Any) -> dict[str, Any]:
    profile = {"display_name": "Ana", "real_name": "Ana Silva"}
    return {"user": {"id": id, "team_id": TEAM, "profile": profile, **more}}


def channel(**more: Any) -> dict[str, Any]:
    return {"channel": {"id": "C1", "name": "crm-rollout", "is_private": False, **more}}


def test_a_person_is_known_by_their_display_name(api: FakeApi, directory: SlackDirectory) -> None:
    """As people see them in Slack."""
    api.answers("users.info", user())
    person = directory.person(TEAM, "U1")
    assert (person.id, person.name, person.is_full_member) == ("U1", "Ana", True)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"is_restricted": True}, "is_guest"),
        ({"is_ultra_restricted": True}, "is_guest"),
        ({"team_id": "T0PARTNER"}, "is_external"),
        ({"is_stranger": True}, "is_external"),
        ({"is_bot": True}, "is_bot"),
    ],
)
def test_guests_partners_and_bots_are_no_full_members(
    api: FakeApi, directory: SlackDirectory, told: dict[str, Any], kind: str
) -> None:
    """They see only what is theirs to see."""
    api.answers("users.info", user(**told))
    person = directory.person(TEAM, "U1")
    assert getattr(person, kind)
    assert not person.is_full_member


def test_a_colleague_of_another_workspace_of_the_company_is_no_stranger(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Where they belong to this workspace too."""
    api.answers("users.info", user(team_id="T0OTHER", enterprise_user={"teams": ["T0OTHER", TEAM]}))
    assert not directory.person(TEAM, "U1").is_external


def test_a_person_is_asked_for_once_in_a_while(
    api: FakeApi, directory: SlackDirectory, clock: Clock
) -> None:
    """Not at every message, and not once for ever."""
    api.answers("users.info", user())
    for _ in range(3):
        directory.person(TEAM, "U1")
    assert len(api.asked("users.info")) == 1
    clock.seconds = 1_801
    directory.person(TEAM, "U1")
    assert len(api.asked("users.info")) == 2


def test_a_person_slack_cannot_tell_is_an_error_and_is_asked_again(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """A failure is not remembered."""
    api.refuses("users.info", "user_not_found")
    api.answers("users.info", user())
    with pytest.raises(ChatError, match="user_not_found"):
        directory.person(TEAM, "U1")
    assert directory.person(TEAM, "U1").name == "Ana"


def test_two_workspaces_do_not_share_what_is_known(api: FakeApi, directory: SlackDirectory) -> None:
    """A colleague here is a stranger there."""
    api.answers("users.info", user())
    assert not directory.person(TEAM, "U1").is_external
    assert directory.person("T0PARTNER", "U1").is_external


def test_a_channel_is_told_with_all_its_members(api: FakeApi, directory: SlackDirectory) -> None:
    """Page by page."""
    api.answers("conversations.info", channel(is_private=True))
    page = {"members": ["U1", "U2"], "response_metadata": {"next_cursor": "more"}}
    api.answers("conversations.members", page)
    api.answers("conversations.members", {"members": ["U3"]})
    api.answers("users.info", user())
    found = directory.channel(TEAM, "C1")
    assert found.members == {"U1", "U2", "U3"}
    assert (found.name, found.is_private, found.is_direct) == ("crm-rollout", True, False)
    assert not api.asked("users.info")


def test_a_direct_conversation_is_closed(api: FakeApi, directory: SlackDirectory) -> None:
    """Nobody else reads it."""
    api.answers("conversations.info", {"channel": {"id": "D1", "is_im": True, "user": "U1"}})
    api.answers("conversations.members", {"members": ["U1"]})
    api.answers("users.info", user())
    found = directory.channel(TEAM, "D1")
    assert (found.is_direct, found.is_private) == (True, True)


def test_a_channel_slack_says_little_about_counts_as_private(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """In doubt, nothing is told to more people."""
    api.answers("conversations.info", {"channel": {"id": "C1"}})
    api.answers("conversations.members", {"members": []})
    assert directory.channel(TEAM, "C1").is_private


@pytest.mark.parametrize(
    ("told", "is_ours"), [({"is_member": True}, True), ({"is_member": False}, False), ({}, True)]
)
def test_a_public_channel_is_told_of_where_we_are_not_in_it(
    api: FakeApi, directory: SlackDirectory, told: dict[str, bool], is_ours: bool
) -> None:
    """It is known that we hear nothing there; where nothing is said of that, we may."""
    api.answers("conversations.info", channel(**told))
    api.answers("conversations.members", {"members": ["U1"]})
    assert directory.channel(TEAM, "C1").is_ours is is_ours


@pytest.mark.parametrize(
    ("shared", "member"),
    [
        ({"is_ext_shared": True}, {}),
        ({}, {"is_restricted": True}),
        ({}, {"team_id": "T0PARTNER"}),
    ],
)
def test_a_channel_with_a_stranger_is_known_as_one(
    api: FakeApi, directory: SlackDirectory, shared: dict[str, Any], member: dict[str, Any]
) -> None:
    """Answers there tell what a stranger may read."""
    api.answers("conversations.info", channel(**shared))
    api.answers("conversations.members", {"members": ["U1", "U2"]})
    api.answers("users.info", user("U1"))
    api.answers("users.info", user("U2", **member))
    assert directory.has_strangers(TEAM, "C1")


def test_members_who_cannot_be_looked_up_count_as_strangers(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Not knowing is no permission."""
    api.answers("conversations.info", channel())
    api.answers("conversations.members", {"members": ["U1"]})
    api.refuses("users.info", "ratelimited", 429)
    assert directory.has_strangers(TEAM, "C1")


def test_a_large_channel_has_strangers_until_all_members_are_known(
    api: FakeApi, directory: SlackDirectory, clock: Clock
) -> None:
    """A bounded number is looked up each time, and what was learnt is kept."""
    api.answers("conversations.info", channel())
    api.answers("conversations.members", {"members": [f"U{n}" for n in range(250)]})
    api.answers("users.info", user())
    assert directory.has_strangers(TEAM, "C1")
    assert len(api.asked("users.info")) == 200
    clock.seconds = 61
    assert not directory.has_strangers(TEAM, "C1")
    assert len(api.asked("users.info")) == 250


def test_a_channel_too_large_to_list_has_strangers(api: FakeApi, directory: SlackDirectory) -> None:
    """Listing ends, even where pages do not."""
    api.answers("conversations.info", channel())
    endless = {"members": ["U1"], "response_metadata": {"next_cursor": "again"}}
    api.answers("conversations.members", endless)
    api.answers("users.info", user())
    assert directory.has_strangers(TEAM, "C1")
    assert len(api.asked("conversations.members")) == 20


def test_a_channel_is_looked_at_again_after_a_minute(
    api: FakeApi, directory: SlackDirectory, clock: Clock
) -> None:
    """Who left it stops seeing what is its own."""
    api.answers("conversations.info", channel())
    api.answers("conversations.members", {"members": ["U1"]})
    api.answers("conversations.members", {"members": []})
    api.answers("users.info", user())
    assert directory.channel(TEAM, "C1").members == {"U1"}
    assert directory.channel(TEAM, "C1").members == {"U1"}
    clock.seconds = 61
    assert directory.channel(TEAM, "C1").members == frozenset()


def test_a_permalink_leads_to_the_message(api: FakeApi, directory: SlackDirectory) -> None:
    """Asked for once."""
    api.answers("chat.getPermalink", {"permalink": "https://home.slack.com/archives/C1/p12"})
    for _ in range(2):
        found = directory.permalink(TEAM, "C1", "1.2")
        assert found == "https://home.slack.com/archives/C1/p12"
    assert len(api.asked("chat.getPermalink")) == 1


def test_a_message_that_is_gone_has_no_permalink(api: FakeApi, directory: SlackDirectory) -> None:
    """That is an answer."""
    api.refuses("chat.getPermalink", "message_not_found")
    assert directory.permalink(TEAM, "C1", "1.2") is None


def test_a_permalink_that_cannot_be_asked_for_is_an_error(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """A fact without its source is not recorded for want of patience."""
    api.refuses("chat.getPermalink", "ratelimited", 429, retry_after="3")
    with pytest.raises(RateLimitedError):
        directory.permalink(TEAM, "C1", "1.2")


def test_a_message_is_told_as_it_stands_now(api: FakeApi, directory: SlackDirectory) -> None:
    """Asked anew each time: it may have been edited."""
    file = {"files": [{"permalink": "https://f.example/1"}]}
    first = {"ts": "1.2", "user": "U1", "text": "14", **file}
    api.answers("conversations.replies", {"messages": [first]})
    api.answers("conversations.replies", {"messages": [{"ts": "1.2", "user": "U1", "text": "16"}]})
    assert directory.message(TEAM, "C1", "1.2") == Message("U1", "14", ("https://f.example/1",))
    assert directory.message(TEAM, "C1", "1.2") == Message("U1", "16")


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ({"user": "UAPP", "bot_id": "B1"}, "UAPP"),
        ({"bot_id": "B1"}, "B1"),
        ({"user": "UAPP", "bot_profile": {"id": "B1"}}, "UAPP"),
    ],
)
def test_a_message_of_an_app_is_told_as_one(
    api: FakeApi, directory: SlackDirectory, told: dict[str, object], author: str
) -> None:
    """Nobody asks it what only a person knows."""
    message = {"ts": "1.2", "text": "Deploy done", **told}
    api.answers("conversations.replies", {"messages": [message]})
    found = directory.message(TEAM, "C1", "1.2")
    assert found == Message(author, "Deploy done", by_app=True)


@pytest.mark.parametrize("messages", [[], [{"ts": "9.9", "user": "U1", "text": "another"}]])
def test_a_message_that_is_not_there_is_none(
    api: FakeApi, directory: SlackDirectory, messages: list[dict[str, str]]
) -> None:
    """No neighbour is taken for it."""
    api.answers("conversations.replies", {"messages": messages})
    assert directory.message(TEAM, "C1", "1.2") is None


def test_a_deleted_message_is_none(api: FakeApi, directory: SlackDirectory) -> None:
    """Slack says so by an error."""
    api.refuses("conversations.replies", "thread_not_found")
    assert directory.message(TEAM, "C1", "1.2") is None


def test_public_channels_are_told_page_by_page(api: FakeApi, directory: SlackDirectory) -> None:
    """All of them, archived ones included; what Slack does not call public is none."""
    first = [{"id": "C1", "is_private": False}, {"id": "C2", "is_private": True}, {"id": "C3"}]
    page = {"channels": first, "response_metadata": {"next_cursor": "more"}}
    api.answers("conversations.list", page)
    api.answers("conversations.list", {"channels": [{"id": "C4", "is_private": False}]})
    assert directory.public_channels(TEAM) == {"C1", "C4"}
    asked = api.asked("conversations.list")
    assert [one["types"] for one in asked] == ["public_channel", "public_channel"]
    assert [one["limit"] for one in asked] == ["1000", "1000"]
    assert all("exclude_archived" not in one for one in asked)


def test_a_channel_that_was_closed_is_noticed_within_a_minute(
    api: FakeApi, directory: SlackDirectory, clock: Clock
) -> None:
    """Asked once in a while, even where there is none."""
    api.answers("conversations.list", {"channels": [{"id": "C1", "is_private": False}]})
    api.answers("conversations.list", {"channels": []})
    assert directory.public_channels(TEAM) == {"C1"}
    assert directory.public_channels(TEAM) == {"C1"}
    clock.seconds = 61
    assert directory.public_channels(TEAM) == frozenset()
    assert directory.public_channels(TEAM) == frozenset()
    assert len(api.asked("conversations.list")) == 2


def test_more_channels_than_can_be_listed_are_an_error(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Part of a list would hide what is public."""
    endless = {"channels": [], "response_metadata": {"next_cursor": "again"}}
    api.answers("conversations.list", endless)
    with pytest.raises(ChatError, match="too_many_channels"):
        directory.public_channels(TEAM)


def test_whether_strangers_are_in_a_channel_is_asked_for_it_alone(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Who is a member costs nobody a look at every member; the answer is kept for a minute."""
    api.answers("conversations.info", channel())
    api.answers("conversations.members", {"members": ["U1"]})
    api.answers("users.info", user())
    directory.channel(TEAM, "C1")
    assert not api.asked("users.info")
    assert [directory.has_strangers(TEAM, "C1") for _ in range(2)] == [False, False]
    assert len(api.asked("users.info")) == 1
    assert len(api.asked("conversations.info")) == 1


def test_everybody_is_listed_page_by_page(api: FakeApi, directory: SlackDirectory) -> None:
    """By the names people go by in Slack."""
    first, second = user("U1")["user"], {"id": "U2", "real_name": "Bo"}
    more = {"response_metadata": {"next_cursor": "more"}}
    api.answers("users.list", {"members": [first], **more})
    api.answers("users.list", {"members": [second]})
    assert [(one.id, one.name) for one in directory.people(TEAM)] == [("U1", "Ana"), ("U2", "Bo")]


def test_the_channels_of_a_person_are_told_in_one_look(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Not channel by channel; remembered for a minute, and never half of them."""
    api.answers("users.conversations", {"channels": [{"id": "C1"}, {"id": "C2"}]})
    assert directory.channels_of(TEAM, "U1") == {"C1", "C2"}
    assert directory.channels_of(TEAM, "U1") == {"C1", "C2"}
    [asked] = api.asked("users.conversations")
    assert (asked["user"], asked["types"]) == ("U1", "public_channel,private_channel")


def test_people_and_channels_nothing_is_told_of_are_there_all_the_same(
    api: FakeApi, directory: SlackDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    """Where what answers knows no such method: people are of the house, a channel is closed, may
    have strangers in it, and nobody is taken to read it; that is told once for each method.
    """
    for _ in range(2):
        person, found = directory.person(TEAM, "U1"), directory.channel(TEAM, "C1")
        directory.forget()
    assert (person.name, person.is_full_member, person.is_admin) == ("U1", True, False)
    assert (found.name, found.is_private, found.is_direct) == ("C1", True, False)
    assert (found.members, found.may_hold("U1")) == (frozenset(), True)
    assert directory.has_strangers(TEAM, "C1")
    assert directory.permalink(TEAM, "C1", "1.2") is None
    assert directory.channel(TEAM, "D1").is_direct
    asked = [method for method, _ in api.calls]
    assert len(asked) == len(set(asked)) == caplog.text.count("does not know")


def test_least_answers_are_enough(api: FakeApi, directory: SlackDirectory) -> None:
    """Who is not said to be of another company is of this one; of members all are known."""
    api.answers("users.info", {"user": {"id": "U1"}})
    api.answers("conversations.info", {"channel": {"id": "C1"}})
    api.answers("conversations.members", {"members": ["U1"]})
    assert directory.person(TEAM, "U1").is_full_member
    assert directory.person(TEAM, "U1").name == "U1"
    assert not directory.channel(TEAM, "C1").may_hold("U2")
    assert not directory.has_strangers(TEAM, "C1")


@pytest.mark.parametrize("url", ["https://slack.com/api/", "http://127.0.0.1:9/api/"])
def test_only_others_than_slack_may_have_no_page_for_a_method(url: str) -> None:
    """From Slack it is a proxy that is broken, and nobody is let in for that."""
    is_slack = "slack.com" in url
    assert Lacking(url).notes("users.info", ChatError("http_404")) is not is_slack
    assert Lacking(url).notes("users.info", ChatError("unknown_method"))
    assert not Lacking(url).notes("users.info", ChatError("internal_error"))


def test_what_people_said_below_a_message_is_told_apart_from_it(
    api: FakeApi, directory: SlackDirectory
) -> None:
    """Its head is told as one with replies; what apps said there is left out."""
    head = {"ts": "1.2", "thread_ts": "1.2", "user": "U1", "text": "live", "reply_count": 2}
    below = {"ts": "3.4", "thread_ts": "1.2", "user": "U2", "text": "9 days"}
    told = {"messages": [head, below, {**below, "ts": "3.5", "bot_id": "B1"}]}
    api.answers("conversations.history", {"messages": [head, {**head, "ts": "1.3"}]})
    api.answers("conversations.replies", told)
    past = directory.past(TEAM, "C1", "1.0", "2.0")
    assert [(one.ts, one.has_replies) for one in past.messages] == [("1.2", True), ("1.3", False)]
    [found] = directory.replies(TEAM, "C1", "1.2")
    assert (found.ts, found.author, found.text, found.thread) == ("3.4", "U2", "9 days", "1.2")


@pytest.mark.parametrize(
    ("code", "is_told"), [("thread_not_found", False), ("not_in_channel", True)]
)
def test_a_thread_that_is_gone_holds_nothing(
    api: FakeApi, directory: SlackDirectory, code: str, is_told: bool
) -> None:
    """Where nothing can be read at all, that is told."""
    api.refuses("conversations.replies", code)
    if is_told:
        with pytest.raises(ChatError):
            directory.replies(TEAM, "C1", "1.2")
    else:
        assert directory.replies(TEAM, "C1", "1.2") == []
