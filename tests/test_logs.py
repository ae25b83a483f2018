"""Logs hold what happened: no secret, and no word of an error that may quote people."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import DBOS, OURS, Form, set_up

TOKEN = "xoxb-12345678-abcdefABCDEF"
SECRET = "a signing secret with spaces"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Logging is left as it was."""
    loggers = [logging.getLogger(), *map(logging.getLogger, (*OURS, DBOS))]
    kept = [(one, list(one.handlers), one.level, one.propagate) for one in loggers]
    yield
    for one, handlers, level, propagate in kept:
        one.handlers[:] = handlers
        one.setLevel(level)
        one.propagate = propagate


def written(form: Form, name: str, said: str, *args: object, level: int = logging.WARNING) -> str:
    """What a logger's line looks like in the end."""
    out = io.StringIO()
    set_up(form, "info", [SECRET], out)
    logging.getLogger(name).log(level, said, *args)
    return out.getvalue()


@pytest.mark.parametrize(
    "hidden",
    [
        TOKEN,
        SECRET,
        "xapp-1-A0123456-789-abcdef",
        "xoxe.xoxb-1-MQ0123456789",
        "v0=0123456789abcdef0123456789abcdef",
        "bot:hunter2",
    ],
)
def test_a_secret_is_never_written(hidden: str) -> None:
    """Wherever it stands in a line, and whoever writes it."""
    said = f"postgresql://{hidden}@db/x" if "hunter" in hidden else f"calling with {hidden}"
    for form in ("text", "json"):
        assert hidden not in written(form, "a.library", "%s", said)
    assert "Bearer …" in written("text", "a.library", "Bearer %s", "abcdefgh")


def test_an_error_is_told_by_kind_and_place() -> None:
    """Its words, and those of a traceback in a line, may hold what people wrote."""
    out = io.StringIO()
    set_up("json", "info", out=out)
    try:
        raise ValueError("we cut it to 9 days")
    except ValueError:
        logging.getLogger("bot.durable").exception("not handled")
        logging.getLogger("dbos").error("gone\nTraceback (most recent call last):\n 9 days")
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["message"].startswith("not handled (ValueError at test_logs.py:")
    assert first["level"] == "ERROR"
    assert first["logger"] == "bot.durable"
    assert "9 days" not in out.getvalue()
    assert second["message"] == "gone\n"


def test_our_lines_follow_the_level_and_libraries_tell_warnings_alone() -> None:
    """Lower down libraries write whole requests, and those hold people's words."""
    assert written("text", "bot.app", "started", level=logging.INFO)
    assert not written("text", "bot.app", "detail", level=logging.DEBUG)
    assert not written("text", "slack_sdk.web.client", "body", level=logging.INFO)


def test_a_line_that_cannot_be_written_says_so() -> None:
    """A library's mistake in its own line ends nothing, and shows no values."""
    line = written("text", "a.library", "%d of %d", "what somebody wrote")
    assert "could not be written" in line
    assert "somebody" not in line
