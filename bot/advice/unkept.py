"""Unkept: while the record can be read and not written to, a question is answered from it at once;
nothing of it is kept.
"""

from collections.abc import Callable
from datetime import datetime

from bot.advice import asked, inform
from bot.advice.doors import Doors
from bot.advice.naming import moment_of
from bot.benefits.conversation import Commanded, Event, Posted, Sending
from bot.benefits.moments import in_full
from bot.errors import ReadOnlyError
from bot.ports import Chat

Keep = Callable[[str, Event], None]


class Unkept:
    """Keeps what people did, or answers what they asked where it cannot be kept. Anything else is
    refused as before: Slack tries again, or the person is told.
    """

    def __init__(self, keep: Keep, doors: Doors, chat: Chat, clock: Callable[[], datetime]) -> None:
        self._keep = keep
        self._doors = doors
        self._chat = chat
        self._clock = clock
        self._since: datetime | None = None

    def __call__(self, id: str, event: Event) -> None:
        """Raises ReadOnlyError for what is no question, and ChatError where Slack does not take
        the answer.
        """
        try:
            self._keep(id, event)
        except ReadOnlyError:
            self._since = self._since or self._clock()
            if not isinstance(event, Posted | Commanded) or not is_question(event):
                raise
            self._answer(event, id, self._since)
        else:
            self._since = None

    def _answer(self, question: Posted | Commanded, id: str, since: datetime) -> None:
        """Sent again by Slack, it is answered once."""
        sending = as_it_is(question, id, self._doors, self._clock(), since)
        if self._chat.find(question.workspace, sending) is None:
            self._chat.send(question.workspace, sending)


def is_question(event: Posted | Commanded) -> bool:
    """Whether it asks what improved, and wants nothing to be changed."""
    if isinstance(event, Commanded):
        return event.verb == "improved"
    return event.to_us and asked.asks_for_report(event.text)


def as_it_is(
    question: Posted | Commanded, id: str, doors: Doors, now: datetime, since: datetime
) -> Sending:
    """The answer from the record as it is, with since when nothing was added to it. Nothing can be
    pressed under it.
    """
    found = inform.told(question, id, doors, now)
    said = doors.voice.say("record_shut", when=in_full(since))
    post = found.post.model_copy(
        update={"lead": (*found.post.lead, moment_of(said, since)), "options": ()}
    )
    return found.model_copy(update={"post": post})
