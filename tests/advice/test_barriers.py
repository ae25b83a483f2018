"""What stands in the way is kept by who may, asked about while nothing improves, and closed."""

from bot.advice.practices import barriers_heard
from bot.benefits.conversation import Option, Sending
from bot.benefits.practices.barriers import Barrier
from tests.advice.test_remind import DAY, MONDAY, live, records
from tests.advice.world import GUEST, LEAD, OPEN_TO_GUESTS, OTHER, OWNER, PRIVATE, World, words
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_record, an_investment

TWICE = "The portal is live. Claims are still keyed twice into the old system."


def kept(world: World, investment: str = "i1") -> list[Barrier]:
    """The register as it stands."""
    with world.records.work(WORKSPACE) as work:
        return barriers_heard.on_record(work, investment)


def offered(sent: list[Sending]) -> tuple[list[Option], str]:
    """The buttons of an offer, and the ts of its message."""
    (post,) = [one for one in sent if any(o.verb == "practice" for o in one.post.options)]
    return [one for one in post.post.options if one.verb == "practice"], post.key


def press(world: World, sent: list[Sending], number: int = 0, user: str = LEAD) -> list[Sending]:
    """A press of a button of an offer."""
    options, key = offered(sent)
    ref, message = options[number].ref, world.ts_of[key]
    return world.click("practice", ref, user, message=message, channel=sent[0].channel)


def test_only_who_may_record_keeps_a_barrier_and_only_once(world: World) -> None:
    """A guest is told why not; the second of two people that it was settled."""
    world.begin(channel=OPEN_TO_GUESTS)
    sent = world.say(TWICE, channel=OPEN_TO_GUESTS)
    assert kept(world) == []
    refused = press(world, sent, user=GUEST)
    assert kept(world) == []
    assert "member" in words(refused)
    press(world, sent)
    (one,) = kept(world)
    assert (one.kind, one.author, one.text) == (
        "duplicated_effort",
        LEAD,
        "Claims are still keyed twice into the old system",
    )
    assert "settled already" in words(press(world, sent, 1, OWNER))


def test_a_message_that_no_longer_says_it_keeps_nothing(world: World) -> None:
    """Changed or deleted meanwhile, it is not what somebody pressed for."""
    world.begin()
    sent = world.say(TWICE)
    said = world.last
    world.directory.messages.pop((CHANNEL, said))
    assert "no longer says that" in words(press(world, sent))
    assert kept(world) == []


def test_a_deleted_message_takes_its_words_along(world: World) -> None:
    """That there was a barrier, and of which kind, stays."""
    world.begin()
    said_in = world.say(TWICE)
    ts = world.last
    press(world, said_in)
    world.delete(ts)
    (one,) = kept(world)
    assert (one.kind, one.text, one.author) == ("duplicated_effort", "", None)
    assert "source deleted" in words(world.command("barriers"))


def test_nobody_reads_a_register_they_may_not_see(world: World) -> None:
    """To who is not in its private channel it is as if there were none."""
    world.begin(channel=PRIVATE, channel_is_private=True)
    press(world, world.say(TWICE, channel=PRIVATE))
    assert len(kept(world)) == 1
    told = words(world.command("barriers", "Claims portal", OWNER))
    assert "keyed" not in told
    world.begin(an_investment("i2", name="Billing", channel=OTHER))
    told = words(world.command("barriers", "Claims portal", OWNER))
    assert "no investment called “Claims portal” that you can see" in told
    assert "Those you can see: Billing." in told
    assert "keyed" in words(world.command("barriers", "Claims portal", LEAD, PRIVATE))


def test_it_is_asked_about_while_what_it_holds_up_does_not_improve(world: World) -> None:
    """By the weekly question, of the owner; who says that it is gone closes it by a click."""
    live(world)
    world.now = MONDAY - 9 * DAY
    press(world, world.say(TWICE))
    level = {"as_of": "2026-06-05", "quote": "21 days"}
    records(
        world,
        a_record("f1", a_fact("baseline", 21, as_of="2025-12"), ts="1.1"),
        a_record("f2", a_fact("current", 21, **level), ts="1.2", said_at=MONDAY - 2 * DAY),
        a_record("f3", a_fact("evidence", None, "report", ref="report"), ts="1.2"),
    )
    world.now = MONDAY
    (sent,) = [one for one in world.falls_due("i1") if one.post.ask]
    assert sent.post.ask is not None
    asked = sent.post.ask.text
    assert "“Claims are still keyed twice into the old system” is on record" in asked
    assert "claim handling time has not improved" in asked
    assert sent.post.ask.citations[0].id == "typed-in-twice"
    head = world.ts_of[sent.key]
    said = world.say("It is gone: the interface went live on 3 June.", OWNER, thread=head)
    assert not [one for one in said if one.post.card]
    press(world, said, user=OWNER)
    (one,) = kept(world)
    assert one.closed is not None
    assert one.closed.text.startswith("It is gone")
    assert {each.state for each in world.questions() if each.asks == "barrier"} == {"answered"}
