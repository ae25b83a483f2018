"""What came of the bot itself is told to an admin, of what they may see, each figure with its n."""

from datetime import date

import pytest

from bot.advice.ourselves import ourselves
from bot.benefits.conversation import Rated
from bot.benefits.manners import ChannelManners, PersonManners
from tests.advice.test_remind import accepts, keeps, records
from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, PRIVATE, World, card_of, words
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_record, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."
ANSWER = "14 days in May 2026, per the claims report. <@UOWNER> owns it."


@pytest.fixture
def admin(world: World) -> World:
    """The delivery lead is an admin too."""
    world.directory.people[LEAD] = world.directory.people[LEAD].model_copy(
        update={"is_admin": True}
    )
    return world


def answered(world: World) -> None:
    """A question is asked, answered five hours later and recorded."""
    world.begin()
    world.later(days=3)
    world.say(LIVE)
    thread = world.last
    world.later(hours=5)
    card = card_of(world.say(ANSWER, thread=thread))
    world.click("record", card.proposal, thread=thread)


def test_it_is_told_from_the_record_with_every_count(admin: World) -> None:
    """How far investments are and how soon, what was asked for it, and who is left in peace."""
    answered(admin)
    accepts(admin, OWNER)
    keeps(admin, LEAD, PersonManners(is_muted=True))
    keeps(admin, CHANNEL, ChannelManners(is_weekly=False))
    [shown] = admin.command("ourselves")
    assert (shown.way, shown.in_channel) == ("reply", False)
    told = words([shown])
    for part in (
        "With a measure and an owner: 1 of 1; 0 of them on the day they were linked. "
        "From linking to there: 3 days.",
        "As of 4 June 2026, 17:00 UTC.",
        "With an owner who accepted: 1 of 1",
        "Shown twice, as far apart as its rhythm: 0 of 1.",
        "Asked: 1: 1 answered.",
        "Questions for each answer on record: 1.0 (n = 1).",
        "From a question to its answer on record: half within 5 hours, "
        "nine in ten within 5 hours (n = 1).",
        "Reminders for each person in a week: not known (n = 0).",
        "Muted, of the people I ever asked: 1 of 1.",
        "Weekly thread off, of the channels with an investment: 1 of 1.",
    ):
        assert part in told


def test_a_period_counts_what_was_put_and_reached_in_it(admin: World) -> None:
    """What stands now is told as it stands."""
    answered(admin)
    admin.later(days=20)
    admin.begin(an_investment("i2", name="Billing", channel=OTHER))
    records(admin, a_record("b9", a_fact(slot="baseline"), investment="i2"))
    told = words(admin.command("ourselves", "since 10 June 2026"))
    assert "since 10 June 2026" in told
    assert (
        "With a baseline: 2 of 2; 1 of them on the day they were linked, 0 in this period. "
        "From linking to there half took 2 days at most; the range is 0 to 3 days." in told
    )
    assert "Asked: 0." in told
    assert "answer on record: not known (n = 0)." in told


def rates(world: World, user: str, **more: object) -> None:
    """Somebody asks directly what improved, and says what they think of the answer."""
    [answer] = world.say("What improved?", user=user, channel=DIRECT)
    fields = {"workspace": WORKSPACE, "channel": DIRECT, "user": user, "at": world.now}
    given = {**fields, "ref": answer.key, "is_good": True, **more}
    world.happens(Rated.model_validate(given))


def test_what_people_think_of_answers_is_counted_without_their_words(admin: World) -> None:
    """By what was not right, in the period; nothing of it names anybody, and of an answer about
    what somebody may not see nobody hears.
    """
    admin.begin()
    before = words(admin.command("ourselves"))
    assert "somebody rated: not known (n = 0)." in before
    rates(admin, OWNER)
    rates(admin, OWNER, is_good=False, reason="wrong", words="Bob wrote it")
    admin.later(days=20)
    rates(admin, LEAD, is_good=False, reason="<!here>")
    told = words(admin.command("ourselves"))
    assert "somebody rated: 1 of 3." in told
    assert "What was not right: 1 a figure or a source, 1 something else." in told
    assert "Bob" not in told
    assert OWNER not in told
    later = words(admin.command("ourselves", "since 10 June 2026"))
    assert "somebody rated: 0 of 1." in later
    hidden = an_investment("i9", name="Secret", channel="CSECRET", channel_is_private=True)
    admin.begin(hidden.model_copy(update={"confidential": True, "viewers": (OWNER,)}))
    rates(admin, OWNER)
    assert words(admin.command("ourselves")) == told
    whole = ourselves(WORKSPACE, None, admin.records, admin.doors.voice, admin.now).figures.answers
    assert (whole.rated, whole.good) == (4, 2)


@pytest.mark.parametrize("typed", ["yesterday week", "since 2999-01-01", "9" * 40_000, "<!here>🙂"])
def test_a_day_that_cannot_be_read_or_is_to_come_is_told_with_an_example(
    admin: World, typed: str
) -> None:
    """In one line."""
    told = words(admin.command("ourselves", typed))
    assert told.startswith("For example: /whatimproved ourselves since")
    assert len(told) < 100


def test_it_is_for_an_admin_and_of_what_they_may_see(admin: World) -> None:
    """Anybody else is told so; what is hidden changes no byte of it."""
    admin.begin(an_investment("i1"))
    assert "for an admin" in words(admin.command("ourselves", user=OWNER))
    before = words(admin.command("ourselves"))
    hidden = an_investment("i9", name="Secret", channel="CSECRET", channel_is_private=True)
    admin.begin(hidden.model_copy(update={"confidential": True}))
    assert words(admin.command("ourselves")) == before
    assert PRIVATE not in before


def test_where_nothing_is_on_record_nothing_is_known(admin: World) -> None:
    """No share of nothing is told, in words or as data."""
    found = ourselves(WORKSPACE, None, admin.records, admin.doors.voice, admin.now)
    assert found.figures.investments == 0
    data = found.as_json()
    assert data["questions"]["per_answer"] is None
    assert data["reached"][0]["after"]["n"] == 0
    told = words(admin.command("ourselves"))
    assert "Muted, of the people I ever asked: not known (n = 0)." in told
    since = ourselves(
        WORKSPACE, None, admin.records, admin.doors.voice, admin.now, date(2026, 1, 1)
    )
    assert since.as_json()["since"] == "2026-01-01"
