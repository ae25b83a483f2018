"""What stands in the way is kept by who may, asked about while nothing improves, and closed."""

import pytest

from bot.advice import practise
from bot.advice.practices import barriers_heard
from bot.advice.practices.barriers import is_link
from bot.benefits.conversation import Guided, Option, Sending
from bot.benefits.guides import Guide
from bot.benefits.practices.barriers import Barrier
from tests.advice.test_remind import DAY, MONDAY, live, records
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_record, an_investment

TWICE = "The portal is live. Claims are still keyed twice into the old system."


def kept(world: World, investment: str = "i1") -> list[Barrier]:
    """The register as it stands."""
    with world.records.work(WORKSPACE) as work:
        return barriers_heard.on_record(work, investment)


def offered(sent: list[Sending]) -> tuple[list[Option], str]:
    """The buttons of an offer, and the ts of its message."""
    (post,) = [one for one in sent if any(o.verb == "practice" for o in one.post.options)]
    return [one for one in post.post.options if one.verb == "practice"], post.key


def press(world: World, sent: list[Sending], number: int = 0, user: str = LEAD) -> list[Sending]:
    """A press of a button of an offer."""
    options, key = offered(sent)
    ref, message = options[number].ref, world.ts_of[key]
    return world.click("practice", ref, user, message=message, channel=sent[0].channel)


def test_only_who_may_record_keeps_a_barrier_and_only_once(world: World) -> None:
    """A guest is told why not; the second of two people that it was settled."""
    world.begin(channel=OPEN_TO_GUESTS)
    sent = world.say(TWICE, channel=OPEN_TO_GUESTS)
    assert kept(world) == []
    refused = press(world, sent, user=GUEST)
    assert kept(world) == []
    assert "member" in words(refused)
    press(world, sent)
    (one,) = kept(world)
    assert (one.kind, one.author, one.text) == (
        "duplicated_effort",
        LEAD,
        "Claims are still keyed twice into the old system",
    )
    assert "settled already" in words(press(world, sent, 1, OWNER))


def test_a_message_that_no_longer_says_it_keeps_nothing(world: World) -> None:
    """Changed or deleted meanwhile, it is not what somebody pressed for."""
    world.begin()
    sent = world.say(TWICE)
    said = world.last
    world.directory.messages.pop((CHANNEL, said))
    assert "no longer says that" in words(press(world, sent))
    assert kept(world) == []


def test_a_deleted_message_takes_its_words_along(world: World) -> None:
    """That there was a barrier, and of which kind, stays."""
    world.begin()
    said_in = world.say(TWICE)
    ts = world.last
    press(world, said_in)
    world.delete(ts)
    (one,) = kept(world)
    assert (one.kind, one.text, one.author) == ("duplicated_effort", "", None)
    assert "source deleted" in words(world.command("barriers"))


def test_nobody_reads_a_register_they_may_not_see(world: World) -> None:
    """To who is not in its private channel it is as if there were none."""
    world.begin(channel=PRIVATE, channel_is_private=True)
    press(world, world.say(TWICE, channel=PRIVATE))
    assert len(kept(world)) == 1
    told = words(world.command("barriers", "Claims portal", OWNER))
    assert "keyed" not in told
    world.begin(an_investment("i2", name="Billing", channel=OTHER))
    told = words(world.command("barriers", "Claims portal", OWNER))
    assert "no investment called “Claims portal” that you can see" in told
    assert "Those you can see: Billing." in told
    assert "keyed" in words(world.command("barriers", "Claims portal", LEAD, PRIVATE))


def test_it_is_asked_about_while_what_it_holds_up_does_not_improve(world: World) -> None:
    """By the weekly question, of the owner; who says that it is gone closes it by a click."""
    live(world)
    world.now = MONDAY - 9 * DAY
    press(world, world.say(TWICE))
    level = {"as_of": "2026-06-05", "quote": "21 days"}
    records(
        world,
        a_record("f1", a_fact("baseline", 21, as_of="2025-12"), ts="1.1"),
        a_record("f2", a_fact("current", 21, **level), ts="1.2", said_at=MONDAY - 2 * DAY),
        a_record("f3", a_fact("evidence", None, "report", ref="report"), ts="1.2"),
    )
    world.now = MONDAY
    (sent,) = [one for one in world.falls_due("i1") if one.post.ask]
    assert sent.post.ask is not None
    asked = sent.post.ask.text
    assert "“Claims are still keyed twice into the old system” is on record" in asked
    assert "claim handling time has not improved" in asked
    assert sent.post.ask.citations[0].id == "typed-in-twice"
    head = world.ts_of[sent.key]
    said = world.say("It is gone: the interface went live on 3 June.", OWNER, thread=head)
    assert not [one for one in said if one.post.card]
    press(world, said, user=OWNER)
    (one,) = kept(world)
    assert one.closed is not None
    assert one.closed.text.startswith("It is gone")
    assert {each.state for each in world.questions() if each.asks == "barrier"} == {"answered"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Double keying has ended, the gate log shows it.", "duplicated_effort"),
        ("Nobody retypes claims any more (gate log)", "duplicated_effort"),
        ("Claims take 9 days now, see the gate log. We no longer key any of them twice.", ""),
        ("The second entry of claims in the old system has stopped for good.", ""),
        ("Typing every claim in both systems came to an end in May.", ""),
    ],
)
def test_what_an_update_says_has_ended_is_offered_for_closing(
    world: World, text: str, kind: str
) -> None:
    """In other words than those it was told in; with the words that show its end."""
    world.begin()
    press(world, world.say(TWICE))
    world.later(days=8)
    sent = world.say(text)
    press(world, sent, user=OWNER)
    (one,) = kept(world)
    assert one.closed is not None
    assert one.closed.text in text
    assert kind in ("", one.kind)


@pytest.mark.parametrize("link", ["https://x.example/p1", "<https://x.example/p1|gate log>"])
def test_what_ended_is_quoted_without_the_figure_before_it(world: World, link: str) -> None:
    """A link ends its sentence; the barrier is told in its own words, above its own buttons."""
    world.begin()
    press(world, world.say(TWICE))
    (one,) = kept(world)
    world.later(days=8)
    sent = world.say(f"Claims take 9 days now, {link} Double keying has ended.")
    told = words(sent)
    assert "were gone: “Double keying has ended”" in told
    assert one.text in told
    assert "One press below" not in words(press(world, sent, user=OWNER))


def test_of_several_barriers_the_one_that_is_named_is_closed(world: World) -> None:
    """By its words where its kind does not tell; what is not named stays."""
    world.begin()
    press(world, world.say(TWICE))
    world.later(days=8)
    sends(world, "barrier", "i1", kind="other", what="every surveyor drives back for the stamp")
    world.later(days=8)
    ended = "No surveyor drives back for the stamp any more"
    said = world.say(f"Claims take 9 days now, see the gate log. {ended}.")
    press(world, said, user=OWNER)
    assert {one.text[:5]: one.closed is None for one in kept(world)} == {
        "Claim": True,
        "every": False,
    }


def sends(world: World, name: str, ref: str, **fields: str) -> list[Sending]:
    """A form, sent by the delivery lead."""
    given = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    told = {**given, "name": name, "ref": ref, "fields": fields}
    return world.happens(Guided.model_validate(told))


def test_who_asks_of_none_they_see_is_told_so(world: World) -> None:
    """In words that fit what they may see."""
    assert "no investment on record that you can see" in words(world.command("barriers"))
    world.begin(channel=OTHER)
    assert "at home in this channel" in words(world.command("barriers"))


def test_what_nothing_shows_is_closed_as_somebody_said(world: World) -> None:
    """With a day, a figure or an address in it others can see it."""
    world.begin()
    for said in ("keyed twice", "we chase suppliers"):
        sends(world, "barrier", "i1", what=said)
        world.later(hours=1)
    first, second = kept(world)
    sends(world, "barrier_close", f"i1:{first.id}", shown="ok")
    sends(world, "barrier_close", f"i1:{second.id}", shown="a queue shows it since 3 March")
    told = words(world.command("barriers"))
    assert f"by @{LEAD}, though nothing on record shows it yet: “ok”" in told
    assert "shown by “a queue shows it since 3 March”" in told
    assert "closed already" in words(sends(world, "barrier_close", f"i1:{first.id}", shown="again"))


def test_what_is_closed_is_not_told_as_in_the_way(world: World) -> None:
    """What is open stands there alone; where nothing is, what was closed lately, as that."""
    world.begin()
    for text in (TWICE, "Approvals are still waiting for days with the finance team."):
        press(world, world.say(text))
    first, second = kept(world)

    def titles() -> list[str]:
        parts = world.improved("Claims portal")[-1].post.parts
        return [
            f"{one.title}: {len(one.lines)}" for one in parts if "in the way" in one.title.lower()
        ]

    assert titles() == ["In the way: 2"]
    sends(world, "barrier_close", f"i1:{first.id}", shown="a queue shows it since 3 March")
    assert titles() == ["In the way: 1"]
    sends(world, "barrier_close", f"i1:{second.id}", shown="a queue shows it since 3 March")
    assert titles() == ["No longer in the way: 1"]


@pytest.mark.parametrize(
    "link", ["SAP", "https://", "https://x.example|click", "https://x.example <!channel>"]
)
def test_a_link_is_an_address_and_nothing_else(link: str) -> None:
    """Nothing that Slack would read as something else is kept as one."""
    assert not is_link(link)
    assert is_link("https://sap.example/report?id=3")


def test_what_strangers_may_not_hear_is_told_to_who_sent_it(world: World) -> None:
    """Where guests read along, a confidential investment is not spoken of."""
    world.begin(channel=OPEN_TO_GUESTS, confidential=True)
    said = [
        *sends(world, "barrier", "i1", what="we chase the board"),
        *sends(world, "scope", "i1", budget="£900,000"),
        *sends(world, "ready", "i1", group="staff to go", training="none"),
    ]
    assert [one.channel for one in said] == [LEAD, LEAD, LEAD]


def test_feedback_follows_what_an_investment_became_part_of(world: World) -> None:
    """And is told in its channel next morning, with all of that day."""
    world.begin()
    world.begin(an_investment("i2", name="Old portal"))
    world.command("merge", "Old portal into Claims portal")
    assert sends(world, "feedback", "", investment="i2", what="slow forms", named="unnamed") == []
    (one,) = kept(world)
    assert (one.text, one.author, one.is_named, one.is_feedback) == (
        "slow forms",
        None,
        False,
        True,
    )
    assert (one.said_at.hour, one.said_at.minute) == (0, 0)
    assert "could not be kept" in words(
        sends(world, "feedback", "", investment="gone", what="slow", named="unnamed")
    )


PLEA = "In Claims portal each claim is typed twice, please don't put my name on it"


def test_who_wishes_not_to_be_named_learns_alone_how_to_tell_it(world: World) -> None:
    """In a channel for their eyes, directly in its own words; nothing else is read in it, and the
    form holds what they wrote.
    """
    world.begin()
    for channel in (CHANNEL, DIRECT):
        (told,) = world.say(PLEA, OWNER, channel=channel)
        assert "with your name or without it" in words([told])
        assert "twice" not in words([told])
        assert (told.way, told.user) == (
            ("whisper", OWNER) if channel == CHANNEL else ("post", None)
        )
        name, _, ref = told.post.options[0].ref.partition("|")
        form = practise.opened(name, WORKSPACE, channel, OWNER, ref, world.doors, world.now)
        assert isinstance(form, Guide)
        held = {one.key: one.initial for one in form.fields}
        assert held["investment"] == "i1"
        assert held["what"] == "In Claims portal each claim is typed twice"
    assert kept(world) == []


def test_where_nothing_is_at_home_a_wish_for_no_name_is_not_heard(world: World) -> None:
    """A message that concerns no investment is nobody's business."""
    assert world.say(PLEA, OWNER) == []


@pytest.mark.parametrize(
    ("said", "is_heard"),
    [
        ("every order is still keyed twice in the portal", True),
        ("The portal crashes every morning and I have to retype the claim", True),
        ("nobody keys an order twice any more", False),
        ("is every order still keyed twice?", False),
        ("claim handling time is 9 days now, claims are still keyed twice", False),
    ],
)
def test_a_complaint_told_directly_is_offered_for_the_record_with_a_name_and_without(
    world: World, said: str, is_heard: bool
) -> None:
    """Nothing is on record before a form is sent; a question or a figure is none."""
    world.begin()
    told = world.say(said, channel=DIRECT)
    offered = [one for one in told if "gets in the way. Shall it go on record" in words([one])]
    assert bool(offered) == is_heard
    ways = []
    for option in offered[0].post.options if offered else ():
        name, _, ref = option.ref.partition("|")
        form = practise.opened(name, WORKSPACE, DIRECT, LEAD, ref, world.doors, world.now)
        assert isinstance(form, Guide)
        held = {one.key: one.initial for one in form.fields}
        ways.append((held["named"], held["what"]))
    assert ways == ([("unnamed", said), ("named", said)] if is_heard else [])
    assert kept(world) == []


def test_the_form_for_a_barrier_leaves_a_name_out_for_who_wishes_so(world: World) -> None:
    """It says so before it is sent; then nothing goes out at once, and nobody stands for it."""
    world.begin()
    form = practise.opened("barrier", WORKSPACE, CHANNEL, LEAD, "i1", world.doors, world.now)
    assert isinstance(form, Guide)
    assert "unless you choose below to leave your name out" in " ".join(form.note)
    assert [one.initial for one in form.fields if one.key == "named"] == ["named"]
    assert sends(world, "barrier", "i1", what="we chase the board", named="unnamed") == []
    (one,) = kept(world)
    assert (one.kind, one.author, one.is_named) == ("chasing", None, False)


def test_what_is_told_to_us_is_offered_as_it_would_be_without(world: World) -> None:
    """A barrier by its kind or by that name, and its end, as often as somebody says it; a question
    or none of it keeps nothing.
    """
    world.begin()
    (keep, _), _ = offered(sent := world.say("Barrier: the desk has no time for training in May"))
    assert keep.ref.startswith("barrier:keep|i1|other|")
    press(world, sent)
    assert [one.text for one in kept(world)] == ["the desk has no time for training in May"]
    assert world.say("Barrier: none") == []
    for _ in range(2):
        sent = world.say("we still key every claim twice", to_us=True)
        assert "One press below keeps it on record" in words(sent)
    press(world, sent)
    assert len(kept(world)) == 2
    assert "did not find" in words(world.say("is double keying over?", to_us=True))
    ended = world.say("double keying has ended, see the log", to_us=True)
    assert "a barrier were gone" in words(ended)
    press(world, ended)
    assert [one.closed is None for one in kept(world)] == [True, False]
    world.begin(an_investment("i2", name="Billing"))
    assert "did not find" in words(world.say("chasing has ended", to_us=True))


PLED = "each claim is typed twice. keep me out of it pls"


@pytest.mark.parametrize("form", ["feedback", "barrier"])
def test_a_plea_typed_into_a_form_leaves_the_name_out_and_is_told_nowhere(
    world: World, form: str
) -> None:
    """Whatever was chosen beside it; a plea alone tells nothing, and the field says so."""
    world.begin()
    ref, fields = ("", {"investment": "i1"}) if form == "feedback" else ("i1", {})
    assert sends(world, form, ref, **fields, what=PLED, named="named") == []
    (one,) = kept(world)
    assert (one.text, one.author, one.is_named) == ("each claim is typed twice", None, False)
    alone = Guided(
        workspace=WORKSPACE,
        user=LEAD,
        channel=CHANNEL,
        name=form,
        ref=ref,
        fields={**fields, "what": "no name pls", "named": "unnamed"},
        at=world.now,
    )
    assert practise.wrong(alone, world.doors, world.now) == {"what": "Please say it in words."}


@pytest.mark.parametrize("said", [PLED, "no name pls", f"feedback: {PLED}"])
def test_a_plea_told_directly_chooses_without_my_name_and_is_not_in_the_form(
    world: World, said: str
) -> None:
    """Where nothing is left beside it, the field is empty."""
    world.begin()
    (told,) = world.say(said, channel=DIRECT)
    (name, _, ref), *others = [one.ref.partition("|") for one in told.post.options]
    form = practise.opened(name, WORKSPACE, DIRECT, LEAD, ref, world.doors, world.now)
    assert isinstance(form, Guide)
    held = {one.key: one.initial for one in form.fields}
    assert held["named"] == "unnamed"
    assert held["what"] == ("each claim is typed twice" if "typed" in said else "")
    assert not others


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_who_said_what_is_in_the_way_is_told_as_the_register_shows_it(
    world: World, channel: str
) -> None:
    """With a name, as told without one, and of what is not there, or not for them, neither that it
    is nor who it was.
    """
    world.begin()
    world.begin(an_investment("i2", name="Payroll", channel=PRIVATE))
    sends(world, "barrier", "i1", what="we chase suppliers")
    sends(world, "barrier", "i1", what="each claim is keyed twice", named="unnamed")
    sends(world, "barrier", "i2", what="nobody trusts the payroll figures")

    def asked(text: str) -> str:
        return words(world.say(text, OWNER, channel=channel, to_us=True))

    assert f"@{LEAD}" in asked("who said we chase suppliers?")
    told = asked("who told you that every claim is keyed twice?")
    assert "told without a name" in told
    assert LEAD not in told
    nothing = asked("who said nobody trusts the payroll figures?")
    assert nothing == asked("who complained that the printers are loud?")
    assert "What is told without a name is kept without one" in nothing
    for text in (
        "what did Helen say success is?",
        "what does <@UHELEN> mean by success?",
        "who answered what in the alignment round?",
    ):
        assert "read by those who were asked, once it closes" in asked(text)
