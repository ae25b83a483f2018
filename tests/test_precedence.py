"""Answering comes first, and holds nothing up for long."""

from contextlib import ExitStack

import pytest

from bot.precedence import HOLDS, LONGEST, PAUSE, QUIET, Precedence

MOST = LONGEST / PAUSE
"""So often somebody gives way, one pause after the other."""


class Hand:
    """A clock that goes on only while somebody gives way; what happens then is told in advance."""

    def __init__(self, *happens: object) -> None:
        self.now = 100.0
        self.waited = 0
        self.happens = list(happens)

    def sleep(self, seconds: float) -> None:
        """Give way once."""
        self.now += seconds + 1e-9
        self.waited += 1
        if self.happens and callable(then := self.happens.pop(0)):
            then()


class Again:
    """Somebody asks before the one before is answered."""

    def __init__(self, first: Precedence) -> None:
        self.first = first
        self.open = ExitStack()

    def __call__(self) -> None:
        """Once."""
        before, self.open = self.open, ExitStack()
        self.open.enter_context(self.first.answering())
        before.close()


def test_nobody_gives_way_where_nobody_asks() -> None:
    """Work begins at once."""
    hand = Hand()
    Precedence(lambda: hand.now, hand.sleep).give_way()
    assert not hand.waited


def test_work_waits_until_what_is_in_hand_is_answered_and_nothing_follows_at_once() -> None:
    """Whoever asks again within a moment goes first too."""
    hand = Hand()
    first = Precedence(lambda: hand.now, hand.sleep)
    one, two = first.answering(), first.answering()
    one.__enter__()
    hand.happens = [None, lambda: one.__exit__(None, None, None), two.__enter__]
    hand.happens += [lambda: two.__exit__(None, None, None)]
    first.give_way()
    assert hand.waited == 5


def test_a_rush_without_a_pause_holds_work_up_for_a_while_and_no_longer() -> None:
    """What is asked all the time shares with the work that waits."""
    hand = Hand()
    first = Precedence(lambda: hand.now, hand.sleep)
    asks = Again(first)
    for waited in (MOST, 2 * MOST):
        asks()
        hand.happens = [asks] * 2_000
        first.give_way()
        assert abs(hand.waited - waited) <= 2
        first.give_way()
        assert abs(hand.waited - waited) <= 2
        asks.open.close()
        hand.now += 2 * QUIET


def test_who_waits_for_slack_holds_nothing_up() -> None:
    """A form that takes seconds to open is in hand for a moment only."""
    hand = Hand()
    first = Precedence(lambda: hand.now, hand.sleep)
    with first.answering():
        first.give_way()
    assert abs(hand.waited - HOLDS / PAUSE) <= 1


def test_what_fails_is_not_in_hand_any_more() -> None:
    """An error of one request holds nothing up."""
    hand = Hand()
    first = Precedence(lambda: hand.now, hand.sleep)
    try:
        with first.answering():
            raise ValueError
    except ValueError:
        first.give_way()
    assert hand.waited <= 2


@pytest.mark.parametrize("every", [0.0033, 0.005, 0.01, 0.0215])
def test_requests_that_come_on_and_on_hold_work_up_no_longer_than_a_rush(every: float) -> None:
    """However they fall between the looks of who waits: he is let go on within ten seconds, and
    after that each piece of work is, until it was quiet.
    """
    hand = Hand()
    first = Precedence(lambda: hand.now, hand.sleep)
    asked = [0.0]

    def until_now() -> None:
        hand.happens = [until_now]
        while asked[-1] + every <= hand.now - 100.0:
            asked.append(asked[-1] + every)
            there, hand.now = hand.now, 100.0 + asked[-1]
            with first.answering():
                hand.now += 0.001
            hand.now = max(there, hand.now)

    until_now()
    done = 0
    while hand.now < 160.0:
        first.give_way()
        hand.now += 0.01
        until_now()
        done += 1
    assert done > 1_000
