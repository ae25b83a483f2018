"""Switches for what is to go wrong between the workspace and the bot."""

from collections.abc import Callable
from typing import Any

from nicegui.events import GenericEventArguments
from pydantic import ValidationError

from bot.sandbox.faults import ANY, Faults, Next
from bot.sandbox.page import browser
from bot.sandbox.page.elements import set_text, tag
from bot.sandbox.workspace import Workspace

_EVENTS = (("twice", "Each event is delivered twice"),)
_RATES = (
    ("expire_triggers", "Forms open too late: trigger ids have expired"),
    ("post_rate", "One post a second in a channel, no more"),
    ("tier_rates", "Slack's limits on calls a minute"),
)
_WAITS = (
    ("delay_seconds", "Seconds each event is delayed"),
    ("reorder_seconds", "Seconds in which one event may overtake another"),
)
_CALLS = (
    ("limited", "Next calls answered “too many requests”"),
    ("refused", "Next calls refused with an error"),
    ("dropped", "Next calls done, but the connection cut before the answer"),
)
_RETRY_AFTER = "Seconds to wait, told with “too many requests”"
_ERRORS = (
    "internal_error",
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "msg_too_long",
    "missing_scope",
    "token_revoked",
    "account_inactive",
    "service_unavailable",
)
"""Errors of Slack's that are offered; any other word can be typed."""
_METHODS = (ANY, "chat.postMessage", "chat.update", "views.open", "users.info", "response_url")

Change = Callable[[Any], dict[str, Any]]
"""From what was entered to the fields it changes."""


class Troubles:
    """Shows what is set to go wrong, and sets it as soon as it is entered."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._drawn: Faults | None = None
        self._fields = tag("div", "troubles")
        self._said = tag("p", "field-error", role="alert")
        self._said.props["data-testid"] = "faults-error"
        clear = tag("button", "button", type="button", text="Let nothing go wrong")
        clear.props["data-testid"] = "faults-none"
        clear.on("click", self._clear, args=[])

    def show(self) -> None:
        """Bring the fields in step: a call that was struck is counted down."""
        if self._drawn != self._workspace.faults:
            self._drawn = self._workspace.faults
            self._fields.clear()
            with self._fields:
                self._draw(self._drawn)

    def _draw(self, faults: Faults) -> None:
        with tag("div"):
            tag("h4", "behind-title", text="What the bot is told")
            for name, label in _EVENTS:
                self._switch(name, label, getattr(faults, name))
            for name, label in _WAITS:
                self._number(name, label, f"{getattr(faults, name):g}")
        with tag("div"):
            tag("h4", "behind-title", text="What the bot calls")
            for name, label in _CALLS:
                self._calls(name, label, getattr(faults, name))
            self._number("retry_after", _RETRY_AFTER, str(faults.retry_after))
            self._error(faults.refusal)
            for name, label in _RATES:
                self._switch(name, label, getattr(faults, name))

    def _switch(self, name: str, label: str, holds: bool) -> None:
        with tag("label", "trouble"):
            box = tag("input", type="checkbox", checked="" if holds else None)
            box.props["data-testid"] = f"fault-{name}"
            box.on("change", self._set(lambda v: {name: bool(v)}), js_handler=browser.CHECKED)
            tag("span", text=label)

    def _number(self, name: str, label: str, value: str) -> None:
        with tag("label", "trouble"):
            self._entry(name, value, lambda v: {name: v})
            tag("span", text=label)

    def _calls(self, name: str, label: str, now: Next) -> None:
        with tag("label", "trouble"):
            self._entry(name, str(now.calls), lambda v: {name: self._next(name) | {"calls": v}})
            tag("span", text=label)
            with tag("select", "menu", aria_label=f"{label}: method") as menu:
                for method in _METHODS:
                    chosen = "" if method == now.method else None
                    words = "any method" if method == ANY else method
                    tag("option", text=words, value=method, selected=chosen)
        menu.props["data-testid"] = f"fault-{name}-method"
        change = self._set(lambda v: {name: self._next(name) | {"method": v}})
        menu.on("change", change, js_handler=browser.VALUE)

    def _error(self, now: str) -> None:
        with tag("label", "trouble"):
            box = tag("input", "input trouble-word", list="slack-errors", value=now, maxlength=80)
            box.props.update({"data-testid": "fault-refusal", "spellcheck": "false"})
            change = self._set(lambda v: {"refusal": str(v).strip()})
            box.on("change", change, js_handler=browser.VALUE)
            tag("span", text="The error of a refused call")
            with tag("datalist") as known:
                known.props["id"] = "slack-errors"
                for error in _ERRORS:
                    tag("option", value=error)

    def _next(self, name: str) -> dict[str, Any]:
        return dict(getattr(self._workspace.faults, name).model_dump())

    def _entry(self, name: str, value: str, change: Change) -> None:
        box = tag("input", "input trouble-number", type="number", min="0", value=value)
        box.props["data-testid"] = f"fault-{name}"
        box.on("change", self._set(change), js_handler=browser.VALUE)

    def _set(self, change: Change) -> Callable[[GenericEventArguments], None]:
        def heard(event: GenericEventArguments) -> None:
            self._take(self._workspace.faults.model_dump() | change(event.args))

        return heard

    def _take(self, given: dict[str, Any]) -> None:
        try:
            faults = Faults.model_validate(given)
        except ValidationError as error:
            set_text(self._said, _complaint(error))
            self._drawn = None
            self.show()
            return
        set_text(self._said, "")
        self._drawn = self._workspace.faults = faults

    def _clear(self) -> None:
        set_text(self._said, "")
        self._workspace.faults = Faults()
        self._drawn = None
        self.show()


def _complaint(error: ValidationError) -> str:
    """What was not taken, in words for a person."""
    if any(fault["loc"][:1] == ("refusal",) for fault in error.errors()):
        return "An error is one word, such as channel_not_found; it stays as it was."
    return "That is not a number this can be set to; it stays as it was."
