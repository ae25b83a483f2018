"""A message that was changed or deleted, as Slack tells of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.benefits.conversation import Deleted, Edited
from tests.slack.conftest import Place
from tests.slack.slackside import BOT_USER, TS, event_body, message

EDITED = "1771405500.000300"


def changed(now: dict[str, Any], before: str = "It was 14 days", **more: Any) -> dict[str, Any]:
    """Slack's word for a changed message."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": "C0CRM",
        "channel_type": "channel",
        "ts": "1771405500.000400",
        "event_ts": "1771405500.000400",
        "message": {"edited": {"user": "U0ANA", "ts": EDITED}, **now},
        "previous_message": message(before),
        **more,
    }


def deleted(before: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Slack's word for a deleted one."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": "C0CRM",
        "channel_type": "channel",
        "ts": "1771405600.000400",
        "event_ts": "1771405600.000400",
        "deleted_ts": TS,
        "previous_message": before,
        **more,
    }


async def test_a_changed_message_is_kept_with_its_new_words_and_time(place: Place) -> None:
    """Durable like any other; the mention at its head is not part of what is said."""
    now = message(f"<@{BOT_USER}> it was 18 days", thread_ts="1771405000.1")
    await place.slack.event(event_body(changed(now)))
    [heard] = place.edge.events
    assert isinstance(heard, Edited)
    assert (heard.ts, heard.thread, heard.text) == (TS, "1771405000.1", "it was 18 days")
    assert heard.at == datetime.fromtimestamp(float(EDITED), UTC)
    assert (heard.channel, heard.user, heard.direct) == ("C0CRM", "U0ANA", False)


@pytest.mark.parametrize(
    "event",
    [
        changed(message("It was 14 days")),
        changed(message("new", edited=None)),
        changed(message("new", user=BOT_USER)),
        changed(message("new", ts="soon")),
        changed({}),
        changed(message("new"), message=None),
        changed(message("new"), channel=None),
        deleted(message("ours", user=BOT_USER)),
        deleted(message("x"), deleted_ts="soon"),
        deleted(message("x"), channel=None),
    ],
)
async def test_what_is_no_change_by_a_person_is_let_go(place: Place, event: dict[str, Any]) -> None:
    """A link that Slack unfolds, our own posts, half a payload."""
    answer = await place.slack.event(event_body(event))
    assert answer.status_code == 200
    assert place.edge.events == []


@pytest.mark.parametrize(
    ("now", "user"),
    [
        (message("It was 18 days", bot_id="B1", user="U0APP"), "U0APP"),
        (message("It was 18 days", bot_id="B1", user=None, subtype="bot_message"), "B1"),
        (message("", bot_id="B1", attachments=[{"fallback": "It was 18 days"}]), "U0ANA"),
    ],
)
async def test_what_another_app_changes_is_followed_as_what_a_person_does(
    place: Place, now: dict[str, Any], user: str
) -> None:
    """A figure that an app puts right is not left standing on a card."""
    before = {**now, "text": "It was 14 days", "attachments": []}
    await place.slack.event(event_body(changed(now, previous_message=before)))
    [heard] = place.edge.events
    assert isinstance(heard, Edited)
    assert (heard.text, heard.user, heard.by_app) == ("It was 18 days", user, True)


@pytest.mark.parametrize(
    "event",
    [
        changed(message("new", bot_id="B0BOT")),
        changed(message("new", bot_id="B1", user=BOT_USER)),
        changed(message("new", bot_id="B1", thread_ts="1.2")),
        changed(message("new", bot_id="B1"), channel_type="im"),
        changed(message("new", bot_id="B1", edited=None)),
        changed(message("same", bot_id="B1"), "same"),
        changed(message("", bot_id="B1")),
    ],
)
async def test_what_is_no_change_of_another_app_s_words_is_let_go(
    place: Place, event: dict[str, Any]
) -> None:
    """Our own posts, replies of apps to one another, a link that Slack unfolds."""
    await place.slack.event(event_body(event))
    assert place.edge.events == []


async def test_a_deleted_message_is_kept_by_id_and_time_alone(place: Place) -> None:
    """None of its words is."""
    await place.slack.event(event_body(deleted(message("a secret", thread_ts="1771405000.1"))))
    [heard] = place.edge.events
    assert isinstance(heard, Deleted)
    assert (heard.ts, heard.thread, heard.user) == (TS, "1771405000.1", "U0ANA")
    assert "secret" not in heard.model_dump_json()


async def test_the_deleted_head_of_a_thread_is_told_of_as_a_sign(place: Place) -> None:
    """Where replies are left, Slack changes the message into a sign that there was one."""
    sign = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
    event = changed({**sign, "ts": TS, "thread_ts": TS}, edited=None)
    await place.slack.event(event_body(event))
    [heard] = place.edge.events
    assert isinstance(heard, Deleted)
    assert (heard.ts, heard.thread) == (TS, None)


async def test_what_concerns_nobody_is_not_kept(place: Place) -> None:
    """The same quick look as for a new message."""
    place.edge.concerned = False
    await place.slack.event(event_body(changed(message("new"))))
    await place.slack.event(event_body(deleted(message("x"))))
    assert place.edge.events == []
