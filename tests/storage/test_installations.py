"""Installations: tokens that nobody reads, leave that is taken once, renewals that happen once."""

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Engine, select

from bot.errors import RecordsError, SettingsError
from bot.installing import Grant, Installed, apart
from storage import tables
from storage.database import open_engine
from storage.exchange import export_lines
from storage.importing import restore
from storage.installations import LEFT, SqlInstallations, SqlStates
from storage.purging import purge
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_sending, an_investment

KEY, NEW_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()
LATER = NOON + timedelta(hours=11)
SOON = NOON + timedelta(hours=13)
DAY = timedelta(days=1)


def installed(workspace: str = WORKSPACE, at: datetime = NOON, **more: Any) -> Installed:
    grant = Grant(
        token=SecretStr(f"xoxe.xoxb-of-{workspace}"),
        refresh=SecretStr(f"xoxe-of-{workspace}"),
        expires_at=NOON + timedelta(hours=12),
    )
    told = {
        "workspace": workspace,
        "name": f"The {workspace}",
        "everywhere": False,
        "app": "A1",
        "bot_user": "UBOT",
        "bot_id": "BBOT",
        "scopes": ("chat:write",),
        "by": "U1",
        "installed_at": at,
        "grant": grant,
    }
    return Installed.model_validate(told | more)


def an_organisation(at: datetime = NOON) -> Installed:
    return installed("E1", at, everywhere=True)


@pytest.fixture
def kept(engine: Engine) -> SqlInstallations:
    return SqlInstallations(engine, [KEY])


def test_a_token_is_kept_and_can_be_read_by_nobody_without_the_key(
    engine: Engine, kept: SqlInstallations
) -> None:
    """What comes back is what was kept; no column, no repr and no error tells the token."""
    kept.save(installed())
    assert kept.find(WORKSPACE) == installed()
    with engine.connect() as connection:
        row = connection.execute(select(tables.installations)).one()
    assert "of-T1" not in repr(tuple(row)) + repr(kept.find(WORKSPACE)) + str(kept.standings())
    for keys in ([], [NEW_KEY]):
        with pytest.raises(SettingsError, match="WHATIMPROVED_SECRET_KEY"):
            SqlInstallations(engine, keys).find(WORKSPACE)
    assert apart(kept.standings())[0][0].workspace == WORKSPACE


def test_a_token_in_another_workspaces_row_is_not_taken(
    engine: Engine, kept: SqlInstallations
) -> None:
    """Who can write to the database cannot have us speak with another's token."""
    kept.save(installed())
    kept.save(installed("T2"))
    sealed = tables.installations.c.sealed
    with engine.begin() as connection:
        other = connection.scalar(select(sealed).where(tables.installations.c.workspace == "T2"))
        connection.execute(tables.installations.update().values(sealed=other))
    with pytest.raises(RecordsError, match="its workspace"):
        kept.find(WORKSPACE)


def test_the_key_can_be_changed(engine: Engine, kept: SqlInstallations) -> None:
    """The first key encrypts, all read; once all was encrypted anew, the old one can go."""
    kept.save(installed())
    both = SqlInstallations(engine, [NEW_KEY, KEY])
    assert both.find(WORKSPACE) == installed()
    both.reseal()
    assert SqlInstallations(engine, [NEW_KEY]).find(WORKSPACE) == installed()


def test_tokens_are_in_no_export_and_no_backup(engine: Engine, kept: SqlInstallations) -> None:
    """A restore leaves them as they are: one that rotates would be good no more."""
    kept.save(installed())
    assert "installations" not in "\n".join(export_lines(engine, "export"))
    lines = "\n".join(export_lines(engine, "backup"))
    assert not re.search("sealed|expires|lease|xox", lines)
    assert not restore(engine, io.BytesIO(f"{lines}\n".encode()), []).refused
    assert kept.find(WORKSPACE) == installed()


def test_a_backup_in_a_new_database_tells_who_put_us_out(
    engine: Engine, kept: SqlInstallations
) -> None:
    """And until when they were told to be forgotten; where we were let in somebody has to install
    us again. What is known of an installation here is not changed by what a file says of it.
    """
    for home in (WORKSPACE, "T2", "T3"):
        kept.save(installed(home))
    kept.leave("T2", NOON + timedelta(hours=1))
    lines = "".join(f"{one}\n" for one in export_lines(engine, "backup")).encode()
    with engine.begin() as connection:
        connection.execute(tables.installations.delete())
    kept.save(installed("T3", at=NOON + timedelta(days=1)))
    assert not restore(engine, io.BytesIO(lines), []).refused
    assert kept.away() == {"T2"}
    assert kept.overdue(NOON + timedelta(hours=1)) == ["T2"]
    assert kept.find(WORKSPACE) is None
    assert kept.find("T3") == installed("T3", at=NOON + timedelta(days=1))


Move = Callable[[SqlInstallations], object]


def comes(hours: int) -> Move:
    return lambda kept: kept.save(installed(at=NOON + timedelta(hours=hours)))


def goes(hours: int) -> Move:
    return lambda kept: kept.leave(WORKSPACE, NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("moves", "is_here"),
    [
        ([comes(0)], True),
        ([comes(0), goes(1)], False),
        ([comes(0), goes(1), goes(1), goes(2)], False),
        ([comes(0), goes(1), comes(2)], True),
        ([comes(0), goes(1), comes(3), goes(2)], True),
        ([comes(0), comes(3), goes(2)], True),
        ([comes(0), comes(3), goes(2), goes(4)], False),
        ([goes(1)], False),
        ([goes(1), comes(2), goes(1)], True),
    ],
)
def test_the_newest_of_coming_and_going_holds(
    kept: SqlInstallations, moves: list[Move], is_here: bool
) -> None:
    """Slack tells that we were put out more than once, late, and after we were let in again."""
    for move in moves:
        move(kept)
    assert (kept.find(WORKSPACE) is not None) == is_here
    assert kept.is_away(WORKSPACE) != is_here
    assert (WORKSPACE in kept.away()) != is_here


def test_in_the_second_we_came_we_can_be_put_out(kept: SqlInstallations) -> None:
    """Slack tells times in whole seconds: one that began before we came may end after it."""
    kept.save(installed(at=NOON + timedelta(seconds=0.7)))
    assert kept.leave(WORKSPACE, NOON)
    assert not kept.leave(WORKSPACE, NOON)


def test_let_in_again_while_a_late_farewell_is_kept_we_stay(
    url: str, kept: SqlInstallations
) -> None:
    """Whichever of the two ends first: at the same moment, over and over."""
    engines = [open_engine(url) for _ in range(2)]
    one, other = (SqlInstallations(engine, [KEY]) for engine in engines)
    for hour in range(0, 40, 2):
        at, back = NOON + timedelta(hours=hour), NOON + timedelta(hours=hour + 1)
        kept.save(installed(at=at - timedelta(minutes=1)))
        at_once = Barrier(2)

        def comes_back(meeting: Barrier, when: datetime) -> None:
            meeting.wait()
            one.save(installed(at=when))

        def is_put_out(meeting: Barrier, when: datetime) -> None:
            meeting.wait()
            other.leave(WORKSPACE, when)

        with ThreadPoolExecutor(2) as threads:
            both = [
                threads.submit(comes_back, at_once, back),
                threads.submit(is_put_out, at_once, at),
            ]
        assert [done.result() for done in both] == [None, None]
        assert kept.find(WORKSPACE) is not None
    for engine in engines:
        engine.dispose()


def test_who_put_us_out_hears_nothing_until_they_let_us_in(
    engine: Engine, kept: SqlInstallations, queues: SqlQueues, records: SqlRecords
) -> None:
    """What waits is parked, what falls due waits; afterwards both go on. Others are not touched."""
    kept.save(installed())
    for workspace in (WORKSPACE, "T2"):
        with records.work(workspace) as work:
            work.send(a_sending(f"post of {workspace}"), NOON)
            work.plan_due("digest", "U1", NOON)
            work.commit()
    kept.leave(WORKSPACE, NOON)
    assert [one.workspace for one in _taken(queues)] == ["T2"]
    assert [one.workspace for one in queues.fall_due(NOON, NOON, 9, 60, ["digest"])] == ["T2"]
    assert [(one.workspace, one.reason) for one in queues.parked()] == [(WORKSPACE, LEFT)]
    with engine.connect() as connection:
        assert connection.scalars(select(tables.installations.c.sealed)).all() == [None]
    kept.save(installed(at=LATER))
    assert [one.workspace for one in _taken(queues)] == [WORKSPACE]
    assert [one.workspace for one in queues.fall_due(NOON, NOON, 9, 60, ["digest"])] == [WORKSPACE]


def _taken(queues: SqlQueues) -> list[Any]:
    from bot.ports import Pace

    return queues.take(NOON + timedelta(seconds=1), 9, 60, Pace(0, 0))


def test_a_token_that_is_not_kept_here_can_come_back(
    kept: SqlInstallations, queues: SqlQueues
) -> None:
    """With the one token of a setting, too, we were put out and can return, once."""
    assert not kept.return_to(WORKSPACE, NOON)
    assert not kept.leave(WORKSPACE, NOON - DAY)
    assert not kept.is_away(WORKSPACE)
    kept.leave(WORKSPACE, NOON)
    assert kept.return_to(WORKSPACE, LATER)
    assert not kept.return_to(WORKSPACE, LATER)
    assert not kept.is_away(WORKSPACE)
    assert queues.parked() == []
    assert not kept.leave(WORKSPACE, NOON)


def test_an_organisations_token_holds_in_the_workspaces_it_let_us_into(
    engine: Engine, kept: SqlInstallations
) -> None:
    """One goes alone, or all with the organisation, and with it they come back. One that was in by
    the token of a setting before has none of its own.
    """
    kept.return_to("T1", NOON)
    assert not kept.link("T1", "E1", NOON)
    kept.save(an_organisation())
    kept.save(installed("T3"))
    for workspace in ("T1", "T2", "T3"):
        assert kept.link(workspace, "E1", NOON)
    keyless = SqlInstallations(engine)
    assert [keyless.through(one) for one in ("T1", "T3", "T9")] == ["E1", None, None]
    assert [found(kept, one) for one in ("T1", "T2", "T3")] == ["E1", "E1", "T3"]
    kept.leave("T2", LATER)
    assert [found(kept, one) for one in ("T1", "T2", "T3")] == ["E1", None, "T3"]
    assert not kept.link("T2", "E1", LATER)
    kept.leave("E1", SOON)
    assert [found(kept, one) for one in ("T1", "T2", "T3")] == [None, None, "T3"]
    kept.save(an_organisation(SOON + DAY))
    assert [found(kept, one) for one in ("T1", "T2", "T3")] == ["E1", None, "T3"]


def found(kept: SqlInstallations, workspace: str) -> str | None:
    known = kept.find(workspace)
    return known.workspace if known else None


def renew(kept: SqlInstallations, now: datetime = LATER) -> Installed | None:
    return kept.begin_renewal(WORKSPACE, now, now + timedelta(hours=2), 60)


def fresh(name: str = "new") -> Grant:
    return Grant(token=SecretStr(name), refresh=SecretStr(f"r-{name}"), expires_at=LATER + DAY)


def test_of_all_processes_one_renews_a_token(url: str, kept: SqlInstallations) -> None:
    """A refresh token is good once: whoever comes second, at the same moment, has nothing to do."""
    kept.save(installed())
    assert kept.to_renew(LATER) == []
    assert kept.to_renew(SOON) == [WORKSPACE]
    engines = [open_engine(url) for _ in range(4)]
    at_once = Barrier(len(engines))

    def race(engine: Engine) -> Installed | None:
        at_once.wait()
        return renew(SqlInstallations(engine, [KEY]))

    with ThreadPoolExecutor(len(engines)) as threads:
        winners = [one for one in threads.map(race, engines) if one is not None]
    for engine in engines:
        engine.dispose()
    assert winners == [installed()]
    assert kept.renewed(winners[0], fresh())
    known = kept.find(WORKSPACE)
    assert known is not None
    assert known.grant == fresh()
    assert renew(kept) is None


def test_a_renewal_that_never_ended_is_tried_again(kept: SqlInstallations) -> None:
    """Who died with the answer leaves a refresh token that is spent: that is known, not silent. The
    old token is good until it ends.
    """
    kept.save(installed())
    assert renew(kept) is not None
    assert renew(kept) is None
    spent = renew(kept, LATER + timedelta(seconds=61))
    assert spent is not None
    assert kept.not_renewed(spent, "invalid_refresh_token xoxe-secret")
    assert [one.broken for one in kept.standings()] == ["invalid_refresh_token"]
    assert [one.workspace for one in apart(kept.standings())[1]] == [WORKSPACE]
    assert kept.find(WORKSPACE) == installed()
    assert kept.to_renew(SOON) == []
    assert renew(kept, LATER + DAY) is None
    kept.save(installed(at=LATER))
    assert [one.broken for one in kept.standings()] == [None]


def test_a_late_renewal_is_not_kept_instead_of_a_newer_token(kept: SqlInstallations) -> None:
    """Installed again, renewed by another process, or put out meanwhile: that holds."""
    kept.save(installed())
    spent = renew(kept)
    assert spent is not None
    assert kept.renewed(spent, fresh())
    assert not kept.renewed(spent, fresh("late"))
    assert not kept.not_renewed(spent, "invalid_refresh_token")
    kept.leave(WORKSPACE, SOON)
    assert not kept.renewed(spent.model_copy(update={"grant": fresh()}), fresh("later"))
    assert kept.find(WORKSPACE) is None


def test_a_state_is_good_once_for_a_while(engine: Engine) -> None:
    """Two tabs with the same one, one that nobody was given, one that is over."""
    states = SqlStates(engine)
    states.keep("one", NOON - DAY, NOON)
    assert not states.use("one", NOON)
    states.keep("nobody's", NOON - DAY, NOON)
    states.keep("two", NOON, LATER)
    assert not states.use("other", NOON)
    assert states.use("two", NOON)
    assert not states.use("two", NOON)
    with engine.connect() as connection:
        assert connection.execute(select(tables.oauth_states)).all() == []


def test_who_put_us_out_is_forgotten_once_the_grace_is_over(
    engine: Engine, kept: SqlInstallations, records: SqlRecords
) -> None:
    """With a receipt and tombstones, as when somebody asks for it; nobody else loses a row. That
    we are nobody there is still known, for what comes late.
    """
    stones: list[Any] = []
    with records.work("T2") as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.commit()
    kept.save(installed())
    kept.leave(WORKSPACE, LATER)
    assert kept.overdue(NOON) == []
    assert purge(engine, WORKSPACE, NOON, SOON, stones.extend) is None
    assert kept.overdue(LATER) == [WORKSPACE]
    receipt = purge(engine, WORKSPACE, LATER, SOON, stones.extend)
    assert receipt is not None
    assert receipt.removed["investments"] == 1
    assert (stones[0].what, stones[0].id) == ("workspace", WORKSPACE)
    assert records.workspaces() == ["T2"]
    assert purge(engine, WORKSPACE, LATER, SOON, stones.extend) is None
    assert (kept.overdue(SOON), kept.is_away(WORKSPACE)) == ([], True)
    assert not kept.leave(WORKSPACE, SOON)
    kept.save(installed(at=SOON + DAY))
    assert [one.purged_at for one in kept.standings()] == [None]


def test_let_in_again_nothing_is_forgotten(
    engine: Engine, kept: SqlInstallations, records: SqlRecords
) -> None:
    """Even where it was about to be; and of who had nothing on record no row is left behind."""
    kept.leave(WORKSPACE, NOON)
    kept.save(installed(at=LATER))
    assert purge(engine, WORKSPACE, SOON, SOON, lambda _: None) is None
    assert records.workspaces() == [WORKSPACE]
    kept.leave("T9", NOON)
    receipt = purge(engine, "T9", SOON, SOON, lambda _: None)
    assert receipt is not None
    assert receipt.removed == {"lanes": 1}
    assert kept.away() == {"T9"}
