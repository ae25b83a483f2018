"""Helped: who asks what can be done here is told what is theirs to do."""

from bot.advice.admins import is_admin
from bot.advice.doors import Doors
from bot.benefits.conversation import Posted
from bot.errors import ChatError, RateLimitedError


def is_by_admin(workspace: str, user: str, doors: Doors) -> bool:
    """Whether somebody says what holds for the whole workspace; who Slack cannot tell of now does
    not.
    """
    try:
        person = doors.directory.person(workspace, user)
    except RateLimitedError:
        raise
    except ChatError:
        return False
    with doors.records.work(workspace) as work:
        return is_admin(person, work.manners_of_house())


def page_for(said: Posted, doors: Doors) -> str:
    """All of it for who asks directly; in a channel what is everybody's."""
    has_more = said.direct and is_by_admin(said.workspace, said.user, doors)
    return doors.voice.say("help_admin" if has_more else "help")
