"""Enter: a measurement typed into a form from anywhere is put on a card, for its author alone."""

from datetime import date, datetime

from bot.advice import confirm, eyes, paused, place, propose, remark
from bot.advice.doors import Doors
from bot.advice.entered import Home, problems, stated
from bot.benefits.accepted import owner_facts
from bot.benefits.conversation import FORM, Line, Measured, Post, Sending, Span
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.benefits.sheet import Choice, Countable, Sheet
from bot.errors import ChatError, RateLimitedError
from bot.ports import Work


def sheet(
    workspace: str, user: str, doors: Doors, now: datetime, chosen: str | None = None
) -> Sheet:
    """What the form offers: the investments this person may record for, and the measures of the
    one that is chosen, or of the only one. What they may not see is not there to be chosen.
    """
    homes = recordable(workspace, user, doors)
    found = [one for one in homes if one.id == chosen or len(homes) == 1]
    home = found[0] if found else None
    return Sheet(
        homes=tuple(Choice(id=one.id, name=one.name) for one in homes),
        today=now.astimezone(paused.own_zone(workspace, user, doors)).date(),
        chosen=Choice(id=home.id, name=home.name) if home else None,
        measures=_measures(workspace, home, doors) if home else (),
    )


def recordable(workspace: str, user: str, doors: Doors) -> list[Investment]:
    """The investments a person sees and is a member of the home of, by name. Asks the world."""
    if not doors.directory.person(workspace, user).is_full_member:
        return []
    audience = eyes.of_person(workspace, user, doors)
    with doors.records.work(workspace, audience) as work:
        seen = work.investments()
    try:
        inside = doors.directory.channels_of(workspace, user)
    except RateLimitedError:
        raise
    except ChatError:
        return [
            one
            for one in seen
            if confirm.who_may_record(workspace, one.channel, user, doors) is None
        ]
    return [one for one in seen if one.channel in inside]


def _measures(workspace: str, home: Investment, doors: Doors) -> tuple[Countable, ...]:
    with doors.records.work(workspace) as work:
        facts = work.facts([home.id])
    owned = {one.id for one in home.measures if owner_facts(facts, one.id)}
    found = sorted(home.measures, key=lambda one: one.name.casefold())
    return tuple(
        Countable(id=one.id, name=one.name, unit=one.unit, is_owned=one.id in owned)
        for one in found
    )


def check(entered: Measured, doors: Doors, now: datetime) -> dict[str, str]:
    """What is wrong with each field, in words; nothing where a card can be made of all of them."""
    home = _home(entered, doors, now)
    return {"investment": home} if isinstance(home, str) else problems(entered, home, doors)


def enter(entered: Measured, event: str, doors: Doors, now: datetime) -> None:
    """Show what was understood to who typed it, in a direct message; they record it there. Where it
    cannot stand any more, they are told why.
    """
    home = _home(entered, doors, now)
    wrong = [home] if isinstance(home, str) else [*problems(entered, home, doors).values()]
    with doors.records.work(entered.workspace) as work:
        if isinstance(home, str) or wrong:
            _tell(work, entered, wrong[0], event, now)
        else:
            _propose(work, entered, home, event, doors, now)
        work.finish(event, now)
        work.commit()


def _home(entered: Measured, doors: Doors, now: datetime) -> Home | str:
    """Where it belongs, with what is on record there; in words why it does not."""
    with doors.records.work(entered.workspace) as work:
        investment = work.investment(entered.investment) if entered.investment else None
        on_record = work.facts([investment.id]) if investment else []
        starts = work.manners_of_house().fiscal_start
    if investment is None:
        return doors.voice.say("enter_investment")
    where = (entered.workspace, investment.channel, entered.user)
    refusal = confirm.who_may_record(*where, doors)
    if refusal is not None:
        return refusal
    return Home(
        investment=investment,
        on_record=tuple(on_record),
        today=_today(entered, doors, now),
        fiscal_start=starts,
    )


def _today(entered: Measured, doors: Doors, now: datetime) -> date:
    return now.astimezone(paused.own_zone(entered.workspace, entered.user, doors)).date()


def _propose(
    work: Work, entered: Measured, home: Home, event: str, doors: Doors, now: datetime
) -> None:
    work.hold(home.investment.id)
    grown, facts = stated(entered, home, event, doors)
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=grown.id,
        facts=tuple(facts),
        channel=entered.user,
        thread=f"{FORM}{event}",
        at=now,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    on_record = work.facts([grown.id])
    lead: tuple[Line, ...] = ((Span(text=doors.voice.say("enter_card", investment=grown.name)),),)
    propose.show(work, whole, grown, on_record, doors, now, lead)
    remark.remark(work, whole, facts, grown, (), doors, now)


def _tell(work: Work, entered: Measured, said: str, event: str, now: datetime) -> None:
    post = Post(lead=((Span(text=said),),))
    work.send(Sending(key=f"post:{event}", way="post", channel=entered.user, post=post), now)
