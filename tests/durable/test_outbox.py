"""What the outbox does when Slack does not take a post."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.benefits.conversation import Sending
from bot.durable.outbox import AFTER_SILENCE, REPLIES_TRIED, deliver
from bot.errors import ChatError, RateLimitedError
from tests.builders import NOON, WORKSPACE, a_sending


class Refusing:
    """A chat that takes nothing."""

    def __init__(self, error: ChatError) -> None:
        self._error = error

    def send(self, workspace: str, sending: Sending) -> str | None:
        raise self._error

    def find(self, workspace: str, sending: Sending) -> str | None:
        return None


class OnePost:
    """A queue of one post that was begun some times before; remembers what became of it."""

    def __init__(self, sending: Sending, before: int = 0) -> None:
        self._sending = sending
        self._before = before
        self.ended = False
        self.retry_at: datetime | None = None

    def claim(self, *_: Any) -> tuple[str, Sending, int]:
        return WORKSPACE, self._sending, self._before

    def posted(self, key: str, ts: str | None, now: datetime) -> None:
        self.ended = True

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        self.retry_at = retry_at


def tried(error: ChatError, sending: Sending, before: int = 0) -> OnePost:
    """A post that Slack refused with this error."""
    queue = OnePost(sending, before)
    deliver(queue, sending.key, Refusing(error), lambda: NOON)  # type: ignore[arg-type]
    return queue


REPLY = a_sending(way="reply", reply_to="https://hooks.slack.com/x")


@pytest.mark.parametrize("code", ["invalid_response_url", "message_not_found", "http_404"])
def test_words_to_a_place_that_is_none_are_given_up(code: str) -> None:
    """No later try changes it, and a log full of them hides what matters."""
    assert tried(ChatError(code), REPLY).ended


def test_words_for_one_person_end_when_their_address_does() -> None:
    """Slack's address is good for half an hour."""
    gone = ChatError("unreachable: URLError")
    assert tried(gone, REPLY, REPLIES_TRIED - 2).retry_at is not None
    assert tried(gone, REPLY, REPLIES_TRIED - 1).ended


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "http_503", "http_404"])
def test_a_post_is_kept_for_better_times(code: str) -> None:
    """Somebody may let us in again: what people are to be asked is not given up."""
    queue = tried(ChatError(code), a_sending(), 50)
    assert not queue.ended
    assert queue.retry_at is not None


def test_slack_says_when_to_come_back() -> None:
    """And that is when."""
    queue = tried(RateLimitedError("ratelimited", 7.0), REPLY, 0)
    assert queue.retry_at == NOON + timedelta(seconds=7)


def test_what_may_yet_arrive_is_not_sent_again_at_once() -> None:
    """A call that was not answered in time may be done later: only then is its post found."""
    queue = tried(ChatError("unreachable: TimeoutError"), a_sending())
    assert queue.retry_at == NOON + timedelta(seconds=AFTER_SILENCE)
