"""Installing, being put out, and speaking with the right token: the real flow over real rows."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Engine

from bot.access import Purging, many_workspaces, one_workspace
from bot.errors import ChatError, RecordsError
from bot.sandbox.cast import WHO
from bot.sandbox.shapes import BOT_SCOPES
from bot.slack.calls import async_web_client
from bot.slack.install import Installations, ManyTokens
from bot.slack.leaving import told
from bot.slack.listeners import build_app
from bot.slack.oauth import STATE_SECONDS
from bot.slack.rotation import Keys
from bot.slack.scopes import BOT, NAMES
from bot.web import build_web
from storage.database import migrate, open_engine
from storage.installations import SqlInstallations
from tests.slack.conftest import FakeEdge, Server
from tests.slack.installing import CLIENT_ID, CLIENT_SECRET, HOURS, Slacks
from tests.slack.slackside import SECRET, Slack, event_body, mention, slash

START = datetime.now(UTC).replace(microsecond=0)
KEY = Fernet.generate_key().decode()


@dataclass
class House:
    """The bot's edge, its rows, and all of Slack; `browser` keeps cookies as a browser does."""

    slacks: Slacks
    slack: Slack
    browser: httpx.AsyncClient
    edge: FakeEdge
    kept: SqlInstallations
    speaking: Installations
    each_sweep: Callable[[], None]

    def later(self, **passed: float) -> None:
        self.slacks.now += timedelta(**passed)

    async def begin(self, **query: str) -> dict[str, list[str]]:
        """Open the page of an installation: what it sends to Slack."""
        page = await self.browser.get("/slack/install", params=query)
        assert page.status_code == 200
        link = unescape(page.text.split('class="button" href="')[1].split('"')[0])
        return parse_qs(urlsplit(link).query)

    async def end(self, **query: str) -> httpx.Response:
        """Slack sends the browser back."""
        return await self.browser.get("/slack/oauth_redirect", params=query)

    async def install(self, home: str) -> httpx.Response:
        asked = await self.begin()
        return await self.end(state=asked["state"][0], code=self.slacks.code(home))

    async def tells(self, workspace: str | None, event: dict[str, Any], **outer: Any) -> None:
        """An event about us, of now; who was put out is authorised nowhere."""
        seconds = int(self.slacks.now.timestamp())
        more = {"team_id": workspace, "event_time": seconds, "authorizations": [], **outer}
        assert (await self.slack.event(event_body(event, **more))).status_code == 200

    async def says(self, workspace: str, **outer: Any) -> int:
        """Somebody mentions us there: what Slack is answered."""
        told_to = {"team_id": workspace, "user_id": "UBOT", "is_bot": True, **outer}
        said = mention("<@U0BOT> what improved?", ts=f"{self.slacks.numbers}.000100")
        body = event_body(said, event_id=f"Ev{self.slacks.numbers}")
        self.slacks.numbers += 1
        answer = await self.slack.event(body | {"team_id": workspace, "authorizations": [told_to]})
        return answer.status_code


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    found = open_engine(f"sqlite:///{tmp_path / 'records.db'}")
    migrate(found)
    return found


@pytest.fixture
async def house(engine: Engine, edge_server: Server, api_server: Server) -> AsyncIterator[House]:
    slacks, edge = Slacks(START), FakeEdge()
    api_server.switch.app = slacks.app
    kept, names = SqlInstallations(engine, [KEY]), iter(range(1000))
    access = many_workspaces(
        Keys(CLIENT_ID, SecretStr(CLIENT_SECRET)),
        kept,
        engine,
        f"{api_server.url}/api/",
        lambda: slacks.now.timestamp(),
        lambda: slacks.now,
        lambda: f"state{next(names)}",
    )
    client = async_web_client(f"{api_server.url}/api/")
    bolt = build_app(
        edge,
        signing_secret=SECRET,
        identity=access.installations.identity,
        now=lambda: slacks.now,
        client=client,
        meet=access.installations.meet,
    )
    edge_server.switch.app = build_web(bolt, parts={}, routes=access.routes)
    cookies = _Cookies()
    async with (
        httpx.AsyncClient(base_url=edge_server.url) as http,
        httpx.AsyncClient(base_url=edge_server.url, event_hooks=cookies.hooks) as browser,
    ):
        yield House(
            slacks, Slack(http), browser, edge, kept, access.installations, access.each_sweep
        )
    engine.dispose()


class _Cookies:
    """Keeps cookies for a secure site, as a browser does for this machine too."""

    def __init__(self) -> None:
        self.kept = ""
        self.hooks: dict[str, list[Callable[..., Any]]] = {
            "request": [self._send],
            "response": [self._keep],
        }

    async def _send(self, request: httpx.Request) -> None:
        request.headers["cookie"] = self.kept

    async def _keep(self, response: httpx.Response) -> None:
        for line in response.headers.get_list("set-cookie"):
            self.kept = line.split(";")[0]
            assert "Secure" in line
            assert "HttpOnly" in line


async def test_an_admin_installs_it_and_it_speaks_there(house: House) -> None:
    """The page asks for the least, each with its reason; afterwards it says who installed what, and
    what to do next, with names as text.
    """
    asked = await house.begin()
    assert asked["scope"] == [",".join(NAMES)]
    assert asked["user_scope"] == [""] if "user_scope" in asked else True
    assert asked["client_id"] == [CLIENT_ID]
    page = await house.end(state=asked["state"][0], code=house.slacks.code("T1"))
    assert page.status_code == 200
    shown = unescape(page.text)
    for words in ("is installed in The <i>T1</i> & co", "Priya <b>Raman</b>", "/whatimproved new"):
        assert words in shown
    assert "<i>" not in page.text
    assert "<b>" not in page.text
    assert "no-store" in page.headers["cache-control"]
    assert await house.says("T1") == 200
    assert len(house.edge.received) == 1
    house.speaking.client("T1").chat_postMessage(channel="C1", text="T1")
    assert house.slacks.calls[-1][:2] == ("chat.postMessage", "T1")


def test_every_scope_has_its_reason() -> None:
    """Who grants it reads why; none is asked for twice, and the local workspace grants the same."""
    assert len({one.name for one in BOT}) == len(BOT)
    assert all(one.reason.startswith("to ") for one in BOT)
    assert set(NAMES) == BOT_SCOPES == WHO.scopes


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ({"error": "access_denied"}, 200, "said no in Slack"),
        ({"error": "<script>"}, 200, "did not finish"),
        ({"code": "code1"}, 400, "another browser"),
        ({"code": "code1", "state": "made-up"}, 400, "another browser"),
        ({"state": "yes"}, 401, "without what it takes"),
        ({"state": "yes", "code": "stale"}, 401, "good once"),
    ],
)
async def test_what_goes_wrong_is_told_in_plain_words(
    house: House, how: dict[str, str], status: int, words: str
) -> None:
    """Nothing is kept, nothing of Slack's own words is repeated, and one can begin again."""
    state = (await house.begin())["state"][0]
    given = how | ({"state": state} if how.get("state") == "yes" else {})
    page = await house.end(**given)
    assert page.status_code == status
    assert words in page.text
    assert "/slack/install" in page.text
    assert not {"<script>", "stale", state} & set(page.text.split('"'))
    assert house.kept.standings() == []


async def test_a_state_is_good_once_in_its_browser_for_ten_minutes(house: House) -> None:
    """Who is sent a link that somebody else began with does not install for them."""
    state = (await house.begin())["state"][0]
    other = house.browser
    async with httpx.AsyncClient(base_url=other.base_url) as stranger:
        query = {"state": state, "code": house.slacks.code("T1")}
        assert (await stranger.get("/slack/oauth_redirect", params=query)).status_code == 400
    assert (await house.end(**query)).status_code == 200
    again = {"state": state, "code": house.slacks.code("T2")}
    assert (await house.end(**again)).status_code in (400, 401)
    late = (await house.begin())["state"][0]
    house.later(seconds=STATE_SECONDS + 1)
    page = await house.end(state=late, code=house.slacks.code("T2"))
    assert (page.status_code, [one.workspace for one in house.kept.standings()]) == (401, ["T1"])


async def test_what_cannot_be_kept_is_told(
    house: House, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """The page says so; no log holds a code, a token or a state."""
    asked = await house.begin()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE installations RENAME TO gone")
    with caplog.at_level(logging.DEBUG):
        page = await house.end(state=asked["state"][0], code=house.slacks.code("T1"))
    assert page.status_code == 500
    assert "could not be kept here" in page.text
    for secret in ("xox", "code1", asked["state"][0], CLIENT_SECRET):
        assert not [
            one
            for one in caplog.records
            if secret in one.getMessage() and one.name.startswith(("bot", "whatimproved", "slack"))
        ]


async def test_only_a_workspace_is_named_to_slack(house: House) -> None:
    """What stands in our address goes into Slack's only where it is an id."""
    assert (await house.begin(team="T0HOME"))["team"] == ["T0HOME"]
    assert "team" not in await house.begin(team="T1&redirect_uri=https://evil.example")


async def test_where_it_is_not_installed_nothing_is_taken(house: House) -> None:
    """As ever: an event is not sent again, and a person is told."""
    assert await house.says("T9") == 403
    told_to = await house.slack.command(**slash("help", team_id="T9"))
    assert "not installed" in told_to.text
    with pytest.raises(ChatError, match="app_uninstalled"):
        house.speaking.client("T9")


UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT"]}}


@pytest.mark.parametrize("order", [(UNINSTALLED, REVOKED), (REVOKED, UNINSTALLED), (REVOKED,)])
async def test_put_out_it_falls_silent_at_once(
    house: House, order: tuple[dict[str, Any], ...]
) -> None:
    """In any order, twice, and late: what is older than the newest installation changes nothing."""
    await house.install("T1")
    await house.install("T2")
    house.later(minutes=1)
    left_at = int(house.slacks.now.timestamp())
    house.slacks.revoke("T1")
    for event in (*order, *order):
        await house.tells("T1", event)
    assert await house.says("T1") == 403
    with pytest.raises(ChatError):
        house.speaking.client("T1")
    assert await house.says("T2") == 200
    house.later(minutes=1)
    await house.install("T1")
    await house.tells("T1", order[0], event_time=left_at)
    assert await house.says("T1") == 200
    house.speaking.client("T1").chat_postMessage(channel="C1", text="back")
    assert house.slacks.refused == []


async def test_a_persons_own_token_is_no_farewell(house: House) -> None:
    """Somebody leaves, their token is revoked: the bot's is not."""
    await house.install("T1")
    await house.tells("T1", {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
    assert await house.says("T1") == 200


async def test_one_permission_for_an_organisation(house: House) -> None:
    """Its token is used in each workspace, which is named in the call; one can be taken out."""
    page = await house.install("E1")
    assert "whole organisation" in page.text
    whole = {"is_enterprise_install": True, "enterprise_id": "E1"}
    assert await house.says("T1") == 403
    for workspace in ("T1", "T2"):
        assert await house.says(workspace, **whole) == 200
        house.speaking.client(workspace).users_list()
        assert house.slacks.calls[-1][1] == "E1"
        assert house.slacks.calls[-1][2]["team_id"] == workspace
    command = slash("help", team_id="T3", is_enterprise_install="true", enterprise_id="E1")
    assert "I am a bot" in (await house.slack.command(**command)).text
    house.later(minutes=1)
    access = {"team_ids": ["T2"]}
    await house.tells("E1", {"type": "team_access_revoked", **access}, enterprise_id="E1")
    assert (await house.says("T1"), await house.says("T2", **whole)) == (200, 403)
    house.later(minutes=1)
    await house.tells("E1", {"type": "team_access_granted", **access}, enterprise_id="E1")
    assert await house.says("T2") == 200
    await house.tells("T1", UNINSTALLED)
    assert (await house.says("T1", **whole), await house.says("T2", **whole)) == (403, 403)


async def test_a_token_is_renewed_before_it_ends(house: House) -> None:
    """By the time alone, and at the latest when it is used; nobody notices."""
    await house.install("T1")
    speaking = house.speaking
    assert isinstance(speaking, ManyTokens)
    first = house.slacks.tokens[-1].value
    speaking.renew_all()
    assert speaking.client("T1").token == first
    house.later(hours=HOURS - 1)
    speaking.renew_all()
    second = speaking.client("T1").token
    house.later(hours=HOURS + 3)
    speaking.client("T1").chat_postMessage(channel="C1", text="late")
    assert len({first, second, speaking.client("T1").token}) == 3
    assert house.slacks.refused == []


async def test_a_spent_refresh_token_is_told_and_not_tried_for_ever(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A crash between Slack's answer and our commit: the next try is refused, and that stands on
    record until somebody installs it again.
    """
    await house.install("T1")
    house.slacks.spent.add(house.slacks.tokens[-1].refresh)
    house.later(hours=HOURS - 1)
    speaking = house.speaking
    assert isinstance(speaking, ManyTokens)
    for _ in range(3):
        speaking.renew_all()
    assert [one.broken for one in house.kept.standings()] == ["invalid_refresh_token"]
    assert len([one for one in caplog.records if "install again" in one.getMessage()]) == 1
    assert speaking.client("T1").token == house.slacks.tokens[-1].value
    await house.install("T1")
    assert [one.broken for one in house.kept.standings()] == [None]


async def test_an_uninstall_that_nobody_told_us_of_is_noticed(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Within a day, for a token that ends as for one that does not; of an organisation with all
    that is in through it. Whatever else Slack answers puts nobody out.
    """
    for home in ("T1", "T2", "E1"):
        await house.install(home)
    assert house.kept.link("T3", "E1", START)
    house.slacks.calls.clear()
    house.each_sweep()
    house.each_sweep()
    assert [home for _, home, _ in house.slacks.calls] == ["E1", "T1", "T2"]
    house.slacks.revoke("T1")
    house.slacks.revoke("E1")
    house.later(hours=23)
    house.each_sweep()
    assert house.kept.away() == frozenset()
    house.later(hours=1)
    house.each_sweep()
    assert house.kept.away() == {"T1", "E1", "T3"}
    house.later(days=3)
    house.slacks.spent.add(house.slacks.tokens[-1].refresh)
    house.each_sweep()
    assert house.kept.away() == {"T1", "E1", "T3"}
    assert "and were not told" in caplog.text


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_where_a_renewal_is_refused_because_we_were_put_out_that_is_kept(
    house: House, code: str
) -> None:
    """Nobody has to install it again who has just removed it; who let us in since stays."""
    await house.install("T1")
    house.later(hours=HOURS - 1)
    house.slacks.answers = {"ok": False, "error": code}
    house.each_sweep()
    assert house.kept.away() == {"T1"}
    assert [one.broken for one in house.kept.standings()] == [None]


async def test_with_one_token_of_a_setting_it_can_be_put_out_and_return(
    engine: Engine, api_server: Server
) -> None:
    """Nothing else changes for a single workspace."""
    slacks = Slacks(START)
    api_server.switch.app = slacks.app
    slacks._installed("T1")
    token, kept = slacks.tokens[-1].value, SqlInstallations(engine)
    edge = async_web_client(f"{api_server.url}/api/")

    def access() -> Any:
        return one_workspace(token, kept, edge, lambda: 0.0, lambda: slacks.now)

    running = access()
    await running.begin()
    assert running.is_known()
    assert (await running.installations.identity("T1")).token == token
    seconds = int(slacks.now.timestamp())
    body = event_body(UNINSTALLED, team_id="T1", event_time=seconds, authorizations=[])
    assert await running.installations.meet(body)
    assert await running.installations.identity("T1") is None
    with pytest.raises(ChatError):
        running.installations.client("T1")
    again = access()
    await again.begin()
    assert again.installations.client("T1").token == token
    slacks.now += timedelta(minutes=1)
    for kind, is_in in (("revoked", False), ("granted", True)):
        event = {"type": f"team_access_{kind}", "team_ids": ["T1"]}
        seconds = int(slacks.now.timestamp())
        await again.installations.meet(event_body(event, event_time=seconds))
        assert (await again.installations.identity("T1") is not None) == is_in
    engine.dispose()


async def test_with_one_token_an_uninstall_that_nobody_told_us_of_is_noticed(
    engine: Engine, api_server: Server
) -> None:
    """Within a day, as with many; and nothing is asked before it is known whose the token is."""
    slacks = Slacks(START)
    api_server.switch.app = slacks.app
    slacks._installed("T1")
    kept, edge = SqlInstallations(engine), async_web_client(f"{api_server.url}/api/")
    token = slacks.tokens[-1].value
    access = one_workspace(token, kept, edge, lambda: 0.0, lambda: slacks.now)
    access.each_sweep()
    assert slacks.calls == []
    await access.begin()
    access.each_sweep()
    slacks.revoke("T1")
    slacks.now += timedelta(hours=23)
    access.each_sweep()
    assert kept.away() == frozenset()
    slacks.now += timedelta(hours=1)
    access.each_sweep()
    assert kept.away() == {"T1"}
    engine.dispose()


class Pauses:
    """Waits no time; what `then` holds is done in the first ones, and then it is over."""

    def __init__(self, *then: Callable[[], object]) -> None:
        self.then = [*then]
        self.waited: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.then.pop(0)()


async def test_a_farewell_that_comes_after_we_were_let_in_again_is_an_old_one(
    engine: Engine, api_server: Server
) -> None:
    """With the one token of a setting: nothing was on record when the process began with the new
    token, and Slack tells of the old one for hours.
    """
    slacks = Slacks(START)
    api_server.switch.app = slacks.app
    slacks._installed("T1")
    token, kept = slacks.tokens[-1].value, SqlInstallations(engine)
    edge = async_web_client(f"{api_server.url}/api/")
    access = one_workspace(token, kept, edge, lambda: 0.0, lambda: slacks.now)
    await access.begin()
    ago = int(slacks.now.timestamp()) - 3_600
    late = event_body(UNINSTALLED, team_id="T1", event_time=ago, authorizations=[])
    assert await access.installations.meet(late)
    assert await access.installations.identity("T1") is not None
    assert kept.away() == frozenset()
    engine.dispose()


async def test_where_slack_or_the_records_do_not_answer_the_return_is_looked_for_again(
    engine: Engine, api_server: Server, tmp_path: Path
) -> None:
    """In longer and longer steps; until then nobody is forgotten. Refused, there is nothing to
    wait for: it is tried for as long as the process lives all the same.
    """
    slacks = Slacks(START)
    slacks._installed("T1")
    token, kept = slacks.tokens[-1].value, SqlInstallations(engine)
    kept.leave("T1", START - timedelta(days=3))
    purging_told: list[bool] = []

    def look() -> None:
        purging_told.append(access.is_told())
        purging.sweep(slacks.now)

    def slack_answers() -> None:
        look()
        api_server.switch.app = slacks.app
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE installations RENAME TO gone")

    def records_answer() -> None:
        purging_told.append(access.is_told())
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO installations")
        look()

    pause = Pauses(look, look, look, look, slack_answers, records_answer)
    edge = async_web_client(f"{api_server.url}/api/")
    access = one_workspace(token, kept, edge, lambda: 0.0, lambda: slacks.now, pause)
    purging = Purging(engine, kept, tmp_path, timedelta(days=2), is_told=access.is_told)
    api_server.switch.app = _silent
    await access.begin()
    assert pause.waited == [5, 10, 20, 40, 60, 60]
    assert (set(purging_told), access.is_told()) == ({False}, True)
    assert access.installations.client("T1").token == token
    purging.sweep(slacks.now)
    assert not (tmp_path / "receipts.jsonl").exists()
    engine.dispose()


def test_one_that_cannot_be_forgotten_keeps_no_other_from_it(
    engine: Engine, tmp_path: Path
) -> None:
    """Nobody is forgotten within the hour: what was under way may yet be kept."""
    failing = [RecordsError("the disk is full")]

    def also() -> None:
        if failing:
            raise failing.pop()

    kept = SqlInstallations(engine)
    kept.leave("T1", START)
    kept.leave("T2", START)
    purging = Purging(engine, kept, tmp_path, timedelta(0), also)
    purging.sweep(START + timedelta(minutes=59))
    assert {one.purged_at for one in kept.standings()} == {None}
    hour_later = START + timedelta(hours=1)
    with pytest.raises(RecordsError, match="full"):
        purging.sweep(hour_later)
    assert [one.purged_at for one in kept.standings()] == [hour_later, hour_later]
    engine.dispose()


async def test_a_token_that_is_refused_keeps_nobody_from_being_forgotten(
    engine: Engine, api_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """Who put us out and never came back; it is told once, and once Slack takes the token it is
    answered.
    """
    slacks = Slacks(START)
    api_server.switch.app = slacks.app
    slacks._installed("T1")
    held = slacks.tokens[-1]
    held.revoked = True
    told: list[bool] = []

    def look() -> None:
        told.append(access.is_told())

    def taken() -> None:
        held.revoked = False

    pause, kept = Pauses(look, taken), SqlInstallations(engine)
    edge = async_web_client(f"{api_server.url}/api/")
    access = one_workspace(held.value, kept, edge, lambda: 0.0, lambda: slacks.now, pause)
    await access.begin()
    assert (told, access.is_known()) == ([True], True)
    assert len([one for one in caplog.records if "SLACK_BOT_TOKEN" in one.getMessage()]) == 1
    engine.dispose()


async def _silent(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 503, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "event_callback"},
        {"type": "event_callback", "event": {"type": "message"}},
        {"type": "event_callback", "event": {"type": "tokens_revoked"}},
        {"type": "event_callback", "event": {"type": "tokens_revoked", "tokens": [1]}},
    ],
)
def test_what_is_no_farewell_is_taken_for_none(body: dict[str, Any]) -> None:
    """However little there is of it."""
    assert told(body) is None


def test_an_organisations_farewell_may_name_no_workspace() -> None:
    """Nor say whose installation it was."""
    event = {"type": "event_callback", "enterprise_id": "E1", "event": UNINSTALLED}
    found = told(event)
    assert found is not None
    assert found.workspaces == ("E1",)


@pytest.mark.parametrize("time", [None, "soon", -1, 10**15, True])
def test_a_farewell_without_a_time_is_one_of_now(time: object) -> None:
    """Stand-ins send sparser events."""
    event = {"type": "event_callback", "team_id": "T1", "event": UNINSTALLED, "event_time": time}
    found = told(event)
    assert found is not None
    assert (found.workspaces, found.at if time is not True else None) == (("T1",), None)


ODD = {"ok": True, "access_token": "new", "expires_in": "soon"}


async def test_where_slack_does_not_answer_a_renewal_is_tried_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever it answers in its place; the old token is used for as long, and no log tells it."""
    await house.install("T1")
    speaking = house.speaking
    assert isinstance(speaking, ManyTokens)
    house.later(hours=HOURS - 1)
    first = speaking.client("T1").token
    for strange in ({"ok": False, "error": "ratelimited"}, {"ok": True}, {"error": 1}, ODD):
        house.slacks.answers = strange
        speaking.renew_all()
        assert speaking.client("T1").token == first
        house.later(minutes=2)
    assert [one.broken for one in house.kept.standings()] == [None]
    house.slacks.answers = None
    speaking.renew_all()
    assert speaking.client("T1").token != first
    assert "xox" not in "".join(one.getMessage() for one in caplog.records)
