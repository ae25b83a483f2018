"""What stands in the way is known by its kind, and only where it stands there now."""

from datetime import timedelta

import pytest

from bot.benefits.entries import Entry
from bot.benefits.practices.barriers import RESTS, heard, kind_of, names_one, register
from tests.builders import NOON, PERSON, a_fact, a_record


def an_entry(id: str = "b1", what: str = "workaround", **given: object) -> Entry:
    """A private list, told by U1 at noon."""
    usual: dict[str, object] = {
        "investment": "i1",
        "practice": "barriers",
        "text": "we keep our own list",
        "author": PERSON,
        "said_at": NOON,
        "recorded_by": PERSON,
        "recorded_at": NOON,
    }
    return Entry.model_validate({"id": id, "what": what} | usual | given)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Blocker: the night shift has no tablets", "the night shift has no tablets"),
        ("In our way: two forms for the same patient", "two forms for the same patient"),
        ("What's in our way: the old ledger is kept", "the old ledger is kept"),
        ("what still stands in our way - one laptop for two", "one laptop for two"),
        ("Our biggest hurdle: the council meets monthly", "the council meets monthly"),
        ("*Barrier:* the shop floor shares one login", "the shop floor shares one login"),
        (":warning: Barrier - the bank wants paper", "the bank wants paper"),
        ("Hi all. Holding us back: no interpreter", "no interpreter"),
        ("blocker for release 2.3: build is red", None),
        ("Blocker: build is red on main", None),
        ("Blocker: PROJ-123 is not merged", None),
        ("Barriers: nothing new", None),
        ("What is in our way?", None),
    ],
)
def test_what_somebody_calls_a_barrier_is_one_by_whatever_name(
    text: str, quote: str | None
) -> None:
    """But no talk of what breaks while software is made, and no word that there is none."""
    assert names_one(text) == (quote is not None)
    assert [one.quote for one in heard(text)] == ([quote] if quote else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is unclear who owns the price list", "unclear_ownership"),
        ("Nobody may decide on exceptions", "unclear_ownership"),
        ("Responsibility is split between IT and Sales", "split_accountability"),
        ("Regions still follow different processes", "inconsistent_process"),
        ("Not everyone in the team follows the new steps", "inconsistent_execution"),
        ("Invoices wait a week for a signature", "approval_delay"),
        ("We are waiting for approval from legal", "approval_delay"),
        ("The sales team is still keying every order twice into SAP", "duplicated_effort"),
        ("People don't trust the new figures", "distrusted_data"),
        ("Half of the orders come in with missing information", "missing_information"),
        ("Nobody knows where a case is", "poor_visibility"),
        ("We keep chasing colleagues for news", "chasing"),
        ("A third of the quotes come back because of typos", "rework"),
        ("Managers still use their own spreadsheets", "workaround"),
        ("We are blocked by the supplier's interface", "dependency"),
        ("Still waiting for sign-off, nothing moves", "approval_delay"),
        ("The coffee is cold", "other"),
    ],
)
def test_words_tell_the_kind(text: str, kind: str) -> None:
    """Each kind has words of its own, and a passage it rests on."""
    assert kind_of(text) == kind
    assert [one.kind for one in heard(text)] == ([] if kind == "other" else [kind])
    assert RESTS[kind_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The new form saves us from keying orders twice, without rework.",
        "We used to chase colleagues for news.",
        "Rework could become a risk.",
        "Are people still keying it twice?",
        "Phase 2 replaces the workarounds next month.",
        "340 people logged in this week, 12 workflows automated.",
        "No rework was needed this month.",
        "Rework halved since go-live.",
        "Chasing is down 40%.",
        "Nobody is waiting for approval.",
        "Nothing gets stuck waiting for approval.",
        "We automated the re-keying of claims.",
        "Chasing suppliers takes 2 hours where it took 6.",
        "Approval takes one day now, was five.",
        "The old way had people keying it twice.",
        "Every claim is keyed once now, it was keyed twice.",
        "Duplicate entry is history.",
        "> still keying it twice",
        "We got rid of the workaround with spreadsheets.",
        "Zero double entry this week.",
        "Approval delays: none.",
        "Blocked by nothing.",
        "Workaround documented and closed.",
        "Chasing rate 3% (target 5%).",
        "The report on rework is out.",
        "Training on the workaround is done.",
        "The team that chased invoices is now in Sales.",
        "Somebody wrote `still keying it twice` on the board.",
        "Love it when everything is keyed twice, said no one.",
    ],
)
def test_what_is_feared_avoided_or_past_is_no_barrier(text: str) -> None:
    """Only what stands in the way now is offered for the register."""
    assert heard(text) == []


def test_an_update_may_tell_several_each_with_its_words() -> None:
    """A kind at most once, in the words of the sentence it stands in."""
    found = heard(
        "CRM is live. Sales is still keying orders twice. Still keying it twice in Leeds, too! "
        "Managers keep their own spreadsheets; see v2.1 of the note."
    )
    assert [(one.kind, one.quote) for one in found] == [
        ("duplicated_effort", "Sales is still keying orders twice"),
        ("workaround", "Managers keep their own spreadsheets"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orders are no longer keyed twice since 3 March.", "duplicated_effort"),
        ("The workaround is gone since we connected the two.", "workaround"),
        ("We don't chase colleagues any more.", "chasing"),
    ],
)
def test_what_is_over_is_heard_as_over(text: str, kind: str) -> None:
    """It closes nothing by itself; who trusts something no more says that it stands there now."""
    assert [(one.kind, one.is_over) for one in heard(text)] == [(kind, True)]
    (doubted,) = heard("We don't trust the figures any more.")
    assert not doubted.is_over


def test_the_register_tells_open_and_closed_with_what_showed_it() -> None:
    """By the time they were told; a closing that was taken back closes nothing."""
    later = NOON + timedelta(days=3)
    closing = an_entry("c1", "closed", about="b1", text="the list is deleted", said_at=later)
    second = an_entry("b2", "chasing", said_at=NOON + timedelta(days=1))
    taken_back = an_entry("c2", "closed", about="b2", said_at=later)
    undone = an_entry("c3", "closed", supersedes="c2", withdraws=True, said_at=later)
    found = register([second, undone, closing, an_entry(), taken_back])
    assert [(one.id, one.closed.text if one.closed else None) for one in found] == [
        ("b1", "the list is deleted"),
        ("b2", None),
    ]


def test_who_did_not_wish_to_be_named_is_not() -> None:
    """What they told stands as feedback, with how often it happens."""
    unnamed = an_entry(author=None, recorded_by=None)
    often = an_entry("b9", "feedback", about="b1", text="daily", author=None, recorded_by=None)
    (found,) = register([unnamed, often])
    assert (found.author, found.is_named, found.is_feedback, found.often) == (
        None,
        False,
        True,
        "daily",
    )


def test_answers_to_a_question_are_in_the_register_too() -> None:
    """A fact of the ledger is a barrier like any other, and is closed like one."""
    fact = a_fact("barrier", None, "we chase colleagues", text="we chase colleagues")
    (found,) = register(
        [an_entry("c1", "closed", about="f1", text="a queue shows it")], [a_record("f1", fact)]
    )
    assert (found.kind, found.measure) == ("chasing", "m1")
    assert found.closed is not None
