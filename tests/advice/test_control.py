"""What is heard in a channel, who records there and who decides are the workspace's to say."""

import pytest

from bot.advice import control, recorders
from bot.benefits.accepted import Acceptance
from bot.benefits.facts import Fact, Recorded
from bot.benefits.manners import ChannelManners
from bot.ports import Person
from tests.advice.world import (
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    PARTNER,
    SPONSOR,
    World,
    asks_in,
    at,
    card_of,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_record, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."
FIGURE = "Claim handling time was 14 days in Q1, per the claims report."


@pytest.fixture
def here(world: World) -> World:
    """One investment with a delivery lead, and an admin of Slack's who is in its channel."""
    world.begin(delivery_lead=f"<@{LEAD}>")
    admin = world.directory.people[OWNER].model_copy(update={"is_admin": True})
    world.directory.people[OWNER] = admin
    return world


def manners(world: World, channel: str = CHANNEL) -> ChannelManners:
    with world.records.work(WORKSPACE) as work:
        return work.manners_of_channels([channel])[channel]


HEARD = {
    # mode: (an update asks, one that mentions us asks, the weekly thread is on)
    "every": (True, True, True),
    "weekly": (False, True, True),
    "mentions": (False, True, False),
}


@pytest.mark.parametrize("mode", HEARD)
def test_a_channel_is_heard_as_it_wishes_and_a_mention_always(here: World, mode: str) -> None:
    """Nothing is kept of what nobody wished to be read; who speaks to us is answered."""
    told = words(here.command("listen", mode))
    assert "To undo: /whatimproved listen every" in told
    asks, asks_when_mentioned, is_weekly = HEARD[mode]
    assert bool(asks_in(here.say(LIVE))) == asks
    if not asks:
        assert bool(asks_in(here.say(LIVE, to_us=True))) == asks_when_mentioned
    assert manners(here).is_weekly == is_weekly


def test_what_is_said_in_a_thread_of_ours_is_heard_whatever_the_channel_wishes(
    here: World,
) -> None:
    """Who was asked is not left without an answer."""
    here.say(LIVE)
    thread = here.last
    here.command("listen", "mentions")
    assert card_of(here.say("about 14 days in Q1, per the claims report", thread=thread))


STEPS = [
    ("listen mentions", "weekly on", "weekly", True),
    ("listen weekly", "weekly off", "mentions", False),
    ("listen mentions", "listen every", "every", True),
    ("weekly off", "listen every", "every", False),
    ("listen weekly", "listen mentions", "mentions", False),
]


@pytest.mark.parametrize(("first", "then", "mode", "is_weekly"), STEPS)
def test_the_weekly_thread_goes_and_comes_with_what_is_heard(
    here: World, first: str, then: str, mode: str, is_weekly: bool
) -> None:
    """Two settings never say two things."""
    for typed in (first, then):
        verb, _, rest = typed.partition(" ")
        here.command(verb, rest)
    assert (manners(here).listens, manners(here).is_weekly) == (mode, is_weekly)


SAID = [
    ("only when mentioned, please", "mentions"),
    ("Please only speak when you are mentioned.", "mentions"),
    ("just answer when you’re asked", "mentions"),
    ("mentions only", "mentions"),
    ("only the weekly thread please", "weekly"),
    ("Weekly thread only!", "weekly"),
    ("Could you please read every message here?", "every"),
    ("only when mentioned in the report did quote-to-cash fall", None),
    ("every message took 14 minutes before", None),
    ("", None),
    ("🙂" * 60, None),
    ("\u202e<!channel>", None),
    ("only when mentioned " * 2_000, None),
]


@pytest.mark.parametrize(("said", "mode"), SAID)
def test_how_a_channel_is_heard_can_be_said_in_words(said: str, mode: str | None) -> None:
    """A whole short sentence, and no part of a longer one."""
    assert control.mode_in(said) == mode


def test_said_to_us_in_the_channel_it_is_done_and_told_in_the_thread(here: World) -> None:
    """Everybody who reads there learns of it; a guest is told alone that it is not theirs."""
    [told] = here.say("only when mentioned, please", to_us=True)
    assert (told.way, told.thread) == ("post", here.last)
    assert "only where I am mentioned" in words([told])
    assert here.say("only when mentioned, please") == []
    here.directory.channels[CHANNEL] = here.directory.channels[CHANNEL].model_copy(
        update={"members": frozenset({LEAD, OWNER, GUEST})}
    )
    [refused] = here.say("read every message", user=GUEST, to_us=True)
    assert (refused.way, refused.user) == ("whisper", GUEST)
    assert manners(here).listens == "mentions"


def accepted(world: World, person: str, role: str = "owner") -> None:
    """This person said yes to a role."""
    step = {"investment": "i1", "person": person, "by": person, "at": world.now}
    with world.records.work(WORKSPACE) as work:
        work.accept(
            f"{role}{person}", Acceptance.model_validate(step | {"role": role, "state": "accepted"})
        )
        work.commit()


def sponsored(world: World) -> None:
    """They are on record as the sponsor, and said yes."""
    changed = world.investment().model_copy(update={"sponsor": f"<@{SPONSOR}>"})
    with world.records.work(WORKSPACE) as work:
        work.keep(changed)
        work.commit()
    accepted(world, SPONSOR, "sponsor")


def owned(world: World, person: str, number: int, **given: object) -> Recorded:
    """They are put on record as owner."""
    fact = Fact(slot="owner", person=f"<@{person}>", quote="", start=0, end=0)
    row = a_record(f"o{number}", fact, **given)
    with world.records.work(WORKSPACE) as work:
        work.append(row)
        work.commit()
    return row


def may_record(world: World, person: str) -> bool:
    """Whether they may in the channel, as the record stands."""
    with world.records.work(WORKSPACE) as work:
        return recorders.may_record(work, CHANNEL, person)


def test_who_was_replaced_as_sponsor_or_owner_records_no_longer(here: World) -> None:
    """A yes holds as long as the record names them for what they said yes to."""
    sponsored(here)
    here.command("recording", "named")
    assert may_record(here, SPONSOR)
    here.command("sponsor", f"<@{OWNER}>")
    assert not may_record(here, SPONSOR)
    accepted(here, SPONSOR)
    assert not may_record(here, SPONSOR)
    first = owned(here, SPONSOR, 1)
    assert may_record(here, SPONSOR)
    owned(here, OWNER, 2, supersedes=first.id, corrects=True)
    assert not may_record(here, SPONSOR)
    assert not may_record(here, OWNER)


def test_an_investment_without_measures_has_its_owner_record(world: World) -> None:
    """Who owns the whole of it is its owner."""
    world.begin(measures=(), delivery_lead=f"<@{LEAD}>")
    accepted(world, SPONSOR)
    owned(world, SPONSOR, 1, measure=None)
    world.command("recording", "named")
    assert may_record(world, SPONSOR)


def test_only_who_is_named_records_where_that_is_set(here: World) -> None:
    """The lead, and who accepted; anybody else is told kindly, and their words wait."""
    here.command("recording", "named")
    card = card_of(here.say(FIGURE, user=SPONSOR))
    thread = here.last
    told = words(here.click("record", card.proposal, user=SPONSOR, thread=thread))
    assert "the delivery lead, and who accepted" in told
    assert "waits" in told
    assert here.facts() == []
    sponsored(here)
    here.click("record", card.proposal, user=SPONSOR, thread=thread)
    assert [one.recorded_by for one in here.facts()] == [SPONSOR] * len(here.facts()) != []


WAYS = ["form", "undo", "not_known", "new", "measure"]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_put_something_on_record_goes_round_it(here: World, way: str) -> None:
    """A form, taking back, closing a question for everybody, housekeeping."""
    ask = asks_in(here.say(LIVE, user=SPONSOR))[0]
    here.command("recording", "named")
    before = here.facts(), here.questions(), here.investments()
    if way == "form":
        here.fill(ask.question, user=SPONSOR, baseline="14 days in Q1")
    elif way == "undo":
        assert "who accepted" in words(here.command("undo", user=SPONSOR))
    elif way == "not_known":
        here.click("not_known", ask.question, user=SPONSOR)
    elif way == "new":
        here.command("new", "Another: churn in %", user=SPONSOR)
    else:
        here.command("measure", "churn in %", user=SPONSOR)
    assert (here.facts(), here.questions(), here.investments()) == before


@pytest.mark.parametrize(
    ("user", "typed", "told"),
    [
        (SPONSOR, "named", "for an admin of this workspace or the delivery lead"),
        (LEAD, "named", "who accepted to own or sponsor"),
        (OWNER, "named", "who accepted to own or sponsor"),
        (GUEST, "named", "Only full members"),
        (PARTNER, "named", "Only full members"),
        (LEAD, "nobody", "members or named"),
        (LEAD, "x" * 40_000, "members or named"),
    ],
)
def test_who_records_is_for_an_admin_or_the_delivery_lead_to_say(
    here: World, user: str, typed: str, told: str
) -> None:
    """Not for each member: it is kept on the trail who did it."""
    said = words(here.command("recording", typed, user=user))
    assert told in said
    assert len(said) < 400
    is_set = manners(here).recorders == "named"
    assert is_set == (user in (LEAD, OWNER) and typed == "named")


def test_recording_is_never_left_to_nobody(world: World) -> None:
    """Where nobody leads and nobody accepted, all members go on recording."""
    world.begin()
    assert "nobody could record" in words(world.command("recording", "named"))
    assert manners(world).recorders == "members"


SIDE = "Side: churn in %"
TAKES_OVER: list[list[tuple[str, str, str]]] = [
    [("new", SIDE, CHANNEL)],
    [("new", SIDE, CHANNEL), ("lead", f"Side <@{SPONSOR}>", CHANNEL)],
    [("lead", f"Old <@{SPONSOR}>", OTHER), ("move", f"Old to <#{CHANNEL}>", OTHER)],
]


@pytest.mark.parametrize("is_led", [True, False])
@pytest.mark.parametrize("steps", TAKES_OVER)
def test_who_brings_another_investment_does_not_say_who_records(
    world: World, steps: list[tuple[str, str, str]], is_led: bool
) -> None:
    """What was there first decides, whoever leads or linked what came after it."""
    with world.records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i0", name="Old", channel=OTHER), SPONSOR, world.now)
        work.commit()
    world.later(minutes=1)
    world.begin(delivery_lead=f"<@{LEAD}>" if is_led else None, sponsor=f"<@{SPONSOR}>")
    accepted(world, SPONSOR, "sponsor")
    world.later(minutes=1)
    for verb, typed, channel in steps:
        world.command(verb, typed, SPONSOR, channel)
    assert len(world.investments()) == (2 if steps[-1][0] == "move" else 3)
    for typed, before in (("named", "members"), ("members", "named")):
        assert "for an admin" in words(world.command("recording", typed, user=SPONSOR))
        assert manners(world).recorders == before
        world.command("recording", typed, user=LEAD)
        assert manners(world).recorders == typed


GOES_ROUND = [
    (f"lead Claims portal <@{SPONSOR}>", "named", False),
    (f"move Claims portal to <#{OTHER}>", "named", False),
    (f"move Claims portal to <#{OTHER}>", "named", True),
    ("merge Claims portal into Side", "named", False),
    ("merge Claims portal into Side", "members", True),
]


@pytest.mark.parametrize(("typed", "recorders", "is_led"), GOES_ROUND)
def test_who_may_record_does_not_make_themselves_who_says_who_may(
    world: World, typed: str, recorders: str, is_led: bool
) -> None:
    """A lead is not lost to another one by a merge, nor a channel's wish by a move."""
    world.begin(delivery_lead=f"<@{LEAD}>" if is_led else None, sponsor=f"<@{SPONSOR}>")
    accepted(world, SPONSOR, "sponsor")
    world.command("recording", recorders)
    world.command("new", SIDE, SPONSOR)
    world.command("lead", f"Side <@{SPONSOR}>", SPONSOR)
    before = world.investments()
    verb, _, rest = typed.partition(" ")
    assert "for an admin" in words(world.command(verb, rest, SPONSOR))
    assert world.investments() == before


def test_an_admin_gives_a_channel_another_lead_where_the_last_one_left(here: World) -> None:
    """Else a channel that only its lead records in would be shut for ever."""
    here.command("recording", "named")
    assert "delivery lead is" in words(here.command("lead", f"<@{SPONSOR}>", user=OWNER))
    assert here.investment().delivery_lead == f"<@{SPONSOR}>"


ADMINS = [
    (OWNER, f"<@{LEAD}>", "says what holds for the whole workspace", True),
    (OWNER, f"<@{LEAD}|lead> off", "no longer", False),
    (LEAD, f"<@{LEAD}>", "for Slack's admins to say", False),
    (OWNER, f"<@{GUEST}>", "own people", False),
    (OWNER, "<@UNOBODY>", "own people", False),
    (OWNER, "Lee", "Mention the person", False),
    (OWNER, "x" * 40_000, "Mention the person", False),
]


@pytest.mark.parametrize(("user", "typed", "told", "may"), ADMINS)
def test_slack_s_admins_name_who_decides_with_them(
    here: World, user: str, typed: str, told: str, may: bool
) -> None:
    """Who was named freezes and thaws; whom a named one would name stays out."""
    said = words(here.command("admin", typed, user=user))
    assert told in said
    assert "<@" not in said
    assert ("for an admin" not in words(here.command("freeze", "until 2026-06-20"))) == may


def test_a_named_admin_whose_account_was_closed_is_none(here: World) -> None:
    """Nor is one who became a guest."""
    here.command("admin", f"<@{LEAD}>", user=OWNER)
    for change in ({"is_guest": True}, {"is_gone": True}):
        here.directory.people[LEAD] = Person(id=LEAD, name="lee", **change)
        assert "for an admin" in words(here.command("freeze", "until 2026-06-20"))


def test_settings_show_all_of_it_with_buttons_and_the_trail_keeps_it(here: World) -> None:
    """What can be changed is seen where it is changed; guests see none of it."""
    here.command("admin", f"<@{LEAD}>", user=OWNER)
    here.command("recording", "named")
    [shown] = here.command("settings")
    told = words([shown])
    for part in ("read every message here", "nobody else does", f"beside Slack's: @{LEAD}"):
        assert part in told
    labels = {one.label: one.ref for one in shown.post.options}
    assert labels["Only when mentioned"] == "listen mentions"
    assert labels["All members record"] == "recording members"
    here.click("set", labels["Only when mentioned"])
    assert manners(here).listens == "mentions"
    assert "listen mentions" not in {one.ref for one in here.command("settings")[0].post.options}
    assert not any("listen" in o.ref for o in here.command("settings", user=GUEST)[0].post.options)
    with here.records.work(WORKSPACE) as work:
        done = [(one.what, one.by) for one in work.audited()]
    assert done == [("admin", OWNER), ("recording", LEAD), ("listen", LEAD)]


def test_where_nothing_is_linked_only_mentions_are_heard_and_settings_say_so(world: World) -> None:
    """A wish said before is kept for the day something is linked."""
    told = words(world.command("settings", channel=OTHER))
    assert "only where I am mentioned. From when one is linked: I read every message" in told
    assert world.say(LIVE, channel=OTHER) == []
    world.command("listen", "mentions", channel=OTHER)
    world.new("Billing: churn in %", channel=OTHER)
    world.now = at("2026-06-02T10:00+00:00")
    assert world.say(LIVE, channel=OTHER) == []
