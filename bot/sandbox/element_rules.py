"""What Slack takes inside a block: buttons, menus, fields."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot import limits
from bot.sandbox.faulty import (
    Faults,
    fault,
    item_faults,
    maybe_text_faults,
    objects,
    text_faults,
    too_long,
)
from bot.sandbox.shapes import Json

_STYLES: Final = (None, "primary", "danger")


def element_faults(element: Any, place: str) -> Faults:
    """One element that a person can use, of whatever kind."""
    rule = _RULES.get(str(element.get("type"))) if isinstance(element, dict) else None
    if rule is None:
        yield fault("unsupported element", place)
        return
    yield from too_long(element.get("action_id"), limits.ID, f"{place}/action_id")
    yield from maybe_text_faults(
        element.get("placeholder"), limits.PLACEHOLDER, f"{place}/placeholder"
    )
    yield from rule(element, place)


def image_faults(image: Json, place: str) -> Faults:
    """A picture: it has an address and says in words what is on it."""
    yield from too_long(image.get("image_url"), limits.URL, f"{place}/image_url")
    yield from too_long(image.get("alt_text"), limits.ALT_TEXT, f"{place}/alt_text")
    if not (image.get("image_url") or image.get("slack_file")):
        yield fault("missing required field: image_url", place)
    if not image.get("alt_text"):
        yield fault("missing required field: alt_text", place)


def _button(element: Json, place: str) -> Faults:
    yield from text_faults(element.get("text"), limits.BUTTON_TEXT, f"{place}/text", plain=True)
    yield from too_long(element.get("value"), limits.BUTTON_VALUE, f"{place}/value")
    yield from too_long(element.get("url"), limits.URL, f"{place}/url")
    if element.get("style") not in _STYLES:
        yield fault("unsupported style", f"{place}/style")


def _choices(most: int) -> Callable[[Json, str], Faults]:
    def faults(element: Json, place: str) -> Faults:
        options = element.get("options")
        if options is None and element.get("option_groups") is not None:
            yield from _groups(element, place)
            return
        yield from item_faults(options, most, f"{place}/options")
        yield from _options(options, f"{place}/options")

    return faults


def _groups(element: Json, place: str) -> Faults:
    place = f"{place}/option_groups"
    yield from item_faults(element["option_groups"], limits.OPTIONS, place)
    for index, group in enumerate(objects(element["option_groups"])):
        at = f"{place}/{index}"
        yield from text_faults(group.get("label"), limits.OPTION_TEXT, f"{at}/label", plain=True)
        yield from item_faults(group.get("options"), limits.OPTIONS, f"{at}/options")
        yield from _options(group.get("options"), f"{at}/options")


def options_faults(options: Any) -> Faults:
    """What an app offers for a menu that asks it."""
    yield from item_faults(options, limits.OPTIONS, "/options")
    yield from _options(options, "/options")


def _options(options: Any, place: str) -> Faults:
    for index, option in enumerate(objects(options)):
        at = f"{place}/{index}"
        yield from text_faults(option.get("text"), limits.OPTION_TEXT, f"{at}/text")
        yield from too_long(option.get("value"), limits.OPTION_VALUE, f"{at}/value")
        if option.get("description") is not None:
            yield from text_faults(option["description"], limits.OPTION_TEXT, f"{at}/description")


def _typed(element: Json, place: str) -> Faults:
    yield from too_long(element.get("initial_value"), limits.INPUT_VALUE, f"{place}/initial_value")
    most = element.get("max_length", limits.INPUT_VALUE)
    if not isinstance(most, int) or not 1 <= most <= limits.INPUT_VALUE:
        yield fault(f"must be from 1 to {limits.INPUT_VALUE}", f"{place}/max_length")


def _feedback(element: Json, place: str) -> Faults:
    for name in ("positive_button", "negative_button"):
        button = element.get(name)
        if not isinstance(button, dict):
            yield fault(f"missing required field: {name}", place)
            continue
        at = f"{place}/{name}"
        yield from text_faults(button.get("text"), limits.FEEDBACK_TEXT, f"{at}/text", plain=True)
        yield from too_long(button.get("value"), limits.BUTTON_VALUE, f"{at}/value")
        yield from too_long(button.get("accessibility_label"), limits.BUTTON_TEXT, at)
        if not button.get("value"):
            yield fault("missing required field: value", at)


def _anything(_element: Json, _place: str) -> Faults:
    return iter(())


_RULES: Final[Mapping[str, Callable[[Json, str], Faults]]] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "image": image_faults,
    "overflow": _choices(limits.OVERFLOW),
    "checkboxes": _choices(limits.CHOICES),
    "radio_buttons": _choices(limits.CHOICES),
    "static_select": _choices(limits.OPTIONS),
    "multi_static_select": _choices(limits.OPTIONS),
    "plain_text_input": _typed,
    **dict.fromkeys(
        (
            "users_select",
            "multi_users_select",
            "conversations_select",
            "multi_conversations_select",
            "channels_select",
            "multi_channels_select",
            "external_select",
            "datepicker",
            "timepicker",
            "datetimepicker",
            "email_text_input",
            "url_text_input",
            "number_input",
            "file_input",
            "rich_text_input",
        ),
        _anything,
    ),
}
