"""What a channel hears once an investment was framed: what is on record, and what stays open."""

from collections.abc import Mapping, Sequence

from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import FORM_SLOTS, Ask, Line, Part, Span
from bot.benefits.facts import Recorded, Slot
from bot.benefits.gaps import ORDER, Gap
from bot.benefits.investment import Investment, Measure
from bot.benefits.outcomes import is_outcome
from bot.benefits.questions import Citation, Signal, wording_for

SEVEN: tuple[tuple[Slot, Signal], ...] = (
    ("outcome", "plan"),
    ("measure", "any"),
    ("baseline", "any"),
    ("measure", "milestone"),
    ("barrier", "plan"),
    ("owner", "any"),
    ("outcome", "any"),
)
"""What the seven questions for leaders ask for: the result meant, how one would know, the baseline,
whether progress of the work or of the business is measured, barriers, the owner after delivery, and
what is different six months on.
"""

SIX_MONTHS: tuple[Slot, Signal] = ("outcome", "any")
BOTH: tuple[Slot, Signal] = ("measure", "milestone")


def framed(investment: Investment, said: Mapping[str, str], doors: Doors) -> Part:
    """What is on record of why it is done, and how it is told whether it came about."""
    say = doors.voice.say
    cost = investment.problem_cost.text if investment.problem_cost else None
    words = {
        "problem": investment.problem,
        "constraint": said.get("constraint"),
        "cost": cost,
        "outcome": investment.outcome,
        "six_months": said.get("six_months"),
    }
    lines: list[Line] = [
        _labelled(f"framing_line_{key}", (Span(text=text),), doors)
        for key, text in words.items()
        if text
    ]
    lines += [
        _labelled("framing_line_measure", (Span(text=_counted(one, doors)),), doors)
        for one in investment.measures
    ]
    sponsor = mentioned(investment.sponsor)
    if investment.sponsor:
        who = Span(text="", user=sponsor) if sponsor else Span(text=investment.sponsor)
        lines.append(_labelled("framing_line_sponsor", (who,), doors))
    if investment.go_live:
        day = Span(text=in_words(investment.go_live))
        lines.append(_labelled("framing_line_go_live", (day,), doors))
    return Part(title=say("framing_part"), lines=tuple(lines))


def _labelled(key: str, spans: Line, doors: Doors) -> Line:
    return (Span(text=f"{doors.voice.say(key)}: "), *spans)


def _counted(measure: Measure, doors: Doors) -> str:
    """A measure with its unit, and what is agreed on of it."""
    say = doors.voice.say
    named = f"{measure.name} in {measure.unit}" if measure.unit else measure.name
    told = [
        say(f"framing_dimension_{measure.dimension}").lower() if measure.dimension else None,
        say(f"framing_taxonomy_{measure.taxonomy}").lower() if measure.taxonomy else None,
        say(f"framing_way_{measure.better}") if measure.better else None,
    ]
    return " · ".join((named, *(one for one in told if one)))


def open_questions(
    investment: Investment,
    gaps: Sequence[Gap],
    said: Mapping[str, str],
    has_barriers: bool,
) -> list[tuple[Slot, Signal]]:
    """Which of the seven are open, in the article's order."""
    lacks = {one.asks for one in gaps}
    found = {(slot, signal): slot in lacks for slot, signal in SEVEN}
    found["outcome", "plan"] = (
        not (investment.outcome or investment.measures) and "outcome" in lacks
    )
    found[SIX_MONTHS] = "six_months" not in said
    found[BOTH] = bool(investment.measures) and not any(
        is_outcome(one.name, one.unit) for one in investment.measures
    )
    found["barrier", "plan"] = not has_barriers
    return [one for one in SEVEN if found[one]]


def has_barriers(facts: Sequence[Recorded], entries: int) -> bool:
    """Whether anything that could keep the benefit away is on record."""
    return entries > 0 or any(one.fact.slot == "barrier" for one in facts)


def ask_of(
    slot: Slot, signal: Signal, investment: Investment, measure: Measure | None, doors: Doors
) -> Ask:
    """A question in words with the passage it rests on. Asks the library, so never inside a unit of
    work.
    """
    wording = wording_for(slot, signal, doors.wordings)
    text, why = doors.voice.ask(
        wording,
        measure=measure.name if measure else "",
        how_much=measures.how_much(measure.unit if measure else None),
        investment=investment.name,
    )
    passage = doors.library.passage(wording.default)
    cites = Citation(id=passage.id, title=passage.title, source=passage.source)
    return Ask(
        question="",
        text=text,
        why=why,
        citations=(cites,),
        has_form=slot in FORM_SLOTS,
        picks=slot == "owner",
    )


def asks_of(
    investment: Investment, measure: Measure | None, doors: Doors
) -> dict[tuple[Slot, Signal], Ask]:
    """Every question that may stay open as an investment is framed, in words."""
    wanted = [*((slot, "plan") for slot in ORDER["framing"]), *SEVEN]
    return {
        (slot, signal): ask_of(slot, signal, investment, measure, doors) for slot, signal in wanted
    }
