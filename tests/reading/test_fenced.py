"""Tables between code marks: read beside known measures, and nowhere else."""

from datetime import UTC, datetime

import pytest

from bot.benefits.reading import Known, Reading, Said
from bot.reading.local import LocalReader

READER = LocalReader()
KNOWN = (
    Known(name="berth wait", unit="hours"),
    Known(name="rehandles", unit="%"),
)


def read(text: str) -> Reading:
    at = datetime(2026, 1, 14, 9, tzinfo=UTC)
    return READER.read(Said(text=text, at=at, known=KNOWN))


TABLES = {
    "as agreed\n```\nwhat        target  by\nberth wait  16 h    Q2\nrehandles   3%      Q2\n```": {
        ("target", "berth wait", 16, "hours", "2026-Q2"),
        ("target", "rehandles", 3, "%", "2026-Q2"),
    },
    "```\nmeasure | before | now\n--- | --- | ---\nberth wait | 26 h | 19 h\n```": {
        ("baseline", "berth wait", 26, "hours", None),
        ("current", "berth wait", 19, "hours", "2026-01-14"),
    },
    "where we stand ```\nwhat\tbaseline\ttarget\tdue\nrehandles\t8\t5\tSeptember 2026\n```": {
        ("baseline", "rehandles", 8, "%", None),
        ("target", "rehandles", 5, "%", "2026-09"),
    },
    "| what | before | now |\n|---|---|---|\n| berth wait | 26 h | 19 h |\nsource: gate log": {
        ("baseline", "berth wait", 26, "hours", None),
        ("current", "berth wait", 19, "hours", "2026-01-14"),
    },
    "| what | before | as of | now |\n| berth wait | 26 h | May 2025 | 19 h |": {
        ("baseline", "berth wait", 26, "hours", "2025-05"),
        ("current", "berth wait", 19, "hours", "2026-01-14"),
    },
    "| month | berth wait |\n| Oct | 31 h |\n| Nov | 27 h |": {
        ("current", "berth wait", 27, "hours", "2025-11"),
    },
    "```\nmonth   rehandles\nNov     6%\nDec     4%\n```": {
        ("current", "rehandles", 4, "%", "2025-12"),
    },
    "| | berth wait | rehandles |\n| baseline | 26 h | |\n| target | | 5% |": {
        ("baseline", "berth wait", 26, "hours", None),
        ("target", "rehandles", 5, "%", None),
    },
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TABLES.items())
def test_each_cell_is_read_under_its_heading(
    text: str, told: set[tuple[str, str, float, str, str | None]]
) -> None:
    """Under the measure its row names, due when the row says, quoted with its whole row."""
    found = read(text)
    assert found.is_update
    levels = [one for one in found.facts if one.is_level]
    assert {(o.slot, o.measure, o.value, o.unit, o.as_of or o.by) for o in levels} == told
    assert all(one.quote == text[one.start : one.end] for one in found.facts)


def test_people_and_sources_stand_in_columns_of_their_own() -> None:
    """Each is the row's own."""
    text = "```\nmeasure     now   owner       source\nrehandles   4%   Ada Byron   crane log\n```"
    found = [(one.slot, one.measure, one.person or one.ref) for one in read(text).facts]
    assert ("owner", "rehandles", "Ada Byron") in found
    assert ("evidence", "rehandles", "crane log") in found


@pytest.mark.parametrize(
    "text",
    [
        "till totals fyi\n```till | tickets | refunds\n1    | 412     | 3\n2    | 388     | 0```",
        "see ```berth wait = 12``` in the script",
        "```\n\n```",
        "``````",
        "```berth wait   target\nberth wait```",
        "log:\n```\nberth wait   44\nrehandles    9\n```",
        "```\nmeasure   target\ncake      3%\n```",
        "```\nmeasure      target\nrehandles    3% to 4%, 9 hours\n```",
    ],
)
def test_what_is_no_table_of_what_is_measured_here_is_left_alone(text: str) -> None:
    """Code, logs and lists of other things are no figures."""
    assert read(text).facts == ()
