"""Planning: what would be said about an update, before anything is put on record."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import ask, paused, place, result
from bot.advice.doors import Doors
from bot.advice.place import Source
from bot.benefits.accepted import accepted_owner
from bot.benefits.conversation import Ask
from bot.benefits.facts import Fact, Recorded, Stated, Value
from bot.benefits.investment import Investment
from bot.benefits.reading import Reading
from bot.benefits.unanswered import waits_until
from bot.ports import Work


class Plan(Value):
    """An update seen against its investment's record.

    `investment` has the measures the text names for the first time. `candidates` is what could be
    asked, best first; `chosen` is what would be, or None where silence is better. `person` is who
    would be asked: its author, of an app's post who owns what is missing; `zone` is where Slack
    says its author is.
    """

    investment: Investment
    on_record: tuple[Recorded, ...]
    stated: tuple[Stated, ...]
    candidates: tuple[ask.Wanted, ...]
    chosen: ask.Wanted | None = None
    person: str | None = None
    zone: str | None = None


def planned(
    work: Work,
    investment: Investment,
    reading: Reading,
    facts: Sequence[Fact],
    source: Source,
    now: datetime,
    zone: str | None = None,
    by_app: bool = False,
) -> Plan:
    """The plan for an update; the record is only looked at. `zone` is where its author is, `by_app`
    whether that is no person.
    """
    telling = place.of_outcomes(facts, investment)
    grown = place.with_new_measures(investment, telling)
    on_record = work.facts([investment.id])
    starts = work.manners_of_house().fiscal_start
    stated = result.as_results(place.placed(telling, grown, source), grown, on_record, starts)
    wanted = ask.wanted(grown, on_record, stated, reading, source.said_at)
    person: str | None = source.author
    if by_app:
        person, wanted = _of_owners(work, grown, on_record, wanted)
    plan = Plan(
        investment=grown,
        on_record=tuple(on_record),
        stated=tuple(stated),
        candidates=tuple(wanted),
        person=person,
        zone=zone,
    )
    return plan.model_copy(update={"chosen": chosen_now(work, plan.candidates, plan, now)})


def _of_owners(
    work: Work,
    investment: Investment,
    on_record: Sequence[Recorded],
    wanted: Sequence[ask.Wanted],
) -> tuple[str | None, list[ask.Wanted]]:
    """Who accepted to own the first measure something is missing of, and what of theirs is: nobody
    else can be asked about what no person said.
    """
    said = work.acceptances([investment.id])
    owners = [
        accepted_owner(investment, one.gap.measure.id if one.gap.measure else None, on_record, said)
        for one in wanted
    ]
    person = next((one for one in owners if one), None)
    theirs = [one for one, owner in zip(wanted, owners, strict=True) if owner and owner == person]
    return person, theirs


def chosen_now(
    work: Work, candidates: Sequence[ask.Wanted], plan: Plan, now: datetime
) -> ask.Wanted | None:
    """The candidate that may be asked as the record stands at this moment, of who may be asked; in
    a channel that answers nothing, once in a while.
    """
    home, person = plan.investment.channel, plan.person
    if person is None:
        return None
    rests = paused.why(work, plan.investment, person, now, plan.zone) is not None
    if rests or waits_until(work.puts([home])[home], now) is not None:
        return None
    return ask.choose(
        candidates,
        plan.investment.id,
        person,
        work.questions(plan.investment.id),
        work.times_asked(person, now - ask.A_WEEK),
        now,
        [*plan.on_record, *plan.stated],
        paused.budget_of(work, person),
    )


def question_of(plan: Plan, update: str, workspace: str, doors: Doors) -> Ask | None:
    """The plan's question in words; asks the library, with what the workspace brought to it, so
    never inside a unit of work.
    """
    if plan.chosen is None:
        return None
    library = doors.library.of(workspace)
    return ask.worded(plan.chosen, plan.investment, update, doors.wordings, library, doors.voice)
