"""A reply that tells of more measures on record than the one that was asked about."""

from collections.abc import Sequence

from bot.benefits import measures
from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext
from bot.reading import stated
from bot.reading.markup import Page
from bot.reading.stated import Stated
from bot.reading.statements import Statement


def joined(
    sheet: Page, statements: Sequence[Statement], context: AnswerContext, facts: Sequence[Fact]
) -> list[Fact]:
    """The facts of a reply, with each figure told of a measure on record under its name.

    Untouched where the reply names none but the one that was asked about.
    """
    found = list(facts)
    if len(context.known) < 2:
        return found
    light = stated.find(sheet, statements, context.known, context.day)
    told = [one for one in light.stated if not one.part.recalled]
    if not any(_is_other(one, context) for one in told):
        return found
    for one in told:
        same = next((fact for fact in found if _is_same(fact, one)), None)
        if same is None:
            found.append(_played(one, context))
        elif not measures.same(same.measure or "", one.known.name):
            found[found.index(same)] = same.model_copy(
                update={"measure": one.fact.measure, "unit": one.fact.unit}
            )
    return sorted(found, key=lambda fact: fact.slot not in LEVELS)


def _is_other(one: Stated, context: AnswerContext) -> bool:
    return not measures.same(one.known.name, context.measure or "")


def _is_same(fact: Fact, one: Stated) -> bool:
    """Whether a fact tells the figure that stands there."""
    if fact.slot not in LEVELS or not fact.start <= one.start < max(fact.end, fact.start + 1):
        return False
    return (fact.value, fact.low, fact.high) == (one.fact.value, one.fact.low, one.fact.high)


def _played(one: Stated, context: AnswerContext) -> Fact:
    """The figure as what was asked for, where nothing beside it says which part it plays."""
    asked = context.asked
    if one.part.sure or asked not in ("baseline", "current") or one.fact.slot == "target":
        return one.fact
    return one.fact.model_copy(update={"slot": asked})
