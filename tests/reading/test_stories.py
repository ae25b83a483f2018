"""The product's own story, read."""

from datetime import UTC, date, datetime

from bot.benefits.reading import AnswerContext, Reading, Said
from bot.reading.local import LocalReader

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)
GO_LIVE = (
    "CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated, "
    "Power BI dashboards out."
)
REPLY = (
    "about 14 days in Q1, per Finance's Salesforce report. The head of sales operations owns it."
)
MEASURED = "Quote-to-cash is 9 days now <https://reports.example.com/q2c|link>"


def read(text: str) -> Reading:
    return LocalReader().read(Said(text=text, at=AT))


def test_a_go_live_names_each_kind_of_delivery_with_its_own_words() -> None:
    """Four signals in one message are four claims, each quoting its own part."""
    reading = read(GO_LIVE)
    quotes = {claim.kind: claim.quote for claim in reading.claims}
    assert reading.is_update
    assert quotes == {
        "milestone": "CRM phase 2 is live",
        "adoption": "340 people logged in this week",
        "automation": "12 workflows automated",
        "reporting": "Power BI dashboards out",
    }


def test_counts_of_use_and_output_are_no_figures() -> None:
    """People who logged in and workflows automated measure nothing the business does better."""
    reading = read(GO_LIVE)
    assert not reading.made("outcome")
    assert not any(reading.of(slot) for slot in ("baseline", "current", "target"))
    assert reading.measures == ()


def test_a_reply_yields_baseline_source_and_owner() -> None:
    """One reply fills what was asked, and what was not asked but said."""
    context = AnswerContext(
        asked="baseline", measure="quote-to-cash", unit="days", today=date(2026, 4, 20)
    )
    answer = LocalReader().answer(REPLY, context)
    facts = {fact.slot: fact for fact in answer.facts}
    assert answer.kind == "answer"
    assert facts["baseline"].as_json() == {
        "slot": "baseline",
        "value": 14,
        "approx": True,
        "unit": "days",
        "as_of": "2026-Q1",
        "measure": "quote-to-cash",
        "quote": "about 14 days in Q1",
        "start": 0,
        "end": 19,
    }
    assert facts["evidence"].ref == "Finance's Salesforce report"
    assert facts["owner"].person == "head of sales operations"


def test_a_later_figure_is_current_and_its_link_is_evidence() -> None:
    """A level with "now" takes the day of the message; the link beside it shows it."""
    reading = read(MEASURED)
    (current,), (evidence,) = reading.of("current"), reading.of("evidence")
    assert (current.value, current.unit, current.measure) == (9, "days", "quote-to-cash")
    assert current.as_of == "2026-04-20"
    assert evidence.ref == "https://reports.example.com/q2c"
    assert reading.of("baseline") == ()
    assert reading.made("outcome")


def test_the_measures_sum_up_the_facts() -> None:
    """`measures` repeats what the facts hold, and says which way is better."""
    (measure,) = read(MEASURED).measures
    assert (measure.metric, measure.current, measure.unit) == ("quote-to-cash", 9, "days")
    assert measure.better == "lower"


def test_a_technical_report_is_technical_health() -> None:
    """Uptime, patches and SLA tell how the machine is, not what the business can do."""
    reading = read("Uptime 99.97%, all patches current, tickets within SLA.")
    assert reading.is_update
    assert reading.deliveries == ("technical_health",)
    assert not reading.made("outcome")
