"""Shortcuts over real HTTP: in the menu of a message, and from anywhere."""

from typing import Any

import pytest

from bot.benefits.conversation import Challenged
from tests.slack.conftest import Place
from tests.slack.slackside import BOT_USER, TEAM, TS, points_at


async def test_a_message_that_is_pointed_at_is_kept_without_its_words(place: Place) -> None:
    """Where we may not read, nothing of it reaches us."""
    thread = {"ts": "1771405300.000200", "thread_ts": TS, "user": "U0BEN", "text": "a secret"}
    for message in (points_at()["message"], thread):
        answer = await place.slack.interact(points_at(message=message))
        assert answer.status_code == 200
    first, reply = place.edge.events
    assert isinstance(first, Challenged)
    assert isinstance(reply, Challenged)
    assert (first.workspace, first.channel, first.user) == (TEAM, "C0CRM", "U0ANA")
    assert (first.ts, first.thread, reply.ts, reply.thread) == (TS, None, thread["ts"], TS)
    assert first.reply_to == "https://hooks.slack.com/app/1/2/3"
    assert "secret" not in first.model_dump_json() + reply.model_dump_json()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"message": {"user": BOT_USER, "ts": TS}}, "I wrote that one myself"),
        ({"message": {"user": "U0BEN"}}, "could not tell"),
        ({"message": {"user": "U0BEN", "ts": "soon"}}, "could not tell"),
        ({"channel": None}, "could not tell"),
        ({"message": None}, "could not tell"),
    ],
)
async def test_what_cannot_be_challenged_is_told_and_not_kept(
    place: Place, changed: dict[str, Any], told: str
) -> None:
    """Nobody is left waiting for an answer that never comes."""
    payload = points_at(response_url=place.api.hook, **changed)
    assert (await place.slack.interact(payload)).status_code == 200
    assert place.edge.received == []
    [said] = place.api.hooked
    assert told in said["text"]


async def test_a_challenge_that_could_not_be_kept_is_told(place: Place) -> None:
    """Acknowledged means kept, or told that it is not."""
    place.edge.broken = True
    await place.slack.interact(points_at(response_url=place.api.hook))
    [said] = place.api.hooked
    assert "try again" in said["text"]
    assert "secret" not in said["text"]
    assert (await place.slack.interact(points_at(response_url=""))).status_code == 500


async def test_a_shortcut_nobody_listens_to_is_acknowledged(place: Place) -> None:
    """An older manifest may still offer it."""
    for kind in ("message_action", "shortcut"):
        payload = points_at("something_else", type=kind)
        assert (await place.slack.interact(payload)).status_code == 200
    assert place.edge.received == []
