"""What is said to small talk is let go unread, unless something of ours is there."""

from typing import cast

import pytest

from bot.advice import hear
from bot.app import AppEdge
from bot.benefits.conversation import Posted
from bot.durable.runner import Runner
from bot.small_talk import LAST, SmallTalk
from tests.advice.test_archived import Heard, nobody
from tests.advice.world import LEAD, OTHER, World
from tests.builders import CHANNEL, NOON, WORKSPACE, a_question
from tests.fakes import at_ts

TALK, UPDATE = "thx", "The new claims portal went live on Monday."
ANSWER = "It was 14 days, per the finance report"
HEAD = at_ts(NOON, 900)


def said(text: str, ts: str = HEAD, channel: str = CHANNEL, thread: str | None = None) -> Posted:
    return Posted(
        workspace=WORKSPACE, channel=channel, user=LEAD, at=NOON, ts=ts, thread=thread, text=text
    )


def reply(text: str = ANSWER, channel: str = CHANNEL) -> Posted:
    return said(text, at_ts(NOON, 901), channel, HEAD)


def edge_of(world: World, *, is_at_hand: bool = True) -> AppEdge:
    return AppEdge(world.doors, cast("Runner", Heard(world)), nobody, is_at_hand=is_at_hand)


@pytest.mark.parametrize("is_at_hand", [True, False])
async def test_a_reply_to_small_talk_answers_nothing_we_are_yet_to_ask(
    world: World, is_at_hand: bool
) -> None:
    """Under what did not come yet it may, and in another channel, and under what is no small
    talk.
    """
    world.begin()
    world.begin(id="i2", channel=OTHER)
    edge = edge_of(world, is_at_hand=is_at_hand)
    assert await edge.concerns_us(reply())
    assert not await edge.concerns_us(said(TALK))
    assert not await edge.concerns_us(reply())
    assert await edge.concerns_us(reply(channel=OTHER))
    assert await edge.concerns_us(said(UPDATE, channel=OTHER))
    assert await edge.concerns_us(reply(channel=OTHER))
    await edge.settled()


async def test_what_we_asked_under_small_talk_is_answered_there(world: World) -> None:
    """Somebody pointed at it: from then on the thread is ours."""
    world.begin()
    edge = edge_of(world)
    assert not await edge.concerns_us(said(TALK))
    with world.records.work(WORKSPACE) as work:
        work.ask(a_question(channel=CHANNEL, thread=HEAD))
        work.commit()
    assert await edge.concerns_us(reply())
    assert await edge.concerns_us(reply("no idea"))
    await edge.settled()


def test_what_is_looked_at_later_is_looked_at_whole(world: World) -> None:
    """Two looks come to the same as one."""
    world.begin()
    for one in (said(TALK), said(UPDATE), reply(), reply("thanks"), said("Heute bei 12 % Ausfall")):
        both = hear.could_concern_us(one, world.doors) and hear.does_concern_us(one, world.doors)
        assert both is hear.concerns_us(one, world.doors)


def test_small_talk_is_forgotten_in_time() -> None:
    """The oldest first; heard twice is heard once."""
    talk = SmallTalk()
    for number in range(LAST):
        talk.heard(said(TALK, at_ts(NOON, number)))
    talk.heard(said(TALK, at_ts(NOON, 1)))
    kept = [number for number in range(LAST) if talk.is_over(_under(number))]
    assert kept == [*range(LAST)]
    talk.heard(said(TALK, at_ts(NOON, LAST)))
    assert not talk.is_over(_under(0))
    assert talk.is_over(_under(1))
    assert not talk.is_over(said(TALK))


def _under(number: int) -> Posted:
    return said(ANSWER, at_ts(NOON, LAST + 1), thread=at_ts(NOON, number))
