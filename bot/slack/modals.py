"""The one form: the values of a measure, as a person types them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot import limits
from bot.benefits.conversation import FORM_SLOTS, Form
from bot.slack.fitting import one_line, shorten
from bot.slack.texts import ENGLISH, Texts

FORM: Final = "measure_form"
"""The form's callback id."""

BEHIND: Final = "form_behind"
"""The button that shows what stands behind the form."""


def form_view(
    ref: str, channel: str, title: str, form: Form, texts: Texts = ENGLISH
) -> dict[str, Any]:
    """The form about `ref`, its fields filled with what is known.

    `channel` travels along unseen: a sent form does not say where it was opened.
    """
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps({"ref": ref, "channel": channel}),
        "title": _plain(texts.form_title, limits.VIEW_TITLE),
        "submit": _plain(texts.form_submit, limits.VIEW_BUTTON),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        "blocks": [
            *_heading(title),
            *_behind(ref, texts),
            *(_input(field, form, texts) for field in form.shows),
        ],
    }


def errors(found: dict[str, str], shown: Sequence[str] = FORM_SLOTS) -> dict[str, str]:
    """Messages beside the fields they are about; one about none that is shown at the first."""
    first = next(iter(shown), FORM_SLOTS[0])
    return {
        (field if field in shown else first): one_line(message, limits.HEADER_TEXT)
        for field, message in found.items()
    }


def shown_in(body: Mapping[str, Any]) -> list[str]:
    """The fields of a form that was sent, as they stand in it."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    ids = [one.get("block_id") for one in blocks or () if isinstance(one, Mapping)]
    return [one for one in ids if one in FORM_SLOTS] or list(FORM_SLOTS)


def _heading(title: str) -> list[dict[str, Any]]:
    """Nothing, where the title has nothing to be seen: Slack takes no empty section."""
    shown = one_line(title, limits.HEADER_TEXT)
    return [{"type": "section", "text": _plain(shown, limits.SECTION_TEXT)}] if shown else []


def _behind(ref: str, texts: Texts) -> list[dict[str, Any]]:
    if not 0 < len(ref) <= limits.BUTTON_VALUE:
        return []
    label = _plain(texts.behind, limits.BUTTON_TEXT)
    button = {"type": "button", "action_id": BEHIND, "text": label, "value": ref}
    return [{"type": "actions", "block_id": BEHIND, "elements": [button]}]


def _input(field: str, form: Form, texts: Texts) -> dict[str, Any]:
    known = shorten(getattr(form, field) or "", limits.INPUT_VALUE)
    return {
        "type": "input",
        "block_id": field,
        "optional": True,
        "label": _plain(getattr(texts, field), limits.BUTTON_TEXT),
        "hint": _plain(getattr(texts, f"{field}_hint"), limits.HEADER_TEXT),
        "element": {
            "type": "plain_text_input",
            "action_id": "value",
            "max_length": limits.INPUT_VALUE,
            **({"initial_value": known} if known else {}),
        },
    }


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": one_line(text, most), "emoji": False}
