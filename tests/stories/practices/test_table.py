"""The README's table of the practices: one row each, and its story is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_each_practice_has_a_row_that_leads_to_its_story() -> None:
    """F1 to F21 in their order; a story that no row leads to is told of nowhere."""
    rows = re.findall(r"^\| F(\d+) \|.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [str(number) for number in range(1, 22)]
    table = re.findall(r"^\| F\d+ \|.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    linked = {path for row in table for path in re.findall(r"\]\((tests/[^)]+)\)", row)}
    assert linked == {
        str(path.relative_to(ROOT)) for path in Path(__file__).parent.glob("test_f[0-9]*.py")
    }
