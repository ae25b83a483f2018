"""What a value review begins with: what the record tells for each of its questions."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.advice.beside import target
from bot.advice.days import in_words
from bot.advice.delivered import delivered
from bot.advice.practices import barriers_told
from bot.advice.sentence import of_the_rest
from bot.advice.standing import Placed, Standing
from bot.advice.tally import tally
from bot.advice.told import Told
from bot.benefits.conversation import Line, Span
from bot.benefits.entries import Entry, counting
from bot.benefits.investment import Investment
from bot.benefits.practices import alignment, assessment, forum
from bot.benefits.practices.barriers import Barrier, Kind, is_open, register
from bot.ports import Noticed, Work

SHOWN = 3
"""Lines of one question told in full, at most."""

NAMED = 10
"""Measures named under what they are counted as, at most."""

_BY_HAND: tuple[Kind, ...] = ("duplicated_effort", "rework", "chasing", "missing_information")
_ROUND: tuple[Kind, ...] = ("workaround",)
_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "detours": _ROUND,
    "manual": _BY_HAND,
    "across": ("dependency", "split_accountability", "missing_information"),
}


class Prepared:
    """The record of some investments, looked at for each question; every figure that is said is
    noted by `told`, and a barrier is quoted under the first question that it answers, alone.
    """

    def __init__(self, work: Work, found: Standing, told: Told) -> None:
        self._found = found
        self._told = told
        self._say = told.voice.say
        ids = [one.id for one in found.investments]
        self._names = {one.id: one.name for one in found.investments}
        facts = work.facts_in_force(ids)
        told_of = register(work.entries(ids, "barriers"), facts)
        self._barriers = is_open(told_of)
        self._gone = [one for one in told_of if one.closed is not None]
        self._assessed = assessment.current(work.entries(ids, "assessment"))
        self._framed = counting(work.entries(ids, "framing"))
        entries = counting(work.entries(ids, "forum"))
        self._forum = [one for one in entries if one.what == "answer" and one.text]
        self._rounds = alignment.rounds(work.entries(ids, "alignment"))
        self._work = work
        self._quoted_so_far: set[str] = set()

    def lines(self, question: str) -> tuple[Line, ...]:
        """What the record tells for a question; none where it tells nothing."""
        does: dict[str, Callable[[], Iterator[Line]]] = {
            "delivers": self._delivers,
            "detours": self._detours,
            "held_back": self._held_back,
            "priorities": self._priorities,
            "opportunity": lambda: self._said("cost"),
            "manual": self._by_hand,
            "drift": self._drift,
            "experience": self._experience,
            "across": lambda: self._stood("across"),
        }
        return tuple(does[question]())

    def _delivers(self) -> Iterator[Line]:
        """How many measures stand where, so that the numbers add up; then each once under what it
        is counted as: what improved and what got worse with its figures, the rest by name.
        """
        counted = tally(self._found.placed)
        shown = counted["improved"]
        held = sum(one.position.ladder == "held" for one in shown)
        n = self._n(len(shown), "measures improved")
        said = [self._say("review_shown", n=n, total=self._total(self._found.placed))]
        if held:
            said.append(self._say("review_held", n=self._n(held, "measures improved and held")))
        rest = [name for name, ones in counted.items() if ones and name != "improved"]
        said += [of_the_rest(name, counted[name], self._told) for name in rest]
        yield (Span(text=f"{'; '.join(said)}."),)
        for name in ("improved", "worse"):
            yield from (self._moved(one) for one in counted[name][:SHOWN])
            yield from self._more(len(counted[name]))
        for name in rest:
            if name != "worse":
                title = Span(text=f"{self._say(f'counted_{name}')}: ", strong=True)
                yield (title, Span(text=self._measures(counted[name])))
        yield from (self._over(one) for one in [*reversed(self._gone)][:SHOWN])

    def _over(self, one: Barrier) -> Line:
        """A barrier that was closed: which, when, by whom, and with which words."""
        said = f"{self._say('review_barrier_over')} “{one.text or '…'}”, "
        end = barriers_told.age_of(one, self._told.voice)
        return (self._home(one.investment), Span(text=said, href=one.permalink), *end)

    def tells_its_end(self, question: str) -> bool:
        """Whether what is on record of a question is over, and told with what delivers."""
        return any(one.kind in _KINDS.get(question, ()) for one in self._gone)

    def _moved(self, one: Placed) -> Line:
        """From where to where, and whether its target is met."""
        return (*self._told.short(one), *target(one, self._told))

    def _measures(self, placed: Sequence[Placed]) -> str:
        """Measures by name, each under its investment where there are several."""
        of_many = len(self._found.investments) > 1
        names = [
            f"{one.investment.name} · {one.measure.name}" if of_many else one.measure.name
            for one in placed
        ]
        more = len(names) - NAMED
        rest = [self._say("and_more", n=self._n(more, "further measures"))] if more > 0 else []
        return ", ".join([*names[:NAMED], *rest])

    def _hindered(self, own: Sequence[Barrier]) -> Iterator[Line]:
        """The latest open barriers of a kind in their own words, and how many there are beside."""
        new = [one for one in own if one.id not in self._quoted_so_far]
        self._quoted_so_far |= {one.id for one in own}
        latest = [one for one in reversed(new) if one.text][:SHOWN]
        yield from (self._barrier(one) for one in latest)
        if rest := len(new) - len(latest):
            key = "review_and_more" if latest else "review_barriers"
            yield (Span(text=self._say(key, n=self._n(rest, "open barriers"))),)

    def _stood(self, question: str) -> Iterator[Line]:
        """What is in the way, of the kinds a question asks for."""
        kinds = _KINDS[question]
        yield from self._hindered([one for one in self._barriers if one.kind in kinds])

    def _detours(self) -> Iterator[Line]:
        """What was told as a way round, and what people answered of such in a forum."""
        yield from self._stood("detours")
        answers = [one for one in self._forum if forum.question_of(one) == "business_detours"]
        yield from (self._quoted(one) for one in list(reversed(answers))[:SHOWN])

    def _by_hand(self) -> Iterator[Line]:
        """Work by hand as it was told of, and the hours an assessment of a system names."""
        yield from self._stood("manual")
        hours = [one for one in self._assessed if one.answers.get("time")]
        for one in hours[:SHOWN]:
            said = f"“{one.answers['time']}” ({in_words(one.said_at.date())})"
            yield (Span(text=f"{one.system}: ", strong=True), Span(text=said))
        yield from self._more(len(hours))

    def _barrier(self, one: Barrier) -> Line:
        day = in_words(one.said_at.date())
        quote = Span(text=f"“{one.text}”", href=one.permalink)
        return (self._home(one.investment), quote, Span(text=f" ({day})"))

    def _held_back(self) -> Iterator[Line]:
        yield from self._said("constraint")
        rest = [one for one in self._barriers if one.kind not in (*_ROUND, *_BY_HAND)]
        yield from self._hindered(rest)

    def _said(self, what: str) -> Iterator[Line]:
        """What was said as it was framed: where work is held back, what leaving it costs."""
        own = [one for one in self._framed if one.what == what and one.text]
        yield from (self._quoted(one) for one in list(reversed(own))[:SHOWN])
        yield from self._more(len(own))

    def _quoted(self, one: Entry) -> Line:
        day = in_words(one.said_at.date())
        quote = Span(text=f"“{one.text}”", href=one.permalink)
        return (self._home(one.investment), quote, Span(text=f" ({day})"))

    def _priorities(self) -> Iterator[Line]:
        """Where much is delivered and no outcome is shown: most first."""
        shown = {one.investment.id for one in self._found.placed if _is_shown(one)}
        made: Counter[str] = Counter()
        last: dict[str, Noticed] = {}
        for one in delivered(self._found.claims, self._found.investments):
            if one.investment not in shown:
                made[one.investment] += 1
                last[one.investment] = one
        for id, n in made.most_common(SHOWN):
            count = self._n(n, "deliveries reported")
            said = Span(text=self._say("review_busy", n=count), href=last[id].permalink)
            yield (self._home(id), said)
        yield from self._more(len(made))

    def _drift(self) -> Iterator[Line]:
        homes = self._found.investments
        bare = [one for one in homes if not _is_framed(one)]
        if bare:
            counts = {"n": self._n(len(bare), "investments without problem or outcome")}
            counts["total"] = self._n(len(homes), "investments")
            said = self._say("review_unframed", names=self._named(bare), **counts)
            yield (Span(text=f"{said}."),)
        apart = {one.investment for one in self._rounds if _differ(one)}
        if apart:
            named = self._named([one for one in homes if one.id in apart])
            yield (Span(text=f"{self._say('review_apart', names=named)}."),)
        drifts = sum(len(one.drifts) for one in self._found.placed)
        if drifts:
            n = self._n(drifts, "figures that no longer fit")
            names = self._measures([one for one in self._found.placed if one.drifts])
            yield (Span(text=f"{self._say('review_drifted', n=n, names=names)}."),)

    def _experience(self) -> Iterator[Line]:
        """What those told who do the work, and what was said of use."""
        yield from self._hindered([one for one in self._barriers if one.is_feedback])
        used = [one for one in self._found.claims if one.claim.kind == "adoption"]
        latest = sorted((one for one in used if one.claim.quote), key=lambda one: one.said_at)
        for one in latest[-1:]:
            day = in_words(one.said_at.date())
            quote = Span(text=f"“{one.claim.quote}”", href=one.permalink)
            use = Span(text=f"{self._say('review_use')} ")
            yield (self._home(one.investment), use, quote, Span(text=f" ({day})"))

    def _home(self, id: str) -> Span:
        return Span(text=f"{self._names.get(id, '')}: ", strong=True)

    def _named(self, homes: Sequence[Investment]) -> str:
        rest = ", …" if len(homes) > SHOWN else ""
        return ", ".join(one.name for one in homes[:SHOWN]) + rest

    def _more(self, total: int) -> Iterator[Line]:
        if total > SHOWN:
            n = self._n(total - SHOWN, "further ones on record")
            yield (Span(text=self._say("review_and_more", n=n)),)

    def _n(self, n: int, what: str) -> str:
        return self._told.number(n, what)

    def _total(self, placed: Sequence[Placed]) -> str:
        return self._n(len(placed), "measures on record")


def _is_shown(one: Placed) -> bool:
    return one.position.ladder in ("evidenced", "held")


def _is_framed(one: Investment) -> bool:
    return bool(one.problem or one.outcome or one.measures)


def _differ(round: alignment.Round) -> bool:
    """Whether those asked did not agree what it is mostly for."""
    told = alignment.compare(round.told)
    return any(one.topic == "purpose" and one.stands == "differs" for one in told)
