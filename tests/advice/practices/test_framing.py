"""Framing: who may frame what, what of it is kept, and what nobody may do to it."""

from datetime import date

import pytest

from bot.advice import practise
from bot.benefits.conversation import Guided, Sending
from bot.benefits.entries import counting
from bot.benefits.guides import Guide
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    QUIET,
    SPONSOR,
    World,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_record, an_investment


def send(
    world: World, user: str = LEAD, channel: str = CHANNEL, ref: str = "", **fields: str
) -> list[Sending]:
    """Somebody sends the last step of the form, with these in its fields."""
    sent = Guided(
        workspace=WORKSPACE,
        channel=channel,
        user=user,
        at=world.now,
        name="frame_figures",
        ref=ref,
        fields=fields,
        reply_to="https://hooks.example/1",
    )
    return world.happens(sent)


def opened(
    world: World, name: str, ref: str = "", user: str = LEAD, where: str = CHANNEL
) -> object:
    """A form for somebody in a channel, or why there is none."""
    return practise.opened(name, WORKSPACE, where, user, ref, world.doors, world.now)


@pytest.mark.parametrize(
    ("user", "where", "said"),
    [
        (GUEST, OPEN_TO_GUESTS, "Only full members"),
        (LEAD, QUIET, "Only full members"),
        (LEAD, DIRECT, "in the channel it belongs to"),
        (LEAD, "CNOWHERE", "in the channel it belongs to"),
    ],
)
def test_who_may_not_record_here_is_told_why(
    world: World, user: str, where: str, said: str
) -> None:
    """No form is opened, and one that is sent all the same keeps nothing."""
    refused = opened(world, "begin", user=user, where=where)
    assert isinstance(refused, str)
    assert said in refused
    sent = send(world, user=user, channel=where, name="CRM")
    assert len(sent) == 1
    assert world.investments() == []


def test_where_nothing_is_at_home_yet_framing_begins(world: World) -> None:
    """By command, and by a button under what is told to who speaks of framing; with an investment
    of the channel the button opens its form.
    """
    form = opened(world, "frame")
    assert isinstance(form, Guide)
    assert (form.name, form.fields[0].key) == ("begin", "name")
    assert "every field but the name" in form.note[0]
    asked = "can you help me frame it, nobody has written down what problem it solves?"
    [told] = world.say(asked, to_us=True)
    assert [(one.ref, one.verb) for one in told.post.options] == [("begin|", "guide")]
    world.begin()
    [told] = world.say(asked, to_us=True)
    assert [one.ref for one in told.post.options] == ["frame|i1"]


def test_new_with_words_is_no_form(world: World) -> None:
    """`new NAME: MEASURE in UNIT` goes on as it was typed."""
    assert opened(world, "begin", "CRM: quote-to-cash in days") is None


def test_what_is_framed_stands_where_it_belongs(world: World) -> None:
    """Fields of the profile, facts of the ledger by the sender's click, entries, and the notices to
    who is named; the event handled twice leaves one of each.
    """
    said = {
        **{"name": "CRM: phase 2", "problem": "Quotes wait.", "constraint": "One approver."},
        **{"cost": "two orders a week", "six_months": "Nobody chases.", "suggested": "cash"},
        **{"baseline": "14 days in Q1 2026", "source": "Salesforce report", "owner": OWNER},
        **{"sponsor": SPONSOR, "lead": LEAD, "go_live": "2026-07-01"},
    }
    sent = send(world, **said)
    [home] = world.investments()
    assert (home.name, home.problem, home.outcome) == ("CRM phase 2", "Quotes wait.", None)
    assert (home.sponsor, home.go_live) == (f"<@{SPONSOR}>", date(2026, 7, 1))
    assert home.delivery_lead == f"<@{LEAD}>"
    assert f"Delivery lead: @{LEAD}" in words(sent)
    assert home.problem_cost is not None
    [measure] = home.measures
    assert (measure.name, measure.unit, measure.better) == ("quote-to-cash", "days", "lower")
    assert (measure.dimension, measure.taxonomy) == ("speed", "revenue_movement")
    facts = world.facts(home.id)
    assert [one.fact.slot for one in facts] == ["baseline", "evidence", "owner"]
    assert {(one.author, one.recorded_by, one.measure) for one in facts} == {
        (LEAD, LEAD, measure.id)
    }
    assert facts[0].fact.as_of == "2026-Q1"
    assert {one.channel for one in sent if one.way == "post"} == {CHANNEL, OWNER, SPONSOR}
    with world.records.work(WORKSPACE) as work:
        kept = counting(work.entries([home.id], "framing"))
    assert {one.what: one.text for one in kept} == {
        "constraint": "One approver.",
        "cost": "two orders a week",
        "six_months": "Nobody chases.",
    }


def test_what_is_left_empty_changes_nothing_and_what_is_changed_supersedes(world: World) -> None:
    """Two versions of an entry stay, one counts; a figure left as the form opened is not new."""
    send(world, name="CRM", constraint="One approver.", measure="rework in %")
    [home] = world.investments()
    send(world, ref=home.id, name="CRM", constraint="Two.", baseline="12% in May 2026")
    assert [one.fact.value for one in world.facts(home.id)] == []
    send(world, ref=home.id, name="CRM", measure="rework", baseline="12% in May 2026")
    form = opened(world, "frame", home.id)
    assert isinstance(form, Guide)
    shown = {one.key: one.initial for one in form.fields}
    assert shown["constraint"] == "Two."
    send(world, ref=home.id, name="CRM", measure="rework", baseline="12% (May 2026)")
    assert levels(world.facts(home.id), "baseline")[0] == 12
    with world.records.work(WORKSPACE) as work:
        every = work.entries([home.id], "framing")
    assert [one.text for one in every] == ["One approver.", "Two."]
    assert [one.text for one in counting(every)] == ["Two."]


def test_another_baseline_is_drift_and_the_agreed_one_counts(world: World) -> None:
    """Both stand, and the channel is told so."""
    world.begin(an_investment(problem="Claims wait."))
    with world.records.work(WORKSPACE) as work:
        work.append(a_record("b1", a_fact(as_of="2026-Q1")))
        work.commit()
    sent = send(
        world,
        ref="i1",
        name="Claims portal",
        measure="claim handling time",
        baseline="18 days in Q1 2026",
    )
    assert levels(world.facts(), "baseline") == [21, 18]
    assert "18 days" in words(sent)
    assert "21" in words(sent)


def test_a_private_one_is_framed_where_it_is_at_home_alone(world: World) -> None:
    """Who is not in its channel is told that there is none; its words reach no other channel."""
    world.begin(an_investment(name="Merger", channel=PRIVATE, channel_is_private=True))
    assert isinstance(opened(world, "frame", "i1", where=PRIVATE), Guide)
    told = opened(world, "frame", "i1", user=OWNER)
    assert isinstance(told, str)
    assert "Merger" not in told
    sent = send(world, ref="i1", user=OWNER, name="Merger", problem="mine now")
    assert "Merger" not in words(sent)
    sent = send(world, ref="i1", channel=OTHER, name="Merger", problem="Two ledgers.")
    assert {one.channel for one in sent if one.way == "post"} == {PRIVATE}
    assert world.investment().problem == "Two ledgers."


def test_a_name_that_is_taken_elsewhere_is_refused(world: World) -> None:
    """One of the same name here is the one that is meant."""
    world.begin(an_investment(name="CRM", channel=OTHER))
    assert "already on record" in words(send(world, name="crm"))
    assert len(world.investments()) == 1


def test_a_confidential_one_is_told_to_who_sent_it_where_strangers_read_along(
    world: World,
) -> None:
    """Guests in its own channel read nothing of it, and nothing is asked there."""
    home = an_investment(channel=OPEN_TO_GUESTS, confidential=True)
    world.begin(home)
    with world.records.work(WORKSPACE) as work:
        work.keep(home)
        work.commit()
    form = {"outcome": "Fewer people.", "baseline": "30 days in Q1 2026"}
    named = {"measure": "claim handling time"}
    sent = send(world, channel=OPEN_TO_GUESTS, ref="i1", **form, **named)
    assert {one.channel for one in sent} == {LEAD}
    assert "Fewer people." in words(sent)


def test_what_was_left_as_it_opened_puts_nothing_back(world: World) -> None:
    """Others go on recording while a form stands open: what this one changed counts, and where both
    changed the same, it says so beside the field.
    """
    world.begin(an_investment(outcome="Sooner.", problem="Claims wait."))
    form = opened(world, "frame", "i1")
    assert isinstance(form, Guide)
    assert form.fields[0].key == "problem"
    step = guided_step(
        world, {**form.carries, "outcome": "Sooner.", "problem": "Claims wait a lot."}
    )
    assert isinstance(step, Guide)
    send(world, user=OWNER, ref="i1", outcome="Sooner, and right.")
    carried = dict(step.carries)
    measure = {"measure": "claim handling time", "unit": "days", "better": "lower"}
    assert wrong(world, {**carried, **measure}) == {}
    send(world, ref="i1", **carried, **measure)
    home = world.investment()
    assert (home.outcome, home.problem) == ("Sooner, and right.", "Claims wait a lot.")
    late = {**carried, "problem": "Claims wait for ever."}
    assert "Claims wait a lot." in wrong(world, late)["problem"]


def test_who_moves_go_live_in_the_form_stands_on_the_trail(world: World) -> None:
    """The date is not told as said by who set it before."""
    world.begin()
    world.command("go-live", "Claims portal 2026-09-01", user=OWNER)
    world.later(days=10)
    send(world, ref="i1", go_live="2026-12-01")
    with world.records.work(WORKSPACE) as work:
        moved = [one for one in work.audited() if one.what == "go-live"]
    assert [(one.by, one.words) for one in moved][-1] == (LEAD, "2026-12-01")


def guided_step(world: World, fields: dict[str, str]) -> Guide | None:
    """The step after the first one, sent with these in its fields."""
    return practise.next_step(form_sent("frame", world, fields), world.doors, world.now)


def wrong(world: World, fields: dict[str, str]) -> dict[str, str]:
    """What is wrong with the last step, sent with these in its fields."""
    return practise.wrong(form_sent("frame_figures", world, fields), world.doors, world.now)


def form_sent(name: str, world: World, fields: dict[str, str]) -> Guided:
    """A step of the form of i1."""
    who = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD}
    return Guided(**who, at=world.now, name=name, ref="i1", fields=fields)


def test_a_name_that_is_taken_is_told_beside_it_before_the_rest_is_filled_in(world: World) -> None:
    """Here it says how to open it; elsewhere that it is there; what nobody may see is not told."""
    world.begin()
    world.begin(an_investment("i2", name="Billing portal", channel=OTHER))
    world.begin(an_investment("i3", name="Merger", channel=PRIVATE, channel_is_private=True))

    def told(name: str, user: str = LEAD) -> str:
        who = {"workspace": WORKSPACE, "channel": CHANNEL, "user": user}
        sent = Guided(**who, at=world.now, name="begin", fields={"name": name})
        return practise.wrong(sent, world.doors, world.now).get("name", "")

    assert "frame Claims portal" in told("claims portal")
    assert "in another channel" in told("Billing portal")
    assert told("Merger", OWNER) == ""
    ahead = {"measure": "claim handling time", "baseline": "14 days in 2031"}
    assert "still ahead" in wrong(world, ahead)["baseline"]
    assert "too far away" in wrong(world, {"go_live": "0001-07-01"})["go_live"]
    assert "a year from 2000 to 2100" in words(world.command("go-live", "0001-07-01"))
    assert world.investment().go_live is None


def test_what_was_framed_says_what_is_on_record_once_a_date_moves(world: World) -> None:
    """By command and by the form for scope; what else its post says stays."""
    said = {"name": "CRM", "constraint": "One approver.", "go_live": "2026-07-01"}
    [head] = [one for one in send(world, **said, suggested="cash") if one.way == "post"]
    assert "1 July 2026" in words([head])

    def shown() -> str:
        return words([head.model_copy(update={"post": world.shown(head.key)})])

    world.later(days=3)
    world.command("go-live", "2026-09-01")
    assert "1 July 2026" not in shown()
    assert "1 September 2026" in shown()
    assert "One approver." in shown()
    assert "As of 4 June 2026" in shown()
    [home] = world.investments()
    world.guide("scope", home.id, go_live="2026-11-02")
    assert "2 November 2026" in shown()
    assert "9 days" not in shown()
    world.click("record", card_of(world.say("CRM: quote-to-cash target is 9 days by Q4.")).proposal)
    assert "Target: 9 days (by Q4 2026)" in shown()


def test_the_form_opens_with_what_was_said_here_and_keeps_it_once_it_is_sent(world: World) -> None:
    """What its opener wrote stands in its fields, of others nothing that is not on record; a
    measure that is chosen counts before one that stood there. On an investment that is on record
    the record counts before what was said, and what waits to be recorded is there.
    """
    world.say(
        "Order portal: the problem is that every order is keyed twice and customers wait. "
        f"Order confirmation took 6 days in Q1 per the order desk log. <@{OWNER}> owns it. Target "
        "is 2 days by September. Go-live is planned for 1 July 2026."
    )
    world.say("The problem is that nobody reads our reports.", user=OWNER)
    world.later(minutes=1)
    form = opened(world, "begin")
    assert isinstance(form, Guide)
    told = {one.key: one.initial for one in form.fields}
    assert "keyed twice" in told["problem"]
    assert (len(form.note), len(form.cites)) == (1, 1)
    assert "Gartner" not in form.note[0]
    who = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    said = {key: value for key, value in told.items() if value} | {"name": "Order portal"}
    step = practise.next_step(Guided(**who, name="begin", fields=said), world.doors, world.now)
    assert isinstance(step, Guide)
    told = {one.key: one.initial for one in step.fields if one.initial}
    assert told == {
        **{"measure": "order confirmation", "unit": "days", "baseline": "6 days (Q1 2026)"},
        **{"source": "order desk log", "target": "2 days (by September 2026)"},
        **{"owner": OWNER, "go_live": "2026-07-01"},
    }
    send(world, **step.carries, **told)
    [home] = world.investments()
    assert [one.name for one in home.measures] == ["order confirmation"]
    slots = [(one.fact.slot, one.fact.value) for one in world.facts(home.id)]
    assert slots == [("baseline", 6), ("evidence", None), ("target", 2), ("owner", None)]
    world.say("Order confirmation is down to 4 days, target is now 1 day.")
    world.later(minutes=1)
    again = opened(world, "frame", home.id)
    assert isinstance(again, Guide)
    send(world, **{**step.carries, **told, "name": "Desk", "suggested": "cash"})
    [desk] = [one for one in world.investments() if one.name == "Desk"]
    assert [one.name for one in desk.measures] == ["quote-to-cash"]
    held = guided_of(world, home.id, {**again.carries})
    assert isinstance(held, Guide)
    told = {one.key: one.initial for one in held.fields if one.initial}
    assert (told["baseline"], told["target"]) == ("6 days (Q1 2026)", "2 days (by September 2026)")


def guided_of(world: World, ref: str, fields: dict[str, str]) -> Guide | None:
    """The second step of the form of an investment."""
    who = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    sent = Guided.model_validate({**who, "name": "frame", "ref": ref, "fields": fields})
    return practise.next_step(sent, world.doors, world.now)


@pytest.mark.parametrize("typed", ["dont know yet", "n/a", "tbd", "?", "not known yet."])
def test_words_for_nothing_leave_a_field_open(world: World, typed: str) -> None:
    """Nothing is kept of them, and what they stand for is told as open."""
    said = send(world, name="Milk app", problem="Drivers ring twice.", cost=typed)
    [home] = world.investments()
    with world.records.work(WORKSPACE) as work:
        kept = work.entries([home.id], "framing")
    assert [one.text for one in kept if one.what == "cost"] == []
    assert typed not in words(said)


@pytest.mark.parametrize(
    "text",
    [
        "hi, we have decided to buy a new order portal. go-live in nine weeks. Budget is £380k",
        "The board agreed to replace the theatre booking system",
        "hello",
        "we are introducing a tram app in spring",
        "Good morning, the dairy gets a new parlour, budget is 120,000 EUR",
    ],
)
def test_who_greets_or_announces_where_nothing_is_at_home_is_offered_framing(
    world: World, text: str
) -> None:
    """With a button, and never told of what is at home elsewhere."""
    world.begin(an_investment("i9", name="Returns portal", channel=OTHER))
    [sent] = world.say(f"<@UBOT> {text}", to_us=True)
    assert "Nothing is at home in this channel yet" in words([sent])
    assert "Returns" not in words([sent])
    assert [(one.label, one.verb) for one in sent.post.options] == [("Frame it", "guide")]


def test_the_form_opens_with_what_a_post_announced(world: World) -> None:
    """Its name, the day in so many weeks, what is counted with its period; no event and no budget
    is a measure, and it says so only where something is filled in.
    """
    form = opened(world, "begin")
    assert isinstance(form, Guide)
    assert form.fields[0].initial == "Claims"
    assert "filled in" not in form.note[0]
    world.say(
        "We are buying a new booking desk. Go-live is planned in nine weeks, budget is £380k. "
        "Visits take 3.5 working days to confirm (desk log, last quarter). Nobody has written down "
        "which problem it solves."
    )
    world.later(minutes=1)
    form = opened(world, "begin")
    assert isinstance(form, Guide)
    assert {one.key: one.initial for one in form.fields if one.initial} == {"name": "Booking desk"}
    assert "filled in" in form.note[0]
    who = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    fields = {"name": "Booking desk"}
    step = practise.next_step(Guided(**who, name="begin", fields=fields), world.doors, world.now)
    assert isinstance(step, Guide)
    assert {one.key: one.initial for one in step.fields if one.initial} == {
        **{"measure": "time to confirm visits", "unit": "working days", "source": "desk log"},
        **{"baseline": "3.5 working days (Q1 2026)", "go_live": "2026-08-03"},
    }
    assert "filled in" in step.note[0]
    send(world, **fields)
    [home] = world.investments()
    form = opened(world, "scope", home.name)
    assert isinstance(form, Guide)
    assert next(one.initial for one in form.fields if one.key == "budget") == "£380k"


def test_the_card_of_a_framing_lists_what_is_open_now(world: World) -> None:
    """What leaving it costs is among it; a target that came since is not."""
    sent = send(world, name="CRM", suggested="cash", baseline="14 days in Q1 2026", problem="Wait.")
    open_then = next(one for one in sent[-1].post.parts if one.title == "Still open")
    listed = "".join(span.text for line in open_then.lines for span in line)
    assert "the target" in listed
    assert "what leaving it costs" in listed
    card = card_of(world.say("The target for quote-to-cash is 9 days by June 2027"))
    world.click("record", card.proposal)
    parts = world.shown(sent[-1].key).parts
    (open_now,) = [one for one in parts if one.title == "Still open"]
    listed = "".join(span.text for line in open_now.lines for span in line)
    assert "the target" not in listed
    assert "what leaving it costs" in listed


@pytest.mark.parametrize(
    "text",
    [
        "can you help me frame this?",
        "how do I frame this",
        "help us to write this down properly",
        "frame it please",
    ],
)
def test_who_wants_to_frame_is_offered_the_form(world: World, text: str) -> None:
    """With its button, whether or not something is at home; of several it would have to be said."""
    [told] = world.say(text, to_us=True)
    assert "One press below opens a form" in words([told])
    assert [one.ref for one in told.post.options] == ["begin|"]
    world.begin()
    [told] = world.say(text, to_us=True)
    assert [one.ref for one in told.post.options] == ["frame|i1"]
    world.begin(an_investment("i2", name="Billing"))
    [told] = world.say(text, to_us=True)
    assert "/whatimproved frame" in words([told])
    assert told.post.options == ()
