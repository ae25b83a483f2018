"""What a language model is asked to give back of a text: a draft, of which nothing is believed.

It says which words of the text play which part. One entry that has not this shape is left out and
counted, the others stand; figures, units and periods are taken from the words, not from here.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.benefits.facts import Slot
from bot.benefits.reading import UPDATE_SLOTS, AnswerKind, Direction, Kind, Status

MOST: Final = 40
"""Claims or facts of one draft that are looked at."""

LONGEST: Final = 2_000
"""Characters of one word of a draft that are looked at."""


def _cut(given: Any) -> Any:
    return given[:LONGEST] if isinstance(given, str) else given


def _number(given: Any) -> float | None:
    """The number somebody gave; None where it is none that a text could hold."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        found = float(given if not isinstance(given, str) else given[:40].replace(",", ""))
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e15 else None


Words = Annotated[str | None, BeforeValidator(_cut)]
Number = Annotated[float | None, BeforeValidator(_number)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: Annotated[str, BeforeValidator(_cut)] = Field(
        description="the words it was read in, copied letter by letter, as few as say it"
    )


class DraftedClaim(_Entry):
    """Something a text claims."""

    kind: Kind
    status: Status = "done"
    direction: Direction | None = None


class DraftedFact(_Entry):
    """A part that some words play. Every other field repeats words or numbers of the text."""

    slot: Slot
    number: Number = Field(None, description="the value or, of a change, its size, as written")
    low: Number = Field(None, description="of a range")
    high: Number = Field(None, description="of a range")
    is_change: bool = Field(False, description="by how much it changed, not how much it is")
    unit: Words = Field(None, description="the word of the unit")
    when: Words = Field(None, description="the words that say when it held, or is due")
    measure: Words = Field(None, description="the words that say what is counted")
    segment: Words = Field(None, description="the words that say for which part it holds")
    person: Words = Field(None, description="of an owner: the name, role, team or mention")
    source: Words = Field(None, description="of evidence: the name or address of what shows it")


Entry = TypeVar("Entry", bound=_Entry)


def _list_of(shape: type[_Entry], **narrowed: Any) -> Any:
    """A list whose entries are looked at one by one, and told to a model in full."""
    told = shape.model_json_schema()
    properties = told["properties"]
    for name, values in narrowed.items():
        properties[name] = {"type": "string", "enum": list(values)}
    return Annotated[
        list[Any],
        Field(default_factory=list, json_schema_extra={"items": told}),
        BeforeValidator(lambda given: given if isinstance(given, list) else []),
    ]


class Draft(BaseModel):
    """What a model makes of an update."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    is_update: bool
    claims: _list_of(DraftedClaim)  # type: ignore[valid-type]
    facts: _list_of(DraftedFact, slot=UPDATE_SLOTS)  # type: ignore[valid-type]


class DraftedAnswer(BaseModel):
    """What a model makes of a reply to a question of ours."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: AnswerKind
    facts: _list_of(DraftedFact, slot=get_args(Slot))  # type: ignore[valid-type]


def entries(given: list[Any], shape: type[Entry]) -> tuple[list[Entry], int]:
    """Those that have the shape, and how many have not or are too many."""
    found = []
    for one in given[:MOST]:
        try:
            found.append(shape.model_validate(one if isinstance(one, Mapping) else {}))
        except (ValidationError, RecursionError):
            continue
    return found, len(given) - len(found)
