"""The database's own errors, said in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import AwayError, ReadOnlyError, RecordsError

_READ_ONLY = ("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR_WRITE", "25006", "53100")
"""Codes of a database that takes no changes: it, its disk or its server is read-only, or full."""

_AWAY = ("OperationalError", "InterfaceError", "TimeoutError")
"""How errors are called that tell of no row: nothing can be done just now, whatever it is."""


def code_of(error: SQLAlchemyError) -> str:
    """What kind of failure it was, as a code: never SQL, never a value of anybody's."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _kind(code: str) -> type[RecordsError]:
    if code.rpartition(" ")[2].startswith(_READ_ONLY):
        return ReadOnlyError
    return AwayError if code.startswith(_AWAY) else RecordsError


@contextmanager
def translated(where: str = "") -> Iterator[None]:
    """Turns a failure of the database into RecordsError: a ReadOnlyError where it takes no changes,
    an AwayError where it does not answer. `where` is added to what it says.
    """
    try:
        yield
    except SQLAlchemyError as error:
        code = code_of(error)
        raise _kind(code)(f"{where} ({code})".strip()) from error
