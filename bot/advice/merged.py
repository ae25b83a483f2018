"""Merged: where an investment is found that became part of another one."""

from datetime import datetime

from bot.benefits.investment import Investment
from bot.errors import NotFoundError
from bot.ports import Done, Work

_WHAT = "merged into"


def keep(work: Work, gone: str, kept: str, by: str, event: str, now: datetime) -> None:
    """Put on the trail which investment another one is part of from now on."""
    work.audit(f"{event}:merged", Done(investment=gone, by=by, at=now, what=_WHAT, words=kept))


def found(work: Work, id: str) -> Investment | None:
    """The investment with this id, else the one it was merged into, however often; else None."""
    here = work.investment(id)
    if here is not None:
        return here
    went = {one.investment: one.words for one in work.audited() if one.what == _WHAT}
    while id in went:
        id = went.pop(id)
    return work.investment(id)


def hold(work: Work, id: str) -> Investment | None:
    """Keep other work waiting on an investment, or on what it is part of by then; as it stands
    then. None where it is gone.

    It may be merged after it was found and before it is held: then it is looked for anew.
    """
    while (one := found(work, id)) is not None:
        try:
            work.hold(one.id)
        except NotFoundError:
            continue
        return work.investment(one.id)
    return None
