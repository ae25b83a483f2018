"""A message that is deleted: its words go everywhere, figures stay and count as not evidenced."""

from bot.benefits.conversation import Posted
from tests.advice.world import LEAD, OWNER, World, card_of, cards_in, words
from tests.builders import CHANNEL, WORKSPACE, an_entry

LIVE = "The claims portal is live, 340 people logged in this week."
FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."


def recorded(world: World) -> tuple[str, str]:
    """Two figures with a source on record: the message and the proposal."""
    world.begin()
    card = card_of(world.say(FASTER))
    world.click("record", card.proposal, OWNER)
    return world.last, card.proposal


def test_the_figure_stays_and_no_longer_counts_as_evidenced(world: World) -> None:
    """Quote, author and permalink are gone from facts and claims."""
    ts, _ = recorded(world)
    assert "1 of 1" not in words(world.improved())
    world.delete(ts)
    facts = world.facts()
    assert [one.fact.value for one in facts if one.fact.slot in ("baseline", "current")] == [21, 9]
    assert {(one.author, one.permalink, one.fact.quote) for one in facts} == {(None, None, "")}
    assert all(one.source_deleted for one in facts)
    with world.records.work(WORKSPACE) as work:
        noticed = work.noticed(["i1"])
    assert {(one.author, one.permalink, one.claim.quote) for one in noticed} <= {(None, None, "")}
    assert "Claimed" in words(world.improved())


def test_the_recorded_card_shows_no_words_of_it_and_says_so(world: World) -> None:
    """What the bot repeated is taken back too."""
    ts, proposal = recorded(world)
    world.delete(ts)
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert [line.quote for line in card.lines] == [None] * len(card.lines)
    assert "deleted" in card.marks[0][0].text
    assert card.decided_by == OWNER
    assert all(one.fact.quote == "" for one in world.proposal(proposal).facts)


def test_a_card_that_waits_is_closed_with_its_question(world: World) -> None:
    """Nobody is asked about what is no longer there, and nothing of it can be recorded."""
    world.begin()
    said = world.say(FASTER)
    world.delete(world.last)
    proposal = world.proposal(card_of(said).proposal)
    assert (proposal.state, proposal.facts) == ("discarded", ())
    assert world.questions()[0].state == "withdrawn"
    post = world.shown(f"card:{proposal.id}")
    assert post.card is not None
    assert post.card.decided == "Closed: the message it came from was deleted"
    assert all(line.quote is None for line in post.card.lines)
    assert post.ask is not None
    assert post.ask.closed is not None


def test_the_words_of_an_update_leave_the_question_about_it(world: World) -> None:
    """The delivery that was quoted is quoted no more."""
    world.begin()
    world.say(LIVE)
    world.delete(world.last)
    post = world.shown(f"ask:{world.questions()[0].id}")
    assert post.lead == ()
    assert post.ask is not None
    assert post.ask.closed == "Withdrawn: the message was deleted"


def test_a_reply_that_is_deleted_leaves_what_others_said(world: World) -> None:
    """The question it answered is open still."""
    world.begin()
    world.say(LIVE)
    thread = world.last
    world.say("14 days in Q1", thread=thread)
    reply = world.last
    card = card_of(world.say("The head of claims owns it.", thread=thread))
    world.delete(reply, thread=thread)
    assert [one.fact.slot for one in world.proposal(card.proposal).facts] == ["owner"]
    assert world.proposal(card.proposal).state == "open"
    assert world.questions()[0].state == "posted"


def test_only_ids_and_a_time_are_left_of_it(world: World) -> None:
    """A tombstone keeps what comes late away."""
    ts, _ = recorded(world)
    world.delete(ts)
    late = Posted(workspace=WORKSPACE, channel=CHANNEL, user=LEAD, at=world.now, ts=ts, text=FASTER)
    assert world.happens(late) == []
    assert world.change(ts, FASTER.replace("9", "8")) == []
    assert len(world.facts()) == len([one for one in world.facts() if one.author is None])


def test_deleting_what_concerns_nobody_keeps_nothing(world: World) -> None:
    """Most messages are none of our business."""
    world.begin()
    assert world.delete("1.1") == []
    with world.records.work(WORKSPACE) as work:
        assert not work.is_changed(CHANNEL, "1.1")


def test_deleting_twice_is_deleting_once(world: World) -> None:
    """Slack tells of it more than once."""
    ts, proposal = recorded(world)
    world.delete(ts)
    world.delete(ts)
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    assert len(card.marks) == 1


def test_a_choice_about_it_is_closed(world: World) -> None:
    """Nobody chooses for a message that is gone."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=())
    said = world.say("Phase 2 is live, 340 people logged in this week.")
    assert said[0].post.options
    after = world.delete(world.last)
    assert [one.post.options for one in after] == [()]
    assert cards_in(after) == []


def test_what_was_said_in_a_practice_follows_its_message(world: World) -> None:
    """A change leaves what somebody recorded; a deletion takes the words, and what we told of them
    is told without.
    """
    world.begin()
    world.say("nice weather")
    ts = world.last
    world.enter(an_entry("e1", "access", text="no access on the road", ts=ts, value=3))
    world.change(ts, "nice weather, still")
    with world.records.work(WORKSPACE) as work:
        assert [one.text for one in work.entries_of(CHANNEL, ts)] == ["no access on the road"]
    world.delete(ts)
    with world.records.work(WORKSPACE) as work:
        [left] = work.entries_of(CHANNEL, ts)
    assert (left.text, left.author, left.permalink) == ("", None, None)
    assert (left.what, left.value) == ("access", 3)
    assert "on the road" not in words(world.improved())
