"""What a translation forum asks next follows from what was answered before."""

from datetime import timedelta

from bot.benefits.entries import Entry
from bot.benefits.practices import forum
from bot.benefits.practices.forum import QUESTIONS
from tests.builders import CHANNEL, NOON, PERSON

MONTH = timedelta(days=30)


def said(what: str, about: str, months: int = 0, hours: int = 0) -> Entry:
    at = NOON + MONTH * months + timedelta(hours=hours)
    return Entry(
        id=f"{what}:{about}:{hours}",
        investment="i1",
        practice="forum",
        what=what,
        about=about,
        author=PERSON,
        said_at=at,
        recorded_by=PERSON,
        recorded_at=at,
        channel=CHANNEL,
    )


def a_round(number: int, *answered: str, asked: tuple[str, ...] = QUESTIONS) -> list[Entry]:
    """The entries of a round that began so many months after the first."""
    put = [said("asked", forum.about(f"r{number}", one), number) for one in asked]
    given = [said("answer", forum.about(f"r{number}", one), number, 1) for one in answered]
    return [*put, *given]


def test_the_first_round_asks_three_questions_of_each_side() -> None:
    """In the order of the article: IT first."""
    assert forum.to_ask([], ()) == QUESTIONS
    assert [forum.side_of(one) for one in QUESTIONS] == ["it"] * 3 + ["business"] * 3


def test_what_was_answered_is_not_asked_twice_unless_there_is_news() -> None:
    """What stays open is carried into the next round, whatever the order of arrival."""
    entries = a_round(0, "it_income", "business_case")
    [first] = forum.rounds_of(reversed(entries))
    assert first.open == ("it_hours", "it_unaided", "business_detours", "business_success")
    assert forum.to_ask([first], ()) == first.open
    assert forum.to_ask([first], {"it_income"})[0] == "it_income"
    assert first.number("business_detours") == "5"
    assert first.number("unheard_of") == ""


def test_nothing_open_and_nothing_new_asks_nothing() -> None:
    """Then there is no thread."""
    assert forum.to_ask(forum.rounds_of(a_round(0, *QUESTIONS)), ()) == ()


def test_where_nobody_answers_less_is_asked_and_less_often() -> None:
    """After two rounds in a row, one question a side, that with news first; once somebody answers
    it is as before."""
    silent = forum.rounds_of([*a_round(0), *a_round(1)])
    assert forum.is_tired(silent)
    assert forum.to_ask(silent, {"business_success"}) == ("it_income", "business_success")
    first, second = (forum.rounds_of(one) for one in (a_round(0), [*a_round(0), *a_round(1)]))
    wait = forum.next_round(first, "monthly", NOON)
    longer = forum.next_round(second, "monthly", NOON)
    assert wait
    assert longer
    assert longer - second[-1].at > wait - first[-1].at
    woken = forum.rounds_of([*a_round(0), *a_round(1), *a_round(2, "it_hours")])
    assert not forum.is_tired(woken)


def test_a_round_is_open_for_a_week_and_ends_where_it_is_closed() -> None:
    """A rhythm tells when the next one is due, and none is where none is wanted."""
    [one] = forum.rounds_of(a_round(0))
    assert one.is_open_at(NOON + timedelta(days=6))
    assert not one.is_open_at(NOON + timedelta(days=7))
    [closed] = forum.rounds_of([*a_round(0), said("closed", "r0", 0, 2)])
    assert not closed.is_open_at(NOON)
    assert forum.next_round([], "monthly", NOON) == NOON
    assert forum.next_round([one], "off", NOON) is None
    quarterly = forum.next_round([one], "quarterly", NOON)
    assert quarterly is not None
    assert quarterly.month == (NOON.month + 2) % 12 + 1
