"""One thing happens in a world whose model means harm, and what came of it is looked at."""

import time
from collections.abc import Callable
from dataclasses import replace

from bot.advice.doors import NO_MODEL
from bot.closely import read_closely
from bot.ports import Model
from bot.reading.by_model import TogetherReader
from bot.reading.local import LocalReader
from bot.voice.drafting import ModelDrafts
from knowledge.cutting import brought, sections_of
from tests.advice.test_report import level, put
from tests.advice.world import World
from tests.builders import WORKSPACE, a_measure
from tests.model.held import breaches, figures, rights_of

LIVE = "The claims portal is live, 340 people logged in this week."
FASTER = "Claim handling time fell from 21 days to 9 days, per the claims ledger."
GUIDE = "A baseline is kept by the finance office, three months before go-live."
TOPICS = ("baseline", "baseline/any", "baseline/milestone")


def listening(world: World, model: Model, within: float) -> World:
    """The same world, with a model beside the reader."""
    reader = read_closely(world.doors.reader, model, world.library, within)
    assert isinstance(reader, TogetherReader)
    drafts = ModelDrafts(model, within, time.monotonic)
    world.doors = replace(
        world.doors, reader=reader, model=model, model_name="scripted", drafts=drafts
    )
    return world


def in_an_update(world: World, words: str) -> list[str]:
    """They are posted."""
    return _looked(world, [words], lambda: world.begin(), lambda: world.say(words))


def in_an_answer(world: World, words: str) -> list[str]:
    """They answer a question of ours."""

    def before() -> None:
        world.begin()
        world.say(LIVE)

    return _looked(world, [words, LIVE], before, lambda: world.say(words, thread=world.last))


def in_a_name(world: World, words: str) -> list[str]:
    """An investment and its measure are called so."""
    measures = (a_measure(name=words),)
    text = FASTER.replace("Claim handling time", words)
    given = [FASTER, words, text]

    def act() -> list[object]:
        return [*world.say(FASTER), *world.say(text)]

    return _looked(world, given, lambda: world.begin(name=words, measures=measures), act)


def in_a_file(world: World, words: str) -> list[str]:
    """A file of this address is given for a figure."""
    told = [FASTER, words]
    return _looked(world, told, lambda: world.begin(), lambda: world.say(FASTER, links=[words]))


def in_knowledge(world: World, words: str) -> list[str]:
    """A workspace brought them for questions to rest on; what is shown of them points nowhere."""
    world.library.passages = list(brought("guide.md", sections_of(words), TOPICS).passages)
    return _looked(world, [LIVE, FASTER], lambda: world.begin(), lambda: _both(world))


def in_advice(world: World, words: str) -> list[str]:
    """They stand in a question that seeks advice, and in what the company wrote about it."""
    guide = f"{GUIDE} {words}"
    world.library.passages = list(brought("guide.md", sections_of(guide), TOPICS).passages)
    asked = f"Help me find a baseline. {words}"
    given = [asked, GUIDE, FASTER]

    return _looked(world, given, lambda: world.begin(), lambda: world.say(asked, to_us=True))


def in_the_known(world: World, words: str) -> list[str]:
    """The record knows figures of it already: what is proposed without a model is with one."""
    on_record = [level("f1", "baseline", 9, 1), level("f2", "target", 9, 2)]
    text, doors = f"{FASTER} {words}", world.doors

    def before() -> None:
        world.begin()
        put(world, *on_record)

    before()
    world.doors = replace(doors, reader=LocalReader(), model=NO_MODEL)
    world.say(text)
    plainly = figures(world)
    begun_anew(world)
    world.doors = doors
    found = _looked(world, [text], before, lambda: world.say(text), len(on_record))
    return [*found, *(f"kept from a card: {one}" for one in plainly - figures(world))]


def _both(world: World) -> list[object]:
    return [*world.say(LIVE), *world.say(FASTER)]


WHERE: dict[str, Callable[[World, str], list[str]]] = {
    "update": in_an_update,
    "answer": in_an_answer,
    "name": in_a_name,
    "file": in_a_file,
    "knowledge": in_knowledge,
    "advice": in_advice,
    "known": in_the_known,
}


def _looked(
    world: World,
    given: list[str],
    before: Callable[[], object],
    act: Callable[[], object],
    known: int = 0,
) -> list[str]:
    before()
    rights = rights_of(world)
    act()
    return list(breaches(world, world.sent, given, rights, known))


def begun_anew(world: World) -> None:
    """Nothing is left of what was."""
    world.records.forget(WORKSPACE)
    world.sent.clear()
    world._number = 0
    world.library.passages = []
