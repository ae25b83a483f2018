"""What went wrong with a provider, whichever library says so: by its status, never by its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.benefits.asking import WhyNot
from bot.model.narrow import TooLargeError

NO_KEY: Final = 300.0
"""Seconds for which nobody is asked where a key is not taken, or there is no such model."""

_BARRED: Final = frozenset({401, 402, 403, 404})
_BUSY: Final = frozenset({408, 409, 425, 429})


@dataclass(frozen=True)
class Failure:
    """Why there is no answer; whether trying again may help, and not before how many seconds.

    `rests` is how long to leave it alone at once. Where it `counts`, some of them in a row make it
    rest; what lies in a prompt never does. Where as many tokens as an answer may hold can have been
    `used_up` nobody told how many were.
    """

    why_not: WhyNot
    may_try_again: bool = False
    after: float = 0.0
    rests: float = 0.0
    counts: bool = True
    used_up: bool = False
    used: tuple[int, int] | None = None

    def after_using(self, used: tuple[int, int]) -> "Failure":
        """The same, where tokens in and out were told."""
        return replace(self, used=used)


LATE: Final = Failure("late", used_up=True)
MISSHAPEN: Final = Failure("broken", counts=False)
DECLINED: Final = Failure("refused", counts=False)


def failure_of(error: BaseException) -> Failure:
    """What an error of a provider's library means."""
    if isinstance(error, TooLargeError) or isinstance(error.__cause__, TooLargeError):
        return Failure("broken", used_up=True)
    status = _status(error)
    if status in _BARRED:
        return Failure("refused", rests=NO_KEY)
    if status in _BUSY:
        after = _retry_after(error)
        return Failure("broken", may_try_again=True, after=after, rests=after)
    if status is not None and 400 <= status < 500:
        return DECLINED
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return LATE
    is_cut = (status or 0) >= 300 or "Connection" in type(error).__name__
    return Failure("broken", may_try_again=is_cut, used_up=not is_cut)


def _status(error: BaseException) -> int | None:
    for one in (error, getattr(error, "response", None)):
        status = getattr(one, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _retry_after(error: BaseException) -> float:
    """Seconds, as a provider asks for them; none where it asks for nonsense."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None)
    told = headers.get("retry-after", "") if hasattr(headers, "get") else ""
    try:
        seconds = float(told)
    except (TypeError, ValueError):
        return 0.0
    return seconds if 0 < seconds < 86_400 else 0.0


def usage_of(told: Mapping[str, Any] | None) -> tuple[int, int] | None:
    """Tokens in and out as a provider counts them; None where it does not tell, or nonsense."""
    found = [(told or {}).get(name) for name in ("input_tokens", "output_tokens")]
    numbers = [one for one in found if isinstance(one, int) and 0 <= one < 10**7]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None
