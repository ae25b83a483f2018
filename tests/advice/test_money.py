"""Money of an investment goes on record as that, by a press, and never as what it changed."""

from bot.advice.practices.assess.joint import known_of
from bot.benefits.conversation import Option, Sending
from tests.advice.world import LEAD, OWNER, World, words
from tests.builders import WORKSPACE

SAID = (
    "Budget for the claims portal was £380k, spent so far £412k. "
    "It saves about £60k a year of typing."
)


def offers(sent: list[Sending]) -> list[Option]:
    """The buttons about money."""
    return [one for each in sent for one in each.post.options if one.ref.startswith("money")]


def press(world: World, sent: list[Sending], number: int = 0, user: str = OWNER) -> list[Sending]:
    """A press of one of them."""
    (post,) = [one for one in sent if offers([one])]
    ref, message = offers(sent)[number].ref, world.ts_of[post.key]
    return world.click("practice", ref, user, message=message, channel=post.channel)


def on_record(world: World) -> dict[str, str]:
    """What is on record of money."""
    with world.records.work(WORKSPACE) as work:
        home = work.investment("i1")
        assert home is not None
        scope = [one for one in work.entries(["i1"], "scope") if one.what == "budget"]
        given = {what: one.words for what, one in known_of(work, home).items()}
        return given | {one.what: one.text for one in scope}


def test_what_it_costs_may_cost_and_brings_is_one_line_and_one_press(world: World) -> None:
    """No measure is made of it, and it is asked once."""
    world.begin()
    before = world.investment().measures
    sent = world.say(SAID)
    told = words(sent)
    assert "budget £380,000; cost £412,000; said to be gained £60,000 a year" in told
    assert "as somebody's word, not as shown" in told
    assert not any(one.post.card for one in sent)
    done = words(press(world, sent))
    assert "Not on record yet" not in done
    assert "; to change it: /whatimproved scope, /whatimproved roi" in done
    assert "On record: budget £380,000; cost £412,000; said to be gained £60,000 a year" in done
    assert on_record(world) == {
        "budget": "£380,000",
        "cost": "£412,000",
        "value": "£60,000 a year",
    }
    assert world.investment().measures == before
    assert offers(world.say(SAID)) == []
    again = words(world.say("<@UBOT> the claims portal cost £412k in total", to_us=True))
    assert "That is on record: cost £412k" in again
    other = world.say("<@UBOT> the budget of the claims portal is £300k", to_us=True)
    assert "That is on record" not in words(other)


def test_a_mention_and_a_message_with_more_in_it_are_heard_too(world: World) -> None:
    """Left out, it stays off the record."""
    world.begin()
    sent = world.say("<@UBOT> the claims portal cost €412k in total", to_us=True)
    assert "cost €412,000" in words(sent)
    press(world, sent, 1)
    assert on_record(world) == {}
    sent = world.say("Training is done, 40 users are live. The licence is $48,000 a year.")
    assert "cost $48,000 a year" in words(sent)
    press(world, sent)
    assert on_record(world) == {"cost": "$48,000 a year"}


def test_who_leads_is_told_once_of_money_that_somebody_else_put_on_record(world: World) -> None:
    """For their eyes alone; nothing where they did it themselves."""
    world.begin(delivery_lead=f"<@{LEAD}>")
    said = [world.say("<@UBOT> the claims portal cost €412k in total", to_us=True)]
    said += [world.say("<@UBOT> the budget of the claims portal is €900k", to_us=True)]
    told = [one for one in press(world, said[0]) if one.way == "whisper"]
    assert [one.user for one in told] == [LEAD]
    assert "put on record for Claims portal: cost €412,000" in words(told)
    assert not [one for one in press(world, said[1], user=LEAD) if one.way == "whisper"]
