"""An update read in the light of what its channel measures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import Claim, Known, Reading, Said
from bot.reading import (
    amounts,
    elsewhere,
    fenced,
    genre,
    grounding,
    held_by,
    measures,
    mood,
    named,
    settled,
    sourced,
    stance,
    stated,
)
from bot.reading.markup import Page
from bot.reading.rules import Found
from bot.reading.stated import Light
from bot.reading.statements import Statement


@dataclass(frozen=True)
class Lit:
    """A text, what of it tells something, and the measures it is read in the light of."""

    page: Page
    statements: tuple[Statement, ...]
    known: tuple[Known, ...]
    at: date | None
    light: Light

    def figured(self) -> list[Statement]:
        """The statements that state a level of a known measure."""
        starts = [one.fact.start for one in self.light.stated]
        return [
            one for one in self.statements if any(one.start <= place < one.end for place in starts)
        ]


def in_light(reading: Reading, found: Found, said: Said) -> Reading:
    """The reading with the levels, sources and owners of measures that are on record.

    What states a level of one, or who answers for it, is an update. A figure that is said in jest,
    hoped for or told of others is none, whatever else was read in it. Without known measures the
    reading stays as it is.
    """
    if not said.known or _is_none(found.page):
        return reading
    lit = _lit(found, said)
    changes = settled.changes(found, lit.known, lit.light)
    beside = _beside(lit)
    rows = fenced.find(found.page, said.known, said.day)
    counts = any(not one.part.recalled for one in lit.light.stated) or beside or changes or rows
    if not reading.is_update and not counts:
        return reading
    facts = settled.levels(reading.facts, found, lit.known, lit.light, lit.at, changes)
    facts = [*_outside(settled.joined(facts, beside), rows), *rows]
    facts = elsewhere.without(found.page.plain, facts, lit.known)
    facts = settled.joined(facts, _sources(lit, facts, bool(rows)))
    kept = [one for one in settled.moves(facts, lit.known) if _holds(said.text, one)]
    told = tuple(sorted(kept, key=lambda one: (one.start, one.slot)))
    update = {
        "is_update": True,
        "claims": tuple(one for one in reading.claims if not _only_says_how_it_was(one, lit.light)),
        "facts": told,
        "measures": measures.summed_up(told),
        "is_doubted": reading.is_doubted and not counts,
    }
    return reading.model_copy(update=update)


def _outside(facts: Sequence[Fact], rows: Sequence[Fact]) -> list[Fact]:
    """What was read where no row of a table stands that was read as one."""
    return [one for one in facts if not any(row.start <= one.start < row.end for row in rows)]


def _only_says_how_it_was(claim: Claim, light: Light) -> bool:
    """Whether an outcome was read where only a baseline, a target or no figure at all is meant."""
    if claim.kind != "outcome":
        return False
    inside = [one for one in light.stated if claim.start < one.end and one.start < claim.end]
    if any(start < claim.end and claim.start < end for start, end in light.refused):
        return True
    return bool(inside) and all(one.fact.slot != "current" for one in inside)


def _is_none(page: Page) -> bool:
    return genre.is_nothing(page) or genre.gives_orders(page) or stance.orders_the_bot(page.plain)


def _lit(found: Found, said: Said) -> Lit:
    at = said.day
    spoken = tuple(
        one
        for one in found.every[: stated.MOST]
        if not mood.tells_nothing(one) or named.find(one.text, said.known)
    )
    light = stated.find(found.page, spoken, said.known, at)
    held = tuple(one for one in light.stated if _holds(said.text, one.fact))
    return Lit(found.page, spoken, said.known, at, Light(held, light.refused, light.spoken))


def _holds(text: str, fact: Fact) -> bool:
    """Whether the quote stands in the text and the numbers in the quote."""
    if not grounding.stands(text, fact) or len(fact.quote) > grounding.LONGEST_QUOTE:
        return False
    said = (fact.value, fact.low, fact.high, fact.change)
    wanted = {abs(number) for number in said if number is not None}
    if not wanted or wanted <= amounts.numbers_in(fact.quote):
        return True
    return grounding.fact_holds(text, fact)


def _beside(lit: Lit) -> list[Fact]:
    """Owners and new due dates of known measures."""
    figured = lit.figured()
    return [fact for number in range(len(lit.statements)) for fact in _of(lit, number, figured)]


def _of(lit: Lit, number: int, figured: Sequence[Statement]) -> Iterator[Fact]:
    statement = lit.statements[number]
    mentions = named.find(statement.text, lit.known)
    before = lit.statements[number - 1] if number else None
    follows = statement in figured or before in figured
    follows = follows or (before is not None and held_by.asks_who(before.text, lit.known))
    about = {one.known.name for each in lit.statements for one in named.find(each.text, lit.known)}
    alone = before and len(about) == 1 and held_by.is_of_it(statement, before, lit.known)
    owned = held_by.find(lit.page, statement, mentions, bool(follows or alone))
    name = next(iter(about)) if alone else None
    yield from (one if one.measure else one.model_copy(update={"measure": name}) for one in owned)
    if statement not in figured:
        yield from held_by.due(lit.page, statement, mentions, lit.at)


def _sources(lit: Lit, facts: Sequence[Fact], tabled: bool) -> list[Fact]:
    """The sources named for the figures there are, or in the words that lead to a table of them."""
    levels = [one for one in facts if one.slot in LEVELS]
    over = [
        one for one in lit.statements if any(one.start <= fact.start < one.end for fact in levels)
    ]
    if tabled:
        fence = lit.page.raw.find("```")
        over += [one for one in lit.statements if one.end <= fence and one not in over][-1:]
    names = tuple(dict.fromkeys(name for one in lit.known for name in one.sources))
    found = sourced.find(lit.page, lit.statements, over, names) if over else []
    return [one for one in found if not _is_in_a_name(one, lit)]


def _is_in_a_name(source: Fact, lit: Lit) -> bool:
    """Whether its words stand in the name of a measure: no roster shows a "roster change time"."""
    return any(
        start <= source.start and source.end < end and how == "full"
        for start, end, how in named.around(source, lit.statements, lit.known)
    )
