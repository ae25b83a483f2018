"""The reader without a language model: rules of language, the same answer for the same text."""

from collections.abc import Sequence
from datetime import date

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import NOTHING, AnswerContext, AnswerReading, Claim, Reading, Said
from bot.reading import (
    answers,
    claims,
    figures,
    genre,
    grounding,
    measures,
    people,
    screen,
    series,
    sources,
    tables,
    timeframes,
)
from bot.reading.markup import Page, page
from bot.reading.statements import Statement, split

LONGEST = 40_000
"""Characters read of one text: the longest message there can be."""


class LocalReader:
    """Reads by rules. Never fails on any text; what it cannot read it leaves out."""

    def could_be_update(self, text: str) -> bool:
        """A quick look before anything is stored: false is certain, true is worth reading."""
        return screen.could_be_update(text)

    def read(self, said: Said) -> Reading:
        """An update, read."""
        if not screen.could_be_update(said.text):
            return NOTHING
        sheet = page(said.text[:LONGEST])
        at = said.at.date() if said.at else None
        statements = genre.telling(sheet, split(sheet))
        found = _claims(sheet, statements)
        facts = _facts(sheet, statements, found, at)
        found = genre.weighed(sheet, found, facts)
        held = tuple(claim for claim in found if grounding.claim_holds(said.text, claim))
        kept = grounding.kept(said.text, facts)
        if not genre.is_update(sheet, statements, held, kept):
            return NOTHING
        return Reading(is_update=True, claims=held, facts=kept, measures=measures.summed_up(kept))

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """A reply to a question of ours, read in the light of what was asked."""
        found = answers.read(text[:LONGEST], context)
        return AnswerReading(kind=found.kind, facts=grounding.kept(text, list(found.facts)))


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
    for statement in statements:
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
    facts = series.told(sheet, statements, facts, at)
    return sorted(facts, key=lambda fact: (fact.start, fact.slot))
