"""Facts: what a person stated about an investment, with the words it was stated in."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Slot = Literal[
    "baseline",
    "target",
    "current",
    "owner",
    "evidence",
    "timeframe",
    "problem",
    "outcome",
    "measure",
    "attribution",
    "barrier",
]
"""What a fact fills and what a question asks for: one vocabulary for both."""

LEVELS: frozenset[Slot] = frozenset({"baseline", "target", "current"})
"""Slots that hold a number."""


ME = "me"
"""The person of a fact whose author speaks of themselves."""

LONGEST_QUOTE = 300
"""Characters of what a person wrote that are kept in one piece, at most."""


class Value(BaseModel):
    """Base of every value here: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def plain(value: Any) -> Any:
    """A whole number without its point, for what is exchanged; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Fact(Value):
    """One stated thing.

    `quote` stands in the text letter by letter; `start` and `end` are code points of that text.
    A range has `low` and `high` and no `value`. A change ("down 72%") fills `change`, signed, and
    is never a level. `as_of` and `by` are the coarsest honest period (see `periods`). Of the facts
    of one text that bear the same mark in `either` one alone holds, and a person says which; that
    `is_second` which only a second reader sees.
    """

    slot: Slot
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approx: bool = False
    bound: Literal["<", ">"] | None = None
    change: float | None = None
    change_unit: str | None = None
    unit: str | None = None
    as_of: str | None = None
    by: str | None = None
    measure: str | None = None
    segment: str | None = None
    person: str | None = None
    ref: str | None = None
    text: str | None = None
    either: int | None = None
    is_second: bool = False
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _has_its_place(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("start and end must span the quote")
        return self

    def certain(self) -> Self:
        """The fact, of which a person said that it holds."""
        return self.model_copy(update={"either": None, "is_second": False})

    def kept(self) -> Self:
        """The fact with no more of the person's words than may be kept."""
        quote = self.quote[:LONGEST_QUOTE]
        words = {
            key: value[:LONGEST_QUOTE]
            for key in ("measure", "segment", "person", "ref", "text")
            if (value := getattr(self, key)) is not None
        }
        shorter = {**words, "quote": quote, "end": self.start + len(quote)}
        return self.model_copy(update=shorter)

    @property
    def is_level(self) -> bool:
        """Whether this states how much, not only by how much it changed."""
        return self.value is not None or self.low is not None

    def as_json(self) -> dict[str, Any]:
        """The fact in its exchanged form, empty keys left out; whole numbers without a point."""
        found = self.model_dump(exclude_none=True, exclude={"either", "is_second"})
        if not self.approx:
            found.pop("approx")
        return {key: plain(value) for key, value in found.items()}

    def without_words(self) -> Self:
        """The fact once its message was deleted: what it says stays, nobody's sentence does."""
        return self.model_copy(update={"quote": "", "end": self.start})


class Stated(Value):
    """A fact and the message it was stated in. `measure` is the id of the measure it belongs to.

    `author` is None where the source was deleted. `permalink` leads to the message; None where
    Slack gave none. `edited_at` is when the message got the words this was read in; None where it
    stands as it was posted. `supersedes` is the id of the fact it corrects; both stay, this one
    counts. `corrects` marks a correction in words ("that 14 should be 16"): without `supersedes`
    it takes the place of what counted for the same thing before. `shows` is of a source: the
    message (`channel:ts`) whose figures it is for, empty where it is for figures said before it;
    None where nobody has told yet (see `evidence`).
    """

    fact: Fact
    measure: str | None
    author: str | None
    said_at: datetime
    edited_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None
    permalink: str | None = None
    supersedes: str | None = None
    corrects: bool = False
    shows: str | None = None

    @property
    def place(self) -> str | None:
        """The message it was stated in, as `channel:ts`; None where it came from none."""
        return None if self.ts is None else f"{self.channel}:{self.ts}"

    @property
    def source_deleted(self) -> bool:
        """Whether the message it came from is gone, so that nobody can look it up."""
        return self.author is None

    def redacted(self) -> Self:
        """The same once its message was deleted: author, permalink and quote are gone."""
        gone = {"author": None, "permalink": None, "fact": self.fact.without_words()}
        return self.model_copy(update=gone)


class Recorded(Stated):
    """A stated fact in the ledger: put there by the click of `recorded_by`.

    With `withdraws`, the row states nothing: it takes back the one it supersedes.
    """

    id: str
    investment: str
    recorded_by: str
    recorded_at: datetime
    withdraws: bool = False


class Attestation(Value):
    """The mark of an owner or sponsor who stands by what is on record; beside every verdict.

    Of one fact, or of the measure as it stands where `fact` is None.
    """

    investment: str
    measure: str
    role: Literal["owner", "sponsor"]
    by: str
    at: datetime
    fact: str | None = None
