"""Putting a question off, at the edge: what can be pressed, the small forms, what they say."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from bot import limits
from bot.benefits.conversation import PutOff
from bot.slack.fitting import ELLIPSIS, one_line
from bot.slack.payloads import moment, place, pressed_action, reply_to, team_of, text_at
from bot.slack.texts import ENGLISH, Texts

PUT_OFF: Final = "put_off_form"
"""The small form's callback id."""

CONTROLS: Final = ("snooze", "skip", "pass_on")
"""What stands under a question that can be put off."""

_DATE: Final = "date"
"""Stands in a menu for a day that is yet to be chosen."""

How = Literal["snooze", "skip", "hand_on"]
_HOW: Final[Mapping[str, How]] = {"snooze": "snooze", "skip": "skip", "pass_on": "hand_on"}
_FIELD: Final[Mapping[How, str]] = {"snooze": "until", "skip": "words", "hand_on": "person"}
_REASON: Final = 300


class Wanted(NamedTuple):
    """A form somebody asked for: about which question, to do what, pressed where."""

    workspace: str
    user: str
    ref: str
    how: How
    channel: str


def controls(question: str, after: str = "", texts: Texts = ENGLISH) -> list[list[dict[str, Any]]]:
    """A menu of how long it may wait, and buttons to skip it or to hand it on."""
    if not 0 < len(question) <= limits.OPTION_VALUE - 5:
        return []
    waits = {"1": texts.snooze_day, "7": texts.snooze_week, _DATE: texts.snooze_until}
    menu = {
        "type": "static_select",
        "action_id": f"snooze{after}",
        "placeholder": _plain(texts.snooze, limits.PLACEHOLDER),
        "options": [
            {"text": _plain(label, limits.OPTION_TEXT), "value": f"{question}|{days}"}
            for days, label in waits.items()
        ],
    }
    labels = {"skip": texts.skip, "pass_on": texts.pass_on}
    buttons = [
        {
            "type": "button",
            "action_id": f"{action}{after}",
            "text": _plain(label, limits.BUTTON_TEXT),
            "value": question,
        }
        for action, label in labels.items()
    ]
    return [[menu], *([button] for button in buttons)]


def pressed(body: Mapping[str, Any]) -> PutOff | None:
    """A question put off for so many days; None for what a form asks for first."""
    asked, days = wanted(body), _chosen(body)[1]
    where, at = place(body), moment(text_at(pressed_action(body), "action_ts"))
    if asked is None or not days.isdigit() or where is None or at is None:
        return None
    return PutOff(
        workspace=asked.workspace,
        channel=asked.channel,
        user=asked.user,
        at=at,
        ref=asked.ref,
        how="snooze",
        days=int(days),
        reply_to=reply_to(body),
    )


def wanted(body: Mapping[str, Any]) -> Wanted | None:
    """What was pressed, by whom and where; None where it says too little."""
    action, where = pressed_action(body), place(body)
    kind = (text_at(action, "action_id") or "").partition(":")[0]
    ref = _chosen(body)[0] if kind == "snooze" else text_at(action, "value")
    workspace, user = team_of(body), text_at(body, "user", "id")
    if kind not in _HOW or not ref or workspace is None or user is None or where is None:
        return None
    return Wanted(workspace, user, ref, _HOW[kind], where["channel"])


def _chosen(body: Mapping[str, Any]) -> tuple[str, str]:
    """The question and the wait that were chosen from a menu; both may be empty."""
    value = text_at(pressed_action(body), "selected_option", "value") or ""
    ref, _, days = value.rpartition("|")
    return ref, days


def view(asked: Wanted, now: datetime, texts: Texts = ENGLISH) -> dict[str, Any]:
    """The small form. What it is about travels along unseen."""
    name = {"snooze": "snooze", "skip": "skip", "hand_on": "pass_on"}[asked.how]
    hidden = {"ref": asked.ref, "channel": asked.channel, "how": asked.how}
    return {
        "type": "modal",
        "callback_id": PUT_OFF,
        "private_metadata": json.dumps(hidden),
        "title": _plain(getattr(texts, f"{name}_title"), limits.VIEW_TITLE),
        "submit": _plain(getattr(texts, f"{name}_submit"), limits.VIEW_BUTTON),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        "blocks": [_input(asked.how, name, now, texts)],
    }


def _input(how: How, name: str, now: datetime, texts: Texts) -> dict[str, Any]:
    hint = texts.pass_on_hint if how == "hand_on" else None
    return {
        "type": "input",
        "block_id": _FIELD[how],
        "optional": how == "skip",
        "label": _plain(getattr(texts, f"{name}_label"), limits.INPUT_LABEL),
        **({"hint": _plain(hint, limits.HEADER_TEXT)} if hint else {}),
        "element": {"action_id": "value", **_element(how, now)},
    }


def _element(how: How, now: datetime) -> dict[str, Any]:
    if how == "snooze":
        return {"type": "datepicker", "initial_date": f"{now.date() + timedelta(days=7)}"}
    if how == "hand_on":
        return {"type": "users_select"}
    return {"type": "plain_text_input", "max_length": _REASON}


def field_of(body: Mapping[str, Any]) -> str:
    """The block a fault of the small form stands at."""
    how = text_at(_hidden(body), "how")
    return next((field for known, field in _FIELD.items() if known == how), "until")


def sent(body: Mapping[str, Any], at: datetime) -> PutOff | None:
    """The small form, sent at this time; None where it says too little."""
    hidden = _hidden(body)
    ref, channel, how = (text_at(hidden, key) for key in ("ref", "channel", "how"))
    workspace, user = team_of(body), text_at(body, "user", "id")
    if not ref or not channel or how not in _FIELD or workspace is None or user is None:
        return None
    known = {"ref": ref, "channel": channel, "how": how, "workspace": workspace, "user": user}
    return PutOff.model_validate({**known, "at": at, **_given(body)})


def _given(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was put into its one field."""
    values = ("view", "state", "values")
    until = text_at(body, *values, "until", "value", "selected_date")
    words = text_at(body, *values, "words", "value", "value")
    person = text_at(body, *values, "person", "value", "selected_user")
    return {"until": _day(until), "words": words, "person": person}


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _hidden(body: Mapping[str, Any]) -> object:
    try:
        return json.loads(text_at(body, "view", "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}
