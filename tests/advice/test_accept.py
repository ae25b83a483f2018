"""People who are named get one notice, and answer for what they accepted."""

import pytest

from bot.benefits.accepted import Acceptance, accepted_owner, whom_to_turn_to
from bot.benefits.conversation import Clicked, Sending, Verb
from bot.ports import Person
from tests.advice.world import LEAD, OWNER, PRIVATE, SPONSOR, World, card_of, words
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


def test_who_names_themselves_has_accepted(world: World) -> None:
    """Their click says it."""
    world.begin()
    assert notices(record(world, f"{FASTER} <@{OWNER}> owns it.", by=OWNER)) == []
    assert owner(world) == OWNER


def test_the_sponsor_named_by_command_is_asked_as_well(world: World) -> None:
    """Whoever changes it; only who accepted is turned to, the owner first."""
    world.begin()
    record(world, f"{FASTER} <@{OWNER}> owns it.", by=OWNER)
    [(who, said)] = notices(world.command("sponsor", f"<@{SPONSOR}>"))
    assert (who, "the sponsor of Claims portal" in said) == (SPONSOR, True)
    with world.records.work(WORKSPACE) as work:
        asked = work.acceptances(["i1"])
    facts = world.facts()
    assert whom_to_turn_to(world.investment(), "m1", facts, asked) == [OWNER]
    press(world, "accept", SPONSOR, "sponsor|i1")
    with world.records.work(WORKSPACE) as work:
        said_yes = work.acceptances(["i1"])
    assert whom_to_turn_to(world.investment(), "m1", facts, said_yes) == [OWNER, SPONSOR]
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
    assert whom_to_turn_to(world.investment(), "m1", world.facts(), said) == []
