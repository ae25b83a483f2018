"""Web API: who the bot is and who people are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.calls import Call
from bot.sandbox.paging import a_page
from bot.sandbox.payloads import handle
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json, Person
from bot.sandbox.workspace import Workspace


def auth_test(at: Workspace, call: Call) -> Json:  # noqa: ARG001 - methods are called alike
    """auth.test."""
    return {
        "url": f"{at.base_url}/",
        "team": at.who.team_name,
        "user": handle(at.people[at.bot_user]),
        "team_id": at.team_id,
        "user_id": at.bot_user,
        "bot_id": at.who.bot_id,
        "is_enterprise_install": False,
    }


def info(at: Workspace, call: Call) -> Json:
    """users.info."""
    person = at.people.get(call.text("user"))
    if person is None:
        raise Refused("user_not_found")
    told = {"locale": person.locale} if call.flag("include_locale") else {}
    return {"user": _person_json(at, person) | told}


def listed(at: Workspace, call: Call) -> Json:
    """users.list."""
    return a_page("members", [_person_json(at, person) for person in at.people.values()], call)


def _person_json(at: Workspace, person: Person) -> Json:
    zone = ZoneInfo(person.tz)
    offset = at.board.now().astimezone(zone).utcoffset()
    return {
        "id": person.id,
        "team_id": "T0ELSEWHER" if person.is_external else at.team_id,
        "name": handle(person),
        "real_name": person.name,
        "deleted": person.is_gone,
        "color": person.color.removeprefix("#"),
        "tz": person.tz,
        "tz_label": _zone_name(at.board.now(), zone),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_stranger": person.is_external,
        "profile": {
            "real_name": person.name,
            "display_name": person.name,
            "title": person.title,
            "team": at.team_id,
        },
    }


def _zone_name(now: datetime, zone: ZoneInfo) -> str:
    return now.astimezone(zone).tzname() or zone.key
