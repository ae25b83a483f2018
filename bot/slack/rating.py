"""Feedback on an answer, at the edge: two buttons below it, and a small form that asks what was
not right.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot import limits
from bot.benefits.conversation import Rated
from bot.slack.fitting import ELLIPSIS, one_line
from bot.slack.payloads import moment, place, pressed_action, team_of, text_at
from bot.slack.texts import ENGLISH, Texts

RATE: Final = "rate"
"""The buttons' action id."""

WHAT_WAS_WRONG: Final = "rate_form"
"""The form's callback id."""

_WORDS: Final = 300
_GOOD, _BAD = "good", "bad"


def buttons(key: str, texts: Texts = ENGLISH) -> list[dict[str, Any]]:
    """Below an answer; none where they could not carry what it is."""
    if not 0 < len(key) <= limits.ID:
        return []
    element = {
        "type": "feedback_buttons",
        "action_id": RATE,
        "positive_button": _button(texts.good, texts.good_label, f"{_GOOD}|{key}"),
        "negative_button": _button(texts.bad, texts.bad_label, f"{_BAD}|{key}"),
    }
    return [{"type": "context_actions", "elements": [element]}]


def _button(label: str, told: str, value: str) -> dict[str, Any]:
    return {
        "text": _plain(label, limits.FEEDBACK_TEXT),
        "accessibility_label": one_line(told, limits.BUTTON_TEXT),
        "value": value,
    }


def is_bad(body: Mapping[str, Any]) -> bool:
    """Whether the button that asks what was not right was pressed."""
    return _pressed(body)[0] == _BAD


def rated(body: Mapping[str, Any]) -> Rated | None:
    """What was pressed; None where it is told of too little."""
    how, key = _pressed(body)
    where, at = place(body), moment(text_at(pressed_action(body), "action_ts"))
    workspace, user = team_of(body), text_at(body, "user", "id")
    if how not in (_GOOD, _BAD) or not key or where is None or at is None:
        return None
    if workspace is None or user is None:
        return None
    return Rated(
        workspace=workspace,
        channel=where["channel"],
        user=user,
        at=at,
        ref=key,
        is_good=how == _GOOD,
        reply_to=text_at(body, "response_url"),
    )


def view(bad: Rated, texts: Texts = ENGLISH) -> dict[str, Any]:
    """The small form: one choice, and words of one's own for who likes."""
    options = [
        {"text": _plain(name, limits.OPTION_TEXT), "value": id} for id, name in texts.rate_reasons
    ]
    hidden = {"ref": bad.ref, "channel": bad.channel, "reply_to": bad.reply_to}
    return {
        "type": "modal",
        "callback_id": WHAT_WAS_WRONG,
        "private_metadata": json.dumps(hidden),
        "title": _plain(texts.rate_title, limits.VIEW_TITLE),
        "submit": _plain(texts.rate_submit, limits.VIEW_BUTTON),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        "blocks": [
            _input("reason", texts.rate_label, {"type": "radio_buttons", "options": options}),
            _input(
                "words",
                texts.rate_words,
                {"type": "plain_text_input", "multiline": True, "max_length": _WORDS},
                optional=True,
            ),
        ],
    }


def sent(body: Mapping[str, Any], at: datetime) -> Rated | None:
    """The small form, sent at this time; None where it says too little."""
    hidden = _hidden(body)
    workspace, user = team_of(body), text_at(body, "user", "id")
    ref, channel = text_at(hidden, "ref"), text_at(hidden, "channel")
    if workspace is None or user is None or ref is None or channel is None:
        return None
    values = ("view", "state", "values")
    return Rated(
        workspace=workspace,
        channel=channel,
        user=user,
        at=at,
        ref=ref,
        is_good=False,
        reason=text_at(body, *values, "reason", "value", "selected_option", "value") or "other",
        words=text_at(body, *values, "words", "value", "value") or "",
        reply_to=text_at(hidden, "reply_to"),
    )


def _pressed(body: Mapping[str, Any]) -> tuple[str, str]:
    how, _, key = (text_at(pressed_action(body), "value") or "").partition("|")
    return how, key


def _hidden(body: Mapping[str, Any]) -> object:
    try:
        return json.loads(text_at(body, "view", "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}


def _input(
    id: str, label: str, element: dict[str, Any], *, optional: bool = False
) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": id,
        "optional": optional,
        "label": _plain(label, limits.BUTTON_TEXT),
        "element": {"action_id": "value", **element},
    }


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}
