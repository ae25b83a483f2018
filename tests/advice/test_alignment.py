"""Rounds of alignment: who is asked and when, who closes them, and that nothing is shown before."""

from datetime import datetime, timedelta

import pytest

from bot.advice import practise
from bot.benefits.conversation import Guided, Sending
from bot.benefits.entries import Entry
from bot.benefits.practices.alignment import Round, rounds
from bot.ports import Person
from tests.advice import world as told
from tests.advice.world import DIRECT, GUEST, LEAD, OWNER, PRIVATE, SPONSOR, World
from tests.builders import CHANNEL, NOON, WORKSPACE, an_investment

SECRET = "Nobody types a quote twice"


def words(one: Sending) -> str:
    return told.words([one])


def asked(sent: list[Sending]) -> list[str]:
    """Who is asked by these."""
    return sorted(
        one.channel
        for one in sent
        if " a success, for you?" in words(one) or "asks what would" in words(one)
    )


def round_of(world: World, investment: str = "i1") -> Round:
    """The last round about an investment."""
    return rounds(entries_of(world, investment))[-1]


def entries_of(world: World, investment: str = "i1") -> list[Entry]:
    with world.records.work(WORKSPACE) as work:
        return work.entries([investment], "alignment")


def begun(world: World, typed: str = "") -> list[Sending]:
    """A round about an investment with a sponsor and a lead, and whoever is typed beside them."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>"))
    return world.command("align", typed)


def answers(world: World, user: str, **fields: str) -> list[Sending]:
    given = {"success": SECRET} | fields
    return world.guide("alignment", round_of(world).id, user=user, channel=user, **given)


def falls(world: World) -> list[Sending]:
    """What is due of the round is done."""
    practise.fall(WORKSPACE, [f"alignment:{round_of(world).id}"], world.doors, world.now)
    return world.slack_is_back()


def to(sent: list[Sending], user: str) -> list[str]:
    """What was told somebody alone."""
    return [words(one) for one in sent if one.channel == user]


def due(world: World) -> datetime | None:
    return world.next_look("practice", f"alignment:{round_of(world).id}")


def test_sponsor_lead_owner_and_whoever_is_named_are_asked_apart(world: World) -> None:
    """Each in a message of their own; who began it learns who, and which role has nobody."""
    sent = begun(world, f"Claims portal <@{OWNER}>")
    assert asked(sent) == [LEAD, OWNER, SPONSOR]
    assert [one.role for one in round_of(world).people] == ["sponsor", "lead", "other"]
    assert [one for one in to(sent, LEAD) if "0 of 3 answered" in one]
    [notes] = [one.post for one in sent if one.key.endswith(":notes")]
    assert "Claims portal: no person is on record as owner" in repr(notes)
    assert due(world) == NOON + timedelta(days=7)


def test_who_may_not_see_it_is_not_asked_and_who_began_it_learns_who_can_add_them(
    world: World,
) -> None:
    """A guest, and who mutes us, cannot be asked; of why nothing more is told."""
    world.begin(an_investment(channel=PRIVATE, channel_is_private=True, delivery_lead=f"<@{LEAD}>"))
    refused = world.command("align", f"<@{OWNER}> <@{GUEST}>", channel=PRIVATE)
    assert "there is 1" in words(refused[0])
    world.command("viewer", f"Claims portal <@{SPONSOR}>", channel=PRIVATE)
    sent = world.command("align", f"<@{OWNER}> <@{GUEST}> <@{SPONSOR}>", channel=PRIVATE)
    assert [one for one in to(sent, LEAD) if "0 of 2 answered" in one]
    [notes] = [one for one in to(sent, LEAD) if "may not see" in one]
    assert f"{OWNER} may not see Claims portal" in notes
    assert "viewer @NAME" in notes
    assert f"{GUEST} cannot be asked by me about Claims portal now" in notes
    assert to(sent, OWNER) == to(sent, GUEST) == []


@pytest.mark.parametrize("how", ["mute", "stop", "away"])
def test_who_wishes_not_to_be_asked_is_not(world: World, how: str) -> None:
    """Be it by mute, by Stop about the investment, or away for longer than the round."""
    if how != "stop":
        world.command(how, "until 20 June 2026" if how == "away" else "", user=SPONSOR)
        begun(world, f"<@{OWNER}>")
    else:
        world.begin(an_investment(delivery_lead=f"<@{LEAD}>"))
        world.command("sponsor", f"<@{SPONSOR}>")
        world.click("stop", "sponsor|i1", user=SPONSOR, channel=SPONSOR)
        world.command("align", f"<@{OWNER}>")
    assert set(round_of(world).users) == {LEAD, OWNER}


def test_nobody_is_asked_outside_their_hours(world: World) -> None:
    """Who cannot be asked now is asked as their hours open."""
    world.now = NOON.replace(hour=20)
    sent = begun(world)
    assert asked(sent) == []
    assert due(world) == NOON.replace(hour=9) + timedelta(days=1)
    world.now = NOON.replace(hour=9) + timedelta(days=1)
    assert asked(falls(world)) == [LEAD, SPONSOR]
    assert falls(world) == []


def test_a_second_round_waits_for_the_first(world: World) -> None:
    """And while it rests nobody is asked about an investment."""
    begun(world)
    [again] = world.command("align")
    assert "is open already" in words(again)
    world.begin(an_investment("i2", name="Billing", paused=True, sponsor=f"<@{SPONSOR}>"))
    [rests] = world.command("align", f"Billing <@{LEAD}>")
    assert "rests now" in words(rests)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Unheard of", "Unheard of"), ("", "Which")],
)
def test_an_unclear_command_says_what_is_lacking(world: World, typed: str, said: str) -> None:
    """Nothing is begun."""
    world.begin()
    world.begin(an_investment("i2", name="Billing"))
    [told] = world.command("align", typed)
    assert said in words(told)
    assert entries_of(world) == []


def test_where_nothing_is_linked_nobody_is_asked(world: World) -> None:
    """And who may not record there begins nothing."""
    [said] = world.command("align")
    assert words(said)
    begun(world)
    [refused] = world.command("align", user=GUEST)
    assert words(refused)


def test_no_answer_leaves_before_the_round_closes(world: World) -> None:
    """To nobody, wherever they ask; only how many there are."""
    begun(world, f"<@{OWNER}>")
    sent = answers(world, SPONSOR, first="risk", second="revenue")
    assert [one for one in to(sent, LEAD) if "1 of 3 answered" in one]
    assert [one.channel for one in sent if SECRET in words(one)] == [SPONSOR]
    sent = world.improved() + world.improved(user=SPONSOR) + world.command("attention")
    assert "1 of 3 answered" in words(sent[0])
    assert not [one for one in sent if SECRET in words(one) or "risk" in words(one)]
    shown = practise.opened(
        "alignment", WORKSPACE, DIRECT, OWNER, round_of(world).id, world.doors, world.now
    )
    assert SECRET not in repr(shown)
    assert isinstance(
        practise.opened(
            "alignment", WORKSPACE, DIRECT, GUEST, round_of(world).id, world.doors, world.now
        ),
        str,
    )


def test_an_answer_is_changed_and_taken_back_until_the_round_closes(world: World) -> None:
    """Whose it is alone; then it stands."""
    begun(world, f"<@{OWNER}>")
    answers(world, OWNER, first="risk", by="end of Q3", measure="claim handling time")
    [own] = round_of(world).own.values()
    assert own.by_day == datetime(2026, 9, 30).date()  # noqa: DTZ001
    answers(world, OWNER, first="revenue")
    [own] = round_of(world).own.values()
    assert (own.first, own.by, own.measure) == ("revenue", "", "")
    world.click("practice", f"alignment-back:{round_of(world).id}", user=OWNER, channel=OWNER)
    assert round_of(world).own == {}
    for user in (LEAD, OWNER, SPONSOR):
        answers(world, user)
    assert round_of(world).state == "closed"
    late_form = Guided(
        workspace=WORKSPACE,
        channel=OWNER,
        user=OWNER,
        at=world.now,
        name="alignment",
        ref=round_of(world).id,
        fields={"success": SECRET},
    )
    assert "is closed" in practise.wrong(late_form, world.doors, world.now)["success"]
    [late] = answers(world, OWNER, first="risk")
    assert "is closed" in words(late)
    assert round_of(world).told[-1].first is None


def test_all_answers_close_a_round_and_are_read_side_by_side(world: World) -> None:
    """By each who was asked; the channel reads what it came to, and no sentence."""
    begun(world)
    answers(world, LEAD, first="efficiency", second="risk", by="in due course")
    sent = answers(world, SPONSOR, first="revenue", by="30 June 2026")
    read = {one.channel: words(one) for one in sent if one.key.endswith(":result")}
    assert sorted(read) == [LEAD, SPONSOR]
    for said in read.values():
        assert f"@{LEAD}: “{SECRET}” (second: lower risk)" in said
        assert "not agreed on purpose and time" in said
        assert "if only one of revenue" in said
    [aloud] = [words(one) for one in sent if one.channel == "C1"]
    assert "not agreed on purpose and time" in aloud
    assert SECRET not in aloud
    settle = [
        one.label for each in sent for one in each.post.options if each.channel in (LEAD, "C1")
    ]
    assert settle.count("Record what you agree on") == 2
    assert due(world) is None


def test_who_began_it_closes_it_once_there_is_something_to_compare(world: World) -> None:
    """Nobody else does, and not with one answer."""
    begun(world, f"<@{OWNER}>")
    ref = f"alignment-close:{round_of(world).id}"
    answers(world, OWNER)
    [few] = world.click("practice", ref)
    assert "two answers" in words(few)
    answers(world, SPONSOR)
    [other] = world.click("practice", ref, user=OWNER)
    assert "Who began this round" in words(other)
    sent = world.command("align", "Claims portal close")
    assert sorted(one.channel for one in sent if one.key.endswith(":result")) == [
        LEAD,
        OWNER,
        SPONSOR,
    ]
    [again] = world.click("practice", ref)
    assert "is closed" in words(again)
    [gone] = world.click("practice", "alignment-close:nothing")
    assert "no such round" in words(gone)


def test_a_round_begun_by_mistake_is_ended_unread_by_who_began_it(world: World) -> None:
    """By command, whoever answered; nobody else ends it, and nothing of it is shown."""
    begun(world, f"<@{OWNER}>")
    answers(world, OWNER)
    world.command("align", "Claims portal close", user=OWNER)
    assert round_of(world).state == "open"
    sent = world.command("align", "Claims portal close")
    assert round_of(world).state == "ended"
    assert "no answer is shown to anybody" in " ".join(map(words, sent))
    assert not [one for one in sent if SECRET in words(one)]


def test_who_has_no_role_in_what_they_began_learns_how_to_be_asked(world: World) -> None:
    """And a name that was typed, not chosen, is told as one."""
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>"))
    [unknown] = world.command("align", "Claims portal @Tom")
    assert "who @Tom is" in words(unknown)
    sent = world.command("align", f"<@{OWNER}>")
    [notes] = [words(one) for one in sent if one.key.endswith(":notes")]
    assert "You hold no role in Claims portal" in notes
    [takes_part] = [one.post for one in sent if one.key.endswith(":notes")]
    assert asked(world.click("practice", takes_part.options[0].ref)) == [LEAD]
    assert LEAD in round_of(world).users


def test_who_was_never_asked_before_it_closed_reads_no_answer_and_is_told_as_not_reached(
    world: World,
) -> None:
    """Whose hours are elsewhere is asked in their morning; who has none before the round is over
    is neither counted nor shown an answer. Nobody is called asked before they are.
    """
    far = Person(id="UMEI", name="Mei Tan", zone="Asia/Singapore")
    world.directory.people["UMEI"] = far
    room = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = room.model_copy(update={"members": {*room.members, "UMEI"}})
    sent = begun(world, "<@UMEI>")
    assert asked(sent) == [LEAD, SPONSOR]
    [status] = [one for one in to(sent, LEAD) if "0 of 3 answered" in one]
    assert "Not asked yet, as their working hours come first: @UMEI" in status
    answers(world, LEAD, first="efficiency")
    answers(world, SPONSOR, first="cannot_tell")
    assert round_of(world).state == "open"
    world.later(days=7)
    sent = falls(world)
    assert to(sent, "UMEI") == []
    read = {one.channel: words(one) for one in sent if one.key.endswith(":result")}
    assert sorted(read) == [LEAD, SPONSOR]
    for said in read.values():
        assert "2 of 3 answered" in said
        assert "Not reached while it was open, so shown no answer: @UMEI" in said
        assert f"cannot tell: @{SPONSOR}" in said
        assert f"left open: @{SPONSOR}" not in said.partition("What would show it")[0]
    second = world.command("align", "<@UMEI>")
    world.now = world.now.replace(hour=2) + timedelta(days=1)
    assert asked(second) == [LEAD, SPONSOR]
    sent = falls(world)
    assert asked(sent) == ["UMEI"]


@pytest.mark.parametrize(
    ("zone", "looks", "days"),
    [("Asia/Singapore", 9, 1), ("America/Los_Angeles", 9, 2), ("Asia/Tokyo", 20, 2)],
)
def test_who_is_looked_after_outside_their_hours_alone_is_asked_all_the_same(
    world: World, zone: str, looks: int, days: int
) -> None:
    """What fell due between two looks is not lost: by the evening they are asked, or a day later,
    and once.
    """
    world.directory.people["UMEI"] = Person(id="UMEI", name="Mei Tan", zone=zone)
    room = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = room.model_copy(update={"members": {*room.members, "UMEI"}})
    world.now = NOON.replace(hour=looks)
    assert "UMEI" not in asked(begun(world, "<@UMEI>"))
    told_to = []
    for _ in range(4):
        world.later(days=1)
        told_to.append(asked(falls(world)))
    assert [n for n, users in enumerate(told_to, 1) if "UMEI" in users] == [days]


def test_a_time_that_is_no_date_is_read_in_their_words(world: World) -> None:
    """It stands in the form, to be looked over, instead of being left out."""
    begun(world)
    key = f"align:{WORKSPACE}:{round_of(world).id}:{LEAD}"
    [read] = world.say("Half the hours by summer", thread=world.ts_of[key], channel=DIRECT)
    assert "efficiency, summer" in words(read)


def test_a_wish_that_ends_before_go_live_is_told_so(world: World) -> None:
    """To them alone; it is kept as they said it."""
    begun(world, f"<@{OWNER}>")
    world.command("go-live", "1 July 2026")
    sent = answers(world, OWNER, by="15 June 2026")
    assert "On record go-live is 1 July 2026: that is later" in " ".join(map(words, sent))


def test_after_seven_days_it_closes_by_itself_or_ends_unread(world: World) -> None:
    """With two answers they are compared; with one nothing is shown, ever, and that is said."""
    begun(world, f"<@{OWNER}>")
    answers(world, OWNER)
    world.later(days=6)
    assert falls(world) == []
    assert due(world) == NOON + timedelta(days=7)
    world.later(days=1)
    sent = falls(world)
    assert not [one for one in sent if SECRET in words(one)]
    assert round_of(world).state == "ended"
    assert due(world) is None
    assert "Alignment" not in words(world.improved()[0])
    world.command("align", f"<@{OWNER}>")
    answers(world, OWNER)
    answers(world, LEAD)
    world.later(days=7)
    assert [one for one in falls(world) if SECRET in words(one)]
    assert falls(world) == []


def test_a_second_round_tells_what_moved_since_the_first(world: World) -> None:
    """And half a year later that it tells of then."""
    begun(world)
    answers(world, LEAD, first="efficiency")
    answers(world, SPONSOR, first="revenue")
    world.later(days=30)
    world.command("align")
    answers(world, LEAD, first="revenue")
    sent = answers(world, SPONSOR, first="revenue")
    [read] = [words(one) for one in sent if one.key.endswith(f"{LEAD}:result")]
    assert "Since the round of 1 June 2026: purpose not agreed then, agreed now" in read
    assert "agreed on purpose" in words(world.improved()[0])
    world.later(days=200)
    assert "more than six months ago" in words(world.improved()[0])


def test_what_is_written_beneath_the_question_is_shown_in_the_form_and_not_kept(
    world: World,
) -> None:
    """It is recorded there, by who wrote it."""
    begun(world)
    key = f"align:{WORKSPACE}:{round_of(world).id}:{LEAD}"
    said = "Claim handling time falls and saves hours, by end of September"
    [read] = world.say(said, thread=world.ts_of[key], channel=DIRECT)
    assert "efficiency, claim handling time, September 2026" in words(read)
    assert round_of(world).own == {}
    name, _, ref = read.post.options[0].ref.partition("|")
    form = practise.opened(name, WORKSPACE, DIRECT, LEAD, ref, world.doors, world.now)
    assert not isinstance(form, str)
    assert form is not None
    assert {one.key: one.initial for one in form.fields} == {
        "success": said,
        "first": "efficiency",
        "second": "",
        "measure": "claim handling time",
        "by": "September 2026",
    }
    nobody = practise.opened(name, WORKSPACE, DIRECT, SPONSOR, ref, world.doors, world.now)
    assert said not in repr(nobody)
    world.guide("alignment", ref, user=LEAD, channel=DIRECT, success=said)
    assert world.shown(read.key).options == ()
    shown = words(read.model_copy(update={"post": world.shown(read.key)}))
    assert "as your answer about Claims portal" in shown
    assert "Nothing is kept" not in shown


def test_a_direct_message_beneath_nothing_is_looked_over_too(world: World) -> None:
    """Where one round alone waits for them, and it asks nothing."""
    begun(world)
    said = "Fewer complaints from customers by March"
    [read] = world.say(said, channel=DIRECT)
    assert "customer satisfaction" in words(read)
    assert round_of(world).own == {}
    asks = world.say("what improved on the Claims portal?", channel=DIRECT)
    assert "Nothing is kept until" not in told.words(asks)
    assert "Nothing is kept until" not in told.words(world.say("thanks", channel=DIRECT))


def test_only_what_says_what_success_is_is_taken_for_an_answer(world: World) -> None:
    """A figure, a correction, a question without its mark and talk are none; of two rounds that
    wait it is asked which one is meant.
    """
    begun(world)
    [one] = world.say("Lower risk of fines by March", channel=DIRECT)
    assert "I take this for an answer about Claims portal" in words(one)
    two = {"sponsor": f"<@{SPONSOR}>", "delivery_lead": f"<@{LEAD}>"}
    world.begin(an_investment("i2", name="Billing robot", measures=(), **two))
    sent = world.command("align", f"Billing robot <@{OWNER}>")
    assert LEAD in asked(sent)
    [both] = world.say("Lower risk of fines by March", channel=DIRECT)
    assert "About which of these?" in words(both)
    assert [one.label for one in both.post.options] == ["Claims portal", "Billing robot"]
    for said in (
        "who owns claim handling time",
        "that 14 should be 16",
        "I am away until Monday",
        "Claim handling time is 9 days now, was 14",
        "My wife's birthday is 5 May",
        "help",
        "rename it",
        "thanks, will do",
    ):
        heard = world.say(said, channel=DIRECT)
        assert "Nothing is kept until" not in told.words(heard), said


@pytest.mark.parametrize(
    "said",
    [
        "for me its less retyping, orders confirmed faster",
        "that my people go home when the shift ends",
        "we launch on time",
        "I want nobody to ring the ward twice",
        "grow sales",
        "revenue",
    ],
)
def test_what_nothing_else_understood_may_be_an_answer_and_one_press_hands_it_in(
    world: World, said: str
) -> None:
    """Whatever else was asked; only by a press of who wrote it, and nobody else reads it before
    the round closes.
    """
    begun(world)
    [read] = world.say(said, channel=DIRECT)
    assert "Nothing is kept until you record it" in words(read)
    ref, ts = read.post.options[1].ref, world.ts_of[read.key]
    assert "no longer says" in told.words(
        world.click("practice", ref, user=SPONSOR, channel=DIRECT, message=ts)
    )
    assert round_of(world).own == {}
    world.click("practice", ref, channel=DIRECT, message=ts)
    assert round_of(world).own[LEAD].success == said
    assert world.shown(read.key).options == ()
    beneath = told.words([read.model_copy(update={"post": world.shown(read.key)})])
    assert "as your answer about Claims portal" in beneath
    assert "Only you see it" not in beneath
    head = world.shown(f"align:{WORKSPACE}:{round_of(world).id}:{LEAD}")
    assert "Only you see it until the round closes" in told.words(
        [read.model_copy(update={"post": head})]
    )
    again = world.say(said, channel=DIRECT)
    assert "Nothing is kept until" not in told.words(again)


def test_while_an_investment_rests_nobody_is_asked_about_it(world: World) -> None:
    """Who could not be asked before a pause is not asked in it."""
    world.now = NOON.replace(hour=20)
    begun(world)
    world.command("pause", "Claims portal")
    world.now = NOON.replace(hour=10) + timedelta(days=1)
    assert asked(falls(world)) == []
    assert due(world) == world.now + timedelta(days=1)
    world.command("resume", "Claims portal")
    world.later(days=1)
    assert asked(falls(world)) == [LEAD, SPONSOR]


def test_a_round_outlives_who_began_it(world: World) -> None:
    """What the others answered and what it came to stay once who began it was forgotten."""
    begun(world, f"<@{OWNER}>")
    for user in (SPONSOR, OWNER, LEAD):
        answers(world, user, first="risk")
    emptied = [
        one.emptied()
        if LEAD in (one.author, one.recorded_by) and one.author in (LEAD, None)
        else one
        for one in entries_of(world)
    ]
    [left] = rounds(emptied)
    assert (left.state, left.by) == ("closed", None)
    assert [one.user for one in left.told] == [SPONSOR, OWNER]


def test_an_open_round_takes_others_in_and_is_withdrawn_before_anybody_answered(
    world: World,
) -> None:
    """By name, or by the button that tells who holds a role since; of who answered nothing is
    told. Once somebody did, it is only closed.
    """
    world.directory.people["UMEI"] = Person(id="UMEI", name="Mei Tan")
    room = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = room.model_copy(update={"members": {*room.members, "UMEI"}})
    world.begin(an_investment(delivery_lead=f"<@{LEAD}>"))
    [unknown] = world.command("align", "Claims portal @Mei")
    assert "Did you mean Mei Tan?" in words(unknown)
    sent = world.command("align", f"<@{OWNER}>")
    assert "The messages go out now" in told.words(sent)
    assert "was withdrawn" in " ".join(to(world.command("align", "Claims portal withdraw"), OWNER))
    assert (round_of(world).state, due(world)) == ("withdrawn", None)
    world.later(days=8)
    world.now = world.now.replace(hour=20)
    sent = world.command("align", f"Claims portal <@{OWNER}>")
    assert "The messages go out from 10 June 2026 on" in told.words(sent)
    assert len(rounds(entries_of(world))) == 2
    world.now = world.now.replace(hour=12) + timedelta(days=1)
    falls(world)
    sent = world.command("align", "Claims portal <@UMEI>")
    assert asked(sent) == ["UMEI"]
    assert "1 more in the round, asked in their own" in told.words(sent)
    assert "nobody more" in told.words(world.command("align", "Claims portal <@UMEI>"))
    answers(world, OWNER)
    world.command("sponsor", f"<@{SPONSOR}>")
    assert due(world) == world.now
    [since] = [one for one in falls(world) if "is not asked in the round" in words(one)]
    assert (since.channel, f"@{SPONSOR}" in words(since)) == (LEAD, True)
    [option] = since.post.options
    assert asked(world.click("practice", option.ref)) == [SPONSOR]
    assert falls(world) == []
    assert "somebody has answered" in words(world.command("align", "Claims portal withdraw")[0])
    assert round_of(world).state == "open"
