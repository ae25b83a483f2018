"""Keyed: what a chart says in words beside its marks: when each held, what shows it, what is not
drawn.
"""

from collections.abc import Collection, Iterator, Sequence

from bot.advice import cards, direction
from bot.advice.beside import met
from bot.advice.standing import Placed
from bot.advice.told import tells_change
from bot.benefits import measures
from bot.benefits.conversation import Keyed
from bot.benefits.facts import Recorded
from bot.benefits.gaps import is_bare_link
from bot.benefits.ledger import order
from bot.benefits.periods import in_words
from bot.benefits.verdict import period
from bot.ports import Voice

LISTED = 11
"""Figures between the baseline and the latest that are told one by one, at most."""

NOT_DRAWN = 3
"""Figures named that cannot be drawn, at most."""

_SOURCES = 2


class Key:
    """What is said of one measure in its chart. `drawn` are the measured figures in it, each with
    whether somebody shows it; `earlier` are the ids of those that are too many to be drawn.
    """

    def __init__(
        self,
        one: Placed,
        drawn: Sequence[tuple[Recorded, bool]],
        earlier: Collection[str],
        voice: Voice,
    ) -> None:
        self._one = one
        self._at = one.position
        self._drawn = sorted(drawn, key=lambda each: (period(each[0])[1], order(each[0])))
        self._earlier = earlier
        self._voice = voice

    def scale(self, unit: str | None) -> str:
        """The unit and which way is better."""
        way = direction.in_words(self._one, self._voice)
        if unit is None:
            return self._voice.say("chart_scale_plain", what=way)
        return self._voice.say("chart_scale", unit=unit.replace("/", " a "), what=way)

    def verdict(self) -> str:
        """What the figures amount to, and by how much."""
        first, last, found = self._at.baseline_fact, self._at.current_fact, self._at.verdict
        if found in ("improved", "worse") and first and last and tells_change(first, last):
            return self._voice.say(f"chart_{found}", moved=cards.change(first, last))
        return self._voice.say(f"verdict_{'unchanged_plain' if found == 'unchanged' else found}")

    def lines(self) -> Iterator[Keyed]:
        """A line for each mark, and one for what is not drawn."""
        if first := self._at.baseline_fact:
            source = self._source(self._at.baseline_sources)
            words = self._voice.say("chart_baseline", before=self.figure(first), source=source)
            is_shown = self._at.baseline_has_source
            yield Keyed(words=words, kind="baseline", shown=is_shown)
        yield from self._measured()
        if target := self._at.target_fact:
            words = self._voice.say("chart_target", what=self._target(target))
            yield Keyed(words=words, kind="target")
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
        (last, is_shown), rest = self._drawn[-1], self._drawn[:-1]
        is_judged = self._at.current_fact is not None and last.id == self._at.current_fact.id
        source = self._source(self._at.sources if is_judged and is_shown else ())
        words = self._voice.say("chart_latest", after=self.figure(last), source=source)
        yield Keyed(words=words, kind="measured", shown=is_shown)
        if rest:
            is_one_shown = any(shown for _, shown in rest)
            yield Keyed(words=self._between(rest), kind="measured", shown=is_one_shown)

    def _between(self, rest: Sequence[tuple[Recorded, bool]]) -> str:
        if len(rest) > LISTED:
            ends = sorted((fact for fact, _ in rest), key=_middle)
            before, after = (measures.level(fact.fact) or "" for fact in (ends[0], ends[-1]))
            n = str(len(rest))
            return self._voice.say("chart_many_between", n=n, before=before, after=after)
        said = [
            self.figure(fact)
            if shown
            else self._voice.say("chart_figure_no_source", after=self.figure(fact))
            for fact, shown in rest
        ]
        return self._voice.say("chart_between", names="; ".join(said))

    def _target(self, target: Recorded) -> str:
        words = measures.in_short(target.fact)
        if (target.fact.by or target.fact.as_of) is None:
            words = f"{words}, {self._voice.say('target_undated')}"
        found = met(self._at)
        return f"{words}, {self._voice.say(found)}" if found else words

    def _source(self, named: Sequence[Recorded]) -> str:
        if not named:
            return self._voice.say("chart_no_source")
        link = self._voice.say("link")
        names = [link if is_bare_link(fact) else fact.fact.ref or fact.fact.quote for fact in named]
        unlike = list(dict.fromkeys(name for name in names if name))
        more = ", …" if len(unlike) > _SOURCES else ""
        return self._voice.say("chart_source", source=", ".join(unlike[:_SOURCES]) + more)

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


def _middle(fact: Recorded) -> float:
    said = fact.fact
    return said.value if said.value is not None else ((said.low or 0.0) + (said.high or 0.0)) / 2
