"""Time that runs fast for what people are asked, the same in every process; in a file."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tests.sandbox.builders import Clock

START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
"""A Monday."""

AWAKE = timedelta(hours=5)
"""Of each day so much passes, from nine on: nobody is asked anything at night anyway."""


class FastTime(Clock):
    """Stands at the start until it runs, a day in so many seconds; and stands again when stopped.

    Only what the use cases are told goes by it: leases, the pace and signatures have the real time.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(START)
        self._file = file

    def stand(self) -> None:
        """Stay as it is now; before it ever ran, at the start."""
        at = self() if self._file.exists() else START
        self._keep({"at": at.isoformat()})

    def run(self, day: float = 1.0) -> None:
        """Begin the next day, each of so many seconds."""
        first = datetime.combine(self().date(), time(9), tzinfo=UTC) + timedelta(days=1)
        self._keep({"at": first.isoformat(), "since": datetime.now(UTC).isoformat(), "day": day})

    def __call__(self) -> datetime:
        """The time it is."""
        kept = json.loads(self._file.read_text())
        at = datetime.fromisoformat(kept["at"])
        if "since" not in kept:
            return at
        passed = datetime.now(UTC) - datetime.fromisoformat(kept["since"])
        days, part = divmod(passed / timedelta(seconds=kept["day"]), 1)
        return at + timedelta(days=days) + part * AWAKE

    def _keep(self, told: dict[str, object]) -> None:
        """Whoever reads it meanwhile reads the one or the other."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(told))
        new.replace(self._file)
