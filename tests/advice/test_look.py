"""What the bot would make of an update, without a record."""

from bot.advice.look import look
from bot.benefits.reading import Said
from tests.advice.world import World
from tests.builders import NOON

LIVE = "The claims portal is live, 340 people logged in this week."


def found(world: World, text: str, **more: object) -> dict[str, object]:
    """The look in its exchanged form."""
    said = Said.model_validate({"text": text} | more)
    doors = world.doors
    return look(said, doors.reader, doors.wordings, doors.library, doors.voice).as_json()


def test_silence_has_no_questions(world: World) -> None:
    """Where the bot would stay silent, everything is empty."""
    seen = found(world, "Lunch?")
    assert (seen["is_update"], seen["questions"], seen["claims"]) == (False, [], [])


def test_at_most_three_questions_are_ranked_each_with_its_citation(world: World) -> None:
    """The first is the one that would be asked; a number nobody named is not among them."""
    questions = found(world, LIVE, at=NOON, author="U1")["questions"]
    assert isinstance(questions, list)
    assert [one["asks"] for one in questions] == ["outcome", "measure", "owner"]
    assert all(set(one["citations"][0]) == {"id", "title", "source"} for one in questions)


def test_a_measure_named_with_a_figure_is_asked_about(world: World) -> None:
    """What the text states is closed before a question is chosen."""
    questions = found(world, "The complaint rate fell from 8% to 5%.")["questions"]
    assert isinstance(questions, list)
    assert [one["asks"] for one in questions] == ["evidence", "owner", "timeframe"]
