"""Reach: who can be written to about an investment, looked up before a unit of work."""

from collections.abc import Iterable, Mapping

from bot.advice import appoint
from bot.advice.doors import Doors
from bot.benefits.investment import Investment
from bot.benefits.questions import Citation
from bot.errors import ChatError
from bot.ports import Audience, Person

CITED = ("asked-one-by-one", "four-kinds-of-success", "clear-enough-to-judge", "six-months-on")
"""The passages that what is said in a round rests on."""


class Reach:
    """Some people, what each of them may see now, and what is cited to them."""

    def __init__(
        self,
        people: Mapping[str, Person],
        audiences: Mapping[str, Audience | None],
        room: Audience | None,
        cites: Mapping[str, Citation],
    ) -> None:
        self.people = people
        self.cites = cites
        self._audiences = audiences
        self._room = room

    def is_there(self, user: str) -> bool:
        """Whether somebody is one of the workspace's own people, and their account is open."""
        person = self.people.get(user)
        is_known = person is not None and self._audiences.get(user) is not None
        return is_known and person is not None and person.is_full_member

    def sees(self, user: str, investment: Investment) -> bool:
        """Whether somebody is there and may see it."""
        audience = self._audiences.get(user)
        return self.is_there(user) and audience is not None and audience.sees(investment)

    def is_heard_at_home(self, investment: Investment) -> bool:
        """Whether everybody who reads its channel may hear of it."""
        return self._room is not None and self._room.sees(investment)


def reach(
    workspace: str, users: Iterable[str], doors: Doors, room: Audience | None = None
) -> Reach:
    """Looks these people up; `room` is what everybody in the home channel may see."""
    known = list(dict.fromkeys(users))
    named = appoint.look(workspace, [("owner", one) for one in known], doors)
    people: dict[str, Person] = {}
    for one in known:
        try:
            people[one] = doors.directory.person(workspace, one)
        except ChatError as error:
            if not error.knows_nobody:
                raise
    audiences = {one.person: one.audience for one in named}
    cites = {id: _cited(id, doors) for id in CITED}
    return Reach(people, audiences, room, cites)


def _cited(id: str, doors: Doors) -> Citation:
    found = doors.library.passage(id)
    return Citation(id=found.id, title=found.title, source=found.source)
