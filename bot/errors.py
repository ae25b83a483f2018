"""Errors a person may meet. Each class's docstring is its message and says what to do."""

import inspect

UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Answers of Slack's own after which a message may stand all the same."""

_TELLS_NOTHING = UNCLEAR | {"ratelimited", "no_ts"}


class WhatImprovedError(Exception):
    """Something went wrong; nothing was lost. Please try again."""

    def __init__(self, detail: str = "") -> None:
        text = inspect.cleandoc(type(self).__doc__ or "")
        self.detail = detail
        super().__init__(f"{text} {detail}".strip())


class SettingsError(WhatImprovedError):
    """Some settings are wrong. Correct the ones listed and start again:"""


class NotFoundError(WhatImprovedError):
    """There is nothing by that name on record. `/whatimproved improved` lists what there is."""


class RecordsError(WhatImprovedError):
    """The records could not be reached. Check DATABASE_URL or WHATIMPROVED_HOME."""


class AwayError(RecordsError):
    """The records could not be reached. Check DATABASE_URL or WHATIMPROVED_HOME."""


class ReadOnlyError(RecordsError):
    """The records can be read and not written to. See that the database takes changes."""


class InUseError(RecordsError):
    """The workspace is open in another process. Stop that one first, then try again:"""


class HandledBeforeError(RecordsError):
    """This was handled by another process. Nothing was done a second time."""


class TooEarlyError(WhatImprovedError):
    """What this belongs to is not known yet. It is kept, and looked at again soon."""


class PromptsError(WhatImprovedError):
    """A file in prompts/ is not valid. Correct the entry named here:"""


class KnowledgeError(WhatImprovedError):
    """A passage in knowledge/sources is not valid. Correct the entry named here:"""


class ModelError(WhatImprovedError):
    """The language model cannot be asked; all goes on without it. Correct what is named here:"""


class ChatError(WhatImprovedError):
    """Slack did not take the message. It stays in the outbox and is tried again."""

    @property
    def knows_nobody(self) -> bool:
        """Whether Slack says that there is no such person, or none it shows us."""
        return self.detail in ("user_not_found", "users_not_found", "user_not_visible")


class RateLimitedError(ChatError):
    """Slack asks to wait before the next message. It stays in the outbox until then."""

    def __init__(self, detail: str = "", retry_after: float = 1.0) -> None:
        """`retry_after` is in seconds, from Slack's answer."""
        super().__init__(detail)
        self.retry_after = retry_after


class ParkedError(ChatError):
    """Nothing can be posted there. Invite the bot and write a line there; what waits follows:"""


class InstallAgainError(ChatError):
    """Slack takes a token no more. Somebody there has to open /slack/install again:"""


class PortTakenError(WhatImprovedError):
    """Another process listens there already. Stop it, or set WHATIMPROVED_PORT to another port."""


class ExportError(WhatImprovedError):
    """This is not a Slack export that can be read. Give the folder or zip file Slack made:"""


class InvestmentsError(WhatImprovedError):
    """The file of investments is not valid. Correct the entry named here:"""


class ExchangeError(WhatImprovedError):
    """This file cannot be taken in as a whole, so nothing was changed:"""


class NothingToForgetError(WhatImprovedError):
    """Nothing of that is on record, so nothing was changed. Give the id Slack shows:"""


def may_stand(told: str | None) -> bool:
    """Whether a message may stand in Slack after a try that ended with this code; None where it has
    not ended. A failure of ours, which bears a class's name, tells nothing of what Slack did.
    """
    if not told:
        return True
    away = told.startswith(("unreachable", "http_5"))
    return away or told in _TELLS_NOTHING or told[0].isupper()
