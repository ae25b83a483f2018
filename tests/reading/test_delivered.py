"""What the rules take for a delivery of each kind, and what only looks like one."""

import pytest

from bot.benefits.reading import Kind, Said
from bot.reading import rules


def told(text: str, kind: Kind) -> bool:
    """Whether the rules find that a thing of this kind has happened."""
    return any(one.kind == kind and one.is_made for one in rules.find(Said(text=text)).claims)


@pytest.mark.parametrize(
    "text",
    [
        "The booking page saw a 40% increase in visits after the spring campaign.",
        "There was a sharp increase in the number of tenants using the repair portal.",
        "Attendance at the evening course has doubled.",
        "The seed library has engaged thousands of volunteers who sort its packets.",
        "In June the grant finder helped its ten-thousandth farmer apply.",
        "The pilot closed with over three thousand permit applications completed.",
        "The other depots have gradually adopted the new route planner.",
        "In our survey 12% of all bakers who wrote back said they use the ordering app.",
        "Our evening talks were attended by more than 300 gardeners.",
        "The guide has been read 4,000 times since June.",
        "Nine in ten drivers now clock in with the phone app.",
        "The ferry app has 18,000 monthly users.",
        "Over 600 beekeepers took part in the trial.",
        "Traffic to the help pages has tripled.",
        "Most branches use the new counter system every day.",
        "The library of patterns is used in 14 workshops.",
        "The letter service began work in May and is now used by 300 offices.",
    ],
)
def test_who_uses_it_is_told_in_many_ways(text: str) -> None:
    """More use, people reached in words for numbers, the hundredth of them."""
    assert told(text, "adoption")


@pytest.mark.parametrize(
    "text",
    [
        "There was an increase in energy use at the depot.",
        "We saw an increase in the number of tenants in arrears.",
        "The road may be used by 300 lorries once the bridge opens.",
        "She has read 40 pages of the report.",
        "We tested the form with 8 users.",
        "We opened 3 stores last year.",
        "Two thousand bricks were laid on Monday.",
    ],
)
def test_more_of_something_is_not_more_use(text: str) -> None:
    """Energy is used up, arrears grow, and what may be is not yet."""
    assert not told(text, "adoption")


def test_a_reason_tells_what_happened_whatever_it_is_a_reason_for() -> None:
    """What could be done is not what was: behind "since" the words mean what they say."""
    assert told(
        "We could stop here, since we have moved every till to the new ledger.", "milestone"
    )
    assert not told("We could have moved every till to the new ledger.", "milestone")


@pytest.mark.parametrize(
    "text",
    [
        "Anna made a change to the pump controls.",
        "In March we made the switch with great success.",
        "The decision was taken to create a second gate for each farm.",
        "The vet portal is now generally available.",
        "The stock list is now fully cross-checked.",
        "We’ve hardened the gate sensors against tampering.",
        "Our colleagues demoed their first prototype to us.",
        "The water plan was adopted by the town council.",
        "Check images: we've moved the scans of every cheque to the new store.",
        "In spring we split the order form into two.",
        "We got the licence for the second well.",
        "The new boiler has been running since July.",
        "Improved the weekly call sheet and the notes that go with it.",
    ],
)
def test_a_change_made_or_decided_is_a_deed(text: str) -> None:
    """Whatever the verb: made, decided, hardened, shown, bettered."""
    assert told(text, "milestone")


@pytest.mark.parametrize(
    "text",
    [
        "Since rolling out these tills, the queues are shorter.",
        "It is built with oak and is housed in the old mill.",
        "Orders are continually designed, checked and merged into the plan.",
        "The first ledger was written mainly in pencil.",
        "Everyone is connected to the wall screen when sales begin.",
        "We started by replacing the smallest pumps.",
        "The scheme has been adopted by Hadley's bakers.",
        "Relying on one supplier has led to shortages.",
        "I've got a busy week ahead with the auditors.",
        "While established in the town, the choir has few members.",
        "The reading room added new members at a record pace.",
    ],
)
def test_how_things_are_or_since_when_is_no_deed(text: str) -> None:
    """What it is made of, what is done every day, a first step, and who took it up."""
    assert not told(text, "milestone")


@pytest.mark.parametrize(
    "text",
    [
        "In March we did a real DR test of the ward system, and it held.",
        "The change cut the load on our booking servers by a third.",
        "Petra got to the bottom of the CI failures in the till app.",
        "We added container signing to every build of the ward app.",
        "The ward app was moved from Debian 9 to Debian 12.",
        "Unscheduled outages: 2 this quarter, goal under 5.",
        "Uploads are hardened against malicious files.",
    ],
)
def test_the_state_of_machinery_is_told_in_its_own_words(text: str) -> None:
    """Load, drills, signing, versions, outages."""
    assert told(text, "technical_health")


@pytest.mark.parametrize(
    "text",
    [
        "We are improving the scalability of the till system.",
        "Work on the test suite is still ongoing.",
        "She moved from Grade 4 to Grade 5.",
        "The load on our lorries fell.",
    ],
)
def test_what_goes_on_or_is_no_machine_is_no_technical_health(text: str) -> None:
    """Nothing is delivered yet, or a person or a lorry is spoken of."""
    assert not told(text, "technical_health")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The scanner helped automate the reading of meters on two streets.", True),
        ("The clinic uses three software robots to automate referral letters.", True),
        ("We added a watcher to automatically repair a broken feed.", True),
        ("The depot built a rule that automatically orders spare tyres.", True),
        ("These are first steps when looking into what a self-service desk would be.", False),
        ("We did some feasibility testing of the automated approach.", False),
        ("We plan to use robots to automate referrals.", False),
    ],
)
def test_what_is_made_to_run_by_itself_is_automation(text: str, is_told: bool) -> None:
    """Robots used and rules built are; what is looked into or tried out is not yet."""
    assert told(text, "automation") is is_told


@pytest.mark.parametrize(
    "text",
    [
        "Loading now grows with the dataset size.",
        "The helm charts of the till app are now released.",
        "We have moved bug reporting to the front desk.",
        "The planner now has high-level graphs of tasks.",
    ],
)
def test_data_that_something_works_on_is_no_report(text: str) -> None:
    """Only what is handed to readers is."""
    assert not told(text, "reporting")
    assert told("The open dataset of road works is now published.", "reporting")
