"""Not now: what somebody says in the thread of their question instead of an answer."""

import re
from datetime import date, datetime
from typing import Any

from bot.advice import put_off
from bot.advice.days import day_of
from bot.advice.doors import Doors
from bot.benefits.conversation import Posted, PutOff

READ = 400
"""Characters of a reply in which it may say that it is no answer."""

_SKIP = re.compile(
    r"(?:please )?skip(?: (?:this|it|that))?(?: (?:one|question|time))?(?:$|[.,:;–-]+ ?| because )"
    r"(?P<why>.*)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:please )?(?:(?:ask|remind) me(?: again)?|snooze|later|not before)(?: until| on| for)?,? "
    r"(?P<day>.{1,40})",
    re.IGNORECASE,
)


def in_words(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Put a question off for who says so in its thread: "skip, we count it yearly",
    "ask me next week". Whether that was said; if not, nothing was done.
    """
    meant = _meant(said.text, now.date())
    if meant is None:
        return False
    with doors.records.work(said.workspace) as work:
        asked = [
            one
            for one in work.questions_under(said.channel, said.thread or said.ts)
            if one.can_be_answered(now) and said.user in put_off.asked_of(work, one)
        ]
    if not asked:
        return False
    told = {"ref": asked[-1].id, "user": said.user, "channel": said.channel, "at": said.at}
    done = PutOff.model_validate({"workspace": said.workspace, **told, **meant})
    put_off.put_off(done, event, doors, now)
    return True


def _meant(text: str, today: date) -> dict[str, Any] | None:
    """How words put a question off; None where they do not."""
    flat = " ".join(text[:READ].split())
    skip, later = _SKIP.fullmatch(flat), _LATER.fullmatch(flat)
    if skip is not None:
        return {"how": "skip", "words": skip["why"] or None}
    day = day_of(later["day"], today) if later else None
    return {"how": "snooze", "until": day} if day else None
