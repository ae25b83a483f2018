"""A figure against the one agreed: moved, counted otherwise, contradicted, or quoted too late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.benefits import levels, units
from bot.benefits.drift_kinds import Found, figure_key
from bot.benefits.facts import LEVELS, Fact, Recorded, Slot, Stated
from bot.benefits.investment import Measure
from bot.benefits.ledger import Ledger, scope
from bot.benefits.periods import last_day
from bot.benefits.unlike import counts_in, unlike, unlike_units
from bot.benefits.verdict import is_second_baseline, period


@dataclass(frozen=True, slots=True)
class Seen:
    """One measure's record: `counting` is in force, `corrected` are pairs of what was corrected
    and what counts in its place. `units` are those that the text itself uses for the measure,
    `wholes` the slots it gives of the measure undivided, `due` when its own targets are due."""

    measure: Measure
    ledger: Ledger
    counting: Sequence[Recorded]
    corrected: Sequence[tuple[Recorded, Recorded]]
    units: frozenset[str]
    fiscal_start: int
    wholes: frozenset[Slot] = frozenset()
    due: frozenset[str | None] = frozenset()

    def of(self, slot: Slot) -> list[Recorded]:
        """The counting figures of one slot that say how much."""
        return [
            fact
            for fact in self.counting
            if fact.fact.slot == slot and (fact.fact.is_level or fact.fact.change is not None)
        ]


def seen(measure: Measure, ledger: Ledger, stated: Sequence[Stated], fiscal_start: int) -> Seen:
    """The part of a ledger, and of a text, that belongs to one measure."""
    counting = [fact for fact in ledger.counting if fact.measure in (measure.id, None)]
    corrected = [pair for pair in ledger.corrected() if pair[0].measure == measure.id]
    own = [fact.fact for fact in stated if fact.measure == measure.id]
    said = frozenset(units.key(fact.unit) for fact in own)
    wholes = frozenset(fact.slot for fact in own if fact.is_level and not scope(fact))
    due = frozenset(fact.by for fact in own if fact.slot == "target")
    return Seen(measure, ledger, counting, corrected, said, fiscal_start, wholes, due)


def moved(after: Stated, record: Seen) -> Iterator[Found]:
    """What of a figure does not fit the record; nothing where it corrects it in words."""
    if after.corrects or after.supersedes:
        return
    if after.fact.slot == "timeframe":
        yield from _due_date(after, record)
    elif after.fact.slot in LEVELS:
        old = _quoted_after_correction(after, record)
        found = old or _unlike(after, record) or _value(after, record)
        if found is not None:
            yield found


def _quoted_after_correction(after: Stated, record: Seen) -> Found | None:
    """A figure that was corrected since, said again as if it still held."""
    for old, counts in record.corrected:
        if old.fact.slot != after.fact.slot or _is_same_message(counts, after):
            continue
        again = levels.comparable(old.fact, after.fact) and _same(old, after)
        if again and levels.disagree(record.measure, counts.fact, after.fact):
            return Found("quoted_after_correction", counts, (counts.id, figure_key(after)))
    return None


def _same(one: Stated, other: Stated) -> bool:
    return levels.middle(one.fact) == levels.middle(other.fact, one.fact.unit)


def _unlike(after: Stated, record: Seen) -> Found | None:
    """A figure counted otherwise than what was agreed; said once for each way of counting. A part
    told beside its whole is not told in its place."""
    agreed = [one for one in _agreed(after, record) if not _is_restated(one, after)]
    for number, before in enumerate(agreed):
        kind = unlike(before.fact, after.fact, record.measure.name)
        is_part = bool(scope(after.fact)) and after.fact.slot in record.wholes
        if kind in ("scope_changed", "denominator_changed") and is_part:
            continue
        if kind and (number == 0 or kind == "percent_against_points"):
            fact = after.fact
            how = (units.key(fact.unit), units.key(fact.change_unit), scope(fact))
            return Found(kind, before, (before.id, *how))
    if agreed or not after.fact.is_level or units.key(record.measure.unit) in record.units:
        return None
    if counts_in(record.measure.unit, after.fact):
        return None
    kind = unlike_units(record.measure.unit, after.fact.unit)
    return Found(kind, None, (units.key(after.fact.unit),)) if kind else None


def _agreed(after: Stated, record: Seen) -> list[Recorded]:
    """What a figure is to fit, first what it is compared with: of its own part where there is."""
    baselines = sorted(record.of("baseline"), key=record.ledger.first_said)
    targets, currents = record.of("target")[::-1], record.of("current")[::-1]
    order: dict[Slot, list[list[Recorded]]] = {
        "baseline": [baselines],
        "target": [targets, baselines],
        "current": [baselines, currents, targets],
    }
    part = scope(after.fact)
    ranked = [
        sorted(group, key=lambda one: scope(one.fact) != part) for group in order[after.fact.slot]
    ]
    return [group[0] for group in ranked if group]


def _value(after: Stated, record: Seen) -> Found | None:
    """Another value for what is on record already."""
    if after.fact.slot == "current":
        return _contradicted(after, record)
    before = next(iter(_agreed(after, record)), None)
    if before is None or before.fact.slot != after.fact.slot or _is_restated(before, after):
        return None
    one, other = _unbound(before.fact), _unbound(after.fact)
    differs = levels.disagree(record.measure, one, other)
    what = (before.id, figure_key(after))
    if after.fact.slot == "baseline":
        return Found("rebaselined", before, what) if differs else None
    if differs or _other_change(before, after):
        return Found("target_moved", before, what)
    due = _other_day(before.fact.by, after.fact.by, record)
    return Found("date_moved", before, (before.id, after.fact.by or "")) if due else None


def _unbound(fact: Fact) -> Fact:
    """A target is told by its number: under 8 is another one than under 5."""
    return fact if fact.slot != "target" else fact.model_copy(update={"bound": None})


def _other_change(before: Stated, after: Stated) -> bool:
    one, other = before.fact.change, after.fact.change
    return None not in (one, other) and one != other and not after.fact.is_level


def _contradicted(after: Stated, record: Seen) -> Found | None:
    """Somebody's other figure for the same period and part."""
    span = period(after, record.fiscal_start)
    for first in record.of("baseline"):
        if is_second_baseline(record.measure, first, after, record.fiscal_start):
            return Found("contradicted", first, (first.id, figure_key(after)))
    for before in record.of("current"):
        if _is_same_message(before, after) or period(before, record.fiscal_start) != span:
            continue
        if levels.disagree(record.measure, before.fact, after.fact):
            return Found("contradicted", before, (before.id, figure_key(after)))
    return None


def _due_date(after: Stated, record: Seen) -> Iterator[Found]:
    """Another due date than the target's or the one said before, unless it is that of a target the
    text itself gives."""
    if after.fact.by in record.due:
        return
    dated = [
        fact
        for fact in record.counting
        if fact.fact.slot in ("target", "timeframe") and fact.fact.by and fact.ts != after.ts
    ]
    if dated and _other_day(dated[-1].fact.by, after.fact.by, record):
        yield Found("date_moved", dated[-1], (dated[-1].id, after.fact.by or ""))


def _other_day(one: str | None, other: str | None, record: Seen) -> bool:
    if one is None or other is None or one == other:
        return False
    try:
        return last_day(one, record.fiscal_start) != last_day(other, record.fiscal_start)
    except ValueError:
        return False


def _is_restated(before: Recorded, after: Stated) -> bool:
    """Whether both stand in one wording of one message; an edit is another wording."""
    return _is_same_message(before, after) and before.edited_at == after.edited_at


def _is_same_message(one: Stated, other: Stated) -> bool:
    return one.ts is not None and (one.channel, one.ts) == (other.channel, other.ts)
