"""Numbers go out as whoever reads them writes them, through the real doors."""

import json
from typing import Any, cast

import pytest
from slack_sdk import WebClient

from bot.benefits.conversation import Card, CardLine, Post, Sending, Span
from bot.benefits.home import Home
from bot.benefits.numerals import WrittenAs
from bot.errors import ChatError, RecordsError
from bot.slack.calls import web_client
from bot.slack.chat import SlackChat
from bot.slack.directory import SlackDirectory
from bot.slack.home_door import HomeDoor
from bot.slack.readers import Readers
from tests.builders import NOON
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN

POST = Post(lead=((Span(text="1,200.5 days"),),))
CARD = Card(
    proposal="p1", title="x", lines=(CardLine(label="Now", before=None, after="1,200.5 days"),)
)
LOCALES = {"U0ANA01": "de-DE", "U0BEA01": "fr-FR", "C1": "de-CH", "D1": "fr-FR"}


def told(workspace: str, id: str) -> str | None:
    assert workspace == TEAM
    return LOCALES.get(id)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"channel": "C1"}, "1’200.5"),
        ({"channel": "C2"}, "1,200.5"),
        ({"channel": "U0ANA01"}, "1.200,5"),
        ({"channel": "D1", "thread": "1.2"}, "1\u00a0200,5"),
        ({"channel": "C1", "way": "whisper", "user": "U0BEA01"}, "1\u00a0200,5"),
        ({"channel": "C1", "way": "reply", "reply_to": "https://x#U0ANA01"}, "1.200,5"),
        ({"channel": "C1", "way": "reply", "reply_to": "https://x"}, "1’200.5"),
        (
            {"channel": "C1", "way": "reply", "reply_to": "https://x#U0ANA01", "in_channel": True},
            "1’200.5",
        ),
    ],
)
def test_a_message_is_written_for_whoever_reads_it(sent: dict[str, Any], shown: str) -> None:
    """One person's eyes count before the channel it stands in."""
    sending = Sending(**{"key": "k", "way": "post", "post": POST} | sent)
    out = Readers(locale=told).post(TEAM, sending, POST)
    assert out.lead[0][0].text == f"{shown} days"


@pytest.mark.parametrize(
    ("agreed", "shown"),
    [("english", "1,200.5"), ("french", "1\u00a0200,5"), (None, "1.200,5")],
)
def test_what_the_workspace_set_counts_for_everybody(agreed: WrittenAs | None, shown: str) -> None:
    """Whatever Slack tells of the reader."""
    out = Readers(lambda _: agreed, told).post_for(TEAM, "U0ANA01", POST)
    assert out.lead[0][0].text == f"{shown} days"


@pytest.mark.parametrize("error", [ChatError("x"), RecordsError("x")])
def test_where_nobody_can_tell_it_is_said_all_the_same(error: Exception) -> None:
    """An answer waits for no locale."""

    def fails(*_: str) -> None:
        raise error

    for readers in (Readers(fails, told), Readers(locale=fails)):
        assert readers.post_for(TEAM, "U0ANA01", POST) == POST


def test_posts_and_homes_go_out_so(api: FakeApi) -> None:
    """Notification, blocks and Home alike, unbroken in the middle of a number."""

    def client_for(_: str) -> WebClient:
        return web_client(TOKEN, api.url)

    readers = Readers(locale=told)
    api.answers("chat.postMessage", {"ts": "5.6"})
    api.answers("views.publish", {})
    post = POST.model_copy(update={"card": CARD})
    SlackChat(client_for, readers=readers).send(
        TEAM, Sending(key="k", way="post", channel="U0BEA01", post=post)
    )
    home = Home(at=NOON, lead=POST.lead)
    door = HomeDoor(client_for, lambda *_: home, lambda: 0.0, readers=readers)
    door.show(TEAM, "U0BEA01", cast("Any", None))
    [asked], [shown] = api.asked("chat.postMessage"), api.asked("views.publish")
    blocks = json.loads(asked["blocks"]) if isinstance(asked["blocks"], str) else asked["blocks"]
    for said in (asked["text"], json.dumps(blocks, ensure_ascii=False)):
        assert said.count("1\u00a0200,5 days") == 2
    assert "1\\u00a0200,5 days" in json.dumps(shown["view"]) or "1\u00a0200,5" in shown["view"]


def test_slack_is_asked_for_a_locale_once_in_a_while(api: FakeApi) -> None:
    """Of a person, a channel, and of a direct conversation the other's; a failure is no answer."""
    directory = SlackDirectory(lambda _: web_client(TOKEN, api.url), lambda: 0.0)
    api.answers("users.info", {"user": {"id": "U0ANA01", "locale": "de-DE"}})
    api.answers("conversations.info", {"channel": {"id": "C1", "locale": "fr-FR"}})
    api.answers("conversations.info", {"channel": {"id": "D1", "is_im": True, "user": "U0ANA01"}})
    api.refuses("conversations.info", "channel_not_found")
    for _ in range(2):
        found = [directory.locale(TEAM, id) for id in ("U0ANA01", "C1", "D1", "C2")]
        assert found == ["de-DE", "fr-FR", "de-DE", None]
    assert [len(api.asked(name)) for name in ("users.info", "conversations.info")] == [1, 3]
    assert all(asked["include_locale"] in ("1", "true", True) for _, asked in api.calls)
