"""Guides: forms that lead a person through a practice, whatever the form looks like."""

from collections.abc import Mapping
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice

FieldKind = Literal["line", "text", "choice", "person", "day"]
"""One line, several lines, one of some choices, a member of the workspace, a day."""


class Field(Value):
    """One thing a form asks for. What is typed is at most 300 characters. `initial` is what stands
    in it when it opens: words, the id of a choice or a person, an ISO day. `part` is a heading
    above it, where a new part of the form begins with it. A field may stay empty unless it is
    `needed`.
    """

    key: str
    label: str
    hint: str = ""
    kind: FieldKind = "line"
    choices: tuple[Choice, ...] = ()
    initial: str = ""
    needed: bool = False
    part: str = ""


class Guide(Value):
    """A form, or one step of one. `name` says which, `ref` what it is of: it travels along unseen.

    `note` stands at its head, a paragraph each; `closing` and `cites`, what it rests on, stand in
    small print at its end. `carries` are the
    answers of the steps before, by field. Where `goes_on`, sending it leads to the next step.
    """

    name: str
    ref: str = ""
    title: str
    note: tuple[str, ...] = ()
    closing: str = ""
    cites: tuple[Citation, ...] = ()
    fields: tuple[Field, ...]
    submit: str
    carries: Mapping[str, str] = {}
    goes_on: bool = False
