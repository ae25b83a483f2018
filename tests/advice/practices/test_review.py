"""A value review is prepared from the record, completed by people, and signed by who may."""

import pytest

from bot.advice import practise
from bot.benefits.conversation import Guided, Part, Sending
from bot.benefits.guides import Guide
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    at,
    card_of,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, an_entry, an_investment

LIVE = "The claims portal is live, 340 people logged in this week, 12 workflows automated."
BASELINE = "Claim handling time was 14 days in Q1, per the ledger report."
NOW = "Claim handling time is 9 days now, per the ledger report."


@pytest.fixture
def here(world: World) -> World:
    """Two investments: one that shows an improvement, one that only delivers."""
    world.now = at("2026-06-02T10:00:00+00:00")
    world.begin(sponsor=f"<@{SPONSOR}>", problem="claims wait")
    world.begin(
        an_investment("i2", name="Billing", channel=OTHER, measures=(a_measure("m2", "dunning"),))
    )
    world.click("record", card_of(world.say(BASELINE)).proposal)
    world.click("record", card_of(world.say(NOW)).proposal)
    world.say("Billing is live, 90 people logged in this week.", channel=OTHER)
    return world


def opened(world: World, user: str = LEAD) -> Sending:
    """A review, opened at once."""
    [head] = [one for one in world.command("review", "now all", user) if one.way == "post"]
    return head


def form(
    world: World, head: Sending, label: str, user: str = OWNER, channel: str = CHANNEL
) -> Guide | str | None:
    [option] = [one for one in world.shown(head.key).options if one.label == label]
    name, _, ref = option.ref.partition("|")
    return practise.opened(name, WORKSPACE, channel, user, ref, world.doors, world.now)


def fill(
    world: World,
    head: Sending,
    label: str,
    user: str = OWNER,
    channel: str = CHANNEL,
    **fields: str,
) -> list[Sending]:
    guide = form(world, head, label, user, channel)
    assert isinstance(guide, Guide), guide
    sent = Guided(
        workspace=WORKSPACE,
        channel=channel,
        user=user,
        at=world.now,
        name=guide.name,
        ref=guide.ref,
        fields=fields,
    )
    assert practise.wrong(sent, world.doors, world.now) == {}
    return world.happens(sent)


def shown(world: World, head: Sending) -> str:
    return words([head.model_copy(update={"post": world.shown(head.key)})])


def part(world: World, head: Sending, title: str) -> Part:
    return next(one for one in world.shown(head.key).parts if one.title == title)


def test_it_is_prepared_from_the_record_with_links(here: World) -> None:
    """What delivers, where much is delivered and nothing shown; what is not on record says so."""
    head = opened(here)
    told = words([head])
    assert "Value review of 2 investments, 2 June 2026." in told
    assert "1 of 2 measures improved, with evidence; 1 without a figure to compare." in told
    assert "Billing: 2 deliveries reported, no outcome shown" in told
    assert "Nothing is on record about: Ways round, Held back, Opportunity cost" in told
    assert "make their own way" not in told
    assert "Not signed yet." in told
    delivers = part(here, head, "What delivers")
    assert any(span.href for line in delivers.lines for span in line)
    assert [one.label for one in head.post.options][-3:] == ["Blind spots", "Decide", "Sign"]


def test_in_a_channel_it_is_of_what_is_at_home_there(here: World) -> None:
    """As the board's page is; of all by its word, and where nothing is at home. What is in the way
    is quoted once.
    """
    day = {"said_at": here.now, "recorded_at": here.now}
    here.enter(an_entry("b1", "missing_information", text="each order is keyed twice", **day))
    alone = words(here.command("review", ""))
    assert "Value review of one investment" in alone
    assert "of what is at home in this channel" in alone
    assert alone.count("each order is keyed twice") == 1
    assert "open on record" not in alone
    of = {"practice": "forum", "about": "C1@2026-05-02/business_detours"}
    here.enter(an_entry("a1", "answer", text="a shared sheet of all claims", **of, **day))
    ways = words(here.command("review", ""))
    assert "Claims portal: “a shared sheet of all claims” (2 June 2026)" in ways
    assert "Value review of 2 investments" in words(here.command("review", "all"))
    assert "Value review of 2 investments" in words(here.command("review", "", channel=DIRECT))
    sent = here.command("review", "now")
    assert "Value review of one investment" in words(sent)
    assert "of what is at home in this channel" in words(sent)


def test_people_complete_it_decide_and_sign(here: World) -> None:
    """Each under their name; what is added after a signature is told beside it."""
    head = opened(here)
    sent = fill(
        here, head, "Ways round", investment="i1", detours="Adjusters keep a list in Excel."
    )
    [post] = [one for one in sent if one.way == "post"]
    assert post.thread == here.ts_of[head.key]
    assert "on “Ways round”, Claims portal: “Adjusters keep a list in Excel.”" in words([post])
    assert "Added: Claims portal: “Adjusters keep a list in Excel.”" in shown(here, head)
    fill(
        here,
        head,
        "Blind spots",
        investment="i2",
        manual="Two days a month.",
        across="Sales and IT.",
    )
    assert "“Two days a month.”" in shown(here, head)
    assert form(here, head, "Sign", LEAD) == here.doors.voice.say("review_not_yours")
    seen = form(here, head, "Sign", SPONSOR)
    assert isinstance(seen, Guide)
    old = Guided.model_validate(
        {"workspace": WORKSPACE, "channel": CHANNEL, "user": SPONSOR, "at": here.now}
        | {"name": "review", "ref": seen.ref.replace("?4", "?3"), "fields": {}}
    )
    assert list(practise.wrong(old, here.doors, here.now)) == ["note"]
    fill(here, head, "Sign", SPONSOR)
    assert f"Version 4 signed by @{SPONSOR}, 2 June 2026" in shown(here, head)
    here.later(hours=1)
    fill(
        here, head, "Decide", investment="i2", decision="Stop the second rollout.", by="2026-07-01"
    )
    told = shown(here, head)
    assert "added to since" in told
    assert "Billing: “Stop the second rollout.”" in told
    assert "by 1 July 2026" in told


def test_the_next_one_tells_what_was_decided_and_what_became_of_it(here: World) -> None:
    """On its rhythm; of what nothing moved since, that is said."""
    here.command("review", "quarterly")
    head = opened(here)
    fill(here, head, "Decide", investment="i2", decision="Measure dunning.")
    fill(here, head, "Decide", investment="i1", decision="Go on as it is.")
    look = here.next_look("practice", f"review:{CHANNEL}")
    assert look == at("2026-09-02T10:00:00+00:00")
    here.now = look
    here.click(
        "record",
        card_of(here.say("dunning was 30 days in Q1.", channel=OTHER)).proposal,
        channel=OTHER,
    )
    practise.fall(WORKSPACE, [f"review:{CHANNEL}"], here.doors, here.now)
    [second] = [one for one in here._deliver() if one.way == "post"]
    told = words([second])
    assert "“Measure dunning.”" in told
    assert "Moved from “only activity so far” to “claimed, no source yet”." in told
    assert "Claims portal · nothing new on record since" in told
    assert here.shown(head.key).options == ()
    [ref] = [one.ref for one in head.post.options if one.label == "Decide"]
    late = Guided.model_validate(
        {
            "workspace": WORKSPACE,
            "channel": CHANNEL,
            "user": OWNER,
            "at": here.now,
            "name": "review",
        }
        | {"ref": ref.partition("|")[2], "fields": {"investment": "i1", "decision": "Late."}}
    )
    assert list(practise.wrong(late, here.doors, here.now)) == ["decision"]


def test_it_tells_no_more_than_every_reader_may_see(here: World) -> None:
    """What is private stays so, in the figures too; who asks alone is shown what they may see."""
    here.begin(
        an_investment("i3", name="Secret", channel=PRIVATE, measures=(a_measure("m3", "hidden"),))
    )
    told = words([opened(here)])
    assert "Value review of 2 investments" in told
    assert "Secret" not in told
    [alone] = here.command("review", "all")
    assert "Value review of 3 investments" in words([alone])
    assert alone.post.options == ()
    assert "Value review of 2 investments" in words(here.command("review", "all", user=OWNER))


def test_it_is_set_by_members_and_stands_in_the_report(here: World) -> None:
    """A guest has no say; one is open at a time; an unsigned one says so."""
    head = opened(here)
    assert "A review is open here since 2 June 2026" in words(here.command("review", "now"))
    assert "quarterly" in words(here.command("review", "yearly"))
    refused = words(here.command("review", "quarterly", user=GUEST))
    assert "opens here" not in refused
    fill(here, head, "Decide", investment="i1", decision="Go on.")
    told = words(here.improved("Claims portal"))
    assert "Reviewed on 2 June 2026. Not signed." in told
    assert "Decided: “Go on.”" in told
    here.command("review", "quarterly")
    assert "No value review" in words(here.command("review", "off"))
    assert here.next_look("practice", f"review:{CHANNEL}") is None


def test_a_form_says_what_is_missing(here: World) -> None:
    """Beside the field; which investment it is about has to be chosen."""
    guide = form(here, opened(here), "Held back")
    assert isinstance(guide, Guide)
    assert [(one.key, one.needed) for one in guide.fields] == [
        ("investment", True),
        ("held_back", True),
    ]
    sent = Guided(
        workspace=WORKSPACE,
        channel=CHANNEL,
        user=OWNER,
        at=here.now,
        name="review",
        ref=guide.ref,
        fields={"investment": "i1"},
    )
    assert list(practise.wrong(sent, here.doors, here.now)) == ["held_back"]


def test_what_rests_is_left_out_and_nothing_opens_where_all_of_a_channel_rests(
    here: World,
) -> None:
    """It is looked at again later; who asks for a review is shown all the same."""
    ref = f"review:{CHANNEL}"
    here.command("review", "quarterly")
    here.command("pause", "Claims portal")

    def opens() -> str:
        here.now = here.next_look("practice", ref) or here.now
        practise.fall(WORKSPACE, [ref], here.doors, here.now)
        return words(here._deliver())

    before = here.now
    assert opens() == ""
    assert (here.next_look("practice", ref) or before) > before
    here.command("resume", "Claims portal")
    here.command("pause", "Billing", channel=OTHER)
    assert "Value review of one investment" in opens()
    here.later(days=8)
    assert "Value review of 2 investments" in words([opened(here)])


def test_nothing_is_decided_for_a_day_that_is_over(here: World) -> None:
    """It is said beside the day, and nothing of the form is lost."""
    guide = form(here, opened(here), "Decide")
    assert isinstance(guide, Guide)
    sent = Guided.model_validate(
        {"workspace": WORKSPACE, "channel": CHANNEL, "user": OWNER, "at": here.now}
        | {"name": "review", "ref": guide.ref}
        | {"fields": {"investment": "i1", "decision": "Stop.", "by": "2020-01-01"}}
    )
    assert list(practise.wrong(sent, here.doors, here.now)) == ["by"]
    far = sent.model_copy(update={"fields": {**sent.fields, "by": "2626-01-01"}})
    assert "too far away" in practise.wrong(far, here.doors, here.now)["by"]


def test_what_is_said_in_a_private_channel_stays_there(here: World) -> None:
    """It is told in no answer and no review elsewhere, and in the next one there."""
    secret = "Stop the portal, tell nobody yet."
    here.begin(an_investment("i3", name="Own", channel=PRIVATE, measures=(a_measure("m3"),)))
    [head] = [
        one for one in here.command("review", "now all", channel=PRIVATE) if one.way == "post"
    ]
    for home, words_said in (("i1", secret), ("i3", "Keep going.")):
        guide = form(here, head, "Decide", LEAD, PRIVATE)
        assert isinstance(guide, Guide)
        assert "stays in this channel" in guide.fields[0].hint
        fields = {"investment": home, "decision": words_said}
        fill(here, head, "Decide", LEAD, PRIVATE, **fields)
    assert secret in shown(here, head)
    assert "Reviewed on" not in words(here.improved("Claims portal", user=OWNER))
    told = words([*here.improved("Claims portal"), *here.command("review", "all"), opened(here)])
    assert secret not in told
    assert "Decided: “Keep going.”" in words(here.improved("Own"))
    here.later(days=8)
    [again] = [
        one for one in here.command("review", "now all", channel=PRIVATE) if one.way == "post"
    ]
    assert secret in words([again])


def test_work_by_hand_is_known_from_barriers_that_are_over_and_from_assessments(
    here: World,
) -> None:
    """What is on record of it is never called nothing; a closed barrier is told once, with
    what delivers.
    """
    day = {"said_at": here.now, "recorded_at": here.now}
    here.enter(
        an_entry("b1", "duplicated_effort", text="each order is keyed twice", **day),
        an_entry("b2", "closed", about="b1", text="the log shows none", **day),
        an_entry("s1", "system", practice="assessment", text="ERP", **day),
        an_entry("s2", "time", practice="assessment", about="s1", text="2 hours a day", **day),
    )
    head = opened(here)
    blind = words([head.model_copy(update={"post": here.shown(head.key)})])
    told = blind[blind.index("Work by hand") : blind.index("Drift from the aims")]
    assert "keyed twice" not in told
    parts = (part(here, head, "What delivers"),)
    alone = here.shown(head.key).model_copy(update={"lead": (), "parts": parts})
    delivers = words([head.model_copy(update={"post": alone})])
    assert "Claims portal: Was in the way: “each order is keyed twice”" in delivers
    assert "closed on 2 June 2026" in delivers
    assert "the log shows none" in delivers
    assert "ERP: “2 hours a day”" in told
    assert "Nothing on record" not in told
    assert blind.count("keyed twice") == 1


def test_who_signs_what_nobody_completed_is_told_so(here: World) -> None:
    """Before they sign; not once somebody answered."""
    head = opened(here)
    bare = form(here, head, "Sign", SPONSOR)
    assert "what the record prepared alone" in str(bare)
    fill(here, head, "Ways round", investment="i1", detours="Adjusters keep a list in Excel.")
    assert "what the record prepared alone" not in str(form(here, head, "Sign", SPONSOR))
