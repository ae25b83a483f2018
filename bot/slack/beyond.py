"""What not every Slack takes: tried, and where it is refused for good, not tried again."""

import logging
from typing import Final

from bot.errors import ChatError
from bot.slack.lacking import NOT_THERE, UNKNOWN

log = logging.getLogger(__name__)

_FOR_GOOD: Final = frozenset(
    {
        *UNKNOWN,
        *NOT_THERE,
        "access_denied",
        "accesslimited",
        "deprecated_endpoint",
        "feature_not_enabled",
        "method_not_supported_for_channel_type",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_an_agent",
    }
)
"""Refusals that the next call of a method in a workspace would meet again."""


class Beyond:
    """Remembers, for as long as the process runs, which methods a workspace does not take."""

    def __init__(self) -> None:
        self._refused: set[tuple[str, str]] = set()

    def takes(self, workspace: str, method: str) -> bool:
        """Whether it is worth trying."""
        return (workspace, method) not in self._refused

    def refused(self, workspace: str, method: str, error: ChatError) -> bool:
        """It was not taken: whether no later call would be, and none is made."""
        is_for_good = error.detail in _FOR_GOOD
        if is_for_good:
            self._refused.add((workspace, method))
            log.info("%s is not taken (%s) and not tried again", method, error.detail)
        return is_for_good
