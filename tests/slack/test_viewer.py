"""The operator's answer with `--as`: no more than that person may see in Slack now."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import NotFoundError, SettingsError
from bot.keeping import opened
from bot.operating import build_report
from bot.settings import Settings
from storage.records import SqlRecords
from tests.builders import NOON, an_investment
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN


@pytest.fixture
def settings(api: FakeApi, tmp_path: Path) -> Settings:
    """A home with an investment everybody sees and one at home in a private channel."""
    made = Settings(home=tmp_path, slack_bot_token=SecretStr(TOKEN), slack_api_url=api.url)
    with opened(made) as engine, SqlRecords(engine).work(TEAM) as work:
        work.add_investment(an_investment("i1", name="Open", channel="C1"), "U1", NOON)
        work.add_investment(an_investment("i2", name="Closed", channel="C2"), "U1", NOON)
        work.commit()
    return made


@pytest.mark.parametrize(
    ("inside", "guest", "seen"),
    [
        (["U1"], False, {"Open", "Closed"}),
        (["U9"], False, {"Open"}),
        (["U9"], True, set()),
    ],
)
def test_as_a_person_the_answer_is_what_that_person_may_see(
    api: FakeApi, settings: Settings, inside: list[str], guest: bool, seen: set[str]
) -> None:
    """A member of the private channel, one who is not, a guest in neither."""
    api.answers("users.info", {"user": {"id": "U1", "team_id": TEAM, "is_restricted": guest}})
    api.answers("conversations.list", {"channels": [{"id": "C1", "is_private": False}]})
    api.answers("conversations.info", {"channel": {"id": "C2", "is_private": True}})
    api.answers("conversations.members", {"members": inside})
    found = build_report(settings, "", None, "<@U1>")
    assert {one.investment for one in found.positions} == seen
    assert len(build_report(settings, "", None).positions) == 2


def test_who_slack_does_not_know_sees_nothing(api: FakeApi, settings: Settings) -> None:
    """Said plainly; nothing is told on a guess."""
    api.refuses("users.info", "user_not_found")
    with pytest.raises(NotFoundError, match="U404"):
        build_report(settings, "", None, "U404")


def test_without_slack_nobody_can_tell_what_a_person_may_see(settings: Settings) -> None:
    """The sentence says what to set."""
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        build_report(settings.model_copy(update={"slack_bot_token": None}), "", None, "U1")
