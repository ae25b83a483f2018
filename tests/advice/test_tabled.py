"""Tabled: a table pasted in a direct message is read row by row and recorded by a press."""

import pytest

from bot.advice.pasted import MOST, pasted
from bot.benefits.conversation import Sending, Verb
from tests.advice.world import DIRECT, LEAD, OTHER, World, card_of, cards_in, levels, words
from tests.builders import a_measure

TABLE = """measure, baseline, target, now
Claim handling time, 21 days, 7 days, 9 days
Open claims, 400, , 120"""
REGISTER = """Investment\tMetric\tUnit\tBefore\tNow\tAs of\tOwner\tSource
Claims portal\tClaim handling time\tdays\t21\t9\t2026-03\thead of claims\tclaims ledger
Billing\tInvoice errors\t%\t4,5\t3,1\t2026-03\t\t
Nowhere\tAnything\tdays\t1\t2\t\t\t"""


def pastes(world: World, text: str) -> list[Sending]:
    return world.say(text, LEAD, channel=DIRECT)


def begins_four(world: World) -> None:
    for name in "ABCD":
        world.begin(id=name, name=name, measures=(a_measure(id=f"m{name}", name="backlog"),))


def test_one_card_holds_the_rows_of_an_investment(world: World) -> None:
    """A measure that was not there is added by recording; nothing is recorded before."""
    world.begin()
    sent = pastes(world, f"Here are our figures:\n{TABLE}")
    assert "I read 2 rows" in words(sent)
    card = card_of(sent)
    assert len(card.lines) == 5
    assert world.facts() == []
    world.click("record", card.proposal, channel=DIRECT)
    told = [(one.measure, one.fact.slot, one.fact.value, one.fact.unit) for one in world.facts()]
    new = world.measures()[1]
    assert new.name == "Open claims"
    assert told == [
        ("m1", "baseline", 21, "days"),
        ("m1", "target", 7, "days"),
        ("m1", "current", 9, "days"),
        (new.id, "baseline", 400, None),
        (new.id, "current", 120, None),
    ]
    assert {one.fact.as_of for one in world.facts() if one.fact.slot == "current"} == {"2026-06-01"}
    assert "on record already" in words(pastes(world, TABLE))


@pytest.mark.parametrize(("press", "recorded"), [("record_all", 6), ("discard_all", 0)])
def test_a_register_of_several_is_decided_by_one_press(
    world: World, press: str, recorded: int
) -> None:
    """A card for each investment; rows of none are named; a second press does nothing."""
    world.begin()
    world.begin(id="i2", name="Billing", channel=OTHER, measures=())
    sent = pastes(world, REGISTER)
    assert len(cards_in(sent)) == 2
    assert "Row 3, “Anything”" in words(sent)
    options = sent[-1].post.options
    assert [one.verb for one in options] == ["record_all", "discard_all"]
    for _ in range(2):
        world.click(press, options[0].ref, channel=DIRECT)  # type: ignore[arg-type]
    facts = [*world.facts("i1"), *world.facts("i2")]
    assert len(facts) == recorded
    if facts:
        assert {(one.fact.slot, one.fact.value) for one in world.facts("i2")} == {
            ("baseline", 4.5),
            ("current", 3.1),
        }


@pytest.mark.parametrize("verb", ["record_all", "discard_all"])
def test_one_press_decides_the_cards_of_its_own_table_alone(world: World, verb: Verb) -> None:
    """In one thread with other cards: each table has a press of its own, also where the first is
    done with.
    """
    begins_four(world)
    first = pastes(world, "project, metric, now\nA, backlog, 4\nB, backlog, 5")
    thread = world.last
    world.say("project, metric, now\nC, backlog, 6\nD, backlog, 7", LEAD, thread, DIRECT)
    second = world.sent[-1]
    world.click(verb, first[-1].post.options[verb == "discard_all"].ref, channel=DIRECT)
    recorded = [levels(world.facts(one), "current") for one in "ABCD"]
    assert recorded == ([[4], [5], [], []] if verb == "record_all" else [[]] * 4)
    assert world.shown(first[-1].key).options == ()
    assert "All 2 cards" in words([second])
    world.click("record_all", world.shown(second.key).options[0].ref, channel=DIRECT)
    assert [levels(world.facts(one), "current") for one in "CD"] == [[6], [7]]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("claim handling time, soon, , 9 days", "a figure under “baseline”"),
        (", 21 days, , ", "names no measure"),
        ("claim handling time, , , ", "no figure, owner or source"),
        ("claim handling time, 1, 2, 3, 4, 5", "more cells"),
        ("x" * 81 + ", 1, 2, 3", "names no measure"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(world: World, row: str, why: str) -> None:
    """With its number and the reason; no row takes another one along."""
    world.begin()
    sent = pastes(world, f"{TABLE}\n{row}")
    assert "Row 3" in words(sent)
    assert why in words(sent)
    assert len(card_of(sent).lines) == 5


def test_what_is_of_no_one_investment_is_asked_for_by_name(world: World) -> None:
    """Where two could be meant; and where there is none, that is said."""
    assert "cannot record for an investment" in words(pastes(world, TABLE))
    for id in ("i1", "i2"):
        world.begin(id=id, name=f"Portal {id}", measures=(a_measure(id=f"m{id}"),))
    sent = pastes(world, TABLE)
    assert cards_in(sent) == []
    assert "Add a column “investment”" in words(sent)
    assert "could read no row" in words(sent)


@pytest.mark.parametrize(
    "text",
    [
        "measure | baseline | now\n---|---|---\nlead time | 9 days | 4 days",
        "```\nMeasure;Before;Now\nlead time;9 days;4 days\n```",
        "*KPI*\tWas\tAfter\nlead time\t9 days\t4 days",
        'metric, old, new\n"lead time", 9 days, 4 days',
    ],
)
def test_a_table_is_known_however_it_is_written(text: str) -> None:
    """Tabs of a spreadsheet, marks of a code block, commas, semicolons, bars."""
    found = pasted(text)
    assert found is not None
    assert [one.cells for one in found.rows] == [
        {"measure": "lead time", "baseline": "9 days", "current": "4 days"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🎉",
        "what improved, before and now?",
        "measure, baseline, now",
        "Lead time was 9 days, now 4 days.\nThanks, all",
        "```never closed | measure",
        "名前,前,後\nあ,1,2",
        "measure, now, now\na, 1, 2",
        "x," * 20_000,
        "\x00|\x01|\x02\n|||",
    ],
)
def test_what_is_no_table_is_left_to_others(text: str) -> None:
    """Prose with commas, other languages, marks that never close."""
    assert pasted(text) is None


def test_of_a_long_table_the_first_rows_are_read() -> None:
    """And it is known that there were more."""
    found = pasted("measure, now\n" + "\n".join(f"m{n}, {n}" for n in range(500)))
    assert found is not None
    assert (len(found.rows), found.left_out) == (MOST, True)


def test_a_card_of_which_one_unit_is_to_be_picked_waits_for_it(world: World) -> None:
    """Days where working days were agreed may be either: recording all records the other cards."""
    world.begin()
    agreed = pastes(world, "measure, baseline\nClaim handling time, 21 working days")
    world.click("record", card_of(agreed).proposal, channel=DIRECT)
    world.begin(id="i2", name="Billing", channel=OTHER, measures=())
    sent = pastes(world, REGISTER)
    pressed = next(one for each in sent for one in each.post.options if one.verb == "record_all")
    world.click("record_all", pressed.ref, channel=DIRECT)
    assert levels(world.facts("i1"), "baseline") == [21]
    assert levels(world.facts("i1"), "current") == []
    assert {one.fact.slot for one in world.facts("i2")} == {"baseline", "current"}
