"""Told: the parts of an answer in words, each figure with where it comes from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bot.advice import cards, direction, spans
from bot.advice.asked import Asked
from bot.advice.beside import aimed, beside, has_lost_its_source, owned, shown_by, sources
from bot.advice.delivered import delivered
from bot.advice.figures import Figures
from bot.advice.standing import Missing, Placed
from bot.benefits import measures
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.evidence import Shown
from bot.benefits.facts import Recorded, Slot
from bot.benefits.investment import Investment, Measure
from bot.benefits.periods import in_words
from bot.benefits.position import Position, Verdict, comparable
from bot.benefits.verdict import is_earlier, period
from bot.ports import Noticed, Voice

PARTS: dict[str, tuple[Verdict, ...]] = {
    "part_improved": ("improved",),
    "part_claimed": ("claimed_without_evidence",),
    "part_worse": ("worse", "unchanged"),
    "part_contradicted": ("contradicted",),
    "part_unknown": ("no_baseline", "not_measured", "not_due"),
}
"""The fixed parts of an answer, and the verdicts told under each."""

Worded = Callable[[], Line]
"""A line, put into words when it is asked for."""

LineOf = Callable[[Placed], Line]

DELIVERED = 3
"""Deliveries shown beside the outcomes, at most, newest first."""


CHANGE = "current minus baseline; share of the baseline"

OVER = "change over the period asked for: the latest figure in it minus the last one before it"


class Told(Figures):
    """Puts positions into words, and keeps the provenance of every figure it says."""

    def __init__(self, voice: Voice, asked: Asked) -> None:
        super().__init__(voice)
        self.asked = asked
        self._gone: dict[tuple[str, str], list[Slot]] = {}

    def count(self, what: str, placed: Sequence[Placed]) -> str:
        """How many there are, as a figure of the answer."""
        positions = [one.position for one in placed]
        shown = [one.current_fact or one.baseline_fact for one in positions]
        self.note(str(len(positions)), [fact for fact in shown if fact], f"count of {what}")
        return str(len(positions))

    def period(self) -> None:
        """The days of the period asked for are figures too."""
        self.note(self.asked.when, (), "the period asked for")

    def apart(self, placed: Sequence[Placed], gaps: Sequence[Missing]) -> list[Missing]:
        """The gaps but for those of measures that are told under another part than what is not
        known: theirs stand in their own line.
        """
        known = [key for key in PARTS if key != "part_unknown"]
        placed_at = {_place_of(one) for key in known for one in under(key, placed)}
        rest = []
        for investment, asks, measure in gaps:
            home = (investment.id, measure.id if measure else "")
            if home in placed_at:
                self._gone.setdefault(home, []).append(asks)
            else:
                rest.append((investment, asks, measure))
        return rest

    def outcomes(
        self, placed: Sequence[Placed], gaps: Sequence[Missing], claims: Sequence[Line] = ()
    ) -> list[Part]:
        """The fixed parts; what nobody knows stands in one line a measure, and what was claimed of
        none of them stands beside the claims.
        """
        gaps = self.apart(placed, gaps)
        keys = sorted(PARTS, key=lambda key: self.asked.worse and key != "part_worse")
        parts = [self._part(key, placed) for key in keys if key != "part_unknown"]
        titles = [self.voice.say("part_claimed") if claims else None]
        parts = [
            one.model_copy(update={"lines": (*one.lines, *claims)}) if one.title in titles else one
            for one in parts
        ]
        return [*parts, self._unknown(placed, gaps)]

    def delivered(self, claims: Sequence[Noticed], homes: Sequence[Investment]) -> Part:
        """What was delivered, kept apart from what improved; of several investments, each by name.

        It was noticed of the whole investment, whichever of its measures are asked for.
        """
        made = delivered(claims, homes)
        newest = sorted(made, key=lambda noticed: noticed.said_at, reverse=True)
        latest: dict[str, Noticed] = {}
        for noticed in newest:
            if noticed.claim.quote:
                latest.setdefault(noticed.claim.quote.rstrip(" ."), noticed)
        shown = list(latest.values())[:DELIVERED]
        names = {home.id: home for home in homes} if len(homes) > 1 else {}
        lines: list[Line] = [
            (*self._home(one, names), self._quoted(one), self._day(one)) for one in shown
        ]
        if more := len(latest) - len(shown):
            n = self.number(more, "further deliveries quoted")
            lines.append((Span(text=self.voice.say("and_more", n=n)),))
        key = "part_delivered_whole" if self.asked.measures else "part_delivered"
        return Part(title=self.voice.say(key), lines=tuple(lines))

    def line(self, one: Placed) -> Line:
        """One measure: from, to, by how much, shown by whom, answered for by whom, what stands
        beside it.
        """
        beside_it = beside(one, self)
        return (*self.moved(one), *self._way(one), *self._later(one), *beside_it)

    def short(self, one: Placed) -> Line:
        """One measure among many: from, to, by how much, and what shows it."""
        return (*self.moved(one), *self._later(one), *shown_by(one.position, self))

    def in_short(self, one: Placed) -> Line:
        """The same in an answer about many; of what was judged its target and its owner too."""
        is_judged = one.position.verdict in ("improved", "worse")
        return (*self.short(one), *(aimed(one, self) if is_judged else ()))

    def moved(self, one: Placed) -> Line:
        """One measure in short: over the period asked for, then since its baseline."""
        over = self._over(one)
        return (place(one.investment, one.measure), *over, *self._whole(one, not over))

    def _whole(self, one: Placed, is_named: bool = True) -> Line:
        """From, to, by how much, and what that amounts to; the baseline by its name, but where it
        was named.
        """
        at = one.position
        spans: list[Span] = []
        figures = [fact for fact in (at.baseline_fact, at.current_fact) if fact]
        if at.baseline_fact and not at.current_fact:
            spans.append(Span(text=f"{self.voice.say('plotted_baseline')} "))
        for number, fact in enumerate(figures):
            spans += [Span(text=" → ")] if number else []
            spans += self._named(one, fact) if len(figures) > 1 and (number or is_named) else []
            spans += [*self.figure(fact, one.measure.unit), *self.undated(fact)]
        if at.baseline_fact is None and at.current_fact and not at.current_fact.fact.is_level:
            spans.append(Span(text=f", {self.voice.say('change_without_baseline')}"))
        spans += self._verdict(one, bool(figures))
        if at.verdict == "claimed_without_evidence" and at.current_fact is None and one.claims:
            spans += [Span(text=": "), self._quoted(one.claims[-1])]
        return tuple(spans)

    def _way(self, one: Placed) -> Line:
        """Which way is better, where a change was judged."""
        if one.position.verdict not in ("improved", "worse"):
            return ()
        said = direction.in_words(one, self.voice)
        return (Span(text=f". {said[0].upper()}{said[1:]}"),)

    def _named(self, one: Placed, fact: Recorded) -> Line:
        """Which of two figures it is: that from before, or what was shown or only said since."""
        sort = "claimed" if one.position.verdict == "claimed_without_evidence" else "measured"
        key = "baseline" if fact.fact.slot == "baseline" else sort
        return (Span(text=f"{self.voice.say(f'plotted_{key}')} "),)

    def undated(self, fact: Recorded) -> Line:
        """The time of a figure that does not say it: when it was said, or that nobody knows it."""
        is_told = fact.fact.as_of is not None and fact.fact.is_level
        if is_told or fact.fact.slot not in ("baseline", "current"):
            return ()
        date = spans.when(fact)
        if date and fact.fact.as_of is None:
            date = self.voice.say("said_on", date=date)
        return (Span(text=f" ({date or self.voice.say('no_date')})"),)

    def _over(self, one: Placed) -> Line:
        """What it did over the period asked for, where that began with another figure than the
        baseline, and what shows that one.
        """
        first, last = one.before, one.position.current_fact
        if first is None or last is None or first == one.position.baseline_fact:
            return ()
        moved, unit = cards.change(first, last), one.measure.unit
        self.note(cards.movement(first, last), (first, last), OVER, last.permalink)
        shown = [each for each in Shown(one.facts).of(first) if isinstance(each, Recorded)]
        whole = ". " + (self.voice.say("since_the_baseline") if one.position.baseline_fact else "")
        return (
            Span(text=self.voice.say("over_period", when=self.asked.when)),
            *self.figure(first, unit),
            *self.undated(first),
            Span(text=" → "),
            *self.figure(last, unit),
            *self.undated(last),
            Span(text=f", {moved}"),
            *sources(shown, self, "label_before_source"),
            Span(text=whole),
        )

    def _later(self, one: Placed) -> Line:
        """The figure on record from after the period asked for."""
        if one.later is None or one.later.current_fact is None:
            return ()
        fact = one.later.current_fact
        spans = [Span(text=f". {self.voice.say('later_on_record')}"), *self.figure(fact)]
        spans += self.undated(fact)
        if not one.later.sources:
            spans.append(Span(text=f", {self.voice.say('no_source')}"))
        return tuple(spans)

    def claim(self, one: Placed, fact: Recorded) -> Line:
        """A later figure without evidence, beside the one that counts."""
        said = self.voice.say("verdict_claimed_without_evidence")
        return (place(one.investment, one.measure), *self.figure(fact), Span(text=f". {said}"))

    def earlier(self, one: Placed) -> Line:
        """A measure without a figure of the period asked for, and where its latest one stands."""
        said = self.voice.say("none_in_period", when=self.asked.when)
        spans = [place(one.investment, one.measure), Span(text=said)]
        self.period()
        latest = one.position.current_fact
        if latest is not None:
            until = self.asked.until
            is_later = until is not None and period(latest)[0] > until
            key = "later_on_record" if is_later else "before_on_record"
            told = self._known_later(one) if is_later else self._whole(one)
            spans += [Span(text=f". {self.voice.say(key)}"), *told]
        return tuple(spans)

    def _known_later(self, one: Placed) -> Line:
        """A figure from after the period asked for, what shows it, and who answers for it."""
        shown = sources(one.position.sources, self)
        return (*self._against(one), *shown, *owned(one, self))

    def _against(self, one: Placed) -> Line:
        """A later figure, and how far it is from the baseline, which is not later."""
        at = one.position
        first, last = at.baseline_fact, at.current_fact
        if first is None or last is None or at.verdict not in ("improved", "worse"):
            return self._whole(one)
        if None in (first.fact.value, last.fact.value) or not tells_change(first, last):
            return self._whole(one)
        before = (*self.figure(first, one.measure.unit), *self.undated(first))
        self.note(cards.change(first, last), (first, last), CHANGE, last.permalink)
        said = self.voice.say(
            "than_baseline" if at.baseline_has_source else "than_bare_baseline",
            moved=cards.change(first, last),
            baseline=self.voice.say("baseline_of", before="".join(span.text for span in before)),
        )
        return (*self.figure(last, one.measure.unit), *self.undated(last), Span(text=f", {said}"))

    def missing(self, gone: Sequence[Slot]) -> str:
        """What is not on record, in a few words."""
        said = self.voice.say("missing", what=self._named_gaps(gone))
        return f"{said[0].upper()}{said[1:]}"

    def _named_gaps(self, gone: Sequence[Slot]) -> str:
        return ", ".join(self.voice.say(f"label_{asks}").lower() for asks in _in_short(gone))

    def _part(self, key: str, placed: Sequence[Placed]) -> Part:
        lines = [say() for one in placed for say in self.told_under(key, one, self.line)]
        return Part(title=self.voice.say(key), lines=tuple(lines))

    def told_under(self, key: str, one: Placed, line: LineOf) -> Iterator[Worded]:
        """The lines of one measure under a part, one by one."""
        if one.is_told and one.position.verdict in PARTS[key]:
            yield lambda: (*line(one), *self._still_missing(one))
        if key == "part_claimed" and one.is_told and one.position.verdict != "contradicted":
            for fact in one.position.beside:
                yield partial(self.claim, one, fact)

    def _still_missing(self, one: Placed) -> Line:
        """What a measure lacks; but for a source of a claim, which its verdict says already."""
        gone = [asks for asks in self._gone.get(_place_of(one), ()) if asks != "evidence"]
        if not gone:
            return ()
        what = self._named_gaps(gone)
        said = self.voice.say("still_missing", what=what)
        return (Span(text=f". {said[0].upper()}{said[1:]}"),)

    def _unknown(self, placed: Sequence[Placed], gaps: Sequence[Missing]) -> Part:
        lines: dict[tuple[str, str], Line] = {}
        for one in placed:
            home = (one.investment.id, one.measure.id)
            if one.position.verdict in PARTS["part_unknown"]:
                lines[home] = self.line(one)
            elif not one.is_told:
                lines[home] = self.earlier(one)
        missing: dict[tuple[str, str], list[Slot]] = {}
        for investment, asks, measure in gaps:
            home = (investment.id, measure.id if measure else "")
            lines.setdefault(home, (place(investment, measure),))
            missing.setdefault(home, []).append(asks)
        for home, gone in missing.items():
            joint = ". " if len(lines[home]) > 1 else ""
            lines[home] = (*lines[home], Span(text=f"{joint}{self.missing(gone)}"))
        return Part(title=self.voice.say("part_unknown"), lines=tuple(lines.values()))

    def _verdict(self, one: Placed, has_figures: bool) -> list[Span]:
        at = one.position
        spans: list[Span] = []
        before, after = at.baseline_fact, at.current_fact
        if before and after and tells_change(before, after):
            spans.append(self._change(before, after))
        if at.verdict != "improved":
            is_bereft = at.verdict == "claimed_without_evidence" and has_lost_its_source(one)
            said = self.voice.say("claimed_source_deleted") if is_bereft else self._said(at)
            spans.append(Span(text=f". {said}" if has_figures else said))
        if at.verdict == "contradicted":
            for number, other in enumerate(at.beside):
                spans += [Span(text=", " if number else ": "), *self.figure(other)]
        return spans

    def _said(self, one: Position) -> str:
        if one.verdict != "unchanged" or one.noise_is_default:
            if one.verdict == "unchanged":
                self.note("1% of the baseline", (), "the default noise")
            return self.voice.say(f"verdict_{one.verdict}")
        share, absolute = one.noise.share, one.noise.absolute
        unit = one.baseline_fact.fact.unit if one.baseline_fact else None
        agreed = (
            f"{measures.number(share * 100)}% of the baseline"
            if share is not None
            else measures.amount(absolute or 0.0, unit)
        )
        self.note(agreed, (), "the noise agreed for the measure")
        return self.voice.say("verdict_unchanged_agreed", agreed=agreed)

    def _change(self, baseline: Recorded, current: Recorded) -> Span:
        words = cards.change(baseline, current)
        self.note(words, (baseline, current), CHANGE, current.permalink)
        return Span(text=f", {words}")

    def _home(self, said: Noticed, homes: Mapping[str, Investment]) -> Line:
        home = homes.get(said.investment)
        return (Span(text=f"{home.name}: "),) if home else ()

    def _day(self, said: Noticed) -> Span:
        """The day of the message it stands in, which is a figure too."""
        date = in_words(said.said_at.date().isoformat())
        self.note(date, (), "the day of the message quoted", said.permalink)
        return Span(text=f" ({self.voice.say('said_on', date=date)})")

    def _quoted(self, said: Noticed) -> Span:
        quote = said.claim.quote or self.voice.say("words_deleted")
        self.note(quote, (), "quoted from a message", said.permalink)
        return Span(text=f"“{quote}”" if said.claim.quote else quote, href=said.permalink)


def under(key: str, placed: Sequence[Placed]) -> list[Placed]:
    """The measures counted under a part: what has no figure of the period is not known."""
    is_unknown = key == "part_unknown"
    return [
        one
        for one in placed
        if (one.is_told and one.position.verdict in PARTS[key]) or (is_unknown and not one.is_told)
    ]


def tells_change(before: Recorded, after: Recorded) -> bool:
    """Whether one can be told from the other: nothing changed since before the baseline."""
    return comparable(before.fact, after.fact) and not is_earlier(after, before)


def _place_of(one: Placed) -> tuple[str, str]:
    return one.investment.id, one.measure.id


def _in_short(gone: Sequence[Slot]) -> list[Slot]:
    """What is missing, said once: without a figure there is no source or period for it either."""
    implied = ("evidence", "timeframe") if "current" in gone else ()
    return [asks for asks in gone if asks not in implied]


def place(investment: Investment, measure: Measure | None) -> Span:
    """What a line is about."""
    name = f"{investment.name} · {measure.name}: " if measure else f"{investment.name}: "
    return Span(text=name, strong=True)
