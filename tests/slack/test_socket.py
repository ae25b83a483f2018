"""Socket Mode: what is taken, what is acknowledged, and how it ends."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.sandbox.link import Link
from bot.settings import Settings
from bot.slack.calls import async_web_client
from bot.slack.socket import STEADY_SECONDS, Socket, listening
from tests.sandbox.builders import numbered
from tests.sandbox.serving import a_socket, served
from tests.slack.fake_api import FakeApi

APP_TOKEN = "xapp-1-very-secret"
Answer = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


@dataclass
class Line:
    link: Link
    socket: Socket
    asked: list[AsyncBoltRequest]

    async def parts(self, reason: str, at: int = -1) -> None:
        await self.link._open[at].send_json({"type": "disconnect", "reason": reason})

    async def bring(self, patience: float = 5, **more: Any) -> dict[str, Any]:
        return await self.link.carried("events_api", {"type": "event_callback"}, more, patience)


class Listeners:
    """Stands in for Bolt."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[AsyncBoltRequest] = []

    async def async_dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        self.asked.append(request)
        return await self.answer(request)


@asynccontextmanager
async def a_line(
    answer: Answer, token: str = APP_TOKEN, steady: float = STEADY_SECONDS
) -> AsyncIterator[Line]:
    link, bolt = Link(APP_TOKEN, numbered()), Listeners(answer)
    async with served(Starlette(routes=link.routes()), a_socket()) as address:
        client = async_web_client(f"{address}/api/")
        socket = Socket(cast(AsyncApp, bolt), token, client, steady)
        async with listening(socket):
            yield Line(link, socket, bolt.asked)


async def comes(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def with_(status: int, body: Any = "") -> Answer:
    async def answer(_: AsyncBoltRequest) -> BoltResponse:
        return BoltResponse(status=status, body=body)

    return answer


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (with_(200), {}),
        (with_(403), {}),
        (with_(200, "a word"), {"text": "a word"}),
        (with_(200, {"response_action": "errors"}), {"response_action": "errors"}),
    ],
)
async def test_an_envelope_is_answered_as_a_request_is(
    answer: Answer, told: dict[str, Any]
) -> None:
    """What nobody is installed for is taken too: sent again, it would be refused again."""
    async with a_line(answer) as line:
        await comes(lambda: line.link.is_open)
        assert await line.bring(retry_attempt=2, retry_reason="timeout") == told
        assert line.asked[0].mode == "socket_mode"
        assert line.asked[0].headers["x-slack-retry-num"] == ["2"]


async def fails(_: AsyncBoltRequest) -> BoltResponse:
    raise RuntimeError("secret words")


@pytest.mark.parametrize("answer", [with_(500), fails])
async def test_what_failed_is_not_acknowledged(
    answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack sends it again; the line stays open for all else."""
    async with a_line(answer) as line:
        await comes(lambda: line.link.is_open)
        with pytest.raises(TimeoutError):
            await line.bring(0.2)
        assert line.socket.is_open()
    assert "secret words" not in caplog.text


async def test_at_the_end_what_is_in_hand_is_finished_and_nothing_new_taken() -> None:
    """It is acknowledged before the line closes."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly(_: AsyncBoltRequest) -> BoltResponse:
        begun.set()
        await may_end.wait()
        return BoltResponse(status=200, body="")

    async with a_line(slowly) as line:
        await comes(lambda: line.link.is_open)
        in_hand = asyncio.create_task(line.bring())
        await begun.wait()
        line.socket.stop()
        with pytest.raises(TimeoutError):
            await line.bring(0.2)
        may_end.set()
        assert await in_hand == {}
        await comes(lambda: not line.link.is_open)
    assert len(line.asked) == 1


async def test_what_is_no_envelope_is_passed_over() -> None:
    """Whatever else comes over the line."""
    async with a_line(with_(200)) as line:
        await comes(lambda: line.link.is_open)
        for strange in ("", "[]", "{", '{"payload": 1}', "[" * 10_000, '{"type": "disconnect"}'):
            await line.link._open[-1].send_text(strange)
        await comes(lambda: line.link.opened == 2)
        assert await line.bring() == {}


async def test_each_connection_is_followed_by_one(caplog: pytest.LogCaptureFixture) -> None:
    """Slack warns of the end, asks for another one, and ends it: that is one end, not three."""
    caplog.set_level(logging.INFO)
    async with a_line(with_(200)) as line:
        await comes(lambda: line.link.is_open)
        await line.parts("warning")
        await comes(lambda: line.link.opened == 2)
        assert await line.bring() == {}
        await line.parts("refresh_requested", 0)
        await comes(lambda: "refresh_requested" in caplog.text)
        await line.link._open[0].close()
        await comes(lambda: len(line.socket._open) == 1)
        assert await line.bring() == {}
        await line.link.cut()
        await comes(lambda: line.link.opened == 3)
        assert await line.bring() == {}
        assert line.link.opened == 3


@pytest.mark.parametrize(
    ("steady", "reasons", "waits"),
    [
        (60.0, ["too_many_websockets"], "in 30 s"),
        (60.0, ["link_disabled"], "in 30 s"),
        (60.0, ["refresh_requested", "refresh_requested"], "in 2 s"),
        (0.0, ["refresh_requested", "refresh_requested", "link_disabled"], "in 30 s"),
    ],
)
async def test_a_connection_that_came_to_nothing_is_not_followed_at_once(
    steady: float, reasons: list[str], waits: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Where there are too many, or the app is switched off, the next one would end as soon. One
    over which something was heard, or that held for a while, is a good one.
    """
    caplog.set_level(logging.INFO)
    async with a_line(with_(200), steady=steady) as line:
        for number, reason in enumerate(reasons, 1):
            await comes(lambda n=number: line.link.opened == n)  # type: ignore[misc]
            await comes(lambda: line.socket._tries == 0 if steady == 0 else line.socket.is_open())
            await line.parts(reason)
        await comes(lambda: "the next socket" in caplog.text)
        assert waits in caplog.text
        assert caplog.text.count("the next socket") == 1
        assert line.link.opened == len(reasons)


async def test_however_often_slack_gives_no_socket_the_wait_can_be_reckoned() -> None:
    """After a night without a network, too."""
    socket = Socket(cast(AsyncApp, None), APP_TOKEN, cast(AsyncWebClient, None))
    socket.stop()
    for _ in range(2_000):
        await socket._pause()


async def test_a_token_slack_does_not_take_is_told_without_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is tried again, in longer and longer steps; `/ready` says that Slack is missing."""
    with caplog.at_level(logging.INFO):
        async with a_line(with_(200), "xapp-wrong-secret") as line:
            await comes(lambda: "invalid_auth" in caplog.text)
            assert not line.socket.is_open()
    assert "xapp" not in "".join(
        one.getMessage() for one in caplog.records if one.name.startswith("bot")
    )


def test_check_tells_whether_slack_gives_a_socket(api: FakeApi) -> None:
    """A token Slack does not take, or Socket Mode switched off, is known before `serve`."""
    from bot.check import _slack

    told = {"SLACK_APP_TOKEN": "xapp-1-very-secret", "SLACK_API_URL": api.url}
    settings = Settings.model_validate(told)
    api.answers("apps.connections.open", {"url": "wss://slack.example/link"})
    api.refuses("apps.connections.open", "not_allowed_token_type")
    states = [next(one for one in _slack(settings) if one.part == "socket") for _ in range(2)]
    assert [one.state for one in states] == ["ok", "broken"]
    assert "not_allowed_token_type" in states[1].told
    assert "very-secret" not in states[1].told
