"""The whole suite runs on several cores; what is named on the command line runs in one process."""

import os

import pytest

MOST = 4
"""Processes at once: each starts a database server and a browser of its own."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many processes share the tests; none beside pytest's own for a part of them."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return min(os.cpu_count() or 1, MOST) if whole else 0
