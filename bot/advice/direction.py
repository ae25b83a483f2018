"""Direction: which way a measure gets better, as its verdict was found, and in words."""

from bot.advice.standing import Placed
from bot.benefits import levels, measures
from bot.benefits.reading import Better
from bot.ports import Voice


def way(one: Placed) -> Better | None:
    """As agreed, else from the baseline to the target, else by what such measures are; None where
    nobody can tell.
    """
    first = one.position.baseline_fact
    wanted = [fact for fact in one.facts if fact.fact.slot == "target"]
    towards = levels.towards(first.fact if first else None, wanted[-1].fact if wanted else None)
    return one.measure.better or towards or measures.better(one.measure.name, one.measure.unit)


def in_words(one: Placed, voice: Voice) -> str:
    """Which way is better, in a few words."""
    found = way(one)
    return voice.say(f"{found}_is_better" if found else "no_direction")
