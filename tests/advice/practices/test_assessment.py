"""Assessments and joint metrics: who may record, what is told aloud, and who reads what."""

from typing import Any

import pytest

from bot.advice import practise
from bot.advice.practices.assess.inputs import read_in
from bot.benefits.conversation import Guided, Sending
from bot.benefits.guides import Guide
from bot.benefits.practices.assessment import current
from tests.advice.test_report import level, put, source
from tests.advice.world import GUEST, LEAD, OPEN_TO_GUESTS, OTHER, OWNER, PRIVATE, World, words
from tests.builders import CHANNEL, NOON, WORKSPACE, a_measure, an_entry, an_investment

SAID = {"system": "Salesforce", "stops": "quotes wait"}


def opened(world: World, name: str, ref: str = "", **given: str) -> Guide | str | None:
    """What somebody gets who wants a form."""
    at = {"channel": CHANNEL, "user": LEAD} | given
    return practise.opened(name, WORKSPACE, at["channel"], at["user"], ref, world.doors, NOON)


def systems(world: World) -> list[tuple[str, str]]:
    """What counts, with the investment it is of."""
    with world.records.work(WORKSPACE) as work:
        found = current(work.entries([one.id for one in work.investments()], "assessment"))
    return [(one.system, one.investment) for one in found]


def to(sent: list[Sending]) -> list[str]:
    return [one.channel for one in sent]


def test_where_several_are_at_home_the_form_asks_which(world: World) -> None:
    """And keeps it for that one."""
    world.begin(an_investment("i1", name="Claims portal"))
    world.begin(an_investment("i2", name="Payroll", measures=()))
    form = opened(world, "assess", "Salesforce")
    assert isinstance(form, Guide)
    assert [one.key for one in form.fields][:2] == ["system", "investment"]
    world.guide("assess", **SAID)
    assert systems(world) == []
    world.guide("assess", investment="i2", **SAID)
    assert systems(world) == [("Salesforce", "i2")]
    again = opened(world, "assess", "salesforce")
    assert isinstance(again, Guide)
    assert {one.key: one.initial for one in again.fields}["investment"] == "i2"


def test_who_may_not_record_is_told_and_keeps_nothing(world: World) -> None:
    """A guest reads along, and no more."""
    world.begin()
    assert isinstance(opened(world, "assess", user=GUEST), str)
    assert isinstance(opened(world, "joint", "i1", user=GUEST), str)
    for sent in (
        world.guide("assess", user=GUEST, **SAID),
        world.guide("joint", "i1", user=GUEST, tasks="3"),
        world.guide("joint", "gone", tasks="3"),
    ):
        assert [one.way for one in sent] == ["reply"]
    assert systems(world) == []
    assert isinstance(opened(world, "assess", channel=OTHER), str)
    assert isinstance(opened(world, "joint", "i1", channel=OTHER), str)
    assert isinstance(opened(world, "joint", "gone"), str)
    with world.records.work(WORKSPACE) as work:
        assert work.entries(["i1"]) == []


def test_what_not_everybody_in_the_channel_may_hear_is_told_alone(world: World) -> None:
    """Of a confidential investment only who recorded it hears."""
    world.begin(an_investment(confidential=True, viewers=(LEAD,), channel=OPEN_TO_GUESTS))
    assert to(world.guide("assess", channel=OPEN_TO_GUESTS, **SAID)) == [LEAD]
    assert to(world.guide("joint", "i1", channel=OPEN_TO_GUESTS, tasks="3")) == [LEAD]


def test_what_somebody_may_not_see_is_not_compared(world: World) -> None:
    """Nor is it said that there is something."""
    world.begin(an_investment(channel=PRIVATE))
    world.guide("assess", channel=PRIVATE, **SAID)
    assert systems(world) == [("Salesforce", "i1")]
    for line in ("compare", "compare Salesforce", "history Salesforce"):
        told = words(world.command("assess", line, user=GUEST))
        assert "quotes wait" not in told
        assert "No " in told
    assert "quotes wait" in words(world.command("assess", "compare"))
    assert "no investment on record" in words(world.command("joint", user=GUEST))


def test_systems_of_one_name_are_told_apart_by_their_investment(world: World) -> None:
    """Side by side, each with its own."""
    world.begin(an_investment("i1", name="Claims portal"))
    world.begin(an_investment("i2", name="Payroll", measures=()))
    world.guide("assess", investment="i1", **SAID)
    world.guide("assess", investment="i2", **SAID)
    told = words(world.command("assess", "compare Salesforce"))
    assert "Salesforce (Claims portal)" in told
    assert "Salesforce (Payroll)" in told


def test_a_version_is_taken_back_once_by_who_may_record(world: World) -> None:
    """Somebody else's click changes nothing, and neither does a second one."""
    world.begin()
    [shown] = world.guide("assess", **SAID)
    [back] = [one for one in shown.post.options if one.verb == "practice"]
    world.click("practice", back.ref, user=GUEST)
    assert systems(world) == [("Salesforce", "i1")]
    world.click("practice", back.ref, user=OWNER)
    assert systems(world) == []
    assert "no longer" in words(world.click("practice", back.ref, user=LEAD))


def given(world: World, **typed: str) -> str:
    """What is told once these are on record."""
    return words(world.guide("joint", "i1", **typed))


def test_an_amount_that_is_emptied_is_taken_back_and_one_left_alone_stays(world: World) -> None:
    """Who said what stays as it was."""
    world.begin()
    assert "6 hours/week saved" in given(world, minutes="0.5 hours", tasks="12")
    told = given(world, minutes="0.5 hours", **carried(opened(world, "joint", "i1")))
    assert "times a week" in told
    assert "6 hours" not in told
    form = opened(world, "joint", "i1")
    assert isinstance(form, Guide)
    assert {one.key: one.initial for one in form.fields if one.initial} == {"minutes": "0.5 hours"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "£100 a year", "cost": "100 euros"}, "not in the same money"),
        ({"value": "£100", "cost": "£0"}, "the whole is nothing"),
        ({"cases": "8", "cases_through": "9"}, "more than the whole"),
    ],
)
def test_what_cannot_be_computed_says_why(world: World, typed: dict[str, str], said: str) -> None:
    """However it came on record."""
    world.begin()
    assert said in given(world, **typed)


def test_a_measure_on_record_stands_in_for_what_nobody_gave(world: World) -> None:
    """With a source, it is the same figure; it leads to its message."""
    measure: Any = a_measure("m1", name="straight-through claims", unit="%", better="higher")
    world.begin(an_investment(measures=(measure,)))
    put(world, level("c", "current", 70, 5, unit="%"), source("e", 5))
    told = words(world.command("joint"))
    assert "70% go through without a hand (straight-through claims)" in told


def test_several_investments_of_a_channel_are_told_by_name(world: World) -> None:
    """Each with its four figures."""
    world.begin(an_investment("i1", name="Claims portal"))
    world.begin(an_investment("i2", name="Payroll", measures=()))
    told = words(world.command("joint"))
    assert "Claims portal: System ROI" in told
    assert "Payroll: Integration efficiency" in told


def test_an_answer_tells_a_few_systems_and_one_about_many_how_many(world: World) -> None:
    """Ten seconds are enough."""
    for n in range(5):
        world.begin(an_investment(f"i{n}", name=f"Project {n}", measures=()))
    for name in ("A", "B", "C", "D"):
        world.guide("assess", investment="i0", system=name, stops="work waits")
    told = words(world.improved("Project 0"))
    assert "A: When it stops: work waits" in told
    assert "and 2 more" in told
    assert "D: When it stops" not in told
    assert "4 systems assessed" in words(world.improved("everything", channel=OTHER))
    world.guide("assess", investment="i0", system="A", stops="all waits")
    assert "4 systems assessed" in words(world.improved("everything", channel=OTHER))


def test_one_system_is_told_as_one(world: World) -> None:
    """As people say it."""
    for n in range(5):
        world.begin(an_investment(f"i{n}", name=f"Project {n}", measures=()))
    world.guide("assess", investment="i0", **SAID)
    assert "1 system assessed" in words(world.improved("everything", channel=OTHER))


def test_a_form_that_was_sent_unread_keeps_what_can_be_read(world: World) -> None:
    """What cannot is left out; the same again says nothing new."""
    world.begin()
    told = given(world, value="a lot", steps_before="8", steps_gone="6")
    assert "75% of the steps are gone" in told
    assert "put figures" not in given(world, steps_before="8", steps_gone="6")


def test_what_is_forgotten_of_its_author_is_told_without_one(world: World) -> None:
    """The words of a deleted message are not an assessment any more."""
    world.begin()
    world.enter(
        an_entry("v1", "system", practice="assessment", text="ERP", author=None),
        an_entry("v1.a", "stops", practice="assessment", text="all waits", about="v1", author=None),
        an_entry("c", "cases", practice="assessment", text="8", value=8, author=None),
    )
    assert "all waits" in words(world.command("assess", "compare")).replace("\n", "")
    assert "No second one" in words(world.command("assess", "compare"))
    assert "cases that crossed: 8 (1 June 2026)" in words(world.command("joint"))


@pytest.mark.parametrize(
    "said",
    ["12k", "1.5 million", "2 of 40", "50%", "1.000", "not 5", "1e400", "9" * 290, "-3"],
)
def test_what_is_no_plain_count_is_asked_for_again(world: World, said: str) -> None:
    """A figure nobody gave stands as input of nothing."""
    assert read_in("cases", said, world.doors.reader) is None


@pytest.mark.parametrize("said", ["3 minutes lost", "up to 3 minutes", "3 apples", "", "x"])
def test_minutes_are_plain_too(world: World, said: str) -> None:
    """What takes longer is said with a minus, and in no other way."""
    assert read_in("minutes", said, world.doors.reader) is None
    assert read_in("minutes", "-1h20", world.doors.reader) == (-80, "minutes")


@pytest.mark.parametrize("said", ["up to £100k", "about £100k", "£100k to £200k", "-5 GBP", "100"])
def test_a_sum_is_one_sum(world: World, said: str) -> None:
    """A bound, a range or a guess is no input."""
    assert read_in("value", said, world.doors.reader) is None


def carried(form: Guide | str | None) -> dict[str, str]:
    """What a form sends along that nobody typed."""
    assert isinstance(form, Guide)
    return dict(form.carries)


def sent_in(name: str, ref: str = "", **fields: str) -> Guided:
    at = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": NOON}
    return Guided.model_validate({**at, "name": name, "ref": ref, "fields": fields})


def test_what_others_recorded_meanwhile_stays(world: World) -> None:
    """A field that was left alone reverts nothing; where two changed one, it is said beside it."""
    world.begin()
    world.guide("joint", "i1", cases="8", tasks="3")
    seen = carried(opened(world, "joint", "i1"))
    world.guide("joint", "i1", user=OWNER, cases="80", tasks="3", **seen)
    told = words(world.guide("joint", "i1", cases="8", tasks="30", **seen))
    assert "cases that crossed: 80 (" in told
    assert "times a week: 30 (" in told
    wrong = practise.wrong(sent_in("joint", "i1", cases="9", tasks="30", **seen), world.doors, NOON)
    assert list(wrong) == ["cases"]
    assert "cases that crossed: 80 (" in words(world.guide("joint", "i1", cases="9", **seen))

    world.guide("assess", **SAID)
    seen = carried(opened(world, "assess", "Salesforce"))
    later = {**SAID, "stops": "all waits"}
    world.guide("assess", user=OWNER, **later, **seen)
    told = words(world.guide("assess", **SAID, income="£1m a month", **seen))
    assert "all waits" in told
    assert "£1m a month" in told
    other = {**SAID, "stops": "nobody notices"}
    wrong = practise.wrong(sent_in("assess", **other, **seen), world.doors, NOON)
    assert list(wrong) == ["stops"]
    assert "all waits" in words(world.guide("assess", **other, **seen))


def test_a_form_that_opened_without_a_version_adds_to_what_there_is(world: World) -> None:
    """What it says is new, what it leaves open stays."""
    world.begin()
    world.guide("assess", **SAID)
    told = words(world.guide("assess", system="salesforce", income="£1m a month"))
    assert "quotes wait" in told
    assert "£1m a month" in told


@pytest.mark.parametrize(
    "text",
    [
        "what improved on the claims portal, and is an ROI known?",
        "what improved, and what did it cost us?",
        "is the ROI of the claims portal known?",
        "is there a return on investment yet?",
        "what is the payback?",
    ],
)
def test_who_asks_what_came_back_is_told_that_it_is_not_known(world: World, text: str) -> None:
    """With what lacks; the agreed budget is told as the budget, among the joint figures too."""
    world.begin()
    world.enter(an_entry("b1", "budget", practice="scope", value=120_000.0, unit="GBP"))
    told = words(world.say(text, to_us=True))
    assert "not on record: business value, technology cost" in told
    assert "The agreed budget is £120,000" in told
    assert "The agreed budget is £120,000" in words(world.command("joint"))
    assert "ROI" not in words(world.say("what improved on the claims portal?", to_us=True))


def test_systems_are_compared_however_their_names_are_joined(world: World) -> None:
    """By command and in words; a name that holds a joining word stays whole."""
    world.begin()
    of = {"investment": "i1", "practice": "assessment", "author": LEAD}
    sums = "£2.4m orders a month, ERP sales report"
    for name, income in (("ERP", sums), ("Claims portal", "120 a day"), ("Plan and Go", "none")):
        world.enter(
            an_entry(f"s{name}", "system", text=name, **of),
            an_entry(f"a{name}", "income", about=f"s{name}", text=income, **of),
        )
    lists: tuple[str, ...] = (
        "ERP, Claims portal",
        "ERP and the claims portal",
        "ERP with Claims portal",
    )
    lists += ("ERP vs claims portal", "the ERP versus Claims portal")
    for names in lists:
        for sent in (
            world.command("assess", f"compare {names}"),
            world.say(f"<@UBOT> compare {names}", to_us=True),
        ):
            assert "Side by side: ERP, Claims portal" in words(sent)
    told = words(world.command("assess", "compare Plan and Go, ERP"))
    assert "Side by side: Plan and Go, ERP" in told
    assert "source: ERP sales report" in told
    assert "no source given" not in told
    missing = words(world.say("<@UBOT> compare ERP and Jira", to_us=True))
    assert "No assessment you may see is on record of Jira" in missing
    assert "Side by side" not in words(world.say("<@UBOT> compare May and June", to_us=True))


def test_an_investment_that_is_the_system_is_named_once(world: World) -> None:
    """What was assessed for itself is not assessed "for" anything."""
    world.begin()
    said = words(world.guide("assess", system="Claims portal", stops="all waits"))
    assert "assessed Claims portal. It is on record." in said
    assert "for Claims portal" not in said
