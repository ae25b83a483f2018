"""Serving Slack: what has to be set for it, and the process that does it."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot import app
from bot.errors import SettingsError
from bot.settings import MAKES_A_KEY, Settings

if TYPE_CHECKING:
    from bot.metrics import Metrics

GRACE = 10
"""Seconds that requests in hand are given when the process is asked to end."""

_SECRET = "SLACK_SIGNING_SECRET"


def serve(settings: Settings) -> None:
    """Serve Slack until the process is ended. Raises SettingsError where something is missing."""
    import uvicorn

    from bot.logs import set_up

    check_complete(settings)
    set_up(settings.log_form(sys.stderr.isatty()), settings.log_level, secrets_of(settings))
    with app.hold(settings):
        app.tell_where(settings, settings.port)
        bot = app.build_bot(
            settings,
            _told(settings.slack_signing_secret),
            _told(settings.slack_bot_token),
            api_url=settings.slack_api_url,
            app_token=_told(settings.slack_app_token),
        )
        end = _serve_metrics(settings, bot.metrics)
        uvicorn.run(
            bot.web,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=GRACE,
        )
        end()


def check_complete(settings: Settings) -> None:
    """Raises SettingsError naming all that is missing, or one too many."""
    missing = settings.missing_to_serve
    if missing:
        key = f" {MAKES_A_KEY}" if "WHATIMPROVED_SECRET_KEY" in missing else ""
        socket = " Socket Mode takes SLACK_APP_TOKEN instead." if missing[-1] == _SECRET else ""
        raise SettingsError(f"{' and '.join(missing)} must be set to serve Slack.{socket}{key}")
    if settings.slack_bot_token and settings.is_for_many:
        raise SettingsError(
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one of them."
        )


def secrets_of(settings: Settings) -> list[str]:
    """Every value that may appear in no log."""
    kept = (
        settings.slack_bot_token,
        settings.slack_signing_secret,
        settings.slack_app_token,
        settings.slack_client_secret,
        settings.openai_api_key,
        settings.anthropic_api_key,
    )
    return [*(one.get_secret_value() for one in kept if one), *settings.secret_keys]


def _told(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _serve_metrics(settings: Settings, metrics: "Metrics") -> Callable[[], None]:
    """On a port of their own, for this machine unless set otherwise: Slack's requests come from
    outside, and how the work goes is nobody's business there.
    """
    if settings.metrics_port is None:
        return lambda: None
    return metrics.serve(settings.metrics_host, settings.metrics_port)
