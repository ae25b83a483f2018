"""A pane's list of messages, kept in step with the workspace line by line."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.editor import draw_editor
from bot.sandbox.page.elements import tag
from bot.sandbox.page.message import Pen, draw_row
from bot.sandbox.page.rows import Row
from bot.sandbox.shapes import Message

PAGE = 50
"""How many of the latest lines are drawn at first, and how many more on request."""


AT_ONCE = 20
"""How many of the latest lines are drawn before anything is shown; more than a screen holds."""

BREATH = 0.02
"""Seconds until the lines above them follow, so that the first are on their way by then."""

RowsOf = Callable[[Sequence[Message]], list[Row]]
"""Makes lines of messages; the first of them may be left out afterwards."""


@dataclass
class _Line:
    row: Row
    element: ui.element


class Timeline:
    """Draws only what changed: a new line is added, a changed one redrawn, a gone one removed."""

    def __init__(self, label: str, pen: Pen, rows_of: RowsOf, shown: int = PAGE) -> None:
        self._pen = pen
        self._rows_of = rows_of
        self._shown = shown
        self._messages: list[Message] = []
        self._lines: dict[str, _Line] = {}
        self._editing: str | None = None
        self.element = tag("div", "scroll", tabindex="0", role="region", aria_label=label)
        with self.element:
            tag("button", "news", type="button", text="New messages", hidden=True)
        with self.element, tag("div", "scroll-inside"):
            words = "Show earlier messages"
            self._earlier = tag("button", "earlier", type="button", text=words)
            self._earlier.on("click", self.more, args=[])
            self.list = tag("div", "lines", role="log", aria_live="polite", aria_label=label)

    def show(self, messages: list[Message]) -> bool:
        """Bring the list in step. True where a line was redrawn or added.

        Of a list that is drawn for the first time the latest lines come first, the rest at once
        after them.
        """
        self._messages = messages
        hidden = max(len(messages) - self._shown, 0)
        kept = self._rows_of(messages[max(hidden - 1, 0) :])[min(hidden, 1) :]
        self._earlier.set_visibility(hidden > 0)
        if not self._lines and len(kept) > AT_ONCE:
            kept = kept[-AT_ONCE:]
            asyncio.get_running_loop().call_later(BREATH, self._follow)
        self._drop({row.message.ts for row in kept})
        changed = [self._place(index, row) for index, row in enumerate(kept)]
        return any(changed)

    def _follow(self) -> None:
        if not self.element.is_deleted:
            self.show(self._messages)

    def more(self) -> None:
        """Draw earlier lines too."""
        self._shown += PAGE
        self.show(self._messages)

    def reveal(self, ts: str) -> ui.element | None:
        """The line of a message, drawn if it was not yet; None where there is none."""
        order = [message.ts for message in self._messages]
        if ts not in order:
            return None
        self._shown = max(self._shown, len(order) - order.index(ts) + 10)
        self.show(self._messages)
        return self._lines[ts].element

    def _drop(self, kept: set[str]) -> None:
        for ts in [ts for ts in self._lines if ts not in kept]:
            self._lines.pop(ts).element.delete()

    def _place(self, index: int, row: Row) -> bool:
        ts = row.message.ts
        line = self._lines.get(ts)
        if line is None:
            self._lines[ts] = _Line(row, self._new(index))
        elif line.row == row:
            return False
        line = self._lines[ts]
        line.row = row
        if ts != self._editing:
            self._draw(line)
        return True

    def _draw(self, line: _Line) -> None:
        line.element.clear()
        with line.element:
            draw_row(line.row, self._pen, self._start_edit)

    def _start_edit(self, ts: str) -> None:
        if self._editing is not None:
            self._end_edit()
        self._editing = ts
        line = self._lines[ts]
        line.element.clear()
        with line.element:
            draw_editor(line.row.message, self._pen, self._end_edit)
        browser.focus(line.element.client, f"#{line.element.html_id} textarea")

    def _end_edit(self) -> None:
        ts, self._editing = self._editing, None
        if ts in self._lines:
            self._draw(self._lines[ts])
            line = self._lines[ts].element
            browser.focus(line.client, f"#{line.html_id} article")

    def _new(self, index: int) -> ui.element:
        count = len(self._lines)
        with self.list:
            made = tag("div", "line")
        if index < count:
            made.move(self.list, target_index=index)
        return made
