"""What the outbox does when Slack does not take a post."""

from datetime import datetime, timedelta

import pytest

from bot.benefits.conversation import Sending
from bot.durable.outbox import AFTER_SILENCE, REPLIES_TRIED, deliver
from bot.errors import ChatError, RateLimitedError
from bot.ports import Taken
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
    """A queue of one post; remembers what became of it."""

    def __init__(self) -> None:
        self.ended = False
        self.retry_at: datetime | None = None
        self.limits: list[bool] = []
        self.parks: list[tuple[str, bool]] = []

    def posted(self, key: str, ts: str | None, now: datetime) -> None:
        self.ended = True

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        self.retry_at = retry_at

    def limited(self, key: str, now: datetime, until: datetime, everywhere: bool) -> None:
        self.retry_at = until
        self.limits.append(everywhere)

    def park(self, key: str, error: str, now: datetime, everywhere: bool) -> None:
        self.parks.append((error, everywhere))


def tried(error: ChatError, sending: Sending, before: int = 0) -> OnePost:
    """A post that was tried some times before and that Slack refused with this error."""
    queue = OnePost()
    post = Taken(sending.key, WORKSPACE, sending, before, NOON)
    deliver(queue, post, Refusing(error), lambda: NOON)  # type: ignore[arg-type]
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


@pytest.mark.parametrize("code", ["invalid_blocks", "http_503", "http_404"])
def test_a_post_is_kept_for_better_times(code: str) -> None:
    """What people are to be asked is not given up."""
    queue = tried(ChatError(code), a_sending(), 50)
    assert not queue.ended
    assert queue.retry_at is not None


def test_slack_says_when_to_come_back() -> None:
    """And that is when."""
    queue = tried(RateLimitedError("ratelimited", 7.0), REPLY, 0)
    assert (queue.retry_at, queue.limits) == (NOON + timedelta(seconds=7), [False])
    assert tried(RateLimitedError("message_limit_exceeded", 7.0), a_sending()).limits == [True]


@pytest.mark.parametrize(
    ("code", "everywhere"),
    [
        ("channel_not_found", False),
        ("is_archived", False),
        ("restricted_action_read_only_channel", False),
        ("token_revoked", True),
        ("team_access_not_granted", True),
        ("ekm_access_denied", True),
    ],
)
def test_a_channel_that_cannot_be_written_to_is_tried_no_more(code: str, everywhere: bool) -> None:
    """Somebody has to let us in again first; an answer to one person has its own address."""
    assert tried(ChatError(code), a_sending()).parks == [(code, everywhere)]
    assert tried(ChatError(code), REPLY).parks == []


@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("restricted_action_thread_locked", a_sending(thread="1.2")),
        ("restricted_action_non_threadable_channel", a_sending(thread="1.2")),
        ("cannot_reply_to_message", a_sending(thread="1.2")),
        ("restricted_action_thread_only_channel", a_sending(thread=None)),
        ("cant_update_message", a_sending(way="update", ts="1.2")),
        ("edit_window_closed", a_sending(way="update", ts="1.2")),
    ],
)
def test_what_cannot_be_said_in_this_one_place_keeps_nothing_else_waiting(
    code: str, sent: Sending
) -> None:
    """A locked thread, a message that takes no change: the rest of the channel is as it was."""
    queue = tried(ChatError(code), sent)
    assert (queue.ended, queue.parks) == (True, [])


def test_what_may_yet_arrive_is_not_sent_again_at_once() -> None:
    """A call that was not answered in time may be done later: only then is its post found."""
    queue = tried(ChatError("unreachable: TimeoutError"), a_sending())
    assert queue.retry_at == NOON + timedelta(seconds=AFTER_SILENCE)
