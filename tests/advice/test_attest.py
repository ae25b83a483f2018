"""Attest: owner and sponsor stand by a figure; a mark of its own that changes no verdict."""

from bot.benefits.facts import Attestation
from bot.benefits.position import positions
from tests.advice.world import LEAD, OWNER, SPONSOR, World, card_of, words
from tests.builders import WORKSPACE

FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."


def recorded(world: World) -> str:
    """Two figures on record with a person who owns them and a sponsor; their proposal."""
    world.begin(sponsor=f"<@{SPONSOR}>")
    card = card_of(world.say(f"{FASTER} <@{OWNER}> owns it."))
    world.click("record", card.proposal)
    return card.proposal


def marks(world: World) -> list[Attestation]:
    """All there are."""
    with world.records.work(WORKSPACE) as work:
        return work.attestations(["i1"])


def shown(world: World, proposal: str) -> list[str]:
    """The marks on a card."""
    card = world.shown(f"card:{proposal}").card
    assert card is not None
    return ["".join(span.text or f"@{span.user}" for span in line) for line in card.marks]


def test_the_owner_attests_the_figures_of_a_card(world: World) -> None:
    """Each figure gets its mark, the card tells who stands by it."""
    proposal = recorded(world)
    assert "you stand by it" in words(world.click("attest", proposal, OWNER))
    assert {(one.role, one.by, one.fact) for one in marks(world)} == {
        ("owner", OWNER, f"{proposal}.0"),
        ("owner", OWNER, f"{proposal}.1"),
    }
    assert shown(world, proposal) == [f"Attested by @{OWNER}, owner"]


def test_who_said_me_is_the_owner_who_attests(world: World) -> None:
    """Kept by their mention, told from anybody else who says it; as exchanged it is as said."""
    world.begin()
    card = card_of(world.say(f"{FASTER} I am the owner of that.", OWNER))
    world.click("record", card.proposal, OWNER)
    owner = next(one for one in world.facts() if one.fact.slot == "owner")
    assert owner.fact.person == f"<@{OWNER}>"
    with world.records.work(WORKSPACE) as work:
        assert [one.state for one in work.acceptances(["i1"])] == ["accepted"]
    assert "you stand by it" in words(world.click("attest", card.proposal, OWNER))
    [found] = positions(world.investment(), world.facts(), world.now)
    assert (found.owner, found.as_json()["owner"]) == (f"<@{OWNER}>", "me")


def test_the_sponsor_attests_beside_the_owner(world: World) -> None:
    """Both marks stand; pressing twice is pressing once."""
    proposal = recorded(world)
    world.click("attest", proposal, OWNER)
    world.click("attest", proposal, SPONSOR)
    assert "already" in words(world.click("attest", proposal, SPONSOR))
    assert len(marks(world)) == 4
    assert shown(world, proposal) == [
        f"Attested by @{OWNER}, owner",
        f"Attested by @{SPONSOR}, sponsor",
    ]


def test_nobody_else_attests(world: World) -> None:
    """They are told who may."""
    proposal = recorded(world)
    assert "owner and the sponsor" in words(world.click("attest", proposal, LEAD))
    assert marks(world) == []


def test_an_owner_told_by_a_role_cannot_be_anybody(world: World) -> None:
    """Nobody is taken for a role on a guess."""
    world.begin()
    card = card_of(world.say(f"{FASTER} The head of claims owns it."))
    world.click("record", card.proposal)
    assert "owner and the sponsor" in words(world.click("attest", card.proposal, OWNER))


def test_an_answer_is_attested_by_investment_or_measure(world: World) -> None:
    """What counts now, whichever card put it there."""
    recorded(world)
    assert "you stand by it" in words(world.click("attest", "i1/m1", OWNER))
    assert len(marks(world)) == 1
    assert "already" in words(world.click("attest", "i1", OWNER))
    assert "no longer on record" in words(world.click("attest", "i1/m9", OWNER))
    assert "no longer on record" in words(world.click("attest", "nothing", OWNER))


def test_what_was_undone_cannot_be_attested(world: World) -> None:
    """There is nothing to stand by."""
    proposal = recorded(world)
    world.click("undo", proposal)
    assert "no longer on record" in words(world.click("attest", proposal, OWNER))


def test_an_outcome_of_the_whole_investment_is_owned_by_all_its_owners(world: World) -> None:
    """An owner of no measure owns every one."""
    world.begin(measures=())
    world.click("record", card_of(world.say(f"<@{OWNER}> owns it.")).proposal)
    world.later(days=1)
    card = card_of(world.say(FASTER))
    world.click("record", card.proposal)
    world.click("attest", card.proposal, OWNER)
    assert {one.role for one in marks(world)} == {"owner"}


def test_an_answer_offers_to_stand_by_its_figures(world: World) -> None:
    """The sponsor presses; anybody else is told who may; what is attested is offered no more."""
    recorded(world)
    ask = "<@UBOT> what improved?"
    [sent] = world.say(ask, to_us=True)
    [button] = sent.post.options
    assert (button.verb, button.label) == ("attest", "I stand by claim handling time")
    assert "sets the owner's or sponsor's name beside a figure" in (sent.post.closing or "")
    told = world.click("attest", button.ref, LEAD)
    assert [one.way for one in told] == ["reply"]
    assert "owner and the sponsor" in words(told)
    assert "you stand by it" in words(world.click("attest", button.ref, SPONSOR))
    [sent] = world.say(ask, to_us=True)
    assert sent.post.options == ()
    assert "sets the name" not in (sent.post.closing or "")
    assert f"Attested by <@{SPONSOR}>" in words([sent])
