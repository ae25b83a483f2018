"""What nobody answers goes up twice and ends: told to those it reaches, and to nobody else."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.advice import escalate
from bot.benefits.accepted import Acceptance
from bot.benefits.conversation import PutOff, Sending
from bot.benefits.manners import Away, ChannelManners, HouseManners, PersonManners
from bot.errors import ChatError
from bot.ports import Channel, Person
from tests.advice.test_remind import DAY, MONDAY, accepts, asks, keeps, live, owned, records
from tests.advice.world import LEAD, OWNER, SPONSOR, World, at, card_of, words
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_measure, a_record, an_investment
from tests.fakes import FakeDirectory

ASKED = at("2026-05-27T10:00+00:00")


def unanswered(world: World) -> str:
    """The lead was asked something under an update in May; the id of the question."""
    live(world)
    world.now = ASKED
    world.say("The claims portal is live, 12 workflows automated")
    return world.questions()[0].id


def whom(sendings: list[Sending]) -> list[str]:
    """Who was written to alone."""
    return [one.channel for one in sendings if one.channel != CHANNEL]


def test_it_goes_to_the_owner_then_to_the_sponsor_then_ends(world: World) -> None:
    """Two weeks each; who did not answer is told to the one it goes to, and the end is said."""
    question = unanswered(world)
    world.now = ASKED + 14 * DAY
    (first,) = world.falls_due(kind="escalate")
    assert whom([first]) == [OWNER]
    assert [ask.question for ask in asks([first])] == [question]
    assert f"@{LEAD}" in words([first])
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") == ASKED + 28 * DAY
    world.now = ASKED + 28 * DAY
    (second,) = world.falls_due(kind="escalate")
    assert whom([second]) == [SPONSOR]
    assert "27 May 2026" in words([second])
    world.now = ASKED + 42 * DAY
    last = world.falls_due(kind="escalate")
    assert whom([one for one in last if one.way == "post"]) == [SPONSOR]
    assert "stop" in words([one for one in last if one.way == "post"])
    assert [one.what for one in world.steps()] == ["owner", "sponsor", "stopped"]
    assert world.questions()[0].state == "escalated"
    assert world.next_look("escalate") is None
    assert not [one for one in world.sent if one.channel == CHANNEL and OWNER in words([one])]


def test_the_owner_answers_in_the_direct_message(world: World) -> None:
    """In its thread, in words; the card stands there, and all that shows the question is closed."""
    question = unanswered(world)
    world.now = ASKED + 14 * DAY
    (sent,) = world.falls_due(kind="escalate")
    world.directory.channels["DOWNER"] = world.directory.channels["DLEAD"].model_copy(
        update={"id": "DOWNER", "members": frozenset({OWNER})}
    )
    head = world.ts_of[sent.key]
    said = world.say("21 days in Q1, per the claims report", OWNER, head, "DOWNER")
    card = card_of(said)
    world.click("record", card.proposal, OWNER, head, "DOWNER")
    assert [one.state for one in world.questions() if one.id == question] == ["answered"]
    assert [ask.closed for ask in world.shown(sent.key).every_ask] == ["Answered, thank you"]
    assert world.shown(f"ask:{question}").ask.closed == "Answered, thank you"  # type: ignore[union-attr]


def test_nobody_is_turned_to_who_did_not_accept(world: World) -> None:
    """It waits while it can be answered, and ends quietly."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>"))
    records(world, owned())
    world.now = ASKED
    world.say("The claims portal is live, 12 workflows automated")
    world.now = ASKED + 28 * DAY
    assert [one for one in world.falls_due(kind="escalate") if one.way == "post"] == []
    assert [one.what for one in world.steps()] == ["stopped"]
    assert world.questions()[0].state == "expired"


@pytest.mark.parametrize("why", ["muted", "gone", "unseen"])
def test_who_cannot_be_asked_is_passed_over(world: World, why: str) -> None:
    """It goes to the sponsor at once."""
    unanswered(world)
    if why == "muted":
        keeps(world, OWNER, PersonManners(is_muted=True))
    elif why == "gone":
        world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_gone=True)
    else:
        world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_external=True)
        home = world.directory.channels[CHANNEL]
        world.directory.channels[CHANNEL] = home.model_copy(
            update={"members": frozenset({LEAD, SPONSOR})}
        )
    world.now = ASKED + 14 * DAY
    assert whom(world.falls_due(kind="escalate")) == [SPONSOR]


class Hiccups(FakeDirectory):
    """Does not tell of some people now: who they are, or where they are members."""

    def __init__(self, told: FakeDirectory) -> None:
        super().__init__(list(told.people.values()), list(told.channels.values()))
        self.untold: set[str] = set()
        self.unseen: set[str] = set()

    def person(self, workspace: str, user: str) -> Person:
        """Raises ChatError for who it does not tell of now."""
        if user in self.untold:
            raise ChatError("timeout")
        return super().person(workspace, user)

    def public_channels(self, workspace: str) -> frozenset[str]:
        """None are listed: membership counts."""
        raise ChatError("missing_scope")

    def channel(self, workspace: str, channel: str) -> Channel:
        """Raises ChatError while somebody is asked about whose membership it does not tell."""
        if self.unseen:
            raise ChatError("timeout")
        return super().channel(workspace, channel)


@pytest.mark.parametrize("people", [{OWNER}, {OWNER, SPONSOR}, set()])
def test_nobody_is_passed_over_whom_slack_does_not_tell_of_now(
    world: World, people: set[str]
) -> None:
    """Nor is anything given up: it is tried again soon, and then goes to the owner."""
    unanswered(world)
    directory = Hiccups(world.directory)
    world.doors = replace(world.doors, directory=directory)
    directory.untold, directory.unseen = people, set() if people else {OWNER}
    world.now = ASKED + 14 * DAY
    assert world.falls_due(kind="escalate") == []
    assert world.steps() == []
    assert world.next_look("escalate") == world.now + timedelta(minutes=15)
    directory.untold, directory.unseen = set(), set()
    world.later(minutes=15)
    assert whom(world.falls_due(kind="escalate")) == [OWNER]


def test_who_says_yes_meanwhile_is_not_passed_over(world: World) -> None:
    """Between the two readings somebody becomes owner of whom nothing was looked up."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>"))
    records(world, owned())
    accepts(world, SPONSOR, "sponsor")
    world.now = ASKED
    world.say("The claims portal is live, 12 workflows automated")
    world.now = ASKED + 14 * DAY
    world.directory.meanwhile = lambda: accepts(world, OWNER)
    assert world.falls_due(kind="escalate") == []
    world.later(minutes=15)
    assert whom(world.falls_due(kind="escalate")) == [OWNER]


def test_who_may_not_see_what_is_due_is_not_looked_at_every_minute(world: World) -> None:
    """The next weekly look finds whether they may by then."""
    live(world)
    keeps(world, OWNER, PersonManners(zone="America/Los_Angeles"))
    world.directory.people[OWNER] = Person(id=OWNER, name="owner", is_external=True)
    home = world.directory.channels[CHANNEL].model_copy(update={"members": frozenset({LEAD})})
    world.directory.channels[CHANNEL] = home
    world.now = at("2026-06-08T16:00+00:00")
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") is None


@pytest.mark.parametrize("why", ["left", "muted", "handed_on", "asleep", "stopped"])
def test_the_end_is_told_to_who_still_answers_for_it(world: World, why: str) -> None:
    """In their own hours; else it ends without a word."""
    unanswered(world)
    for days in (14, 28):
        world.now = ASKED + days * DAY
        world.falls_due(kind="escalate")
    ends = ASKED + 42 * DAY
    world.now = ends
    if why == "left":
        world.directory.people[SPONSOR] = Person(id=SPONSOR, name="sponsor", is_external=True)
        inside = {"members": frozenset({LEAD, OWNER})}
        home = world.directory.channels[CHANNEL].model_copy(update=inside)
        world.directory.channels[CHANNEL] = home
    elif why == "handed_on":
        handed = world.investment().model_copy(update={"sponsor": f"<@{LEAD}>"})
        with world.records.work(WORKSPACE) as work:
            work.keep(handed)
            work.commit()
    elif why == "stopped":
        step = Acceptance(investment="i1", role="owner", person=SPONSOR, state="stopped",
                          by=SPONSOR, at=ends)  # fmt: skip
        with world.records.work(WORKSPACE) as work:
            work.accept("stop", step)
            work.commit()
    else:
        zone = "Asia/Tokyo" if why == "asleep" else None
        keeps(world, SPONSOR, PersonManners(zone=zone, is_muted=why == "muted"))
    posts = [one for one in world.falls_due(kind="escalate") if one.way == "post"]
    assert posts == []
    if why == "asleep":
        assert world.next_look("escalate") == at("2026-07-09T00:00+00:00")
        world.now = at("2026-07-09T00:00+00:00")
        assert SPONSOR in whom(world.falls_due(kind="escalate"))
    assert [one.what for one in world.steps()] == ["owner", "sponsor", "stopped"]


def test_it_waits_for_the_hours_and_the_budget_of_who_is_asked(world: World) -> None:
    """Nine o'clock where they are; and not the third question of a week."""
    unanswered(world)
    keeps(world, OWNER, PersonManners(zone="America/New_York", budget="light"))
    world.now = ASKED + 14 * DAY
    assert world.falls_due(kind="escalate") == []
    opens = at("2026-06-10T13:00+00:00")
    assert world.next_look("escalate") == opens
    changed = {"id": "q9", "person": OWNER, "at": opens - 5 * DAY}
    again = world.questions()[0].model_copy(update=changed)
    with world.records.work(WORKSPACE) as work:
        work.ask(again)
        work.close("q9", "answered", opens)
        work.commit()
    world.now = opens
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") == at("2026-06-12T13:00+00:00")
    world.now = at("2026-06-12T13:00+00:00")
    assert whom(world.falls_due(kind="escalate")) == [OWNER]


@pytest.mark.parametrize("days", [14, 15])
def test_the_same_step_is_sent_once_whenever_it_is_looked_at(world: World, days: int) -> None:
    """Its key tells the question and the rung, not the day: two who look send one message."""
    question = unanswered(world)
    world.now = ASKED + days * DAY
    (sent,) = world.falls_due(kind="escalate")
    step = hashlib.sha256(f"{question}:owner:0".encode()).hexdigest()[:16]
    assert sent.key == f"escalate:{WORKSPACE}:{OWNER}:{step}"


def test_what_others_did_meanwhile_is_not_done_again(world: World) -> None:
    """Another process was faster, or somebody answered: then nothing is sent."""
    unanswered(world)
    world.now = ASKED + 14 * DAY
    later = world.now + timedelta(minutes=1)
    refs = ["i1", "i9"]
    other = partial(escalate.escalate, WORKSPACE, refs, world.doors, later)
    world.directory.meanwhile = other
    assert whom(world.falls_due(*refs, kind="escalate")) == [OWNER]
    assert [one.what for one in world.steps()] == ["owner"]


def test_many_are_looked_at_bit_by_bit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one person may then go in several messages, within their budget all the same."""
    two_unanswered(world)
    keeps(world, OWNER, PersonManners(budget="light"))
    monkeypatch.setattr(escalate, "AT_ONCE", 1)
    world.now = ASKED + 14 * DAY
    (sent,) = world.falls_due(kind="escalate")
    assert len(asks([sent])) == 1
    ends = [world.next_look("escalate", one) for one in ("i1", "i2")]
    assert sorted(map(str, ends)) == [f"{world.now + 7 * DAY}", f"{world.now + 14 * DAY}"]


def two_unanswered(world: World) -> None:
    """The lead was asked something about two investments of one owner."""
    unanswered(world)
    world.begin(an_investment("i2", name="Billing", channel="COTHER"))
    records(world, owned("o2", investment="i2"))
    accepts(world, OWNER, investment="i2")
    world.now = ASKED
    world.say("Billing is live, 8 workflows automated", channel="COTHER")


def test_several_that_go_to_one_person_go_in_one_message(world: World) -> None:
    """Each with a line of its own."""
    two_unanswered(world)
    world.now = ASKED + 14 * DAY
    (sent,) = world.falls_due(kind="escalate")
    assert len(asks([sent])) == 2
    assert "Billing" in words([sent])
    assert "Claims portal" in words([sent])


def test_who_sleeps_at_the_channels_hour_is_asked_in_their_own(world: World) -> None:
    """What is due of them comes in a direct message, when their day begins."""
    live(world)
    keeps(world, OWNER, PersonManners(zone="America/Los_Angeles"))
    assert world.falls_due() == []
    opens = at("2026-06-08T16:00+00:00")
    assert world.next_look("escalate") == opens
    world.now = opens
    (sent,) = world.falls_due(kind="escalate")
    assert sent.channel == OWNER
    assert [one.what for one in world.steps()] == ["asked"]
    assert world.questions()[0].place == (OWNER, world.ts_of[sent.key])


def test_what_is_known_by_now_is_not_asked(world: World) -> None:
    """Whoever told it, wherever."""
    question = unanswered(world)
    asks_for = world.questions()[0].asks
    records(world, a_record("f9", a_fact(slot=asks_for), said_at=ASKED + DAY))
    world.now = ASKED + 14 * DAY
    assert [one for one in world.falls_due(kind="escalate") if one.way == "post"] == []
    assert [one.state for one in world.questions() if one.id == question] == ["answered"]


def test_a_pause_stops_it_and_later_it_goes_on(world: World) -> None:
    """What rests is not escalated; its days are given back, as long as it can be answered."""
    unanswered(world)
    home = world.investment()
    with world.records.work(WORKSPACE) as work:
        work.keep(home.model_copy(update={"paused": True, "paused_until": date(2026, 6, 12)}))
        work.commit()
    world.now = ASKED + 14 * DAY
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") == at("2026-06-13T09:00+00:00")
    world.now = at("2026-06-15T09:00+00:00")
    world.falls_due()
    assert world.falls_due(kind="escalate") == []
    world.now = ASKED + 28 * DAY
    assert world.next_look("escalate") == world.now
    assert whom(world.falls_due(kind="escalate")) == [OWNER]


def test_what_is_gone_is_looked_at_no_more(world: World) -> None:
    """An investment that was merged into another one."""
    live(world)
    with world.records.work(WORKSPACE) as work:
        work.plan_due("escalate", "i9", MONDAY + timedelta(days=1))
        work.commit()
    assert world.falls_due("i9", kind="escalate") == []
    assert world.next_look("escalate", "i9") is None


def test_what_nobody_remembers_is_let_go(world: World) -> None:
    """A question of long ago, from before anybody was reminded, goes to nobody any more."""
    unanswered(world)
    world.now = ASKED + 60 * DAY
    assert [one for one in world.falls_due(kind="escalate") if one.way == "post"] == []
    assert [one.what for one in world.steps()] == ["stopped"]


def test_what_is_stuck_is_said_in_the_answer(world: World) -> None:
    """A question that was given up, with since when; and who did not answer is not named."""
    unanswered(world)
    for days in (14, 28, 42):
        world.now = ASKED + days * DAY
        world.falls_due(kind="escalate")
    told = words(world.say("<@UBOT> what improved on the claims portal?", SPONSOR, to_us=True))
    assert "Stuck" in told
    past = words(world.say("<@UBOT> what improved in 2025?", SPONSOR, to_us=True))
    assert "Stuck" not in past, "what is stuck today is no part of a time that is over"
    assert "no answer since 27 May 2026" in told
    assert LEAD not in told
    assert "no answer" not in words(world.say("<@UBOT> what improved?", "UGUEST", to_us=True,
                                              channel="CGUESTS"))  # fmt: skip


def test_what_is_due_and_nobody_owns_is_said_in_the_answer(world: World) -> None:
    """Nobody is asked on a guess: the answer says what that leaves open, and since when; an answer
    about another measure does not.
    """
    world.begin(measures=(a_measure(), a_measure("m2", "appeals won")))
    role = a_fact(slot="owner", value=None, quote="the head of claims", person="head of claims")
    figure = a_record("c1", a_fact(slot="current", value=9), said_at=ASKED - 40 * DAY)
    records(world, a_record("o9", role), figure)
    world.now = ASKED
    assert world.falls_due() == []
    told = words(world.say("<@UBOT> what improved?", SPONSOR, to_us=True))
    assert "due since 15 May 2026; nobody has accepted to own it" in told
    other = "<@UBOT> what improved on appeals won?"
    assert "due since" not in words(world.say(other, SPONSOR, to_us=True))


@pytest.mark.parametrize(("zone", "is_due"), [("Pacific/Auckland", True), ("UTC", False)])
def test_what_is_stuck_is_told_by_the_day_of_its_reader(
    world: World, zone: str, is_due: bool
) -> None:
    """An hour after midnight in Auckland it is due there, and not yet where it is noon."""
    world.begin()
    records(world, a_record("c1", a_fact(slot="current", value=9), said_at=ASKED - 40 * DAY))
    world.directory.people[SPONSOR] = Person(id=SPONSOR, name="sponsor", zone=zone)
    world.now = at("2026-05-14T13:00+00:00")
    told = words(world.say("<@UBOT> what improved?", SPONSOR, to_us=True))
    assert ("due since 15 May 2026" in told) is is_due


def test_who_is_on_record_and_not_heard_of_is_named_in_the_question(world: World) -> None:
    """A role stays a role until somebody says who that is."""
    world.begin(an_investment(go_live=date(2026, 5, 10), delivery_lead=f"<@{LEAD}>"))
    role = a_fact(slot="owner", value=None, quote="the head of claims", person="head of claims")
    records(world, a_record("o9", role, recorded_at=ASKED - 20 * DAY, said_at=ASKED - 20 * DAY))
    world.now = MONDAY
    (ask,) = asks(world.falls_due())
    assert "head of claims" in ask.text


def went_to_the_owner(world: World) -> str:
    """Two weeks later the question of the lead went to the owner; its id."""
    question = unanswered(world)
    world.now = ASKED + 14 * DAY
    assert whom(world.falls_due(kind="escalate")) == [OWNER]
    return question


@pytest.mark.parametrize("is_weekly", [True, False])
def test_what_the_owner_put_off_comes_back_to_them_alone(world: World, is_weekly: bool) -> None:
    """On its day, where they put it off, be there a weekly thread or none; the sponsor waits."""
    question = went_to_the_owner(world)
    keeps(world, CHANNEL, ChannelManners(is_weekly=is_weekly))
    keeps(world, OWNER, PersonManners(budget="active"))
    put = {"workspace": WORKSPACE, "channel": "DOWNER", "at": world.now, "user": OWNER}
    world.happens(PutOff.model_validate(put | {"ref": question, "how": "snooze", "days": 5}))
    assert world.falls_due(kind="escalate") == []
    back = world.next_look("escalate")
    assert back == at("2026-06-15T09:00+00:00")
    world.now = back
    assert not [ask for ask in asks(world.falls_due()) if ask.question == question]
    (sent,) = world.falls_due(kind="escalate")
    assert (sent.channel, [ask.question for ask in asks([sent])]) == (OWNER, [question])
    next_look = world.next_look("escalate")
    assert next_look is not None
    assert next_look >= back + 14 * DAY


@pytest.mark.parametrize(("days", "to"), [(13, OWNER), (60, SPONSOR)])
def test_who_is_on_leave_for_long_is_passed_over(world: World, days: int, to: str) -> None:
    """A short leave is waited for; a long one is not, as nobody who is muted is."""
    unanswered(world)
    due = ASKED + 14 * DAY
    leave = Away(first=ASKED.date(), last=due.date() + timedelta(days=days))
    keeps(world, OWNER, PersonManners(away=(leave,)))
    world.now = due
    sent = world.falls_due(kind="escalate")
    while not sent:
        next_look = world.next_look("escalate")
        assert next_look is not None
        world.now = next_look
        sent = world.falls_due(kind="escalate")
    assert whom(sent) == [to]
    assert world.now == due if to == SPONSOR else world.now.date() == date(2026, 6, 24)


def test_a_short_freeze_is_over_when_it_is_over(world: World) -> None:
    """Though no weekly thread looks at the channel: what rested is looked at the day after."""
    unanswered(world)
    keeps(world, CHANNEL, ChannelManners(is_weekly=False))
    world.now = ASKED + 14 * DAY
    freeze = HouseManners(frozen_from=world.now.date(), frozen_until=date(2026, 6, 11))
    keeps(world, WORKSPACE, freeze)
    assert world.falls_due(kind="escalate") == []
    assert world.next_look("escalate") == at("2026-06-12T09:00+00:00")
