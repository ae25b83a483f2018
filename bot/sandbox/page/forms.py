"""The inputs of a modal: how each is drawn and how Slack says what is in it."""

from typing import Any

from nicegui import ui

from bot.sandbox.page.controls import PICKED, choices_of, chosen, words_of
from bot.sandbox.page.elements import tag
from bot.sandbox.page.surface import Surface

Json = dict[str, Any]
Fields = list[tuple[str, str, str]]
"""Block id, action id, value; a list of boxes gives one for each that is ticked."""

_TYPES = {
    "number_input": "number",
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
}
MISSING = "Please fill this in."


def draw_input(block: Json, surface: Surface, named: str) -> list[ui.element]:
    """The element of an input block, labelled by `named`. Returns the fields that hold values."""
    element = block.get("element")
    if not isinstance(element, dict):
        return []
    fields = _fields(element, surface, named)
    for field in fields:
        field.props["data-block"] = str(block.get("block_id", ""))
        field.props["data-action"] = str(element.get("action_id", ""))
        field.props["data-testid"] = "field"
    return fields


def state_of(view: Json, fields: Fields) -> Json:
    """What was put into a modal, as Slack's `state.values`."""
    values: Json = {}
    for block in inputs_of(view):
        element = block["element"]
        block_id, action_id = str(block.get("block_id", "")), str(element.get("action_id", ""))
        given = [value for b, a, value in fields if (b, a) == (block_id, action_id) and value]
        values.setdefault(block_id, {})[action_id] = _state(element, given)
    return values


def missing_in(view: Json, fields: Fields) -> dict[str, str]:
    """What must be filled in and is not, by block id."""
    filled = {block for block, _, value in fields if value.strip()}
    needed = [block for block in inputs_of(view) if block.get("optional") is not True]
    ids = [str(block.get("block_id", "")) for block in needed]
    return {id: MISSING for id in ids if id not in filled}


def inputs_of(view: Json) -> list[Json]:
    """The input blocks of a modal."""
    blocks = view.get("blocks", [])
    return [b for b in blocks if b.get("type") == "input" and isinstance(b.get("element"), dict)]


def _state(element: Json, given: list[str]) -> Json:
    kind, value = element.get("type"), given[0] if given else None
    if kind in {"static_select", "external_select", "radio_buttons"}:
        return {"type": kind, "selected_option": None, **(chosen(element, value) if value else {})}
    if kind == "checkboxes":
        picked = [chosen(element, one)["selected_option"] for one in given]
        return {"type": kind, "selected_options": picked}
    if kind in PICKED:
        return {"type": kind, PICKED[str(kind)]: value}
    return {"type": kind, "selected_date" if kind == "datepicker" else "value": value}


def _fields(element: Json, surface: Surface, named: str) -> list[ui.element]:
    kind = element.get("type")
    if kind in {"radio_buttons", "checkboxes"}:
        return _boxes(element, surface, "radio" if kind == "radio_buttons" else "checkbox")
    if kind in {"static_select", "external_select", *PICKED}:
        return [_select(element, surface, named)]
    if kind == "plain_text_input" and element.get("multiline") is True:
        return [_long(element, named)]
    return [_line(element, named)]


def _line(element: Json, named: str) -> ui.element:
    kind = _TYPES.get(str(element.get("type")), "text")
    made = tag("input", "input", type=kind, aria_labelledby=named)
    made.props.update(_limits(element))
    if kind == "number":
        made.props["step"] = "any" if element.get("is_decimal_allowed") else "1"
    # As an attribute: a value set as a property would come back over what is typed.
    made.props["^value"] = str(element.get("initial_value") or element.get("initial_date") or "")
    return made


def _long(element: Json, named: str) -> ui.element:
    words = str(element.get("initial_value") or "")
    made = tag("textarea", "input is-long", rows="3", aria_labelledby=named, text=words)
    made.props.update(_limits(element))
    return made


def _limits(element: Json) -> Json:
    found = {"placeholder": words_of(element.get("placeholder")) or None}
    found["maxlength"] = element.get("max_length")
    return {key: value for key, value in found.items() if value is not None}


def _select(element: Json, surface: Surface, named: str) -> ui.element:
    initial = _initial(element)
    with tag("select", "input", aria_labelledby=named) as made:
        tag("option", text=words_of(element.get("placeholder"), "Choose"), value="")
        for value, label in choices_of(element, surface):
            tag("option", text=label, value=value, selected=(value == initial) or None)
    return made


def refill(made: ui.element, element: Json) -> None:
    """Have a menu offer what its element holds by now; nothing is chosen."""
    made.clear()
    options = element.get("options") or []
    with made:
        empty = words_of(element.get("placeholder"), "Choose") if options else "Nothing found"
        tag("option", text=empty, value="")
        for option in options:
            tag("option", text=words_of(option.get("text")), value=str(option.get("value", "")))


def _initial(element: Json) -> str | None:
    """What is chosen in a menu before anybody chose."""
    picked = (element.get(key) for key in ("initial_user", "initial_conversation"))
    found = next((one for one in picked if one), None)
    return found or (element.get("initial_option") or {}).get("value")


def with_kept(element: Json, value: str) -> Json:
    """The element as somebody left it: what it held when its modal was drawn anew."""
    kind = str(element.get("type"))
    if kind in PICKED:
        return {**element, PICKED[kind].replace("selected", "initial"): value}
    if kind in {"static_select", "external_select"}:
        option = chosen(element, value)["selected_option"]
        return {**element, "initial_option": option} if option else element
    return {**element, "initial_date" if kind == "datepicker" else "initial_value": value}


def _boxes(element: Json, surface: Surface, kind: str) -> list[ui.element]:
    initial = element.get("initial_options") or [element.get("initial_option") or {}]
    ticked = {option.get("value") for option in initial}
    made = []
    for value, label in choices_of(element, surface):
        with tag("label", "choice"):
            group = str(element.get("action_id", ""))
            box = tag("input", type=kind, name=group, checked=(value in ticked) or None)
            box.props["^value"] = value
            tag("span", text=label)
        made.append(box)
    return made
