"""What goes wrong on purpose between the workspace and the bot."""

from typing import Literal

from pydantic import Field

from bot.benefits.facts import Value

ANY = "*"

Kind = Literal["limited", "refused", "dropped"]


class Next(Value):
    """The next `calls` of a method, `"*"` for any; a post to a response address is one of
    `response_url`.
    """

    calls: int = Field(default=0, ge=0)
    method: str = ANY

    def meets(self, method: str) -> bool:
        """Whether this call is one of them."""
        return self.calls > 0 and self.method in (ANY, method)


class Faults(Value):
    """Nothing goes wrong unless it is set here.

    Events: `twice` brings each a second time at once, as Slack does when it missed the answer;
    `delay_seconds` lets each wait; with `reorder_seconds` each waits so long for the next one to
    overtake it. Web API: `limited` calls are answered 429 with `retry_after` seconds, `refused`
    ones with `refusal` as the error; `dropped` ones are done, and the connection is cut before
    the answer. `expire_triggers`: a trigger id is too old as soon as it is handed out.
    `post_rate` holds the bot to one post a second in a channel, `tier_rates` to the calls a
    minute of each method, `house_rate` to so many posts a second in all channels together.
    """

    twice: bool = False
    delay_seconds: float = Field(default=0, ge=0, le=600)
    reorder_seconds: float = Field(default=0, ge=0, le=60)
    limited: Next = Next()
    retry_after: int = Field(default=5, ge=1, le=3600)
    refused: Next = Next()
    refusal: str = Field(default="internal_error", pattern=r"^\w{1,80}$")
    dropped: Next = Next()
    expire_triggers: bool = False
    post_rate: bool = False
    tier_rates: bool = False
    house_rate: int = Field(default=0, ge=0, le=1000)

    @property
    def are_none(self) -> bool:
        """Whether nothing is set to go wrong."""
        calls = (self.limited.calls, self.refused.calls, self.dropped.calls)
        waits = (self.delay_seconds, self.reorder_seconds)
        rates = (
            self.twice,
            self.expire_triggers,
            self.post_rate,
            self.tier_rates,
            self.house_rate,
        )
        return not any((*calls, *waits, *rates))

    def struck(self, kind: Kind, method: str) -> "Faults | None":
        """What is left once this call was struck; None where it is not."""
        found: Next = getattr(self, kind)
        if not found.meets(method):
            return None
        left = found.model_copy(update={"calls": found.calls - 1})
        return self.model_copy(update={kind: left})
