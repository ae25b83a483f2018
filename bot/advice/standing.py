"""Standing: what the record amounts to for the investments asked about, and for one audience."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from bot.advice.another import is_of_another
from bot.advice.asked import Asked
from bot.advice.spans import before, is_by
from bot.benefits import measures
from bot.benefits.accepted import Acceptance, has_accepted, mentioned, who_is_meant
from bot.benefits.drift import figure_id
from bot.benefits.facts import Attestation, Recorded, Slot, Stated
from bot.benefits.fiscal import with_months
from bot.benefits.investment import Investment, Measure
from bot.benefits.ledger import Ledger
from bot.benefits.position import Position, positions, unknown
from bot.benefits.verdict import period
from bot.ports import Drifted, Noticed, Work

_Row = TypeVar("_Row", Recorded, Noticed, Drifted, Attestation, Acceptance)

Missing = tuple[Investment, Slot, Measure | None]


@dataclass(frozen=True, slots=True)
class Drift:
    """What was noticed and not settled, with what was said later."""

    kind: str
    after: Stated


@dataclass(frozen=True, slots=True)
class Placed:
    """One measure and where it stands.

    `facts` are those in force that it rests on. `claims` are outcomes claimed for it in words.
    `is_told` is whether its figure is one of the period asked for; it stands as of the end of that
    period then. `before` is the figure a change over the period begins with: the last one somebody
    showed before it, or the baseline. `later` is where it stands now, where that period is over and
    a later figure is on record; `is_over` is whether it is. `day` is the one it is told as of: the
    last of that period then, else today. `owner_accepted` is false where a person is named as its
    owner and has not said yes.
    """

    investment: Investment
    measure: Measure
    position: Position
    facts: tuple[Recorded, ...]
    claims: tuple[Noticed, ...]
    drifts: tuple[Drift, ...]
    is_told: bool
    owner_accepted: bool = True
    before: Recorded | None = None
    later: Position | None = None
    is_over: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All an answer is made of; investments and measures by name, gaps as they would be asked."""

    investments: tuple[Investment, ...]
    placed: tuple[Placed, ...]
    gaps: tuple[Missing, ...]
    claims: tuple[Noticed, ...]


def standing(
    work: Work,
    chosen: Sequence[Investment],
    asked: Asked,
    now: datetime,
    name: Callable[[str], str],
    with_drifts: bool,
    in_force: Sequence[Recorded] | None = None,
) -> Standing:
    """Load what counts of these investments and weigh it. `name` gives the name of a person;
    `in_force` are the facts of all of these, where they were read already.
    """
    ids = [one.id for one in chosen]
    known = work.facts_in_force(ids) if in_force is None else in_force
    known = with_months(known, work.manners_of_house().fiscal_start)
    facts, claims = _by_home(known), _by_home(work.noticed(ids))
    marks = _by_home(work.attestations(ids))
    drifts = _by_home(work.drifts(ids) if with_drifts else [])
    steps = _by_home(work.acceptances(ids))
    placed: list[Placed] = []
    gaps: list[Missing] = []
    each_here = [
        _Here(one, facts[one.id], claims[one.id], marks[one.id], drifts[one.id], steps[one.id])
        for one in chosen
    ]
    found = [(here, _placed(work, here, asked, now)) for here in each_here]
    people = _people(asked, [each for _, all_of_it in found for each in all_of_it], name)
    for here, all_of_it in found:
        kept = [each for each in all_of_it if _is_meant(each, asked, people)]
        placed += kept
        gaps += _gaps(here, kept, asked, now)
    homes = {each.investment.id for each in placed}
    about = tuple(one for one in chosen if not asked.is_narrow or one.id in homes)
    said = [claim for one in about for claim in claims[one.id] if _is_of(claim, asked)]
    return Standing(about, tuple(placed), tuple(gaps), tuple(said))


class _Here:
    """What is on record of one investment."""

    def __init__(
        self,
        investment: Investment,
        facts: Sequence[Recorded],
        claims: Sequence[Noticed],
        marks: Sequence[Attestation],
        drifts: Sequence[Drifted],
        steps: Sequence[Acceptance],
    ) -> None:
        self.investment = investment
        self.ledger = Ledger(facts)
        self.counting = self.ledger.counting
        self.claims = claims
        self.marks = marks
        self.steps = steps
        self.drifts = [one for one in drifts if one.how != "replaces"]


def _placed(work: Work, here: _Here, asked: Asked, now: datetime) -> list[Placed]:
    home = here.investment
    said = {measure.id: _claimed(home, measure, here.claims) for measure in home.measures}
    claimed = [id for id in said if said[id]]
    latest = positions(home, here.ledger, now, claimed, attested=here.marks)
    until = asked.until
    then = latest
    if until is not None:
        then = positions(home, here.ledger, now, claimed, attested=here.marks, until=until)
    by_name = sorted(home.measures, key=lambda measure: measure.name)
    return [
        _one(work, here, measure, (last, each), said[measure.id], asked, now)
        for measure, last, each in zip(by_name, latest, then, strict=True)
    ]


def _one(
    work: Work,
    here: _Here,
    measure: Measure,
    at: tuple[Position, Position],
    claims: tuple[Noticed, ...],
    asked: Asked,
    now: datetime,
) -> Placed:
    """A measure as of the end of the period asked for; as it is now, where it has no figure of
    that period. `at` are its latest position and the one of that time.
    """
    is_told = _is_told(at[1], claims, asked)
    shown = at[1] if is_told else at[0]
    own = tuple(one for one in here.counting if one.measure in (measure.id, None))
    is_over = is_told and asked.until is not None and asked.until < now.date()
    is_later = is_told and at[0].current_fact not in (None, at[1].current_fact)
    return Placed(
        investment=here.investment,
        measure=measure,
        position=shown,
        facts=tuple(one for one in own if not is_told or is_by(one, asked.until)),
        claims=claims,
        drifts=_drifts(work, measure, here),
        is_told=is_told,
        owner_accepted=_has_accepted(shown, here),
        before=before(shown, own, asked.since) if is_told else None,
        later=at[0] if is_later else None,
        is_over=is_over,
        day=asked.until if is_over else now.date(),
    )


def _has_accepted(one: Position, here: _Here) -> bool:
    """Whether who is named as owner said yes; a name or a role is nobody who could be asked."""
    person = mentioned(one.owner)
    home = here.investment.id
    return person is None or has_accepted(person, "owner", home, here.steps)


def _gaps(here: _Here, kept: Sequence[Placed], asked: Asked, now: datetime) -> list[Missing]:
    """What is missing; of an owner's measures what those alone lack."""
    own = {each.measure.id for each in kept}
    return [
        (here.investment, slot, measure)
        for slot, measure in unknown(here.investment, here.ledger, now)
        if not asked.is_narrow or (measure is not None and measure.id in own)
    ]


def _by_home(rows: Sequence[_Row]) -> defaultdict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.investment].append(row)
    return found


def _claimed(
    investment: Investment, measure: Measure, said: Sequence[Noticed]
) -> tuple[Noticed, ...]:
    """The outcomes an update claimed for this measure in words, latest last."""
    claims = [one for one in said if one.claim.kind == "outcome" and one.claim.is_made]
    if len(investment.measures) == 1:
        return tuple(one for one in claims if not is_of_another(one.claim.quote, investment))
    return tuple(one for one in claims if measures.within(measure.name, one.claim.quote))


def _is_told(one: Position, claims: Sequence[Noticed], asked: Asked) -> bool:
    if asked.since is None and asked.until is None:
        return True
    if one.current_fact is not None:
        return asked.holds(*period(one.current_fact))
    return any(_is_of(claim, asked) for claim in claims)


def _is_of(claim: Noticed, asked: Asked) -> bool:
    day = claim.said_at.date()
    return asked.holds(day, day)


def _people(asked: Asked, placed: Sequence[Placed], name: Callable[[str], str]) -> frozenset[str]:
    """Those of the people on record here who are asked for."""
    named = [said for one in placed for said in _answering(one)]
    return who_is_meant(asked.owner, named, name) if asked.owner else frozenset()


def _answering(one: Placed) -> list[str]:
    home = one.investment
    return [said for said in (one.position.owner, home.sponsor, home.delivery_lead) if said]


def _is_meant(one: Placed, asked: Asked, people: frozenset[str]) -> bool:
    """Whether it is one of those asked for: by id, or by who owns, sponsors or leads it."""
    if asked.measures and one.measure.id not in asked.measures:
        return False
    return asked.owner is None or any(said in people for said in _answering(one))


def _drifts(work: Work, measure: Measure, here: _Here) -> tuple[Drift, ...]:
    """Of what was noticed, what still stands and can be shown: nothing of figures that are not
    among those loaded, and nothing that was set aside.
    """
    known = {fact.id for fact in here.counting}
    found = []
    for one in here.drifts:
        if one.measure == measure.id and (one.before is None or one.before in known):
            after = _after(work, one, here.counting)
            found += [Drift(one.kind, after)] if after is not None else []
    return tuple(found)


def _after(work: Work, drift: Drifted, own: Sequence[Recorded]) -> Stated | None:
    """What was said later: on record, or on a card that waits."""
    for fact in own:
        if fact.id.partition(".")[0] == drift.proposal and _is_the_figure(fact, drift):
            return fact
    proposal = work.proposal(drift.proposal) if drift.proposal else None
    if proposal is None or proposal.state != "open":
        return None
    return next((one for one in proposal.facts if _is_the_figure(one, drift)), None)


def _is_the_figure(stated: Stated, drift: Drifted) -> bool:
    """Whether it is the figure that was remarked on, and not another one of its measure."""
    return stated.measure == drift.measure and figure_id(stated) == drift.after
