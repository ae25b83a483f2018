""" "What improved?": answered from the record, for the eyes it is meant for."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.advice import report as reporting
from bot.advice.asked import Asked, asked
from bot.advice.report import Report
from bot.advice.told import OVER
from bot.benefits.accepted import Acceptance
from bot.ports import Audience
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PARTNER,
    PRIVATE,
    SPONSOR,
    World,
    card_of,
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
    a_record,
    an_investment,
)

FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."
LIVE = "The claims portal is live, 340 people logged in this week."


def answer(world: World, about: str | Asked = "", audience: Audience | None = None) -> Report:
    """What an operator, or an audience, is told."""
    return reporting.report(WORKSPACE, audience, about, world.records, world.doors.voice, world.now)


def put(world: World, *facts: Any) -> None:
    """Straight into the ledger."""
    with world.records.work(WORKSPACE) as work:
        for fact in facts:
            work.append(fact)
        work.commit()


def level(id: str, slot: Any, value: float, day: int, **more: Any) -> Any:
    """A level said on that day of June."""
    fact = a_fact(slot, value, as_of=f"2026-06-{day:02d}", unit=more.pop("unit", "days"))
    said = NOON.replace(day=day)
    return a_record(id, fact, said_at=said, ts=f"{day}.1", **more)


def source(id: str, day: int, ref: str = "the ledger", **more: Any) -> Any:
    """A source named on that day."""
    fact = a_fact("evidence", None, quote=ref, ref=ref)
    return a_record(id, fact, said_at=NOON.replace(day=day), ts=f"{day}.1", **more)


def part(found: Report, title: str) -> list[str]:
    """The lines of a part, as text."""
    lines = [one.lines for one in found.post.parts if one.title.startswith(title)]
    return ["".join(span.text for span in line) for line in (lines[0] if lines else ())]


def test_nothing_on_record_is_said_with_how_to_begin(world: World) -> None:
    """An empty answer is an answer."""
    assert "There is no investment on record" in words(world.improved())


def test_one_measure_gets_one_sentence_with_its_figures(world: World) -> None:
    """Ten seconds are enough."""
    world.begin()
    world.click("record", card_of(world.say(FASTER)).proposal)
    found = answer(world)
    assert found.sentence == (
        "Claim handling time: 21 → 9 days, 12 days less (57%), with evidence."
    )
    assert part(found, "Improved") == [
        "Claims portal · claim handling time: baseline 21 days (no date) → "
        "measured 9 days (1 June 2026), 12 days less (57%). Lower is better. "
        "Source of both: claims ledger. Still missing: owner, target"
    ]
    assert found.post.closing is not None
    assert "As of 1 June 2026, 12:00 UTC" in found.post.closing


@pytest.mark.parametrize(("live", "is_before"), [(20, True), (5, False), (2, False)])
def test_a_figure_of_before_go_live_is_told_as_such(
    world: World, live: int, is_before: bool
) -> None:
    """Whether that day is past or to come; the figures stay as they are."""
    world.begin(go_live=date(2026, 6, live))
    put(world, level("b1", "baseline", 4, 1), level("c1", "current", 2.8, 5), source("e1", 5))
    [line] = part(answer(world), "Improved")
    assert "measured 2.8 days" in line
    told = f"The latest figure is from before go-live, on record for {live} June 2026"
    assert (told in line) == is_before
    assert ("before go-live" in line) == is_before


@pytest.mark.parametrize(
    ("quote", "ref", "told"),
    [
        ("<https://bi.example/q2|Q2 claims report>", "https://bi.example/q2", "Q2 claims report"),
        ("<https://bi.example/q2|link>", "https://bi.example/q2", "a link without a name"),
        ("<https://bi.example/q2>", "https://bi.example/q2", "a link without a name"),
        ("the log", "log", "“log”, as it was called"),
        ("booking log", "booking log", "booking log"),
    ],
)
def test_a_source_is_called_as_its_message_calls_it(
    world: World, quote: str, ref: str, told: str
) -> None:
    """Never by a word alone that would tell nobody which it is."""
    world.begin()
    fact = a_fact("evidence", None, quote=quote, ref=ref)
    shown = a_record("e1", fact, said_at=NOON.replace(day=5), ts="5.1")
    put(world, level("b1", "baseline", 4, 1), level("c1", "current", 2.8, 5), shown)
    [line] = part(answer(world), "Improved")
    assert f". Source: {told}. " in line


def test_several_measures_are_counted_and_told_apart(world: World) -> None:
    """Each under the part its verdict belongs to."""
    names = ("waiting time", "rework", "errors", "costs", "delays")
    world.begin(measures=tuple(a_measure(f"m{n}", name=name) for n, name in enumerate(names, 1)))
    put(
        world,
        *(level(f"b{n}", "baseline", 20, 1, measure=f"m{n}") for n in (1, 2, 3, 4)),
        level("c1", "current", 9, 5, measure="m1"),
        source("e1", 5, measure="m1"),
        level("c2", "current", 25, 5, measure="m2"),
        source("e2", 5, measure="m2"),
        level("c3", "current", 9, 5, measure="m3"),
        level("c4", "current", 9, 5, measure="m4"),
        source("e4", 5, measure="m4"),
        level("c5", "current", 9, 5, measure="m5"),
        source("e5", 5, measure="m5"),
    )
    found = answer(world)
    assert found.sentence == (
        "Claims portal: 2 of 5 measures improved, with evidence. "
        "Baselines without a source among them: 2. "
        "Other measures of Claims portal: rework got worse: 20 → 25 days, 5 days more (25%), "
        "on a baseline without a source; 1 only claimed, without a source; "
        "1 without a figure to compare."
    )
    assert len(part(found, "Improved")) == 2
    assert [line.split(":")[0] for line in part(found, "Worse")] == ["Claims portal · rework"]
    assert [line.split(":")[0] for line in part(found, "Claimed")] == ["Claims portal · errors"]
    assert "Claims portal · delays" in part(found, "Not known")[-1] or any(
        "delays" in line for line in part(found, "Not known")
    )
    assert [one.measure for one in found.positions] == sorted(names)


def test_one_of_several_improved_is_told_with_how_many_are_not_known(world: World) -> None:
    """The good news never hides what nobody knows."""
    world.begin(measures=(a_measure(), a_measure("m2", name="complaint rate", unit="%")))
    world.click("record", card_of(world.say(FASTER)).proposal)
    assert answer(world).sentence.endswith(
        "with evidence. Other measures of Claims portal: 1 without a figure to compare."
    )


def test_contradicting_sources_are_named_as_such(world: World) -> None:
    """Two sources, one period, two figures: nobody wins by being later, and both are shown."""
    world.begin()
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c1", "current", 9, 5),
        source("e1", 5),
        a_record(
            "c2",
            a_fact("current", 16, as_of="2026-06-05"),
            said_at=NOON.replace(day=6),
            ts="6.1",
        ),
        source("e2", 6, "the survey"),
    )
    found = answer(world)
    assert len(part(found, "Contradicted")) == 1
    assert "9 days" in part(found, "Contradicted")[0]
    assert "16 days" in part(found, "Contradicted")[0]
    assert {"9 days (5 June 2026)", "16 days (5 June 2026)"} <= {
        one.figure for one in found.provenance
    }


def test_a_later_bare_claim_stands_beside_the_evidenced_figure(world: World) -> None:
    """The verdict rests on evidence; the claim is shown as a claim."""
    world.begin()
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c1", "current", 9, 5),
        source("e1", 5),
        level("c2", "current", 4, 8),
    )
    found = answer(world)
    assert "20 days" in part(found, "Improved")[0]
    assert "4 days (8 June 2026)" in part(found, "Claimed")[0]


def test_a_baseline_without_a_source_compares_and_the_answer_says_so(world: World) -> None:
    """How firm the ground is belongs to the answer."""
    world.begin()
    put(world, level("b", "baseline", 20, 1), level("c", "current", 9, 5), source("e", 5))
    assert "baseline has no source" in part(answer(world), "Improved")[0]
    put(world, source("e0", 1))
    assert "baseline has no source" not in part(answer(world), "Improved")[0]


@pytest.mark.parametrize(
    ("gone", "under", "said"),
    [
        ("b", "Improved", "20 days (1 June 2026) (source deleted) → measured 9 days"),
        ("c", "Claimed", "9 days (5 June 2026) (source deleted)"),
        ("e", "Claimed", "Claimed; the message that named its source was deleted"),
    ],
)
def test_what_stood_in_a_deleted_message_is_marked(
    world: World, gone: str, under: str, said: str
) -> None:
    """The figure stays and says that its source is gone; it is no longer shown by it."""
    world.begin()
    own = [level("b", "baseline", 20, 1), level("c", "current", 9, 5), source("e", 5)]
    lost = {"source_deleted": True, "permalink": None, "author": None}
    put(world, *(one.model_copy(update=lost) if one.id == gone else one for one in own))
    [line] = part(answer(world), under)
    assert said in line
    assert ("source deleted" in line) is (gone != "e")


def test_an_answer_tells_the_target_and_who_said_me(world: World) -> None:
    """A level and its date; "I own it" is the one who said so."""
    world.begin()
    own = a_fact("owner", None, person=f"<@{OWNER}>", quote="I own it")
    me = a_record("o", own, ts="1.1", author=OWNER)
    target = level("t", "target", 7, 1)
    put(world, level("b", "baseline", 20, 1), level("c", "current", 9, 5), target, me)
    [line] = part(answer(world), "Claimed")
    assert line.endswith(
        ". Target: 7 days (1 June 2026), not judged: the latest figure has no source. "
        f"Owner: <@{OWNER}> (has not accepted yet)"
    )


def test_a_figure_that_grew_old_and_a_target_whose_day_passed_lead_the_answer(world: World) -> None:
    """What was shown half a year ago is no success of today."""
    world.begin()
    aim = a_record("t", a_fact("target", 7, as_of="2026-08", unit="days"), ts="1.1")
    baseline = level("b", "baseline", 20, 1)
    put(world, baseline, source("e", 1), level("c", "current", 9, 5), source("s", 5), aim)
    fresh = "Claim handling time: 20 → 9 days, 11 days less (55%), with evidence"
    for days, said in (
        (60, f"{fresh}."),
        (95, f"{fresh}. The target of 7 days by August 2026 is not met on the latest figure."),
        (
            190,
            f"{fresh}, as of 5 June 2026, 6 months ago. "
            "The target of 7 days by August 2026 is not met on the latest figure.",
        ),
    ):
        world.now = NOON + timedelta(days=days)
        assert answer(world).sentence == said


def test_the_baseline_is_told_as_one_and_with_its_source(world: World) -> None:
    """Alone it is called the baseline; beside a result its own source is named; a target that is
    reached says so."""
    world.begin()
    put(world, level("b", "baseline", 20, 1), source("e1", 1, "the survey"))
    [line] = part(answer(world), "Not known")
    assert "claim handling time: baseline 20 days" in line
    assert "Source of the baseline: the survey" in line
    reached = (level("c", "current", 9, 5), source("e", 5), level("t", "target", 9, 1))
    put(world, *reached)
    [line] = part(answer(world), "Improved")
    assert (
        ". Source: the ledger. Source of the baseline, a different one: the survey. Target: 9"
        in line
    )
    assert "(1 June 2026), met, as of 5 June 2026" in line


def test_a_figure_from_before_the_baseline_changed_nothing(world: World) -> None:
    """Both are shown, and no difference that nobody made."""
    world.begin()
    put(world, level("b", "baseline", 20, 5), level("c", "current", 9, 1), source("e", 1))
    [line] = part(answer(world), "Not known")
    assert "20 days (5 June 2026) → measured 9 days (1 June 2026). Nothing comparable" in line


def test_an_owner_who_has_not_said_yes_is_told_so(world: World) -> None:
    """Named is not accepted; with their yes it goes without saying."""
    world.begin()
    put(world, a_record("o", a_fact("owner", None, person=f"<@{OWNER}>", quote="owns it")))
    [line] = part(answer(world), "Not known")
    assert f"Owner: <@{OWNER}> (has not accepted yet)" in line
    yes = {"investment": "i1", "role": "owner", "person": OWNER, "by": OWNER, "at": NOON}
    with world.records.work(WORKSPACE) as work:
        work.accept("a1", Acceptance.model_validate(yes | {"state": "accepted"}))
        work.commit()
    [line] = part(answer(world), "Not known")
    assert "has not accepted" not in line


def test_a_result_that_held_says_so(world: World) -> None:
    """Two figures with sources, apart by the measure's rhythm, and both of them are named."""
    world.begin()
    early = level("c", "current", 9, 1).model_copy(
        update={"fact": a_fact("current", 9, as_of="2026-01", unit="days")}
    )
    put(world, level("b", "baseline", 20, 1), early, source("e", 1))
    put(world, level("d", "current", 8, 5), source("f", 5))
    [line] = part(answer(world), "Improved")
    assert "at two times: 9 days (January 2026) and 8 days (5 June 2026)" in line


def test_unchanged_says_within_which_noise(world: World) -> None:
    """A default is shown as one."""
    world.begin()
    put(world, level("b", "baseline", 200, 1), level("c", "current", 201, 5), source("e", 5))
    assert "1% of the baseline" in part(answer(world), "Worse")[0]


def test_units_of_one_kind_are_compared_in_the_unit_of_the_baseline(world: World) -> None:
    """Hours against days: each as it was said, the difference in one unit."""
    world.begin()
    put(
        world,
        level("b", "baseline", 14, 1),
        level("c", "current", 216, 5, unit="hours"),
        source("e", 5),
    )
    line = part(answer(world), "Improved")[0]
    assert "14 days (1 June 2026) → measured 9 days (216 hours) (5 June 2026), 5 days less" in line
    assert "14 days → 9 days (216 hours), 5 days less (36%)" in answer(world).sentence


def test_an_outcome_claimed_in_words_is_claimed_not_improved(world: World) -> None:
    """Of the only measure, or of the one it names."""
    world.begin(measures=(a_measure(), a_measure("m2", name="complaint rate", unit="%")))
    claim = a_claim("the complaint rate is much better", kind="outcome")
    with world.records.work(WORKSPACE) as work:
        work.notice("n1", a_noticed(claim))
        work.commit()
    found = answer(world)
    assert [line.split(":")[0] for line in part(found, "Claimed")] == [
        "Claims portal · complaint rate"
    ]


def test_deliveries_stand_apart_from_outcomes(world: World) -> None:
    """Activity is shown as activity, the newest first, each once, with its day; under an answer
    for one measure it says that it is of the whole investment.
    """
    world.begin()
    for number in range(5):
        world.say(f"The claims portal is live in town {number}.")
        world.later(days=1)
    found = answer(world)
    shown = part(found, "Delivered")
    assert [line.partition(" in")[2] for line in shown[:3]] == [
        f" town {number}” (said {number + 1} June 2026)" for number in (4, 3, 2)
    ]
    assert shown[3:] == ["and 2 more"]
    assert part(found, "Improved") == []
    world.say("While we are at it the mobile app is added to the project too.")
    assert "mobile app" not in repr(part(answer(world), "Delivered"))
    for said in ("Go-live moves by three weeks to 15 February.", "The board agreed to buy a lift."):
        world.later(minutes=5)
        world.say(said)
        assert said[:8] not in repr(part(answer(world), "Delivered"))
    assert len(part(answer(world, "claim handling time"), "Delivered for the whole")) == 4


def test_deliveries_of_several_investments_are_told_apart(world: World) -> None:
    """Each with the name of its own; of one alone the answer is about it anyway."""
    world.begin()
    world.say(LIVE)
    [line] = part(answer(world), "Delivered")[:1]
    world.begin(an_investment("i2", name="Billing"))
    [named] = part(answer(world), "Delivered")[:1]
    assert named == f"Claims portal: {line}"


def test_what_nobody_knows_is_listed_by_measure_in_order(world: World) -> None:
    """One line a measure in the answer, one a gap for machines."""
    world.begin()
    found = answer(world)
    assert found.unknown == tuple(
        f"Claims portal / claim handling time: {gap}"
        for gap in ("baseline", "current", "evidence", "owner", "timeframe", "target")
    )
    assert part(found, "Not known")[0].startswith(
        "Claims portal · claim handling time: Not measured yet. Not on record: baseline"
    )


def test_an_investment_without_a_measure_is_told_to_lack_one(world: World) -> None:
    """Nobody is asked for a number that nobody named."""
    world.begin(measures=())
    assert answer(world).unknown == tuple(
        f"Claims portal: {gap}" for gap in ("outcome", "measure", "owner")
    )


def test_two_investments_of_one_name_keep_their_own_lines(world: World) -> None:
    """What one lacks is never laid at the other's door."""
    world.begin()
    world.begin(id="i2", channel=PRIVATE, channel_is_private=True)
    assert len(part(answer(world), "Not known")) == 2


@pytest.mark.parametrize("about", ["billing", "x" * 4_000, "🎉", "\x00 or 1=1"])
def test_an_unknown_name_is_answered_with_the_names_there_are(world: World, about: str) -> None:
    """Quietly, and shortly."""
    world.begin()
    found = answer(world, about)
    assert "On record: Claims portal." in found.sentence
    assert len(found.sentence) < 300


@pytest.mark.parametrize("about", ["claims", "Claims portal", "PORTAL", "phoenix", "handling time"])
def test_a_name_an_alias_or_a_measure_finds_its_investment(world: World, about: str) -> None:
    """However a sponsor calls it."""
    world.begin(aliases=("Phoenix",))
    world.begin(id="i2", name="Billing engine", measures=())
    assert {one.investment for one in answer(world, about).positions} == {"Claims portal"}


FIGURES = re.compile(r"\d[\d,.]*")


def test_every_figure_of_an_answer_is_in_its_provenance(world: World) -> None:
    """A ledger fact, a named computation over ledger facts, or a quoted delivery."""
    world.begin(
        measures=(
            a_measure(name="waiting"),
            a_measure("m2", name="errors"),
            a_measure("m3", name="rework"),
        )
    )
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c", "current", 9.5, 5),
        source("e", 5),
        level("b2", "baseline", 7, 1, measure="m2"),
        level("c2", "current", 6, 5, measure="m2"),
        source("e2", 5, measure="m2"),
        level("c3", "current", 4, 8, measure="m3"),
    )
    world.say(LIVE)
    found = answer(world)
    listed = " ".join(one.figure for one in found.provenance)
    titles = ("Improved", "Claimed", "Worse", "Not known", "Delivered")
    said = [found.sentence, *(line for title in titles for line in part(found, title))]
    for line in said:
        for figure in FIGURES.findall(line):
            assert figure.rstrip(".,") in listed, (figure, line)
    known = {fact.id for fact in world.facts()}
    for one in found.provenance:
        assert set(one.facts) <= known
        assert one.facts or one.computation
    assert any(one["permalink"] for one in found.as_json()["provenance"])


def test_the_exchanged_form_has_its_agreed_keys(world: World) -> None:
    """Others read it."""
    world.begin()
    assert list(answer(world).as_json()) == [
        "as_of",
        "sentence",
        "positions",
        "unknown",
        "provenance",
    ]


def two_homes(world: World) -> None:
    """One investment in a public channel, one in a private one, each with a result."""
    world.begin()
    world.begin(an_investment("i2", name="Secret merger", channel=PRIVATE, channel_is_private=True))


ASK = "<@UBOT> what improved?"


def test_an_answer_in_a_channel_tells_that_channels_investments(world: World) -> None:
    """Asked at home without a name, it is about home."""
    world.begin()
    world.begin(id="i2", name="Billing engine", channel=OTHER)
    assert "Billing" not in words(world.say(ASK, SPONSOR, to_us=True))
    said = world.say(f"{ASK[:-1]} on the billing engine?", SPONSOR, to_us=True)
    assert "Billing engine" in words(said)
    assert said[0].thread == world.last


def test_an_answer_where_strangers_read_tells_that_channels_investments_alone(
    world: World,
) -> None:
    """Public investments of elsewhere are not for guests and partners."""
    two_homes(world)
    said = world.say(ASK, LEAD, channel=OPEN_TO_GUESTS, to_us=True)
    assert "no investment on record" in words(said)


def test_a_private_investment_is_never_told_elsewhere(world: World) -> None:
    """Not to its own members either, where others read along."""
    two_homes(world)
    for channel in (CHANNEL, OTHER):
        assert "Secret" not in words(world.say(ASK, LEAD, channel=channel, to_us=True)[:1])
        named = world.say(
            "<@UBOT> what improved on Secret merger?", LEAD, channel=channel, to_us=True
        )
        assert "I know no investment called" in words(named[:1])
        assert [one.way for one in named] == ["post", "whisper"]
    assert "Secret" in words(world.say(ASK, LEAD, channel=PRIVATE, to_us=True))


def test_for_one_persons_eyes_it_is_what_that_person_may_see(world: World) -> None:
    """In a direct message, or by a command anywhere: their channels, and public ones."""
    two_homes(world)
    assert "Secret" in words(world.say(ASK, LEAD, channel=DIRECT))
    assert "Secret" in words(world.improved(user=LEAD, channel=OTHER))
    assert "Secret" not in words(world.improved(user=OWNER, channel=OTHER))
    assert "Claims" in words(world.improved(user=OWNER, channel=OTHER))


@pytest.mark.parametrize("user", [GUEST, PARTNER])
def test_guests_and_partners_see_the_channels_they_are_in(world: World, user: str) -> None:
    """And no others, public or not."""
    two_homes(world)
    world.begin(id="i3", name="Partner portal", channel=OPEN_TO_GUESTS)
    said = words(world.improved(user=user, channel=OPEN_TO_GUESTS))
    assert "Partner portal" in said
    assert "Claims" not in said
    assert "Secret" not in said


def test_a_channel_nobody_can_be_asked_about_is_not_shown(world: World) -> None:
    """Where Slack does not tell who is in it, nobody is."""
    world.begin(channel="CLEFT", channel_is_private=True)
    assert "no investment on record" in words(world.improved())


def test_the_command_shows_the_answer_to_one_person(world: World) -> None:
    """Nobody else's feed is filled."""
    world.begin()
    said = world.improved("claims")
    assert [(one.way, one.in_channel) for one in said] == [("reply", False)]


@pytest.mark.parametrize("text", ["<@UBOT> help", "Help me please", "what can you do?"])
def test_who_asks_for_help_is_told_all_of_it(world: World, text: str) -> None:
    """Every command, once it is asked for."""
    assert "I am a bot." in words(world.say(text, to_us=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<@UBOT> hello", "“what improved on Claims portal?”"),
        ("\x00", "“what improved on Claims portal?”"),
        ("🎉", "“what improved on Claims portal?”"),
        ("*_`<@", "“what improved on Claims portal?”"),
        ("how do I rename an investment?", "rename OLD to NEW"),
        ("how do I link a channel", "new NAME: MEASURE in UNIT"),
        ("can you delete everything", "“what improved on Claims portal?”"),
    ],
)
def test_who_asks_in_words_is_told_one_example_and_no_list(
    world: World, text: str, told: str
) -> None:
    """Never silence for who speaks to it, and never every command."""
    world.begin()
    for said in (world.say(text, to_us=True), world.say(text, channel=DIRECT)):
        assert told in words(said)
        assert "viewer" not in words(said)


def test_help_names_only_what_its_readers_may_see(world: World) -> None:
    """A secret is no example."""
    world.begin(an_investment("i2", name="Merger", channel=PRIVATE))
    assert "Merger" not in words(world.say("<@UBOT> hello", to_us=True))


@pytest.mark.parametrize(
    "text",
    [
        "the board wants to know what we got from the claims portal since March",
        "tell me if claims portal is worth it",
        "hi, wondering whether claims portal is paying off",
        "claims portal?",
        "claim handling time?",
        "claims portal - what did we get",
    ],
)
def test_a_name_in_any_words_to_the_bot_is_answered_for(world: World, text: str) -> None:
    """However it is put; of two that are named nothing is guessed."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=())
    told = words(world.say(text, to_us=True))
    assert "claim handling time" in told.lower()
    assert "Billing" not in told


def test_of_two_that_are_named_nothing_is_guessed(world: World) -> None:
    """An example is told instead."""
    world.begin()
    world.begin(id="i2", name="Billing engine", measures=())
    said = world.say("hm, claims portal or the billing engine then", to_us=True)
    assert "for example" in words(said)


def test_an_update_that_mentions_the_bot_is_read_as_an_update(world: World) -> None:
    """Speaking to it is no reason to be misunderstood."""
    world.begin()
    said = world.say(f"<@UBOT> {LIVE}", to_us=True)
    assert said[0].post.ask is not None


hidden_facts = st.lists(
    st.tuples(
        st.sampled_from(["baseline", "current", "target"]),
        st.floats(0, 1e6),
        st.integers(1, 28),
        st.booleans(),
    ),
    max_size=5,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=hidden_facts, name=st.sampled_from(["Claims portal", "Secret merger", "A", "zz top"]))
def test_what_is_hidden_changes_no_byte_of_an_answer(
    world: World, facts: list[tuple[str, float, int, bool]], name: str
) -> None:
    """Two workspaces that differ only in hidden data give the same answers."""
    if not world.investments():
        world.begin()
        put(world, level("b", "baseline", 20, 1), level("c", "current", 9, 5), source("e", 5))
    eyes = Audience(channels=frozenset({CHANNEL, OTHER}))
    asked = ("", "claims", name, "claim handling time", "nothing of the kind")
    before = [answer(world, about, eyes).model_dump_json() for about in asked]
    number = len(world.investments())
    home = f"h{number}"
    measure = a_measure(f"m{number}")
    world.begin(
        an_investment(
            home, name=name, channel=PRIVATE, channel_is_private=True, measures=(measure,)
        )
    )
    for index, (slot, value, day, evidenced) in enumerate(facts):
        own = {"investment": home, "measure": measure.id}
        put(world, level(f"{home}.{index}", slot, value, day, **own))
        if evidenced:
            put(world, source(f"{home}.e{index}", day, **own))
    with world.records.work(WORKSPACE) as work:
        work.notice(f"{home}.n", a_noticed(investment=home))
        work.commit()
    assert [answer(world, about, eyes).model_dump_json() for about in asked] == before


def test_the_owner_is_named_as_said(world: World) -> None:
    """With the message it was said in."""
    world.begin()
    put(world, a_record("o", a_fact("owner", None, quote="Helen", person="head of claims")))
    assert "Owner: head of claims" in part(answer(world), "Not known")[0]


def test_a_source_named_twice_is_shown_once(world: World) -> None:
    """Said again, it shows no more."""
    world.begin()
    put(world, level("b", "baseline", 20, 1), level("c", "current", 9, 5))
    put(world, source("e1", 5), source("e2", 5))
    assert part(answer(world), "Improved")[0].count("the ledger") == 1


def test_the_portfolio_is_told_in_a_channel_that_asks_for_it(world: World) -> None:
    """Not only what is at home there."""
    world.begin()
    world.begin(id="i2", name="Billing engine", channel=OTHER)
    said = world.say("<@UBOT> what improved across the portfolio?", SPONSOR, to_us=True)
    assert "Billing" in words(said)


REFUNDS = (
    a_record("t", a_fact("target", 5), ts="1.1"),
    a_record("b", a_fact("baseline", 11, as_of="2026-Q2", approx=True), ts="1.1"),
    *(
        row
        for id, value, day in (("c1", 8, "2026-09-23"), ("c2", 6, "2026-11-04"))
        for said in [datetime.fromisoformat(f"{day}T10:00:00+00:00")]
        for row in (
            a_record(id, a_fact("current", value, as_of=day), said_at=said, ts=f"{id}.1"),
            a_record(f"{id}s", a_fact("evidence", None, ref="r"), said_at=said, ts=f"{id}.1"),
        )
    ),
)


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (
            "since October",
            "8 → 6 days, 2 days less (25%) since 1 October 2026, with evidence. "
            "Last figure before: 23 September 2026; latest in this time: 4 November 2026.",
        ),
        (
            "in Q3",
            "about 11 → 8 days, 3 days less (27%) from 1 July 2026 to 30 September 2026; "
            "the latest figure has a source, the baseline none. "
            "Last figure before: Q2 2026; latest in this time: 23 September 2026.",
        ),
        (
            "since 1 September",
            "about 11 → 6 days, 5 days less (45%); "
            "the latest figure has a source, the baseline none. "
            "Latest figure: 4 November 2026, compared with Q2 2026.",
        ),
    ],
)
def test_a_period_is_told_from_the_figures_that_bear_it(
    world: World, about: str, sentence: str
) -> None:
    """Since October is what changed since the last figure before it; the third quarter ends with
    what was known of it, whatever came later.
    """
    world.begin()
    put(world, *REFUNDS)
    world.now = NOON.replace(month=11, day=22)
    found = answer(world, about)
    assert found.sentence == f"Claim handling time: {sentence}"
    assert OVER in [one.computation for one in found.provenance]
    [line], [chart] = part(found, "Improved"), found.post.charts
    assert [one for one in _OVER[about] if one not in f"{line} | {chart.alt}"] == []


_OVER = {
    "since October": (
        "Since 1 October 2026: 2 days less (25%). Improved on a baseline without a source: 5 days",
        "since 1 October 2026: 8 days (23 September 2026) → 6 days (4 November 2026), "
        "2 days less (25%). Source of the figure before: r. Since the baseline: about 11",
    ),
    "in Q3": (
        "Later on record: 6 days (4 November 2026)",
        "Latest in this time: 8 days (23 September 2026). Source: r",
        "Later, not drawn: 6 days (4 November 2026). Source: r",
        "Target: 5 days, no due date, not met by 30 September 2026",
    ),
    "since 1 September": ("Latest: 6 days", "Before that: 8 days (23 September 2026), source: r"),
}


@pytest.mark.parametrize(
    ("by", "state"),
    [
        ("2027-Q1", "not due yet on 30 September 2026"),
        ("2026-09-30", "not met by 30 September 2026"),
        ("2026-08", "missed: due by August 2026, not met"),
    ],
)
def test_a_target_is_judged_on_the_last_day_of_the_time_asked_about(
    world: World, by: str, state: str
) -> None:
    """What was due only later was not missed by then."""
    world.begin()
    put(world, a_record("t", a_fact("target", 5, by=by), ts="1.1"), *REFUNDS[1:])
    world.now = NOON.replace(month=11, day=22)
    [line] = part(answer(world, "in Q3"), "Improved")
    assert state in line


TWO = (a_measure(), a_measure("m2", name="calls about refunds", unit="calls"))


def test_a_measure_asked_for_by_name_is_told_alone(world: World) -> None:
    """Neither the headline nor the parts tell another measure of its investment."""
    world.begin(measures=TWO)
    put(
        world,
        level("b", "baseline", 20, 1),
        level("c", "current", 9, 5),
        source("e", 5),
        level("b2", "baseline", 40, 1, measure="m2", unit="calls"),
    )
    found = answer(world, "calls about refunds")
    assert [one.measure for one in found.positions] == ["calls about refunds"]
    assert "9 days" not in str(found.post)
    assert len(answer(world, "Claims portal").positions) == 2


def test_what_got_worse_is_the_headline_where_nothing_improved_or_it_was_asked_for(
    world: World,
) -> None:
    """Nobody reads past it; where both happened, what was asked for comes first."""
    world.begin(measures=TWO)
    put(world, level("b", "baseline", 7, 1), level("c", "current", 9, 5), source("e", 5))
    assert answer(world).sentence == (
        "Claim handling time got worse: 7 → 9 days, 2 days more (29%); "
        "the latest figure has a source, the baseline none. "
        "Other measures of Claims portal: 1 without a figure to compare."
    )
    put(
        world,
        level("b2", "baseline", 40, 1, measure="m2", unit="calls"),
        level("c2", "current", 30, 6, measure="m2", unit="calls"),
        source("e2", 6, measure="m2"),
    )
    assert answer(world).sentence.startswith("Calls about refunds: 40 → 30")
    found = answer(world, asked("what got worse?", world.now.date()))
    assert found.sentence.startswith("Claim handling time got worse: 7 → 9")
    assert found.sentence.endswith("Other measures of Claims portal: 1 improved, with evidence.")
    assert found.post.parts[0].title.startswith("Worse")


@pytest.mark.parametrize(
    ("as_of", "moved"),
    [
        ("2026-Q2", "7 days in Q2 2026 → 9 days, 2 days more (29%)"),
        ("2026-05-03", "7 days on 3 May 2026 → 9 days, 2 days more (29%)"),
        (None, "7 days (no date) → 9 days, 2 days more (29%)"),
        ("2026-09-30", "7 → 9 days, 2 days more (29%)"),
    ],
)
def test_what_got_worse_beside_it_says_since_when(
    world: World, as_of: str | None, moved: str
) -> None:
    """It did not get worse within the period asked for, where its baseline is of long before."""
    world.begin(measures=(a_measure(), a_measure("m2", name="wait")))
    said = NOON.replace(month=11, day=3)
    own = {"measure": "m2", "said_at": said, "ts": "9.1"}
    put(
        world,
        *REFUNDS,
        a_record("b2", a_fact("baseline", 7, as_of=as_of), **own | {"said_at": NOON}),
        a_record("c3", a_fact("current", 9, as_of="2026-11-03"), **own),
        a_record("e3", a_fact("evidence", None, ref="r"), **own),
    )
    world.now = NOON.replace(month=11, day=22)
    assert f"wait got worse: {moved}" in answer(world, "since October").sentence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("what improved for <@USPONSOR>?", "20 → 9 days"),
        ("what improved for Usponsor?", "20 → 9 days"),
        ("what does Ulead own?", "20 → 9 days"),
        ("what improved for <@UGUEST>?", "Nothing is on record here that <@UGUEST> answers for."),
        ("what improved for Jonas?", "nothing on record that Jonas answers for"),
        ("what improved since yesterday?", "20 → 9 days"),
        ("what improved yesterday?", "no measure has a figure on 4 June 2026 that is shown to be"),
    ],
)
def test_a_person_is_told_what_they_own_sponsor_or_lead(world: World, text: str, says: str) -> None:
    """A mention or a name; yesterday is a time and nobody."""
    world.begin(sponsor=f"<@{SPONSOR}>", delivery_lead="Ulead")
    put(world, level("b", "baseline", 20, 1), level("c", "current", 9, 5), source("e", 5))
    world.now = NOON.replace(day=5)
    about = asked(text, world.now.date())

    def name(who: str) -> str:
        return {f"<@{SPONSOR}>": "Usponsor"}.get(who, who)

    voice = world.doors.voice
    found = reporting.report(WORKSPACE, None, about, world.records, voice, world.now, name=name)
    assert says in found.sentence


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("money on the claims portal", "i1"),
        ("claims thing anyone", "i1"),
        ("warehouse", "i2"),
        ("supplier portal", None),
        ("claims at the airport", None),
    ],
)
def test_a_name_among_words_that_name_nothing_is_what_is_meant(
    world: World, said: str, found: str | None
) -> None:
    """But no other investment is told for one that nobody knows."""
    world.begin(an_investment())
    world.begin(an_investment("i2", name="Warehouse portal", measures=()))
    assert answer(world, said).investments == ((found,) if found else ())
