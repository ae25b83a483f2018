"""The conversation with the bot as an agent's: sessions, what it suggests, what it is doing."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from bot.sandbox.page.elements import tag
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Act, Surface
from bot.sandbox.shapes import Message, Room

Block = dict[str, Any]


def is_agents(surface: Surface, room: Room) -> bool:
    """Whether it is somebody's own conversation with the bot."""
    is_ours = surface.workspace.bot_user in room.members
    return room.is_direct and not room.is_group and is_ours


def in_sessions(surface: Surface, heads: Sequence[Message]) -> list[Message]:
    """What was said, each session by itself: its head, then all that was said in it."""
    workspace, viewer = surface.workspace, surface.viewer
    found = []
    for head in heads:
        said = workspace.thread(head.channel, head.ts, viewer)
        found += [one.model_copy(update={"reply_count": 0, "last_reply": None}) for one in said]
    return found


def title_of(surface: Surface, message: Message) -> str | None:
    """What a session is called, at its head; None elsewhere, and where it has no name."""
    if message.is_reply:
        return None
    return surface.workspace.sessions.of(message.channel, message.ts).title or None


class AgentBar:
    """Above the box to write in: what the bot is doing, with Stop beside it, else what one may ask.
    Drawn anew only where that changed.
    """

    def __init__(self, surface: Surface, room: Room) -> None:
        self._surface = surface
        self._room = room
        self._drawn: object = None
        with tag("div", "agent-bar") as self._element:
            self._element.props["data-testid"] = "agent-bar"
        surface.workspace.look_at_bot(surface.viewer)

    def show(self, heads: Sequence[Message]) -> None:
        """Bring it in step."""
        sessions = self._surface.workspace.sessions
        found = {one.ts: sessions.of(self._room.id, one.ts) for one in heads}
        doing = {ts: one for ts, one in found.items() if one.status == "processing" or one.loading}
        suggested = sessions.suggested(self._room.id)
        now = (tuple((ts, one.loading) for ts, one in doing.items()), suggested)
        if now == self._drawn:
            return
        self._drawn = now
        self._element.clear()
        with self._element:
            for ts, one in doing.items():
                self._doing(ts, one.loading)
            if not doing and suggested.prompts:
                self._suggest(suggested.title, suggested.prompts)

    def _doing(self, ts: str, loading: Sequence[str]) -> None:
        with tag("div", "agent-doing", role="status"):
            tag("span", "agent-dots")
            tag("span", text=shown(" · ".join(loading)) if loading else "Working on it")
            stop = tag("button", "button", type="button", text="Stop")
        stop.props["data-testid"] = "agent-stop"
        stop.on("click", self._stops(ts), args=[])

    def _stops(self, ts: str) -> Callable[[], None]:
        workspace, viewer = self._surface.workspace, self._surface.viewer
        return lambda: workspace.stop_bot(viewer, self._room.id, ts)

    def _suggest(self, title: str, prompts: Sequence[tuple[str, str]]) -> None:
        with tag("div", "agent-prompts", role="group", aria_label=shown(title)):
            if title:
                tag("p", "agent-title", text=shown(title))
            for name, words in prompts:
                made = tag("button", "button", type="button", text=shown(name))
                made.props["data-testid"] = "agent-prompt"
                made.on("click", self._asks(words), args=[])

    def _asks(self, words: str) -> Callable[[], Any]:
        workspace, viewer = self._surface.workspace, self._surface.viewer

        async def ask() -> None:
            await workspace.post(viewer, self._room.id, words)

        return ask


def draw_feedback(block: Block, _surface: Surface, act: Act | None) -> None:
    """The two buttons below an answer."""
    if act is None:
        return
    with tag("div", "feedback", role="group", aria_label="What do you think of this answer?"):
        for element in block.get("elements") or []:
            for side in ("positive_button", "negative_button"):
                button = element.get(side) if isinstance(element, dict) else None
                if isinstance(button, dict):
                    _draw_button(button, element, str(block.get("block_id", "")), act)


def _draw_button(button: Block, element: Block, block_id: str, act: Act) -> ui.element:
    words = str((button.get("text") or {}).get("text") or "")
    label = str(button.get("accessibility_label") or words)
    made = tag("button", "button feedback-button", type="button", text=shown(words))
    made.props["aria-label"] = shown(label)
    action = {"type": "feedback_buttons", "action_id": element.get("action_id")}
    pressed = action | {"value": button.get("value"), "text": button.get("text")}

    async def press() -> None:
        await act(block_id, pressed)

    return made.on("click", press, args=[])
