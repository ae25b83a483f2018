"""Renaming, merging and moving, with every old name kept."""

import pytest

from bot.benefits import rearrange
from bot.benefits.gaps import named
from bot.benefits.ledger import in_force
from tests.builders import NOON, a_fact, a_measure, a_record, an_investment

HOME = an_investment()


def test_a_new_name_keeps_the_old_one_as_an_alias() -> None:
    """What people still say is still understood; back again leaves no double."""
    new = rearrange.renamed(HOME, "Claims hub")
    assert (new.name, new.aliases) == ("Claims hub", ("Claims portal",))
    back = rearrange.renamed(new, "claims portal")
    assert (back.name, back.aliases) == ("claims portal", ("Claims hub",))


def test_a_measure_is_found_under_each_name_it_ever_had() -> None:
    """A figure for the old name belongs to the same measure."""
    both = an_investment(measures=(a_measure(), a_measure("m2", "error rate")))
    new = rearrange.measure_renamed(both, "m1", "days to settle")
    assert new.measures[0].names == ("days to settle", "claim handling time")
    assert named(new, "claim handling time") == named(new, "days to settle") == new.measures[0]
    assert new.measures[1] == both.measures[1]


def test_an_investment_moves_with_all_it_is() -> None:
    """Only its home changes, and with it who may see it."""
    moved = rearrange.moved(HOME, "C9", True)
    assert (moved.channel, moved.channel_is_private) == ("C9", True)
    assert moved.measures == HOME.measures


def test_two_investments_become_one_that_loses_nothing() -> None:
    """What one lacks the other fills; measures of one name and unit are one."""
    kept = an_investment(problem="Customers wait", viewers=("U1", "U2"))
    gone = an_investment(
        "i2",
        name="Claims tool",
        aliases=("the tool",),
        outcome="Claims are settled sooner",
        problem="Claims pile up",
        confidential=True,
        viewers=("U2", "U3"),
        measures=(
            a_measure("n1", "Claim handling time", source="Guidewire"),
            a_measure("n2", "claim handling time", unit="incidents"),
            a_measure("n3", "rework", unit="hours"),
        ),
    )
    found = rearrange.merged(gone, kept)
    one = found.investment
    assert found.homes == {"n1": "m1", "n2": "n2", "n3": "n3"}
    assert [measure.id for measure in one.measures] == ["m1", "n2", "n3"]
    assert one.measures[0].source == "Guidewire"
    assert (one.id, one.name, one.aliases) == ("i1", "Claims portal", ("Claims tool", "the tool"))
    assert (one.problem, one.outcome) == ("Customers wait", "Claims are settled sooner")
    assert one.confidential
    assert one.viewers == ("U2",)


def test_merging_never_opens_what_was_closed() -> None:
    """A private record merged into a public one is not shown to everybody."""
    gone = an_investment("i2", name="Quiet", channel_is_private=True, viewers=("U3",))
    one = rearrange.merged(gone, HOME).investment
    assert one.channel_is_private
    assert one.viewers == ()


def test_two_measures_of_one_investment_become_one() -> None:
    """Found under the names of both."""
    home = an_investment(
        measures=(
            a_measure(),
            a_measure("m2", "turnaround", method="by hand"),
            a_measure("m3", "x"),
        )
    )
    one = rearrange.measures_merged(home, "m2", "m1")
    assert [measure.id for measure in one.measures] == ["m1", "m3"]
    assert one.measures[0].names == ("claim handling time", "turnaround")
    assert one.measures[0].method == "by hand"


@pytest.mark.parametrize(("gone", "kept"), [("m1", "m1"), ("m9", "m1"), ("m1", "m9")])
def test_a_measure_is_merged_with_another_one_alone(gone: str, kept: str) -> None:
    """Not with itself, nor with what is not there."""
    with pytest.raises(LookupError):
        rearrange.measures_merged(HOME, gone, kept)


@pytest.mark.parametrize(
    ("own", "other", "owned"),
    [
        (("m1", "m2"), ("n1",), ["m1", "m2"]),
        ((), ("n1",), []),
        (("m1",), (), [None]),
        ((), (), [None]),
    ],
)
def test_an_owner_of_a_whole_investment_stays_with_its_measures_once_it_is_merged(
    own: tuple[str, ...], other: tuple[str, ...], owned: list[str | None]
) -> None:
    """Nobody is made to answer for what they were never named for; problems are of the whole."""
    owner = a_record("o", a_fact("owner", None, person="Helen"), measure=None)
    beside = [a_record("p", a_fact("problem", None), measure=None), a_record("b")]
    home = an_investment(measures=tuple(a_measure(id) for id in own))
    new = an_investment("i2", measures=tuple(a_measure(id) for id in other))
    rows = list(rearrange.parted([owner, *beside], home, new, "U9", NOON))
    counting = in_force([owner, *beside, *rows])
    assert [one.measure for one in counting if one.fact.slot == "owner"] == owned
    assert [one.id for one in counting if one.fact.slot != "owner"] == ["b", "p"]
