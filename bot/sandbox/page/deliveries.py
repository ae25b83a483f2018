"""What passed between the workspace and the bot, request by request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from nicegui import ui

from bot.sandbox.log import Entry
from bot.sandbox.page import browser
from bot.sandbox.page.elements import tag
from bot.sandbox.page.prose import shown

LATEST = 100
"""How many entries are drawn."""

Entries = Callable[[], list[Entry]]
"""In the order they began."""


@dataclass
class _Line:
    entry: Entry
    element: ui.element


class Deliveries:
    """A list of entries, the latest first. One that is opened shows what was sent and answered."""

    def __init__(self, entries: Entries, zone: tzinfo, label: str) -> None:
        self._entries = entries
        self._zone = zone
        self._lines: dict[int, _Line] = {}
        self._list = tag("div", "entries", role="list", aria_label=label)
        self._none = tag("p", "behind-none", text="Nothing yet.")

    def show(self) -> None:
        """Bring the list in step; what is open stays open."""
        found = self._entries()[-LATEST:]
        numbers = {entry.number for entry in found}
        for number in [number for number in self._lines if number not in numbers]:
            self._lines.pop(number).element.delete()
        for entry in found:
            self._place(entry)
        self._none.set_visibility(not found)

    def _place(self, entry: Entry) -> None:
        line = self._lines.get(entry.number)
        if line is None:
            with self._list:
                made = tag("div", "entry", role="listitem")
            made.move(self._list, target_index=0)
            made.props["data-testid"] = "delivery"
            self._lines[entry.number] = line = _Line(entry, made)
        elif line.entry == entry:
            return
        line.entry = entry
        line.element.clear()
        with line.element:
            _draw(entry, self._zone)


def _draw(entry: Entry, zone: tzinfo) -> None:
    with tag("details") as details:
        with tag("summary", "entry-line is-bad" if is_bad(entry) else "entry-line"):
            tag("time", "entry-time", text=f"{entry.at.astimezone(zone):%H:%M:%S}")
            to_bot = entry.way == "to_bot"
            tag("span", "entry-way", text="to the bot" if to_bot else "from the bot")
            tag("span", "entry-name", text=shown(entry.name))
            tag("span", "entry-status", text=outcome(entry))
            tag("span", "entry-ms", text="" if entry.ms is None else f"{entry.ms:.0f} ms")
            tag("span", "entry-try", text="" if entry.attempt == 1 else _again(entry))
        inside = tag("div", "entry-body")
    details.on("toggle", lambda: _fill(inside, entry), js_handler=browser.OPENED)


def outcome(entry: Entry) -> str:
    """What became of a request, in a few words."""
    if not entry.is_over:
        return "under way"
    status = "no answer" if entry.status is None else str(entry.status)
    return f"{status}, {shown(entry.error)}" if entry.error else status


def is_bad(entry: Entry) -> bool:
    """Whether a request came to nothing."""
    failed = entry.status is None or entry.status >= 400
    return entry.is_over and (failed or entry.error is not None)


def _again(entry: Entry) -> str:
    why = f", {shown(entry.retry_reason)}" if entry.retry_reason else ""
    return f"attempt {entry.attempt}{why}"


def _fill(inside: ui.element, entry: Entry) -> None:
    """Draw what was sent and answered when it is first looked at: together they may be long."""
    if inside.default_slot.children:
        return
    about = {"Event": entry.event_id, "Signature": entry.signature}
    with inside:
        words = "   ".join(f"{name} {shown(value)}" for name, value in about.items() if value)
        if words:
            tag("p", "quiet", text=words)
        for title, body in (("Sent", entry.sent), ("Answered", entry.answered)):
            tag("h4", "behind-title", text=title)
            tag("pre", "payload", text=shown(body) or "nothing", tabindex="0")
