"""Paused: what rests is shown as resting wherever it would be missed."""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.advice.days import in_words
from bot.advice.eyes import Sight
from bot.benefits.accepted import has_said_stop
from bot.benefits.conversation import Line, Span
from bot.benefits.investment import Investment
from bot.benefits.manners import BUDGETS, HouseManners, PersonManners, zone_among
from bot.errors import ChatError
from bot.ports import Directory, Voice, Work


def of_investment(
    investment: Investment, today: date, voice: Voice, house: HouseManners | None = None
) -> Line:
    """That nothing is asked about it, until when and who said so; empty where it is not so.

    Where the whole workspace rests, that is said of what is not paused itself.
    """
    if investment.is_paused_on(today):
        until = investment.paused_until
        said = voice.say("paused_until", date=in_words(until)) if until else voice.say("paused")
        by = investment.paused_by
        who = (Span(text=voice.say("paused_by")), Span(text="", user=by)) if by else ()
        return (Span(text=said), *who, Span(text=f"{voice.say('paused_means')}."))
    return of_house(house, today, voice) if house else ()


Rest = Literal["paused", "frozen", "muted", "away", "stopped"]
"""Why nobody is asked: the investment rests, or the workspace, or the person does, or they said
Stop about it.
"""


def zone_of(workspace: str, person: str, directory: Directory) -> str | None:
    """The zone somebody set in Slack; None where they set none or Slack cannot tell now."""
    try:
        return directory.person(workspace, person).zone
    except ChatError:
        return None


def own_zone(workspace: str, person: str, doors: Sight) -> ZoneInfo:
    """The zone somebody lives in: as they told us, else as they set it in Slack, else UTC."""
    with doors.records.work(workspace) as work:
        own = work.manners_of_people([person])[person].zone
    return ZoneInfo(zone_among(own, None if own else zone_of(workspace, person, doors.directory)))


def why(
    work: Work, investment: Investment, person: str, now: datetime, zone: str | None = None
) -> Rest | None:
    """Why a person is asked nothing about an investment now; None where they may be. `zone` is the
    one Slack tells, for who set none of their own.
    """
    house, own = work.manners_of_house(), work.manners_of_people([person])[person]
    today = now.astimezone(ZoneInfo(zone_among(own.zone, zone))).date()
    if investment.is_paused_on(today):
        return "paused"
    if house.is_frozen_on(today):
        return "frozen"
    if own.is_muted:
        return "muted"
    if has_said_stop(person, investment.id, work.acceptances([investment.id])):
        return "stopped"
    return "away" if own.away_on(today) else None


def budget_of(work: Work, person: str) -> int:
    """How often a person may be asked in seven days."""
    return BUDGETS[work.manners_of_people([person])[person].budget]


def of_house(house: HouseManners, today: date, voice: Voice) -> Line:
    """That the whole workspace rests; empty where it does not."""
    if house.frozen_until is None or not house.is_frozen_on(today):
        return ()
    return (Span(text=f"{voice.say('frozen_until', date=in_words(house.frozen_until))}."),)


def of_person(person: str, manners: PersonManners, today: date, voice: Voice) -> Line:
    """That somebody is away or muted, for who would wait for their answer; empty where neither."""
    away = manners.away_on(today)
    if away is not None:
        said = voice.say("away_until", date=in_words(away.last))
        return (Span(text="", user=person), Span(text=f"{said}."))
    if manners.is_muted:
        return (Span(text="", user=person), Span(text=f"{voice.say('is_muted')}."))
    return ()
