"""The one sentence an answer begins with: what improved, and what of the rest."""

from collections.abc import Sequence

from bot.advice import cards
from bot.advice.standing import Placed
from bot.advice.told import Told, under


def spoken(placed: Sequence[Placed], told: Told) -> str:
    """What improved in the period asked for, or that nothing is shown to; then how many of the
    others stand where, so that what got worse is not read past.
    """
    improved = under("part_improved", placed)
    if told.asked.when:
        told.period()
    return " ".join([_first(placed, improved, told), *_others(placed, improved, told)])


def _first(placed: Sequence[Placed], improved: Sequence[Placed], told: Told) -> str:
    when = f" {told.asked.when}" if told.asked.when else ""
    if len(improved) == 1:
        shown = improved[0].position
        if shown.baseline_fact is not None and shown.current_fact is not None:
            moved = cards.movement(shown.baseline_fact, shown.current_fact)
            name = shown.measure[0].upper() + shown.measure[1:]
            return told.voice.say("report_single_improved", measure=name, moved=moved, when=when)
    total = told.count("measures on record", placed)
    if not improved:
        return told.voice.say("report_none", total=total, when=when)
    n = told.count("measures that improved", improved)
    return told.voice.say("report_improved", n=n, total=total, when=when)


def _others(placed: Sequence[Placed], improved: Sequence[Placed], told: Told) -> list[str]:
    if len(placed) < 2 or len(improved) == len(placed):
        return []
    counted = {key: under(key, placed) for key in _REST}
    said = [
        told.voice.say(f"rest_{key}", n=told.count(f"measures {key}", ones))
        for key, ones in counted.items()
        if ones
    ]
    return [told.voice.say("report_rest" if improved else "report_all", what=", ".join(said))]


_REST = ("part_claimed", "part_worse", "part_contradicted", "part_unknown")
