"""The agent's parts, put together: how it speaks, what it shows meanwhile, what it suggests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.advice import halt, hear, openings
from bot.advice.doors import Doors
from bot.benefits.conversation import Event, Post, Span, Stopped
from bot.slack.agent import Agent
from bot.slack.agent_chat import AgentChat
from bot.slack.beyond import Beyond
from bot.slack.blocks import render
from bot.slack.calls import ClientFor
from bot.slack.streaming import Streams
from bot.slack.texts import ENGLISH

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Agency:
    """The agent and its voice, which know of one another."""

    agent: Agent
    chat: AgentChat

    def hearing(self, doors: Doors, clock: Clock) -> Callable[[Event, str, datetime], None]:
        """Does what an event asks for, and shows meanwhile that it does; what was asked before
        somebody said Stop is left undone.
        """

        def do(event: Event, id: str, _now: datetime) -> None:
            with self.agent.at_work(event):
                leaves = self.agent.was_stopped(event) and not isinstance(event, Stopped)
                (halt.leave if leaves else hear.hear)(event, id, doors, clock())

        return do

    def suggest(self, workspace: str, user: str, channel: str, doors: Doors, now: datetime) -> None:
        """Show somebody what they may ask first. Raises ChatError where Slack cannot tell who they
        are.
        """
        found = openings.openings(workspace, user, doors, now)
        prompts = tuple((one.title, one.says) for one in found.prompts)
        self.agent.suggest(workspace, channel, found.title, prompts)

    def stop(self, stopped: Stopped) -> None:
        """End what is under way in a thread, in this process."""
        self.agent.stop(stopped.workspace, stopped.channel, stopped.thread, stopped.at)


def build_agency(
    client_for: ClientFor,
    name: Callable[[str, str], str],
    seconds: Callable[[], float],
    **chat: Any,
) -> Agency:
    """`name` gives a person's name in a workspace, `seconds` counts; `chat` is what the chat door
    takes beside them.
    """
    beyond = Beyond()
    agent = Agent(client_for, beyond, ENGLISH, name)
    stopped = render(Post(lead=((Span(text=ENGLISH.stopped),),)))
    streams = Streams(beyond, seconds, agent.stopped_at, stopped)
    return Agency(agent, AgentChat(client_for, streams, agent.spoke, name=name, **chat))
