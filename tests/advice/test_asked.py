"""What a question is about: a name, an owner, a period, or everything."""

from datetime import date

import pytest

from bot.advice.asked import asked, asks_for_report, is_courtesy, named

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("<@UBOT> what improved on the CRM?", "CRM"),
        ("what has improved?", ""),
        ("What improved in claims handling?", "claims handling"),
        ("what improved this month?", ""),
        ("what has improved so far", ""),
        ("has anything improved since last quarter?", ""),
        ("what improved here?", ""),
        ("what improved on the CRM since March?", "CRM"),
        ("show improvements", ""),
        ("hello", ""),
    ],
)
def test_what_a_question_is_about(text: str, about: str) -> None:
    """Words of time and place are no name."""
    assert asked(text, TODAY).about == about


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what improved?", True),
        ("What got better on the CRM?", True),
        ("did anything improve", True),
        ("The CRM is live", False),
        ("", False),
        ("what " * 8_000, False),
    ],
)
def test_a_question_for_what_improved_is_known_from_an_update(text: str, asks: bool) -> None:
    """However long the message."""
    assert asks_for_report(text) is asks


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("since April", date(2026, 4, 1), None),
        ("since December", date(2025, 12, 1), None),
        ("since the beginning of March 2025", date(2025, 3, 1), None),
        ("since 3rd of March", date(2026, 3, 3), None),
        ("since March 3rd", date(2026, 3, 3), None),
        ("since 2026-Q1", date(2026, 1, 1), None),
        ("since Q4", date(2025, 10, 1), None),
        ("since 2026-05-04", date(2026, 5, 4), None),
        ("since last quarter", date(2026, 1, 1), None),
        ("since the week", date(2026, 6, 8), None),
        ("this quarter", date(2026, 4, 1), None),
        ("this week", date(2026, 6, 15), None),
        ("last week", date(2026, 6, 8), date(2026, 6, 14)),
        ("last month", date(2026, 5, 1), date(2026, 5, 31)),
        ("last day", date(2026, 6, 14), date(2026, 6, 14)),
        ("in the last 6 months", date(2025, 12, 15), None),
        ("over the past year", date(2025, 6, 15), None),
        ("the last 14 days", date(2026, 6, 1), None),
        ("in Q1 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("in may", date(2026, 5, 1), date(2026, 5, 31)),
        ("between January and March", date(2026, 1, 1), date(2026, 3, 31)),
        ("from 2025-11 to 2026-01", date(2025, 11, 1), date(2026, 1, 31)),
        ("year to date", date(2026, 1, 1), None),
        ("since 2026-02-30", None, None),
        ("since Smarch", None, None),
        ("since 31 September", None, None),
        ("between April and Smarch", None, None),
    ],
)
def test_a_period_is_told_by_its_first_and_last_day(
    words: str, since: date | None, until: date | None
) -> None:
    """Of periods without a year, the last one begun; what names no real day names none."""
    found = named(f"CRM {words}", TODAY)
    assert (found.since, found.until) == (since, until)
    assert bool(found.when) is (since is not None)
    assert (found.about == "CRM") is (since is not None)


@pytest.mark.parametrize(
    ("text", "owner", "about"),
    [
        ("what did Mei's measures improve?", "Mei", ""),
        ("what did Mei’s measures improve since April?", "Mei", ""),
        ("what improved for <@U1>'s measures", "<@U1>", ""),
        ("what improved for my measures?", "me", ""),
        ("what improved in the measures owned by the head of sales?", "the head of sales", ""),
        ("what did the CRM improve?", None, "CRM"),
        ("has the returns portal improved since go-live?", None, "returns portal"),
        ("has anything improved?", None, ""),
        ("what improved across the whole portfolio?", None, ""),
        ("what improved on May planner?", None, "May planner"),
    ],
)
def test_whose_measures_or_what_a_question_is_about(
    text: str, owner: str | None, about: str
) -> None:
    """An owner is told by what they own; everything else is a name."""
    found = asked(text, TODAY)
    assert (found.owner, found.about) == (owner, about)


@pytest.mark.parametrize(
    "odd", ["", " ", "🎉", "\x00", "<@U1", "?" * 40_000, "in the last " * 9_000]
)
def test_odd_words_name_nothing_that_breaks(odd: str) -> None:
    """Whatever is typed after the command."""
    assert named(odd, TODAY).since is None
    assert asked(f"what improved {odd}", TODAY).until is None


@pytest.mark.parametrize(
    ("text", "is_all"),
    [
        ("what improved across the portfolio?", True),
        ("what improved everywhere since April?", True),
        ("what improved in all our investments?", True),
        ("what improved across all projects this year?", True),
        ("what improved?", False),
        ("has anything improved?", False),
        ("what improved on the projects board?", False),
    ],
)
def test_the_whole_portfolio_is_asked_for_by_name(text: str, is_all: bool) -> None:
    """Asked in a channel with an investment, anything less is about that one."""
    assert asked(text, TODAY).is_all is is_all


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("<@U1> any improvement on quote-to-cash?", "quote-to-cash"),
        ("<@U1> is the CRM working?", "CRM"),
        ("<@U1> how are we doing", ""),
        ("<@U1> how is the returns portal coming along?", "returns portal"),
        ("<@U1> show me the benefits of CRM phase 2", "CRM phase 2"),
        ("what got worse?", ""),
        ("what's the status of the returns portal", "returns portal"),
        ("what did we get for the money?", ""),
        ("has quote to cash actually got any better since the CRM", "quote to cash"),
    ],
)
def test_people_ask_what_improved_in_many_ways(text: str, about: str) -> None:
    """Nobody has to know the magic words."""
    assert asks_for_report(text)
    assert asked(text, TODAY).about.startswith(about)
    assert about or not asked(text, TODAY).about


@pytest.mark.parametrize("text", ["thanks!", "<@U1> thank you so much :tada:", "ok"])
def test_thanks_need_no_answer(text: str) -> None:
    """A bot that answers thanks with its manual is muted."""
    assert is_courtesy(text)


def test_a_figure_said_with_thanks_is_more_than_a_courtesy() -> None:
    """Only a message of nothing else is passed over."""
    assert not is_courtesy("thanks, it is 9 days now")
