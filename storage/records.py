"""The records door, on a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, select

from bot.ports import Audience, Glimpse, Work
from storage import tables
from storage.answers import AnswersWork
from storage.batches import BatchesWork
from storage.changes import ChangesWork
from storage.conversation import ConversationWork
from storage.entries import EntriesWork
from storage.failures import translated
from storage.forgetting import forget_workspace
from storage.glancing import Glances
from storage.investments import InvestmentWork
from storage.ledger import LedgerWork
from storage.marks import MarksWork
from storage.puts import PutsWork
from storage.rearranging import RearrangingWork
from storage.reminders import RemindersWork
from storage.renumbering import RenumberingWork
from storage.taking_back import TakingBackWork
from storage.under_way import UnderWayWork
from storage.unsaying import UnsayingWork


class SqlWork(
    InvestmentWork,
    RearrangingWork,
    RenumberingWork,
    LedgerWork,
    ChangesWork,
    EntriesWork,
    MarksWork,
    RemindersWork,
    BatchesWork,
    PutsWork,
    AnswersWork,
    ConversationWork,
    TakingBackWork,
    UnderWayWork,
    UnsayingWork,
):
    """One unit of work, whole."""


class SqlRecords:
    """The record in a database that was migrated.

    On SQLite units of work run one after another, over all threads and processes; on PostgreSQL
    side by side, except where one holds an investment. Never open one inside another.
    """

    def __init__(self, engine: Engine, glances: Engine | None = None) -> None:
        """`glances` are connections of their own for who only reads, where one engine's go round
        one after another.
        """
        self._engine = engine
        self._glances = glances or engine
        self._looks = Glances(self._glances)

    @contextmanager
    def glance(self, workspace: str) -> Iterator[Work]:
        """What is on record now, to be read alone: what is changed in it comes to nothing.

        Raises RecordsError where the database cannot be reached.
        """
        with translated(), self._glances.connect() as connection:
            connection.execution_options(reads_only=True)
            connection.begin()
            unit = SqlWork(connection, workspace, None)
            try:
                yield unit
            finally:
                unit.leave()

    def glimpse(
        self, workspace: str, channel: str, thread: str | None, person: str, key: str
    ) -> Glimpse:
        """As the door has it. Raises RecordsError where the database cannot be reached."""
        return self._looks.glimpse(workspace, channel, thread, person, key)

    @contextmanager
    def work(self, workspace: str, audience: Audience | None = None) -> Iterator[Work]:
        """A unit of work. With an audience, what it may not see is never loaded.

        Raises RecordsError where the database cannot be reached or does not take something.
        """
        with translated(), self._engine.connect() as connection:
            connection.begin()
            unit = SqlWork(connection, workspace, audience)
            try:
                yield unit
            finally:
                unit.leave()

    def workspaces(self) -> list[str]:
        """Every workspace with an investment, by id."""
        known = tables.investments.c.workspace
        with translated(), self._engine.connect() as connection:
            return list(connection.scalars(select(known).distinct().order_by(known)))

    def forget(self, workspace: str) -> None:
        """Delete all there is of a workspace: the record, and what came in and goes out."""
        forget_workspace(self._engine, workspace)
