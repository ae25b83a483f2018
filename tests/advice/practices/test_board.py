"""Who asks for the board's page is given one of what they may see, and of nothing else."""

from bot.advice.practices import board
from tests.advice.world import OTHER, OWNER, PRIVATE, World, words
from tests.builders import a_measure, an_investment


def test_the_page_is_of_what_who_asks_may_see(world: World) -> None:
    """All of it, or the one that is named; what is hidden is not even unknown by its name."""
    world.begin()
    hidden = an_investment("i2", name="Secret", channel=PRIVATE, measures=(a_measure("m2"),))
    world.begin(hidden)
    page, said = world.command("board", user=OWNER)
    assert page.post.board is not None
    assert (page.channel, page.post.board.investments) == (OWNER, ("i1",))
    assert "I send it to you directly" in words([said])
    [refused] = world.command("board", "Secret", user=OWNER)
    assert refused.post.board is None
    [one, _] = world.command("board", "Claims portal")
    assert one.post.board is not None
    assert one.post.board.file.startswith("what-improved-claims-portal-")


def test_in_a_channel_it_is_of_what_is_at_home_there(world: World) -> None:
    """And says how to ask for all; in a channel with nothing of its own it is all at once."""
    world.begin()
    world.begin(an_investment("i2", name="Payroll", channel=OTHER, measures=()))
    page, said = world.command("board", channel=OTHER)
    assert page.post.board is not None
    assert page.post.board.investments == ("i2",)
    assert "/whatimproved board all" in words([said])
    page, said = world.command("board", "ALL", channel=OTHER)
    assert page.post.board is not None
    assert page.post.board.investments == ("i1", "i2")
    assert "of what is at home in this channel" not in words([said])


def test_the_appendix_can_be_left_out(world: World) -> None:
    """Of all of it, of what is named, of what is at home here."""
    world.begin()
    for typed in ("without appendix", "Claims portal, without the appendix", "all no appendix"):
        page, _ = world.command("board", typed)
        assert page.post.board is not None
        assert (page.post.board.investments, page.post.board.is_short) == (("i1",), True)
        assert "without the appendix" in words([page])
    page, _ = world.command("board", "Claims portal")
    assert page.post.board is not None
    assert not page.post.board.is_short


def test_what_is_not_there_and_what_is_too_much_is_told(world: World) -> None:
    """A name nobody knows, an empty record, a portfolio that fits in no one file."""
    assert "no investment on record" in words(world.command("board"))
    for n in range(board.MOST + 1):
        world.begin(an_investment(f"i{n}", name=f"Portal {n}", channel=OTHER, measures=()))
    [told] = world.command("board")
    assert "61 investments; one file holds 60" in words([told])
