"""Two readings of one text are made into one by plain rules."""

import pytest

from bot.benefits.facts import Fact
from bot.benefits.reading import NOTHING, AnswerReading, Claim, Kind, Reading
from bot.reading.drafted import Drafted
from bot.reading.together import answered, joined, read

TEXT = "It took 14 days before and now takes 9 days, says Maria. The portal is live."


def _fact(slot: str, words: str, **keys: object) -> Fact:
    start = TEXT.index(words)
    return Fact.model_validate(
        {"slot": slot, "quote": words, "start": start, "end": start + len(words), **keys}
    )


def _claim(kind: Kind, words: str) -> Claim:
    start = TEXT.index(words)
    end = start + len(words)
    return Claim(kind=kind, status="done", quote=words, start=start, end=end)


WAS = _fact("baseline", "took 14 days before", value=14, unit="days")
IS = _fact("current", "takes 9 days", value=9, unit="days")
LIVE = _claim("milestone", "The portal is live")
FASTER = _claim("outcome", "now takes 9 days")
OWNER = _fact("owner", "Maria", person="Maria")
OURS = Reading(is_update=True, claims=(LIVE,), facts=(WAS, IS))


@pytest.mark.parametrize(
    ("own", "drafted", "is_update", "claims", "facts", "is_doubted"),
    [
        (NOTHING, Drafted(), False, (), None, False),
        (OURS, Drafted((LIVE,), (WAS, IS)), True, (LIVE,), (WAS, IS), False),
        (OURS, Drafted(), True, (LIVE,), (WAS, IS), False),
        (OURS, Drafted((FASTER,), (OWNER,)), True, (FASTER, LIVE), (WAS, IS, OWNER), False),
        (OURS, Drafted(), False, (LIVE,), (WAS, IS), True),
        (OURS, Drafted((FASTER,), (OWNER,)), False, (LIVE,), (WAS, IS), True),
        (NOTHING, Drafted((LIVE,), (WAS,)), True, (LIVE,), (WAS,), True),
        (NOTHING, Drafted((), (OWNER,)), True, (), (OWNER,), True),
        (NOTHING, Drafted((LIVE, FASTER)), True, (), None, False),
        (NOTHING, Drafted((LIVE,), (WAS,)), False, (), None, False),
    ],
    ids=[
        "neither",
        "both the same",
        "ours alone",
        "the model more",
        "the model takes it for none",
        "the model takes it for none and yet reads on",
        "an update only the model sees, with a figure",
        "an update only the model sees, with an owner",
        "an update only the model sees, of claims alone",
        "figures the model itself takes for none",
    ],
)
def test_what_two_readings_come_to(
    own: Reading,
    drafted: Drafted,
    is_update: bool,
    claims: tuple[Claim, ...],
    facts: tuple[Fact, ...] | None,
    is_doubted: bool,
) -> None:
    """A doubt keeps people from being asked; nothing takes a figure of ours away."""
    found = read(own, drafted, is_update)
    assert found.is_update == (facts is not None)
    assert (found.claims, found.facts, found.is_doubted) == (claims, facts or (), is_doubted)
    assert found.only_drafted == tuple(one for one in claims if one not in own.claims)


OTHER = _fact("baseline", "takes 9 days", value=9, unit="days")
NAMED = WAS.model_copy(update={"measure": "turnaround", "as_of": "2026-Q1"})


@pytest.mark.parametrize(
    ("own", "drafted", "values"),
    [
        ([WAS], [NAMED], [("baseline", 14, None)]),
        ([WAS, IS], [OTHER], [("baseline", 9, 1), ("baseline", 14, None), ("current", 9, 1)]),
        ([IS], [OTHER, IS], [("baseline", 9, 0), ("current", 9, 0)]),
        ([], [OTHER, IS], [("baseline", 9, 0), ("current", 9, 0)]),
        ([WAS], [OTHER], [("baseline", 14, 0), ("baseline", 9, 0)]),
        (
            [WAS, IS],
            [OTHER, IS],
            [("baseline", 14, None), ("baseline", 9, 1), ("current", 9, 1)],
        ),
        ([WAS], [OTHER, WAS], [("baseline", 14, None), ("baseline", 9, None)]),
        (
            [IS],
            [_fact("current", "9 days", change=-5, change_unit="days")],
            [("current", 9, None), ("current", None, None)],
        ),
        (
            [WAS.model_copy(update={"as_of": "2026-Q1"})],
            [OTHER.model_copy(update={"as_of": "2025-Q4"})],
            [("baseline", 14, None), ("baseline", 9, None)],
        ),
        (
            [WAS.model_copy(update={"measure": "turnaround"})],
            [OTHER.model_copy(update={"measure": "error rate"})],
            [("baseline", 14, None), ("baseline", 9, None)],
        ),
    ],
    ids=[
        "the same",
        "another part of one figure",
        "both parts of one figure",
        "both parts of a figure only the model sees",
        "another figure for one part",
        "another figure for one part, beside ours",
        "two figures, one of them ours",
        "a level and a change",
        "figures of two periods",
        "figures of two measures",
    ],
)
def test_a_figure_is_in_dispute_where_two_readings_exclude_each_other(
    own: list[Fact], drafted: list[Fact], values: list[tuple[str, float | None, int | None]]
) -> None:
    """What both could mean side by side stands side by side; else a person says which."""
    found = joined(own, drafted)
    assert {(one.slot, one.value, one.either) for one in found} == {*values}


def test_what_the_model_says_of_a_figure_of_ours_fills_what_is_open_in_it() -> None:
    """Its measure and its period, where we read none."""
    assert joined([WAS], [NAMED]) == (NAMED,)


@pytest.mark.parametrize(
    "told",
    [
        [NAMED],
        [NAMED, IS.model_copy(update={"measure": "error rate"})],
        [OTHER.model_copy(update={"measure": "error rate"})],
        [_fact("target", "says Maria", value=2, unit="%", measure="error rate")],
        [one.model_copy(update={"measure": "logins"}) for one in (WAS, IS)],
    ],
    ids=["one of two", "two names", "another part", "a figure of its own", "no outcome"],
)
def test_no_figure_of_ours_is_left_without_a_home_by_a_name_for_another(told: list[Fact]) -> None:
    """Where we read no name, they are of what is measured there, as long as nothing else is."""
    assert {one.measure for one in joined([WAS, IS], told)} == {None}


def test_a_name_for_all_our_figures_is_theirs() -> None:
    """A model may know what they are of."""
    named = [one.model_copy(update={"measure": "turnaround"}) for one in (WAS, IS)]
    assert {one.measure for one in joined([WAS, IS], named)} == {"turnaround"}


def test_another_part_of_a_figure_of_ours_is_of_the_same_measure() -> None:
    """A person says which part it is, of one thing."""
    own = IS.model_copy(update={"measure": "turnaround"})
    found = joined([own], [OTHER.model_copy(update={"measure": "error rate"})])
    assert {one.measure for one in found} == {"turnaround"}


@pytest.mark.parametrize(
    ("quote", "end"),
    [("Approvals took 14 days", 49), ("was 14 before. Approvals took 9 days", 44)],
    ids=["the same number elsewhere", "words of two sentences"],
)
def test_no_figure_gets_the_unit_of_another(quote: str, end: int) -> None:
    """Only a model that speaks of the very words of a figure says more of it."""
    start = end - len(quote)
    own = Fact(slot="baseline", value=14, quote="was 14 before", start=8, end=21)
    more = {"value": 14, "unit": "days", "as_of": "2026-Q1", "segment": "Leeds"}
    told = Fact.model_validate(
        {"slot": "baseline", "quote": quote, "start": start, "end": end, **more}
    )
    assert joined([own], [told]) == (own,)


PORTAL = _fact("outcome", "The portal is live", text="The portal is live")


@pytest.mark.parametrize(
    ("asked", "kind", "facts", "drafted", "became", "left"),
    [
        ("owner", "deflection", (), (OWNER,), "answer", (OWNER,)),
        ("owner", "chatter", (), (OWNER,), "answer", (OWNER,)),
        ("owner", "deflection", (), (WAS,), "deflection", (WAS,)),
        ("owner", "not_known", (), (OWNER,), "not_known", (OWNER,)),
        ("owner", "question_back", (), (OWNER,), "question_back", (OWNER,)),
        ("owner", "answer", (OWNER,), (), "answer", (OWNER,)),
        ("outcome", "deflection", (), (PORTAL,), "deflection", ()),
        ("outcome", "chatter", (), (PORTAL, WAS), "chatter", (WAS,)),
        ("outcome", "answer", (), (PORTAL,), "answer", (PORTAL,)),
    ],
)
def test_a_model_answers_no_question_but_by_what_was_asked_for(
    asked: str,
    kind: str,
    facts: tuple[Fact, ...],
    drafted: tuple[Fact, ...],
    became: str,
    left: tuple[Fact, ...],
) -> None:
    """That nobody knows, or that it was asked back, is told by our own rules alone; and mere words
    answer nothing that they take for no answer.
    """
    own = AnswerReading.model_validate({"kind": kind, "facts": facts})
    found = answered(own, Drafted(facts=drafted), asked)
    assert (found.kind, found.facts) == (became, left)
