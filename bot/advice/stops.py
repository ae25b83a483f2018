"""Stops: somebody wishes to be asked nothing about an investment, or to be asked again."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import appoint, eyes
from bot.advice.doors import Doors
from bot.advice.quietly import quietly
from bot.benefits import measures
from bot.benefits.accepted import Role, State, accepted_sponsor, has_said_stop
from bot.benefits.conversation import Posted
from bot.benefits.investment import Investment
from bot.ports import Work


def in_words(
    said: Posted, is_stop: bool, name: str, event: str, doors: Doors, now: datetime
) -> bool:
    """Do what the button under a notice does, for the investment that is named; False where none
    they may see is, or more than one.
    """
    audience = eyes.of_person(said.workspace, said.user, doors)
    with doors.records.work(said.workspace, audience) as work:
        found = _named(name, work.investments())
    if found is None:
        return False
    with doors.records.work(said.workspace) as work:
        _keep(work, found, is_stop, said, event, now)
        work.send(quietly(said, event, _said(found, is_stop, doors)), now)
        work.finish(event, now)
        work.commit()
    return True


def _named(name: str, seen: Sequence[Investment]) -> Investment | None:
    """The one investment of whose names these are words, else the one with a measure so called."""
    words = set(measures.key(name).split()) - {"the", "that", "this"}
    by_name = [one for one in seen if words and any(words <= own for own in _names(one))]
    by_measure = [
        one
        for one in seen
        if any(measures.same(name, each) for measure in one.measures for each in measure.names)
    ]
    found = by_name or by_measure
    return found[0] if len(found) == 1 else None


def _names(one: Investment) -> list[set[str]]:
    return [set(measures.key(name).split()) for name in (one.name, *one.aliases)]


def _keep(
    work: Work, home: Investment, is_stop: bool, said: Posted, event: str, now: datetime
) -> None:
    """A second Stop changes nothing, and neither does going on where nobody stopped."""
    work.hold(home.id)
    steps = work.acceptances([home.id])
    if has_said_stop(said.user, home.id, steps) == is_stop:
        return
    role: Role = "sponsor" if accepted_sponsor(home, steps) == said.user else "owner"
    state: State = "stopped" if is_stop else "resumed"
    appoint.keep(work, home.id, role, said.user, state, said.user, event, now)
    work.plan_due("weekly", home.id, now)


def _said(home: Investment, is_stop: bool, doors: Doors) -> str:
    say = doors.voice.say
    done = say("named_stopped" if is_stop else "stop_taken_back", investment=home.name)
    undo = say("say_ask_again" if is_stop else "say_ask_no_more", investment=home.name)
    return f"{done} {say('mind_undo', what=undo)}"
