"""A channel that cannot be written to is told of, to whoever runs the bot."""

from pathlib import Path

from bot.app import open_rows
from bot.check import check
from bot.settings import Settings
from tests.builders import FREELY, NOON, WORKSPACE, a_sending


def test_check_names_the_channel_since_when_and_what_to_do(tmp_path: Path) -> None:
    """In Slack's own word for it; the bot works all the same."""
    settings = Settings(home=tmp_path)
    rows = open_rows(settings)
    with rows.records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()
    rows.queues.take(NOON, 1, 60.0, FREELY)
    rows.queues.park("k1", "not_in_channel", NOON)
    rows.close()
    found = {one.part: one for one in check(settings)}["channels"]
    assert (found.state, found.needed) == ("broken", False)
    assert "C1 of T1 since 2026-06-01 12:00 UTC (not_in_channel)" in found.told
    assert "Invite the bot" in found.told
