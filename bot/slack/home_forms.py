"""Modals over a Home: one investment told in full, and a form to link one to its channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot import limits
from bot.benefits.conversation import Commanded, Post, Span
from bot.slack.blocks import render
from bot.slack.fitting import ELLIPSIS, one_line
from bot.slack.payloads import team_of, text_at
from bot.slack.texts import Texts

Json = dict[str, Any]

BEGIN_FORM: Final = "home_begin_form"
"""The callback id of the form that links an investment."""

FIELDS: Final = ("channel", "name", "measure", "unit")
_LONGEST: Final = 80


def full(post: Post, texts: Texts) -> Json:
    """An answer to be read; there is nothing to press in it."""
    return _to_read(texts.home_full_title, _read(post, texts), texts)


def behind(posts: Sequence[Post], texts: Texts) -> Json:
    """What stands behind a form, to be read above it."""
    found = posts or (Post(lead=((Span(text=texts.form_closed),),)),)
    apart = [[{"type": "divider"}, *_read(post, texts)] for post in found]
    return _to_read(texts.behind_title, [block for one in apart for block in one][1:], texts)


def _to_read(title: str, blocks: list[Json], texts: Texts) -> Json:
    return {
        "type": "modal",
        "title": _plain(title, limits.VIEW_TITLE),
        "close": _plain(texts.home_full_close, limits.VIEW_BUTTON),
        "blocks": blocks[: limits.VIEW_BLOCKS],
    }


def _read(post: Post, texts: Texts) -> list[Json]:
    read = post.model_copy(update={"options": (), "charts": (), "picker": None})
    blocks: list[Json] = render(read, texts)["blocks"]
    return blocks


def begin_form(texts: Texts) -> Json:
    """The form, empty."""
    return {
        "type": "modal",
        "callback_id": BEGIN_FORM,
        "private_metadata": "{}",
        "title": _plain(texts.begin_title, limits.VIEW_TITLE),
        "submit": _plain(texts.begin_submit, limits.VIEW_BUTTON),
        "close": _plain(texts.form_close, limits.VIEW_BUTTON),
        "blocks": [_input(field, texts) for field in FIELDS],
    }


def _input(field: str, texts: Texts) -> Json:
    return {
        "type": "input",
        "block_id": field,
        "optional": field == "unit",
        "label": _plain(getattr(texts, f"begin_{field}"), limits.BUTTON_TEXT),
        "hint": _plain(getattr(texts, f"begin_{field}_hint"), limits.HEADER_TEXT),
        "element": {"action_id": "value", **_element(field)},
    }


def _element(field: str) -> Json:
    if field != "channel":
        return {"type": "plain_text_input", "max_length": _LONGEST}
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    return {"type": "conversations_select", "filter": kinds}


def begun(body: Mapping[str, Any], at: datetime) -> Commanded | None:
    """What the form asks for, as the command that does it; None where it says too little."""
    workspace, user = team_of(body), text_at(body, "user", "id")
    channel = text_at(body, *_values("channel"), "selected_conversation")
    name, measure, unit = (_line(body, field) for field in FIELDS[1:])
    if None in (workspace, user, channel) or not name or not measure:
        return None
    return Commanded(
        workspace=workspace or "",
        channel=channel or "",
        user=user or "",
        at=at,
        verb="new",
        words=f"{name}: {measure}{f' in {unit}' if unit else ''}",
        reply_to="",
    )


def _values(field: str) -> tuple[str, ...]:
    return ("view", "state", "values", field, "value")


def _line(body: Mapping[str, Any], field: str) -> str:
    """What was typed, on one line; a colon would tell the measure from the name."""
    said = text_at(body, *_values(field), "value") or ""
    return one_line(said.replace(":", " ").replace("\uff1a", " "), _LONGEST)


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": one_line(text, most) or ELLIPSIS, "emoji": False}
