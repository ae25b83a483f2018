"""Readers: how whoever reads a message of ours writes numbers, in the languages Slack tells."""

from collections.abc import Callable

from bot.benefits.conversation import Post, Sending
from bot.benefits.home import Home
from bot.benefits.numbered import numbered_home, numbered_post
from bot.benefits.numerals import ENGLISH, STYLES, Style, WrittenAs, style_of
from bot.errors import WhatImprovedError
from bot.slack.fitting import person

Agreed = Callable[[str], WrittenAs | None]
"""How a workspace wants numbers written for everybody; None where as each reader writes them."""

Locale = Callable[[str, str], str | None]
"""The locale of a person or of a conversation, by workspace and id, as far as Slack tells."""


def nobody_tells(_workspace: str, _id: str = "") -> None:
    """Neither a workspace's wish nor a locale."""


class Readers:
    """Writes the numbers of what goes out. Never fails: in doubt they are written as in English."""

    def __init__(self, agreed: Agreed = nobody_tells, locale: Locale = nobody_tells) -> None:
        self._agreed = agreed
        self._locale = locale

    def post(self, workspace: str, sending: Sending, post: Post) -> Post:
        """For one person's eyes as they write, else as the conversation does it stands in."""
        _, _, alone = (sending.reply_to or "").rpartition("#")
        reader = sending.user or (person(alone) if not sending.in_channel else None)
        return numbered_post(post, self._style(workspace, reader or sending.channel))

    def post_for(self, workspace: str, user: str, post: Post) -> Post:
        """The same of what one person reads in a form."""
        return numbered_post(post, self._style(workspace, user))

    def home(self, workspace: str, user: str, home: Home) -> Home:
        """The same of their Home."""
        return numbered_home(home, self._style(workspace, user))

    def _style(self, workspace: str, reader: str) -> Style:
        try:
            agreed = self._agreed(workspace)
            return STYLES[agreed] if agreed else style_of(self._locale(workspace, reader))
        except WhatImprovedError:
            return ENGLISH
