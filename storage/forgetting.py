"""Forgetting a whole workspace."""

from sqlalchemy import Engine, delete

from storage import tables
from storage.database import forget_what_was_deleted
from storage.failures import translated


def forget_workspace(engine: Engine, workspace: str) -> None:
    """Delete every row of a workspace, in every table, at once; a trial's, never a customer's.

    Nothing is left to tell what was there, not even that something was. Raises RecordsError where
    the database cannot be reached.
    """
    with translated(), engine.begin() as connection:
        for table in reversed(tables.metadata.sorted_tables):
            connection.execute(delete(table).where(table.c.workspace == workspace))
    forget_what_was_deleted(engine)
