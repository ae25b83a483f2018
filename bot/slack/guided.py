"""Guides as views: the form of a practice, and what was put into it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot import limits
from bot.benefits.conversation import Guided
from bot.benefits.guides import Field, Guide
from bot.benefits.sheet import Choice
from bot.slack import citing
from bot.slack.fitting import ELLIPSIS, one_line, shorten, width
from bot.slack.payloads import reply_to, team_of, text_at
from bot.slack.texts import ENGLISH, Texts

GUIDE: Final = "guide"
"""The callback id of the form, and what a button that opens one is called."""

LONGEST: Final = 300
"""Characters that can be typed into one field."""

Json = dict[str, Any]


def ref_of(pressed: str | None) -> tuple[str, str] | None:
    """The form a button names, and what it is of; None where it names none."""
    name, _, ref = (pressed or "").partition("|")
    return (name, ref) if name else None


def view(
    guide: Guide,
    channel: str,
    answers_at: str | None = None,
    carries: Mapping[str, str] | None = None,
    texts: Texts = ENGLISH,
) -> Json:
    """The form. What it is of travels along unseen: where it was opened, where an answer can be
    sent, and what was `carries` from the steps before it.
    """
    hidden = {
        "guide": guide.name,
        "ref": guide.ref,
        "channel": channel,
        "reply_to": answers_at,
        "goes_on": guide.goes_on,
        "carries": {**(carries or {}), **guide.carries},
    }
    inputs = [block for field in guide.fields for block in _field(field)]
    submit = {"submit": _plain(guide.submit, limits.VIEW_BUTTON)} if inputs else {}
    head = [_note(words) for words in guide.note if words.strip()]
    small = _small(guide, texts)
    return {
        "type": "modal",
        "callback_id": GUIDE,
        "private_metadata": json.dumps(hidden, ensure_ascii=False),
        "title": _plain(guide.title, limits.VIEW_TITLE),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        **submit,
        "blocks": [*[*head, *inputs][: limits.VIEW_BLOCKS - len(small)], *small],
    }


def told(title: str, words: str, texts: Texts = ENGLISH) -> Json:
    """Words in the place of a form that cannot be opened, where nothing else can be told."""
    return {
        "type": "modal",
        "title": _plain(title, limits.VIEW_TITLE),
        "close": _plain(texts.home_full_close, limits.VIEW_BUTTON),
        "blocks": [_note(words)],
    }


def carries_too_much(made: Json) -> bool:
    """Whether what travels along unseen is more than Slack takes."""
    return width(str(made["private_metadata"])) > limits.PRIVATE_METADATA


def sent(body: Mapping[str, Any], at: datetime) -> Guided | None:
    """The form, sent at this time; None where it does not say by whom, or which it is."""
    hidden = _hidden(body)
    workspace, user = team_of(body), text_at(body, "user", "id")
    name, channel = text_at(hidden, "guide"), text_at(hidden, "channel")
    if workspace is None or user is None or name is None or channel is None:
        return None
    return Guided(
        workspace=workspace,
        channel=channel,
        user=user,
        at=at,
        name=name,
        ref=text_at(hidden, "ref") or "",
        needed=tuple(_needed(body)),
        fields={**_carried(hidden), **_values(body)},
        reply_to=text_at(hidden, "reply_to") or reply_to(body),
    )


def goes_on(body: Mapping[str, Any]) -> bool:
    """Whether a further step follows the one that was sent."""
    return _hidden(body).get("goes_on") is True


def errors(body: Mapping[str, Any], wrong: Mapping[str, str]) -> dict[str, str]:
    """Each reason at the field it is about; at the first where that is not in this step."""
    ids = list(_state(body))
    first = ids[0] if ids else GUIDE
    return {
        (field if field in ids else first): one_line(said, limits.HEADER_TEXT)
        for field, said in wrong.items()
    }


def longest(body: Mapping[str, Any]) -> str:
    """The field of a form in which most was said."""
    values = _values(body)
    return max(values, key=lambda field: len(values[field]), default="")


def _field(field: Field) -> list[Json]:
    """An input, below its heading where a part begins with it; none where there is no choice."""
    element = _element(field)
    if element is None:
        return []
    heading = {"type": "header", "text": _plain(field.part, limits.HEADER_TEXT)}
    return [
        *([heading] if field.part.strip() else []),
        {
            "type": "input",
            "block_id": field.key,
            "optional": not field.needed,
            "label": _plain(field.label, limits.INPUT_LABEL),
            **({"hint": _plain(field.hint, limits.HEADER_TEXT)} if field.hint else {}),
            "element": {"action_id": "value", **element},
        },
    ]


def _element(field: Field) -> Json | None:
    known = field.initial
    if field.kind == "person":
        return {"type": "users_select", **({"initial_user": known} if known else {})}
    if field.kind == "day":
        return {"type": "datepicker", **({"initial_date": known} if known else {})}
    if field.kind == "choice":
        return _menu(field)
    first = shorten(known, LONGEST)
    return {
        "type": "plain_text_input",
        "multiline": field.kind == "text",
        "max_length": LONGEST,
        **({"initial_value": first} if first else {}),
    }


def _menu(field: Field) -> Json | None:
    """A menu of all there is: more than Slack takes in one list stand in groups of it, each named
    by its first and last.
    """
    most, shown = limits.OPTIONS, field.choices[: limits.OPTIONS * limits.OPTIONS]
    if not shown:
        return None
    first = next((one for one in shown if one.id == field.initial), None)
    menu = {"type": "static_select", **({"initial_option": _option(first)} if first else {})}
    if len(shown) <= most:
        return {**menu, "options": [_option(one) for one in shown]}
    groups = [shown[at : at + most] for at in range(0, len(shown), most)]
    return {**menu, "option_groups": [_group(one) for one in groups]}


def _group(choices: Sequence[Choice]) -> Json:
    half = limits.OPTION_TEXT // 2 - 2
    label = " – ".join(one_line(each.name, half) for each in (choices[0], choices[-1]))
    options = [_option(one) for one in choices]
    return {"label": _plain(label, limits.OPTION_TEXT), "options": options}


def _option(one: Choice) -> Json:
    return {"text": _plain(one.name, limits.OPTION_TEXT), "value": one.id}


def _note(words: str) -> Json:
    return {"type": "section", "text": _plain(words, limits.SECTION_TEXT)}


def _small(guide: Guide, texts: Texts) -> list[Json]:
    """What closes it and what it rests on, in small print: a line each source."""
    closing = [guide.closing] if guide.closing.strip() else []
    told = [*closing, *citing.lines(guide.cites, texts)][: limits.CONTEXT_ELEMENTS]
    elements = [_plain(line, limits.CONTEXT_TEXT) for line in told]
    return [{"type": "context", "elements": elements}] if elements else []


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}


def _hidden(body: Mapping[str, Any]) -> Json:
    try:
        found = json.loads(text_at(body, "view", "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _carried(hidden: Json) -> dict[str, str]:
    found = hidden.get("carries")
    return {key: str(found[key]) for key in found} if isinstance(found, dict) else {}


def _state(body: Mapping[str, Any]) -> Mapping[str, Any]:
    found: object = body
    for key in ("view", "state", "values"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _needed(body: Mapping[str, Any]) -> Iterator[str]:
    """The fields of the form that cannot be left empty, as Slack sends it along."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("optional") is False:
            yield str(block.get("block_id"))


def _values(body: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each field; what is empty is left out."""
    found = {}
    for field, actions in _state(body).items():
        held = next(iter(actions.values()), None) if isinstance(actions, Mapping) else None
        option = text_at(held, "selected_option", "value")
        plain = (text_at(held, key) for key in ("value", "selected_date", "selected_user"))
        said = (option or next((one for one in plain if one), "")).strip()
        if said:
            found[str(field)] = said[:LONGEST]
    return found
