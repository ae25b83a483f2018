"""What can be pressed or chosen in a message: buttons and menus, in Slack's form."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.sandbox.page.elements import tag
from bot.sandbox.page.mrkdwn import read_plain
from bot.sandbox.page.prose import plain, web_address
from bot.sandbox.page.surface import Act, Surface, is_in

Control = dict[str, Any]

_CHOSEN = "(e) => emit(e.detail)"

PICKED = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
"""Menus of what is there without being told, and how Slack says what was chosen of it."""


def draw_control(control: Control, block_id: str, surface: Surface, act: Act) -> None:
    """Draw a button or menu; using it acts with the payload Slack would send."""
    kind = control.get("type")
    if kind == "button":
        _button(control, block_id, act)
    elif kind in {"static_select", "overflow", "radio_buttons", *PICKED}:
        _menu(control, block_id, surface, act)


def words_of(text: object, otherwise: str = "") -> str:
    """The words of a plain_text object."""
    found = text.get("text") if isinstance(text, dict) else None
    return plain(read_plain(found)) if isinstance(found, str) and found else otherwise


def choices_of(control: Control, surface: Surface) -> list[tuple[str, str]]:
    """What a menu offers, as value and label. A menu of people offers the people, one of
    conversations the channels one is in.
    """
    if control.get("type") == "users_select":
        people = surface.workspace.people.values()
        return [
            (person.id, person.name) for person in people if not (person.is_bot or person.is_gone)
        ]
    if control.get("type") in PICKED:
        rooms = surface.workspace.rooms.values()
        mine = (one for one in rooms if not one.is_direct and is_in(one, surface.viewer))
        return [(room.id, f"#{room.name}") for room in mine]
    return [(str(o.get("value", "")), words_of(o.get("text"))) for o in _options(control)]


def chosen(control: Control, value: str) -> dict[str, Any]:
    """How Slack says which one was chosen."""
    if (key := PICKED.get(str(control.get("type")))) is not None:
        return {key: value}
    picked = (option for option in _options(control) if option.get("value") == value)
    return {"selected_option": next(picked, None)}


def _options(control: Control) -> list[dict[str, Any]]:
    """All that can be chosen, of one list or of several groups."""
    groups = control.get("option_groups")
    held = groups if isinstance(groups, list) else [control]
    lists = [group.get("options") for group in held if isinstance(group, dict)]
    given = [o for each in lists if isinstance(each, list) for o in each]
    return [o for o in given if isinstance(o, dict)]


def _button(control: Control, block_id: str, act: Act) -> None:
    style = str(control.get("style", ""))
    css = "button" + (f" is-{style}" if style in {"primary", "danger"} else "")
    label = words_of(control.get("text"), "Button")
    aria = control.get("accessibility_label")
    made = tag("button", css, type="button", text=label, aria_label=aria)
    made.props["data-acts"] = str(control.get("action_id", ""))
    payload: Control = {key: control[key] for key in ("text", "value", "style") if key in control}
    _open_link(made, control)
    made.on("click", _does(act, block_id, _action(control, payload)), args=[])


def _open_link(made: ui.element, control: Control) -> None:
    href = web_address(str(control.get("url", "")))
    if href is not None:
        made.props["data-url"] = href
        made.on("click", js_handler=_OPEN)


_OPEN = "(e) => window.open(e.currentTarget.dataset.url, '_blank', 'noopener,noreferrer')"


def _menu(control: Control, block_id: str, surface: Surface, act: Act) -> None:
    label = words_of(control.get("placeholder"), "Choose")
    initial = (control.get("initial_option") or {}).get("value")
    with tag("select", "menu", aria_label=label) as made:
        tag("option", text=label, value="", disabled=True, selected=initial is None or None)
        for value, name in choices_of(control, surface):
            tag("option", text=name, value=value, selected=(value == initial) or None)
    made.props["data-acts"] = str(control.get("action_id", ""))
    made.props.update({"title": f"{label}: arrows and Enter, or a click"})

    async def choose(event: GenericEventArguments) -> None:
        await act(block_id, _action(control, chosen(control, str(event.args))))

    made.on("chosen", choose, js_handler=_CHOSEN)


def _action(control: Control, payload: dict[str, Any]) -> dict[str, Any]:
    return {"type": control["type"], "action_id": str(control.get("action_id", "")), **payload}


def _does(act: Act, block_id: str, action: dict[str, Any]) -> Callable[[], Any]:
    async def do() -> None:
        await act(block_id, action)

    return do
