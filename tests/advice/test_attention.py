"""When something was last heard of an investment and of its sponsor, from the record alone."""

from datetime import timedelta

import pytest

from bot.advice import digest
from bot.benefits.conversation import Sending
from bot.benefits.reminders import Step
from bot.ports import Person
from tests.advice import world as told
from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, PRIVATE, SPONSOR, World
from tests.builders import NOON, WORKSPACE, a_claim, a_noticed, a_question, an_entry, an_investment

SAID = "The claims portal is live, 340 people logged in this week."


def words(sent: list[Sending]) -> str:
    return told.words(sent)


def heard(world: World, investment: str = "i1", days: int = 0) -> None:
    """Somebody told something of it so many days ago."""
    claim = a_noticed(
        a_claim(), investment=investment, said_at=world.now - timedelta(days=days), author=LEAD
    )
    with world.records.work(WORKSPACE) as work:
        work.notice(f"n{investment}{days}", claim)
        work.commit()


@pytest.mark.parametrize(
    ("sponsor", "line"),
    [
        (None, "No sponsor on record."),
        ("the head of claims", "The sponsor on record is “the head of claims”, not yet a person."),
        (f"<@{SPONSOR}>", f"@{SPONSOR} is on record as sponsor and has not accepted yet."),
    ],
)
def test_whoever_is_or_is_not_on_record_as_sponsor_is_told(
    world: World, sponsor: str | None, line: str
) -> None:
    """To who asks at once, in what improved once it had time to settle."""
    world.begin(an_investment(sponsor=sponsor))
    heard(world, days=3)
    assert line in words(world.command("attention"))
    assert line not in words(world.improved())
    heard(world, days=29)
    assert line in words(world.improved())


def test_who_signed_a_review_as_its_sponsor_is_not_said_to_have_accepted_nothing(
    world: World,
) -> None:
    """Their name beneath it says that they answer for it."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>"))
    heard(world, days=29)
    assert "has not accepted yet" in words(world.improved())
    signed = {"practice": "review", "recorded_by": SPONSOR, "author": SPONSOR}
    world.enter(an_entry("e1", "signed", **signed, recorded_at=world.now))
    assert "has not accepted yet" not in words(world.improved())
    assert "recorded something" in words(world.command("attention"))


def test_a_date_that_moved_and_people_who_were_trained_are_news(world: World) -> None:
    """In an answer of one investment and of many: it was heard of since."""
    for n in range(5):
        world.begin(an_investment(f"i{n}", name=f"Project {n:02}", measures=()))
        heard(world, f"i{n}", days=40)
    assert "Without an update for weeks: 5." in words(world.improved(channel=OTHER))
    said = {"said_at": world.now - timedelta(days=3)}
    world.enter(
        an_entry("s1", "go_live", practice="scope", investment="i1", **said),
        an_entry("r1", "training", practice="readiness", investment="i2", **said),
        an_entry("b1", "chasing", practice="barriers", investment="i3", **said),
    )
    assert "Without an update for weeks: 3." in words(world.improved(channel=OTHER))
    for name, is_heard in (("01", True), ("02", True), ("03", False)):
        told_of = words(world.command("attention", f"Project {name}"))
        assert ("Last update on record: 29 May 2026" in told_of) is is_heard


def test_what_a_sponsor_did_is_told_as_what_it_was(world: World) -> None:
    """The latest of it; who left is told of as who left."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    world.click("accept", "sponsor|i1", user=SPONSOR)
    assert "said where they stand with it" in words(world.command("attention"))
    world.later(days=1)
    world.say(SAID, user=SPONSOR)
    assert "last on record 2 June 2026: told something" in words(world.command("attention"))
    assert "Nothing is overdue" in words(world.command("attention"))
    world.directory.people[SPONSOR] = Person(id=SPONSOR, name="gone", is_gone=True)
    assert "has left this workspace" in words(world.command("attention"))
    del world.directory.people[SPONSOR]
    assert "has left this workspace" in words(world.command("attention"))


def test_a_sponsor_who_asks_is_not_told_that_the_sponsor_is_quiet(world: World) -> None:
    """Others are, who read the same answer for themselves."""
    world.begin()
    heard(world)
    world.command("sponsor", f"<@{SPONSOR}>")
    world.click("accept", "sponsor|i1", user=SPONSOR)
    world.later(days=62)
    assert "No word from the sponsor" in words(world.improved(user=LEAD))
    assert "No word from the sponsor" not in words(world.improved(user=SPONSOR))


def test_that_a_sponsor_answered_in_a_round_is_told_to_nobody_while_it_is_open(
    world: World,
) -> None:
    """Once it is closed it counts; what they recorded elsewhere does at once."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>"))
    world.click("accept", "sponsor|i1", user=SPONSOR)
    world.command("sponsor", f"<@{SPONSOR}>", user=SPONSOR)
    kept = {"practice": "alignment", "about": "r1", "recorded_by": SPONSOR}
    later = world.now + timedelta(days=3)
    world.enter(an_entry("e1", "success", **kept, recorded_at=later))
    assert "1 June 2026: said where they stand" in words(world.command("attention"))
    world.enter(an_entry("e2", recorded_by=SPONSOR, recorded_at=later))
    assert "4 June 2026: recorded something" in words(world.command("attention"))
    alike = {"practice": "alignment", "about": "r1", "recorded_at": later}
    last = later + timedelta(days=2)
    world.enter(
        an_entry("e3", "asked", **(alike | {"text": "sponsor", "author": SPONSOR})),
        an_entry("e4", "measure", **kept, recorded_at=last),
    )
    assert "4 June 2026: recorded something" in words(world.command("attention"))
    world.enter(an_entry("e5", "closed", **alike))
    assert "6 June 2026: recorded something" in words(world.command("attention"))


def test_what_was_asked_and_waits_for_the_sponsor_is_told(world: World) -> None:
    """And what else was passed up, without saying who did not answer."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    world.click("accept", "sponsor|i1", user=SPONSOR)
    with world.records.work(WORKSPACE) as work:
        for id, asks, measure in (("q1", "baseline", "m1"), ("q2", "outcome", None)):
            work.ask(a_question(id, asks=asks, measure=measure, person=LEAD))
            work.close(id, "escalated", NOON)
        own = {"investment": "i1", "question": "q1", "at": NOON}
        work.step(Step(**own, person=SPONSOR, what="sponsor"))
        own = {"investment": "i1", "question": "q2", "at": NOON}
        work.step(Step(**own, person=OWNER, what="owner"))
        work.commit()
    said = words(world.command("attention"))
    assert "Waits for the sponsor since 1 June 2026: claim handling time" in said
    assert "Not answered since 1 June 2026, and passed up: " in said
    assert LEAD not in said
    assert OWNER not in said


def test_in_words_it_is_answered_where_it_is_asked(world: World) -> None:
    """By name, by measure, by channel; what the reader may not see is not there."""
    world.begin()
    world.begin(an_investment("i2", name="Board pack", channel=PRIVATE, channel_is_private=True))
    heard(world, days=40)
    heard(world, "i2", days=50)
    here = words(world.say("when was the last real update?", to_us=True))
    assert "No update on record since 22 April 2026, 5 weeks ago." in here
    assert "Board pack" not in here
    named = words(world.say("when did we last hear news of the Board pack?", channel=DIRECT))
    assert "12 April 2026" in named
    assert "Claims portal" not in named
    assert "12 April" not in words(world.command("attention", "Board pack", user=OWNER))
    assert "Nothing of that name" in words(world.command("attention", "Board pack", user=OWNER))
    assert world.say("when was the last real update?") == []
    by_measure = words(world.command("attention", "claim handling time", channel=OTHER))
    assert "22 April 2026" in by_measure


def test_where_nothing_is_on_record_that_is_said(world: World) -> None:
    """And an investment nobody told of yet is not blamed for it."""
    assert words(world.command("attention"))
    world.begin()
    said = words(world.command("attention"))
    assert "No update on record yet." in said
    assert "Nothing is overdue" in said


def test_of_many_only_a_few_are_told_and_one_line_counts_all(world: World) -> None:
    """In an answer over the portfolio: how many are quiet, how many have no sponsor."""
    for n in range(12):
        world.begin(an_investment(f"i{n}", name=f"Project {n:02}", measures=()))
        heard(world, f"i{n}", days=40 if n < 3 else 2)
    assert "and 7 more" in words(world.command("attention"))
    answer = words(world.improved(channel=OTHER))
    assert "Without an update for weeks: 3. Without a sponsor on record: 12." in answer


def test_an_answer_about_the_past_tells_nothing_of_today(world: World) -> None:
    """What is stale is so now."""
    world.begin()
    heard(world, days=40)
    assert "No update on record" in words(world.improved())
    assert "No update on record" not in words(world.improved("in 2025"))


def test_the_digest_of_a_sponsor_says_what_was_not_heard_of_lately(world: World) -> None:
    """Once it is so; the week after it is no news."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    world.click("accept", "sponsor|i1", user=SPONSOR)
    heard(world)
    world.command("digest", "weekly", user=SPONSOR)
    world.now = NOON.replace(month=6, day=29, hour=13)
    digest.digest(WORKSPACE, [SPONSOR], world.doors, world.now)
    said = words(world.slack_is_back())
    assert "Claims portal: No update on record since 1 June 2026, 4 weeks ago." in said
    world.later(days=7)
    digest.digest(WORKSPACE, [SPONSOR], world.doors, world.now)
    assert world.slack_is_back() == []
    world.later(days=28)
    digest.digest(WORKSPACE, [SPONSOR], world.doors, world.now)
    assert "Nothing of yours is on record since 1 June 2026" in words(world.slack_is_back())
