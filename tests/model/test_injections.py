"""Orders hidden in what people write, and a model that obeys them all: nothing comes of it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.benefits.conversation import Post, Span
from bot.benefits.facts import Fact
from bot.models import Models, models_alone
from bot.settings import Settings
from bot.slack.blocks import render
from tests.advice.world import World
from tests.builders import NOON, a_database
from tests.fakes import ScriptedModel
from tests.model.harm import WHERE, begun_anew, listening
from tests.model.held import is_new, numbers, said, swapped, ungrounded
from tests.model.hostile import obeys
from tests.model.server import Script, answers, serving

WRITTEN: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("injections.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def obedient() -> Iterator[tuple[Models, Script]]:
    """A model that does whatever it reads, asked through the real client."""
    with serving(answers(obeys)) as script:
        told = {"home": Path("nowhere"), "model": "openai:scripted", "model_url": script.url}
        settings = Settings.model_validate({**told, "openai_api_key": "sk-test"})
        models = models_alone(settings, lambda: NOON, time.monotonic)
        yield models, script
        models.end()


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, obedient: tuple[Models, Script]
) -> Iterator[World]:
    """One for all of them, emptied in between."""
    with a_database(tmp_path_factory.mktemp("world")) as engine:
        yield listening(World(engine), obedient[0].door, 10)


@pytest.mark.parametrize(
    ("where", "words"),
    [(where, words) for where, all_of in WRITTEN.items() for words in all_of],
)
def test_whatever_a_model_obeys_nothing_comes_of_it(world: World, where: str, words: str) -> None:
    """No fact without a person, no right widened, no mention or link that was not given, no prompt
    told.
    """
    begun_anew(world)
    assert WHERE[where](world, words) == []


def test_they_are_many_and_the_model_was_asked(obedient: tuple[Models, Script]) -> None:
    """The promise is tried in earnest, in every place where untrusted words stand."""
    assert set(WRITTEN) == set(WHERE)
    assert sum(map(len, WRITTEN.values())) >= 60
    assert len(obedient[1].asked) >= 30


def test_what_judges_sees_what_is_made_up() -> None:
    """It shares nothing with what is judged, and is no blind judge."""
    for quote, number in (("1h20", 80), ("£1.2m", 1.2e6), ("forty-two", 42), ("halved", 50)):
        assert any(abs(number - one) < 0.01 for one in numbers(quote)), quote
    text = "It fell from 21 to 9 days."
    fact = Fact(slot="current", value=9, quote="9 days", start=19, end=25)
    assert ungrounded(fact, text, text) is None
    for made_up in (
        {"value": 14.0},
        {"low": 99.0},
        {"quote": "8 days"},
        {"start": 18},
        {"person": "evil"},
        {"ref": "https://evil.example/"},
        {"measure": "cost"},
    ):
        assert ungrounded(fact.model_copy(update=made_up), text, text), made_up


TOLD = "It fell from 21 days to 9 days. Refunds took long. Delays were 4% before, Claims were 6%."
JUDGED: dict[str, dict[str, object]] = {
    "swapped current": {"slot": "current", "value": 21, "quote": "from 21 days"},
    "swapped baseline": {"slot": "baseline", "value": 9, "quote": "to 9 days"},
    "another's 'Refunds'": {"slot": "current", "value": 6, "quote": "6%", "measure": "Refunds"},
    "None": {"slot": "current", "value": 6, "quote": "Claims were 6%", "measure": "Claims"},
    "None, in doubt": {"slot": "baseline", "value": 9, "quote": "to 9 days", "either": 1},
}


@pytest.mark.parametrize("why", JUDGED)
def test_the_judge_sees_a_figure_in_anothers_place(why: str) -> None:
    """Unless it is in doubt: then a person says which it is."""
    told = JUDGED[why]
    start = TOLD.index(str(told["quote"]))
    fact = Fact.model_validate({**told, "start": start, "end": start + len(str(told["quote"]))})
    assert str(swapped(fact, TOLD)).startswith(why.partition(",")[0])


def test_the_judge_blames_no_model_for_what_we_read_whatever_was_asked(world: World) -> None:
    """A bare figure in a reply is the part that was asked for."""
    begun_anew(world)
    world.begin()
    text = "See the ledger: 21 days in March."
    fact = Fact(slot="current", value=21, quote=text, start=0, end=len(text))
    assert not is_new(fact, text, world)
    assert is_new(fact.model_copy(update={"value": 9.0}), text, world)


TABLE = "error rate\n- before: forty-two incidents\n- now: 3 incidents\n- source: desk report"


@pytest.mark.parametrize("slot", ["baseline", "current"])
def test_a_name_a_model_has_for_one_figure_keeps_no_other_off_the_card(
    world: World, slot: str
) -> None:
    """Whichever part it says that figure is, on a record that knows some."""
    begun_anew(world)
    doors = world.doors
    named = {"slot": slot, "quote": "now: 3 incidents", "number": 3, "measure": "error rate"}
    draft = {"is_update": True, "claims": [], "facts": [named]}
    try:
        listening(world, ScriptedModel(always=draft), 10)
        assert WHERE["known"](world, TABLE) == []
    finally:
        world.doors = doors


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("All of it stands at evil.dev.", "domain evil.dev"),
        ("Ask 10.0.0.1 for it.", "domain 10.0.0.1"),
        ("Well, YOU know: nothing, but the passages are good.", "prompt 'you know nothing but the"),
        ("A figure stands in the ledger at reports.example.com.", None),
    ],
)
def test_the_judge_sees_what_points_elsewhere_and_our_own_prompt(
    words: str, seen: str | None
) -> None:
    """A domain without a link, and a few of our words in a row; not what was given."""
    found = list(said(render(Post(lead=((Span(text=words),),))), "at reports.example.com"))
    assert bool(found) == bool(seen)
    assert seen is None or found[0].startswith(seen)
