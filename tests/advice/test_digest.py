"""Who wants it is told once a week or a month what moved, what drifted and what is stuck."""

from datetime import date, datetime

import pytest

from bot.advice import digest
from bot.benefits.conversation import Sending
from bot.benefits.questions import QuestionState
from bot.benefits.reminders import Happened, Step
from tests.advice.world import (
    GUEST,
    LEAD,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    at,
    card_of,
    words,
)
from tests.builders import WORKSPACE, a_fact, a_measure, a_record

MONDAY = at("2026-06-08T09:30:00+00:00")
BASELINE = "Claim handling time was 14 days in Q1, per the ledger report."


@pytest.fixture
def here(world: World) -> World:
    """An investment with a sponsor who wants a digest and accepted, told of a baseline before."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    world.click("accept", "sponsor|i1", user=SPONSOR)
    world.click("record", card_of(world.say(BASELINE)).proposal)
    world.command("digest", "weekly", user=SPONSOR)
    return world


def sent(world: World, now: datetime = MONDAY, person: str = SPONSOR) -> list[Sending]:
    """What the digest of a person is, then."""
    world.now = now
    digest.digest(WORKSPACE, [person], world.doors, now)
    return world._deliver()


def planned(world: World, person: str = SPONSOR) -> str | None:
    with world.records.work(WORKSPACE) as work:
        found = work.planned("digest", [person]).get(person)
    return f"{found:%a %d %b %H:%M}" if found else None


def test_what_moved_on_the_ladder_is_told_with_its_figures(here: World) -> None:
    """From which rung to which, from which figure to which, in one line a measure."""
    sent(here)
    here.now = at("2026-06-10T10:00:00+00:00")
    said = here.say("Claim handling time is 9 days now, per the ledger report.")
    here.click("record", card_of(said).proposal)
    [told] = sent(here, at("2026-06-15T09:30:00+00:00"))
    assert (told.channel, told.at_leisure) == (SPONSOR, True)
    assert "measured 9 days" in words([told])
    assert "Moved from “starting figure known” to “shown by a source”." in words([told])


def test_where_nothing_is_new_nothing_is_sent(here: World) -> None:
    """Silence is an answer, and what was stuck before is no news; the next one is planned."""
    here.say("The claims portal is live, 340 people logged in this week.")
    here.command("pause")
    assert len(sent(here)) == 1
    for day in (15, 22, 29):
        assert sent(here, at(f"2026-06-{day}T09:30:00+00:00")) == []
    assert planned(here) == "Mon 06 Jul 09:00"


def test_what_does_not_fit_and_what_is_stuck_is_told_to_the_sponsor(here: World) -> None:
    """Without saying who did not answer; and only what went to the sponsor before, unless it was
    put off since."""
    here.say("The claims portal is live, 340 people logged in this week.")
    here.now = at("2026-06-16T10:00:00+00:00")
    here.say("Claim handling time was 18 days in Q1, per the ledger report.")
    told = words(sent(here, at("2026-06-22T09:30:00+00:00")))
    assert "Another baseline was given later: 18 days" in told
    assert "nobody has answered yet" not in told
    with here.records.work(WORKSPACE) as work:
        question = work.questions("i1")[-1].id
    steps: list[tuple[int, Happened, str, int | None, bool]] = [
        (23, "owner", OWNER, None, False),
        (24, "sponsor", SPONSOR, None, True),
        (25, "snoozed", SPONSOR, 25, False),
        (26, "snoozed", SPONSOR, 25, True),
        (29, "stopped", SPONSOR, None, True),
        (30, "skipped", SPONSOR, None, False),
    ]
    for day, what, person, until, is_told in steps:
        _step(here, question, what, person, at(f"2026-06-{day}T09:10:00+00:00"), until)
        told = words(sent(here, at(f"2026-06-{day}T09:30:00+00:00")))
        assert ("nobody has answered yet" in told) is is_told
        assert f"@{LEAD}" not in told


def _step(
    here: World,
    question: str,
    what: Happened,
    person: str,
    taken: datetime,
    until: int | None,
    state: QuestionState = "escalated",
) -> None:
    last = date(2026, 6, until) if until else None
    step = {"investment": "i1", "question": question, "person": person, "what": what}
    with here.records.work(WORKSPACE) as work:
        work.step(Step.model_validate(step | {"at": taken, "until": last}))
        work.close(question, state, taken)
        work.commit()


def test_what_ended_before_anybody_accepted_is_told_to_who_sponsors_it_since(here: World) -> None:
    """It went to nobody, and is stuck all the same, until it is on record."""
    here.say("The claims portal is live, 340 people logged in this week.")
    question = next(one for one in here.questions() if one.state == "posted")
    _step(here, question.id, "stopped", LEAD, at("2026-06-07T09:00+00:00"), None, "expired")
    assert "nobody has answered yet" in words(sent(here))
    with here.records.work(WORKSPACE) as work:
        fact = a_fact(slot=question.asks, value=14)
        work.append(a_record("late", fact, measure=question.measure, recorded_at=MONDAY))
        work.commit()
    assert "nobody has answered yet" not in words(sent(here))


@pytest.mark.parametrize("command", ["pause", "pause until 30 June 2026"])
def test_what_rests_is_stuck_and_says_so(here: World, command: str) -> None:
    """It would be missed here."""
    verb, _, typed = command.partition(" ")
    here.command(verb, typed)
    assert f"by @{LEAD}: nothing is asked meanwhile" in words(sent(here))


def test_one_press_ends_it(here: World) -> None:
    """The button is in the message, and no further one is planned."""
    [told] = sent(here)
    [off] = told.post.options
    assert "No digest is sent" in words(here.click(off.verb, off.ref, user=SPONSOR))
    assert planned(here) is None
    assert sent(here, at("2026-06-15T09:30:00+00:00")) == []


def test_it_tells_no_more_than_its_reader_may_see(here: World) -> None:
    """Who sponsors nothing is told of all they may see, and of nothing else."""
    here.begin(
        id="i2",
        name="Secret portal",
        channel=PRIVATE,
        channel_is_private=True,
        measures=(a_measure("m2"),),
    )
    here.command("pause", user=LEAD, channel=PRIVATE)
    here.command("pause")
    for person in (OWNER, LEAD, GUEST):
        here.command("digest", "weekly", user=person)
    assert "Secret" not in words(sent(here, person=OWNER))
    assert "Secret" in words(sent(here, person=LEAD))
    assert sent(here, person=GUEST) == []


def test_it_comes_as_the_person_s_own_hours_open(here: World) -> None:
    """In their zone; by the month on the first day they are there; never while they are away."""
    ana = here.directory.people[SPONSOR].model_copy(update={"zone": "America/New_York"})
    here.directory.people[SPONSOR] = ana
    here.command("digest", "weekly", user=SPONSOR)
    assert planned(here) == "Mon 01 Jun 13:00"
    here.command("away", "until 9 June 2026", user=SPONSOR)
    assert planned(here) == "Wed 10 Jun 13:00"
    here.command("away", "off", user=SPONSOR)
    here.command("digest", "monthly", user=SPONSOR)
    assert planned(here) == "Wed 01 Jul 13:00"


@pytest.mark.parametrize(
    ("zone", "due", "next_one"),
    [
        ("Australia/Sydney", "2026-06-30T23:00:00+00:00", "Sun 02 Aug 23:00"),
        ("Pacific/Auckland", "2026-06-30T21:00:00+00:00", "Sun 02 Aug 21:00"),
    ],
)
def test_a_month_is_the_person_s_own_so_that_each_has_one_digest(
    here: World, zone: str, due: str, next_one: str
) -> None:
    """In the east the first morning of a month is the last day of the one before by UTC."""
    ana = here.directory.people[SPONSOR].model_copy(update={"zone": zone})
    here.directory.people[SPONSOR] = ana
    here.command("digest", "monthly", user=SPONSOR)
    here.now = at("2026-06-10T10:00:00+00:00")
    here.command("pause")
    [told] = sent(here, at(due))
    assert told.key.endswith(":2026-07-01")
    assert "since 1 June 2026" in words([told])
    assert planned(here) == next_one


def test_one_that_was_due_while_nobody_could_send_it_comes_with_the_next_hours(
    here: World,
) -> None:
    """Not in the night, and not a week late."""
    here.now = at("2026-06-05T10:00:00+00:00")
    said = here.say("Claim handling time is 9 days now, per the ledger report.")
    here.click("record", card_of(said).proposal)
    assert sent(here, at("2026-06-08T19:00:00+00:00")) == []
    assert planned(here) == "Tue 09 Jun 09:00"
    assert len(sent(here, at("2026-06-09T09:00:00+00:00"))) == 1
    assert planned(here) == "Mon 15 Jun 09:00"


def test_it_is_one_screen_however_much_is_new(world: World) -> None:
    """Five lines a part; what is left out is counted."""
    world.begin()
    world.click("record", card_of(world.say(BASELINE)).proposal)
    for n in range(40):
        world.begin(id=f"p{n}", name=f"Portal {n:02}", measures=())
        world.command("pause", f"Portal {n:02}")
    world.command("digest", "weekly")
    [told] = sent(world, person=LEAD)
    assert [len(part.lines) for part in told.post.parts] == [1, digest.LINES]
    assert "and 36 more" in words([told])


def test_who_left_gets_no_further_one(here: World) -> None:
    """Their account is closed; nothing is planned for it."""
    gone = here.directory.people[SPONSOR].model_copy(update={"is_gone": True})
    here.directory.people[SPONSOR] = gone
    assert sent(here) == []
    assert planned(here) is None
