"""The form for a measurement: what stands in it, and what was put into it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from bot import limits
from bot.benefits.conversation import Measured
from bot.benefits.sheet import Choice, Countable, Sheet
from bot.slack.fitting import ELLIPSIS, one_line
from bot.slack.payloads import team_of, text_at
from bot.slack.texts import ENGLISH, Texts

MEASURED: Final = "measurement_form"
"""The form's callback id."""

INVESTMENT: Final = "measured_investment"
MEASURE: Final = "measured_what"
"""What is chosen there changes what else is asked."""

NEW: Final = "new"
"""Stands in the menu for a measure that nobody named before."""

_OF: Final = "measure_"
_NAME = 80
_LONGEST = 300

Json = dict[str, Any]


def view(sheet: Sheet, *, is_new: bool = False, texts: Texts = ENGLISH) -> Json:
    """The form as far as it can be filled in: measures once their investment is chosen, a name
    where the measure is new.
    """
    blocks = _blocks(sheet, is_new, texts) if sheet.homes else [_note(texts.measured_none)]
    return {
        "type": "modal",
        "callback_id": MEASURED,
        "title": _plain(texts.measured_title, limits.VIEW_TITLE),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        **({"submit": _plain(texts.measured_submit, limits.VIEW_BUTTON)} if sheet.homes else {}),
        "blocks": blocks,
    }


def _blocks(sheet: Sheet, is_new: bool, texts: Texts) -> list[Json]:
    is_first = bool(sheet.chosen) and not sheet.measures
    asks_name = is_new or is_first
    name = _line("name", texts.measured_name, texts.measured_name_hint, _NAME)
    return [
        _note(texts.measured_note),
        _input("investment", _homes(sheet, texts), texts.measured_investment, changes=True),
        *(_measure(sheet, is_new, texts) if sheet.chosen and not is_first else []),
        *([name] if asks_name else []),
        _line("value", texts.measured_value, texts.measured_value_hint, _LONGEST),
        _input("day", _day(sheet.today), texts.measured_day),
        _line("source", texts.evidence, texts.measured_source_hint, _LONGEST, is_optional=True),
        *(_owner(texts) if not all(one.is_owned for one in sheet.measures) or asks_name else []),
    ]


def _homes(sheet: Sheet, texts: Texts) -> Json:
    """A menu of all, or of so many that Slack has to ask for those that fit what is typed."""
    chosen = {"initial_option": _option(sheet.chosen)} if sheet.chosen else {}
    menu = {
        "action_id": INVESTMENT,
        "placeholder": _plain(texts.measured_choose, limits.PLACEHOLDER),
        **chosen,
    }
    if len(sheet.homes) > limits.OPTIONS:
        return {**menu, "type": "external_select", "min_query_length": 0}
    return {**menu, "type": "static_select", "options": [_option(one) for one in sheet.homes]}


def _measure(sheet: Sheet, is_new: bool, texts: Texts) -> list[Json]:
    """Named after its investment, so that Slack does not keep what was chosen of another one."""
    assert sheet.chosen is not None
    another = _option(Choice(id=NEW, name=texts.measured_another))
    shown = sheet.measures[: limits.OPTIONS - 1]
    only = _unit_shown(shown[0]) if len(shown) == 1 else None
    first = another if is_new else only
    menu = {
        "type": "static_select",
        "action_id": MEASURE,
        "placeholder": _plain(texts.measured_choose, limits.PLACEHOLDER),
        "options": [*(_unit_shown(one) for one in shown), another],
        **({"initial_option": first} if first else {}),
    }
    return [_input(_menu_id(sheet.chosen.id), menu, texts.measured_what, changes=True)]


def _menu_id(investment: str | None) -> str:
    return f"{_OF}{investment}"


def _unit_shown(one: Countable) -> Json:
    return _option(Choice(id=one.id, name=f"{one.name} ({one.unit})" if one.unit else one.name))


def _owner(texts: Texts) -> list[Json]:
    menu = {"type": "users_select", "action_id": "value"}
    hint = texts.measured_owner_hint
    return [_input("owner", menu, texts.owner, hint=hint, is_optional=True)]


def _day(today: date) -> Json:
    return {"type": "datepicker", "action_id": "value", "initial_date": today.isoformat()}


def _line(id: str, label: str, hint: str, most: int, *, is_optional: bool = False) -> Json:
    element = {"type": "plain_text_input", "action_id": "value", "max_length": most}
    return _input(id, element, label, hint=hint, is_optional=is_optional)


def _input(
    id: str,
    element: Json,
    label: str,
    *,
    hint: str = "",
    is_optional: bool = False,
    changes: bool = False,
) -> Json:
    return {
        "type": "input",
        "block_id": id,
        "optional": is_optional,
        "label": _plain(label, limits.INPUT_LABEL),
        **({"hint": _plain(hint, limits.HEADER_TEXT)} if hint else {}),
        **({"dispatch_action": True} if changes else {}),
        "element": element,
    }


def _note(words: str) -> Json:
    return {"type": "section", "text": _plain(words, limits.SECTION_TEXT)}


def offered(sheet: Sheet, typed: str) -> list[Json]:
    """The investments that fit what somebody typed, those first that begin with it."""
    wanted = " ".join(typed.casefold().split())
    found = [one for one in sheet.homes if wanted in one.name.casefold()]
    found.sort(key=lambda one: not one.name.casefold().startswith(wanted))
    return [_option(one) for one in found[: limits.OPTIONS]]


def chosen_in(body: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The investment that is chosen in the form as it stands, and whether the measure is new."""
    chosen, state = _values(body).get("investment"), _state(body)
    own = {"view": {"state": {"values": {id: state[id] for id in state if id == _menu_id(chosen)}}}}
    return chosen, _values(own).get("measure") == NEW


def entered(body: Mapping[str, Any], at: datetime) -> Measured | None:
    """The form, sent at this time; None where it does not say by whom."""
    workspace, user = team_of(body), text_at(body, "user", "id")
    if workspace is None or user is None:
        return None
    found = _values(body)
    is_named = found.get("measure") in (None, NEW) and "name" in found
    return Measured(
        workspace=workspace,
        channel=user,
        user=user,
        at=at,
        investment=found.get("investment"),
        measure=None if is_named else found.get("measure"),
        name=found.get("name") if is_named else None,
        value=found.get("value"),
        on=_read_day(found.get("day")),
        source=found.get("source"),
        owner=found.get("owner"),
    )


def errors(body: Mapping[str, Any], wrong: Mapping[str, str]) -> dict[str, str]:
    """Each reason at the field it is about; at the first where that is not in the form."""
    ids = {_field(id): id for id in _state(body)}
    first = next(iter(ids.values()), "investment")
    return {
        ids.get(field, first): one_line(said, limits.HEADER_TEXT) for field, said in wrong.items()
    }


def _values(body: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each field, by its name; what is empty is left out."""
    found = {}
    for id, actions in _state(body).items():
        held = next(iter(actions.values()), None) if isinstance(actions, Mapping) else None
        value = _value(held)
        if value:
            found[_field(id)] = value
    return found


def _value(held: object) -> str | None:
    option = text_at(held, "selected_option", "value")
    plain = (text_at(held, key) for key in ("value", "selected_date", "selected_user"))
    said = option or next((one for one in plain if one), None)
    return said.strip() if said else None


def _state(body: Mapping[str, Any]) -> Mapping[str, Any]:
    found: object = body
    for key in ("view", "state", "values"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _field(id: str) -> str:
    return "measure" if id.startswith(_OF) else id


def _read_day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _option(one: Choice) -> Json:
    return {"text": _plain(one.name, limits.OPTION_TEXT), "value": one.id}


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}
