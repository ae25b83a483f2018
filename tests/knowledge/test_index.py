"""The index of the passages, opened by several at once."""

import os
import subprocess
import sys
from pathlib import Path

SEARCH = [sys.executable, "-m", "bot", "knowledge", "search", "who owns it", "--json"]


def test_commands_that_build_the_index_at_the_same_moment_all_find(tmp_path: Path) -> None:
    """None throws away what another one is building."""
    home = {**os.environ, "WHATIMPROVED_HOME": str(tmp_path)}
    running = [
        subprocess.Popen(SEARCH, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], told
    assert len({out for out, _ in told}) == 1
