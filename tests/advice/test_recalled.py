"""What is on record beside the figures is told in its own words to who asks for that alone."""

from bot.advice import practise
from bot.benefits.guides import Guide
from tests.advice.test_report import level, put, source
from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, PRIVATE, SPONSOR, World, words
from tests.builders import CHANNEL, WORKSPACE, an_entry, an_investment

STILL = "what happens to the business if the ERP stands still for a day?"


def test_what_becomes_of_the_business_when_a_system_stops_is_told_as_it_was_said(
    world: World,
) -> None:
    """By whom and when, with the word that nothing shows its figure; of what nobody assessed that
    is said; what is not theirs to see is not told.
    """
    world.begin()
    world.begin(an_investment("i2", name="Secret", channel=PRIVATE, measures=()))
    nobody = words(world.say(STILL, OWNER, to_us=True))
    assert "Nothing is on record here of what becomes of the business when ERP stops" in nobody
    for home, name in (("i1", "ERP"), ("i2", "Vault")):
        of = {"investment": home, "practice": "assessment"}
        world.enter(
            an_entry(f"s{home}", "system", text=name, author=LEAD, **of),
            an_entry(
                f"t{home}",
                "stops",
                about=f"s{home}",
                text="no claim leaves the house, about £120k a day",
                **of,
            ),
        )
    told = words(world.say(STILL, OWNER, to_us=True))
    assert "ERP – When it stops: “no claim leaves the house, about £120k a day” said by" in told
    assert f"@{LEAD}, " in told
    assert "no source given" in told
    assert "£120k" in words(world.say("what would an outage of the ERP cost?", to_us=True))
    bare = an_entry("s2", "system", practice="assessment", text="Scanner", author=None)
    stops = an_entry("t2", "stops", practice="assessment", about="s2", text="post waits")
    world.enter(bare, stops.model_copy(update={"author": None}))
    nameless = words(world.say("what happens when the scanner stops?", to_us=True))
    assert "“post waits”, " in nameless
    hidden = words(world.say("what happens when the Vault stops?", OWNER, to_us=True))
    assert "£120k" not in hidden


def test_who_owns_what_is_told_by_measure_with_sponsor_and_lead(world: World) -> None:
    """Who is nobody is told as that; where nothing is at home, nothing of elsewhere."""
    world.begin(delivery_lead=f"<@{LEAD}>", sponsor=f"<@{SPONSOR}>")
    for asked in ("who owns what?", "so who answers for what?", "who are the owners?"):
        told = words(world.say(asked, to_us=True))
        assert "Claims portal: claim handling time – nobody on record; " in told
        assert f"sponsor – @{SPONSOR}; delivery lead – @{LEAD}." in told
    world.begin(an_investment("i2", name="Billing", measures=()))
    told = words(world.say("who owns what", channel=OTHER, to_us=True))
    assert "Claims portal:" not in told
    assert "no budget" not in words(world.say("what did it cost?", channel=OTHER, to_us=True))


def test_what_it_cost_is_told_by_the_budget_as_the_budget(world: World) -> None:
    """Never as what was spent; without one, that none is on record."""
    world.begin()
    assert "no budget is on record" in words(world.say("what did it cost?", to_us=True))
    world.enter(an_entry("b1", "budget", practice="scope", text="£380k", value=380000, unit="GBP"))
    for asked in ("what did it cost?", "what's the budget?", "how much did the portal cost us?"):
        told = words(world.say(asked, to_us=True))
        assert told.count("The agreed budget is £380,000. That is what it may cost") == 1
        assert "System ROI: " in told
    assert "£380,000" in words(world.say("what did Claims portal cost?", channel=DIRECT))


def test_what_it_brought_is_told_beside_what_it_cost(world: World) -> None:
    """From where to where, where that is asked for; where nothing is shown, that."""
    world.begin()
    asked = ("what did it cost and bring?", "what did it cost and what did it bring us?")
    for one in asked:
        assert "nothing is shown to have improved yet" in words(world.say(one, to_us=True))
    put(world, level("b1", "baseline", 3.5, 1), level("c1", "current", 2.8, 1), source("e1", 1))
    for one in asked:
        told = words(world.say(one, to_us=True))
        assert "Claim handling time: 3.5 → 2.8 days, 0.7 days less (20%), with evidence." in told
        assert "no budget is on record" in told
        assert "System ROI: " in told


def test_whether_an_roi_is_known_is_told_in_two_lines_with_the_way_to_it(world: World) -> None:
    """By command and in words: what it is, or what lacks and the button for that."""
    world.begin()
    asked = ("is an ROI known for the claims portal?", "what's the ROI?", "do we know the roi yet")
    for each in [world.say(one, to_us=True) for one in asked] + [world.command("roi")]:
        (post,) = [one.post for one in each]
        assert len(post.lead) == 2
        told = words(each)
        assert "Claims portal: no budget is on record" in told
        assert "System ROI: Not computable, because this is not on record: business value" in told
        assert [one.label for one in post.options] == ["Record inputs: Claims portal"]
    both = words(world.say("what improved, and what is the ROI?", to_us=True))
    assert "no budget is on record" not in both


def test_what_a_forum_heard_of_a_system_is_known_and_stands_in_its_form(world: World) -> None:
    """As it was said there; nobody is told that nothing is on record."""
    world.begin()
    said = "the ERP. if it stands still no orders leave the house"
    about = f"{CHANNEL}@2026-05-01T09:00/it_income"
    world.enter(an_entry("f1", "answer", practice="forum", about=about, text=said, author=LEAD))
    told = words(world.say(STILL, OWNER, to_us=True))
    assert f"“{said}” said by @{LEAD}" in " ".join(told.split())
    assert "Nothing is on record" not in told
    form = practise.opened("assess", WORKSPACE, CHANNEL, LEAD, "ERP", world.doors, world.now)
    assert isinstance(form, Guide)
    assert {one.key: one.initial for one in form.fields}["stops"] == said
