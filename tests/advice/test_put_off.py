"""A question waits, is skipped or handed on, when the one who was asked says so."""

from datetime import date
from typing import Any

import pytest

from bot.advice import put_off
from bot.benefits.accepted import State, named_owner
from bot.benefits.conversation import PutOff, Sending
from bot.benefits.reminders import Step
from tests.advice.test_remind import accepts, owned
from tests.advice.world import GUEST, LEAD, OWNER, PARTNER, SPONSOR, World, ask_of, words
from tests.builders import CHANNEL, WORKSPACE, a_measure, a_question

UPDATE = "The claims portal is live, 340 people logged in this week."


@pytest.fixture
def asked(world: World) -> World:
    """A question that was put to the delivery lead; `last` is the update's ts."""
    world.begin()
    ask_of(world.say(UPDATE))
    return world


def put(world: World, how: str, user: str = LEAD, **told: Any) -> list[Sending]:
    """A press of one of the buttons, or the small form."""
    [question] = world.questions()
    fields = {"ref": question.id, "how": how, "user": user, "channel": CHANNEL, "at": world.now}
    return world.happens(PutOff.model_validate({"workspace": WORKSPACE, **fields, **told}))


def steps(world: World) -> list[Step]:
    with world.records.work(WORKSPACE) as work:
        return work.steps(["i1"])


def standing(world: World) -> str:
    """What the question's post says of it."""
    [question] = world.questions()
    ask = world.shown(f"ask:{question.id}").ask
    assert ask is not None
    return f"{ask.closed or ask.waits} @{ask.waits_by}"


@pytest.mark.parametrize(
    ("told", "shown", "last"),
    [
        ({"days": 1}, "2 June 2026", date(2026, 6, 1)),
        ({"days": 7}, "8 June 2026", date(2026, 6, 7)),
        ({"until": date(2026, 9, 1)}, "1 September 2026", date(2026, 8, 31)),
    ],
)
def test_a_question_that_is_put_off_says_until_when_and_stays_open(
    asked: World, told: dict[str, Any], shown: str, last: date
) -> None:
    """Everybody who waits for it sees why it is quiet; it can still be answered."""
    put(asked, "snooze", **told)
    assert standing(asked) == f"Put off until {shown} by @{LEAD}"
    [step] = steps(asked)
    assert (step.what, step.person, step.until) == ("snoozed", LEAD, last)
    assert asked.questions()[0].state == "posted"


@pytest.mark.parametrize(
    ("said", "shown"),
    [("", "Skipped by"), ("  we count it\nyearly ", "Skipped: “we count it yearly”, says")],
)
def test_a_question_is_skipped_with_a_reason_or_without(
    asked: World, said: str, shown: str
) -> None:
    """It is asked no more, and the reason stands where it was asked."""
    put(asked, "skip", words=said or None)
    assert standing(asked) == f"{shown} @{LEAD}"
    assert [one.what for one in steps(asked)] == ["skipped"]
    assert asked.questions()[0].state == "withdrawn"


def test_whom_it_is_handed_on_to_is_on_record_and_gets_the_one_notice(asked: World) -> None:
    """They are asked nothing before they accept."""
    sent = put(asked, "hand_on", person=OWNER)
    [notice] = [one for one in sent if one.channel == OWNER]
    assert [one.verb for one in notice.post.options] == ["accept", "hand_on", "stop"]
    [owner] = [one for one in asked.facts() if one.fact.slot == "owner"]
    assert owner.fact.person == f"<@{OWNER}>"
    assert standing(asked) == f"Handed on by @{LEAD}"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"how": "snooze", "days": 1, "user": OWNER}, "put to somebody else"),
        ({"how": "skip", "user": GUEST}, "put to somebody else"),
        ({"how": "snooze"}, "cannot read a day"),
        ({"how": "snooze", "until": date(2026, 6, 1)}, "1 June 2026 is not ahead"),
        ({"how": "snooze", "until": date(2029, 6, 1)}, "more than a year ahead"),
        ({"how": "hand_on"}, "Choose somebody else"),
        ({"how": "hand_on", "person": LEAD}, "Choose somebody else"),
        ({"how": "hand_on", "person": PARTNER}, "may not see"),
        ({"how": "hand_on", "person": "UNOBODY"}, "does not know them"),
        ({"how": "skip", "ref": "qnone"}, "no longer on record"),
    ],
)
def test_what_cannot_be_put_off_is_told_to_who_tried_and_changes_nothing(
    asked: World, told: dict[str, Any], why: str
) -> None:
    """Kindly, and to nobody else."""
    sent = put(asked, **told)
    assert why in words(sent)
    assert [one.way for one in sent] == ["whisper"]
    assert steps(asked) == []


ELSEWHERE = frozenset({OWNER, SPONSOR})


@pytest.mark.parametrize(
    ("person", "channel", "how", "why"),
    [
        ({}, {"is_private": True, "members": ELSEWHERE}, "snooze", "nothing to show you"),
        ({}, {"is_private": True, "members": ELSEWHERE}, "skip", "nothing to show you"),
        ({}, {"is_private": True, "members": ELSEWHERE}, "hand_on", "nothing to show you"),
        ({}, {"members": ELSEWHERE}, "snooze", None),
        ({}, {"members": ELSEWHERE}, "skip", "Only full members"),
        ({"is_guest": True}, {}, "snooze", None),
        ({"is_guest": True}, {}, "skip", "Only full members"),
        ({"is_guest": True}, {}, "hand_on", "Only full members"),
    ],
)
def test_who_was_asked_decides_for_others_only_where_they_may_record(
    asked: World, person: dict[str, Any], channel: dict[str, Any], how: str, why: str | None
) -> None:
    """To wait is theirs as long as they see it; what closes it for everybody is a member's."""
    people, channels = asked.directory.people, asked.directory.channels
    people[LEAD] = people[LEAD].model_copy(update=person)
    channels[CHANNEL] = channels[CHANNEL].model_copy(update=channel)
    told = {"days": 7} if how == "snooze" else {"person": OWNER}
    sent = put(asked, how, **told)
    assert (why or "") in words(sent)
    assert [one.what for one in steps(asked)] == ([] if why else ["snoozed"])
    assert asked.facts() == []
    [question] = asked.questions()
    seen = put_off.why_not(WORKSPACE, question.id, LEAD, asked.doors, asked.now)
    assert (seen is not None) is (why is not None and "nothing to show" in why)


def test_a_question_handed_on_by_its_owner_is_the_other_s_from_then_on(asked: World) -> None:
    """What was said before stays on record."""
    asked.fill(asked.questions()[0].id, baseline="14 days in Q1 2026", owner=f"<@{OWNER}>")
    asked.later(days=8)
    asked.say("340 more people logged in this week.", user=OWNER)
    question = asked.questions()[-1]
    assert question.person == OWNER
    put_by = {"how": "hand_on", "ref": question.id, "user": OWNER, "person": LEAD}
    fields = {"workspace": WORKSPACE, "channel": CHANNEL, "at": asked.now}
    asked.happens(PutOff.model_validate(fields | put_by))
    owners = [one for one in asked.facts() if one.fact.slot == "owner"]
    assert [one.fact.person for one in owners] == [f"<@{OWNER}>", f"<@{LEAD}>"]
    assert owners[1].supersedes == owners[0].id


def test_a_role_on_record_becomes_the_person_it_is_handed_to(asked: World) -> None:
    """Who accepts is the owner then; a notice that could not be accepted helps nobody."""
    asked.fill(asked.questions()[0].id, baseline="14 days in Q1 2026", owner="head of claims")
    asked.later(days=8)
    asked.say("340 more people logged in this week.")
    question = asked.questions()[-1]
    fields = {"workspace": WORKSPACE, "channel": CHANNEL, "at": asked.now, "user": LEAD}
    told = {"how": "hand_on", "ref": question.id, "person": OWNER}
    asked.happens(PutOff.model_validate(fields | told))
    owners = [one for one in asked.facts() if one.fact.slot == "owner"]
    assert [one.fact.person for one in owners] == ["head of claims", f"<@{OWNER}>"]
    asked.click("accept", "owner|i1", user=OWNER)
    with asked.records.work(WORKSPACE) as work:
        assert {one.state for one in work.acceptances(["i1"])} == {"asked", "accepted"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("skip, we count it yearly", "Skipped: “we count it yearly”, says"),
        ("Skip this one.", "Skipped by"),
        ("please ask me again next Monday", "Put off until 8 June 2026 by"),
        ("ask me in two weeks", "Put off until 15 June 2026 by"),
        ("remind me on 1 July", "Put off until 1 July 2026 by"),
        ("not now", "Put off until 8 June 2026 by"),
        ("skip level meetings took 14 days", "None"),
    ],
)
def test_words_in_the_thread_do_the_same(asked: World, text: str, shown: str) -> None:
    """Nobody has to find a button; who says it is told so alone, and how it is undone. What only
    sounds like it is read as an answer.
    """
    said = asked.say(text, thread=asked.last)
    assert standing(asked) == f"{shown} @{LEAD if shown != 'None' else None}"
    told = [words([one]) for one in said if one.way == "whisper" and one.user == LEAD]
    assert ["To undo: answer it here" in one for one in told] == [True] * (shown != "None")


def test_the_reason_of_somebody_who_was_not_asked_skips_nothing(asked: World) -> None:
    """It is never a no in somebody else's name; they are told so, as under the button."""
    head = asked.last
    (told,) = asked.say("skip, nobody knows", user=OWNER, thread=asked.last)
    assert (told.way, told.user, told.thread) == ("whisper", OWNER, head)
    assert "put to somebody else" in words([told])
    assert steps(asked) == []


def test_the_day_words_name_is_told_from_the_day_it_is_for_who_says_it(asked: World) -> None:
    """On Monday evening in London it is Tuesday in Auckland."""
    people = asked.directory.people
    people[LEAD] = people[LEAD].model_copy(update={"zone": "Pacific/Auckland"})
    asked.later(hours=6)
    asked.say("ask me tomorrow", thread=asked.last)
    assert standing(asked) == f"Put off until 3 June 2026 by @{LEAD}"


def test_who_it_went_on_to_puts_it_off_where_they_were_asked(asked: World) -> None:
    """In their direct message; the sponsor is not turned to before they were asked again. Who was
    asked before puts it off no more.
    """
    asked.command("sponsor", f"<@{SPONSOR}>")
    asked.click("accept", "sponsor|i1", user=SPONSOR)
    asked.say("Claim handling time: <@UOWNER> owns it.", user=OWNER)
    [proposal] = [one.post.card.proposal for one in asked.sent if one.post.card]
    asked.click("record", proposal, user=OWNER)
    asked.later(days=15)
    [told] = asked.falls_due(kind="escalate")
    assert (told.channel, [one.can_wait for one in told.post.every_ask]) == (OWNER, [True])
    assert "put to somebody else" in words(put(asked, "snooze", days=300))
    [question] = asked.questions()
    fields = {"workspace": WORKSPACE, "channel": "DOWNER", "at": asked.now, "user": OWNER}
    wait = {"ref": question.id, "how": "snooze", "days": 7}
    asked.happens(PutOff.model_validate(fields | wait))
    [shown] = asked.shown(told.key).every_ask
    assert (shown.waits, shown.waits_by) == ("Put off until 23 June 2026 by", OWNER)
    asked.later(days=16)
    assert [one.channel for one in asked.falls_due(kind="escalate")] == [OWNER]
    asked.later(days=14)
    assert [one.channel for one in asked.falls_due(kind="escalate")] == [SPONSOR]


def test_a_question_about_the_whole_investment_takes_no_measure_from_its_owner(
    asked: World,
) -> None:
    """Handed on, it gives the other what is nobody else's; where all is, nothing is changed."""
    with asked.records.work(WORKSPACE) as work:
        work.add_measure("i1", a_measure("m2", "error rate"))
        work.ask(a_question("q2", measure=None, asks="barrier", person=LEAD))
        work.ask(a_question("q3", measure=None, asks="barrier", person=LEAD, period="2"))
        work.append(owned())
        work.commit()
    for ref, owners in (("q2", [OWNER, SPONSOR]), ("q3", [OWNER, SPONSOR])):
        fields = {"ref": ref, "how": "hand_on", "user": LEAD, "channel": CHANNEL}
        told = {"at": asked.now, "workspace": WORKSPACE, "person": SPONSOR}
        asked.happens(PutOff.model_validate(fields | told))
        assert [named_owner(one, asked.facts()) for one in ("m1", "m2")] == owners
    assert asked.questions()[-1].state == "posted"


@pytest.mark.parametrize(("state", "why"), [("stopped", "do not answer"), (None, "not know them")])
def test_it_is_not_handed_on_to_who_said_stop_or_left(
    asked: World, state: State | None, why: str
) -> None:
    """It would reach nobody, and be lost: who tried is told, and it waits on."""
    if state is not None:
        accepts(asked, OWNER, state=state)
    people = asked.directory.people
    people[OWNER] = people[OWNER].model_copy(update={"is_gone": state is None})
    assert why in words(put(asked, "hand_on", person=OWNER))
    assert [one.state for one in asked.questions()] == ["posted"]
    assert asked.facts() == []
