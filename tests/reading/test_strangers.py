"""What people we never met write: one table of texts, and what each of them states."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext, Known, Said
from bot.reading import slips
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
LIVE = date(2026, 3, 2)
WASH = Known(name="wash time", unit="minutes", go_live=LIVE)
FULL = Known(name="on-shelf share", unit="%", go_live=LIVE)
LOST = Known(name="lost crates", unit="units/week", go_live=LIVE)
SPEND = Known(name="soap spend", unit="EUR/month", go_live=LIVE)
FALLS = Known(name="yard falls", unit="falls/month", go_live=LIVE)
ALL = (WASH, FULL, LOST, SPEND, FALLS)


def facts(text: str, *known: Known) -> tuple[Fact, ...]:
    return READER.read(Said(text=text, at=AT, known=known)).facts


def levels(text: str, *known: Known) -> list[tuple[object, ...]]:
    """Slot, value or change, unit and time of every figure."""
    return [
        (
            one.slot,
            one.value if one.change is None else one.change,
            one.unit or one.change_unit,
            one.as_of or one.by,
        )
        for one in facts(text, *known)
        if one.slot in LEVELS
    ]


DAY = "2026-05-20"
STATED: dict[str, list[tuple[object, ...]]] = {
    # what is intended starts from a level, and a target that is moved from another target
    "We want to get wash time down from 40 minutes to 25 by August.": [
        ("baseline", 40, "minutes", None),
        ("target", 25, "minutes", "2026-08"),
    ],
    "By August wash time should go from 40 to 25 minutes": [
        ("baseline", 40, "minutes", None),
        ("target", 25, "minutes", "2026-08"),
    ],
    "Goal is to cut wash time from 40 minutes to 25.": [
        ("baseline", 40, "minutes", None),
        ("target", 25, "minutes", None),
    ],
    "We raised the target for on-shelf share from 70% to 75%.": [("target", 75, "%", None)],
    "Wash time should now reach 25 minutes by October instead of June.": [
        ("target", 25, "minutes", "2026-10")
    ],
    "Wash time should be 25 minutes by October instead of 20.": [
        ("target", 25, "minutes", "2026-10")
    ],
    "The wash time target of 25 minutes moves from June to October.": [
        ("target", 25, "minutes", "2026-10")
    ],
    # a period of another figure
    "April figures are in: wash time is 31 minutes, down from 40": [
        ("current", 31, "minutes", "2026-04"),
        ("baseline", 40, "minutes", None),
    ],
    "Wash time is 31 minutes now <https://example.com/x|bay log April>": [
        ("current", 31, "minutes", DAY)
    ],
    # how far it is from another level is none
    "On-shelf share is 4% better than in January.": [],
    # the verb first, in units of any kind
    "Before the scanners we wrote off 60 lost crates a week in December.": [
        ("baseline", 60, "units/week", "2025-12")
    ],
    "Lost crates were 60 crates a week in December.": [("baseline", 60, "units/week", "2025-12")],
    "The scanners are live, all five yards count with them.": [],
    # the sum of one month is a month's, in whatever order period and figure stand
    "Soap spend: Jan €48k, Apr €41k": [
        ("baseline", 48_000, "EUR/month", "2026-01"),
        ("current", 41_000, "EUR/month", "2026-04"),
    ],
    "Soap spend was €10k a week in April": [("current", 10_000, "EUR/week", "2026-04")],
    # a change that opens the sentence, with no comma
    "Before the new nozzles wash time was 40 minutes in January.": [
        ("baseline", 40, "minutes", "2026-01")
    ],
    # what somebody is about to say is no intention of theirs
    "I will tell the board that wash time stood at 40 minutes before and is 31 minutes now.": [
        ("baseline", 40, "minutes", None),
        ("current", 31, "minutes", DAY),
    ],
    # what people are after, of the measure just spoken of
    "Tom Hill owns wash time. We're after 25 minutes by August.": [
        ("target", 25, "minutes", "2026-08")
    ],
    # said otherwise in the same breath
    "Wash time was 40 minutes last autumn, I mean Q4 2025.": [
        ("baseline", 40, "minutes", "2025-Q4")
    ],
    "Last quarter wash time averaged 31 minutes.": [("current", 31, "minutes", "2026-Q1")],
    # the year a change is told on is not the one it was reached in
    "On-shelf share is up 6% on last year.": [("current", 6, "%", DAY)],
    "Soap spend was €41k a month in April, so the new pump saved us €7k a month.": [
        ("current", 41_000, "EUR/month", "2026-04"),
        ("current", -7_000, "EUR/month", "2026-04"),
    ],
    # when people meet
    "Stand-up is at 10 tomorrow instead of 9, room Severn": [],
    # the years of a school, and where something is live
    "Scanners went live for years 3 to 6.": [],
    # a rate behind the name, a target with its verb cut short
    "In April we had 31 lost crates a week.": [("current", 31, "units/week", "2026-04")],
    "Target's 20 lost crates a week by July.": [("target", 20, "units/week", "2026-07")],
    # who plans has no plan
    "All nine yards plan in the new tool as of Monday.": [],
    # written in a hurry
    "wsh time 31 mins in April": [("current", 31, "minutes", "2026-04")],
    # hours of the day, people who did something, scope: no figures
    "Two yards finished the trial last week and everybody was trained.": [],
    "Three yards signed off the layout yesterday.": [],
    "All 14 yards are live, 96% of washes are now booked in the app.": [],
    "We plan to roll out the scanners to all 14 yards this summer.": [],
}


@pytest.mark.parametrize(("text", "stated"), STATED.items())
def test_a_text_states_its_figures_and_no_others(
    text: str, stated: list[tuple[object, ...]]
) -> None:
    """In the light of the measures on record."""
    assert levels(text, *ALL) == stated


SOURCES = {
    "Wash time was 31 minutes in April, duty board.": ["duty board"],
    "Wash time was 31 minutes in April (yard calendar)": ["yard calendar"],
    "Wash time was 31 minutes in April, Tom's notebook": ["Tom's notebook"],
    "Wash time was 31 minutes in April, same bay survey.": ["bay survey"],
    "Wash time was 31 minutes in April according to the bay survey (n=40).": ["bay survey"],
    "Wash time was 31 minutes in April, that is the bay log figure": ["bay log"],
    "Wash time was 31 minutes in April, bay stats: https://example.com/x": [
        "bay stats",
        "https://example.com/x",
    ],
    "Wash time is 31 minutes now <https://example.com/x|bay stats>": [
        "bay stats",
        "https://example.com/x",
    ],
    "Wash time was 31 minutes in April. Source is the yard system.": ["yard system"],
    "Wash time was 31 minutes in April, new scanners": [],
    "Wash time was 31 minutes in April, from the tribunal return.": ["tribunal return"],
    "Wash time was 31 minutes in April - bay log": ["bay log"],
    "Wash time was 31 minutes in April <https://example.com/x|bay log>.": [
        "bay log",
        "https://example.com/x",
    ],
    "My numbers say wash time was 31 minutes in April, yard diary": ["yard diary"],
}


@pytest.mark.parametrize(("text", "refs"), SOURCES.items())
def test_a_figure_names_its_source_once(text: str, refs: list[str]) -> None:
    """By what people keep, as they call it; the words of a link tell which report it is."""
    found = [one.ref or "" for one in facts(text, *ALL) if one.slot == "evidence"]
    assert sorted(found) == sorted(refs)


OWNERS: dict[str, list[tuple[str, str | None]]] = {
    "On the owner: it's Tom Hill, not me, who owns wash time.": [("Tom Hill", "wash time")],
    "Tom, you own wash time from now on.": [("Tom", "wash time")],
    "Ada Low has agreed to own soap spend.": [("Ada Low", "soap spend")],
    "<@U012AB3CD> wash time is yours": [("<@U012AB3CD>", "wash time")],
    "Wash time is owned by Tom Hill, on-shelf share by Ada Low.": [
        ("Tom Hill", "wash time"),
        ("Ada Low", "on-shelf share"),
    ],
    "Owners: Tom Hill for wash time, Ada Low for on-shelf share.": [
        ("Tom Hill", "wash time"),
        ("Ada Low", "on-shelf share"),
    ],
    "Owners are Tom Hill and Ada Low.": [("Tom Hill and Ada Low", None)],
    "Who owns wash time? I'd say Tom Hill owns it.": [("Tom Hill", "wash time")],
    "Who owns wash time? Does Tom Hill own it?": [],
    "Wash time is owned jointly by Tom Hill and Ada Low.": [("Tom Hill and Ada Low", None)],
}


@pytest.mark.parametrize(("text", "owners"), OWNERS.items())
def test_who_owns_it_may_be_told_to_their_face_or_in_a_row(
    text: str, owners: list[tuple[str, str | None]]
) -> None:
    """Each person with the measure said beside them."""
    found = [(one.person, one.measure) for one in facts(text, *ALL) if one.slot == "owner"]
    assert found == owners


def test_part_of_the_whole_may_open_the_statement() -> None:
    """ "Bristol only: ..." holds for Bristol; a month is no part."""
    texts = (
        "Bristol only: wash time was 31 minutes in April.",
        "April's wash time was 31 minutes.",
    )
    found = [one.segment for text in texts for one in facts(text, WASH) if one.slot in LEVELS]
    assert found == ["Bristol", None]


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "Scrap was 4% of sheets in April.": "scrap",
        "Since the new rota overtime cost is 4,100 euros a month.": "overtime cost",
        "After the go-live wash time was 31 minutes in April.": "wash time",
    }.items(),
)
def test_a_figure_is_called_by_what_it_is_of(text: str, name: str) -> None:
    """Not by what it is a share of, nor by the change that opens the sentence."""
    assert [one.measure for one in facts(text) if one.slot in LEVELS] == [name]


REPLIES = {
    ("Not before August", "timeframe"): ("deflection", []),
    ("That is 4% better than January, well done", "evidence"): ("deflection", []),
    ("Tom, this one is yours.", "owner"): ("answer", ["Tom"]),
    ("31 minutes in April, that is the bay log figure", "current"): ("answer", ["bay log"]),
}


@pytest.mark.parametrize(("said", "found"), REPLIES.items())
def test_a_reply_is_taken_for_what_it_is(
    said: tuple[str, str], found: tuple[str, list[str]]
) -> None:
    """A day to wait for is no period, a pronoun no source, a name that is called an owner."""
    text, asked = said
    context = AnswerContext(asked=asked, measure="wash time", unit="minutes", today=AT.date())
    read = READER.answer(text, context)
    named = [one.person or one.ref for one in read.facts if one.person or one.ref]
    assert (read.kind, named) == found


@pytest.mark.parametrize(
    ("written", "meant", "is_slip"),
    [
        ("trunaround", "turnaround", True),
        ("dispach", "dispatch", True),
        ("chk", "check", True),
        ("filling", "billing", False),
        ("border", "order", False),
        ("complaint", "complain", False),
        ("time", "times", False),
        ("", "order", False),
    ],
)
def test_a_slip_is_no_other_word(written: str, meant: str, is_slip: bool) -> None:
    """Letters swapped, left out or doubled; one is never taken for another."""
    assert slips.is_slip(written, meant) is is_slip
