"""Whether a figure can show an outcome at all."""

import pytest

from bot.benefits.outcomes import activity, is_outcome, may_be_agreed


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("logins this week", None),
        ("log-ins", "logins"),
        ("active users", "users"),
        ("number of users", "users"),
        ("adoption rate", "%"),
        ("take-up of the portal", "%"),
        ("page views", "page views"),
        ("people trained", "people"),
        ("workflows automated", "workflows"),
        ("dashboards", "dashboards"),
        ("licences in use", "licences"),
        ("story points", "points"),
        ("the portal", "users"),
        ("staff on the new tool", "active users/week"),
    ],
)
def test_use_shows_no_outcome(name: str, unit: str | None) -> None:
    """However many log in, what the business does better is another figure."""
    assert activity(name, unit) == "adoption"
    assert not is_outcome(name, unit)


@pytest.mark.parametrize(
    "name",
    [
        "uptime",
        "system availability",
        "patches current",
        "API response time",
        "test coverage",
        "tickets within SLA",
        "backups",
        "p95 of the search",
    ],
)
def test_a_technical_state_shows_no_outcome(name: str) -> None:
    """What runs well may still improve nothing."""
    assert activity(name) == "technical_health"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("quote-to-cash", "days"),
        ("user complaints", "complaints"),
        ("time users wait", "minutes"),
        ("user satisfaction", "%"),
        ("conversion of visits", "%"),
        ("cost per user", "GBP"),
        ("churn", "users"),
        ("claims settled within SLA", "%"),
        ("appointment availability", "%"),
        ("hours lost to downtime", "hours"),
        ("logins to abandoned baskets", None),
        ("licence spend", "GBP"),
        ("licences", "GBP"),
        ("crash-free matches", "%"),
        ("crash-free sessions", "%"),
        ("cancelled visits", "visits"),
        ("overdue registrations", "registrations"),
        ("enrolment time", "days"),
        ("theatre utilisation", "%"),
        ("empty seats", "seats"),
        ("", None),
        ("🎉", ""),
    ],
)
def test_what_the_business_does_better_can_be_an_outcome(name: str, unit: str | None) -> None:
    """What users wait, pay or complain about is one, though they are users."""
    assert is_outcome(name, unit)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("counselling sessions held", True),
        ("page load time", True),
        ("school visits", True),
        ("backlog", True),
        ("log-ins", False),
        ("uptime", False),
        ("take-up", False),
    ],
)
def test_what_people_agreed_on_may_be_an_outcome_though_it_counts_like_use(
    name: str, may: bool
) -> None:
    """Where sessions are what is sold, or a load time is what people wait for."""
    assert may_be_agreed(name) is may
