"""Logs: a line an event, for people or for machines. No message's words and no secret is in one."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, TextIO

from pythonjsonlogger.json import JsonFormatter

Form = Literal["text", "json"]

OURS: Final = ("bot", "knowledge", "prompts", "storage")
"""Whose loggers follow the level that was set; libraries' tell warnings alone: lower down they
write whole requests, and those hold people's words."""

DBOS: Final = "dbos"
"""A logger that passes nothing on, and writes whole errors to a place of its own unless given one.
"""

_SECRET: Final = re.compile(
    r"""xox[a-z]?-?[\w.-]{6,} | xapp-[\w-]{6,} | xoxe[\w.-]{6,}   # Slack's tokens
      | (?<=bearer\s)[\w.~+/=-]{6,}                               # a header's
      | v0=[0-9a-f]{16,}                                          # a request's signature
      | (?<=://)[^\s/@]+(?=@)                                     # an address: name and password
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRACE: Final = "Traceback (most recent call last)"

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class Discreet(logging.Filter):
    """Takes secrets out of what is logged, and of an error all but its kind and place: an error's
    own words may hold what people wrote.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(one for one in secrets if one)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: a line is made discreet, never left out."""
        said = self._said(record)
        if record.exc_info and record.exc_info[0] is not None:
            said = f"{said} ({_place(record.exc_info)})"
        record.msg, record.args = said, ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True

    def _said(self, record: logging.LogRecord) -> str:
        try:
            said = record.getMessage()
        except Exception:  # a library's mistake in its own line
            said = "a line that could not be written"
        said = said.partition(_TRACE)[0]
        for secret in self._secrets:
            said = said.replace(secret, "…")
        return _SECRET.sub("…", said)


def _place(raised: Raised) -> str:
    kind, _, trace = raised
    steps = traceback.extract_tb(trace)
    where = f" at {Path(steps[-1].filename).name}:{steps[-1].lineno}" if steps else ""
    return f"{kind.__name__}{where}"


def set_up(form: Form, level: str, secrets: Iterable[str] = (), out: TextIO | None = None) -> None:
    """Send every log of this process to one place, standard error unless told.

    `level` is of our own lines. `secrets` are values that never appear, whatever writes them.
    """
    handler = logging.StreamHandler(out or sys.stderr)
    handler.addFilter(Discreet(secrets))
    handler.setFormatter(_formatter(form))
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for logger in (root, logging.getLogger(DBOS)):
        logger.handlers[:] = [handler]
    logging.getLogger(DBOS).propagate = False
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())


def _formatter(form: Form) -> logging.Formatter:
    if form == "text":
        return logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    return JsonFormatter(
        "%(asctime)s %(levelname)s %(name)s %(message)s",
        rename_fields=names,
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )
