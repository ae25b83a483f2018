"""Deeds and automatic steps told in few words, as posts tell them."""

import pytest

from bot.benefits.reading import Kind, Said
from bot.reading import rules, verdict
from bot.reading.explained import explained
from bot.reading.letters import Letters
from bot.reading.mood import is_ordered
from bot.reading.scoring import Bounds, Head, delivered


def made(text: str) -> set[Kind]:
    return {claim.kind for claim in rules.find(Said(text=text)).claims if claim.is_made}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("New visitor form is up", "milestone"),
        ("Label printers swapped in both halls", "milestone"),
        ("cutover done, old gateway off", "milestone"),
        ("Ward 3: racks fitted, handhelds paired", "milestone"),
        ("second wave handed out in Cork yesterday", "milestone"),
        ("we're off the spreadsheets", "milestone"),
        ("Phase 2 of the lockers ✅", "milestone"),
        (":white_check_mark: the kiosk in the lobby", "milestone"),
        ("expense slips post themselves at night", "automation"),
        ("Nobody has to retype the picking list", "automation"),
        ("orders go straight through to the mill", "automation"),
        ("permits renew on their own now", "automation"),
        ("the nightly script matches card payments", "automation"),
    ],
)
def test_a_deed_needs_no_auxiliary(text: str, kind: Kind) -> None:
    """A thing and its state side by side, a tick, a step that needs nobody."""
    assert kind in made(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok done",
        "training room is set up for tomorrow",
        "I'm done for today",
        "we should get the scanners swapped",
        "can the old server be switched off",
        "the kiosk is out of order",
        "invoices will post themselves one day",
        "if the form is up by then",
        "the demo is off",
    ],
)
def test_what_is_not_done_or_no_work_is_no_deed(text: str) -> None:
    """Wishes, plans, tickets, rooms and people's own day."""
    assert not made(text) & {"milestone", "automation"}


@pytest.mark.parametrize(
    "text",
    [
        "build 1190 passed on main",
        "[FIRING:2] disk usage above 90% on backup-02",
        "ticket 5521 closed: printer replaced",
        "PR #771 merged by kofi",
        "job nightly-ledger finished in 00:14:22 with 0 warnings",
        "Resolved: payment timeouts, 14:02 to 14:31",
    ],
)
def test_a_robot_is_not_read(text: str) -> None:
    """However sure the head would be."""
    kept = delivered()
    sure = Head(kept.names, kept.weights, kept.bias, kept.bounds, Letters(kept.letters.weights, 99))
    assert not verdict.reading(rules.find(Said(text=text)), sure, text, None).is_update


def test_a_name_that_begins_with_an_order_is_none() -> None:
    """ "Build-to-release time" names a measure, "Build the portal" a task."""
    assert not is_ordered("Build-to-release time is 4 hours")
    assert is_ordered("Build the portal")


def test_a_figure_plays_one_part() -> None:
    """What the head adds takes no figure that another slot has."""
    text = "Call waits: 7 minutes."
    kept = delivered()
    sure = dict.fromkeys(("is_update", "baseline", "current", "target"), Bounds(0.0, 0.0))
    head = Head(kept.names, kept.weights, kept.bias, {**kept.bounds, **sure}, kept.letters)
    facts = verdict.reading(rules.find(Said(text=text)), head, text, None).facts
    numbers = [fact.value for fact in facts if fact.value is not None]
    assert len(numbers) <= 1, explained(text)
