"""Keyed: what a chart says in words beside its marks: when each held, what shows it, what is not
drawn.
"""

from collections.abc import Collection, Iterator, Sequence

from bot.advice import cards, direction
from bot.advice.beside import has_other_sources, source_name, target_state
from bot.advice.standing import Placed
from bot.advice.told import tells_change
from bot.benefits import measures
from bot.benefits.conversation import Keyed
from bot.benefits.evidence import told_once
from bot.benefits.facts import Recorded
from bot.benefits.ledger import order
from bot.benefits.periods import in_words
from bot.benefits.verdict import period
from bot.ports import Voice

LISTED = 11
"""Figures between the baseline and the latest that are told one by one, at most."""

TOLD = 7
"""Of so many the first are told, at most, and the rest by their number: the key is never cut."""

_FEW = 5
"""More figures than that are told without their unit, which the scale names."""

NOT_DRAWN = 3
"""Figures named that cannot be drawn, at most."""

_SOURCES = 2

Sourced = tuple[Recorded, tuple[Recorded, ...]]
"""A figure, and what shows it."""


class Key:
    """What is said of one measure in its chart. `drawn` are the measured figures in it, each with
    what shows it; `earlier` are the ids of those that are too many to be drawn. `when` is the
    period asked for.
    """

    def __init__(
        self,
        one: Placed,
        drawn: Sequence[Sourced],
        earlier: Collection[str],
        voice: Voice,
        when: str = "",
    ) -> None:
        self._one = one
        self._at = one.position
        self._drawn = sorted(drawn, key=lambda each: (period(each[0])[1], order(each[0])))
        self._earlier = earlier
        self._voice = voice
        self._when = when

    def scale(self, unit: str | None) -> str:
        """The unit, which way is better, and the day it is told as of."""
        way = direction.in_words(self._one, self._voice)
        if day := self._one.day:
            as_of = self._voice.say("chart_as_of", date=in_words(day.isoformat()))
            way = f"{way}, {as_of}"
        if unit is None:
            return self._voice.say("chart_scale_plain", what=way)
        return self._voice.say("chart_scale", unit=unit.replace("/", " a "), what=way)

    def verdict(self) -> str:
        """What the figures amount to over the period asked for and on the baseline, and whether
        the target is met.
        """
        said = [*self._over(), self._whole()]
        said += [self._voice.say("chart_target_met")] if self._at.target_is_met else []
        return ". ".join(said)

    def _over(self) -> Iterator[str]:
        first, last = self._one.before, self._at.current_fact
        if first is not None and last is not None and first != self._at.baseline_fact:
            when = self._when[:1].upper() + self._when[1:]
            yield self._voice.say("chart_over", when=when, moved=cards.change(first, last))

    def _whole(self) -> str:
        first, last, found = self._at.baseline_fact, self._at.current_fact, self._at.verdict
        if found == "unchanged" and first:
            return self._voice.say("chart_unchanged", baseline=self._baseline(first))
        if found in ("improved", "worse") and first and last and tells_change(first, last):
            named = {"baseline": self._baseline(first), "moved": cards.change(first, last)}
            return self._voice.say(f"chart_{found}", **named)
        return self._voice.say(f"verdict_{found}")

    def _baseline(self, first: Recorded) -> str:
        """What it is compared with, and how firm that is."""
        is_bare, is_dated = not self._at.baseline_has_source, first.fact.as_of is not None
        if is_bare:
            return self._voice.say("baseline_bare" if is_dated else "baseline_bare_without_date")
        return self._voice.say("the_baseline" if is_dated else "baseline_without_date")

    def lines(self) -> Iterator[Keyed]:
        """A line for each mark, and one for what is not drawn."""
        if first := self._at.baseline_fact:
            source = self._source(self._at.baseline_sources)
            words = self._voice.say("chart_baseline", before=self.figure(first), source=source)
            is_shown = self._at.baseline_has_source
            yield Keyed(words=words, kind="baseline", shown=is_shown)
        yield from self._measured()
        if has_other_sources(self._at):
            yield Keyed(words=self._voice.say("chart_sources_differ"))
        target = self._at.target_fact
        if target is None:
            yield Keyed(words=self._voice.say("chart_no_target"))
        else:
            words = self._voice.say("chart_target", what=self._target(target))
            yield Keyed(words=words, kind="target")
        yield from self._later()
        yield from self._not_drawn()

    def figure(self, fact: Recorded) -> str:
        """A figure with the time it held, or that nobody knows it."""
        words = measures.in_short(fact.fact)
        if fact.fact.as_of is not None and fact.fact.is_level:
            return words
        date = in_words(fact.fact.as_of or fact.said_at.date().isoformat())
        if fact.fact.slot == "baseline":
            date = self._voice.say("no_date")
        return self._voice.say("chart_figure_dated", after=words, date=date)

    def _measured(self) -> Iterator[Keyed]:
        if not self._drawn:
            return
        (last, shown), rest = self._drawn[-1], self._drawn[:-1]
        words = self._voice.say(
            self._latest(bool(shown)), after=self.figure(last), source=self._source(shown)
        )
        yield Keyed(words=words, kind="measured", shown=bool(shown))
        if rest:
            is_one_shown = any(shown for _, shown in rest)
            yield Keyed(words=self._between(rest), kind="measured", shown=is_one_shown)

    def _latest(self, is_shown: bool) -> str:
        if not is_shown:
            return "chart_claimed"
        return "chart_latest_then" if self._one.is_over else "chart_latest"

    def _between(self, rest: Sequence[Sourced]) -> str:
        if len(rest) > LISTED:
            ends = sorted((fact for fact, _ in rest), key=_middle)
            before, after = (measures.level(fact.fact) or "" for fact in (ends[0], ends[-1]))
            n = str(len(rest))
            return self._voice.say("chart_many_between", n=n, before=before, after=after)
        rest = _in_short(rest) if len(rest) > _FEW else rest
        rest, left = rest[:TOLD], rest[TOLD:]
        named = {self._names(shown) for _, shown in (*rest, *left)}
        if len(rest) > 1 and len(named) == 1 and (source := named.pop()):
            names = "; ".join(self.figure(fact) for fact, _ in rest) + self._rest(left)
            return self._voice.say("chart_source_of_each", names=names, source=source)
        names = "; ".join(map(self._sourced, rest)) + self._rest(left)
        return self._voice.say("chart_between", names=names)

    def _rest(self, left: Sequence[Sourced]) -> str:
        """How many more there are, and from when to when."""
        if not left:
            return ""
        first, last = (
            in_words(fact.fact.as_of or fact.said_at.date().isoformat())
            for fact in (left[0][0], left[-1][0])
        )
        year = f" {last[-4:]}"
        begin = first.removesuffix(year) if first != last else ""
        when = f"{begin} to {last}" if begin else last
        return f" {self._voice.say('chart_and_more', n=str(len(left)), when=when)}"

    def _sourced(self, each: Sourced) -> str:
        after, source = self.figure(each[0]), self._names(each[1])
        if not source:
            return self._voice.say("chart_figure_no_source", after=after)
        return self._voice.say("chart_figure_source", after=after, source=source)

    def _later(self) -> Iterator[Keyed]:
        """The figure from after the period asked for."""
        later = self._one.later
        if later is not None and later.current_fact is not None:
            after, source = self.figure(later.current_fact), self._source(later.sources)
            yield Keyed(words=self._voice.say("chart_later", after=after, source=source))

    def _target(self, target: Recorded) -> str:
        words = measures.in_short(target.fact)
        if (target.fact.by or target.fact.as_of) is None:
            words = f"{words}, {self._voice.say('target_undated')}"
        return f"{words}, {target_state(self._one, self._voice)}"

    def _source(self, named: Sequence[Recorded]) -> str:
        source = self._names(named)
        if not source:
            return self._voice.say("chart_no_source")
        return self._voice.say("chart_source", source=source)

    def _names(self, named: Sequence[Recorded]) -> str:
        """Sources by name, each once; empty for none."""
        names = [source_name(fact, self._voice) for fact, _ in told_once(named)]
        unlike = list(dict.fromkeys(name for name in names if name))
        more = ", …" if len(unlike) > _SOURCES else ""
        return ", ".join(unlike[:_SOURCES]) + more

    def _not_drawn(self) -> Iterator[Keyed]:
        drawn = {fact.id for fact, _ in self._drawn}
        own = [fact for fact in self._one.facts if fact.fact.slot == "current"]
        left = [fact for fact in own if fact.id not in drawn and measures.in_short(fact.fact)]
        unlike = [fact for fact in left if fact.id not in self._earlier]
        if unlike:
            names = "; ".join(self.figure(fact) for fact in unlike[-NOT_DRAWN:])
            more = "; …" if len(unlike) > NOT_DRAWN else ""
            yield Keyed(words=self._voice.say("chart_not_drawn", names=names + more))
        if self._earlier:
            n = str(len(self._earlier))
            yield Keyed(words=self._voice.say("chart_earlier_not_drawn", n=n))


def _in_short(rest: Sequence[Sourced]) -> Sequence[Sourced]:
    """Without the unit, where it is the same of all."""
    if len({fact.fact.unit for fact, _ in rest}) > 1:
        return rest
    bare = [fact.fact.model_copy(update={"unit": None}) for fact, _ in rest]
    told = [
        fact.model_copy(update={"fact": one}) for (fact, _), one in zip(rest, bare, strict=True)
    ]
    return [(fact, shown) for fact, (_, shown) in zip(told, rest, strict=True)]


def _middle(fact: Recorded) -> float:
    said = fact.fact
    return said.value if said.value is not None else ((said.low or 0.0) + (said.high or 0.0)) / 2
