"""Why the bot asks, and why it is silent."""

import pytest

from bot.advice.explain import Explanation, explain
from bot.benefits.conversation import Posted
from tests.advice.world import LEAD, OTHER, World
from tests.builders import CHANNEL, WORKSPACE, a_measure, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."


def explained(world: World, text: str, **more: object) -> Explanation:
    """A message looked at, as if it were posted now."""
    usual = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now, "ts": "9.9"}
    said = Posted.model_validate(usual | {"text": text} | more)
    return explain(said, world.doors, world.now)


def test_an_update_is_explained_with_its_gaps_and_the_question(world: World) -> None:
    """What is read, what is missing in order, and what would be asked."""
    world.begin()
    found = explained(world, LIVE)
    assert found.reading.deliveries == ("milestone", "adoption")
    assert found.gaps[0] == "baseline: claim handling time"
    assert found.asks is not None
    assert "claim handling time" in found.asks.text
    assert found.why_silent is None


def test_explaining_changes_nothing(world: World) -> None:
    """The question is still new when the update is posted."""
    world.begin()
    explained(world, LIVE)
    with world.records.work(WORKSPACE) as work:
        assert work.questions("i1") == []
        assert work.noticed(["i1"]) == []
    assert world.say(LIVE)


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("ok", {}, "reads like an update"),
        (LIVE, {"channel": OTHER}, "No investment is linked"),
        (LIVE, {"thread": "1.1"}, "A reply in a thread"),
        ("We are on track.", {}, "no question here now"),
    ],
)
def test_silence_is_explained(world: World, text: str, more: dict[str, object], words: str) -> None:
    """A person who wonders gets the reason."""
    world.begin()
    found = explained(world, text, **more)
    assert found.asks is None
    assert words in (found.why_silent or "")


def test_what_is_no_update_is_explained(world: World) -> None:
    """It passed the quick look and was then read as something else."""
    world.begin()
    text = "Could somebody tell me whether the portal is live, and how many people logged in?"
    found = explained(world, text)
    assert found.asks is None
    assert found.why_silent


def test_two_investments_in_a_channel_leave_it_open_which_is_meant(world: World) -> None:
    """Neither is guessed."""
    world.begin()
    other = an_investment("i2", name="Fraud checks", measures=(a_measure("m2", name="alerts"),))
    world.begin(other)
    found = explained(world, "The new release is live, 340 people logged in this week.")
    assert "Several investments" in (found.why_silent or "")


def test_an_open_question_and_a_full_week_keep_the_next_one_back(world: World) -> None:
    """First because one is open, later because two a week are enough for a person."""
    world.begin()
    world.say(LIVE)
    assert "still open" in (explained(world, LIVE).why_silent or "")
    for number in (2, 3):
        world.begin(
            an_investment(
                f"i{number}",
                name=f"Portal {number}",
                channel=OTHER if number == 2 else "CQUIET",
                measures=(a_measure(f"m{number}"),),
            )
        )
    world.say(LIVE, channel=OTHER)
    found = explained(world, LIVE, channel="CQUIET")
    assert "as often in the last seven days" in (found.why_silent or "")
