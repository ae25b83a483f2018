"""Builds every part from the settings and hands it its doors. The only one to read the clock."""

import asyncio
import gc
import logging
import os
import re
import secrets
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.advice import (
    back_over,
    digest,
    enter,
    escalate,
    eyes,
    form,
    hear,
    helped,
    practise,
    put_off,
    remind,
    undo,
)
from bot.advice.doors import NO_DRAFTS, NO_MODEL, Doors
from bot.advice.still_right import SecondLook
from bot.advice.unkept import Unkept
from bot.benefits.conversation import (
    Board,
    Deleted,
    Edited,
    Event,
    Filled,
    Form,
    Guided,
    Measured,
    Posted,
    PutOff,
    Stopped,
)
from bot.benefits.guides import Guide
from bot.benefits.sheet import Sheet
from bot.errors import InUseError, RecordsError, SettingsError
from bot.settings import Settings
from bot.small_talk import SmallTalk

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from slack_sdk.web.async_client import AsyncWebClient
    from sqlalchemy import Engine
    from starlette.applications import Starlette

    from bot.access import Access
    from bot.agency import Agency
    from bot.benefits.numerals import WrittenAs
    from bot.durable.due import Fall
    from bot.durable.runner import Runner
    from bot.metrics import Metrics
    from bot.models import Models
    from bot.ports import Chat, Directory, Drafts, Library, Reader
    from bot.reading.by_model import Dropped
    from bot.slack.directory import SlackDirectory
    from storage.installations import SqlInstallations
    from storage.load import Load
    from storage.queues import SqlQueues
    from storage.records import SqlRecords

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Rows:
    """What is kept in the database: the record, and the work to be done."""

    records: "SqlRecords"
    queues: "SqlQueues"
    load: "Callable[[datetime], Load]"
    close: Callable[[], None]
    engine: "Engine"

    @property
    def are_at_hand(self) -> bool:
        """Whether they are in a file of this machine, and no network lies between."""
        return self.engine.dialect.name == "sqlite"


def open_rows(settings: Settings) -> Rows:
    """Open the database, its tables up to date. Raises RecordsError with what to do."""
    from storage.database import migrate, open_engine, open_glances
    from storage.load import load
    from storage.queues import SqlQueues
    from storage.records import SqlRecords

    make_home(settings)
    engine = open_engine(settings.records_url)
    migrate(engine)
    glances = open_glances(engine)

    def close() -> None:
        glances.dispose()
        engine.dispose()

    queues = SqlQueues(engine, settings.executor)
    return Rows(SqlRecords(engine, glances), queues, partial(load, engine), close, engine)


def throw_away_rows() -> Rows:
    """An empty database in memory, that ends with the process."""
    from storage.database import migrate, open_engine
    from storage.load import load
    from storage.queues import SqlQueues
    from storage.records import SqlRecords

    engine = open_engine("sqlite://")
    migrate(engine)
    return Rows(
        SqlRecords(engine), SqlQueues(engine), partial(load, engine), engine.dispose, engine
    )


def make_home(settings: Settings) -> None:
    """Make the folder everything is kept in, for its owner's eyes alone."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise RecordsError(f"{settings.home}: {error.strerror}.") from error


def hold(settings: Settings) -> "BaseFileLock":
    """Keep other processes off a home whose records are a file: one process owns it.

    Raises InUseError, which says which one it is, where another one does.
    """
    from filelock import FileLock, Timeout

    make_home(settings)
    lock = FileLock(settings.home / "process.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise InUseError(f"{_who_holds(settings)}{settings.home}.") from None
    tell_where(settings)
    return lock


def tell_where(settings: Settings, port: int | None = None) -> None:
    """Leave word of who holds the home: this process, and the port it listens on."""
    where = f", port {port}" if port else ""
    (settings.home / "process.txt").write_text(f"process {os.getpid()}{where}")


def _who_holds(settings: Settings) -> str:
    """Words of its own, as far as it left any."""
    try:
        said = (settings.home / "process.txt").read_text()[:80]
    except (OSError, ValueError):
        return ""
    return f"{said}, on " if re.fullmatch(r"process \d+(?:, port \d+)?", said) else ""


def build_reader() -> "Reader":
    """The reader that works without a language model."""
    from bot.reading.local import LocalReader

    return LocalReader()


def build_library(
    settings: Settings, folder: str = "knowledge-of-commands", rows: Rows | None = None
) -> "Library":
    """The knowledge base, indexed in the home; opened when it is first asked. With rows, what
    workspaces brought themselves is in it.

    The server's index has a folder of its own: a command of another release, or one that is cut
    off, never disturbs it.
    """
    from knowledge.library import KnowledgeBase
    from storage.shelf import SqlShelf

    shelf = SqlShelf(rows.engine) if rows else None
    return KnowledgeBase(settings.home / folder, server=settings.chroma_url, shelf=shelf)


def build_doors(
    settings: Settings,
    rows: Rows,
    directory: "Directory",
    models: "Models | None" = None,
    dropped: "Dropped | None" = None,
) -> Doors:
    """Everything the use cases need; without `models` no language model is asked. `dropped` is told
    what of a model's drafts did not hold.
    """
    from bot.voice.plain import PlainVoice
    from bot.workdays import public_holidays
    from prompts.templates import load_texts

    texts, library = load_texts(), build_library(settings, "knowledge", rows)
    return Doors(
        records=rows.records,
        reader=_with_models(build_reader(), models, library, settings, dropped),
        library=library,
        directory=directory,
        voice=PlainVoice(texts),
        wordings=texts.wordings,
        holidays=public_holidays,
        model=models.door if models else NO_MODEL,
        model_name=models.name if models else None,
        drafts=build_drafts(settings, models, dropped),
    )


def build_drafts(
    settings: Settings, models: "Models | None", dropped: "Dropped | None" = None
) -> "Drafts":
    """What words questions and replies, where a language model is set."""
    if models is None or models.name is None:
        return NO_DRAFTS
    from bot.models import longest_of
    from bot.voice.drafting import ModelDrafts

    seconds = longest_of(settings.model_seconds)["phrase"]
    return ModelDrafts(models.door, seconds, time.monotonic, dropped or (lambda _lacks: None))


def _with_models(
    reader: "Reader",
    models: "Models | None",
    library: "Library",
    settings: Settings,
    dropped: "Dropped | None",
) -> "Reader":
    """The same, beside a language model where one is set."""
    if models is None or models.name is None:
        return reader
    from bot.closely import read_closely

    told = dropped or (lambda _lacks: None)
    return read_closely(reader, models.door, library, settings.model_seconds, told)


def wire_models(settings: Settings, rows: Rows, metrics: "Metrics") -> "Models":
    """The language models that are set, counted, and held to what workspaces wish."""
    from bot.models import build_models, switched
    from storage.model_rows import SqlModelRows

    book, count = SqlModelRows(rows.engine), metrics.asking(settings.price_per_token)
    is_on = switched(rows.records)
    models = build_models(
        settings, book, is_on, now, time.monotonic, count, lambda: book.sweep(now())
    )
    if models.name is None:
        return models

    def tokens(workspace: str) -> tuple[int, int]:
        used = book.used(workspace, now().date())
        return used.tokens_in + used.tokens_out, settings.model_tokens

    return replace(models, tokens=tokens)


HEARD_WITHIN = 0.5
"""Seconds until that somebody spoke in a channel is heard."""

_SHORT, _SHORT_REPLY = 1_000, 100
"""Characters that are looked at on the event loop, at most: of a reply more is read."""


def is_short(said: Posted | Edited | Deleted) -> bool:
    """Whether a message can be looked at while nothing else is answered: within three
    milliseconds, mostly a tenth of one.
    """
    if isinstance(said, Deleted):
        return False
    return len(said.text) <= (_SHORT if said.thread is None else _SHORT_REPLY)


class AppEdge:
    """What stands behind the Slack edge: each call leaves the event loop for a thread."""

    def __init__(
        self,
        doors: Doors,
        runner: "Runner",
        keep: Callable[[str, Event], Awaitable[None]],
        clock: Clock = now,
        forget: Callable[[str, str], None] = lambda _workspace, _channel: None,
        agency: "Agency | None" = None,
        *,
        is_at_hand: bool = False,
    ) -> None:
        """Where the record is a file that `is_at_hand`, a glance at it is shorter than the way to
        a thread and back.
        """
        self._is_at_hand = is_at_hand
        self._small_talk = SmallTalk()
        self._spoken = set[tuple[str, str]]()
        self._listening: asyncio.Task[None] | None = None
        self._agency = agency
        self._forget = forget
        self._doors = doors
        self._runner = runner
        self._keep = keep
        self._clock = clock

    async def receive(self, event_id: str, event: Event) -> None:
        """Keep the event; durable when this returns."""
        await self._keep(event_id, event)
        self._spoke(event.workspace, event.channel)

    async def concerns_us(self, said: Posted | Edited | Deleted) -> bool:
        """Whether a message is worth keeping until it is read; that it was said is heard. Small
        talk is known at a glance, for which nothing leaves the loop.
        """
        self._spoke(said.workspace, said.channel)
        if not is_short(said):
            return await asyncio.to_thread(hear.concerns_us, said, self._doors)
        if not hear.could_concern_us(said, self._doors):
            if isinstance(said, Posted):
                self._small_talk.heard(said)
            return False
        is_to_talk = isinstance(said, Posted) and self._small_talk.is_over(said)
        look = partial(hear.does_concern_us, said, self._doors, is_to_small_talk=is_to_talk)
        return look() if self._is_at_hand else await asyncio.to_thread(look)

    async def let_in(self, workspace: str, channel: str) -> None:
        """What waited because nothing could be said there may go, and what is due be asked. What
        was known of the channel before is known no more.
        """
        self._forget(workspace, channel)
        await asyncio.to_thread(self._plan_anew, workspace, channel)
        await asyncio.to_thread(self._runner.heard, workspace, channel)

    async def converted(self, workspace: str, channel: str) -> None:
        """Who may read a channel changed at once: what was known of that is known no more."""
        self._forget(workspace, channel)

    def _spoke(self, workspace: str, channel: str) -> None:
        """Somebody spoke there: heard soon, once for all that is said in a moment."""
        self._spoken.add((workspace, channel))
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())

    async def settled(self) -> None:
        """Returns once it was heard where people spoke so far."""
        if self._listening is not None:
            await self._listening

    async def _listen(self) -> None:
        try:
            while self._spoken:
                await asyncio.sleep(HEARD_WITHIN)
                spoken, self._spoken = self._spoken, set()
                await asyncio.to_thread(self._heard, spoken)
        finally:
            self._listening = None

    def _heard(self, places: set[tuple[str, str]]) -> None:
        try:
            for place in places:
                if self._runner.heard(*place):
                    self._plan_anew(*place)
        except Exception as error:
            log.warning("where people speak again was not heard (%s)", type(error).__name__)

    def _plan_anew(self, workspace: str, channel: str) -> None:
        remind.plan_anew(workspace, channel, self._doors, self._clock())

    async def prefill(self, workspace: str, ref: str, channel: str) -> tuple[str, Form] | None:
        """What the form opens with, in its own channel."""
        return await asyncio.to_thread(form.prefill, workspace, ref, self._doors, channel)

    async def may_put_off(self, workspace: str, ref: str, user: str) -> str | None:
        """Why a person cannot put a question off."""
        now = self._clock()
        return await asyncio.to_thread(put_off.why_not, workspace, ref, user, self._doors, now)

    async def check_put_off(self, done: PutOff) -> str | None:
        """What is wrong with a form that puts a question off."""
        return await asyncio.to_thread(put_off.check, done, self._doors, self._clock())

    async def is_admin(self, workspace: str, user: str) -> bool:
        """Whether somebody says what holds for the whole workspace."""
        return await asyncio.to_thread(helped.is_by_admin, workspace, user, self._doors)

    async def sheet(self, workspace: str, user: str, chosen: str | None = None) -> Sheet:
        """What a form for a measurement offers somebody."""
        given = (workspace, user, self._doors, self._clock(), chosen)
        return await asyncio.to_thread(enter.sheet, *given)

    async def check_measured(self, entered: Measured) -> dict[str, str]:
        """What is wrong with a measurement that was typed."""
        return await asyncio.to_thread(enter.check, entered, self._doors, self._clock())

    async def check(self, filled: Filled) -> dict[str, str]:
        """What is wrong with a filled form."""
        return await asyncio.to_thread(form.check, filled, self._doors)

    def form_of(self, verb: str) -> str | None:
        """The name of the form a command may open."""
        return practise.form_of(verb)

    async def guide(
        self, name: str, workspace: str, channel: str, user: str, ref: str
    ) -> Guide | str | None:
        """A form for a person in a place, or why there is none."""
        given = (name, workspace, channel, user, ref, self._doors, self._clock())
        return await asyncio.to_thread(practise.opened, *given)

    async def check_guided(self, sent: Guided) -> dict[str, str]:
        """What is wrong with a form that was sent."""
        return await asyncio.to_thread(practise.wrong, sent, self._doors, self._clock())

    async def next_guide(self, sent: Guided) -> Guide | None:
        """The step that follows one that was sent."""
        return await asyncio.to_thread(practise.next_step, sent, self._doors, self._clock())

    async def looked_at(self, workspace: str, user: str, channel: str) -> None:
        """Suggest what fits who looks at their conversation with us."""
        if self._agency is not None:
            whom, now = (workspace, user, channel), self._clock()
            await asyncio.to_thread(self._agency.suggest, *whom, self._doors, now)

    async def stopped(self, event_id: str, stopped: Stopped) -> None:
        """What is under way in a thread ends: at once here, in every process once it is kept."""
        if self._agency is not None:
            self._agency.stop(stopped)
        await self.receive(event_id, stopped)


@dataclass(frozen=True)
class Bot:
    """The whole bot, ready to be started and served."""

    doors: Doors
    rows: Rows
    runner: "Runner"
    metrics: "Metrics"
    web: "Starlette"
    lifespan: "Callable[[object], AbstractAsyncContextManager[None]]"


def build_bot(
    settings: Settings,
    signing_secret: str | None,
    token: str | None,
    *,
    api_url: str,
    app_token: str | None = None,
    clock: Clock = now,
) -> Bot:
    """Wire everything for one Slack app: for the workspace of a token, or without one for all that
    install it. `clock` is the time use cases are told; rows in the queues, signatures, tokens and
    grace go by the real one. With an app's token there is a socket, and without a secret requests
    come over it alone. Raises SettingsError where no key opens a token that is kept.
    """
    from bot.access import Purging
    from bot.agency import build_agency
    from bot.durable.runner import Runner
    from bot.gathering import Gathering
    from bot.homes import AppHomes
    from bot.metrics import CountedChat, Metrics
    from bot.precedence import Precedence
    from bot.reports.chart import draw
    from bot.slack.calls import async_web_client
    from bot.slack.directory import SlackDirectory
    from bot.slack.files import FilingChat
    from bot.slack.lacking import Lacking
    from bot.slack.listeners import build_app
    from bot.slack.readers import Readers
    from bot.slack.socket import Socket, listening
    from bot.web import build_web
    from storage.installations import SqlInstallations

    rows, edge = open_rows(settings), async_web_client(api_url)
    kept = SqlInstallations(rows.engine, settings.secret_keys)
    if token is None:
        kept.reseal()
    access = build_access(settings, rows, kept, token, edge)
    lacking = Lacking(api_url)
    directory = SlackDirectory(access.installations.client, time.monotonic, lacking)
    grace = timedelta(days=settings.purge_after)
    purging = Purging(rows.engine, kept, settings.home, grace, directory.forget, access.is_told)
    metrics = Metrics(lambda: rows.load(now()), time.monotonic)
    models = wire_models(settings, rows, metrics)
    doors = build_doors(settings, rows, directory, models, metrics.dropped)
    precedence = Precedence(time.monotonic, time.sleep)
    readers = Readers(partial(numbers_of, rows.records), directory.locale)
    agency = build_agency(
        access.installations.client,
        directory.name,
        time.monotonic,
        replies_at=api_url,
        draw=draw,
        lacking=lacking,
        readers=readers,
    )
    homes = AppHomes(
        doors,
        rows.queues,
        access.installations.client,
        clock,
        time.monotonic,
        directory.name,
        lacking.ask,
        readers,
    )
    filing = FilingChat(agency.chat, access.installations.client, bound(doors, directory, clock))
    chat: Chat = CountedChat(homes.speaking(filing), metrics)
    runner = Runner(
        rows.queues,
        chat,
        metrics.hearing(homes.hearing(agency.hearing(doors, clock))),
        now,
        work_database(settings),
        settings.executor,
        in_turn(
            homes.swept,
            access.each_sweep,
            lambda: purging.sweep(now()),
            models.sweep,
            lambda: on_time(doors, clock(), kept.away()),
        ),
        falls=falls(doors),
        upto=clock,
        per_second=settings.posts_per_second,
        leisure=SecondLook(doors, clock),
        give_way=precedence.give_way,
    )
    keep_all = metrics.keeping(runner.receive_all)
    heard = AppEdge(
        doors,
        runner,
        Gathering(keep_all, Unkept(lambda *came: keep_all([came]), doors, chat, clock)),
        clock,
        directory.forget_channel,
        agency,
        is_at_hand=rows.are_at_hand,
    )
    bolt = build_app(
        heard,
        signing_secret=signing_secret or secrets.token_hex(),
        identity=access.installations.identity,
        now=clock,
        client=edge,
        homes=homes,
        meet=access.installations.meet,
    )

    is_at_work = threading.Event()
    socket = Socket(bolt, app_token, edge, answering=precedence.answering) if app_token else None
    is_reached = socket.is_open if socket and signing_secret is None else lambda: True

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        models.begin()
        await asyncio.to_thread(start, runner, doors)
        is_at_work.set()
        introduction = asyncio.create_task(access.begin())
        async with listening(socket):
            yield
        introduction.cancel()
        await asyncio.wait([introduction])
        await heard.settled()
        await asyncio.to_thread(runner.stop)
        await asyncio.to_thread(models.end)
        rows.close()

    parts = {
        "records": lambda: rows.queues.due(now(), 1) is not None,
        "work": is_at_work.is_set,
        "slack": lambda: access.is_known() and is_reached(),
    }
    homes.parts, homes.tokens = parts, models.tokens
    web = build_web(
        bolt,
        parts=parts,
        lacks=lacking.told,
        routes=access.routes,
        lifespan=lifespan,
        takes_requests=signing_secret is not None,
        answering=precedence.answering,
    )
    return Bot(doors=doors, rows=rows, runner=runner, metrics=metrics, web=web, lifespan=lifespan)


def numbers_of(records: "SqlRecords", workspace: str) -> "WrittenAs | None":
    """How a workspace wants numbers written; None where as each reader writes them."""
    with records.glance(workspace) as work:
        return work.manners_of_house().numbers


def bound(doors: Doors, directory: "SlackDirectory", clock: Clock) -> Callable[[str, Board], bytes]:
    """Makes a report's file, of what its reader may see as it is made."""
    from bot.reports.html import page

    def bind(workspace: str, board: Board) -> bytes:
        audience = eyes.of_person(workspace, board.viewer, doors)
        given = (workspace, doors.records, doors.voice, clock())
        name = partial(directory.name, workspace)
        pieces = page(
            *given, only=board.investments, audience=audience, name=name, is_short=board.is_short
        )
        return "\n".join(pieces).encode("utf-8", "replace")

    return bind


def falls(doors: Doors) -> "dict[str, Fall]":
    """The use case for each kind of what falls due."""
    known: dict[str, Callable[[str, Sequence[str], Doors, datetime], None]] = {
        "weekly": remind.remind,
        "escalate": escalate.escalate,
        "digest": digest.digest,
        "back": back_over.back_over,
        "practice": practise.fall,
    }

    def through(use: Callable[[str, Sequence[str], Doors, datetime], None]) -> "Fall":
        return lambda workspace, refs, now: use(workspace, refs, doors, now)

    return {kind: through(use) for kind, use in known.items()}


def build_access(
    settings: Settings,
    rows: Rows,
    kept: "SqlInstallations",
    token: str | None,
    edge: "AsyncWebClient",
) -> "Access":
    """Who speaks where: by the token there is, else by those of all who installed us."""
    from pydantic import SecretStr

    from bot.access import many_workspaces, one_workspace
    from bot.slack.rotation import Keys

    if token is not None:
        return one_workspace(token, kept, edge, time.monotonic, now)
    secret = settings.slack_client_secret or SecretStr("")
    return many_workspaces(
        Keys(settings.slack_client_id or "", secret),
        kept,
        rows.engine,
        edge.base_url,
        time.monotonic,
        now,
        secrets.token_urlsafe,
        settings.slack_redirect_uri,
    )


def build_directory(settings: Settings, rows: Rows) -> "SlackDirectory":
    """Who is where, as Slack tells it now. Raises SettingsError without a token to ask with."""
    from bot.slack.calls import async_web_client
    from bot.slack.directory import SlackDirectory
    from storage.installations import SqlInstallations

    token = settings.slack_bot_token
    if token is None and not settings.is_for_many:
        raise SettingsError("SLACK_BOT_TOKEN must be set: only Slack knows what a person may see.")
    kept, edge = SqlInstallations(rows.engine, settings.secret_keys), settings.slack_api_url
    known = token.get_secret_value() if token else None
    access = build_access(settings, rows, kept, known, async_web_client(edge))
    return SlackDirectory(access.installations.client, time.monotonic)


def in_turn(*steps: Callable[[], None]) -> Callable[[], None]:
    """One after another; one that fails keeps no other from being done."""

    def run() -> None:
        for step in steps:
            try:
                step()
            except Exception as error:
                log.warning("what is done by the time was not done (%s)", type(error).__name__)

    return run


def on_time(doors: Doors, now: datetime, away: frozenset[str] = frozenset()) -> None:
    """What falls due by the time alone, in every workspace but those that put us out."""
    for workspace in sorted({*doors.records.workspaces()} - away):
        undo.fade(workspace, doors, now)
        remind.plan_missing(workspace, doors, now)


def work_database(settings: Settings) -> str:
    """DBOS's own database; a file is switched to write-ahead logging before DBOS opens it."""
    import sqlite3

    url = settings.work_url
    if url.startswith("sqlite:///"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            file.execute("PRAGMA journal_mode=WAL")
        file.close()
        return url
    return url.replace("postgresql+psycopg://", "postgresql://")


def start(runner: "Runner", doors: Doors) -> None:
    """Take up what an earlier process left, and open what is slow to open while nobody waits."""
    runner.start()
    threading.Thread(target=_warm_up, args=(doors,), daemon=True, name="warm-up").start()


def read_once() -> None:
    """Have the weights of the reader loaded, so that the first post need not wait for them."""
    from bot.benefits.reading import Said

    build_reader().read(Said(text="The first step went live on Monday."))


def _warm_up(doors: Doors) -> None:
    read_once()
    try:
        doors.library.search("what improved", limit=1)
    except Exception as error:
        log.warning("the knowledge base could not be opened yet (%s)", type(error).__name__)
    settle_memory()


def settle_memory() -> None:
    """What is there for good is looked at by no later collection: it made an answer about a
    thousand investments a third longer.
    """
    gc.collect()
    gc.freeze()
