"""`whatimproved serve` in a hurry: it sweeps often, and its use cases live in a fast time."""

import os
from functools import partial
from pathlib import Path

from bot import app, serving
from bot.durable import outbox, runner
from tests.durable.fast import FastTime


def main() -> None:
    """Serve until killed."""
    from bot.settings import load

    runner.SWEEP = os.environ.get("HASTY_SWEEP", "*/2 * * * * *")
    runner.SETTLING = float(os.environ.get("HASTY_SETTLING", "1"))
    outbox.AFTER_SILENCE = float(os.environ.get("HASTY_SILENCE", "2"))
    if os.environ.get("HASTY_FALLS") == "none":
        app.falls = lambda doors: {}
    if told := os.environ.get("HASTY_TIME"):
        app.build_bot = partial(app.build_bot, clock=FastTime(Path(told)))
    serving.serve(load())


if __name__ == "__main__":
    main()
