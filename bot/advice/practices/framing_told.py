"""What a channel hears once an investment was framed: what is on record, and what stays open."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import FORM_SLOTS, Ask, Line, Part, Span
from bot.benefits.entries import counting
from bot.benefits.facts import Fact, Recorded, Slot
from bot.benefits.gaps import ORDER, Gap, open_gaps
from bot.benefits.investment import Investment, Measure
from bot.benefits.outcomes import is_outcome
from bot.benefits.position import in_force
from bot.benefits.questions import Citation, Signal, wording_for
from bot.ports import Work


def framed(investment: Investment, said: Mapping[str, str], today: date, doors: Doors) -> Part:
    """What is on record of why it is done, and how it is told whether it came about; of a go-live
    that is past, that it is.
    """
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
    for role, said_so in (("sponsor", investment.sponsor), ("lead", investment.delivery_lead)):
        if said_so:
            person = mentioned(said_so)
            who = Span(text="", user=person) if person else Span(text=said_so)
            lines.append(_labelled(f"framing_line_{role}", (who,), doors))
    if investment.go_live:
        live = in_words(investment.go_live)
        is_past = investment.go_live < today
        day = Span(text=say("framing_past", date=live) if is_past else live)
        lines.append(_labelled("framing_line_go_live", (day,), doors))
    return Part(title=say("framing_part"), lines=tuple(lines))


def target(fact: Fact, doors: Doors) -> Line:
    """The target a measure has by now."""
    return _labelled("label_target", (Span(text=measures.in_short(fact)),), doors)


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


def still_open(
    investment: Investment,
    gaps: Sequence[Gap],
    said: Mapping[str, str],
    has_barriers: bool,
) -> list[str]:
    """What is lacking, by short names: the gaps in their order, then what of the seven questions no
    gap asks for.
    """
    kinds = [is_outcome(one.name, one.unit) for one in investment.measures]
    beside = {
        "cost": investment.problem_cost is None and "cost" not in said,
        "both": bool(kinds) and not any(kinds),
        "six_months": "six_months" not in said,
        "barrier": not has_barriers,
    }
    found = [*dict.fromkeys(one.asks for one in gaps), *(key for key in beside if beside[key])]
    return [str(one) for one in found]


def open_part(work: Work, investment: Investment, said: Mapping[str, str], doors: Doors) -> Part:
    """What is lacking as the record stands; without a line where nothing is."""
    facts = in_force(work.facts([investment.id]))
    barriers = len(counting(work.entries([investment.id], "barriers")))
    gaps = open_gaps("framing", investment, facts)
    names = still_open(investment, gaps, said, has_barriers(facts, barriers))
    listed = ", ".join(doors.voice.say(f"framing_open_{one}") for one in names)
    title = doors.voice.say("framing_open")
    return Part(title=title, lines=((Span(text=listed),),) if listed else ())


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


def asks_of(investment: Investment, measure: Measure | None, doors: Doors) -> dict[Slot, Ask]:
    """Every question that may be asked first as an investment is framed, in words."""
    return {slot: ask_of(slot, "plan", investment, measure, doors) for slot in ORDER["framing"]}
