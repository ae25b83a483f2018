"""How our values are kept in columns: instants, pydantic models, words of any kind."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import DateTime, Dialect, LargeBinary, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator


class NaiveTimeError(ValueError, DontWrapMixin):
    """A time without a zone names no instant; give an aware one."""


class Instant(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC.

    SQLite has no zones: there the UTC time is kept as sortable text.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Raises NaiveTimeError for a time without a zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveTimeError(f"{value!r} has no time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Always UTC, whatever zone the server speaks."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Model(TypeDecorator[BaseModel]):
    """A pydantic value as JSON text.

    Text and not the database's own JSON type: PostgreSQL's refuses the NUL a person may paste.
    """

    impl = Text
    cache_ok = True

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model
        super().__init__()

    def process_bind_param(self, value: BaseModel | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value's JSON, with the control characters escaped."""
        return None if value is None else value.model_dump_json()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The value as its own class."""
        return None if value is None else self.model.model_validate_json(value)


class AnyText(TypeDecorator[str]):
    """A string come from outside, given back letter by letter.

    Kept as bytes, since it may hold what a text column refuses: NUL, half of a surrogate pair.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Its UTF-8, stray surrogates included."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The very string that was kept."""
        return None if value is None else value.decode("utf-8", "surrogatepass")
