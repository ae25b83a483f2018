"""Cards: a proposal as people see it, before and after, with the words each value came from."""

from collections.abc import Sequence
from datetime import date

from bot.benefits import levels, measures, units
from bot.benefits.conversation import Card, CardLine
from bot.benefits.evidence import told_once
from bot.benefits.facts import LEVELS, Fact, Recorded, Slot, Stated
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words, is_period, last_day
from bot.benefits.position import comparable, in_force, middle
from bot.benefits.proposals import Proposal, in_dispute
from bot.benefits.verdict import is_earlier
from bot.ports import Voice

_REPLACED = LEVELS | {"owner", "problem", "outcome"}
"""Slots of which one value counts; sources and dates each belong to a figure of their own."""


def card(
    proposal: Proposal, investment: Investment, on_record: Sequence[Recorded], voice: Voice
) -> Card:
    """The proposal, with what was on record before it."""
    homes = {fact.measure for fact in proposal.facts}
    in_doubt = [one for group in in_dispute(proposal.facts).values() for one in group]
    measure = investment.measure(next(iter(homes))) if len(homes) == 1 else None
    before = in_force(list(on_record))
    return Card(
        proposal=proposal.id,
        title=voice.say("card_title", measure=measure.name)
        if measure
        else voice.say("card_title_plain", investment=investment.name),
        lines=tuple(
            _line(fact, link, investment, before, measure is None, voice, fact in in_doubt)
            for fact, link in _told_once(proposal.facts)
        ),
        summary=None if in_doubt else _summed_up(proposal.facts, before, voice),
    )


def _summed_up(stated: Sequence[Stated], before: Sequence[Recorded], voice: Voice) -> str | None:
    """What the figures mean, and that a target's day was past as it was said."""
    past = [over for one in stated if (over := over_by(one.fact, one.said_at.date()))]
    told = [summary(stated, before, voice)]
    told += [voice.say("target_day_past", when=in_words(one)) for one in dict.fromkeys(past)]
    return " ".join(one for one in told if one) or None


def over_by(fact: Fact, today: date) -> str | None:
    """The period a target was to be met in, where all of it is past."""
    due = fact.by or fact.as_of
    is_due = fact.slot == "target" and due is not None and is_period(due)
    return due if is_due and due is not None and last_day(due) < today else None


def _told_once(facts: Sequence[Stated]) -> list[tuple[Stated, str | None]]:
    """What is proposed, each source of a measure once and with its address."""
    own: dict[str | None, list[Stated]] = {}
    for one in facts:
        if one.fact.slot == "evidence":
            own.setdefault(one.measure, []).append(one)
    links = {id(one): link for group in own.values() for one, link in told_once(group)}
    shown = [one for one in facts if one.fact.slot != "evidence" or id(one) in links]
    return [(one, links.get(id(one))) for one in shown]


def _line(
    stated: Stated,
    link: str | None,
    investment: Investment,
    before: Sequence[Recorded],
    name_measure: bool,
    voice: Voice,
    is_in_doubt: bool = False,
) -> CardLine:
    fact = stated.fact
    measure = investment.measure(stated.measure)
    earlier = _replaced(stated, before) if fact.slot in _REPLACED else None
    unit = measure.unit if measure else None
    label = _label(stated, earlier, voice)
    label = voice.say("label_either", title=label) if is_in_doubt else label
    return CardLine(
        label=f"{label}, {measure.name}" if name_measure and measure else label,
        before=measures.in_short(earlier.fact, unit) if earlier else None,
        after=measures.in_short(fact, unit),
        quote=None if link and link == fact.ref else fact.quote,
        href=link,
    )


def _label(stated: Stated, earlier: Recorded | None, voice: Voice) -> str:
    """What a line is about; that a figure is put right in words stands with it."""
    if stated.shows and stated.shows != stated.place:
        return voice.say("source_kept")
    label = voice.say(f"label_{stated.fact.slot}")
    in_words = stated.corrects and stated.edited_at is None
    if earlier is None or earlier.id != stated.supersedes or not in_words:
        return label
    return voice.say("label_corrected", title=label)


def _replaced(stated: Stated, before: Sequence[Recorded]) -> Recorded | None:
    """What a fact stands in place of: the one it corrects, else what counts on record."""
    corrected = next((fact for fact in before if fact.id == stated.supersedes), None)
    return corrected or recorded(before, stated.measure, stated.fact.slot)


def recorded(facts: Sequence[Recorded], measure: str | None, slot: Slot) -> Recorded | None:
    """What counts on record for a slot: the first baseline, the latest of the rest."""
    own = [fact for fact in facts if fact.measure in (measure, None) and fact.fact.slot == slot]
    return next(iter(own if slot == "baseline" else reversed(own)), None)


def summary(stated: Sequence[Stated], before: Sequence[Recorded], voice: Voice) -> str | None:
    """What the new figure means beside the agreed baseline: "14 → 9 days, 5 days less (36%)".

    A second baseline does not replace the agreed one, and a figure from before it shows no change
    since: the card says so.
    """
    for new in stated:
        agreed = recorded(before, new.measure, "baseline")
        if new.fact.slot == "baseline" and agreed and not new.supersedes:
            return voice.say("second_baseline", agreed=measures.in_short(agreed.fact))
    current = next((new for new in stated if new.fact.slot == "current"), None)
    if current is None:
        return None
    said = next(
        (new for new in stated if new.fact.slot == "baseline" and new.measure == current.measure),
        None,
    )
    baseline = recorded(before, current.measure, "baseline") or said
    if baseline is None or not comparable(baseline.fact, current.fact):
        return None
    if is_earlier(current, baseline):
        return voice.say("before_baseline", agreed=measures.in_short(baseline.fact))
    return movement(baseline, current)


def movement(baseline: Stated, current: Stated, is_hedged: bool = False) -> str:
    """From one level to another in words; both must be comparable.

    Each stands in the unit it was said in, the change in the baseline's. A range or a bound stands
    as it was said; so does "about" where it `is_hedged`.
    """
    one, other = baseline.fact, current.fact
    alike = units.key(one.unit) == units.key(other.unit)
    before = _bare(one) if alike and _is_exact(one) else _in_words(one)
    after = _in_words(other) if alike else measures.in_agreed(other, one.unit)
    if is_hedged and one.approx and _is_exact(one):
        before = f"about {before}"
    if is_hedged and alike and other.approx and _is_exact(other):
        after = f"about {after}"
    return f"{before} → {after}, {change(baseline, current)}"


def _bare(fact: Fact) -> str:
    """A level whose unit is told beside it: its number, of money with the sign."""
    money = units.CURRENCY.fullmatch(fact.unit or "")
    return measures.amount(middle(fact), money["code"] if money else None)


def _in_words(fact: Fact) -> str | None:
    return measures.amount(middle(fact), fact.unit) if _is_exact(fact) else measures.level(fact)


def change(baseline: Stated, current: Stated) -> str:
    """By how much two comparable levels differ, in the baseline's unit: of a range or a bound no
    more than is certain."""
    unit = baseline.fact.unit
    low, high = levels.ends(baseline.fact, unit)
    least, most = levels.ends(current.fact, unit)
    if _is_exact(baseline.fact) and _is_exact(current.fact):
        return measures.change_in_words(low, least, unit)
    if least > high:
        return f"at least {measures.change_in_words(high, least, unit)}"
    if most < low:
        return f"at least {measures.change_in_words(low, most, unit)}"
    return "by how much is not certain"


def _is_exact(fact: Fact) -> bool:
    return fact.value is not None and fact.bound is None
