"""The one modal each person may have open, and the bot's home as each person sees it."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.blocks import with_ids
from bot.sandbox.log import NOTHING, About
from bot.sandbox.shapes import Identity, Json, View

_DEFAULTS: Json = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


class Modals:
    """What is open, by person. A modal does not survive a restart."""

    def __init__(
        self, who: Identity, new_id: Callable[[], str], shown: Callable[[str], None]
    ) -> None:
        self._who = who
        self._new_id = new_id
        self._shown = shown
        self._open: dict[str, View] = {}
        self._homes: dict[str, View] = {}

    def of(self, user: str) -> View | None:
        """What this person has open."""
        return self._open.get(user)

    def named(self, id: str) -> View | None:
        """The open modal with this id, Slack's or the app's own."""
        found = (it for it in self._open.values() if id in (it.id, it.view["external_id"]))
        return next(found, None) if id else None

    def open(self, user: str, view: Json, about: About = NOTHING) -> View:
        """Put a modal before a person, in place of what they had open."""
        id = f"V{self._new_id()}"
        full = _DEFAULTS | view | {"id": id, "root_view_id": id, "previous_view_id": None}
        shown = self._fresh(full | self._owner())
        return self._put(View(id=id, user=user, view=shown, about=about))

    def update(self, open: View, view: Json) -> View:
        """Change what an open modal shows; what it showed before is forgotten, errors too."""
        kept = {key: open.view[key] for key in _KEPT}
        shown = self._fresh(_DEFAULTS | view | kept)
        return self._put(open.model_copy(update={"view": shown, "errors": {}}))

    def home_of(self, user: str) -> View | None:
        """The bot's home as this person sees it."""
        return self._homes.get(user)

    def publish(self, user: str, view: Json) -> View:
        """Show this as the bot's home to one person."""
        id = f"V{self._new_id()}"
        full = self._fresh(_DEFAULTS | view | {"id": id} | self._owner())
        self._homes[user] = View(id=id, user=user, view=full)
        self._shown(user)
        return self._homes[user]

    def complain(self, open: View, errors: dict[str, str]) -> None:
        """Show errors under the blocks of a modal that stays open."""
        self._put(open.model_copy(update={"errors": errors}))

    def close(self, user: str) -> None:
        """Take away what the person has open."""
        if self._open.pop(user, None):
            self._shown(user)

    def clear(self) -> None:
        """Take away what anybody has open, and every home."""
        users = {*self._open, *self._homes}
        self._open.clear()
        self._homes.clear()
        for user in users:
            self._shown(user)

    def _owner(self) -> Json:
        team = {"team_id": self._who.team_id, "app_installed_team_id": self._who.team_id}
        return team | {"app_id": self._who.app_id, "bot_id": self._who.bot_id}

    def _fresh(self, view: Json) -> Json:
        blocks = with_ids(view.get("blocks", []))
        return view | {"blocks": blocks, "state": {"values": {}}, "hash": self._new_id()}

    def _put(self, view: View) -> View:
        self._open[view.user] = view
        self._shown(view.user)
        return view


_KEPT = (
    "id",
    "root_view_id",
    "previous_view_id",
    "team_id",
    "app_id",
    "app_installed_team_id",
    "bot_id",
)


def filled(view: Json, values: dict[str, Any]) -> Json:
    """The modal as it is sent: with what the person put into it."""
    return view | {"state": {"values": values}}
