"""Several wordings for one gap and signal: in turn, never by chance."""

import pytest

from bot.advice.ask import Wanted, choose
from bot.benefits.facts import Slot
from bot.benefits.gaps import Gap
from bot.benefits.questions import Question, Signal, wording_for
from prompts.templates import load_texts, wording_name
from tests.builders import NOON, a_measure, a_question

WORDINGS = load_texts().wordings
OFTEN: list[tuple[Slot, Signal]] = [
    ("baseline", "any"),
    ("baseline", "milestone"),
    ("baseline", "adoption"),
    ("baseline", "automation"),
    ("baseline", "reporting"),
    ("baseline", "technical_health"),
    ("baseline", "outcome"),
    ("current", "any"),
    ("current", "milestone"),
    ("current", "outcome"),
    ("evidence", "any"),
    ("evidence", "bare_link"),
    ("evidence", "outcome"),
    ("owner", "any"),
    ("owner", "outcome"),
    ("owner", "technical_health"),
    ("outcome", "any"),
    ("outcome", "milestone"),
    ("outcome", "adoption"),
    ("outcome", "automation"),
    ("outcome", "reporting"),
    ("outcome", "technical_health"),
    ("measure", "technical_health"),
    ("target", "any"),
]


@pytest.mark.parametrize(("asks", "signal"), OFTEN)
def test_what_is_asked_often_is_not_always_asked_alike(asks: Slot, signal: Signal) -> None:
    """Two questions after one another differ, and the first one comes round again."""
    several = [one for one in WORDINGS if (one.asks, one.signal) == (asks, signal)]
    assert len(several) >= 2
    turns = [wording_for(asks, signal, WORDINGS, turn) for turn in range(len(several) + 1)]
    assert turns == [*several, several[0]]


def test_the_first_question_is_the_storys_own() -> None:
    """Without anything asked before, a launch is asked about in the words of the first story."""
    assert wording_for("baseline", "milestone", WORDINGS).text.startswith(
        "What {was} {measure} before go-live: {how_much}, measured when"
    )


@pytest.mark.parametrize("turn", [0, 1, 2, 99])
def test_a_signal_without_words_of_its_own_is_asked_plainly_in_turn(turn: int) -> None:
    """Whatever the turn, there is a wording, and always the same one."""
    found = wording_for("owner", "milestone", WORDINGS, turn)
    assert found.signal == "any"
    assert found == wording_for("owner", "milestone", WORDINGS, turn)


def test_a_gap_nobody_wrote_words_for_is_an_error() -> None:
    """Never a question without words."""
    with pytest.raises(LookupError, match="owner"):
        wording_for("owner", "any", [one for one in WORDINGS if one.asks != "owner"])


@pytest.mark.parametrize("earlier", [0, 1, 2])
def test_the_turn_is_the_number_of_questions_asked_about_the_investment(earlier: int) -> None:
    """The same record asks in the same words, and the next question in others."""
    asked: list[Question] = [
        a_question(id=f"q{number}", asks="owner", state="answered") for number in range(earlier)
    ]
    gap = Wanted(gap=Gap(asks="baseline", measure=a_measure()), signal="milestone")
    chosen = choose([gap], "i1", "U1", asked, [], NOON)
    assert chosen is not None
    assert chosen.turn == earlier


def test_no_two_wordings_ask_the_same_thing_in_the_same_words() -> None:
    """Each has a text of its own, over all gaps."""
    first: dict[str, str] = {}
    for wording in WORDINGS:
        assert wording.text not in first, (wording_name(wording), first[wording.text])
        first[wording.text] = wording_name(wording)
