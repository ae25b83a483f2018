"""A translation forum opens on its rhythm, asks by name whom it may, and keeps what is recorded."""

import pytest

from bot.advice import practise
from bot.benefits.conversation import Guided, Sending
from bot.benefits.entries import Entry
from bot.benefits.guides import Guide
from bot.benefits.reminders import Step
from tests.advice.world import (
    GUEST,
    LEAD,
    OWNER,
    SPONSOR,
    World,
    at,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, an_investment

UPTIME = "Uptime was 99.97% this month, all patches are current, tickets within SLA."
MONDAY = at("2026-06-08T09:30:00+00:00")


@pytest.fixture
def here(world: World) -> World:
    """A channel with one investment, its lead, and a technical report."""
    world.now = at("2026-06-02T10:00:00+00:00")
    world.begin(delivery_lead=f"<@{LEAD}>")
    world.say(UPTIME)
    return world


def falls(world: World) -> list[Sending]:
    """What is due of forums, then."""
    practise.fall(WORKSPACE, [f"forum:{CHANNEL}"], world.doors, world.now)
    return world._deliver()


def opened(world: World) -> Sending:
    """A round, opened at once."""
    [head] = [one for one in world.command("forum", "now") if one.way == "post"]
    return head


def entries(world: World, what: str) -> list[Entry]:
    with world.records.work(WORKSPACE) as work:
        return [one for one in work.entries(["i1"], "forum") if one.what == what]


def form(world: World, head: Sending, number: int = 0, user: str = OWNER) -> Guide | str | None:
    name, _, ref = head.post.options[number].ref.partition("|")
    return practise.opened(name, WORKSPACE, CHANNEL, user, ref, world.doors, world.now)


def press(world: World, offer: Sending, number: int) -> list[Sending]:
    """One of the buttons under a reply."""
    ref, message = offer.post.options[number].ref, world.ts_of[offer.key]
    return world.click("practice", ref, message=message)


def filled(world: World, guide: Guide, answer: str, user: str = OWNER) -> list[Sending]:
    sent = Guided(
        workspace=WORKSPACE,
        channel=CHANNEL,
        user=user,
        at=world.now,
        name=guide.name,
        ref=guide.ref,
        fields={"answer": answer},
    )
    assert practise.wrong(sent, world.doors, world.now) == {}
    return world.happens(sent)


def test_a_round_opens_on_its_rhythm_for_who_reported_on_the_systems(here: World) -> None:
    """At the channel's weekly hour; three questions a side, each for whom it is for. How the
    systems run stands beside none: it does not tell what hangs on them.
    """
    [said] = here.command("forum", "monthly")
    assert "the first on 8 June 2026" in words([said])
    assert here.next_look("practice", f"forum:{CHANNEL}") == at("2026-06-08T09:00:00+00:00")
    here.now = MONDAY
    [head] = falls(here)
    told = words([head])
    assert "The business asks IT" in told
    assert "IT asks the business" in told
    assert "Since last time" not in told
    assert "99.97%" not in told
    assert f"For @{LEAD}" in told
    assert len(head.post.options) == 6
    assert falls(here) == []
    assert here.next_look("practice", f"forum:{CHANNEL}") == at("2026-06-15T09:30:00+00:00")


def test_an_answer_in_the_form_stands_in_the_thread_and_at_its_head(here: World) -> None:
    """Under the name of who recorded it; the other side reads it there."""
    head = opened(here)
    guide = form(here, head, 1)
    assert isinstance(guide, Guide)
    sent = filled(here, guide, "About 40 hours a week, in two teams.")
    [post] = [one for one in sent if one.way == "post"]
    assert post.thread == here.ts_of[head.key]
    assert "for IT, on question 2 (hours by hand): “About 40 hours a week" in words([post])
    [one] = entries(here, "answer")
    assert (one.text, one.author) == ("About 40 hours a week, in two teams.", OWNER)
    shown = here.shown(head.key)
    assert len(shown.options) == 5
    assert "Answered by" in words([head.model_copy(update={"post": shown})])


def test_a_reply_is_recorded_once_somebody_says_which_question_it_answers(here: World) -> None:
    """Its number says so: once a person and question, at once; else each is offered. Courtesy is
    left alone.
    """
    head = opened(here)
    thread = here.ts_of[head.key]
    assert here.say("Thanks!", thread=thread) == []
    sent = here.say("5. we keep a price list in Excel of our own", OWNER, thread=thread)
    assert "On record for the business, as the answer to question 5 (ways round)" in words(sent)
    [one] = entries(here, "answer")
    assert (one.text, one.author) == ("we keep a price list in Excel of our own", OWNER)
    assert one.permalink
    assert one.recorded_by == OWNER
    assert len(here.shown(head.key).options) == 5
    [offer] = here.say("5: and one of our discounts", OWNER, thread=thread)
    assert [one.label for one in offer.post.options] == ["5 · ways round", "Not an answer"]
    press(here, offer, 0)
    assert [one.recorded_by for one in entries(here, "answer")] == [OWNER, LEAD]
    assert "On record for the business" in words(
        [offer.model_copy(update={"post": here.shown(offer.key)})]
    )
    press(here, offer, 0)
    assert len(entries(here, "answer")) == 2
    [figure] = here.say("2.5 hours a day, I would say", OWNER, thread=thread)
    assert len(figure.post.options) == 6
    [many] = here.say("roughly four in ten cases run through", thread=thread)
    assert len(many.post.options) == 4
    press(here, many, -1)
    assert len(entries(here, "answer")) == 2
    assert here.say("which systems do you mean by that?", thread=thread) == []
    asked = words(here.say("<@UBOT> what improved?", thread=thread, to_us=True))
    assert "Which question" not in asked
    [quoted] = here.say("> what have you made up for yourselves\nnothing so far", thread=thread)
    assert quoted.post.options[0].label == "5 · ways round"


def test_a_thread_is_not_flooded_with_offers(here: World) -> None:
    """Small talk is left alone; a reply that names no question is offered once a person."""
    thread = here.ts_of[opened(here).key]
    for talk in ("thanks I will have a look at it tomorrow", "me too, after the holiday that is"):
        assert here.say(talk, thread=thread) == []
    assert len(here.say("we lose about an hour a day", thread=thread)) == 1
    assert here.say("and another one on Fridays, I think", thread=thread) == []
    assert "answer to question 2" in words(here.say("2. an hour a day", thread=thread))


def test_a_figure_in_its_thread_is_proposed_like_one_of_an_update(here: World) -> None:
    """Alone, where it names no question; beside the answer that it is, where it does. What is
    counted otherwise is an answer and no figure.
    """
    thread = here.ts_of[opened(here).key]
    [card] = here.say("now 9 days, order desk log", OWNER, thread=thread)
    assert card.thread == thread
    here.click("record", card_of([card]).proposal, thread=thread)
    assert [one.fact.slot for one in here.facts()] == ["current", "evidence"]
    assert levels(here.facts(), "current") == [9]
    told = here.say("2: 8 days now, by the order desk log", OWNER, thread=thread)
    assert sum(one.post.card is not None for one in told) == 1
    assert "as the answer to question 2" in words(told)
    told = here.say("5: roughly 3 hours a week", OWNER, thread=thread)
    assert not any(one.post.card for one in told)


def test_an_answer_is_of_the_investment_somebody_named(here: World) -> None:
    """Of two in a channel: else it counts for both, and is told as the own of none."""
    here.begin(an_investment("i2", name="Billing robot", measures=(a_measure("m2", "dunning"),)))
    head = opened(here)
    guide = form(here, head)
    assert isinstance(guide, Guide)
    assert [one.key for one in guide.fields] == ["answer", "investment"]
    filled(here, guide, "Each day costs a day of orders.")
    here.say("2: on the Billing robot, about an hour a day", thread=here.ts_of[head.key])
    robot, portal = (words(here.improved(one)) for one in ("Billing robot", "Claims portal"))
    assert "2 of 6 answered" in robot
    assert "about an hour a day" in robot
    assert "1 of 6 answered" in portal
    assert "hour a day" not in portal
    assert "day of orders" not in robot + portal


def test_a_round_closes_and_what_stays_open_is_carried(here: World) -> None:
    """After a week, in its thread; the next round asks what is open, and since when."""
    here.command("forum", "monthly")
    here.now = MONDAY
    [head] = falls(here)
    guide = form(here, head)
    assert isinstance(guide, Guide)
    filled(here, guide, "Orders: a day without it costs us a day of orders.")
    here.now = at("2026-06-15T09:30:00+00:00")
    closing = next(one for one in falls(here) if one.way == "post")
    assert closing.thread == here.ts_of[head.key]
    assert "1 of 6 questions answered" in words([closing])
    assert here.shown(head.key).options == ()
    assert form(here, head) == here.doors.voice.say("forum_gone")
    late = Guided.model_validate(
        {"workspace": WORKSPACE, "channel": CHANNEL, "user": OWNER, "at": here.now}
        | {"name": "forum", "ref": guide.ref, "fields": {"answer": "Too late."}}
    )
    assert list(practise.wrong(late, here.doors, here.now)) == ["answer"]
    assert here.say("2: about 40 hours a week", thread=here.ts_of[head.key]) == []
    here.now = at("2026-07-08T09:30:00+00:00")
    second = next(one for one in falls(here) if one.way == "post")
    assert len(second.post.options) == 5
    assert "Open since 8 June 2026." in words([second])
    told = words(here.improved())
    assert "Asked on 8 June 2026: 1 of 6 answered." in told
    assert "a day without it costs us a day of orders" in told


def test_it_is_asked_as_it_and_who_that_is_can_be_said(world: World) -> None:
    """Where nobody named or reporting is known its questions go to the lead, and that is said; who
    is named then is asked in the round that is open, too.
    """
    world.now = at("2026-06-02T10:00:00+00:00")
    world.begin(delivery_lead=f"<@{LEAD}>")
    sent = world.command("forum", "now")
    [head] = [one for one in sent if one.way == "post"]
    assert "forum it @NAME" in words(sent)
    assert words([head]).count(f"For @{LEAD}") == 1
    assert "chosen from the list" in words(world.command("forum", "it @sam"))
    said = world.command("forum", f"it <@{OWNER}|sam>")
    assert f"@{OWNER} is asked for IT" in words(said)
    shown = words([head.model_copy(update={"post": world.shown(head.key)})])
    assert (shown.count(f"For @{OWNER}"), shown.count(f"For @{LEAD}")) == (1, 0)
    world.say("4. we type it in twice, in two windows", SPONSOR, thread=world.ts_of[head.key])
    world.command("forum", "monthly")
    world.now = at("2026-07-06T09:30:00+00:00")
    second = next(one for one in falls(world) if one.way == "post" and one.thread is None)
    assert words([second]).count(f"For @{OWNER}") == 1


def test_the_second_month_asks_who_answered_and_calls_each_question_the_same(here: World) -> None:
    """Who may not be asked at that moment stands there by name, uncalled, and nobody in their
    stead; the round before it is closed.
    """
    here.command("forum", "monthly")
    here.now = MONDAY
    head = opened(here)
    assert "The next one comes on 8 July 2026." in (head.post.closing or "")
    here.say("1. the ERP, all orders hang on it", SPONSOR, thread=here.ts_of[head.key])
    here.now = at("2026-07-06T09:30:00+00:00")
    for n in range(2):
        with here.records.work(WORKSPACE) as work:
            step = Step(
                investment="i1",
                question=f"q{n}",
                person=SPONSOR,
                at=here.now,
                what="asked",
                post="p",
            )
            work.step(step)
            work.commit()
    here.now = at("2026-07-08T09:30:00+00:00")
    sent = falls(here)
    second = next(one for one in sent if one.way == "post" and one.thread is None)
    told = words([second])
    assert here.shown(head.key).options == ()
    assert "5 questions open between IT and the business" in told
    assert f"@{LEAD}" not in told
    assert f"@{SPONSOR}" not in told
    assert f"For {here.doors.directory.person(WORKSPACE, SPONSOR).name}." in told
    assert [one.label for one in second.post.options] == [f"Answer {n}" for n in range(2, 7)]
    here.say("2. about an hour a day", thread=here.ts_of[second.key])
    assert "2. How many hours" in told
    assert [one.about.rpartition("/")[2] for one in entries(here, "answer")][-1] == "it_hours"


def test_one_reply_answers_each_question_it_numbers(here: World) -> None:
    """What only says that it is not known leaves its question open, in a reply, by a button and
    in the form; a guess is an answer, and a list within an answer belongs to it.
    """
    head = opened(here)
    thread = here.ts_of[head.key]
    several = (
        "1. the ERP. If it stands still no order goes out. 2. i have no number for that, ask the "
        "order desk. 3. no idea, maybe 40 percent runs by itself"
    )
    told = words(here.say(several, OWNER, thread=thread))
    assert "answer to question 1 (income at stake)" in told
    assert "answer to question 3 (what runs by itself)" in told
    assert "Question 2 (hours by hand) stays open for IT" in told
    assert told.count("delete your message") == 1
    assert {one.text for one in entries(here, "answer")} == {
        "the ERP. If it stands still no order goes out.",
        "no idea, maybe 40 percent runs by itself",
    }
    assert len(here.shown(head.key).options) == 4
    here.say("5. two lists:\n1. prices\n2. discounts", thread=thread)
    assert "two lists: 1. prices 2. discounts" in [one.text for one in entries(here, "answer")]
    assert here.say("no idea at all, sorry", thread=thread) == []
    here.say("4. we do not know who ordered, so we ring each customer", thread=thread)
    assert len(entries(here, "answer")) == 4
    guide = form(here, head)
    assert isinstance(guide, Guide)
    sent = Guided.model_validate(
        {"workspace": WORKSPACE, "channel": CHANNEL, "user": OWNER, "at": here.now}
        | {"name": "forum", "ref": guide.ref, "fields": {"answer": "no idea"}}
    )
    assert list(practise.wrong(sent, here.doors, here.now)) == ["answer"]


def test_a_numbered_reply_in_the_channel_counts_while_the_forum_is_open(here: World) -> None:
    """One press records it, each number for its own question; without a forum it is no reply."""
    assert here.say("2. roughly 25 hours a week, I did not count") == []
    head = opened(here)
    [offer] = here.say("2. roughly 25 hours a week, I did not count", OWNER)
    assert [one.label for one in offer.post.options] == ["2 · hours by hand", "Not an answer"]
    press(here, offer, 0)
    assert [one.text for one in entries(here, "answer")] == [
        "roughly 25 hours a week, I did not count"
    ]
    [both] = here.say("1. the ERP\n3. i have no number for that", OWNER)
    assert [one.label for one in both.post.options] == [
        "Questions 1, 3, as numbered",
        "Not an answer",
    ]
    press(here, both, 0)
    assert "the ERP" in [one.text for one in entries(here, "answer")]
    assert len(entries(here, "answer")) == 2
    settled = words([both.model_copy(update={"post": here.shown(both.key)})])
    assert "Question 3 (what runs by itself) stays open" in settled
    assert len(here.shown(head.key).options) == 4


def test_where_nobody_answers_it_asks_less_and_says_how_to_stop(here: World) -> None:
    """One question a side, half as often."""
    here.command("forum", "monthly")
    for day in ("2026-06-08", "2026-07-08", "2026-09-08"):
        here.now = at(f"{day}T09:30:00+00:00")
        last = falls(here)[-1]
    assert len(last.post.options) == 2
    assert "forum off" in (last.post.closing or "")
    here.now = at("2026-09-15T09:30:00+00:00")
    falls(here)
    look = here.next_look("practice", f"forum:{CHANNEL}")
    assert look is not None
    assert look > at("2026-11-01T00:00:00+00:00")


def test_answers_stand_in_the_report(here: World) -> None:
    """Who said it for which side, and what stays open."""
    head = opened(here)
    guide = form(here, head, 5)
    assert isinstance(guide, Guide)
    filled(here, guide, "When quotes leave the same day.")
    told = words(here.improved())

    assert "Asked on 2 June 2026: 1 of 6 answered." in told
    assert "the business, a good month: “When quotes leave the same day.”" in told


def test_among_many_investments_it_is_one_line(here: World) -> None:
    """How far the forums are, on the first page."""
    filled(here, Guide.model_validate(form(here, opened(here))), "A day of orders.")
    for n in range(2, 5):
        here.begin(an_investment(f"i{n}", name=f"Portal {n}", measures=(a_measure(f"m{n}"),)))
    told = words(here.improved())
    assert "Translation forums: 1 of 6 questions answered, last asked on 2 June 2026." in told


def test_it_is_set_by_members_and_told_as_it_is(here: World) -> None:
    """A guest has no say; nothing opens twice; off means off."""
    assert "forum monthly" in words(here.command("forum"))
    refused = words(here.command("forum", "monthly", user=GUEST))
    assert refused
    assert "opens here" not in refused
    here.command("forum", "quarterly")
    assert "A translation forum opens here quarterly" in words(here.command("settings"))
    assert "quarterly; the next on" in words(here.command("forum"))
    opened(here)
    assert "A forum is open here since 2 June 2026" in words(here.command("forum", "now"))
    assert "No translation forum" in words(here.command("forum", "off"))
    here.now = at("2026-06-10T09:30:00+00:00")
    falls(here)
    assert here.next_look("practice", f"forum:{CHANNEL}") is None
