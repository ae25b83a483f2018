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

REVIEWED: dict[tuple[Slot, Signal], str] = {
    ("problem", "any"): """
        which-business-problem where-work-is-held-back problem-never-written-down
        revenue-nobody-sees-leave""",
    ("problem", "plan"): """
        price-of-leaving-it which-business-problem problem-never-written-down
        revenue-nobody-sees-leave""",
    ("problem", "goal"): """
        where-work-is-held-back problem-never-written-down busy-is-not-better""",
    ("outcome", "any"): """
        quicker-from-start-to-finish right-more-often interest-into-business
        seen-in-time steered-not-suffered same-way-each-time more-with-the-same-people
        six-months-on success-means-finished ways-to-be-better named-outcomes
        result-the-money-is-for money-moves-sooner hours-given-back work-that-arrives
        visibility-that-leads-to-action""",
    ("outcome", "milestone"): """
        milestone-is-work-done success-means-finished outputs-make-outcomes-possible six-months-on
        on-time-and-still-no-better delivery-still-counts""",
    ("outcome", "adoption"): "usage-is-not-value nobody-came",
    ("outcome", "automation"): "automation-earns-its-keep hours-given-back",
    ("outcome", "reporting"): """
        dashboards-and-decisions visibility-that-leads-to-action seen-but-not-solved""",
    ("outcome", "technical_health"): """
        business-twins-of-technical-figures uptime-and-busy-hours average-ticket-hides-the-urgent
        compliant-and-blocked backup-is-not-recovery green-scorecard-red-factory
        health-is-the-floor healthy-and-worth-nothing two-right-answers-in-one-meeting""",
    ("outcome", "goal"): """
        four-kinds-of-success ways-to-be-better one-picture-of-success result-the-money-is-for
        useful-rather-than-bigger-story""",
    ("outcome", "plan"): """
        success-means-finished result-the-money-is-for six-months-on
        useful-rather-than-bigger-story""",
    ("measure", "any"): """
        quicker-from-start-to-finish right-more-often interest-into-business
        seen-in-time steered-not-suffered same-way-each-time more-with-the-same-people
        how-we-would-know ways-to-be-better named-outcomes two-kinds-of-figures money-moves-sooner
        hours-given-back work-that-arrives visibility-that-leads-to-action delivery-or-business""",
    ("measure", "outcome"): """
        quicker-from-start-to-finish right-more-often interest-into-business
        seen-in-time steered-not-suffered same-way-each-time more-with-the-same-people
        how-we-would-know ways-to-be-better named-outcomes two-kinds-of-figures money-moves-sooner
        hours-given-back work-that-arrives visibility-that-leads-to-action delivery-or-business""",
    ("measure", "automation"): """
        automation-earns-its-keep hours-given-back weak-process-at-speed
        steps-no-longer-by-hand""",
    ("measure", "technical_health"): """
        business-twins-of-technical-figures rewarded-for-quiet what-depends-on-this-system
        uptime-and-busy-hours average-ticket-hides-the-urgent compliant-and-blocked
        backup-is-not-recovery work-per-hour-not-uptime standstill-not-reply-time
        trouble-prevented-not-patches""",
    ("baseline", "any"): """
        where-it-stands-today improvement-needs-two-readings fix-the-yardstick-early""",
    ("baseline", "milestone"): "where-it-stands-today measured-before-go-live",
    ("baseline", "adoption"): "where-it-stands-today what-users-did-before",
    ("baseline", "automation"): "where-it-stands-today weak-process-at-speed",
    ("baseline", "reporting"): "where-it-stands-today decisions-before-the-dashboard",
    ("baseline", "technical_health"): "where-it-stands-today lost-hours-before",
    ("baseline", "outcome"): "where-it-stands-today improvement-needs-two-readings",
    ("current", "any"): """
        faster-surer-lighter what-is-different-in-practice improvement-needs-two-readings""",
    ("current", "milestone"): """
        what-is-different-in-practice faster-surer-lighter improvement-needs-two-readings
        happening-or-improving""",
    ("current", "outcome"): """
        improvement-needs-two-readings faster-surer-lighter what-is-different-in-practice""",
    ("target", "any"): "clear-enough-to-judge dates-and-edges",
    ("owner", "any"): "who-answers-after-delivery split-between-teams owner-can-explain-it",
    ("owner", "outcome"): "owner-can-explain-it who-answers-after-delivery split-between-teams",
    ("owner", "technical_health"): """
        owned-together who-answers-after-delivery split-between-teams""",
    ("evidence", "any"): "what-supports-the-view which-report-exactly claims-that-stand-up",
    ("evidence", "bare_link"): "which-report-exactly",
    ("evidence", "outcome"): "claims-that-stand-up what-supports-the-view which-report-exactly",
    ("timeframe", "any"): "when-to-look-again",
    ("attribution", "any"): "other-causes fair-share-of-the-change",
    ("barrier", "any"): """
        friction-that-stays sound-system-weak-surroundings detours-cost-hours name-barriers-early
        people-before-software nobody-may-decide every-branch-its-own-way private-ways-round
        waiting-on-the-next-system figures-nobody-believes typed-in-twice ringing-round
        waiting-for-a-signature sent-back-incomplete where-the-case-is""",
    ("barrier", "adoption"): """
        people-before-software training-in-time what-each-person-gains asked-before-decided
        someone-to-turn-to well-used-and-badly-fitted""",
    ("barrier", "reporting"): "seen-but-not-solved figures-nobody-believes where-the-case-is",
    ("barrier", "technical_health"): """
        detours-cost-hours bought-beside-it tidy-tests-untidy-days compliant-and-blocked""",
}
"""Each question, in all its wordings, and the passages read beside it that support it."""

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


def test_a_question_cites_only_what_was_read_beside_it(texts: Texts) -> None:
    """A passage put under a topic, or a topic under a question, is reviewed before it is cited."""
    found = {
        (wording.asks, wording.signal): {one.id for one in within_reach(wording)}
        for wording in texts.wordings
    }
    assert found == {pair: set(ids.split()) for pair, ids in REVIEWED.items()}


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
