"""Behind the scenes: a drawer that shows what the bot is sent, thinks and is made to suffer."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlencode

from nicegui import ui

from bot.errors import WhatImprovedError
from bot.sandbox.log import Entry
from bot.sandbox.page import browser
from bot.sandbox.page.deliveries import Deliveries, is_bad
from bot.sandbox.page.elements import icon, set_attribute, tag
from bot.sandbox.page.mrkdwn import read_mrkdwn
from bot.sandbox.page.prose import plain, shown
from bot.sandbox.page.rows import zone_of
from bot.sandbox.page.thinking import Explain, draw_explanation
from bot.sandbox.page.troubles import Troubles
from bot.sandbox.shapes import Message
from bot.sandbox.workspace import Workspace

TABS = {
    "deliveries": "Deliveries",
    "thinking": "What the bot is thinking",
    "faults": "Faults",
}
About = tuple[str, str]
"""A message, by channel and ts."""

_FILTERS = {
    "all": "Everything",
    "to_bot": "To the bot",
    "from_bot": "From the bot",
    "bad": "What went wrong",
}


class Behind:
    """Closed until it is asked for; `moved` is called whenever its address changes.

    `about` is the message that was asked about last. Without `explain` nothing can be asked.
    """

    def __init__(
        self, workspace: Workspace, explain: Explain | None, moved: Callable[[], None]
    ) -> None:
        self.tab: str | None = None
        self.about: About | None = None
        self._workspace = workspace
        self._explain = explain
        self._moved = moved
        self._zone = zone_of(workspace.people[workspace.bot_user].tz)
        self._filter = "all"
        self._shown: list[Deliveries | Troubles] = []
        self._told_of: tuple[str | None, ...] = ()
        self._looking: asyncio.Task[None] | None = None
        with tag("section", "behind", aria_label="Behind the scenes") as self.element:
            self._head()
            self._panel = tag("div", "behind-panel", role="tabpanel", tabindex="0")
        self.element.props["data-testid"] = "behind"
        self.element.set_visibility(False)

    @property
    def query(self) -> str:
        """What an address says of the drawer; nothing while it is closed."""
        if self.tab is None:
            return ""
        about = {"about": ":".join(self.about)} if self.about else {}
        return "&" + urlencode({"behind": self.tab} | about)

    def ask(self, tab: str, about: About | None = None) -> None:
        """Show a tab, and what is asked about, to somebody who wants to go there now."""
        self.open(tab, about)
        browser.focus(self.element.client, ".behind-tab[aria-selected=true]")

    def open(self, tab: str, about: About | None = None) -> None:
        """Show a tab, and what is asked about."""
        self.tab, self.about = tab, about or self.about
        self.element.set_visibility(True)
        for name, button in self._tabs.items():
            set_attribute(button, "aria-selected", "true" if name == tab else "false")
            set_attribute(button, "tabindex", "0" if name == tab else "-1")
        self._draw(tab)
        self._moved()

    def close(self) -> None:
        """Put it away; the keyboard goes back where it came from."""
        self.tab = None
        self.element.set_visibility(False)
        self._clear()
        self._moved()
        browser.come_back(self.element.client)

    def toggle(self) -> None:
        """Open it where it was left, or close it."""
        if self.tab is None:
            self.ask("deliveries")
        else:
            self.close()

    def begin_anew(self) -> None:
        """All that was said is gone, and so is what was asked about."""
        self.about = None
        if self.tab is not None:
            self._draw(self.tab)

    def show(self) -> None:
        """Bring what is open in step; of a message that was deleted nothing stays to be read."""
        if self.tab == "thinking" and self._told_of != self._telling():
            self._draw("thinking")
            return
        for part in self._shown:
            part.show()

    def _head(self) -> None:
        with tag("header", "behind-head"):
            with tag("div", "behind-tabs", role="tablist", aria_label="Behind the scenes"):
                self._tabs = {name: self._tab(name, words) for name, words in TABS.items()}
            label = "Close behind the scenes"
            with tag("button", "tool", type="button", aria_label=label, title=label) as close:
                icon("close")
        close.props["data-testid"] = "behind-close"
        close.on("click", self.close, args=[])

    def _tab(self, name: str, words: str) -> ui.element:
        made = tag("button", "behind-tab", role="tab", type="button", text=words)
        made.props["data-testid"] = f"behind-{name}"
        return made.on("click", lambda: self.open(name), args=[])

    def _clear(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._shown = []
        self._panel.clear()

    def _draw(self, tab: str) -> None:
        self._clear()
        with self._panel:
            if tab == "deliveries":
                self._draw_deliveries()
            elif tab == "faults":
                self._shown = [Troubles(self._workspace)]
            else:
                self._draw_thinking()
        self.show()

    def _draw_deliveries(self) -> None:
        with tag("select", "menu", aria_label="Which deliveries") as menu:
            for name, words in _FILTERS.items():
                chosen = "" if name == self._filter else None
                tag("option", text=words, value=name, selected=chosen)
        menu.props["data-testid"] = "deliveries-filter"
        menu.on("change", lambda event: self._choose(str(event.args)), js_handler=browser.VALUE)
        self._shown = [Deliveries(self._entries, self._zone, "Deliveries")]

    def _choose(self, wanted: str) -> None:
        self._filter = wanted
        self.show()

    def _entries(self) -> list[Entry]:
        return [entry for entry in self._workspace.log.entries() if self._is_wanted(entry)]

    def _is_wanted(self, entry: Entry) -> bool:
        if self._filter == "bad":
            return is_bad(entry)
        return self._filter in ("all", entry.way)

    def _draw_thinking(self) -> None:
        message, self._told_of = self._asked_about(), self._telling()
        if self._explain is None:
            tag("p", "behind-none", text="Nobody here can tell what the bot is thinking.")
        elif self.about is None:
            words = "Point at a message and press “Why?” to see what the bot makes of it."
            tag("p", "behind-none", text=words)
        elif message is None:
            tag("p", "behind-none", text="That message is no longer there.")
        else:
            self._look(message, self._explain)

    def _asked_about(self) -> Message | None:
        """The message asked about; for one of the bot's, the one it answers."""
        found = self._workspace.board.find(*self.about) if self.about else None
        if found is not None and found.user == self._workspace.bot_user and found.thread_ts:
            found = self._workspace.board.find(found.channel, found.thread_ts)
        return None if found is None or found.deleted else found

    def _telling(self) -> tuple[str | None, ...]:
        """What the explanation rests on: the message, its words, and what the bot answered."""
        message = self._asked_about()
        return (message.ts, message.text, self._answer(message)) if message else ()

    def _look(self, message: Message, explain: Explain) -> None:
        place = tag("div", "thinking-place", aria_live="polite")
        with place:
            tag("p", "behind-none", text="Looking …")
        tag("h4", "behind-title", text="What passed between workspace and bot about it")
        entries = Deliveries(
            lambda: self._workspace.log.around(message.channel, message.thread_ts or message.ts),
            self._zone,
            "Deliveries about this message",
        )
        self._shown = [entries]
        task = asyncio.get_running_loop().create_task(self._tell(message, explain, place))
        self._looking = task

    async def _tell(self, message: Message, explain: Explain, place: ui.element) -> None:
        author = self._workspace.people.get(message.user)
        try:
            found = await explain(message)
        except WhatImprovedError:
            self._complain(place)
            return
        if place.is_deleted:
            return
        place.clear()
        with place:
            name = shown(author.name) if author else message.user
            draw_explanation(message, name, found, self._answer(message))

    def _answer(self, message: Message) -> str | None:
        """The first thing the bot said after a message, in its thread."""
        thread = self._workspace.thread(message.channel, message.thread_ts or message.ts)
        ours = (m for m in thread if m.user == self._workspace.bot_user and m.ts > message.ts)
        first = next(ours, None)
        return plain(read_mrkdwn(first.text)) if first else None

    def _complain(self, place: ui.element) -> None:
        place.clear()
        with place:
            tag("p", "behind-none", text="The bot cannot look at it now. Try again in a moment.")
