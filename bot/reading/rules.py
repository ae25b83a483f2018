"""What the rules of language find in a text: claims and facts, whether or not it is an update."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import Claim, Said
from bot.reading import (
    claims,
    figures,
    genre,
    grounding,
    people,
    series,
    sources,
    tables,
    timeframes,
    weighed,
)
from bot.reading.markup import Page, page
from bot.reading.statements import Statement, split

LONGEST = 40_000
"""Characters read of one text: the longest message there can be."""

MOST = 300
"""Amounts looked at in one text: what holds more is a dump of data, and time stays bounded."""


@dataclass(frozen=True)
class Found:
    """A text and what the rules make of it; `reports` where they take it for an update.

    `statements` are those that tell something, of `every` one there is.
    """

    page: Page
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    reports: bool
    every: tuple[Statement, ...]

    def rules_say(self, label: str) -> bool:
        """Whether the rules alone give the text a label."""
        if label == "is_update":
            return self.reports
        kind = "outcome" if label == "outcome_claim" else label
        made = any(claim.kind == kind and claim.is_made for claim in self.claims)
        return made or any(fact.slot == label for fact in self.facts)


def find(said: Said) -> Found:
    """Everything the rules find, each quote and number checked against the text."""
    sheet = page(said.text[:LONGEST])
    at = said.day
    every = split(sheet)
    statements = genre.telling(sheet, every)
    made = _claims(sheet, statements)
    facts = _facts(sheet, statements, made, at)
    made = weighed.with_outcomes(sheet, made, facts)
    held = tuple(claim for claim in made if grounding.claim_holds(said.text, claim))
    kept = grounding.kept(said.text, facts)
    reports = genre.is_update(sheet, statements, held, kept)
    return Found(sheet, tuple(statements), held, kept, reports, tuple(every))


def _claims(sheet: Page, statements: Sequence[Statement]) -> list[Claim]:
    found: list[Claim] = []
    aimed = False
    for statement in statements:
        aimed = genre.aims(statement, aimed)
        made = claims.find(sheet, statement)
        found += genre.intended(made) if aimed else made
    return found


def _facts(
    sheet: Page, statements: Sequence[Statement], found: Sequence[Claim], at: date | None
) -> list[Fact]:
    facts: list[Fact] = []
    aimed = False
    columns: dict[int, Slot] | None = None
    for statement in _no_dump(statements):
        columns = (tables.headings(statement) or columns) if statement.form == "row" else None
        if columns:
            facts += tables.find(sheet, statement, columns, at)
            continue
        aimed = genre.aims(statement, aimed)
        based = frozenset(fact.unit for fact in facts if fact.slot == "baseline")
        numbers = figures.find(sheet, statement, at, aimed, based)
        counted = [claim for claim in found if statement.start <= claim.start < statement.end]
        facts += numbers
        facts += people.find(sheet, statement)
        facts += sources.find(
            sheet, statement, bool(numbers) or any(claim.kind == "adoption" for claim in counted)
        )
        facts += timeframes.find(sheet, statement, numbers, counted, at)
    facts = series.told(sheet, _no_dump(statements), facts, at)
    return sorted(facts, key=lambda fact: (fact.start, fact.slot))


def _no_dump(statements: Sequence[Statement]) -> list[Statement]:
    """The statements up to the most amounts that are looked at."""
    seen = list(accumulate(len(statement.amounts) for statement in statements))
    return list(statements[: bisect_right(seen, MOST) + 1])
