"""Blocks and forms as a bot sends them."""

from typing import Any

from bot.sandbox.cast import TOM

Json = dict[str, Any]


def words(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def buttons(*labels: str) -> Json:
    """An actions block with a button for each label."""
    made = [
        {"type": "button", "action_id": label.lower(), "value": "p1", "text": words(label)}
        for label in labels
    ]
    return {"type": "actions", "block_id": "choice", "elements": made}


def rich(*pieces: Json) -> Json:
    """A section of rich text."""
    return {"type": "rich_text_section", "elements": list(pieces)}


def a_form() -> Json:
    """A modal with a required field, a long one and a choice of people, both filled in."""
    line = {"type": "plain_text_input"}
    note = {"type": "plain_text_input", "multiline": True, "initial_value": "as told"}
    owner = {"type": "users_select", "initial_user": TOM.id}
    return {
        "type": "modal",
        "title": words("Edit the values"),
        "submit": words("Save"),
        "blocks": [
            an_input("baseline", "Baseline", line),
            an_input("note", "Note", note, optional=True),
            an_input("owner", "Owner", owner, optional=True),
        ],
    }


def an_input(id: str, label: str, element: Json, optional: bool = False) -> Json:
    """An input block."""
    named = {"type": "input", "block_id": id, "label": words(label), "optional": optional}
    return named | {"element": {"action_id": "v", **element}}
