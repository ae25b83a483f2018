"""People who are named get one notice, and answer for what they accepted."""

import pytest

from bot.benefits.accepted import (
    Acceptance,
    accepted_owner,
    accepted_sponsor,
    same_person,
    who_is_meant,
)
from bot.benefits.conversation import Clicked, Sending, Verb
from bot.ports import Person
from tests.advice.world import LEAD, OWNER, PRIVATE, QUIET, SPONSOR, World, card_of, words
from tests.builders import CHANNEL, WORKSPACE

FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."


def record(world: World, text: str, by: str = LEAD, channel: str = CHANNEL) -> list[Sending]:
    """Say something and put it on record; what follows from the click."""
    card = card_of(world.say(text, channel=channel))
    return world.click("record", card.proposal, by, channel=channel)


def notices(sent: list[Sending]) -> list[tuple[str, str]]:
    """Who got a notice, and the first words of it."""
    return [
        (one.channel, words([one])) for one in sent if one.way == "post" and one.key[:5] == "named"
    ]


def press(
    world: World, verb: Verb, user: str, ref: str = "owner|i1", person: str | None = None
) -> list[Sending]:
    """Answer a notice in the direct message it came in."""
    return world.happens(
        Clicked(
            workspace=WORKSPACE,
            channel="DSOMEBODY",
            user=user,
            at=world.now,
            verb=verb,
            ref=ref,
            message="9.9",
            thread="9.9",
            reply_to="https://hooks.example/1",
            person=person,
        )
    )


def steps(world: World) -> list[tuple[str, str, str]]:
    """All that is on record of it."""
    with world.records.work(WORKSPACE) as work:
        return [(one.role, one.person, one.state) for one in work.acceptances(["i1"])]


def acceptances(world: World) -> list[Acceptance]:
    """The steps as they are kept."""
    with world.records.work(WORKSPACE) as work:
        return work.acceptances(["i1"])


def owner(world: World) -> str | None:
    """The accepted owner of the one measure."""
    with world.records.work(WORKSPACE) as work:
        said = work.acceptances(["i1"])
    return accepted_owner(world.investment(), "m1", world.facts(), said)


def test_who_is_named_owner_gets_one_notice_and_accepts(world: World) -> None:
    """By direct message, once for an investment, however often they are named."""
    world.begin()
    [(who, said)] = notices(record(world, f"{FASTER} <@{OWNER}> owns it."))
    assert who == OWNER
    assert f"@{LEAD} named you as the owner" in said
    assert owner(world) is None
    after = press(world, "accept", OWNER)
    assert [(one.way, one.channel, one.ts, one.post.options) for one in after] == [
        ("update", "DSOMEBODY", "9.9", ())
    ]
    assert owner(world) == OWNER
    world.later(days=1)
    again = record(world, f"Claim handling time is 8 days now. <@{OWNER}> owns it.")
    assert notices(again) == []
    assert "already" in words(press(world, "stop", OWNER))


def test_an_owner_learns_once_that_somebody_else_recorded_their_figure(world: World) -> None:
    """For their eyes alone, where it stands; not of their own press, nor of who leads it."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    press(world, "accept", OWNER)

    def told(by: str, figure: str) -> list[str]:
        world.later(days=1)
        card = card_of(world.say(f"Claim handling time is {figure} days now.", OWNER))
        sent = world.click("record", card.proposal, user=by)
        again = world.click("record", card.proposal, user=by)
        quiet = [one for one in (*sent, *again) if "which you answer for" in words([one])]
        assert all((one.way, one.channel) == ("whisper", CHANNEL) for one in quiet)
        return [f"{one.user}: {words([one])}" for one in quiet]

    (said,) = told(LEAD, "8")
    assert said.startswith(f"{OWNER}: @{LEAD} put a figure of claim handling time on record")
    assert told(OWNER, "7") == []
    world.command("lead", f"<@{LEAD}>")
    assert told(LEAD, "6") == []


def test_who_names_themselves_has_accepted(world: World) -> None:
    """Their click says it."""
    world.begin()
    assert notices(record(world, f"{FASTER} <@{OWNER}> owns it.", by=OWNER)) == []
    assert owner(world) == OWNER


def test_who_says_they_own_it_is_known_as_a_person(world: World) -> None:
    """In whatever words: nobody is asked who that is, and whoever records it, they are asked."""
    world.begin()
    world.say(FASTER)
    card = card_of(world.say("I own it", OWNER, thread=world.last))
    sent = world.click("record", card.proposal, LEAD)
    assert [who for who, _ in notices(sent)] == [OWNER]
    assert world.shown(f"card:{card.proposal}").picker is None
    press(world, "accept", OWNER)
    assert owner(world) == OWNER


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("<@U1>", "<@U1|sam>", True),
        ("<@U1>", "<@U2>", False),
        ("sam  LEE", "<@U1>", True),
        ("Sam", "<@U1>", False),
        ("Sam Lee", "Sam", False),
    ],
)
def test_people_are_told_apart_by_mention_else_by_their_whole_name(
    one: str, other: str, is_same: bool
) -> None:
    """Two of one name are two people; Sam is not Sam Lee."""

    def name(said: str) -> str:
        return "Sam Lee" if said.startswith("<@") else said

    assert same_person(one, other, name) is is_same


def test_the_sponsor_named_by_command_is_asked_as_well(world: World) -> None:
    """Whoever changes it; only who accepted is counted on."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.", by=OWNER)
    [(who, said)] = notices(world.command("sponsor", f"<@{SPONSOR}>"))
    assert (who, "the sponsor of Claims portal" in said) == (SPONSOR, True)
    with world.records.work(WORKSPACE) as work:
        asked = work.acceptances(["i1"])
    facts = world.facts()
    assert accepted_owner(world.investment(), "m1", facts, asked) == OWNER
    assert accepted_sponsor(world.investment(), asked) is None
    press(world, "accept", SPONSOR, "sponsor|i1")
    with world.records.work(WORKSPACE) as work:
        said_yes = work.acceptances(["i1"])
    assert accepted_sponsor(world.investment(), said_yes) == SPONSOR
    assert notices(world.command("sponsor", f"<@{SPONSOR}>")) == []


def test_stop_is_for_good(world: World) -> None:
    """For this investment, in whatever role."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    press(world, "stop", OWNER)
    assert notices(world.command("sponsor", f"<@{OWNER}>")) == []
    assert owner(world) is None


def test_it_is_handed_on_to_somebody_who_is_asked_in_turn(world: World) -> None:
    """The record names the other one from then on, and who handed it on."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    [picker] = press(world, "hand_on", OWNER)
    assert picker.post.picker is not None
    assert picker.post.picker.verb == "hand_to"
    assert [who for who, _ in notices(press(world, "hand_to", OWNER, person=SPONSOR))] == [SPONSOR]
    assert {("owner", OWNER, "handed_on"), ("owner", SPONSOR, "asked")} < set(steps(world))
    press(world, "accept", SPONSOR)
    assert owner(world) == SPONSOR
    assert OWNER in {one.recorded_by for one in world.facts()}


def test_a_sponsor_hands_on_as_well(world: World) -> None:
    """The investment's profile follows, on the trail."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    press(world, "hand_to", SPONSOR, "sponsor|i1", person=OWNER)
    assert world.investment().sponsor == f"<@{OWNER}>"
    with world.records.work(WORKSPACE) as work:
        assert work.audited()[-1].by == SPONSOR


def test_who_may_not_see_it_is_sent_nothing(world: World) -> None:
    """Being named grants nothing; who named them is told alone, and who can add them."""
    world.begin(channel=PRIVATE)
    sent = record(world, f"{FASTER} <@{OWNER}> owns it.", channel=PRIVATE)
    [told] = [one for one in sent if one.way == "whisper"]
    assert notices(sent) == []
    assert (told.user, told.channel) == (LEAD, PRIVATE)
    assert f"@{OWNER}: they may not see Claims portal" in words([told])
    assert steps(world) == []


@pytest.mark.parametrize("who", ["UNOBODY", "UBOT"])
def test_nobody_and_no_bot_is_written_to(world: World, who: str) -> None:
    """A mention of what is no person is told to who made it."""
    world.directory.people["UBOT"] = Person(id="UBOT", name="bot", is_bot=True)
    world.begin()
    sent = world.command("sponsor", f"<@{who}>")
    assert notices(sent) == []
    assert "does not know them" in words(sent)


def test_only_who_got_the_notice_answers_it(world: World) -> None:
    """A button does not make an owner of who presses it, nor of who may see it no more."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    for ref in ("owner|i1", "sponsor|i1", "owner|i9", "nonsense"):
        assert [one.way for one in press(world, "accept", SPONSOR, ref)] == ["reply"]
    assert "choose" in words(press(world, "hand_to", OWNER, person=OWNER)).lower()
    moved = world.investment().model_copy(update={"channel": PRIVATE})
    with world.records.work(WORKSPACE) as work:
        work.keep(moved)
        work.commit()
    assert "nothing to show" in words(press(world, "accept", OWNER))
    press(world, "stop", OWNER)
    assert ("owner", OWNER, "stopped") in steps(world)


def change(world: World, **given: object) -> None:
    """The profile is changed from elsewhere."""
    with world.records.work(WORKSPACE) as work:
        [was] = work.investments()
        work.keep(was.model_copy(update=given))
        work.commit()


def test_what_changed_while_slack_was_asked_stays_and_is_obeyed(world: World) -> None:
    """A hand-on writes one name; what somebody else changed meanwhile decides on it already."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    world.directory.meanwhile = lambda: change(world, name="Claims desk", cost=None)
    press(world, "hand_to", SPONSOR, "sponsor|i1", person=OWNER)
    now = world.investment()
    assert (now.name, now.sponsor) == ("Claims desk", f"<@{OWNER}>")
    world.directory.meanwhile = lambda: change(world, channel=QUIET, confidential=True)
    press(world, "hand_to", OWNER, "sponsor|i1", person=LEAD)
    assert world.investment() == now.model_copy(update={"channel": QUIET, "confidential": True})


def test_of_two_answers_at_once_one_counts(world: World) -> None:
    """Accept and Hand on, pressed together."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    ref = "sponsor|i1"
    world.directory.meanwhile = lambda: press(world, "hand_to", SPONSOR, ref, person=OWNER)
    assert "already" in words(press(world, "accept", SPONSOR, ref))
    assert ("sponsor", SPONSOR, "accepted") not in steps(world)
    assert world.investment().sponsor == f"<@{OWNER}>"


@pytest.mark.parametrize("verb", ["accept", "hand_on", "hand_to"])
def test_a_notice_about_a_role_that_is_gone_does_nothing(world: World, verb: Verb) -> None:
    """Another sponsor was named, the owner was taken back: that is said; Stop is heard even so."""
    world.begin()
    card = card_of(world.say(f"{FASTER} <@{OWNER}> owns it."))
    world.click("record", card.proposal)
    world.command("sponsor", f"<@{SPONSOR}>")
    world.command("sponsor", f"<@{LEAD}>")
    world.click("undo", card.proposal)
    before = (steps(world), world.facts(), world.investment())
    for user, ref in ((OWNER, "owner|i1"), (SPONSOR, "sponsor|i1")):
        assert "no longer on record" in words(press(world, verb, user, ref, person=LEAD))
    assert (steps(world), world.facts(), world.investment()) == before
    press(world, "stop", OWNER)
    assert ("owner", OWNER, "stopped") in steps(world)


def test_a_notice_tells_no_name_that_its_reader_may_not_know(world: World) -> None:
    """It stays as it was posted, whatever the investment is called since, and closes without."""
    world.begin()
    [(_, posted)] = notices(record(world, f"{FASTER} <@{OWNER}> owns it."))
    change(world, name="Layoffs", channel=PRIVATE, confidential=True)
    [stopped] = press(world, "stop", OWNER)
    assert words([stopped]) == posted + "Understood. I will not ask you about this again."


def test_a_notice_about_an_investment_that_was_merged_is_about_what_it_became(
    world: World,
) -> None:
    """However often it was merged."""
    world.begin()
    world.begin(id="i2", name="Claims desk", measures=())
    world.begin(id="i3", name="Claims office", measures=())
    world.command("sponsor", f"Claims portal <@{SPONSOR}>")
    world.command("merge", "Claims portal into Claims desk")
    world.command("merge", "Claims desk into Claims office")
    [done] = press(world, "accept", SPONSOR, "sponsor|i1")
    assert done.post.closing == "You accepted, for Claims office. Thank you."
    assert world.investment("i3").sponsor == f"<@{SPONSOR}>"


def test_nothing_is_handed_on_to_somebody_who_said_no(world: World) -> None:
    """Who hands it on is told, and may choose another one."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    press(world, "stop", OWNER)
    world.command("sponsor", f"<@{SPONSOR}>")
    before = (steps(world), world.investment())
    told = press(world, "hand_to", SPONSOR, "sponsor|i1", person=OWNER)
    assert "they said before" in words(told)
    assert (steps(world), world.investment()) == before


def test_a_role_that_is_handed_back_is_asked_about_once_more(world: World) -> None:
    """In a notice of its own, which is answered like the first; twice handed on is a no."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    press(world, "hand_to", SPONSOR, "sponsor|i1", person=LEAD)
    back = press(world, "hand_to", LEAD, "sponsor|i1", person=SPONSOR)
    assert [who for who, _ in notices(back)] == [SPONSOR]
    [shown] = press(world, "accept", SPONSOR, "sponsor|i1")
    assert "named you" in words([shown])
    assert "already" in words(press(world, "stop", SPONSOR, "sponsor|i1"))
    assert accepted_sponsor(world.investment(), acceptances(world)) == SPONSOR


def test_who_handed_a_role_on_twice_is_not_asked_a_third_time(world: World) -> None:
    """Two people do not pass a notice to and fro."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    for one, other in ((SPONSOR, LEAD), (LEAD, SPONSOR), (SPONSOR, LEAD)):
        sent = press(world, "hand_to", one, "sponsor|i1", person=other)
        assert [who for who, _ in notices(sent)] == [other]
    told = press(world, "hand_to", LEAD, "sponsor|i1", person=SPONSOR)
    assert "they said before" in words(told)
    assert notices(told) == []


@pytest.mark.parametrize(
    ("wanted", "said", "meant"),
    [
        ("<@U1>", ["<@U1|sam>", "<@U2>"], {"<@U1|sam>"}),
        ("Sam Lee", ["<@U1>", "Sam Lee", "Sam"], {"<@U1>", "Sam Lee"}),
        ("sam", ["<@U1>", "Sam Lee", "Ann"], {"<@U1>", "Sam Lee"}),
        ("Sam", ["<@U1>", "Sam Ode"], set()),
        ("Sam Lee Jones", ["<@U1>"], set()),
        ("head of claims", ["the head of claims", "the head of sales"], {"the head of claims"}),
        ("head of", ["the head of claims", "the head of sales"], set()),
        ("", ["<@U1>"], set()),
        ("🎉", ["<@U1>"], set()),
    ],
)
def test_a_part_of_a_name_means_the_one_person_who_bears_it(
    wanted: str, said: list[str], meant: set[str]
) -> None:
    """Where two on record bear it nobody is meant: no answer tells of the wrong one."""

    def name(one: str) -> str:
        return "Sam Lee" if one.startswith("<@U1") else one

    assert who_is_meant(wanted, said, name) == meant


def test_who_is_named_is_who_the_card_names_when_it_is_recorded(world: World) -> None:
    """An edit that comes while Slack is asked changes who gets the notice."""
    world.begin()
    card = card_of(world.say(f"{FASTER} <@{OWNER}> owns it."))
    text = f"{FASTER} <@{SPONSOR}> owns it."
    world.directory.meanwhile = lambda: world.change(world.last, text)
    sent = world.click("record", card.proposal)
    assert [who for who, _ in notices(sent)] == [SPONSOR]


def test_only_a_press_that_records_tells_who_is_named(world: World) -> None:
    """A card that was set aside names nobody, and one on record says it once."""
    world.begin()
    card = card_of(world.say(f"{FASTER} <@{OWNER}> owns it."))
    world.click("discard", card.proposal)
    assert notices(world.click("record", card.proposal)) == []
    world.begin(id="i2", name="Board", channel=PRIVATE)
    card = card_of(world.say(f"{FASTER} <@{OWNER}> owns it.", channel=PRIVATE))
    told = []
    for _ in range(2):
        world.later(minutes=1)
        told += world.click("record", card.proposal, channel=PRIVATE)
    assert [one.user for one in told if one.way == "whisper"] == [LEAD]


def test_a_role_is_given_its_person_once(world: World) -> None:
    """By whoever may record, on the card; what was said stays on record."""
    world.begin()
    card = card_of(world.say(f"{FASTER} The head of claims owns it."))
    world.click("record", card.proposal)
    picker = world.shown(f"card:{card.proposal}").picker
    assert picker is not None
    assert (picker.ref, picker.label) == (card.proposal, "Who is that?")
    assert [who for who, _ in notices(pick(world, card.proposal, OWNER))] == [OWNER]
    shown = world.shown(f"card:{card.proposal}")
    assert shown.picker is None
    assert shown.card is not None
    assert shown.card.marks[-1][1].user == OWNER
    assert "already" in words(pick(world, card.proposal, SPONSOR))
    press(world, "accept", OWNER)
    assert owner(world) == OWNER
    people = [one.fact.person for one in world.facts() if one.fact.slot == "owner"]
    assert (len(people), f"<@{OWNER}>" in people) == (2, True)


def pick(world: World, proposal: str, person: str) -> list[Sending]:
    """Choose who a role is."""
    return world.happens(
        Clicked(
            workspace=WORKSPACE,
            channel=CHANNEL,
            user=LEAD,
            at=world.now,
            verb="who",
            ref=proposal,
            message="1.1",
            thread=world.last,
            reply_to="https://hooks.example/1",
            person=person,
        )
    )


def test_acceptance_of_another_role_or_investment_is_none(world: World) -> None:
    """Each is accepted for itself."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.")
    given = {"person": OWNER, "state": "accepted", "by": OWNER, "at": world.now}
    said = [
        Acceptance.model_validate({"investment": "i1", "role": "sponsor", **given}),
        Acceptance.model_validate({"investment": "i2", "role": "owner", **given}),
    ]
    assert accepted_owner(world.investment(), "m1", world.facts(), said) is None
    assert accepted_sponsor(world.investment(), said) is None


def test_who_names_somebody_that_said_stop_is_told_that_they_are_not_asked(world: World) -> None:
    """Alone, and nothing is sent to who said it."""
    world.begin()
    world.command("sponsor", f"<@{SPONSOR}>")
    press(world, "stop", SPONSOR, "sponsor|i1")
    world.later(days=1)
    sent = world.command("sponsor", f"<@{SPONSOR}>", user=OWNER)
    assert notices(sent) == []
    (told,) = [one for one in sent if one.way == "whisper"]
    assert told.user == OWNER
    assert "said before that they do not answer" in words([told])
