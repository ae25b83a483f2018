"""What `check` tells of the app in Slack: what is missing there, and what is to be clicked."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.app import open_rows
from bot.check import Finding, check
from bot.settings import Settings
from bot.slack.allowed import APP, compared, granted, in_words
from bot.slack.scopes import BOT, NAMES, Scope
from storage.installations import SqlInstallations
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM
from tests.storage.test_installations import installed

AGAIN = "Install App → Reinstall"


def of_slack(api: FakeApi, **more: str) -> dict[str, Finding]:
    """What is found of Slack with a bot token, by part."""
    from bot.check import _slack

    told = {"SLACK_BOT_TOKEN": "xoxb-very-secret", "SLACK_SIGNING_SECRET": "s"}
    settings = Settings.model_validate({**told, "SLACK_API_URL": api.url, **more})
    return {one.part: one for one in _slack(settings)}


@pytest.mark.parametrize("without", BOT)
def test_what_is_missing_is_told_with_where_to_click(without: Scope) -> None:
    """Every step by the words Slack's own page uses, each permission with its reason."""
    found = compared({*NAMES, "identify"} - {without.name})
    assert in_words(found, AGAIN) == (
        f"{APP} → OAuth & Permissions → Bot Token Scopes: add "
        f"{without.name} ({without.reason}); then {AGAIN}"
    )
    assert found.is_enough is not without.is_needed


def test_what_is_allowed_for_nothing_is_told_too() -> None:
    """Who grants the least can take it away."""
    assert compared({*NAMES, "identify"}) == ((), ())
    assert "; admin is used for nothing" in in_words(compared({*NAMES, "admin"}), AGAIN)


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"X-OAuth-Scopes": "chat:write, commands,,"}, {"chat:write", "commands"}),
        ({"x-oauth-scopes": "commands"}, {"commands"}),
        ({"X-OAuth-Scopes": " "}, None),
        ({}, None),
    ],
)
def test_what_slack_does_not_say_is_not_taken_for_nothing(
    headers: dict[str, str], found: set[str] | None
) -> None:
    """A stand-in without the header is no app without permissions."""
    assert granted(headers) == found


@pytest.mark.parametrize(
    ("allowed", "state", "is_bad"),
    [
        (",".join(NAMES), "ok", False),
        (",".join({*NAMES} - {"files:write"}), "broken", False),
        (",".join({*NAMES} - {"users:read"}), "broken", True),
        ("", "not known", False),
    ],
)
def test_check_tells_what_the_token_may_do(
    api: FakeApi, allowed: str, state: str, is_bad: bool
) -> None:
    """What only makes it nicer stands in the way of nothing; what cannot be seen is named."""
    said = {"X-OAuth-Scopes": allowed} if allowed else {}
    api.answers("auth.test", {"team": "Acme", "user": "whatimproved"}, headers=said)
    found = of_slack(api)
    assert found["Slack"].told == "speaking for whatimproved in Acme"
    assert (found["scopes"].state, found["scopes"].is_bad) == (state, is_bad)
    assert (found["app"].state, found["app"].is_bad) == ("not known", False)
    assert "whatimproved manifest" in found["app"].told


@pytest.mark.parametrize(
    ("code", "state", "words"),
    [
        ("invalid_auth", "broken", "Bot User OAuth Token"),
        ("token_revoked", "broken", "Install App first"),
        ("ratelimited", "broken", "again in a minute"),
        ("unknown_method", "not known", "does not know the method"),
        ("fatal_error", "broken", "Slack refuses (fatal_error)"),
    ],
)
def test_a_token_slack_does_not_take_is_told_with_what_to_do(
    api: FakeApi, code: str, state: str, words: str
) -> None:
    """Never with the token in it, and never as a message that waits in the outbox."""
    api.refuses("auth.test", code)
    found = of_slack(api)
    assert found["Slack"].state == state
    assert words in found["Slack"].told
    assert "scopes" not in found
    assert not {"secret", "outbox"} & set(" ".join(one.told for one in found.values()).split())


def test_a_stand_in_that_knows_little_is_told_of(api: FakeApi) -> None:
    """By the least that says who we are; each method it lacks, and what is done without it."""
    api.answers("auth.test", {"team_id": TEAM, "user_id": "U0BOT"})
    api.answers("users.info", {"user": {}})
    api.refuses("conversations.info", "channel_not_found")
    found = of_slack(api)
    assert (found["Slack"].state, found["Slack"].told) == ("ok", f"speaking for U0BOT in {TEAM}")
    assert (found["methods"].state, found["methods"].is_bad) == ("not known", False)
    assert "chat.update: what would change a message is said anew" in found["methods"].told
    assert "users.info" not in found["methods"].told
    assert "conversations.info" not in found["methods"].told


def test_slack_that_cannot_be_reached_is_no_wrong_token(api: FakeApi) -> None:
    """Nor is a socket that is not given."""
    found = of_slack(api, SLACK_API_URL="http://127.0.0.1:9/api/", SLACK_APP_TOKEN="xapp-1")
    for part in ("Slack", "socket"):
        assert (found[part].state, found[part].is_bad) == ("broken", True)
        assert "could not be reached (unreachable: URLError)" in found[part].told


def test_of_many_each_that_lacks_something_is_named(tmp_path: Path) -> None:
    """By what it was allowed when it was installed; Slack is not asked for each."""
    key = Fernet.generate_key().decode()
    told = {
        "SLACK_CLIENT_ID": "1",
        "SLACK_CLIENT_SECRET": "s",
        "SLACK_SIGNING_SECRET": "s",
        "WHATIMPROVED_SECRET_KEY": key,
        "WHATIMPROVED_HOME": str(tmp_path),
    }
    settings = Settings.model_validate(told)
    rows = open_rows(settings)
    kept = SqlInstallations(rows.engine, [key])
    kept.save(installed("T1", scopes=NAMES))
    kept.save(installed("T2", scopes=tuple({*NAMES} - {"im:write"})))
    rows.close()
    found = [one for one in check(settings) if one.part == "scopes"]
    assert [one.is_bad for one in found] == [True]
    assert "add im:write (" in found[0].told
    assert found[0].told.endswith("then open /slack/install again in T2")
