"""The weekly thread: what is due, of who can answer, at an hour of theirs; else silence."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.advice import propose, remind
from bot.benefits.accepted import Acceptance, Role, State
from bot.benefits.conversation import Ask, PutOff, Sending
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.manners import (
    Away,
    ChannelManners,
    HouseManners,
    PersonManners,
)
from bot.errors import ChatError, RateLimitedError
from bot.ports import Channel, Person
from tests.advice.world import LEAD, OTHER, OWNER, SPONSOR, World, at, card_of, words
from tests.builders import (
    CHANNEL,
    NOON,
    WORKSPACE,
    a_fact,
    a_measure,
    a_proposal,
    a_question,
    a_record,
    an_entry,
    an_investment,
)
from tests.fakes import FakeDirectory

MONDAY = at("2026-06-08T09:00+00:00")
DAY = timedelta(days=1)
LIVE = date(2026, 5, 20)


def accepts(
    world: World,
    person: str,
    role: Role = "owner",
    investment: str = "i1",
    state: State = "accepted",
) -> None:
    """Somebody said yes to a role, a while ago, or what else they said."""
    step = Acceptance(
        investment=investment, role=role, person=person, state=state, by=person, at=NOON
    )
    with world.records.work(WORKSPACE) as work:
        work.accept(f"{investment}{role}{person}", step)
        work.commit()


def owned(fact: str = "o1", by: str = OWNER, **given: Any) -> Recorded:
    """Somebody is on record as owner."""
    stated = a_fact(slot="owner", value=None, quote="owns it", person=f"<@{by}>")
    return a_record(fact, stated, **given)


def records(world: World, *facts: Recorded) -> None:
    """These are on record."""
    with world.records.work(WORKSPACE) as work:
        for one in facts:
            work.append(one)
        work.commit()


def keeps(world: World, id: str, manners: ChannelManners | PersonManners | HouseManners) -> None:
    """Somebody says how they wish to be reminded."""
    with world.records.work(WORKSPACE) as work:
        work.keep_manners(id, manners, world.now)
        work.commit()


def live(world: World, **given: Any) -> Investment:
    """An investment that went live in May, with an owner and a sponsor who accepted; it is Monday,
    nine o'clock.
    """
    usual: dict[str, Any] = {
        "go_live": LIVE,
        "sponsor": f"<@{SPONSOR}>",
        "delivery_lead": f"<@{LEAD}>",
    }
    made = world.begin(an_investment(**(usual | given)))
    records(world, owned())
    accepts(world, OWNER)
    accepts(world, SPONSOR, "sponsor")
    world.now = MONDAY
    return made


def asks(sendings: list[Sending]) -> list[Ask]:
    """Everything that was asked."""
    return [ask for one in sendings for ask in one.post.every_ask]


def still_open(sent: Sending) -> list[tuple[str | None, str]]:
    """Of whom something was asked that stands open, and when; with a link to it."""
    lines = [
        line for part in sent.post.parts for line in part.lines if line[-1].text[:5] == "asked"
    ]
    assert all(line[-1].href for line in lines)
    return [(line[0].user, line[-1].text.removeprefix("asked on ")) for line in lines]


def test_a_figure_that_is_due_is_asked_of_the_owner_in_a_thread(world: World) -> None:
    """At the channel's hour, with what was recorded lately; the next look is a week later."""
    live(world)
    (sent,) = world.falls_due()
    assert (sent.channel, sent.thread, sent.at_leisure) == (CHANNEL, None, True)
    (ask,) = sent.post.every_ask
    assert (ask.to, ask.can_wait, ask.has_form) == (OWNER, True, True)
    assert "claim handling time" in ask.text
    assert ask.citations
    assert "Claims portal" in words([sent])
    assert "claim handling time, owner" in words([sent])
    (question,) = world.questions()
    assert (question.asks, question.period) == ("current", "2026-06")
    assert world.next_look() == MONDAY + 7 * DAY
    assert world.next_look("escalate") == MONDAY + 14 * DAY
    assert world.falls_due() == []


def test_it_is_answered_in_its_thread_in_words(world: World) -> None:
    """The card stands there, and once recorded the question stands answered where it was put."""
    live(world)
    (sent,) = world.falls_due()
    head = world.ts_of[sent.key]
    world.later(hours=1)
    said = world.say("9 days in May, per the claims report", user=OWNER, thread=head)
    card = card_of(said)
    assert [one.thread for one in said if one.post.card] == [head]
    world.click("record", card.proposal, user=OWNER, thread=head)
    assert [one.state for one in world.questions()] == ["answered"]
    assert [ask.closed for ask in world.shown(sent.key).every_ask] == ["Answered, thank you"]
    world.now = MONDAY + 7 * DAY
    assert world.falls_due() == []


def test_it_is_answered_by_the_form_too(world: World) -> None:
    """Its card is shown in the thread of the reminder."""
    live(world)
    (sent,) = world.falls_due()
    said = world.edit(world.questions()[0].id, OWNER, current="9 days")
    assert {one.thread for one in said if one.way == "post"} == {world.ts_of[sent.key]}
    assert [one.state for one in world.questions()] == ["answered"]


def test_what_a_thread_asks_of_one_is_not_asked_of_another(world: World) -> None:
    """Nor under an update while it waits, nor in the thread of a later week; what else is missing
    may be asked meanwhile.
    """
    live(world)
    records(world, a_record("b1", a_fact(slot="baseline", value=14), said_at=NOON - 40 * DAY))
    (sent,) = world.falls_due()
    world.later(days=7, hours=1)
    world.say("The claims portal is live for 3 more teams, 12 workflows automated")
    assert [(one.person, one.asks) for one in world.questions()][:1] == [(OWNER, "current")]
    assert "current" not in [one.asks for one in world.questions()[1:]]
    head = world.ts_of[sent.key]
    card = card_of(world.say("9 days in June, per the claims report", user=OWNER, thread=head))
    world.click("record", card.proposal, user=OWNER, thread=head)
    for week in (2, 3, 4):
        world.now = MONDAY + 7 * week * DAY
        world.falls_due()
    assert [one.person for one in world.questions() if one.asks == "current"] == [OWNER]


def test_what_two_were_asked_under_updates_comes_back_once(world: World) -> None:
    """To who was asked last; where they do not know it, nobody is asked for it any more."""
    world.begin()
    for day, person in ((1, LEAD), (9, SPONSOR)):
        world.now = at(f"2026-06-{day:02}T10:00+00:00")
        world.say("The claims portal is live, 12 workflows automated", user=person)
    assert [one.asks for one in world.questions()] == ["baseline", "baseline"]
    world.now = MONDAY + 14 * DAY
    (sent,) = world.falls_due()
    assert still_open(sent) == [(SPONSOR, "9 June 2026")]
    world.click("not_known", world.questions()[1].id, user=SPONSOR)
    assert [one.state for one in world.questions()] == ["not_known", "not_known"]
    world.now = MONDAY + 21 * DAY
    assert world.falls_due() == []


def test_who_is_asked_first_in_words_is_reminded_once(world: World) -> None:
    """The author of an update, a week later in the thread, with the same question; never again."""
    world.begin()
    world.now = at("2026-06-04T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    (question,) = world.questions()
    world.now = MONDAY
    assert world.falls_due() == []
    world.now = MONDAY + 7 * DAY
    (sent,) = world.falls_due()
    assert still_open(sent) == [(LEAD, "4 June 2026")]
    assert sent.post.every_ask == ()
    assert question.text not in words([sent])
    assert [(one.what, one.question) for one in world.steps()] == [("reminded", question.id)]
    head = world.ts_of[sent.key]
    world.later(hours=1)
    world.say("not known yet", thread=head)
    assert [one.state for one in world.questions()] == ["not_known"]
    world.now = MONDAY + 14 * DAY
    assert world.falls_due() == []


QUIET: dict[str, tuple[str, Any]] = {
    "muted": (OWNER, PersonManners(is_muted=True)),
    "away": (OWNER, PersonManners(away=(Away(first=date(2026, 6, 1), last=date(2026, 6, 8)),))),
    "elsewhere": (OWNER, PersonManners(zone="America/Los_Angeles")),
    "frozen": ("", HouseManners(frozen_until=date(2026, 6, 8))),
    "off": (CHANNEL, ChannelManners(is_weekly=False)),
    "friday": (CHANNEL, ChannelManners(weekday=5)),
    "another zone": (CHANNEL, ChannelManners(zone="America/New_York")),
}


@pytest.mark.parametrize("why", QUIET)
def test_nobody_is_asked_at_a_wrong_moment(world: World, why: str) -> None:
    """Muted, away, asleep, frozen, at another hour than the channel's: no thread."""
    live(world)
    keeps(world, *QUIET[why])
    assert world.falls_due() == []
    assert world.questions() == []
    assert (again := world.next_look()) is not None
    assert again > MONDAY


@pytest.mark.parametrize(
    "given",
    [
        {"paused": True},
        {"paused": True, "paused_until": date(2026, 6, 8)},
        {"go_live": None},
        {"go_live": date(2026, 7, 1)},
        {"measures": (a_measure(due=date(2026, 7, 1)),)},
    ],
)
def test_what_is_paused_or_not_due_is_left_alone(world: World, given: dict[str, Any]) -> None:
    """And looked at again in a week."""
    live(world, **given)
    assert world.falls_due() == []
    assert world.next_look() == MONDAY + 7 * DAY


@pytest.mark.parametrize(("author", "asked"), [(OWNER, []), (LEAD, [OWNER])])
def test_who_spoke_of_it_lately_is_left_alone(world: World, author: str, asked: list[str]) -> None:
    """Within three days; who said nothing is asked, however often others post."""
    live(world)
    said = a_record("f2", a_fact(slot="target"), said_at=MONDAY - 2 * DAY, author=author)
    records(world, said)
    assert [ask.to for ask in asks(world.falls_due())] == asked


def test_a_thread_whose_hour_nobody_could_keep_comes_within_a_day(world: World) -> None:
    """As the channel's hours open, not a week later."""
    live(world)
    world.now = at("2026-06-08T17:10+00:00")
    assert world.falls_due() == []
    assert world.next_look() == MONDAY + DAY
    world.now = MONDAY + DAY
    assert [ask.to for ask in asks(world.falls_due())] == [OWNER]
    assert world.next_look() == MONDAY + 7 * DAY


def test_a_budget_is_kept_over_all_investments(world: World) -> None:
    """Light is one question a week: of two that are due one waits for its turn."""
    live(world)
    world.begin(an_investment("i2", name="Billing", go_live=LIVE))
    records(world, owned("o2", investment="i2"))
    accepts(world, OWNER, investment="i2")
    keeps(world, OWNER, PersonManners(budget="light"))
    assert len(asks(world.falls_due())) == 1
    world.now += 7 * DAY
    assert len(asks(world.falls_due())) == 1
    assert len({one.investment for one in [*world.questions("i1"), *world.questions("i2")]}) == 2


def test_two_people_can_be_asked_in_one_thread(world: World) -> None:
    """Each one question: an older one again, and one that is new."""
    live(world)
    world.now = at("2026-05-27T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    world.now = MONDAY
    (sent,) = world.falls_due()
    assert [one.to for one in sent.post.every_ask] == [OWNER]
    assert still_open(sent) == [(LEAD, "27 May 2026")]
    assert sorted(one.what for one in world.steps()) == ["asked", "reminded"]


def test_without_an_owner_who_leads_is_asked_to_name_one(world: World) -> None:
    """Once, after go-live; whoever has just been named is given two weeks to accept."""
    world.begin(an_investment(go_live=LIVE, delivery_lead=f"<@{SPONSOR}>"))
    records(world, owned(recorded_at=MONDAY - 3 * DAY, said_at=MONDAY - 10 * DAY))
    world.now = MONDAY
    assert world.falls_due() == []
    world.now = MONDAY + 14 * DAY
    (ask,) = asks(world.falls_due())
    assert ask.to == SPONSOR
    assert world.questions()[0].asks == "owner"
    world.now = MONDAY + 70 * DAY
    assert {one.asks for one in world.questions()} == {"owner"}
    assert not [one for one in asks(world.falls_due()) if one.to != SPONSOR]


def test_who_said_stop_is_not_asked_who_owns_it(world: World) -> None:
    """Another one is, though the first leads it."""
    world.begin(an_investment(go_live=LIVE, delivery_lead=f"<@{SPONSOR}>"))
    accepts(world, SPONSOR, state="stopped")
    world.now = MONDAY
    assert [one.to for one in asks(world.falls_due())] == [LEAD]


def test_a_day_is_the_one_where_the_person_is(world: World) -> None:
    """In Auckland it is Monday before it is anywhere else: what was put off to it is asked then."""
    live(world)
    keeps(world, CHANNEL, ChannelManners(zone="Pacific/Auckland"))
    keeps(world, OWNER, PersonManners(zone="Pacific/Auckland"))
    world.now = at("2026-06-07T21:00+00:00")
    (sent,) = world.falls_due()
    (question,) = world.questions()
    waits = {"ref": question.id, "how": "snooze", "until": date(2026, 6, 15), "user": OWNER}
    fields = {"workspace": WORKSPACE, "channel": CHANNEL, "at": world.now}
    world.happens(PutOff.model_validate(fields | waits))
    world.now = at("2026-06-14T21:00+00:00")
    (again,) = world.falls_due()
    assert [one.question for one in again.post.every_ask] == [question.id]
    assert again.key != sent.key


def test_an_hour_that_is_moved_is_another_thread(world: World) -> None:
    """What is due by then goes out, so that nobody's budget is spent for nothing."""
    live(world)
    world.now = at("2026-05-27T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    keeps(world, LEAD, PersonManners(is_muted=True))
    world.now = MONDAY
    assert [one.to for one in asks(world.falls_due())] == [OWNER]
    keeps(world, LEAD, PersonManners())
    keeps(world, CHANNEL, ChannelManners(hour=time(14)))
    world.later(hours=5)
    assert [still_open(one) for one in world.falls_due()] == [[(LEAD, "27 May 2026")]]


@pytest.mark.parametrize(
    ("country", "moment"),
    [(None, MONDAY), ("XX", MONDAY), ("GB", MONDAY + DAY)],
)
def test_a_holiday_is_nobodys_day(world: World, country: str | None, moment: datetime) -> None:
    """The thread comes on the next working day of the week; a country nobody knows has none."""
    live(world)
    keeps(world, "", HouseManners(country=country))
    world.doors = world.doors.__class__(**{**vars(world.doors), "holidays": _holidays})
    sent = world.falls_due()
    assert bool(sent) == (moment == MONDAY)
    if not sent:
        assert world.next_look() == moment
        world.now = moment
        assert world.falls_due()


def _holidays(country: str, year: int) -> frozenset[date]:
    from bot.errors import NotFoundError

    if country != "GB":
        raise NotFoundError
    return frozenset({MONDAY.date()}) if year == 2026 else frozenset()


def test_what_nobody_looks_at_yet_is_planned(world: World) -> None:
    """After an import, or of a time before there were reminders; what is planned stays."""
    world.begin()
    world.begin(an_investment("i2"))
    with world.records.work(WORKSPACE) as work:
        work.plan_due("weekly", "i2", MONDAY)
        work.commit()
    remind.plan_missing(WORKSPACE, world.doors, NOON)
    assert (world.next_look(), world.next_look(ref="i2")) == (NOON, MONDAY)
    world.falls_due("i1", "i3")
    assert world.next_look() == MONDAY
    assert world.next_look(ref="i3") is None


def test_a_confidential_investment_is_not_spoken_of_before_strangers(world: World) -> None:
    """Nor where nobody can tell who reads along."""
    live(world, confidential=True, channel="CGUESTS")
    assert world.falls_due() == []
    live_again = world.investment().model_copy(update={"channel": "CNOWHERE"})
    with world.records.work(WORKSPACE) as work:
        work.keep(live_again)
        work.commit()
    assert world.falls_due() == []


def test_who_is_not_in_the_channel_is_asked_alone(world: World) -> None:
    """Nobody is named in a thread they do not read, as away either; a member is asked in it."""
    live(world)
    home = world.directory.channels[CHANNEL]
    inside = {"members": frozenset({LEAD, SPONSOR})}
    world.directory.channels[CHANNEL] = home.model_copy(update=inside)
    assert world.falls_due("i1") == []
    assert (world.next_look(), world.next_look("escalate")) == (MONDAY + 7 * DAY, MONDAY)
    (alone,) = world.falls_due("i1", kind="escalate")
    assert (alone.channel, [ask.to for ask in asks([alone])]) == (OWNER, [OWNER])


@pytest.mark.parametrize("untold", [CHANNEL, OWNER])
def test_nobody_is_asked_while_slack_does_not_tell_of_them(world: World, untold: str) -> None:
    """Who they are, or who reads it: it is tried again soon, and then comes."""
    live(world)
    told = world.directory
    directory = Untold(list(told.people.values()), list(told.channels.values()))
    directory.untold = untold
    world.doors = replace(world.doors, directory=directory)
    assert world.falls_due() == []
    assert world.next_look() == MONDAY + timedelta(minutes=15)
    world.later(minutes=15)
    directory.untold = ""
    assert [ask.to for ask in asks(world.falls_due())] == [OWNER]


def hasty_slack(world: World) -> "Hasty":
    """Something is due in two channels; Slack tells of the first. In a third one nothing is."""
    elsewhere = {"id": "i2", "name": "Billing bot", "channel": OTHER}
    live(world)
    world.begin(an_investment(go_live=LIVE, delivery_lead=f"<@{LEAD}>", **elsewhere))
    world.begin(an_investment(id="i3", name="Ledger", channel="CQUIET"))
    told = world.directory
    hasty = Hasty(list(told.people.values()), list(told.channels.values()))
    world.doors = replace(world.doors, directory=hasty)
    return hasty


def test_where_slack_asks_to_wait_those_it_told_of_are_asked(world: World) -> None:
    """The others as soon as it said; of what has nothing due, Slack is not asked at all."""
    hasty = hasty_slack(world)
    assert [one.channel for one in world.falls_due()] == [CHANNEL]
    assert hasty.told == [CHANNEL, OTHER]
    again = MONDAY + timedelta(seconds=30)
    assert (world.next_look(), world.next_look(ref="i2")) == (MONDAY + 7 * DAY, again)
    world.now, hasty.most = again, 9
    assert [one.channel for one in world.falls_due("i2")] == [OTHER]


def test_what_slack_does_not_tell_of_yet_stays_due_to_go_up(world: World) -> None:
    """What it told of is looked at no more; the rest is handed back, to wait as long as it said."""
    hasty = hasty_slack(world)
    with world.records.work(WORKSPACE) as work:
        work.plan_all("escalate", {"i1": MONDAY, "i2": MONDAY, "i3": MONDAY})
        work.commit()
    with pytest.raises(RateLimitedError):
        world.falls_due(kind="escalate")
    assert hasty.told == [CHANNEL, OTHER]
    looks = [world.next_look("escalate", one) for one in ("i1", "i2", "i3")]
    assert looks == [None, MONDAY, None]


class Hasty(FakeDirectory):
    """Tells of one channel, and then asks to wait; remembers which it was asked for."""

    most = 1

    def __init__(self, people: list[Person], channels: list[Channel]) -> None:
        super().__init__(people, channels)
        self.told: list[str] = []

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises RateLimitedError where that is one too many."""
        self.told.append(channel)
        if len(self.told) > self.most:
            raise RateLimitedError("ratelimited", 30.0)
        return super().channel(workspace, channel)


class Untold(FakeDirectory):
    """Does not tell of one channel or person now."""

    untold = ""

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises ChatError for the one."""
        if channel == self.untold:
            raise ChatError("timeout")
        return super().channel(workspace, channel)

    def person(self, workspace: str, user: str) -> Person:
        """Raises ChatError for the one."""
        if user == self.untold:
            raise ChatError("timeout")
        return super().person(workspace, user)


def test_a_person_who_was_forgotten_is_no_line_of_a_thread(world: World) -> None:
    """What was recorded of them holds nothing that could be told."""
    live(world, measures=(a_measure(), a_measure("m2", "error rate")))
    forgotten = a_fact(slot="owner", value=None, quote="", person=None)
    lately = {"said_at": MONDAY - DAY, "recorded_at": MONDAY - DAY}
    records(world, a_record("o2", forgotten, measure="m2", **lately))
    (sent,) = world.falls_due()
    assert "error rate, owner" not in words([sent])
    assert "claim handling time, owner" in words([sent])


def test_a_measure_is_called_as_it_is_called_now(world: World) -> None:
    """A question that is shown again after a measure was renamed names it by its new name."""
    world.begin()
    world.now = at("2026-06-04T10:00+00:00")
    world.say("The claims portal is live. Claim handling time is 9 days now.")
    (question,) = world.questions()
    assert "laim handling time" in question.text
    world.command("rename", "claim handling time to cycle time")
    world.now = MONDAY + 7 * DAY
    (sent,) = world.falls_due()
    assert still_open(sent)
    assert "cycle time, baseline" in words([sent])
    assert "handling" not in words([sent])


def test_what_is_new_of_scope_and_dates_is_told_once(world: World) -> None:
    """Since the thread before, and never since before it was known at all."""
    live(world)
    said = {"investment": "i1", "practice": "scope", "recorded_at": MONDAY - DAY}
    world.enter(
        an_entry("s1", "go_live", day=LIVE, **said),
        an_entry("s2", "added", about="x", text="the supplier portal", **said),
    )
    (sent,) = world.falls_due()
    told = words([sent])
    assert "Recorded since 1 June 2026" in told
    assert "Go-live: 20 May 2026" in told
    assert "Added to the scope: “the supplier portal”" in told
    world.now = MONDAY + 7 * DAY
    world.enter(
        an_entry("s3", "budget", value=450_000, unit="GBP", **said | {"recorded_at": world.now})
    )
    world.later(days=7)
    again = words(world.falls_due())
    assert "Recorded since 8 June 2026" in again
    assert "£450,000" in again
    assert "supplier portal" not in again
    assert "Go-live" not in again


def test_what_somebody_else_told_closes_a_question_as_known(world: World) -> None:
    """Nobody is thanked for an answer they did not give."""
    live(world)
    (sent,) = world.falls_due()
    said = world.say("Claim handling time is 9 days now, per the claims report", user=LEAD)
    world.click("record", card_of(said).proposal, user=LEAD)
    assert [one.closed for one in world.shown(sent.key).every_ask] == ["Known since 8 June 2026"]


def test_what_was_shown_long_ago_is_asked_for_anew_and_stays_open(world: World) -> None:
    """What the record held before a question was asked is no answer to it."""
    live(world, go_live=date(2026, 1, 5))
    old = {"said_at": MONDAY - 100 * DAY, "recorded_at": MONDAY - 100 * DAY}
    report = a_fact(slot="evidence", value=None, quote="report", ref="claims report")
    records(world, a_record("c1", a_fact(slot="current"), **old), a_record("e1", report, **old))
    asked = a_question("q1", asks="current", person=OWNER, at=MONDAY - 20 * DAY, state="answered")
    with world.records.work(WORKSPACE) as work:
        work.ask(asked)
        work.commit()
    (sent,) = world.falls_due()
    (ask,) = sent.post.every_ask
    assert "for claim handling time was named on 28 February 2026" in ask.text
    world.later(days=1)
    world.falls_due(kind="escalate")
    assert [one.closed for one in world.shown(sent.key).every_ask] == [None]


def test_a_card_that_waits_for_its_second_week_is_told_of_once(world: World) -> None:
    """With its day and its thread. Pressed after that day it says so itself, and nobody is told
    the same once more.
    """
    home = live(world)
    world.say("hello")
    card = a_proposal(at=MONDAY - 8 * DAY, thread=world.last)
    with world.records.work(WORKSPACE) as work:
        work.propose(card)
        propose.show(work, card, home, (), world.doors, card.at)
        work.commit()
    (sent,) = [one for one in world.falls_due() if one.key.startswith("weekly:")]
    told = words([sent])
    assert "handling time, baseline: the card waits to be recorded, until 14 June 2026" in told
    (line,) = [line for part in sent.post.parts for line in part.lines if "waits" in line[0].text]
    assert line[0].href
    world.later(days=7)
    assert "waits to be recorded" not in words(world.falls_due())
    (shown,) = world.click("record", card.id)
    assert (shown.way, shown.key.partition(":")[0]) == ("update", "card")
    assert shown.post.card is not None
    assert "has expired" in (shown.post.card.decided or "")


def test_a_message_that_was_named_as_the_source_is_called_one(world: World) -> None:
    """Nobody reads an address of this workspace as the name of a source."""
    live(world)
    link = "https://example.slack.com/archives/C1/p1803200000000100"
    recorded = {"said_at": MONDAY - 3 * DAY, "recorded_at": MONDAY - 3 * DAY, "ts": "9.1"}
    records(world, a_record("e1", a_fact("evidence", None, quote=link, ref=link), **recorded))
    (sent,) = world.falls_due()
    assert "source: the message" in words([sent])
    assert "archives" not in words([sent])
