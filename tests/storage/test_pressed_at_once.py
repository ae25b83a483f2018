"""Buttons pressed at the same moment, each in a process of its own: one of them takes effect."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore, current_thread, main_thread

import pytest
from sqlalchemy import Engine

from bot.advice import hear, merged
from bot.benefits.conversation import Clicked, Verb
from bot.benefits.position import in_force
from storage.database import open_engine
from storage.investments import InvestmentWork
from tests.advice.world import LEAD, OWNER, SPONSOR, World, card_of, levels
from tests.builders import CHANNEL, WORKSPACE, an_investment

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

BEFORE = "Claim handling time was 14 days in Q1 before go-live, per the claims ledger."


@pytest.fixture
def world(engine: Engine) -> World:
    """An investment with a measure and nothing said yet."""
    world = World(engine)
    world.begin()
    return world


@pytest.fixture
def others(url: str, world: World) -> Iterator[list[World]]:
    """Two more processes on the same record."""
    engines = [open_engine(url) for _ in range(2)]
    worlds = [World(engine) for engine in engines]
    for one in worlds:
        one.now = world.now
    yield worlds
    for engine in engines:
        engine.dispose()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """Released each time another process has found what it wants, and is about to hold it."""
    reached, held = Semaphore(0), InvestmentWork.hold

    def hold(self: InvestmentWork, investment: str) -> None:
        if current_thread() is not main_thread():
            reached.release()
        held(self, investment)

    monkeypatch.setattr(InvestmentWork, "hold", hold)
    return reached


def pressed(verb: Verb, ref: str, user: str, person: str | None = None) -> Clicked:
    """A button pressed in the channel."""
    return Clicked.model_validate(
        {"workspace": WORKSPACE, "channel": CHANNEL, "user": user, "at": "2026-06-01T12:00:00Z"}
        | {"verb": verb, "ref": ref, "message": "1.1", "thread": "1.1", "person": person}
    )


def at_once(worlds: list[World], clicks: list[Clicked], waits: Semaphore, world: World) -> None:
    """Let each be heard by a process of its own, none of which holds anything before all began."""
    with ThreadPoolExecutor(len(clicks)) as pool:
        with world.records.work(WORKSPACE) as work:
            work.hold("i1")
            heard = [
                pool.submit(hear.hear, click, f"Race{number}", one.doors, world.now)
                for number, (one, click) in enumerate(zip(worlds, clicks, strict=True))
            ]
            assert all(waits.acquire(timeout=30) for _ in clicks)
        for one in heard:
            one.result(30)


def test_of_two_who_press_record_one_records(
    world: World, others: list[World], waits: Semaphore
) -> None:
    """Each figure stands on record once."""
    card = card_of(world.say(BEFORE)).proposal
    clicks = [pressed("record", card, user) for user in (LEAD, OWNER)]
    at_once(others, clicks, waits, world)
    assert levels(world.facts(), "baseline") == [14]


def test_a_notice_accepted_and_handed_on_at_once_is_answered_once(
    world: World, others: list[World], waits: Semaphore
) -> None:
    """Whoever comes second finds it answered; the record names who it says."""
    world.command("sponsor", f"<@{SPONSOR}>")
    ref = "sponsor|i1"
    clicks = [pressed("accept", ref, SPONSOR), pressed("hand_to", ref, SPONSOR, OWNER)]
    at_once(others, clicks, waits, world)
    with world.records.work(WORKSPACE) as work:
        said = [one.state for one in work.acceptances(["i1"]) if one.person == SPONSOR]
    named = {"accepted": f"<@{SPONSOR}>", "handed_on": f"<@{OWNER}>"}
    [done] = set(said) - {"asked"}
    assert (len(said), world.investment().sponsor) == (2, named[done])


def test_an_undo_while_a_correction_is_recorded_leaves_one_figure_or_none(
    world: World, others: list[World], waits: Semaphore
) -> None:
    """The correction counts, or both are gone; the wrong figure never counts again."""
    first = card_of(world.say(BEFORE)).proposal
    world.click("record", first)
    second = card_of(world.say("that 14 should be 16", thread=world.last)).proposal
    clicks = [pressed("undo", first, LEAD), pressed("record", second, OWNER)]
    at_once(others, clicks, waits, world)
    assert levels(in_force(world.facts()), "baseline") in ([], [16])


@pytest.mark.parametrize("verb", ["record", "undo", "accept"])
def test_what_is_merged_after_it_was_found_is_held_as_what_it_became(
    world: World, others: list[World], waits: Semaphore, verb: Verb
) -> None:
    """Nothing is lost and nothing waits for another try: the press takes effect where it went."""
    card = card_of(world.say(BEFORE)).proposal
    if verb == "undo":
        world.click("record", card)
    world.command("sponsor", f"<@{SPONSOR}>")
    user = SPONSOR if verb == "accept" else LEAD
    click = pressed(verb, "sponsor|i1" if verb == "accept" else card, user)
    kept = world.begin(an_investment("i2", name="Claims tool", sponsor=f"<@{SPONSOR}>"))
    with ThreadPoolExecutor(1) as pool:
        with world.records.work(WORKSPACE) as work:
            work.hold("i1")
            heard = pool.submit(hear.hear, click, "Race", others[0].doors, world.now)
            assert waits.acquire(timeout=30)
            work.rehome("i1", kept.id, {"m1": "m1"})
            merged.keep(work, "i1", kept.id, LEAD, "Merge", world.now)
            work.commit()
        heard.result(30)
    with world.records.work(WORKSPACE) as work:
        facts, said = work.facts(["i2"]), work.acceptances(["i2"])
    if verb == "accept":
        assert "accepted" in [one.state for one in said]
    else:
        assert levels(in_force(facts), "baseline") == ([14] if verb == "record" else [])
