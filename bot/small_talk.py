"""Small talk: what was heard at the top of a channel and could be no update. Nobody who replies
there answers what we are yet to ask, and their words need not be read to know that.
"""

from bot.benefits.conversation import Posted

LAST = 2_000
"""Messages that are remembered, over all workspaces: by their ids, no word of them."""


class SmallTalk:
    """Known to this process alone, and to it only for a while: under what is not known here, a
    reply is read.
    """

    def __init__(self) -> None:
        self._heads: dict[tuple[str, str, str], None] = {}

    def heard(self, said: Posted) -> None:
        """It was looked at, and could be no update."""
        self._heads[said.workspace, said.channel, said.ts] = None
        if len(self._heads) > LAST:
            del self._heads[next(iter(self._heads))]

    def is_over(self, said: Posted) -> bool:
        """Whether a message is a reply to small talk."""
        head = said.thread
        return head is not None and (said.workspace, said.channel, head) in self._heads
