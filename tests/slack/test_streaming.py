"""Long answers, said piece by piece against a small Slack; one message whatever goes wrong."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.benefits.conversation import Ask, Card, Line, Part, Picker, Post, Sending, Span
from bot.errors import ChatError
from bot.slack.agent_chat import AgentChat
from bot.slack.beyond import Beyond
from bot.slack.blocks import render
from bot.slack.calls import web_client
from bot.slack.chat import EVENT_TYPE
from bot.slack.streaming import Streams, make_whole, mark
from tests.builders import NOON
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN

KEY = {"event_type": EVENT_TYPE, "event_payload": {"key": "post:e1"}}
STOPPED = {"text": "Stopped.", "blocks": [{"type": "divider"}]}


def line(text: str) -> Line:
    return (Span(text=text),)


LONG = Post(
    lead=(line("Quote-to-cash improved."),),
    parts=tuple(Part(title=f"Part {n}", lines=(line(f"line {n}"),)) for n in range(4)),
)
WHOLE = render(LONG)
QUESTION = Ask(question="q1", text="What was it before?", why="", citations=())
LATER = NOON + timedelta(seconds=9)


def answer(**more: Any) -> Sending:
    fields = {"key": "post:e1", "way": "post", "channel": "D1", "thread": "1.1", "post": LONG}
    return Sending.model_validate({**fields, **more})


class Slack:
    """The chat of an agent, and when somebody said Stop: each look finds the next of `stops`."""

    def __init__(self, api: FakeApi) -> None:
        self.seconds = 0.0
        self.stops: list[datetime | None] = [None]
        self.spoke: list[tuple[str, str]] = []
        streams = Streams(Beyond(), lambda: self.seconds, lambda *_: self._stopped_at(), STOPPED)
        self.chat = AgentChat(
            lambda _workspace: web_client(TOKEN, api.url),
            streams,
            lambda _workspace, channel, thread: self.spoke.append((channel, thread)),
        )

    def _stopped_at(self) -> datetime | None:
        return self.stops.pop(0) if len(self.stops) > 1 else self.stops[0]

    def send(self, **more: Any) -> str | None:
        return self.chat.send(TEAM, answer(**more))


@pytest.fixture
def slack(api: FakeApi) -> Slack:
    api.answers("chat.startStream", {"ts": "5.6"})
    api.answers("chat.appendStream", {})
    api.answers("chat.stopStream", {})
    api.answers("chat.update", {"ts": "5.6"})
    api.answers("chat.postMessage", {"ts": "7.8", "channel": "D1"})
    return Slack(api)


def parsed(found: Any) -> Any:
    return json.loads(found) if isinstance(found, str) else found


def said(api: FakeApi) -> list[dict[str, Any]]:
    """The blocks a stream showed when it was stopped."""
    pieces = [*api.asked("chat.startStream"), *api.asked("chat.appendStream")]
    blocks = [one for call in pieces for chunk in parsed(call["chunks"]) for one in chunk["blocks"]]
    return [*blocks, *parsed(api.asked("chat.stopStream")[-1]["blocks"])]


def named(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the mark, which only a stream has."""
    return [{key: one[key] for key in one if key != "block_id"} for one in blocks]


def test_a_long_answer_is_said_in_pieces_and_is_the_same_message(
    api: FakeApi, slack: Slack
) -> None:
    """Marked from its beginning, with its key from its end; nothing is posted beside it."""
    assert slack.send() == "5.6"
    assert named(said(api)) == WHOLE["blocks"]
    assert said(api)[0]["block_id"] == mark("post:e1")
    [ended] = api.asked("chat.stopStream")
    assert parsed(ended["metadata"]) == KEY
    assert ended["session_status"] == "active"
    assert [name for name, _ in api.calls][:2] == ["chat.startStream", "chat.appendStream"]
    assert api.asked("chat.postMessage") == api.asked("chat.update") == []
    assert slack.spoke == [("D1", "1.1")]


@pytest.mark.parametrize(
    "told",
    [
        {"channel": "C1"},
        {"thread": None},
        {"post": Post(lead=(line("9 days."),))},
        {"at_leisure": True},
        {"post": LONG.model_copy(update={"card": Card(proposal="p1", title="CRM", lines=())})},
        {"post": LONG.model_copy(update={"ask": QUESTION})},
        {"post": LONG.model_copy(update={"asks": (QUESTION,)})},
        {"post": LONG.model_copy(update={"picker": Picker(ref="x", label="Who", verb="pick")})},
    ],
)
def test_what_is_short_or_for_many_or_asks_is_said_at_once(
    api: FakeApi, slack: Slack, told: dict[str, Any]
) -> None:
    """Streams are for who waits for a long answer, alone: Stop in one takes back what it says, and
    what asks or records stays.
    """
    assert slack.send(**told) == "7.8"
    assert api.asked("chat.startStream") == []


@pytest.mark.parametrize(
    ("code", "again"),
    [
        ("unknown_method", 1),
        ("missing_scope", 1),
        ("not_implemented", 1),
        ("method_not_found", 1),
        ("", 1),
        ("invalid_chunks", 2),
        ("channel_not_found", 2),
    ],
)
def test_a_workspace_that_takes_no_streams_gets_the_message_at_once(
    api: FakeApi, slack: Slack, code: str, again: int
) -> None:
    """What no later call would change is not tried again as long as the process runs; a server in
    Slack's place may have no words for it.
    """
    api._answers["chat.startStream"].clear()
    api.refuses("chat.startStream", code, status=200 if code else 501)
    assert [slack.send(), slack.send(key="post:e2")] == ["7.8", "7.8"]
    assert len(api.asked("chat.startStream")) == again


def test_more_streams_than_slack_takes_are_not_begun(api: FakeApi, slack: Slack) -> None:
    """Of twenty a minute fifteen are ours; who comes after is answered at once, and a minute later
    again in pieces. Where Slack asks to wait, nobody waits.
    """
    found = [slack.send(key=f"post:{n}") for n in range(16)]
    assert (found[:15], found[15]) == (["5.6"] * 15, "7.8")
    slack.seconds = 61.0
    assert slack.send() == "5.6"
    api._answers["chat.startStream"].clear()
    api.refuses("chat.startStream", "ratelimited", status=429, Retry_After="30")
    assert slack.send(key="post:e9") == "7.8"


BREAKS: dict[str, Callable[[FakeApi], None]] = {
    "it cannot be added to": lambda api: api.refuses("chat.appendStream", "internal_error"),
    "Slack asks to wait": lambda api: api.refuses(
        "chat.appendStream", "ratelimited", status=429, Retry_After="9"
    ),
    "Slack ended it": lambda api: api.refuses(
        "chat.appendStream", "message_not_in_streaming_state"
    ),
}


@pytest.mark.parametrize("what", list(BREAKS))
def test_a_stream_that_breaks_off_is_made_whole_in_its_place(
    api: FakeApi, slack: Slack, what: str
) -> None:
    """It is stopped, for one that streams takes no change, and shows all there is to say."""
    api._answers["chat.appendStream"].clear()
    BREAKS[what](api)
    assert slack.send() == "5.6"
    names = [name for name, _ in api.calls]
    assert names.index("chat.stopStream") < names.index("chat.update")
    [whole] = api.asked("chat.update")
    assert named(parsed(whole["blocks"])) == WHOLE["blocks"]
    assert (whole["ts"], parsed(whole["metadata"])) == ("5.6", KEY)
    assert api.asked("chat.postMessage") == []


@pytest.mark.parametrize("broken", ["chat.startStream", "chat.update"])
def test_where_it_is_open_what_stands_nothing_is_said_twice(
    api: FakeApi, slack: Slack, broken: str
) -> None:
    """The outbox is told, and asks before it tries again."""
    if broken == "chat.update":
        api._answers["chat.appendStream"].clear()
        api.refuses("chat.appendStream", "internal_error")
    api.breaks.add(broken)
    with pytest.raises(ChatError):
        slack.send()
    assert api.asked("chat.postMessage") == []


@pytest.mark.parametrize("error", ["internal_error", "service_unavailable", ""])
def test_where_streams_fail_again_and_again_the_answer_is_said_at_once(
    api: FakeApi, slack: Slack, error: str
) -> None:
    """Once it was looked for and does not stand, nothing more is left to a stream; another answer
    tries one.
    """
    api._answers["chat.startStream"].clear()
    api.refuses("chat.startStream", error, status=200 if error else 503)
    api.answers("conversations.replies", thread())
    with pytest.raises(ChatError):
        slack.send()
    assert slack.chat.find(TEAM, answer()) is None
    assert slack.send() == "7.8"
    assert len(api.asked("chat.startStream")) == 1
    with pytest.raises(ChatError):
        slack.send(key="post:e2")


def thread(*messages: dict[str, Any]) -> dict[str, Any]:
    return {"messages": [{"ts": "1.1", "user": "U1", "text": "what improved?"}, *messages]}


def test_a_stream_that_was_begun_is_found_by_its_mark_and_made_whole(
    api: FakeApi, slack: Slack
) -> None:
    """After a kill between beginning and end, whoever looks for it ends it: once said."""
    begun = {"ts": "5.6", "blocks": [{"type": "section", "block_id": mark("post:e1")}]}
    other = {"ts": "5.5", "blocks": [{"type": "section", "block_id": mark("post:e0")}]}
    api.answers("conversations.replies", thread(other, begun))
    assert slack.chat.find(TEAM, answer()) == "5.6"
    [whole] = api.asked("chat.update")
    assert (whole["ts"], named(parsed(whole["blocks"]))) == ("5.6", WHOLE["blocks"])
    assert api.asked("chat.stopStream")[0]["ts"] == "5.6"
    assert slack.spoke == [("D1", "1.1")]


@pytest.mark.parametrize(
    ("stands", "found"),
    [
        ({"ts": "5.6", "blocks": [{"type": "section", "block_id": mark("post:e1")}]}, "5.6"),
        ({"ts": "5.6", "text": "9 days"}, None),
    ],
)
def test_a_thread_is_looked_through_once_for_key_and_mark(
    api: FakeApi, slack: Slack, stands: dict[str, Any], found: str | None
) -> None:
    """A second look within a minute is refused where Slack allows one: on every try alike."""
    api.answers("conversations.replies", thread(stands))
    api.refuses("conversations.replies", "ratelimited", status=429, Retry_After="60")
    assert slack.chat.find(TEAM, answer()) == found


def test_where_threads_cannot_be_looked_through_answers_are_said_all_the_same(
    api: FakeApi, slack: Slack
) -> None:
    """A message may then stand twice: none is lost."""
    assert slack.chat.find(TEAM, answer()) is None
    assert slack.send() == "7.8"
    assert len(api.asked("conversations.replies")) == 1


def test_a_stream_that_ended_is_found_by_its_key_and_left_alone(api: FakeApi, slack: Slack) -> None:
    """Nothing of it is changed, and nothing found where there is none."""
    api.answers("conversations.replies", thread({"ts": "5.6", "metadata": KEY}))
    assert slack.chat.find(TEAM, answer()) == "5.6"
    assert api.asked("chat.update") == []
    assert slack.chat.find(TEAM, answer(key="post:e2")) is None


def test_stop_leaves_nothing_half_said(api: FakeApi, slack: Slack) -> None:
    """What was begun says that it was stopped, whether we noticed or Slack did."""
    for said_before in (None, NOON):
        slack.stops = [said_before, LATER]
        assert slack.send() == "5.6"
        assert len(api.asked("chat.appendStream")) == 0
    slack.stops = [LATER]
    api._answers["chat.appendStream"].clear()
    api.refuses("chat.appendStream", "stopped_by_user")
    assert slack.send(key="post:e2") == "5.6"
    for change in api.asked("chat.update"):
        assert named(parsed(change["blocks"])) == STOPPED["blocks"]


@pytest.mark.parametrize("stops", [[NOON], [NOON, None]])
def test_stop_is_for_what_is_being_said_not_for_what_is_said_later(
    api: FakeApi, slack: Slack, stops: list[datetime | None]
) -> None:
    """What was asked or pressed after it is answered, whichever process heard of either."""
    slack.stops = stops
    assert slack.send() == "5.6"
    assert named(said(api)) == WHOLE["blocks"]
    assert api.asked("chat.update") == []


def test_a_picture_that_is_not_taken_is_left_out_of_the_same_message(
    api: FakeApi, slack: Slack
) -> None:
    """A second message for want of a picture would say it all twice."""
    api._answers["chat.update"].clear()
    api.refuses("chat.update", "invalid_blocks")
    api.answers("chat.update", {"ts": "5.6"})
    shown = {**WHOLE, "blocks": [*WHOLE["blocks"][:1], {"type": "image"}, *WHOLE["blocks"][1:]]}
    make_whole(web_client(TOKEN, api.url), answer(), "5.6", shown, KEY)
    last = api.asked("chat.update")[-1]
    assert named(parsed(last["blocks"])) == WHOLE["blocks"]
