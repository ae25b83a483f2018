"""The one sentence an answer begins with: what improved, and what of the rest."""

from collections.abc import Sequence

from bot.advice import cards, spans
from bot.advice.standing import Placed
from bot.advice.told import OVER, Told, under
from bot.benefits import levels


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
    if len(improved) == 1 and (said := _single(improved[0], told)):
        return said
    total = told.count("measures on record", placed)
    if not improved:
        return told.voice.say("report_none", total=total, when=when)
    n = told.count("measures that improved", improved)
    return told.voice.say("report_improved", n=n, total=total, when=when)


def _single(one: Placed, told: Told) -> str | None:
    """One measure from where to where: over the period asked for where both figures bear it, else
    on the baseline, with the time of both.
    """
    first, last = one.position.baseline_fact, one.position.current_fact
    if first is None or last is None:
        return None
    first = one.before or first
    words = {
        "measure": one.measure.name[0].upper() + one.measure.name[1:],
        "moved": cards.movement(first, last),
        "when": told.asked.when,
        "before": spans.when(first) or told.voice.say("undated_baseline"),
        "after": spans.when(last) or "",
    }
    since = told.asked.since
    if since is not None:
        told.note(f"{words['moved']}, {words['before']} to {words['after']}", (first, last), OVER)
    key = "" if since is None else "_over" if spans.bears(first, since) else "_compared"
    wanted = _NAMED[key]
    said = told.voice.say(f"report_single{key or '_improved'}", **{k: words[k] for k in wanted})
    return said if not _is_against(one) else f"{said} {told.voice.say('on_the_baseline')}"


def _is_against(one: Placed) -> bool:
    """Whether it went the other way over the period than since the baseline."""
    first, start, last = one.position.baseline_fact, one.before, one.position.current_fact
    if first is None or start is None or last is None:
        return False
    whole = levels.compared(one.measure, first.fact, last.fact) or 0.0
    within = levels.compared(one.measure, start.fact, last.fact) or 0.0
    return whole * within <= 0 and start.id != first.id


_NAMED = {
    "": ("measure", "moved"),
    "_over": ("measure", "moved", "when", "before", "after"),
    "_compared": ("measure", "moved", "before", "after"),
}


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
