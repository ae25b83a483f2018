"""The modals each person has open, one above the other, and the bot's home as each sees it."""

from collections.abc import Callable
from typing import Any, Final

from bot.sandbox.blocks import with_ids
from bot.sandbox.log import NOTHING, About
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Identity, Json, View

MOST: Final = 3
"""Views that may stand one above the other."""

_DEFAULTS: Json = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


class Modals:
    """What is open, by person: the last one is seen. A modal does not survive a restart."""

    def __init__(
        self, who: Identity, new_id: Callable[[], str], shown: Callable[[str], None]
    ) -> None:
        self._who = who
        self._new_id = new_id
        self._shown = shown
        self._open: dict[str, tuple[View, ...]] = {}
        self._homes: dict[str, View] = {}

    def of(self, user: str) -> View | None:
        """What this person sees of what they have open."""
        return next(reversed(self.stack(user)), None)

    def stack(self, user: str) -> tuple[View, ...]:
        """What this person has open, the undermost first."""
        return self._open.get(user, ())

    def named(self, id: str) -> View | None:
        """The open modal with this id, Slack's or the app's own."""
        views = (it for stack in self._open.values() for it in stack)
        found = (it for it in views if id in (it.id, it.view["external_id"]))
        return next(found, None) if id else None

    def open(self, user: str, view: Json, about: About = NOTHING) -> View:
        """Put a modal before a person, in place of what they had open.

        Raises Refused where another that is open has the same external id.
        """
        self._check_external(view, user)
        return self._put((), self._made(user, view, about))

    def push(self, user: str, view: Json) -> View:
        """Put a modal above the one that is seen. Raises Refused where none is, or three are."""
        below = self.stack(user)
        if not below:
            raise Refused("not_found")
        if len(below) >= MOST:
            raise Refused("push_limit_reached")
        self._check_external(view)
        return self._put(below, self._made(user, view, below[-1].about, below))

    def update(self, open: View, view: Json) -> View:
        """Change what an open modal shows; what it showed before is forgotten, errors too."""
        kept = {key: open.view[key] for key in _KEPT}
        shown = self._fresh(_DEFAULTS | view | kept)
        return self._replace(open.model_copy(update={"view": shown, "errors": {}}))

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
        self._replace(open.model_copy(update={"errors": errors}))

    def close(self, user: str) -> None:
        """Take away what the person sees; what was below it is seen again."""
        left = self.stack(user)[:-1]
        if left:
            self._open[user] = left
            self._shown(user)
        else:
            self.close_all(user)

    def close_all(self, user: str) -> None:
        """Take away all that the person has open."""
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

    def _made(self, user: str, view: Json, about: About, below: tuple[View, ...] = ()) -> View:
        id = f"V{self._new_id()}"
        root, previous = (below[0].id, below[-1].id) if below else (id, None)
        full = _DEFAULTS | view | {"id": id, "root_view_id": root, "previous_view_id": previous}
        return View(id=id, user=user, view=self._fresh(full | self._owner()), about=about)

    def _put(self, below: tuple[View, ...], view: View) -> View:
        self._open[view.user] = (*below, view)
        self._shown(view.user)
        return view

    def _replace(self, view: View) -> View:
        known = self.stack(view.user)
        self._open[view.user] = tuple(view if it.id == view.id else it for it in known)
        self._shown(view.user)
        return view

    def _check_external(self, view: Json, replaced: str | None = None) -> None:
        found = self.named(str(view.get("external_id") or ""))
        if found is not None and found.user != replaced:
            raise Refused("duplicate_external_id")


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
