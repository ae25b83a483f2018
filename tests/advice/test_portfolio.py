"""Many investments rolled up, periods, owners and pages: an answer that fits on a phone."""

from typing import Any

import pytest

from bot.advice.portfolio import PAGE
from bot.benefits.conversation import Option, Post, Sending
from bot.benefits.drift import figure_id
from bot.ports import Drifted
from bot.slack.blocks import render
from tests.advice.test_report import answer, level, part, put, source
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    words,
)
from tests.builders import (
    CHANNEL,
    NOON,
    WORKSPACE,
    a_claim,
    a_fact,
    a_measure,
    a_noticed,
    a_proposal,
    a_record,
    a_statement,
    an_investment,
)
from tests.slack.rules import broken

ASK = "<@UBOT> what improved?"


def owned(id: str, by: str, **more: Any) -> Any:
    """Somebody answers for it."""
    return a_record(id, a_fact("owner", None, quote=by, person=by), ts="1.1", **more)


def many(world: World, n: int, improved: int | None = None, **more: Any) -> None:
    """So many investments with a measure each; the first ones improved."""
    for i in range(n):
        own = {"investment": f"i{i}", "measure": f"m{i}"}
        world.begin(
            an_investment(f"i{i}", name=f"Project {i:04}", measures=(a_measure(f"m{i}"),), **more)
        )
        if improved is None or i < improved:
            put(
                world,
                level(f"b{i}", "baseline", 20, 1, **own),
                level(f"c{i}", "current", 9, 5, **own),
                source(f"e{i}", 5, **own),
                level(f"t{i}", "target", 7, 1, **own),
                owned(f"o{i}", "Helen", **own),
            )


def buttons(post: Post) -> list[Option]:
    """The buttons that lead on."""
    return [one for one in post.options if one.verb == "more"]


def test_three_investments_are_told_in_full_and_four_are_rolled_up(world: World) -> None:
    """In full as long as it can be read at a glance."""
    many(world, 3)
    assert "Lower is better" in part(answer(world), "Improved")[0]
    many_more = an_investment("i9", name="Project 0009", measures=(a_measure("m9"),))
    world.begin(many_more)
    found = answer(world)
    assert "Lower is better" not in part(found, "Improved")[0]
    assert part(found, "At a glance") == [
        "Improved, with evidence: 3",
        "Worse: 0",
        "Unchanged: 0",
        "Claimed, not evidenced: 0",
        "Contradicted: 0",
        "Not known: 1",
    ]
    assert part(found, "How much") == [
        "Measures: 4 · with an owner: 3 · with a baseline: 3 · with a later figure or claim: 3 · "
        "with a source for that figure: 3 · shown so twice: 0."
    ]
    assert part(found, "Not known")[0].startswith("Project 0009: 1 not known (claim handling time)")


def test_what_a_judged_measure_lacks_stands_in_its_own_line(world: World) -> None:
    """And no second time under what is not known, whose count is that of its measures; an
    investment without a measure is counted apart.
    """
    many(world, 4)
    world.begin(an_investment("i9", name="Bare", measures=()))
    for i in range(2):
        put(world, a_record(f"w{i}", a_fact("target", 7), supersedes=f"t{i}", withdraws=True,
                            investment=f"i{i}", measure=f"m{i}", ts="2.1"))  # fmt: skip
    found = answer(world)
    assert part(found, "At a glance")[-1] == "Not known: 0"
    assert part(found, "How much")[-1] == "Investments without a measure: 1."
    assert part(found, "Not known") == ["Bare: Not on record: outcome, measure, owner"]
    lacking = [line.endswith(". Still missing: target") for line in part(found, "Improved")]
    assert lacking == [True, True, False, False]
    assert "Project 0000 / claim handling time: target" in found.unknown


def test_a_rolled_up_measure_still_leads_to_its_figures(world: World) -> None:
    """From, to, by how much; each figure is a link."""
    many(world, 5)
    [improved] = [one for one in answer(world).post.parts if one.title.startswith("Improved")]
    spans = improved.lines[0]
    assert "".join(span.text for span in spans) == (
        "Project 0000 · claim handling time: baseline 20 days (1 June 2026) → measured 9 days "
        "(5 June 2026), 11 days less (55%). Source: the ledger. The baseline has no source. "
        "Target: 7 days (1 June 2026), not met so far. Owner: Helen"
    )
    assert [span.href is not None for span in spans if "days (" in span.text] == [True, True, True]


@pytest.mark.parametrize("n", [1, 4, 500])
def test_an_answer_fits_slack_whatever_the_number_of_investments(world: World, n: int) -> None:
    """A page of it, with a button for more; never a wall."""
    many(world, n, improved=n // 2)
    sent = world.say(ASK, to_us=True)
    post = sent[0].post
    shown = render(post)
    assert broken(shown) == []
    assert "Shortened to fit" not in str(shown)
    assert sum(len(one.lines) for one in post.parts) <= PAGE + 8
    assert bool(buttons(post)) is (n > PAGE)


def test_more_shows_the_next_page_in_the_thread_once(world: World) -> None:
    """Whoever presses; the button goes on to the next page, and the last has none."""
    many(world, 25)
    [first] = world.say(ASK, to_us=True)
    head = world.last
    [button] = buttons(first.post)
    assert button.label == "More (15)"
    sent = world.click("more", button.ref, SPONSOR, thread=head)
    [second] = [one for one in sent if one.way == "post"]
    assert second.thread == head
    assert "Project 0010" in words([second])
    assert "Project 0009" not in words([second])
    assert "At a glance" not in words([second])
    [change] = [one for one in sent if one.way == "update"]
    assert buttons(change.post) == []
    assert not [one for one in world.click("more", button.ref, thread=head) if one.way == "post"]
    [last] = [
        one
        for one in world.click("more", buttons(second.post)[0].ref, thread=head)
        if one.way == "post"
    ]
    assert "Project 0024" in words([last])
    assert buttons(last.post) == []


def test_more_of_what_one_person_saw_is_for_that_person_alone(world: World) -> None:
    """Asked by command, turned for their eyes; nobody else can turn it."""
    many(world, 12, channel=PRIVATE)
    [first] = world.improved(user=LEAD)
    [button] = buttons(first.post)
    sent = world.click("more", button.ref, LEAD)
    assert [one.way for one in sent] == ["reply"]
    assert "Project 0011" in words(sent)
    assert "Project" not in words(world.click("more", button.ref, OWNER))


def test_more_shows_nothing_that_was_hidden_since(world: World) -> None:
    """Each page is made for who may read it when it is asked for."""
    many(world, 12)
    [first] = world.say(ASK, SPONSOR, channel=DIRECT)
    home = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = home.model_copy(
        update={"is_private": True, "members": frozenset({LEAD})}
    )
    sent = world.click("more", buttons(first.post)[0].ref, SPONSOR, channel=DIRECT)
    assert "Project" not in words(sent)


@pytest.mark.parametrize("ref", ["", "1|nothing", "x|y", "99999999|post:Ev1", "-1|post:Ev1", "0|a"])
def test_a_button_that_leads_nowhere_is_told_so(world: World, ref: str) -> None:
    """Quietly, to who pressed it."""
    many(world, 1)
    assert "no longer on record" in words(world.click("more", ref or "|"))


def test_only_figures_of_the_period_asked_for_are_told(world: World) -> None:
    """The others stand under what is not known of that period, with their latest figure."""
    world.begin(measures=(a_measure(), a_measure("m2", name="error rate")))
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c", "current", 9, 5),
        source("e", 5),
        level("b2", "baseline", 20, 1, measure="m2"),
        level("c2", "current", 9, 20, measure="m2"),
        source("e2", 20, measure="m2"),
        owned("o", "Helen", measure="m1"),
    )
    found = answer(world, "since 10 June 2026")
    assert found.sentence.startswith(
        "Error rate: 20 → 9 days, 11 days less (55%); the latest figure has a source, the "
        "baseline none. "
        "Latest figure: 20 June 2026, compared with 1 June 2026."
    )
    assert len(part(found, "Improved")) == 1
    assert part(found, "Not known")[0].startswith(
        "Claims portal · claim handling time: No figure since 10 June 2026. "
        "Latest on record: baseline 20 days (1 June 2026) → measured 9 days (5 June 2026), 11 days"
    )
    assert "Nothing is shown to have improved" not in answer(world).sentence
    early = answer(world, "in May")
    assert early.sentence.startswith("Claims portal: no measure has a figure from 1 May 2026")
    assert part(early, "Not known")[0].startswith(
        "Claims portal · claim handling time: No figure from 1 May 2026 to 31 May 2026. Later on "
        "record: 9 days (5 June 2026), 11 days less (55%) than the baseline of 20 days (1 June "
        "2026), which has no source. Source: the ledger. Owner: Helen"
    )
    assert "Known since" not in early.sentence


@pytest.mark.parametrize(
    ("many", "known"),
    [
        (1, "claim handling time got worse: 5 → 9 days, 4 days more (80%)"),
        (3, "3 got worse"),
    ],
)
def test_the_answer_for_a_time_says_what_got_worse_since(
    world: World, many: int, known: str
) -> None:
    """Nobody who asks for May alone is to miss it."""
    world.begin(measures=[a_measure(f"m{n}", name=_NAMES[n]) for n in range(many)])
    for n in range(many):
        own = {"measure": f"m{n}"}
        put(
            world,
            level(f"b{n}", "baseline", 5, 1, **own),
            level(f"c{n}", "current", 9, 5, **own),
            source(f"e{n}", 5, **own),
        )
    found = answer(world, "in May")
    assert known in found.sentence.partition("Known since: ")[2]
    assert "Known since" not in answer(world).sentence


_NAMES = ("claim handling time", "wait at the desk", "time to hire")


def test_an_owner_s_measures_are_told_alone(world: World) -> None:
    """By name, by mention, or as one's own."""
    world.begin(measures=(a_measure(), a_measure("m2", name="error rate")))
    world.begin(an_investment("i2", name="Billing"))
    put(world, owned("o1", "Mei Tan"), owned("o2", f"<@{OWNER}>", measure="m2"))
    assert [one.measure for one in answer(world, "Mei's measures").positions] == [
        "claim handling time"
    ]
    asked = f"<@UBOT> what did <@{OWNER}>'s measures improve?"
    for said, user in ((asked, LEAD), ("<@UBOT> what improved for my measures?", OWNER)):
        told = words(world.say(said, user, to_us=True)[:1])
        assert "error rate" in told
        assert "claim handling time" not in told
        assert "Billing" not in told
    assert "error rate" in words(world.improved("uowner's measures"))
    assert [one.measure for one in answer(world, "Mei Tan").positions] == ["claim handling time"]
    unknown = answer(world, "Bo's measures").sentence
    assert "Nothing is on record here that Bo answers for" in unknown


def test_a_claim_without_a_figure_is_told_with_its_words(world: World) -> None:
    """Never a bare "claimed"; what it lacks stands with it, and not once more as unknown."""
    world.begin()
    claim = a_claim("handling claims is much faster", kind="outcome")
    with world.records.work(WORKSPACE) as work:
        work.notice("n1", a_noticed(claim))
        work.commit()
    [line] = part(answer(world), "Claimed")
    assert line == (
        "Claims portal · claim handling time: Claimed; no source yet: "
        "“handling claims is much faster”. Still missing: baseline, latest figure, owner, target"
    )


def test_a_change_that_was_said_is_compared_with_nothing_and_says_so(world: World) -> None:
    """A third less than what, nobody said."""
    world.begin()
    less = a_fact("current", None, "down by a third", change=-33.3, change_unit="%")
    put(world, a_record("c", less, ts="5.1"))
    found = answer(world)
    assert "33.3% less (said 1 June 2026), no baseline to compare with. Claimed" in str(
        part(found, "Claimed")
    )
    assert part(found, "Not known") == []


def drifted(world: World, *, how: Any = None, before: str = "b", state: Any = "open") -> None:
    """A second baseline was noticed."""
    put(world, level("b", "baseline", 20, 1))
    later = a_statement(a_fact("baseline", 25, "25 days"))
    with world.records.work(WORKSPACE) as work:
        work.propose(a_proposal("p9", facts=(later,), state=state))
        work.drift(
            Drifted(
                id="d1",
                investment="i1",
                measure="m1",
                kind="rebaselined",
                slot="baseline",
                before=before,
                proposal="p9",
                after=figure_id(later),
                at=NOON,
                how=how,
            )
        )
        work.commit()


def test_what_was_noticed_to_drift_stands_beside_the_figure(world: World) -> None:
    """Both figures are shown, and where the later one was said."""
    world.begin()
    drifted(world)
    [line] = part(answer(world), "Not known")
    assert "20 days" in line
    assert "Another baseline was given later: 25 days (not recorded yet)" in line
    assert "25 days" in [one.figure for one in answer(world).provenance]


@pytest.mark.parametrize(
    "given", [{"how": "replaces"}, {"before": "elsewhere"}, {"state": "discarded"}]
)
def test_drift_that_is_over_or_cannot_be_shown_is_not_told(
    world: World, given: dict[str, Any]
) -> None:
    """Settled by replacing, set aside, or about a figure this reader may not see."""
    world.begin()
    drifted(world, **given)
    assert "given later" not in part(answer(world), "Not known")[0]


def sent_to(sent: list[Sending], user: str) -> list[Sending]:
    """What one person alone was shown."""
    return [one for one in sent if one.user == user]


def test_a_guest_is_shown_no_more_than_the_channel(world: World) -> None:
    """The fuller view is for who may see more."""
    many(world, 5)
    assert not sent_to(world.say(ASK, GUEST, to_us=True), GUEST)
