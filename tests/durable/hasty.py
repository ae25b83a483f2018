"""`whatimproved serve` in a hurry: it sweeps often, and something is always due.

What is due is a small escalation: each time a row falls due one step is kept and one post sent.
"""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import app
from bot.advice.doors import Doors
from bot.benefits.conversation import Post, Sending, Span
from bot.durable import outbox, runner
from bot.durable.due import Fall
from bot.ports import Done
from bot.reminding import Kind

KIND: Kind = "escalate"


def escalate(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Keep a step and send a post for each of these that is still due, and move it on."""
    with doors.records.work(workspace) as work:
        planned = work.planned(KIND, refs)
        for ref in refs:
            if (due := planned.get(ref)) is None or due > now:
                continue
            step = f"{ref}:{due.isoformat()}"
            words = ((Span(text=f"Still waiting: {step}"),),)
            sending = Sending(
                key=f"due:{step}:{now.isoformat()}",
                way="post",
                channel=ref.partition(":")[0],
                at_leisure=True,
                post=Post(lead=words),
            )
            work.send(sending, now)
            done = Done(investment=None, by="due", at=now, what="escalated", words=step)
            work.audit(sending.key, done)
            work.plan_due(KIND, ref, due + timedelta(seconds=2))
        work.commit()


def falls(doors: Doors) -> dict[str, Fall]:
    """The small escalation alone, or nothing at all."""
    if os.environ.get("HASTY_FALLS") == "none":
        return {}
    return {KIND: lambda workspace, refs, now: escalate(workspace, refs, doors, now)}


def main() -> None:
    """Serve until killed."""
    from bot.settings import load

    runner.SWEEP = os.environ.get("HASTY_SWEEP", "*/2 * * * * *")
    runner.SETTLING = float(os.environ.get("HASTY_SETTLING", "1"))
    outbox.AFTER_SILENCE = float(os.environ.get("HASTY_SILENCE", "2"))
    app.falls = falls
    app.serve(load())


if __name__ == "__main__":
    main()
