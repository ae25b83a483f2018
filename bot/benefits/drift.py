"""Drift: what was said does not fit what was agreed, noticed once and said kindly."""

import hashlib
from collections.abc import Iterator, Sequence

from bot.benefits import measures, units
from bot.benefits.drift_figures import Seen, moved, seen
from bot.benefits.drift_kinds import KINDS, Found, figure_key
from bot.benefits.drift_kinds import Kind as Kind
from bot.benefits.facts import Fact, Recorded, Stated, Value
from bot.benefits.investment import Investment, Measure
from bot.benefits.ledger import Ledger, in_force, scope
from bot.benefits.lookalikes import claimed_twice, same_measure
from bot.benefits.outcomes import is_outcome, may_be_agreed
from bot.benefits.periods import in_words
from bot.benefits.verdict import period

_NAMED: dict[Kind, frozenset[str]] = {
    "before_go_live": frozenset({"measure", "after", "date"}),
    "not_an_outcome": frozenset({"after", "investment"}),
    "claimed_twice": frozenset({"measure", "before", "after", "other"}),
    "same_measure": frozenset({"measure", "before", "after", "other"}),
}
_USUAL = frozenset({"measure", "before", "after"})


class Drift(Value):
    """One thing that was noticed. `id` is the same for the same thing, however often it is said.

    `before` is what it does not fit, None where that is no fact. `investment` and `measure` are
    ids. `words` are the variables of the reply kept under `key`: names and figures in words.
    """

    id: str
    kind: Kind
    investment: str
    measure: str | None
    before: Recorded | None
    after: Stated
    words: dict[str, str]

    @property
    def key(self) -> str:
        """The reply that says it."""
        return f"drift_{self.kind}"


class Other(Value):
    """Another investment and its facts, which every reader of the notice may see."""

    investment: Investment
    facts: tuple[Recorded, ...]


def figure_id(stated: Stated) -> str:
    """Tells a figure from others of its measure wherever it stands, on a card or on record: what
    it states, for which part, when. No words of it.
    """
    fact = stated.fact
    held = fact.as_of if fact.slot == "current" else fact.by
    key = "\x1f".join((fact.slot, scope(fact), held or "", figure_key(stated)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def variables(kind: Kind) -> frozenset[str]:
    """What the reply of this kind names."""
    return _NAMED.get(kind, _USUAL)


def noticed(
    investment: Investment,
    stated: Sequence[Stated],
    on_record: Sequence[Recorded],
    others: Sequence[Other] = (),
    fiscal_start: int = 1,
) -> list[Drift]:
    """What of a text does not fit the record, most serious first, each thing once.

    `stated` are the text's facts, each with its measure; `on_record` are the investment's, with
    those that were corrected. Nothing is noticed where nothing was agreed yet, where a figure is
    within the noise or the same again, or where it corrects another in words.
    """
    ledger = Ledger(on_record)
    elsewhere = [(one.investment, in_force(one.facts)) for one in others]
    found: dict[str, Drift] = {}
    for after in stated:
        measure = investment.measure(after.measure)
        if measure is None:
            continue
        record = seen(measure, ledger, stated, fiscal_start)
        for one in _found(after, record, investment, elsewhere):
            drift = _drift(one, after, measure, investment)
            found.setdefault(drift.id, drift)
    return sorted(found.values(), key=lambda drift: KINDS.index(drift.kind))


def _found(
    after: Stated,
    record: Seen,
    investment: Investment,
    elsewhere: Sequence[tuple[Investment, Sequence[Recorded]]],
) -> Iterator[Found]:
    measure = record.measure
    yield from moved(after, record)
    yield from _before_go_live(after, investment, record.fiscal_start)
    yield from _not_an_outcome(after, record)
    yield from same_measure(after, measure, investment, record.ledger.counting)
    for other, facts in elsewhere:
        yield from claimed_twice(after, measure, other, facts)


def _before_go_live(after: Stated, investment: Investment, fiscal_start: int) -> Iterator[Found]:
    """A result, told since go-live, of a period that ended before anything could cause it."""
    live = investment.go_live
    if after.fact.slot != "current" or live is None or after.said_at.date() < live:
        return
    first, last = period(after, fiscal_start)
    if last < live:
        yield Found("before_go_live", None, (first.isoformat(), last.isoformat()))


def _not_an_outcome(after: Stated, record: Seen) -> Iterator[Found]:
    """Use or a technical state, offered for an agreed measure of what the business does better.

    What is only told beside it is no figure of that measure, and is asked about otherwise.
    """
    own = record.measure.name
    name = after.fact.measure or own
    is_own = measures.same(name, own)
    if after.fact.slot != "current" or is_outcome(name, after.fact.unit):
        return
    if not is_own or (record.counting and not may_be_agreed(name, after.fact.unit)):
        yield Found("not_an_outcome", None, (measures.key(name),))


def _drift(found: Found, after: Stated, measure: Measure, investment: Investment) -> Drift:
    words = {
        "measure": measure.name,
        "investment": investment.name,
        "before": _figure(found.before.fact) if found.before else measure.unit or "",
        "after": _in_both(after.fact, found.before.fact if found.before else None),
        "date": in_words(investment.go_live.isoformat()) if investment.go_live else "",
        "other": found.beside or "",
    }
    return Drift(
        id=_id(found, investment, measure),
        kind=found.kind,
        investment=investment.id,
        measure=measure.id,
        before=found.before,
        after=after,
        words={name: said for name, said in words.items() if name in variables(found.kind)},
    )


def _id(found: Found, investment: Investment, measure: Measure) -> str:
    """Of two things that are one, it is the same from either side."""
    parts: Sequence[str] = (investment.id, measure.id, *found.what)
    if found.kind in ("same_measure", "claimed_twice"):
        parts = sorted(parts)
    key = "\x1f".join((found.kind, *parts))
    return "d" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _figure(fact: Fact) -> str:
    """A figure in a few words, with the part of the whole it holds for."""
    return f"{measures.in_short(fact)}, {fact.segment}" if fact.segment else measures.in_short(fact)


def _in_both(after: Fact, before: Fact | None) -> str:
    """A figure as it was said, and in the agreed unit where that is exact."""
    said = _figure(after)
    if before is None or after.value is None or not before.is_level:
        return said
    times = units.factor(after.unit, before.unit)
    exact = times is not None and not units.slack(after.unit, before.unit)
    if not exact or units.key(after.unit) == units.key(before.unit):
        return said
    return f"{said}, which is {measures.amount(after.value * (times or 1.0), before.unit)}"
