"""What Slack tells of our coming and going, in our words."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from bot.slack.payloads import team_of, text_at

_OURS: Final = frozenset({"app_uninstalled", "tokens_revoked"})
_MANY: Final = {"team_access_granted": True, "team_access_revoked": False}


class Told(NamedTuple):
    """We were let in, or put out: of which workspaces, and when as far as Slack told.

    `enterprise` is the organisation that has us in all of its workspaces, where Slack named one;
    `whole` is true where it is about our token there, not about one workspace.
    """

    is_let_in: bool
    workspaces: tuple[str, ...]
    enterprise: str | None
    at: datetime | None
    whole: bool


def told(body: Mapping[str, Any]) -> Told | None:
    """None for any other event, and where people's own tokens were revoked and not the bot's."""
    if body.get("type") != "event_callback":
        return None
    kind = text_at(body, "event", "type")
    if kind in _MANY:
        named = body["event"].get("team_ids")
        teams = [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
        enterprise = organisation_of(body) or text_at(body, "enterprise_id")
        return Told(_MANY[kind], tuple(teams), enterprise, told_at(body), False)
    if kind not in _OURS or not _is_the_bots(body):
        return None
    home = team_of(body) or text_at(body, "enterprise_id")
    teams = [home] if home else []
    return Told(False, tuple(teams), organisation_of(body), told_at(body), True)


def organisation_of(body: Mapping[str, Any]) -> str | None:
    """The organisation whose installation a request is for; None where it is for a workspace's."""
    listed = body.get("authorizations")
    first = listed[0] if isinstance(listed, list) and listed else None
    holder = first if isinstance(first, Mapping) else body
    if str(holder.get("is_enterprise_install")).lower() != "true":
        return None
    return text_at(holder, "enterprise_id") or text_at(body, "enterprise", "id")


def _is_the_bots(body: Mapping[str, Any]) -> bool:
    event = body["event"]
    if event["type"] == "app_uninstalled":
        return True
    tokens = event.get("tokens")
    return isinstance(tokens, Mapping) and bool(tokens.get("bot"))


def told_at(body: Mapping[str, Any]) -> datetime | None:
    """When an event happened, in whole seconds; None where Slack does not say."""
    seconds = body.get("event_time")
    if not isinstance(seconds, int) or not 0 < seconds < 10**11:
        return None
    return datetime.fromtimestamp(seconds, UTC)
