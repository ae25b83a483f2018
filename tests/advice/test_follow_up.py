"""What is asked under an answer: why, who, from where, how it came about, what about another."""

from typing import Any

import pytest

from bot.advice.follow_up import understood
from bot.benefits.conversation import Sending
from bot.benefits.facts import Recorded
from tests.advice.test_portfolio import owned
from tests.advice.test_report import level, put, source
from tests.advice.world import (
    DIRECT,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    words,
)
from tests.builders import NOON, WORKSPACE, a_fact, a_measure, a_question, a_record, an_investment

ASK = "<@UBOT> what improved?"


@pytest.mark.parametrize(
    ("text", "kind", "about", "figure"),
    [
        ("why is CRM not known?", "why", "CRM", None),
        ("Why isn't the returns portal measured?", "why", "returns portal", None),
        ("why?", "why", "", None),
        ("why not?", "why", "", None),
        ("why is that unknown?", "why", "", None),
        ("who owns that?", "owner", "", None),
        ("who owns the CRM?", "owner", "CRM", None),
        ("Who is responsible for quote-to-cash?", "owner", "quote-to-cash", None),
        ("who's the owner of the error rate", "owner", "error rate", None),
        ("where does the 9 come from?", "source", "", 9),
        ("where is 1,200.5 days from?", "source", "", 1200.5),
        ("where does that come from?", "source", "", None),
        ("what is the source of the 36%?", "source", "", 36),
        ("what's the source?", "source", "", None),
        ("which report is that?", "source", "", None),
        ("show the history", "history", "", None),
        ("can you show me the history of quote-to-cash?", "history", "quote-to-cash", None),
        ("and the returns portal?", "other", "returns portal", None),
        ("what about billing?", "other", "billing", None),
    ],
)
def test_a_question_under_an_answer_is_told_by_its_words(
    text: str, kind: str, about: str, figure: float | None
) -> None:
    """What it wants, of what, and about which figure."""
    found = understood(text)
    assert found is not None
    assert (found.kind, found.about, found.figure) == (kind, about, figure)


@pytest.mark.parametrize(
    "text",
    ["", "thanks", "nice", "That is history.", "The CRM is live", "🎉", "x" * 40_000, "and so"],
)
def test_other_words_are_no_question_of_that_kind(text: str) -> None:
    """People talk under answers, too."""
    assert understood(text) is None


def told(world: World) -> str:
    """Claims portal went from 20 to 9 days; the thread of the answer about it."""
    world.begin()
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c", "current", 9, 5),
        source("e", 5),
        owned("o", "head of claims"),
    )
    world.say(ASK, SPONSOR, to_us=True)
    return world.last


def asked(world: World, text: str, thread: str, **more: Any) -> str:
    """What is answered under an answer."""
    return words(world.say(text, SPONSOR, thread=thread, **more))


def test_who_owns_that_is_told_with_where_it_was_said(world: World) -> None:
    """Without being mentioned again."""
    thread = told(world)
    sent = world.say("who owns that?", SPONSOR, thread=thread)
    assert sent[0].thread == thread
    assert "Claims portal · claim handling time: head of claims, said by" in words(sent)
    assert "As of" in words(sent)
    assert any(span.href for span in sent[0].post.lead[0] if span.text == "head of claims")


def test_nobody_on_record_is_said_plainly(world: World) -> None:
    """Nothing is guessed."""
    world.begin()
    world.say(ASK, SPONSOR, to_us=True)
    assert "Nobody is on record as its owner" in asked(world, "who owns that?", world.last)


def test_where_a_figure_comes_from_is_told_with_its_source(world: World) -> None:
    """Who said it when, in which words, and what shows it."""
    thread = told(world)
    said = asked(world, "where does the 9 come from?", thread)
    assert "Latest figure 9 days (5 June 2026), said by <@U1>, 5 June 2026: “21 days”" in said
    assert "Source: the ledger" in said
    assert "No source was named" in asked(world, "where does the 20 come from?", thread)


def test_a_computed_figure_is_told_as_computed(world: World) -> None:
    """From which two, each with its message."""
    thread = told(world)
    for figure in ("11", "55%"):
        said = asked(world, f"where does the {figure} come from?", thread)
        assert "computed, 11 days less (55%): 20 days (1 June 2026) → 9 days" in said
    assert "I find no 77 on record here" in asked(world, "where does the 77 come from?", thread)


def test_why_something_is_not_known_is_told_with_who_was_asked(world: World) -> None:
    """What is missing, and since when it is asked for."""
    world.begin()
    with world.records.work(WORKSPACE) as work:
        work.ask(a_question())
        work.commit()
    world.say(ASK, SPONSOR, to_us=True)
    thread = world.last
    said = asked(world, "why is the claims portal not known?", thread)
    assert "No figure of it has been recorded. Not on record: baseline, latest figure" in said
    assert "I asked for the baseline on 1 June 2026; nobody has answered yet." in said
    with world.records.work(WORKSPACE) as work:
        work.close("q1", "not_known", NOON)
        work.commit()
    assert "it was noted as not known yet" in asked(world, "why?", thread)
    put(world, level("b", "baseline", 21, 1))
    assert "noted as not known" not in asked(world, "why?", thread)


def test_the_history_shows_what_was_corrected_and_a_chart(world: World) -> None:
    """Nothing that was recorded is gone."""
    thread = told(world)
    put(world, level("c9", "current", 8, 5, supersedes="c"))
    sent = world.say("show the history", SPONSOR, thread=thread)
    said = words(sent)
    assert "Baseline: 20 days (1 June 2026)" in said
    assert "9 days (5 June 2026), said by <@U1>, 5 June 2026: “21 days”. Corrected" in said
    assert "Latest figure: 8 days" in said
    assert sent[0].post.charts


def test_another_investment_is_asked_about_in_two_words(world: World) -> None:
    """The same question about something else; what is asked next is about that."""
    thread = told(world)
    world.begin(an_investment("i2", name="Returns portal", channel=OTHER, measures=(OTHERS,)))
    world.later(minutes=1)
    said = asked(world, "and the returns portal?", thread)
    assert "Returns portal · error rate" in said
    assert "claim handling time" not in said
    assert "error rate: Nobody is on record" in asked(world, "who owns that?", thread)


OTHERS = a_measure("m2", name="error rate")


def test_chatter_under_an_answer_is_left_alone(world: World) -> None:
    """What names nothing on record is no question to us, unless it was put to us."""
    thread = told(world)
    for text in ("thanks", "and lunch?", "why is the sky blue?", "who owns the coffee machine?"):
        assert not world.say(text, SPONSOR, thread=thread)
    said = asked(world, "<@UBOT> who owns the coffee machine?", thread, to_us=True)
    assert "That is not on record." in said
    said = asked(world, "<@UBOT> will it rain?", thread, to_us=True)
    assert "I do not guess" in said


def test_the_same_words_elsewhere_are_not_for_us(world: World) -> None:
    """A thread without an answer of ours, or no thread at all."""
    told(world)
    assert not world.say("who owns that?", SPONSOR, thread="1.1")
    assert not world.say("who owns that?", SPONSOR)


def test_in_a_direct_message_the_latest_answer_is_meant(world: World) -> None:
    """There people do not open threads."""
    told(world)
    world.say("what improved?", LEAD, channel=DIRECT)
    assert "head of claims" in words(world.say("who owns that?", LEAD, channel=DIRECT))


def test_in_a_direct_thread_what_was_told_there_last_is_meant(world: World) -> None:
    """What is asked in one thread changes nothing of what another one is about."""
    told(world)
    world.begin(an_investment("i2", name="Returns portal", channel=OTHER, measures=(OTHERS,)))
    threads = []
    for text in ("what improved?", "who owns the returns portal?", "what improved in claims?"):
        world.later(minutes=1)
        world.say(text, LEAD, channel=DIRECT)
        threads.append(world.last)
    world.later(minutes=1)
    all_of_it, narrowed, of_claims = (
        words(world.say("who owns that?", LEAD, thread=thread, channel=DIRECT))
        for thread in threads
    )
    assert ("claim handling time" in all_of_it, "error rate" in all_of_it) == (True, True)
    assert ("claim handling time" in narrowed, "error rate" in narrowed) == (False, True)
    assert ("claim handling time" in of_claims, "error rate" in of_claims) == (True, False)


def hidden(sent: list[Sending]) -> bool:
    """Whether the private investment shows."""
    return "merger" in words(sent).lower()


def test_what_a_channel_may_not_see_is_not_told_under_an_answer(world: World) -> None:
    """Each question is answered for who reads along; what is hidden is as if it were not."""
    thread = told(world)
    secret = an_investment("i2", name="Merger", channel=PRIVATE, measures=(OTHERS,))
    world.begin(secret)
    fact: Recorded = a_record(
        "x", a_fact("current", 77, as_of="2026-06-05"), investment="i2", measure="m2"
    )
    put(world, fact)
    for text in ("and the merger?", "who owns the merger?", "why is the merger not known?"):
        assert not world.say(text, OWNER, thread=thread)
        assert not hidden(
            [
                one
                for one in world.say(f"<@UBOT> {text}", OWNER, thread=thread, to_us=True)
                if "merger” here" not in words([one])
            ]
        )
    assert "no 77 on record" in asked(world, "where does the 77 come from?", thread)
