"""What failed again and again is left alone, and comes back."""

from bot.model.breaker import IN_A_ROW, LONGEST, SHORTEST, Breaker


class Seconds:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _opened(clock: Seconds) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(IN_A_ROW):
        assert breaker.may_ask()
        breaker.failed()
    return breaker


def test_after_failures_in_a_row_nobody_asks_until_it_has_rested() -> None:
    """Then one tries, and the others when that went well."""
    clock = Seconds()
    breaker = _opened(clock)
    assert not breaker.may_ask()
    clock.now += SHORTEST
    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.went_well()
    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]


def test_failures_that_are_not_in_a_row_count_from_the_start() -> None:
    """Now and then everything fails."""
    breaker = Breaker(Seconds())
    for _ in range(IN_A_ROW * 2):
        breaker.failed()
        breaker.went_well()
    assert breaker.may_ask()


def test_each_rest_is_longer_than_the_last_up_to_a_bound() -> None:
    """What is away for a day is asked now and then only; and back as soon as it is."""
    clock, rests = Seconds(), []
    breaker = _opened(clock)
    for _ in range(7):
        began = clock.now
        while not breaker.may_ask():
            clock.now += SHORTEST
        rests.append(clock.now - began)
        breaker.failed()
    assert rests == [30, 60, 120, 240, 480, LONGEST, LONGEST]


def test_a_rest_that_is_asked_for_begins_at_once_and_many_failures_make_one() -> None:
    """Ten who asked at the same moment are one reason to rest, not ten."""
    clock = Seconds()
    breaker = Breaker(clock)
    breaker.failed(rest=100)
    for _ in range(10):
        breaker.failed()
    clock.now = 99
    assert not breaker.may_ask()
    clock.now = 100
    assert breaker.may_ask()


def test_slow_answers_in_a_row_make_one_short_rest() -> None:
    """Those that were under way when it began do not end it, and it grows no longer."""
    clock = Seconds()
    breaker = Breaker(clock)
    for _ in range(3):
        for _ in range(IN_A_ROW):
            assert breaker.may_ask()
            breaker.answered_slowly()
        breaker.answered_slowly()
        clock.now += SHORTEST - 1
        assert not breaker.may_ask()
        clock.now += 1


def test_a_try_that_taught_nothing_leaves_the_next_one_to_another() -> None:
    """Nobody waits for somebody who did not ask after all, nor for ever for who never told."""
    clock = Seconds()
    breaker = _opened(clock)
    clock.now = SHORTEST
    assert breaker.may_ask()
    breaker.undecided()
    assert breaker.may_ask()
    assert not breaker.may_ask()
    clock.now += 120
    assert breaker.may_ask()
