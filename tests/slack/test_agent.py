"""The agent's sessions: a status only where an answer takes long, always ended; titles; Stop."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.benefits.conversation import Clicked, Posted
from bot.slack.agent import LINGER, MOMENT, Agent
from bot.slack.beyond import Beyond
from bot.slack.calls import web_client
from bot.slack.texts import ENGLISH
from tests.builders import NOON
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN

HERE = (TEAM, "D1", "1.1")


def asked(text: str = "what improved?", **more: Any) -> Posted:
    fields = {"workspace": TEAM, "channel": "D1", "user": "U1", "at": NOON, "ts": "1.1"}
    return Posted.model_validate({**fields, "text": text, "to_us": True, "direct": True, **more})


class Time:
    """What is to be done later is done when the time is said to have come."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
        mine = (seconds, do)
        self.waiting.append(mine)

        def cancel() -> None:
            if mine in self.waiting:
                self.waiting.remove(mine)

        return cancel

    def passes(self, upto: float) -> None:
        due = [one for one in self.waiting if one[0] <= upto]
        for one in due:
            self.waiting.remove(one)
            one[1]()


class Sessions:
    """An agent before a small Slack, and the time that passes for it."""

    def __init__(self, api: FakeApi) -> None:
        self.api, self.time = api, Time()
        self.meanwhile: Callable[[], None] = lambda: None
        self.agent = Agent(self._client_for, Beyond(), ENGLISH, later=self.time)

    def _client_for(self, _workspace: str) -> WebClient:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        client = web_client(TOKEN, self.api.url)
        meanwhile()
        return client

    def told(self) -> list[tuple[str, Any]]:
        """What Slack was told, in its order."""
        what = {"agents.sessions.rename": "title"}
        return [
            (
                name.removeprefix("agents.").removeprefix("assistant."),
                given[what.get(name, "status")],
            )
            for name, given in self.api.calls
        ]


@pytest.fixture
def sessions(api: FakeApi) -> Sessions:
    return slack_calls_it(api, "what improved?")


def slack_calls_it(api: FakeApi, title: str) -> Sessions:
    """Sessions of a Slack that has this title for each."""
    api.answers("agents.sessions.setStatus", {"title": title})
    for method in ("agents.sessions.rename", "assistant.threads.setStatus"):
        api.answers(method, {})
    api.answers("assistant.threads.setSuggestedPrompts", {})
    return Sessions(api)


def test_a_quick_answer_shows_no_status_and_has_a_title(sessions: Sessions) -> None:
    """A session is called by what was asked first."""
    with sessions.agent.at_work(asked("  what\nimproved? ")):
        pass
    sessions.agent.spoke(*HERE)
    assert sessions.told() == [("sessions.setStatus", "active")]
    [given] = sessions.api.asked("agents.sessions.setStatus")
    assert (given["title"], given["initiator_user_id"]) == ("what improved?", "U1")


def test_what_takes_longer_than_a_moment_is_shown_until_we_speak(sessions: Sessions) -> None:
    """With words for what is done meanwhile, and Stop beside it."""
    with sessions.agent.at_work(asked()):
        sessions.time.passes(MOMENT)
    assert sessions.told() == [
        ("sessions.setStatus", "processing"),
        ("threads.setStatus", ENGLISH.working),
    ]
    sessions.agent.spoke(*HERE)
    sessions.time.passes(LINGER)
    assert sessions.told()[2:] == [("sessions.setStatus", "active")]


def test_what_came_to_nothing_or_failed_is_ended_too(sessions: Sessions) -> None:
    """Where no word follows it goes after a while; where it failed, at once."""
    with sessions.agent.at_work(asked()):
        sessions.time.passes(MOMENT)
    sessions.time.passes(LINGER)
    ended = [("threads.setStatus", ""), ("sessions.setStatus", "active")]
    assert sessions.told()[2:] == ended
    with suppress(RuntimeError), sessions.agent.at_work(asked()):
        sessions.time.passes(MOMENT)
        raise RuntimeError
    sessions.time.passes(0)
    assert sessions.told()[6:] == ended


def test_another_process_ends_what_one_showed_whenever_it_speaks(sessions: Sessions) -> None:
    """It may only speak, and hear of no question; who showed it may be killed: before what was said
    is kept as said, the session is active.
    """
    for n in (1, 2, 3):
        sessions.agent.spoke(*HERE)
        assert sessions.told() == [("sessions.setStatus", "active")] * n
    assert sessions.time.waiting == []


def test_what_is_said_while_the_status_is_being_set_ends_it_too(sessions: Sessions) -> None:
    """Slack may hear of both in either order: it hears last that the session is active."""
    sessions.meanwhile = lambda: sessions.agent.spoke(*HERE)
    with sessions.agent.at_work(asked()):
        sessions.time.passes(MOMENT)
    sessions.time.passes(LINGER)
    named = [told for told in sessions.told() if told[0] == "sessions.setStatus"]
    assert [status for _, status in named] == ["active", "processing", "active"]


def test_no_answer_is_said_again_because_its_status_could_not_be_set(sessions: Sessions) -> None:
    """Whatever goes wrong with it."""

    def breaks() -> None:
        raise RuntimeError

    sessions.meanwhile = breaks
    sessions.agent.spoke(*HERE)
    assert sessions.told() == []


FOLLOWS = asked("why?", ts="1.2", thread="1.1")
CRM = asked("what improved on the CRM?")


@pytest.mark.parametrize(
    ("heard", "called", "renamed"),
    [
        ((CRM, FOLLOWS), "", ["what improved on the CRM?"]),
        ((FOLLOWS,), "", []),
        ((FOLLOWS,), "what improved?", []),
        ((CRM,), "Mine", []),
    ],
)
def test_a_session_is_called_by_what_began_it_where_it_has_no_name(
    api: FakeApi, heard: tuple[Posted, ...], called: str, renamed: list[str]
) -> None:
    """A stream begins one without: it is told of once. A name that somebody gave it stays, and no
    follow-up is one, whichever process hears it.
    """
    sessions = slack_calls_it(api, called)
    for event in heard:
        with sessions.agent.at_work(event):
            pass
    for _ in range(2):
        sessions.agent.spoke(*HERE)
    assert [title for told, title in sessions.told() if told == "sessions.rename"] == renamed


def test_stop_is_for_what_was_asked_before_it(sessions: Sessions) -> None:
    """What is asked later is done; of two the later counts, in whichever order they are heard."""
    assert sessions.agent.stopped_at(*HERE) is None
    said = NOON + timedelta(seconds=2)
    for at in (said, NOON - timedelta(seconds=9)):
        sessions.agent.stop(*HERE, at)
        assert sessions.agent.stopped_at(*HERE) == said
        assert sessions.agent.was_stopped(asked())
    later = asked(ts="1.2", thread="1.1", at=NOON + timedelta(seconds=5))
    assert not sessions.agent.was_stopped(later)


def test_what_is_said_in_channels_or_pressed_makes_no_session(sessions: Sessions) -> None:
    """Sessions are for what somebody asks us directly."""
    pressed = Clicked(
        workspace=TEAM,
        channel="D1",
        user="U1",
        at=NOON,
        verb="undo",
        ref="p",
        message="1",
        thread="1",
    )
    for event in (asked(channel="C1"), pressed):
        with sessions.agent.at_work(event):
            sessions.time.passes(LINGER)
    assert sessions.told() == []


def test_a_slack_that_knows_no_agents_is_asked_once(api: FakeApi) -> None:
    """It gets its answers all the same."""
    sessions = Sessions(api)
    for n in range(3):
        with sessions.agent.at_work(asked(ts=f"{n}.1")):
            sessions.time.passes(MOMENT)
        sessions.agent.spoke(TEAM, "D1", f"{n}.1")
        sessions.agent.suggest(TEAM, "D1", "Ask me", (("a", "b"),))
    assert len(api.calls) == 3


def test_no_more_is_suggested_than_slack_shows(sessions: Sessions) -> None:
    """And never with a thread: an agent's are then not shown."""
    sessions.agent.suggest(TEAM, "D1", "Ask me", tuple((f"t{n}", "w") for n in range(9)))
    [given] = sessions.api.asked("assistant.threads.setSuggestedPrompts")
    assert [one["title"] for one in given["prompts"]] == ["t0", "t1", "t2", "t3"]
    assert "thread_ts" not in given
