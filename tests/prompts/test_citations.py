"""What a question rests on fits the question, whatever the update is about."""

import pytest

from bot.benefits.facts import Slot
from bot.benefits.questions import Passage, Signal, Wording, wording_for
from knowledge.library import KnowledgeBase, load_passages
from prompts.templates import Texts, load_texts, wording_name

MOST = 16
"""Passages a question may choose from: as many as somebody can read beside it."""

LAUNCH = (
    "CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated, "
    "Power BI dashboards out."
)

MET: list[tuple[Slot, Signal, str, str]] = [
    ("baseline", "milestone", LAUNCH, "measured-before-go-live"),
    ("baseline", "milestone", "The portal went live in Leeds.", "measured-before-go-live"),
    ("baseline", "adoption", "900 people signed up this month.", "what-users-did-before"),
    (
        "baseline",
        "reporting",
        "Dashboards are out to all buyers.",
        "decisions-before-the-dashboard",
    ),
    ("baseline", "technical_health", "Uptime 99.97%, SLA met.", "lost-hours-before"),
    ("outcome", "adoption", LAUNCH, "usage-is-not-value"),
    ("outcome", "automation", LAUNCH, "automation-earns-its-keep"),
    ("outcome", "reporting", LAUNCH, "dashboards-and-decisions"),
    ("evidence", "bare_link", LAUNCH, "which-report-exactly"),
    (
        "evidence",
        "bare_link",
        "Quote-to-cash is 9 days now https://bi.example/88",
        "which-report-exactly",
    ),
]
"""Updates as people post them, and the passage that the question put to them should cite."""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return KnowledgeBase(tmp_path_factory.mktemp("index"))


def within_reach(wording: Wording) -> list[Passage]:
    """What a question may cite."""
    return [one for one in load_passages() if set(one.topics) & set(wording.topics)]


def test_what_a_question_cites_is_about_the_gap_it_asks_for(texts: Texts) -> None:
    """A question for a baseline never rests on a passage that says nothing of baselines."""
    for wording in texts.wordings:
        reach = within_reach(wording)
        assert wording.default in [one.id for one in reach], wording_name(wording)
        assert len(reach) <= MOST, wording_name(wording)
        for one in reach:
            assert wording.asks in one.topics, (wording_name(wording), one.id)


@pytest.mark.parametrize(("asks", "signal", "update", "cited"), MET)
def test_an_update_is_answered_with_the_passage_that_fits(
    texts: Texts, knowledge: KnowledgeBase, asks: Slot, signal: Signal, update: str, cited: str
) -> None:
    """A launch post that also names dashboards is told about starting figures, not dashboards."""
    wording = wording_for(asks, signal, texts.wordings)
    found = knowledge.search(update, wording.topics, limit=1)
    assert (found[0].passage.id if found else wording.default) == cited


def test_no_two_passages_give_the_same_reason() -> None:
    """A reason says what its own passage says."""
    gists = [one.gist for one in load_passages()]
    assert len(set(gists)) == len(gists)
