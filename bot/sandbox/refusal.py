"""How a call is turned down."""

from collections.abc import Mapping, Sequence


class Refused(Exception):
    """A call that Slack would turn down, with Slack's own error code.

    `details` say in words what is wrong with blocks, `more` is what else the answer holds;
    `status` and `headers` are those of HTTP.
    """

    def __init__(
        self,
        code: str,
        status: int = 200,
        *,
        headers: Mapping[str, str] | None = None,
        details: Sequence[str] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = dict(headers or {})
        self.details = tuple(details)
        self.more = dict(more or {})
