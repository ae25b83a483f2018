"""Names, homes, roles and dates are changed by command, by those who may record, on a trail."""

from datetime import date
from typing import Any

import pytest

from bot.benefits.position import in_force
from bot.ports import Channel
from tests.advice.world import (
    GUEST,
    LEAD,
    OPEN_TO_GUESTS,
    OTHER,
    OWNER,
    PRIVATE,
    QUIET,
    SPONSOR,
    World,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_measure, a_record

NOT_OURS = "CNOTOURS"
BEFORE = "Claim handling time was 14 days before go-live in Q1, per the claims ledger."


def test_an_investment_is_renamed_and_found_under_both_names(world: World) -> None:
    """The channel hears of it, and the trail keeps who did it."""
    world.begin()
    said = world.command("rename", "claims portal to Claims desk", OWNER)
    assert said[0].in_channel
    assert "now called “Claims desk”" in words(said)
    found = world.investment()
    assert (found.name, found.aliases) == ("Claims desk", ("Claims portal",))
    with world.records.work(WORKSPACE) as work:
        [done] = work.audited()
    assert (done.by, done.what, done.words) == (OWNER, "rename", "claims portal to Claims desk")
    assert "know no investment" not in words(world.improved("Claims portal"))


def test_a_measure_is_renamed(world: World) -> None:
    """Its facts stay its own."""
    world.begin()
    world.click("record", card_of(world.say(BEFORE)).proposal)
    world.command("rename", "claim handling time to settlement time")
    assert world.measures()[0].name == "settlement time"
    card = card_of(world.say("Claim handling time is 9 days now, per the claims ledger."))
    assert {fact.measure for fact in world.proposal(card.proposal).facts} == {"m1"}


def test_two_investments_become_one_with_all_that_was_recorded(world: World) -> None:
    """Facts, claims, questions and cards that wait; nothing is lost, nothing written over."""
    world.begin(measures=(a_measure(), a_measure("m3", name="calls", unit="calls")))
    world.begin(id="i2", name="Claims desk", measures=(a_measure("m2"),))
    world.click("record", card_of(world.say(f"Claims portal: {BEFORE}")).proposal)
    world.later(days=1)
    waiting = card_of(world.say("Claims portal: there were 40 calls before go-live in Q1."))
    assert "with all that was recorded" in words(
        world.command("merge", "Claims portal into Claims desk")
    )
    [only] = world.investments()
    assert (only.id, only.aliases) == ("i2", ("Claims portal",))
    assert levels(in_force(world.facts("i2")), "baseline") == [14]
    assert world.facts("i2")[0].measure == "m2"
    assert len(world.questions("i2")) >= 1
    world.click("record", waiting.proposal)
    assert 40 in levels(in_force(world.facts("i2")), "baseline")


def test_two_measures_become_one(world: World) -> None:
    """The facts of both are its own."""
    world.begin(measures=(a_measure(), a_measure("m2", name="settlement delay")))
    world.click("record", card_of(world.say(BEFORE)).proposal)
    world.command("merge", "claim handling time into settlement delay")
    assert [one.id for one in world.measures()] == ["m2"]
    assert {one.measure for one in world.facts()} == {"m2"}


def test_an_investment_moves_to_another_channel(world: World) -> None:
    """Updates are read there from then on."""
    world.begin()
    said = world.command("move", f"Claims portal to <#{OTHER}|billing>")
    assert "#billing" in words(said)
    assert world.investment().channel == OTHER
    assert world.say(BEFORE) == []
    assert card_of(world.say(BEFORE, channel=OTHER))


@pytest.mark.parametrize(
    ("home", "words_typed", "told"),
    [
        (CHANNEL, "Claims portal to #billing", "from Slack's list"),
        (CHANNEL, f"Claims portal to <#{QUIET}>", "both be members"),
        (CHANNEL, "Claims portal to <#CNOWHERE>", "both be members"),
        (CHANNEL, f"Claims portal to <#{NOT_OURS}>", "both be members"),
        (CHANNEL, f"Nothing to <#{OTHER}>", "nothing called"),
        (PRIVATE, f"Claims portal to <#{OTHER}>", "everybody would see"),
        (OTHER, f"Claims portal to <#{OTHER}>", "No investment is at home"),
    ],
)
def test_a_move_that_cannot_be_made_says_why(
    world: World, home: str, words_typed: str, told: str
) -> None:
    """Nothing moves on a guess, nor where we hear nothing, and nothing private opens by the way."""
    unheard = Channel(id=NOT_OURS, name="unheard", members=frozenset({LEAD}), is_ours=False)
    world.directory.channels[NOT_OURS] = unheard
    world.begin(channel=home, channel_is_private=home == PRIVATE)
    channel = CHANNEL if home == OTHER else home
    assert told in words(world.command("move", words_typed, channel=channel))
    assert world.investment().channel == home


def test_measures_are_added_and_agreed_on(world: World) -> None:
    """Name, unit, and which way is better."""
    world.begin()
    world.command("measure", "calls to the help line in calls/week, lower is better")
    world.command("measure", "Claims portal: Claim handling time in working days")
    first, second = world.measures()
    assert (first.unit, first.better) == ("working days", "lower")
    assert (second.name, second.unit, second.better) == (
        "calls to the help line",
        "calls/week",
        "lower",
    )


@pytest.mark.parametrize("day", ["2026-04-20", "20 April 2026", "April 20, 2026", "20.04.2026"])
def test_the_day_of_go_live_is_set(world: World, day: str) -> None:
    """Written as people write days."""
    world.begin()
    assert "20 April 2026" in words(world.command("go-live", f"Claims portal {day}"))
    assert world.investment().go_live == date(2026, 4, 20)
    world.command("go-live", day)


def test_of_a_day_of_go_live_it_is_told_that_it_is_past_and_which_it_was_before(
    world: World,
) -> None:
    """A slip of the year is seen at once, and so is that a day was moved."""
    world.begin(go_live=None)
    past = words(world.command("go-live", "2026-03-02"))
    assert "That day is past" in past
    assert "Before" not in past
    moved = words(world.command("go-live", "2027-01-25"))
    assert "go-live is 25 January 2027" in moved
    assert "Before, it was 2 March 2026." in moved
    assert "past" not in moved


def test_sponsor_and_lead_are_named_by_mention(world: World) -> None:
    """With one investment in the channel its name can be left out."""
    world.begin()
    world.command("sponsor", f"Claims portal <@{SPONSOR}|sponsor>")
    world.command("lead", f"<@{LEAD}>")
    found = world.investment()
    assert (found.sponsor, found.delivery_lead) == (f"<@{SPONSOR}>", f"<@{LEAD}>")


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        *(
            ("sponsor", form)
            for form in (
                "Claims portal {who}",
                "{who} Claims portal",
                "{who} for Claims portal",
                "for claims portal: {who}",
                "of the Claims portal {who}",
                "Claims portal is {who}",
            )
        ),
        ("lead", "{who} for Claims portal"),
        ("go-live", "2026-04-20 for Claims portal"),
        ("go-live", "20 April 2026 Claims portal"),
        ("confidential", "on for Claims portal"),
        ("confidential", "for Claims portal on"),
        ("measure", "calls in calls/week for Claims portal"),
        ("rename", "Claims portal -> Claims desk"),
    ],
)
def test_what_is_meant_is_named_before_or_after(world: World, verb: str, typed: str) -> None:
    """With several investments in the channel, in the order people write it."""
    before = world.begin(delivery_lead=f"<@{OWNER}>")
    other = world.begin(id="i2", name="Billing engine", measures=())
    world.command(verb, typed.format(who=f"<@{SPONSOR}>"), OWNER)
    first, second = sorted(world.investments(), key=lambda one: one.id)
    assert first != before
    assert second == other


@pytest.mark.parametrize(
    ("verb", "typed", "example"),
    [
        ("sponsor", f"<@{SPONSOR}>", "sponsor Claims portal @"),
        ("sponsor", "Claims portal Helen", "sponsor Claims portal @NAME"),
        ("lead", f"Nothing <@{SPONSOR}>", "lead Claims portal @"),
        ("viewer", "", "viewer Claims portal @NAME"),
        ("go-live", "2026-05-01", "go-live Claims portal 2026-05-01"),
        ("go-live", "soon", "go-live Claims portal 2026-04-20"),
        ("confidential", "off", "confidential Claims portal off"),
        ("measure", "calls in calls", "measure Claims portal: MEASURE in UNIT"),
        ("rename", "", "rename Claims portal to NEW"),
        ("merge", "🎉", "merge Claims portal into Portal of billing"),
        ("move", "Claims portal to #billing", "move Claims portal to #channel"),
    ],
)
def test_who_is_asked_which_is_told_how_to_write_it(
    world: World, verb: str, typed: str, example: str
) -> None:
    """With an investment of the channel, and with the person as a person."""
    world.begin()
    world.begin(id="i2", name="Portal of billing", measures=())
    [said] = world.command(verb, typed)
    [line] = said.post.lead
    shown = "".join("@" if span.user else span.text for span in line)
    assert f"For example: /whatimproved {example}" in shown
    assert "<@" not in shown


def test_a_sponsor_is_shown_as_the_person(world: World) -> None:
    """And nobody that a command only writes about."""
    world.begin()
    [said] = [one for one in world.command("sponsor", f"<@{SPONSOR}|x>") if one.way == "reply"]
    assert [span.user for span in said.post.lead[0] if span.user] == [SPONSOR]
    [renamed] = world.command("rename", "Claims portal to <!channel>")
    assert not any(span.user for span in renamed.post.lead[0])


def test_confidential_on_and_off(world: World) -> None:
    """Who is not in the channel no longer sees it, and does again."""
    world.begin(channel=QUIET, delivery_lead=f"<@{OWNER}>")
    assert "Claims portal" in words(world.improved(user=LEAD))
    world.command("confidential", "on", OWNER, QUIET)
    assert "Claims portal" not in words(world.improved(user=LEAD))
    world.command("confidential", "Claims portal off", OWNER, QUIET)
    assert "Claims portal" in words(world.improved(user=LEAD))


@pytest.mark.parametrize(
    ("verb", "typed", "told"),
    [
        ("rename", "", "both names"),
        ("rename", "Claims portal", "both names"),
        ("rename", "Claims portal to Billing engine", "already"),
        ("rename", "claim handling time to settlement delay", "already"),
        ("rename", "Claims portal to " + "x" * 81, "80 characters"),
        ("rename", "Claims portal to 🎉", "letters or digits"),
        ("rename", "Nothing to Something", "nothing called"),
        ("merge", "Claims portal", "both names"),
        ("merge", "Claims portal into Claims portal", "nothing to merge"),
        ("merge", "settlement delay into settlement delay", "nothing to merge"),
        ("merge", "settlement delay into Claims portal", "not alike"),
        ("measure", "calls in calls", "Which investment"),
        ("measure", "Claims portal:", "letters or digits"),
        ("go-live", "Claims portal soon", "cannot read a date"),
        ("go-live", "", "cannot read a date"),
        ("sponsor", "Claims portal Helen", "Mention the person"),
        ("lead", "", "Mention the person"),
        ("confidential", "Claims portal", "on, or off"),
        ("confidential", "on", "Which investment"),
        ("rename", "\x00 to \x07", "80 characters"),
        ("rename", "x" * 40_000, "both names"),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_what_to_type(
    world: World, verb: str, typed: str, told: str
) -> None:
    """To the one who typed it, and nothing changes."""
    before = world.begin(measures=(a_measure(), a_measure("m2", name="settlement delay")))
    world.begin(id="i2", name="Billing engine", measures=())
    said = world.command(verb, typed)
    assert told in words(said)
    assert not said[0].in_channel
    assert world.investment() == before


@pytest.mark.parametrize(
    ("given", "verb", "typed"),
    [
        ({}, "confidential", "on"),
        ({"confidential": True}, "confidential", "off"),
        ({"confidential": True}, "lead", f"<@{LEAD}>"),
        ({"confidential": True}, "move", f"Claims portal to <#{PRIVATE}>"),
        ({"delivery_lead": f"<@{OWNER}>"}, "lead", f"<@{LEAD}>"),
        ({"delivery_lead": f"<@{OWNER}>"}, "viewer", f"<@{SPONSOR}>"),
    ],
)
def test_who_may_see_it_is_for_an_admin_or_the_lead_to_say(
    world: World, given: dict[str, Any], verb: str, typed: str
) -> None:
    """No other member opens it, closes it, or makes themselves its lead."""
    before = world.begin(**given)
    admit(world, PRIVATE, SPONSOR)
    assert "admin" in words(world.command(verb, typed, SPONSOR))
    assert world.investment() == before
    was = world.directory.people[SPONSOR]
    world.directory.people[SPONSOR] = was.model_copy(update={"is_admin": True})
    assert "admin" not in words(world.command(verb, typed, SPONSOR))
    assert world.investment() != before


def admit(world: World, channel: str, *users: str) -> None:
    """The people become members of a channel."""
    was = world.directory.channels[channel]
    members = was.members | set(users)
    world.directory.channels[channel] = was.model_copy(update={"members": members})


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("lead", f"Claims portal <@{OWNER}>"),
        ("viewer", f"Claims portal <@{OWNER}>"),
        ("move", f"Claims portal to <#{OTHER}>"),
        ("merge", "Claims tool into Claims portal"),
    ],
)
def test_what_is_private_is_for_its_lead_to_open_or_for_who_linked_it_while_none_is_set(
    world: World, verb: str, typed: str, confidential: bool
) -> None:
    """Nobody else who reads there makes themselves its lead first, or takes it somewhere wider."""
    world.directory.channels[OTHER] = world.directory.channels[OTHER].model_copy(
        update={"is_private": True}
    )
    admit(world, PRIVATE, OWNER, SPONSOR)
    world.begin(channel=PRIVATE, confidential=confidential)
    world.begin(id="i2", name="Claims tool", channel=PRIVATE, measures=())
    before = world.investments()
    assert "admin" in words(world.command(verb, typed, OWNER, PRIVATE))
    assert world.investments() == before
    world.command("lead", f"Claims portal <@{SPONSOR}>", LEAD, PRIVATE)
    led = world.investments()
    assert "admin" in words(world.command(verb, typed, LEAD, PRIVATE))
    assert world.investments() == led
    world.command("lead", f"Claims tool <@{SPONSOR}>", LEAD, PRIVATE)
    assert "admin" not in words(world.command(verb, typed, SPONSOR, PRIVATE))
    assert world.investment() != led[0]


def test_two_are_merged_where_they_are_closed_by_who_may_open_both(world: World) -> None:
    """The lead of one of them alone does not."""
    world.begin(confidential=True, delivery_lead=f"<@{OWNER}>")
    world.begin(id="i2", name="Claims tool", delivery_lead=f"<@{SPONSOR}>", measures=())
    for user in (OWNER, SPONSOR):
        told = world.command("merge", "Claims tool into Claims portal", user)
        assert "admin" in words(told)
    assert len(world.investments()) == 2


def test_a_viewer_sees_it_until_taken_off(world: World) -> None:
    """From anywhere, for their own eyes."""
    world.begin(channel=QUIET, confidential=True, delivery_lead=f"<@{OWNER}>")
    assert "Claims portal" not in words(world.improved(user=SPONSOR))
    assert "can see" in words(world.command("viewer", f"<@{SPONSOR}>", OWNER, QUIET))
    assert "Claims portal" in words(world.improved(user=SPONSOR))
    world.command("viewer", f"Claims portal <@{SPONSOR}> off", OWNER, QUIET)
    assert "Claims portal" not in words(world.improved(user=SPONSOR))


@pytest.mark.parametrize(
    ("is_private", "confidential", "told"),
    [
        (True, False, "everybody would see"),
        (False, True, "confidential"),
        (False, False, "at home"),
    ],
)
def test_what_may_be_opened_is_told_by_the_channel_as_it_is_now(
    world: World, is_private: bool, confidential: bool, told: str
) -> None:
    """However private it was when the investment was linked."""
    world.begin(
        channel_is_private=not is_private, confidential=confidential, delivery_lead=f"<@{LEAD}>"
    )
    was = world.directory.channels[CHANNEL]
    world.directory.channels[CHANNEL] = was.model_copy(update={"is_private": is_private})
    assert told in words(world.command("move", f"Claims portal to <#{OTHER}>", LEAD))


def test_a_private_home_is_not_named_where_everybody_reads(world: World) -> None:
    """Who moved it is told alone."""
    world.begin()
    [said] = world.command("move", f"Claims portal to <#{PRIVATE}>", LEAD)
    assert world.investment().channel == PRIVATE
    assert not said.in_channel


@pytest.mark.parametrize("verb", ["rename", "merge", "move", "measure", "sponsor", "confidential"])
def test_only_those_who_may_record_keep_house(world: World, verb: str) -> None:
    """A guest changes no names."""
    before = world.begin(channel=OPEN_TO_GUESTS)
    said = world.command(verb, "Claims portal to Claims desk", GUEST, OPEN_TO_GUESTS)
    assert "Only full members" in words(said)
    assert world.investment() == before


def test_an_owner_of_the_whole_investment_does_not_come_to_own_the_other_one_s_measures(
    world: World,
) -> None:
    """Merging names nobody for anything new."""
    world.begin()
    world.begin(id="i2", name="Claims tool", measures=(a_measure("n1", "rework", unit="hours"),))
    with world.records.work(WORKSPACE) as work:
        fact = a_fact("owner", None, person="the head of claims")
        work.append(a_record("o1", fact, investment="i2", measure=None))
        work.commit()
    world.command("merge", "Claims tool into Claims portal")
    owners = [one.measure for one in in_force(world.facts()) if one.fact.slot == "owner"]
    assert owners == ["n1"]
