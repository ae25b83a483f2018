"""What was once misread, each as a way of saying things."""

import pytest

from bot.benefits.reading import NOTHING, Kind, Said
from bot.reading import rules
from bot.reading.local import LocalReader


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Moved 50 repos over; p95 build time went from 20 min to 6 min.", "technical_health"),
        ("Self-checkouts are now in 30 stores and 35% of shoppers use them.", "adoption"),
        ("70% of permits now come in online.", "adoption"),
        ("The chat assistant answers password questions on its own now.", "automation"),
        ("Password resets run by themselves now.", "automation"),
        ("Uptime was 99.95% this month, all servers patched.", "technical_health"),
    ],
)
def test_a_report_in_few_words_is_read(text: str, kind: Kind) -> None:
    """However tersely it is put, what was delivered is told."""
    assert LocalReader().read(Said(text=text)).made(kind)


@pytest.mark.parametrize(
    "text", ["My headphones ran out just as Mei began to sing", "Maria won the 3rd contest"]
)
def test_private_deeds_are_no_update(text: str) -> None:
    """Things people did that no project is about are met with silence."""
    assert LocalReader().read(Said(text=text)) == NOTHING


def test_nobody_is_called_themselves() -> None:
    """What runs by itself has no owner of that name."""
    assert not LocalReader().read(Said(text="Password resets run by themselves now.")).of("owner")


def test_a_share_of_use_is_no_level() -> None:
    """How many do it the new way is adoption, set against nothing."""
    assert not LocalReader().read(Said(text="70% of permits now come in online.")).of("current")


def test_a_dump_of_numbers_is_not_read_to_its_end() -> None:
    """The longest message there can be holds no more facts than are looked at."""
    found = rules.find(Said(text="from 3 to 4 " * 3_333))
    assert len(found.facts) <= rules.MOST + 20


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We have received 1,578 USD in donations since March.", "outcome"),
        ("The old plugin is no longer officially supported.", "outcome"),
        ("The team dropped it from the catalogue.", "outcome"),
        ("Led by three maintainers, the group meets weekly.", "milestone"),
        ("Fixed fee of 12% for each hire.", "milestone"),
        ("Our front desk went from 300 guest messages per day to more than 900 daily.", "outcome"),
        ("- Choir forum: 210 members, up from 160", "outcome"),
        ("The timetable is used by 18% of ferry passengers (down from 22% in 2023).", "outcome"),
        ("Participation in the swimming clinics declined over the past months.", "outcome"),
        ("Membership of the allotment club rose by a third.", "outcome"),
        ("Transparency and cost were raised in several of the residents' meetings.", "outcome"),
        (
            "The brewery leads the design of a plain, low-cost, streamlined bottle return.",
            "outcome",
        ),
        ("Improved the Office Hours for new growers.", "outcome"),
        ("The label printer's driver no longer crashes.", "outcome"),
        ("The export no longer fails on tablets.", "outcome"),
        ("As of May, 640 hours of training were delivered to pit crews.", "outcome"),
        ("The new crate offers an improvement on the old one.", "outcome"),
        ("Distributed training of large models.", "milestone"),
    ],
)
def test_what_only_looks_like_a_claim_is_none(text: str, kind: Kind) -> None:
    """Money or lessons given, use, support that ended, adjectives that look like deeds."""
    found = rules.find(Said(text=text))
    assert not any(claim.kind == kind and claim.is_made for claim in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Transparency was raised by the new price list, guests say.",
        "The wait at the ferry desk is a marked improvement on the previous season.",
        "The kiln's turnaround is an improvement compared to the old 9 days.",
        "Tenants no longer wait for a plumber.",
        "A new starter needed 40 hours of coaching before the guide; it is 12 hours now.",
    ],
)
def test_what_changed_for_people_is_an_outcome(text: str) -> None:
    """Though its words are also those of use, of talk, or of what is offered."""
    found = rules.find(Said(text=text))
    assert any(claim.kind == "outcome" and claim.is_made for claim in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Our monitoring has shown that 3% of ferry bookings were turned away in March.",
        "The kitchen audit identified 12 cold spots, 9 fewer than last year.",
        "We interviewed eleven dispatchers; eight now trust the arrival times.",
        "Per the depot's own tally, turnaround is 18 minutes.",
        "Sick days fell from 11 to 7 a head (occupational health records).",
        "60% of respondents would take the night ferry again.",
    ],
)
def test_what_is_said_to_show_a_figure_is_its_source(text: str) -> None:
    """However it is named: who watched, who was asked, a tally in brackets."""
    found = rules.find(Said(text=text))
    assert any(fact.slot == "evidence" for fact in found.facts)


def test_who_is_asked_to_learn_something_is_no_source() -> None:
    """Where nothing is said to have been found, there is nothing to look up."""
    found = rules.find(Said(text="We did interviews with 8 drivers to learn how they plan."))
    assert not any(fact.slot == "evidence" for fact in found.facts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The choir won 310 new singers since the previous season.", True),
        ("Spoilt crates fell by 12% within a few months.", True),
        ("We sold 90 boats in just a couple of years.", True),
        ("It has been quiet at the quay since the previous season.", False),
        ("The till runs on Windows Server 2019 in 40 shops.", False),
        ("Office 2021 is on 300 desks.", False),
        ("The office let 300 desks in 2021.", True),
        ("The crane was bought a few months ago.", False),
    ],
)
def test_how_long_a_result_took_is_its_period(text: str, told: bool) -> None:
    """Though no date is given; where nothing is counted it is a mere remark."""
    found = rules.find(Said(text=text))
    assert any(fact.slot == "timeframe" for fact in found.facts) is told
