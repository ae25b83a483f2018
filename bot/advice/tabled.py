"""Tabled: a small table pasted in a direct message is put on cards, row by row; what cannot be read
is named.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice import appoint, cells, confirm, enter, merged, orders, place, propose, settle
from bot.advice.cells import RefusedError, Written
from bot.advice.doors import Doors
from bot.advice.pasted import MOST, Pasted, Row, pasted
from bot.benefits import measures, units
from bot.benefits.conversation import Clicked, Line, Option, Part, Post, Posted, Sending, Span
from bot.benefits.facts import Fact, Recorded, Stated, Value
from bot.benefits.gaps import named
from bot.benefits.investment import Investment, Measure
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, in_dispute, is_known
from bot.ports import Work


class Found(Value):
    """What was read of a table: the facts of each investment, and why rows were not."""

    homes: dict[str, Investment]
    facts: dict[str, tuple[Stated, ...]]
    bad: tuple[str, ...]
    rows: int


def is_table(said: Posted) -> bool:
    """Whether somebody pasted a table of measures to us alone."""
    return said.direct and pasted(said.text) is not None


def tabled(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """Show what was read of each investment on a card of its own, to be recorded one by one or all
    at once; who pasted it may record there.
    """
    table = pasted(said.text)
    assert table is not None
    found = read(said, table, doors)
    with doors.records.work(said.workspace) as work:
        tell(work, said, found, table, event, doors, now)
        made = [put(work, said, found, id, event, doors, now) for id in found.facts]
        if len(made) > 1:
            offer_all(work, made, doors, now)
        work.finish(event, now)
        work.commit()


def read(said: Posted, table: Pasted, doors: Doors) -> Found:
    """What a table says of the investments its author may record for. Asks the world who that
    is.
    """
    source = place.source_of(said, doors)
    homes = enter.recordable(said.workspace, said.user, doors)
    barred = _barred(said, homes, doors)
    with doors.records.work(said.workspace) as work:
        on_record = work.facts([one.id for one in homes])
    return _read(table, homes, barred, on_record, source, doors)


def _barred(said: Posted, homes: Sequence[Investment], doors: Doors) -> dict[str, str]:
    """Why somebody may not record in a channel they are in, by channel."""
    where = {one.channel for one in homes}
    told = {
        one: confirm.who_may_record(said.workspace, one, said.user, doors) for one in sorted(where)
    }
    return {channel: why for channel, why in told.items() if why is not None}


def _read(
    table: Pasted,
    homes: Sequence[Investment],
    barred: Mapping[str, str],
    on_record: Sequence[Recorded],
    source: place.Source,
    doors: Doors,
) -> Found:
    grown = {one.id: one for one in homes}
    facts: dict[str, list[Stated]] = defaultdict(list)
    bad = []
    how = Written(by=source.author, on=source.said_at.date(), decimal=table.decimal)
    for row in table.rows:
        try:
            home = grown[_home(row, homes, barred).id]
            home, new = _stated(row, home, on_record, how, source, doors)
        except RefusedError as problem:
            bad.append(_why(row, problem, table.names, doors))
            continue
        grown[home.id] = home
        facts[home.id] += new
    kept = {id: tuple(found) for id, found in facts.items()}
    told = {id: grown[id] for id in kept}
    return Found(homes=told, facts=kept, bad=tuple(bad), rows=len(table.rows) - len(bad))


def _why(row: Row, problem: RefusedError, names: Mapping[str, str], doors: Doors) -> str:
    column = names.get(problem.column, problem.column)
    more = {"what": f"“{column}”"} if column else {}
    why = doors.voice.say(problem.said, **more) if problem.said else str(problem)
    return doors.voice.say("table_row", n=str(row.number), what=row.first, why=why)


def _home(row: Row, homes: Sequence[Investment], barred: Mapping[str, str]) -> Investment:
    """The investment a row is of: the one it names, else the only one that counts its measure, else
    the only one there is. Raises RefusedError.
    """
    if row.cells is None:
        raise RefusedError("too many cells", "table_no_cells")
    name, measure = row.cells.get("investment"), row.cells.get("measure", "")
    if name:
        key = measures.key(name)
        found = [one for one in homes if key in map(measures.key, (one.name, *one.aliases))]
    else:
        found = [one for one in homes if named(one, measure)] or list(homes)
    if len(found) != 1:
        is_none = bool(name) or not homes
        raise RefusedError("no investment", "table_barred" if is_none else "table_which")
    if found[0].channel in barred:
        raise RefusedError(barred[found[0].channel], "")
    return found[0]


def _stated(
    row: Row,
    home: Investment,
    on_record: Sequence[Recorded],
    how: Written,
    source: place.Source,
    doors: Doors,
) -> tuple[Investment, list[Stated]]:
    """The investment with the row's measure, and what is new of what it says; of a table that was
    changed all of it. Raises RefusedError.
    """
    assert row.cells is not None
    measure = _measure(row.cells, home)
    facts = [_dated(one, how) for one in cells.facts_of(row.cells, measure, how, doors.reader)]
    if not facts:
        raise RefusedError("nothing", "table_nothing")
    counting = in_force([one for one in on_record if one.investment == home.id])
    told = {"measure": measure.id, **source.model_dump()}
    stated = [
        Stated.model_validate({"fact": one.model_copy(update={"measure": measure.name})} | told)
        for one in facts
    ]
    new = [one for one in stated if one.edited_at or not is_known(one, counting)]
    if not any(one.fact.slot != "evidence" or one.edited_at for one in new):
        raise RefusedError("known", "table_known")
    more = () if home.measure(measure.id) else (measure,)
    return home.model_copy(update={"measures": (*home.measures, *more)}), new


def _measure(found: Mapping[str, str], home: Investment) -> Measure:
    name = " ".join(found.get("measure", "").split())
    if not measures.key(name) or len(name) > orders.LONGEST:
        raise RefusedError("no measure", "table_no_measure")
    known = named(home, name)
    if known is not None:
        return known
    unit = units.tidy(found["unit"]) if found.get("unit") else None
    return Measure(id=place.measure_id(home.id, name), name=name, unit=unit)


def _dated(fact: Fact, how: Written) -> Fact:
    """A figure of now without a time is of the day it was said."""
    if fact.slot != "current" or fact.as_of is not None:
        return fact.kept()
    return fact.kept().model_copy(update={"as_of": how.on.isoformat()})


def tell(
    work: Work,
    said: Posted,
    found: Found,
    table: Pasted,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """What was read in a line, what was not below it."""
    lines = [*found.bad]
    lines += [doors.voice.say("table_long", n=str(MOST))] if table.left_out else []
    bad = Part(title=doors.voice.say("table_not_read"), lines=tuple((Span(text=x),) for x in lines))
    post = Post(lead=(_lead(found, doors),), parts=(bad,) if lines else ())
    to = {"way": "post", "channel": said.channel, "thread": said.thread or said.ts}
    work.send(Sending.model_validate({"key": f"post:{event}", "post": post, **to}), now)


def _lead(found: Found, doors: Doors) -> Line:
    if not found.rows:
        return (Span(text=doors.voice.say("table_read_none")),)
    if found.rows == 1:
        return (Span(text=doors.voice.say("table_read_one")),)
    return (Span(text=doors.voice.say("table_read", n=str(found.rows))),)


def put(
    work: Work,
    said: Posted,
    found: Found,
    id: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> Proposal:
    """Put on a card what was found of one investment."""
    home, own = found.homes[id], f"{event}:{id}"
    work.hold(id)
    proposal = Proposal(
        id=place.proposal_id(own),
        investment=id,
        facts=found.facts[id],
        channel=said.channel,
        thread=said.thread or said.ts,
        at=now,
    )
    whole = propose.propose(work, proposal, own, doors, now)
    title: Line = (Span(text=home.name, strong=True),)
    propose.show(work, whole, home, work.facts([id]), doors, now, (title,))
    return whole


def offer_all(work: Work, made: Sequence[Proposal], doors: Doors, now: datetime) -> None:
    """One press for all of these cards, below them."""
    ref = " ".join(one.id for one in made)
    record = Option(ref=ref, label=doors.voice.say("table_record_all"), verb="record_all")
    discard = Option(ref=ref, label=doors.voice.say("table_discard_all"), verb="discard_all")
    lead = doors.voice.say("table_all", n=str(len(made)))
    post = Post(lead=((Span(text=lead),),), options=(record, discard))
    to = {"way": "post", "channel": made[0].channel, "thread": made[0].thread}
    work.send(Sending.model_validate({"key": key_of(ref), "post": post, **to}), now)


def key_of(ref: str) -> str:
    """Of the press for these cards, by the first of them: no card is of two tables."""
    return f"table:{ref.partition(' ')[0]}"


def decide_all(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Do with every card of a table what was pressed, for those that this person may decide; other
    cards of its thread stay as they are.
    """
    each = [click.model_copy(update={"ref": id}) for id in click.ref.split()]
    allowed = [one.ref for one in each if confirm.why_not(one, doors) is None]
    named_by = {ref: appoint.of_card(click.workspace, ref, doors) for ref in allowed}
    with doors.records.work(click.workspace) as work:
        done = [
            ref for ref in allowed if _decide(work, click, ref, named_by[ref], event, doors, now)
        ]
        _close(work, click, len(done), event, doors, now)
        work.finish(event, now)
        work.commit()


def _decide(
    work: Work,
    click: Clicked,
    ref: str,
    people: Sequence[appoint.Named],
    event: str,
    doors: Doors,
    now: datetime,
) -> bool:
    proposal = work.proposal(ref)
    if proposal is None:
        return False
    merged.hold(work, proposal.investment)
    proposal = work.proposal(ref) or proposal
    if not proposal.can_be_decided(now) or not appoint.knows_all(work, ref, people):
        return False
    own = f"{event}:{ref}"
    if click.verb == "discard_all":
        said = doors.voice.say("discarded_by")
        settle.decide(work, proposal, "discarded", click.user, said, own, now)
        return True
    if in_dispute(proposal.facts):
        return False
    confirm.record(work, proposal, click.user, own, doors, now)
    appoint.follow(work, click.workspace, ref, people, own, doors, now)
    return True


def _close(work: Work, click: Clicked, done: int, event: str, doors: Doors, now: datetime) -> None:
    key = key_of(click.ref)
    shown = work.shown(key)
    if shown is None or not shown.options:
        confirm.tell(work, click, doors.voice.say("gone"), event, now)
        return
    closing = doors.voice.say("table_done", n=str(done))
    work.change(key, shown.model_copy(update={"options": (), "closing": closing}), event, now)
