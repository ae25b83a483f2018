"""Every thought of the articles that the product is made of stands in the knowledge base."""

import pytest

from knowledge.library import load_passages

COVERED: dict[str, str] = {
    "F1 four signals mistaken for progress": """
        milestone-is-work-done usage-is-not-value well-used-and-badly-fitted
        automation-earns-its-keep weak-process-at-speed dashboards-and-decisions
        seen-but-not-solved delivery-still-counts what-users-did-before
        decisions-before-the-dashboard""",
    "F2 outputs are not outcomes": """
        outputs-make-outcomes-possible named-outcomes busy-is-not-better happening-or-improving
        two-kinds-of-figures delivery-or-business improvement-needs-two-readings""",
    "F3 five places where progress shows": """
        signs-in-five-places money-moves-sooner hours-given-back work-that-arrives
        visibility-that-leads-to-action owner-can-explain-it""",
    "F4 seven dimensions": """
        ways-to-be-better quicker-from-start-to-finish right-more-often interest-into-business
        seen-in-time steered-not-suffered same-way-each-time more-with-the-same-people
        clear-enough-to-judge""",
    "F5 why activity gets reported": """
        why-activity-wins success-means-finished problem-never-written-down
        measured-before-go-live fix-the-yardstick-early split-between-teams""",
    "F6 reframing": """
        which-business-problem where-work-is-held-back price-of-leaving-it
        useful-rather-than-bigger-story more-is-not-better""",
    "F7 the leaders' and the review's questions": """
        result-the-money-is-for how-we-would-know where-it-stands-today delivery-or-business
        name-barriers-early who-answers-after-delivery six-months-on
        what-is-different-in-practice faster-surer-lighter what-supports-the-view
        which-report-exactly claims-that-stand-up when-to-look-again""",
    "F8 weak operating model, surviving friction": """
        sound-system-weak-surroundings nobody-may-decide every-branch-its-own-way
        private-ways-round waiting-on-the-next-system figures-nobody-believes
        friction-that-stays typed-in-twice ringing-round waiting-for-a-signature
        sent-back-incomplete where-the-case-is split-between-teams""",
    "F9 misaligned vision": """
        one-picture-of-success asked-one-by-one four-kinds-of-success quiet-installation""",
    "F10 scope and planning": """
        dates-and-edges small-project-that-grew enough-hands-for-it plan-others-can-check""",
    "F11 change management": """
        people-before-software training-in-time what-each-person-gains asked-before-decided
        someone-to-turn-to""",
    "F12 communication": """
        news-in-both-directions last-solid-news way-up-for-bad-news builders-and-users-apart
        heard-at-the-counter""",
    "F13 executive sponsorship": """
        sponsor-who-shows-up more-than-a-signature lost-among-priorities""",
    "F14 technical against business metrics": """
        uptime-and-busy-hours average-ticket-hides-the-urgent compliant-and-blocked
        backup-is-not-recovery on-time-and-still-no-better two-right-answers-in-one-meeting
        healthy-and-worth-nothing health-is-the-floor rewarded-for-quiet nobody-came
        other-questions-same-people""",
    "F15 blind spots": """
        revenue-nobody-sees-leave detours-cost-hours drift-from-the-strategy
        tidy-tests-untidy-days bridges-built-by-hand""",
    "F16 what the disconnect costs": """
        share-of-spending-without-return price-of-working-around bought-beside-it
        answers-that-come-late green-scorecard-red-factory""",
    "F17 business-centric metrics": """
        business-twins-of-technical-figures work-per-hour-not-uptime standstill-not-reply-time
        trouble-prevented-not-patches lost-hours-before""",
    "F18 business impact assessment": """
        what-depends-on-this-system work-that-needs-it income-behind-a-system when-it-stops
        time-with-and-around-it serving-today-or-yesterday""",
    "F19 translation forum": """
        said-in-both-languages three-things-to-ask-it three-things-to-ask-the-business
        table-where-both-sit gap-closes-from-both-sides ask-how-it-is-used""",
    "F20 joint accountability": """
        owned-together value-over-whole-cost minutes-given-or-taken steps-no-longer-by-hand
        flowing-from-system-to-system""",
    "F21 business value review": """
        portfolio-through-the-business-lens systems-that-pay-back detours-as-a-map
        work-held-by-technology best-people-on-best-work""",
    "beyond the articles: attribution": "other-causes fair-share-of-the-change",
}
"""What the articles ask for, and the passages that say it."""

FIGURES = {
    "share-of-spending-without-return": ("Gartner", "general figures", "any single investment"),
    "price-of-working-around": ("the article states", "firms in general", "one's own"),
}
"""Passages with somebody's figures: whose they are, and that they are nobody's own."""


def test_every_feature_has_at_least_two_passages_of_its_own() -> None:
    """F1 to F21, in order, none forgotten."""
    names = [name.split()[0] for name in COVERED if name.startswith("F")]
    assert names == [f"F{number}" for number in range(1, 22)]
    for name, ids in COVERED.items():
        assert len(set(ids.split())) >= 2, name


def test_every_passage_is_there_for_a_feature() -> None:
    """The table names all passages there are, and no others."""
    named = {id for ids in COVERED.values() for id in ids.split()}
    assert named == {passage.id for passage in load_passages()}


def test_the_knowledge_base_is_large_enough() -> None:
    """A hundred and twenty passages at least."""
    assert len(load_passages()) >= 120


@pytest.mark.parametrize("id", FIGURES)
def test_other_peoples_figures_are_named_as_such(id: str) -> None:
    """A figure from an article says whose it is, and that it is not the investment's own."""
    passage = next(one for one in load_passages() if one.id == id)
    said = f"{passage.gist} {passage.text}"
    for words in FIGURES[id]:
        assert words in said, words
