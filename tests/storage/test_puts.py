"""What was put is told without a word of it, of what the audience may see alone."""

from datetime import timedelta

from bot.benefits.questions import BLOCKS_FOR
from bot.benefits.reminders import Step
from bot.benefits.unanswered import IN_A_ROW, Put
from bot.ports import Audience
from storage.records import SqlRecords
from tests.builders import CHANNEL, NOON, PERSON, WORKSPACE, a_question

LATER = NOON + timedelta(days=1)


def test_what_was_put_is_told_with_what_became_of_it(records: SqlRecords) -> None:
    """By channel, oldest first: answered when, or put off when and how."""
    put_off = Step(investment="i1", question="q2", person=PERSON, at=LATER, what="skipped")
    earlier = put_off.model_copy(update={"at": NOON, "what": "snoozed"})
    with records.work(WORKSPACE) as work:
        work.ask(a_question("q1"))
        work.ask(a_question("q2", at=LATER))
        work.close("q1", "answered", LATER)
        for step in (put_off, earlier, put_off.model_copy(update={"what": "reminded"})):
            work.step(step)
        work.commit()
    with records.work(WORKSPACE) as work:
        first, second = work.puts([CHANNEL])[CHANNEL]
        assert work.puts(["C9"]) == {"C9": []}
        assert work.linked_at(["i1", "i9"]) == {"i1": NOON}
    assert first == Put.of(a_question("q1")).model_copy(
        update={"state": "answered", "closed_at": LATER}
    )
    assert (second.put_off, second.put_off_at, second.heard_at) == ("skipped", LATER, LATER)
    with records.work(WORKSPACE) as work:
        assert work.puts_where_silent([CHANNEL], LATER) == {CHANNEL: []}
    hidden = Audience(channels=frozenset())
    with records.work(WORKSPACE, hidden) as work:
        assert work.puts([CHANNEL]) == {CHANNEL: []}
        assert work.linked_at(["i1"]) == {}
    with records.work("T2") as work:
        assert work.puts([CHANNEL]) == {CHANNEL: []}


def test_all_is_told_of_a_channel_where_enough_waits_unsaid(records: SqlRecords) -> None:
    """Eight that each had a week: then every one is told, the answered one as well."""
    with records.work(WORKSPACE) as work:
        for number in range(IN_A_ROW):
            work.ask(a_question(f"q{number}", at=NOON + number * BLOCKS_FOR))
        work.ask(a_question("q8", at=NOON))
        work.close("q8", "answered", LATER)
        work.commit()
    with records.work(WORKSPACE) as work:
        late = NOON + IN_A_ROW * BLOCKS_FOR
        assert work.puts_where_silent([CHANNEL, "C9"], late) == work.puts([CHANNEL, "C9"])
        assert work.puts_where_silent([CHANNEL], late - timedelta(seconds=1)) == {CHANNEL: []}
