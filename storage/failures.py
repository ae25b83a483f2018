"""The database's own errors, said in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import RecordsError


def code_of(error: SQLAlchemyError) -> str:
    """What kind of failure it was, as a code: never SQL, never a value of anybody's."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


@contextmanager
def translated(where: str = "") -> Iterator[None]:
    """Turns a failure of the database into RecordsError; `where` is added to what it says."""
    try:
        yield
    except SQLAlchemyError as error:
        raise RecordsError(f"{where} ({code_of(error)})".strip()) from error
