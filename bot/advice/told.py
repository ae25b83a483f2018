"""Told: the parts of an answer in words, each figure with where it comes from."""

from collections.abc import Sequence

from bot.advice import cards
from bot.benefits import measures
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.facts import Recorded, Slot, Value
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment, Measure
from bot.benefits.position import Position, Verdict, comparable
from bot.benefits.reading import DELIVERY
from bot.ports import Noticed, Voice

PARTS: dict[str, tuple[Verdict, ...]] = {
    "part_improved": ("improved",),
    "part_claimed": ("claimed_without_evidence",),
    "part_worse": ("worse", "unchanged"),
    "part_contradicted": ("contradicted",),
    "part_unknown": ("no_baseline", "not_measured", "not_due"),
}
"""The fixed parts of an answer, and the verdicts told under each."""

DELIVERED = 3
"""Deliveries shown beside the outcomes, at most, newest first."""

Placed = tuple[Investment, Measure, Position]
Missing = tuple[Investment, Slot, Measure | None]


class Provenance(Value):
    """Where a figure of an answer comes from: ledger facts, and the computation over them.

    A figure of a quoted delivery is no fact: its computation says that it was quoted.
    """

    figure: str
    facts: tuple[str, ...]
    computation: str | None
    permalink: str | None


class Told:
    """Puts positions into words, and keeps the provenance of every figure it says."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.provenance: list[Provenance] = []

    def count(self, what: str, positions: Sequence[Position]) -> str:
        """How many there are, as a figure of the answer."""
        shown = [one.current_fact or one.baseline_fact for one in positions]
        self._note(str(len(positions)), [fact for fact in shown if fact], f"count of {what}")
        return str(len(positions))

    def outcomes(self, placed: Sequence[Placed], gaps: Sequence[Missing]) -> list[Part]:
        """The fixed parts; what nobody knows stands in one line a measure."""
        parts = [self._part(key, placed) for key in PARTS if key != "part_unknown"]
        return [*parts, self._unknown(placed, gaps)]

    def delivered(self, claims: Sequence[Noticed]) -> Part:
        """What was delivered, kept apart from what improved."""
        made = [one for one in claims if one.claim.kind in DELIVERY and one.claim.is_made]
        newest = sorted(made, key=lambda noticed: noticed.said_at, reverse=True)
        latest: dict[str, Noticed] = {}
        for noticed in newest:
            latest.setdefault(noticed.claim.quote, noticed)
        shown = list(latest.values())[:DELIVERED]
        for noticed in shown:
            self._note(noticed.claim.quote, (), "quoted, not on record", noticed.permalink)
        lines = [(Span(text=f"“{one.claim.quote}”", href=one.permalink),) for one in shown]
        if more := len(latest) - len(shown):
            self._note(str(more), (), "count of further deliveries quoted, not on record")
            lines.append((Span(text=self.voice.say("and_more", n=str(more))),))
        return Part(title=self.voice.say("part_delivered"), lines=tuple(lines))

    def _part(self, key: str, placed: Sequence[Placed]) -> Part:
        lines = []
        for investment, measure, one in placed:
            if one.verdict in PARTS[key]:
                lines.append(self._line(investment, measure, one))
            if key == "part_claimed" and one.verdict != "contradicted":
                lines += [self._claim(investment, measure, fact) for fact in one.beside]
        return Part(title=self.voice.say(key), lines=tuple(lines))

    def _unknown(self, placed: Sequence[Placed], gaps: Sequence[Missing]) -> Part:
        lines = {
            (investment.id, measure.id): self._line(investment, measure, one)
            for investment, measure, one in placed
            if one.verdict in PARTS["part_unknown"]
        }
        missing: dict[tuple[str, str], list[Slot]] = {}
        for investment, asks, measure in gaps:
            home = (investment.id, measure.id if measure else "")
            lines.setdefault(home, (_place(investment, measure),))
            missing.setdefault(home, []).append(asks)
        for home, gone in missing.items():
            what = [self.voice.say(f"label_{asks}").lower() for asks in _in_short(gone)]
            said = self.voice.say("missing", what=", ".join(what))
            joint = ". " if len(lines[home]) > 1 else ""
            lines[home] = (*lines[home], Span(text=f"{joint}{said[0].upper()}{said[1:]}"))
        return Part(title=self.voice.say("part_unknown"), lines=tuple(lines.values()))

    def _line(self, investment: Investment, measure: Measure, one: Position) -> Line:
        """One measure: from, to, by how much, shown by whom, answered for by whom."""
        spans = [_place(investment, measure)]
        figures = [fact for fact in (one.baseline_fact, one.current_fact) if fact]
        for number, fact in enumerate(figures):
            spans += [Span(text=" → ")] if number else []
            spans.append(self._figure(fact))
        spans += self._verdict(one, bool(figures))
        spans += self._shown_by(one)
        if one.baseline_fact and one.current_fact and not one.baseline_has_source:
            spans.append(Span(text=f". {self.voice.say('baseline_without_source')}"))
        if one.owner_fact:
            spans.append(Span(text=f". {self.voice.say('label_owner')}: "))
            spans.append(Span(text=one.owner or "", href=one.owner_fact.permalink))
        return tuple(spans)

    def _verdict(self, one: Position, has_figures: bool) -> list[Span]:
        compared = one.verdict in ("improved", "worse", "unchanged")
        spans: list[Span] = []
        before, after = one.baseline_fact, one.current_fact
        if before and after and comparable(before.fact, after.fact):
            spans.append(self._change(before, after))
        if not compared or one.verdict == "unchanged":
            said = self.voice.say(f"verdict_{one.verdict}")
            spans.append(Span(text=f". {said}" if has_figures else said))
        if one.verdict == "unchanged":
            self._note("1% of the baseline", (), "the default noise")
        if one.verdict == "contradicted":
            for other in one.beside:
                spans += [Span(text=": " if len(spans) == 1 else ", "), self._figure(other)]
        return spans

    def _claim(self, investment: Investment, measure: Measure, fact: Recorded) -> Line:
        said = self.voice.say("verdict_claimed_without_evidence")
        return (_place(investment, measure), self._figure(fact), Span(text=f". {said}"))

    def _figure(self, fact: Recorded) -> Span:
        words = measures.in_short(fact.fact)
        self._note(words, (fact,), None, fact.permalink)
        return Span(text=words, href=fact.permalink)

    def _change(self, baseline: Recorded, current: Recorded) -> Span:
        words = cards.change(baseline, current)
        computed = "current minus baseline; share of the baseline"
        self._note(words, (baseline, current), computed, current.permalink)
        return Span(text=f", {words}")

    def _shown_by(self, one: Position) -> list[Span]:
        """The sources of the current figure; a source with an address leads there."""
        spans: list[Span] = []
        for source in one.sources:
            ref = source.fact.ref or source.fact.quote
            label = self.voice.say("link") if is_bare_link(source) else ref
            link = ref if is_bare_link(source) else source.permalink
            lead = ", " if spans else f". {self.voice.say('label_evidence')}: "
            spans += [Span(text=lead), Span(text=label, href=link)]
        return spans

    def _note(
        self,
        figure: str,
        facts: Sequence[Recorded],
        computation: str | None,
        permalink: str | None = None,
    ) -> None:
        ids = tuple(fact.id for fact in facts)
        self.provenance.append(
            Provenance(figure=figure, facts=ids, computation=computation, permalink=permalink)
        )


def _in_short(gone: Sequence[Slot]) -> list[Slot]:
    """What is missing, said once: without a figure there is no source or period for it either."""
    implied = ("evidence", "timeframe") if "current" in gone else ()
    return [asks for asks in gone if asks not in implied]


def _place(investment: Investment, measure: Measure | None) -> Span:
    name = f"{investment.name} · {measure.name}: " if measure else f"{investment.name}: "
    return Span(text=name, strong=True)
