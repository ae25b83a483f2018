"""Investments of owners and sponsors who accepted, each with a question nobody answered yet."""

from collections.abc import Sequence
from datetime import timedelta

from bot.benefits.accepted import Acceptance, Role
from bot.benefits.investment import Investment
from bot.benefits.manners import ChannelManners, PersonManners
from bot.benefits.questions import question_id
from bot.ports import Work
from bot.sandbox.cast import AMARA, HELEN, INGRID, JONAS, PRIYA, RAFAEL, TOM, WHO
from bot.sandbox.shapes import Room
from storage.records import SqlRecords
from tests.builders import a_fact, a_measure, a_question, a_record
from tests.durable.fast import START

TEAM = tuple(one.id for one in (PRIYA, TOM, HELEN, AMARA, JONAS, RAFAEL, INGRID))
"""Who is there while the fast time's days last; each leads, owns and sponsors something."""

PROJECTS = tuple(
    Room(id=f"C0PROJECT{number}", name=f"project-{number}", members=(*TEAM, WHO.bot_user))
    for number in range(8)
)

WAITED = timedelta(days=12)
"""So long ago the first question of each was put."""


def put_backlog(records: SqlRecords, workspace: str) -> None:
    """Have all of it on record; from the start on it falls due."""
    with records.work(workspace) as work:
        for person in TEAM:
            work.keep_manners(person, PersonManners(budget="active", digest="weekly"), START)
            work.plan_due("digest", person, START)
        for number, room in enumerate(PROJECTS):
            _put(work, room, [*TEAM[number % 5 :], *TEAM][:3], number % 5 + 1)
        work.commit()


def _put(work: Work, room: Room, people: Sequence[str], weekday: int) -> None:
    lead, owner, sponsor = people
    measures = tuple(a_measure(f"{room.id}m{n}", f"delay {n}", rhythm=7) for n in range(2))
    home = Investment(
        id=f"i{room.id}",
        name=room.name,
        channel=room.id,
        go_live=START.date() - timedelta(days=90),
        delivery_lead=f"<@{lead}>",
        measures=measures,
    )
    work.add_investment(home, lead, START - 2 * WAITED)
    answer_for(work, home, owner, sponsor)
    manners = ChannelManners.model_validate({"weekday": weekday, "zone": "Europe/London"})
    work.keep_manners(room.id, manners, START)
    _ask(work, home, lead)
    work.plan_due("weekly", home.id, START)
    work.plan_due("escalate", home.id, START)


def answer_for(work: Work, home: Investment, owner: str, sponsor: str) -> None:
    """Have somebody own every measure of it, and somebody sponsor it; both said yes."""
    work.keep(home.model_copy(update={"sponsor": f"<@{sponsor}>"}))
    roles: dict[Role, str] = {"owner": owner, "sponsor": sponsor}
    for role, person in roles.items():
        step = {"investment": home.id, "role": role, "person": person, "by": person}
        said = Acceptance.model_validate({**step, "state": "accepted", "at": START - WAITED})
        work.accept(f"{home.id}{role}", said)
    for measure in home.measures:
        told = a_fact("owner", None, "owns it", person=f"<@{owner}>")
        of = {"investment": home.id, "measure": measure.id, "channel": home.channel}
        at = {"said_at": START - WAITED, "recorded_at": START - WAITED, "ts": f"1.{measure.id}"}
        work.append(a_record(f"o{measure.id}", told, **of, **at))


def _ask(work: Work, home: Investment, person: str) -> None:
    measure = home.measures[0].id
    id = question_id(home.id, measure, "target", person, "")
    about = {"investment": home.id, "measure": measure, "asks": "target", "person": person}
    put = {"channel": home.channel, "thread": "1.1", "at": START - WAITED}
    work.ask(a_question(id, **about, **put))
