"""The manifest: what the Slack app has to be, for Slack's own page to make it so."""

from typing import Any, Final

import yaml

from bot.benefits.facts import Value
from bot.slack.scopes import BOT, CALLS, EVENTS, NAMES
from bot.slack.shortcuts import CHALLENGE, HINDERS, RECORD

EVENTS_PATH: Final = "/slack/events"
INTERACTIONS_PATH: Final = "/slack/interactions"
COMMANDS_PATH: Final = "/slack/commands"
REDIRECT_PATH: Final = "/slack/oauth_redirect"


class ManifestTexts(Value):
    """What people read of the app in Slack. `bot` is what it is called among people, where Slack
    takes no question mark; `prompts` are titles and the questions they stand for.
    """

    name: str = "What Improved?"
    bot: str = "What Improved"
    description: str = "Asks what a technology investment improved, and keeps an honest record."
    long_description: str = (
        "I am a bot. I read what teams post about a technology investment, tell what was delivered "
        "from what got better, ask for the one thing that is missing, and keep an honest record "
        "that answers: what improved? Nothing is recorded until a person says so. I read channels "
        "I was invited to, and I use no language model. Type /whatimproved help to begin."
    )
    agent: str = (
        "Ask me what an investment improved: I answer from what your teams recorded, every figure "
        "with its source, and say what nobody knows yet. I show you what you may see, and no more."
    )
    prompts: tuple[tuple[str, str], ...] = (
        ("What improved?", "What improved?"),
        ("What got worse?", "What got worse?"),
        ("What I sponsor", "What improved in everything I sponsor?"),
        ("What I can ask", "What can you do?"),
    )
    challenge: str = "Challenge this update"
    challenge_does: str = "Asks in the thread what this update leaves open"
    record: str = "Record a measurement"
    record_does: str = "Puts a figure on record, with its day and its source"
    hinders: str = "Say what gets in the way"
    hinders_does: str = "What keeps people from using a new tool, with or without your name"
    command: str = "/whatimproved"
    command_does: str = "What improved, and how this channel's investments are kept"
    command_hint: str = "improved [NAME] | new NAME: MEASURE in UNIT | settings | help"


ENGLISH: Final = ManifestTexts()

HEAD: Final = (
    "# api.slack.com/apps → Create New App → From a manifest: paste this there.\n"
    "# To change an app there is: its own page → App Manifest, then Reinstall.\n"
)

_REASONS: Final = {one.name: one.reason for one in (*BOT, *EVENTS)} | {
    "socket_mode_enabled: true": "needs an app-level token with connections:write",
    "org_deploy_enabled: true": "so that an organisation can install it once for all",
    "token_rotation_enabled: true": "tokens end after 12 hours and are renewed; cannot be undone",
    "token_rotation_enabled: false": "one token in a setting cannot be renewed",
    "should_escape: true": "so that people and channels come as ids, not as names",
}


def manifest(
    url: str | None = None,
    *,
    is_socket: bool = False,
    is_many: bool = False,
    texts: ManifestTexts = ENGLISH,
) -> dict[str, Any]:
    """The app that this release needs. `url` is where Slack and browsers reach us, without a slash
    at its end; None, or `is_socket`, for Socket Mode. `is_many` is for workspaces that install it
    themselves: then there has to be a `url`, which their browsers are sent back to.
    """
    called = None if is_socket else url
    return {
        "display_information": {
            "name": texts.name,
            "description": texts.description,
            "long_description": texts.long_description,
        },
        "features": _features(called, texts),
        "oauth_config": _oauth(url if is_many else None),
        "settings": {
            "event_subscriptions": {
                **_at("request_url", called, EVENTS_PATH),
                "bot_events": [one.name for one in EVENTS],
            },
            "interactivity": {
                "is_enabled": True,
                **_at("request_url", called, INTERACTIONS_PATH),
                **_at("message_menu_options_url", called, INTERACTIONS_PATH),
            },
            "org_deploy_enabled": is_many,
            "socket_mode_enabled": called is None,
            "token_rotation_enabled": is_many,
        },
    }


def as_yaml(found: dict[str, Any]) -> str:
    """The same with the reason of each permission and event beside it."""
    dumped = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=5_000)
    return HEAD + "".join(f"{_explained(line)}\n" for line in dumped.splitlines())


def _features(called: str | None, texts: ManifestTexts) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": "views.publish" in CALLS,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": texts.bot, "always_online": True},
        "shortcuts": [
            {
                "name": texts.challenge,
                "type": "message",
                "callback_id": CHALLENGE,
                "description": texts.challenge_does,
            },
            {
                "name": texts.record,
                "type": "global",
                "callback_id": RECORD,
                "description": texts.record_does,
            },
            {
                "name": texts.hinders,
                "type": "global",
                "callback_id": HINDERS,
                "description": texts.hinders_does,
            },
        ],
        "slash_commands": [
            {
                "command": texts.command,
                **_at("url", called, COMMANDS_PATH),
                "description": texts.command_does,
                "usage_hint": texts.command_hint,
                "should_escape": True,
            }
        ],
        "agent_view": {
            "agent_description": texts.agent,
            "suggested_prompts": [
                {"title": title, "message": message} for title, message in texts.prompts
            ],
        },
    }


def _oauth(back: str | None) -> dict[str, Any]:
    redirects = {"redirect_urls": [f"{back}{REDIRECT_PATH}"]} if back else {}
    return {**redirects, "scopes": {"bot": list(NAMES)}}


def _at(key: str, url: str | None, path: str) -> dict[str, str]:
    return {} if url is None else {key: f"{url}{path}"}


def _explained(line: str) -> str:
    reason = _REASONS.get(line.strip().removeprefix("- "))
    return f"{line}  # {reason}" if reason else line
